from gridmaking import grid, periods, plain, row, table_of, tables_of

STACKED = grid(
    row((3, "Three Months Ended September 30,", 8), (12, "Six Months Ended September 30,", 8)),
    row((3, "2007", 3), (8, "2006", 3), (12, "2007", 3), (17, "2006", 3)),
    row(
        (0, "Revenue"),
        (3, "$"),
        (4, "7,219"),
        (8, "$"),
        (9, "2,946"),
        (12, "$"),
        (13, "12,834"),
        (17, "$"),
        (18, "9,512"),
    ),
    row((0, "Gross loss"), (4, "(756"), (5, ")"), (9, "(2,336"), (10, ")"), (13, "(3,229)"), (18, "(3,572)")),
)


def test_a_spanning_header_covers_every_column_under_it():
    table = table_of("# Statements of Operations", STACKED)
    assert periods(table) == ["3M 2007-09-30", "3M 2006-09-30", "6M 2007-09-30", "6M 2006-09-30"]
    assert table.columns[1].label == "Three Months Ended September 30, 2006"


def test_years_over_columns_are_no_figures():
    table = table_of("# Statements of Operations", STACKED)
    assert len(table.cells) == 8
    assert [row.caption for row in table.rows] == ["Revenue", "Gross loss"]


def test_a_length_in_the_title_makes_durations_of_years():
    table = table_of(
        "# Statements of Income", "For the three months ended September 30", plain("|2025|2024\nSales|5|4")
    )
    assert periods(table) == ["3M 2025-09-30", "3M 2024-09-30"]


def test_columns_of_a_balance_sheet_are_instants():
    table = table_of("# Balance Sheets", plain("|June 30,|March 31,\n|2025|2025\nTotal assets|5|4"))
    assert periods(table) == ["2025-06-30", "2025-03-31"]


def test_a_change_of_percents_is_a_percent_change_of_the_newest_period():
    table = table_of(plain("|Q2 2025|Q2 2024|Change|% Change\nRevenue|110|100|10|10%\nCost|66|60|6|10%"))
    assert [column.role.value for column in table.columns] == ["amount", "amount", "change", "percent_change"]
    assert periods(table)[2:] == ["3M 2025-06-30", "3M 2025-06-30"]


def test_december_is_no_decrease():
    table = table_of("# Balance sheet", plain("|Dec 31, 2024|Sep 30, 2024\nTotal assets|5|4"))
    assert [column.role.value for column in table.columns] == ["amount", "amount"]


def test_a_change_against_a_quarter_belongs_to_the_current_one():
    table = table_of(
        plain("|4Q23|3Q23|Change vs 3Q23|4Q22|Change vs 4Q22\nEarnings|76|90|(14)|127|(51)\nVolume|40|39|1|38|2")
    )
    assert periods(table) == ["3M 2023-12-31", "3M 2023-09-30", "3M 2023-12-31", "3M 2022-12-31", "3M 2023-12-31"]


def test_a_share_of_revenue_belongs_to_the_amount_at_its_left():
    made = plain("|2025|% of Revenue|2024|% of Revenue\nSales|50|100%|40|100%")
    table = table_of("Three months ended May 31", made)
    assert [column.role.value for column in table.columns] == ["amount", "percent_of"] * 2
    assert periods(table) == ["3M 2025-05-31"] * 2 + ["3M 2024-05-31"] * 2


def test_words_that_are_neither_period_nor_role_are_the_dimension():
    made = plain("|GAAP|Adjustments|Non-GAAP\nNet income|10|2|12")
    table = table_of("Quarter ended June 30, 2025", made)
    assert [column.dimension for column in table.columns] == ["GAAP", "Adjustments", "Non-GAAP"]
    assert table.columns[1].role.value == "adjustment"


def test_a_new_header_in_the_middle_begins_a_table():
    made = plain(
        "|Three Months Ended June 30,|\n|2025|2024\nRevenue|5|4\nCost|3|3\n"
        "|Six Months Ended June 30,|\nRevenue|9|8\nCost|6|6"
    )
    first, second = tables_of("# Segment results", made)
    assert (first.id, second.id, second.block) == ("t1", "t2", first.block)
    assert periods(first)[0] == "3M 2025-06-30"
    assert periods(second) == ["6M 2025-06-30", "6M 2024-06-30"]


def test_a_header_that_is_only_repeated_begins_nothing():
    table = table_of("# Balance Sheets", plain("|2025|2024\nCash|5|4\n|2025|2024\nInventories|3|3"))
    assert [row.caption for row in table.rows] == ["Cash", "Inventories"]


def test_captions_between_the_figures_are_captions():
    made = plain("2Q24|1Q24|Dollars in millions|YTD 2024\n924|822|Earnings|1,746\n214|206|Production|420")
    table = table_of("# Results Summary", made)
    assert [row.caption for row in table.rows] == ["Earnings", "Production"]
    assert periods(table) == ["3M 2024-06-30", "3M 2024-03-31", "6M 2024-06-30"]
    assert table.scale == 1_000_000


def test_references_to_notes_are_no_figures():
    made = plain(
        "|Notes|2025|2024\nRevenue|3|6,577,621|5,324,417\nCost||(4,590,136)|(3,921,854)\nTax|4|(180,521)|(145,862)"
    )
    table = table_of("Year ended December 31", made)
    assert len(table.columns) == 2
    assert len(table.cells) == 6
