"""Which lines sum to which, on statements made by hand."""

import pytest
from handmade import sums_of, table_of

from ticktie.statements.totals import find_footings

INCOME = """
|                                     | 2025    | 2024    |
| Product                             | 4,120   | 3,911   |
| Service                             | 3,099   | 2,300   |
| Total revenue                       | 7,219   | 6,211   |
| Cost of revenue                     | 5,100   | 4,800   |
| Gross profit                        | 2,119   | 1,411   |
| Operating expenses:                 |         |         |
| Research and development            | 800     | 700     |
| Selling, general and administrative | 1,900   | 1,811   |
| Amortization                        | -       | 12      |
| Total operating expenses            | 2,700   | 2,523   |
| Loss from operations                | (581)   | (1,112) |
| Interest income                     | 40      | 30      |
| Interest expense                    | (12)    | (13)    |
| Loss before income taxes            | (553)   | (1,095) |
| Income tax expense                  | 7       | 5       |
| Net loss                            | (560)   | (1,100) |
"""

INCOME_SUMS = {
    "Total revenue": "Product + Service",
    "Gross profit": "Total revenue - Cost of revenue",
    "Total operating expenses": "Research and development + Selling, general and administrative + Amortization",
    "Loss from operations": "Gross profit - Total operating expenses",
    "Loss before income taxes": "Loss from operations + Interest income + Interest expense",
    "Net loss": "Loss before income taxes - Income tax expense",
}

BALANCE = """
|                               | 2025   | 2024   |
| Current assets:               |        |        |
| Cash                          | 1,204  | 1,311  |
| Accounts receivable           | 2,417  | 2,209  |
| Total current assets          | 3,621  | 3,520  |
| Property, net                 | 4,112  | 4,387  |
| Goodwill                      | 900    | 900    |
| Total assets                  | 8,633  | 8,807  |
| Current liabilities:          |        |        |
| Accounts payable              | 1,015  | 1,140  |
| Accrued liabilities           | 618    | 702    |
| Total current liabilities     | 1,633  | 1,842  |
| Long-term debt                | 2,500  | 2,750  |
| Total liabilities             | 4,133  | 4,592  |
| Shareholders' equity:         |        |        |
| Common stock                  | 120    | 120    |
| Retained earnings             | 4,680  | 4,395  |
| Treasury stock                | (300)  | (300)  |
| Total shareholders' equity    | 4,500  | 4,215  |
| Total liabilities and equity  | 8,633  | 8,807  |
"""

CASH_FLOW = """
|                                           | 2025  | 2024  |
| Net income                                | 1,285 | 1,111 |
| Adjustments:                              |       |       |
| Depreciation                              | 310   | 290   |
| Accounts receivable                       | (208) | 77    |
| Accounts payable                          | (125) | 43    |
| Net cash provided by operating activities | 1,262 | 1,521 |
| Capital expenditures                      | (412) | (390) |
| Purchases of investments                  | (57)  | (29)  |
| Net cash used in investing activities     | (469) | (419) |
| Repayment of debt                         | (250) | (250) |
| Dividends paid                            | (650) | (600) |
| Net cash used in financing activities     | (900) | (850) |
| Effect of exchange rates                  | -     | (3)   |
| Net (decrease) increase in cash           | (107) | 249   |
| Cash at beginning of period               | 1,311 | 1,062 |
| Cash at end of period                     | 1,204 | 1,311 |
"""


def columns_of(markdown: str, *kept: int) -> str:
    """Return the Markdown with the caption and the chosen columns of figures only."""
    rows = [line.strip().strip("|").split("|") for line in markdown.strip().splitlines()]
    return "\n".join("|" + "|".join([row[0], *(row[column] for column in kept)]) + "|" for row in rows)


def test_an_income_statement_runs_down_to_net_loss() -> None:
    assert sums_of(table_of(INCOME)) == INCOME_SUMS


