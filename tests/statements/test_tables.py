from dataclasses import replace

import pytest
from gridmaking import document, grid, periods, plain, row, table_of, tables_of

from ticktie.model import BlockKind, StatementKind
from ticktie.statements import reporting_context, understand_tables
from ticktie.statements.concepts import concept_of
from ticktie.statements.kinds import kind_of

BALANCE = plain(
    "|September 30, 2007|March 31, 2007\nCash|46|60\nTotal assets|81|97\nTotal liabilities and equity|81|97"
)
INCOME = plain(
    "|Three Months Ended September 30,||Six Months Ended September 30,\n|2007|2006|2007|2006\nRevenue|7|2|12|9"
)


def test_ids_count_tables_rows_and_columns():
    table = table_of(plain("|2025|2024\nRevenue|5|4\nCost|3|2"))
    assert [cell.id for cell in table.cells] == ["t1.r1.c1", "t1.r1.c2", "t1.r2.c1", "t1.r2.c2"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("CONDENSED CONSOLIDATED BALANCE SHEETS", StatementKind.BALANCE_SHEET),
        ("Group Statement of Financial Position", StatementKind.BALANCE_SHEET),
        ("Consolidated Statements of Operations", StatementKind.INCOME_STATEMENT),
        ("Consolidated Statement of Comprehensive Income", StatementKind.INCOME_STATEMENT),
        ("Statements of Cash Flows", StatementKind.CASH_FLOW),
        ("Consolidated Statements of Stockholders' Equity", StatementKind.EQUITY),
        ("Reconciliation of GAAP to Non-GAAP Net Income", StatementKind.RECONCILIATION),
        ("Segment Information", StatementKind.SEGMENT),
        ("Quarterly Highlights", StatementKind.OTHER),
    ],
)
def test_title_words_say_which_statement_it_is(title, kind):
    assert kind_of([title], []) is kind


def test_captions_say_it_where_the_title_does_not():
    names = ["Assets", "AssetsCurrent", "Liabilities", "LiabilitiesAndStockholdersEquity"]
    assert kind_of(["Selected figures"], names) is StatementKind.BALANCE_SHEET


def test_captions_name_concepts():
    assert concept_of("Net income (loss)") == "us-gaap:NetIncomeLoss"
    assert concept_of("Accounts receivable, net of allowance of $835") == "us-gaap:AccountsReceivableNetCurrent"
    assert concept_of("Total stockholders’ equity") == "us-gaap:StockholdersEquity"
    assert concept_of("Unicorn farming") == ""


def test_basic_and_diluted_take_their_meaning_from_the_section():
    assert concept_of("Diluted", ("Earnings per share:",)) == "us-gaap:EarningsPerShareDiluted"
    shares = ("Weighted-average shares used to compute earnings per share:",)
    assert concept_of("Diluted", shares) == "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding"


def test_receivables_of_a_cash_flow_statement_are_a_change_and_no_balance():
    made = plain("|2025\nNet income|5\nAccounts receivable|(3)\nNet cash provided by operating activities|2")
    table = table_of("# Statements of Cash Flows", made)
    assert [each.concept for each in table.rows][:2] == ["us-gaap:NetIncomeLoss", ""]


def test_a_table_parted_by_a_section_line_is_one():
    table = table_of(
        "# Statements of Operations",
        plain("|2025|2024\nRevenue|9|8"),
        "Operating expenses",
        plain("Research|3|2\nTotal operating expenses|3|2"),
    )
    assert [each.caption for each in table.rows] == [
        "Revenue",
        "Operating expenses",
        "Research",
        "Total operating expenses",
    ]


def test_a_table_under_a_title_of_its_own_is_another():
    made = plain("|2025|2024\nRevenue|9|8")
    assert len(tables_of("# Statements of Operations", made, "# Statements of Cash Flows", made)) == 2


