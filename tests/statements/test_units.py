from gridmaking import plain, table_of, tables_of, values

INCOME = """
|2025|2024
Net income|1,000|900
Earnings per share|2.00|1.80
Weighted average shares outstanding|500|500
"""


def test_amounts_are_in_full_units_with_the_decimals_of_their_last_digit():
    table = table_of("# Statements of Income", "(in thousands)", plain("|2025\nRevenue|$ 7,219\nCost|1.5"))
    assert values(table, 1) == [("7219000", -3, "USD")]
    assert values(table, 2) == [("1500", -2, "USD")]


def test_two_places_in_millions_end_at_ten_thousand():
    table = table_of("(in millions)", plain("|2025\nRevenue|$ 1.25\nCost of sales|$ 1.00"))
    assert values(table, 1) == [("1250000", -4, "USD")]


def test_per_share_amounts_are_not_scaled():
    made = plain("|2025\nNet income|$ 1,000\nEarnings per share:\nBasic|$ 1.22\nDiluted|$ 1.20")
    table = table_of("(in millions, except per share amounts)", made)
    assert values(table, 3) == [("1.22", 2, "USD/shares")]
    assert values(table, 4) == [("1.20", 2, "USD/shares")]


def test_share_counts_follow_the_scale():
    table = table_of("# Statements of Income", "(in millions, except per share data)", plain(INCOME))
    assert values(table, 3)[0] == ("500000000", -6, "shares")


def test_share_counts_in_another_scale_are_told_by_the_earnings_per_share():
    # $1,000 million / $2.00 = 500 million shares: 500,000 are thousands
    table = table_of(
        "# Statements of Income", "(in millions, except per share data)", plain(INCOME.replace("500", "500,000"))
    )
    assert values(table, 3)[0] == ("500000000", -3, "shares")


def test_percentages_are_not_scaled():
    table = table_of("(in thousands)", plain("|2025\nRevenue|$ 500\nGross margin|45.3%\nNet margin|(2.5)%"))
    assert values(table, 2) == [("45.3", 1, "percent")]
    assert values(table, 3) == [("-2.5", 1, "percent")]


def test_counts_of_things_are_not_scaled():
    table = table_of("Key metrics (in millions)", plain("|2025\nHeadcount|72,404\nRevenue|$ 5"))
    assert values(table, 1) == [("72404", 0, "pure")]


def test_a_clause_of_the_row_goes_before_the_table_s():
    table = table_of("(in millions)", plain("|2025\nRevenue|$ 5\nUnits sold (in thousands)|120"))
    assert values(table, 2)[0][:2] == ("120000", -3)


def test_a_clause_holds_for_the_tables_that_follow():
    _, second = tables_of(
        "# Statements of Income",
        "(in thousands)",
        plain("|2025\nRevenue|$ 5"),
        "# Cash Flows",
        plain("|2025\nCash|$ 7"),
    )
    assert (second.scale, values(second, 1)) == (1000, [("7000", -3, "USD")])


def test_a_dash_is_zero_and_nm_is_no_number():
    table = table_of("(in thousands)", plain("|2025|2024|Change\nOther income|—|$ 12|NM"))
    assert values(table, 1)[0] == ("0", -3, "USD")
    assert values(table, 1)[2][0] == "NM"


def test_share_capital_is_an_amount():
    table = table_of("# Balance Sheet", plain("|2025\nShare capital|$ 112,214\nTotal equity|$ 200,000"))
    assert values(table, 1) == [("112214", 0, "USD")]


def test_bracketed_footnote_cells_are_no_figures():
    table = table_of("# Statements of Income", plain("|2025|\nRevenue|1,200|(1)\nCost|900|"))
    assert [cell.text for cell in table.cells] == ["1,200", "900"]