def test_one_column_is_enough_for_a_plain_income_statement() -> None:
    assert sums_of(table_of(columns_of(INCOME, 1))) == INCOME_SUMS


def test_a_balance_sheet_consumes_its_subtotals() -> None:
    assert sums_of(table_of(BALANCE)) == {
        "Total current assets": "Cash + Accounts receivable",
        "Total assets": "Total current assets + Property, net + Goodwill",
        "Total current liabilities": "Accounts payable + Accrued liabilities",
        "Total liabilities": "Total current liabilities + Long-term debt",
        "Total shareholders' equity": "Common stock + Retained earnings + Treasury stock",
        "Total liabilities and equity": "Total liabilities + Total shareholders' equity",
    }


def test_a_cash_flow_statement_ends_in_the_cash_at_the_end() -> None:
    sums = sums_of(table_of(CASH_FLOW))
    assert sums["Net cash provided by operating activities"] == (
        "Net income + Depreciation + Accounts receivable + Accounts payable"
    )
    assert sums["Net (decrease) increase in cash"] == (
        "Net cash provided by operating activities + Net cash used in investing activities"
        " + Net cash used in financing activities + Effect of exchange rates"
    )
    assert sums["Cash at end of period"] == "Net (decrease) increase in cash + Cash at beginning of period"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("| 4,120 ", "| 4,720 "), ("| 1,900 ", "| 9,900 "), ("| 2,119 ", "| 2,179 "), ("| (581) ", "| (851) ")],
)
def test_one_wrong_figure_in_one_column_leaves_the_structure_as_it_was(right: str, wrong: str) -> None:
    assert sums_of(table_of(INCOME.replace(right, wrong, 1))) == INCOME_SUMS


@pytest.mark.parametrize("wrong", ["1,204", "4,112", "3,621", "8,633", "2,500", "4,680"])
def test_a_wrong_figure_of_a_balance_sheet_leaves_the_structure_as_it_was(wrong: str) -> None:
    planted = BALANCE.replace(f"| {wrong} ", f"| {wrong[:-1]}{(int(wrong[-1]) + 4) % 10} ", 1)
    assert sums_of(table_of(planted)) == sums_of(table_of(BALANCE))


def test_unrelated_lines_make_no_footing() -> None:
    table = table_of("""
    |                | 2025  | 2024  |
    | Employees      | 1,204 | 1,311 |
    | Stores         | 417   | 409   |
    | Countries      | 31    | 29    |
    | Net promoters  | 62    | 60    |
    """)
    assert find_footings(table) == ()


def test_earnings_per_share_are_not_added_to_net_income() -> None:
    table = table_of("""
    |                     | 2025  | 2024  |
    | Net income          | 2,000 | 1,700 |
    | Basic per share     | $0.20 | $0.17 |
    | Total per share     | $0.19 | $0.16 |
    """)
    assert find_footings(table) == ()


def test_per_share_components_make_the_per_share_total() -> None:
    table = table_of("""
    |                                  | 2025   | 2024   |
    | Earnings per share:              |        |        |
    | Continuing operations            | $0.21  | $0.17  |
    | Discontinued operations          | ($0.04) | $0.02 |
    | Total earnings per share         | $0.17  | $0.19  |
    """)
    assert sums_of(table) == {"Total earnings per share": "Continuing operations + Discontinued operations"}


def test_memo_lines_are_no_parts() -> None:
    table = table_of("""
    |                       | 2025  | 2024  |
    | Product               | 4,120 | 3,911 |
    | Service               | 3,099 | 2,300 |
    | of which subscription | 1,100 | 900   |
    | Total revenue         | 7,219 | 6,211 |
    """)
    assert sums_of(table) == {"Total revenue": "Product + Service"}


def test_a_total_may_stand_above_its_split() -> None:
    table = table_of("""
    |                 | 2025  | 2024  |
    | Total net sales | 7,219 | 6,211 |
    | Product         | 4,120 | 3,911 |
    | Service         | 3,099 | 2,300 |
    """)
    assert sums_of(table) == {"Total net sales": "Product + Service"}