def test_a_shifted_row_is_read_in_order():
    made = grid(
        row((1, "2025"), (2, "2024")),
        row((0, "Sales"), (1, "1,500"), (2, "1,400")),
        row((0, "Cost"), (1, "1,000"), (2, "900")),
        row((0, "Interest"), (1, "10"), (2, "20")),
        row((0, "520"), (1, "480")),
    )
    table = table_of(made)
    assert [cell.text for cell in table.cells if cell.row == 3] == ["520", "480"]
    assert len(table.columns) == 2


def test_the_context_comes_from_the_statements():
    understood, tables = understand_tables(
        document(
            "ACME TURBINES, INC.", "# Balance Sheets", BALANCE, "ACME TURBINES, INC.", "# Statements of Income", INCOME
        )
    )
    context = reporting_context(understood, tables)
    assert context.entity == "ACME TURBINES, INC."
    assert str(context.period_end) == "2007-09-30"
    assert context.fiscal_year_end_month == 3
    assert (str(context.quarter), str(context.year_to_date)) == ("3M 2007-09-30", "6M 2007-09-30")


def test_fiscal_quarters_are_placed_by_the_dates_of_the_statements():
    prose = "Results for the second quarter of fiscal 2008, ended September 30, 2007."
    highlights = plain("|Q2 FY08|Q1 FY08\nBacklog|10|8")
    _, _, last = tables_of(
        prose, "# Balance Sheets", BALANCE, "# Income Statements", INCOME, "# Highlights", highlights
    )
    assert periods(last) == ["3M 2007-09-30", "3M 2007-06-30"]


def test_a_document_without_tables_has_none():
    read = document("Nothing but prose here.")
    assert understand_tables(read) == (read, ())


def test_a_grid_a_billion_columns_wide_ends_at_once():
    wide = grid(row((1, "2025", 10**9)), row((0, "Revenue", 3), (5, "1,000", 10**9), (2 * 10**9, "900")))
    assert len(table_of(wide).cells) == 2


def test_thousands_of_columns_end_in_time():
    header = row(*((column, "2025") for column in range(1, 3000)))
    body = row((0, "Revenue"), *((column, "1,000") for column in range(1, 3000)))
    assert len(table_of(grid(header, body)).columns) == 2999


def test_a_percent_sign_beside_the_first_figure_is_that_of_the_column():
    income = plain("|2025|2024|Inc/ (Dec)|\nRevenue|$ 4,393|$ 4,213|$ 180|4 %\nOperating income|3,338|3,232|106|3")
    table = table_of("# Quarters Ended June 30, (in millions)", income)
    assert [cell.unit for cell in table.cells if cell.column == 3] == ["percent", "percent"]
    assert [cell.unit for cell in table.cells if cell.column == 2] == ["USD", "USD"]


def test_quarters_of_a_table_of_trailing_quarters_end_twelve_months():
    flows = plain("|Fiscal 2025 Q1|Fiscal 2025 Q2\nFree cash flow|9,455|12,258")
    dated = plain("|December 31, 2025|June 30, 2025\nTotal assets|81|97")
    tables = tables_of("# Balance Sheets", dated, "# FREE CASH FLOW - TRAILING 4-QUARTERS (1)", flows)
    assert [period[:3] for period in periods(tables[1])] == ["12M", "12M"]


def test_a_dated_note_between_two_tables_dates_the_second():
    first = plain("|Stores 2004|Stores 2003\nRevenue|8,781|9,137\nInterest|41|261")
    second = plain("|Retail|Credit\nRevenue|7,771|1,266\nInterest|2|259")
    made = document(
        "# For the 13 Weeks Ended July 3, 2004 and June 28, 2003",
        first,
        "* Detail for the 13 weeks ended June 28, 2003",
        second,
    )
    blocks = [replace(block, kind=BlockKind.FOOTNOTE) if block.text.startswith("*") else block for block in made.blocks]
    tables = understand_tables(replace(made, blocks=tuple(blocks)))[1]
    assert periods(tables[1]) == ["3M 2003-06-28", "3M 2003-06-28"]