def test_revenue_is_not_cost_plus_gross_profit() -> None:
    table = table_of("""
    |                 | 2025  | 2024  |
    | Revenue         | 7,219 | 6,211 |
    | Cost of revenue | 5,100 | 4,800 |
    | Gross profit    | 2,119 | 1,411 |
    """)
    assert sums_of(table) == {"Gross profit": "Revenue - Cost of revenue"}


def test_a_total_that_fails_in_every_column_without_a_section_is_left_out() -> None:
    table = table_of("""
    |                     | 2025  | 2024  |
    | Cash                | 1,204 | 1,311 |
    | Accounts receivable | 2,417 | 2,209 |
    | Total assets        | 8,633 | 9,117 |
    """)
    assert find_footings(table) == ()


REPEATED = """
|                                    | Q2 26   | Q2 25   | H1 26   | H1 25   |
| Number of shares:                  |         |         |         |         |
| Diluted weighted average shares    | 224,037 | 222,774 | 223,944 | 222,654 |
| Adjustment                         | -       | -       | -       | -       |
| Total shares for adjusted earnings | 224,037 | 222,774 | 223,944 | 222,654 |
"""


@pytest.mark.parametrize("wrong", ["224,037", "222,654"])
def test_a_total_that_repeats_its_line_in_all_columns_but_one_is_that_total(wrong: str) -> None:
    first, total = REPEATED.find(wrong), REPEATED.rfind(wrong)
    assert first < total
    planted = REPEATED[:total] + wrong[:1] + "9" + wrong[2:] + REPEATED[total + len(wrong) :]
    assert sums_of(table_of(planted)) == sums_of(table_of(REPEATED)) != {}


def test_a_rate_of_two_digits_that_is_repeated_in_three_columns_need_not_be_in_the_fourth() -> None:
    # 64% → 67% is one digit, but so are a fifth of all rates of two digits.
    assert not sums_of(
        table_of("""
    |                       | Q2 26 | Q2 25 | H1 26 | H1 25 |
    | Gross margin          | 63%   | 76%   | 64%   | 75%   |
    | Adjusted gross margin | 63%   | 76%   | 67%   | 75%   |
    """)
    )


def test_a_total_without_words_is_found_where_its_longest_column_is_wrong() -> None:
    # 1,565 − 249 + 9 − 118 + 70 − 111 = 1,166; with 40 for 70 the column with the longest figures fails.
    right = """
    |                        | Q2 26 | Q2 25 | H1 26 | H1 25 |
    | Segments               | 340   | 516   | 1,191 | 1,565 |
    | Corporate              | (22)  | (56)  | (161) | (249) |
    | Interest income        | 1     | 2     | 8     | 9     |
    | Loss on a sale         | -     | -     | -     | (118) |
    | Costs of a fire        | (51)  | -     | (58)  | 70    |
    | Digital investments    | -     | (30)  | (59)  | (111) |
    | Contribution of group  | 268   | 432   | 921   | 1,166 |
    """
    assert list(sums_of(table_of(right))) == ["Contribution of group"]
    assert sums_of(table_of(right.replace("| 70 ", "| 40 "))) == sums_of(table_of(right))


def test_a_total_may_fail_in_two_columns_where_slips_explain_them() -> None:
    # One digit each: 2,341,517 for 2,441,517; 135,084 for 135,087. The third column holds.
    right = """
    |                   | Capital   | Premium | Reserves   |
    | Retained in:      |           |         |            |
    | The company       | 623,571   | 85,021  | 3,277,485  |
    | Subsidiaries      | 1,817,946 | 50,066  | 10,332,607 |
    | Total retained    | 2,441,517 | 135,087 | 13,610,092 |
    """
    wrong = right.replace("2,441,517", "2,341,517").replace("135,087", "135,084")
    assert sums_of(table_of(wrong)) == sums_of(table_of(right)) == {"Total retained": "The company + Subsidiaries"}
