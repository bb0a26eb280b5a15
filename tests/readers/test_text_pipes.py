"""Tables of text releases whose cells are parted by `|`."""

from text_helpers import kinds, read, rows, tables

from ticktie.model import BlockKind

MARKDOWN = """\
|                 | Three Months Ended | Nine Months Ended | | |
|-----------------|-----------|-----------|-----------|-----------|
|                 | 2025      | 2024      | 2025      | 2024      |
| Net revenue     | $   3,117 | $   2,884 | $   9,120 | $   8,730 |
| **Net loss**    | **(99)**  | **(74)**  | **(197)** | **(364)** |
"""

# As converters write HTML tables: `|` behind each cell, spanned columns lost, captions broken over lines.
CONVERTED = """\
| | | | | | | | | | | | | | | | | | | | | | | |
| Three Months Ended June 30, | | Six Months Ended June 30, |
| 2026 | | 2025 | | 2026 | | 2025 |
Revenue | $ | 1,935 | | | $ | 1,003 | | | $ | 3,568 | | | $ | 1,887 | |
Cost of revenue (1)
| 296 | | | 192 | | | 512 | | | 365 | |
Loss on sale | — | | | — | | | | | (13) | |
Operating margin | 47 | % | | 27 | % | | 46 | % | | 24 | % |
Per share:
| | | | | | | |
Basic | $ | 0.44 | | | $ | 0.14 | | | $ | 0.81 | | | $ | 0.23 | |
"""

BROKEN = """\
| | | | | | | | | | | | | | | | | | |
| Three Months Ended
| | Six Months Ended
|
| 2026
|
| 2025
| | 2026
|
| 2025
|
Hardware
| $
| 54,119
|
| | $
| 70,295
|
| | $
| 164,712
|
| | $
| 139,969
|
|
Services
| 125,991
|
| | 33,027
|
| | 208,804
|
| | 62,865
|
|
"""

SPACED = """\
| |
June 30,
2026 | | |
December 31,
2025 | |


ASSETS | |
| | | |
| | |


Cash | |
$ | 240,278 | | |
$ | 82,216 | |


Deficit | |
| (31,068 | ) | |
| (6,222 | ) |


Goodwill | |
| 2,036 | | |
| 2,037 | |
"""


def test_header_words_of_a_markdown_table_are_spread_over_its_columns() -> None:
    found = rows(MARKDOWN)
    assert found[0] == [(1, 2, "Three Months Ended"), (3, 2, "Nine Months Ended")]
    assert found[1] == [(1, 1, "2025"), (2, 1, "2024"), (3, 1, "2025"), (4, 1, "2024")]


def test_emphasis_in_cells_is_bold_and_not_shown() -> None:
    (table,) = tables(MARKDOWN)
    assert table.grid
    row = table.grid.rows[-1]
    assert row.bold
    assert [cell.text for cell in row.cells] == ["Net loss", "(99)", "(74)", "(197)", "(364)"]


def test_an_escaped_bar_is_text() -> None:
    assert rows("| a \\| b | 1 |\n|---|---|\n| c | 2 |\n")[0] == [(0, 1, "a | b"), (1, 1, "1")]


def test_values_stand_in_the_columns_of_their_headers_although_spans_are_lost() -> None:
    found = rows(CONVERTED)
    assert found[0] == [(1, 6, "Three Months Ended June 30,"), (7, 6, "Six Months Ended June 30,")]
    assert [(column, width) for column, width, _ in found[1]] == [(1, 3), (4, 3), (7, 3), (10, 3)]
    revenue = [(column, text) for column, _, text in found[2]]
    assert revenue == [
        (0, "Revenue"),
        (1, "$"),
        (2, "1,935"),
        (4, "$"),
        (5, "1,003"),
        (7, "$"),
        (8, "3,568"),
        (10, "$"),
        (11, "1,887"),
    ]


def test_a_caption_that_ends_with_its_line_goes_on_with_the_bars_below() -> None:
    assert rows(CONVERTED)[3] == [
        (0, 1, "Cost of revenue (1)"),
        (1, 2, "296"),
        (4, 2, "192"),
        (7, 2, "512"),
        (10, 2, "365"),
    ]


def test_an_empty_column_is_left_empty() -> None:
    # Between the second dash and (13): the suffix of one, a spacer, nothing, a spacer.
    assert [cell[:1] + cell[2:] for cell in rows(CONVERTED)[4]] == [
        (0, "Loss on sale"),
        (1, "—"),
        (4, "—"),
        (10, "(13)"),
    ]


def test_a_suffix_stands_in_the_column_of_its_value() -> None:
    assert rows(CONVERTED)[5][:3] == [(0, 1, "Operating margin"), (1, 2, "47"), (3, 1, "%")]


def test_a_section_caption_with_empty_cells_does_not_end_the_table() -> None:
    found = rows(CONVERTED)
    assert found[-2] == [(0, 1, "Per share:")]
    assert found[-1][-1] == (11, 1, "0.23")


def test_cells_broken_over_lines_are_joined_to_rows() -> None:
    found = rows(BROKEN)
    assert [[cell[2] for cell in row] for row in found] == [
        ["Three Months Ended", "Six Months Ended"],
        ["2026", "2025", "2026", "2025"],
        ["Hardware", "$", "54,119", "$", "70,295", "$", "164,712", "$", "139,969"],
        ["Services", "125,991", "33,027", "208,804", "62,865"],
    ]
    assert found[0] == [(1, 6, "Three Months Ended"), (7, 6, "Six Months Ended")]


def test_rows_that_blank_lines_part_are_one_table() -> None:
    found = rows(SPACED)
    assert [cell[2] for cell in found[0]] == ["June 30, 2026", "December 31, 2025"]
    assert [cell[2] for cell in found[3]] == ["Deficit", "(31,068", ")", "(6,222", ")"]
    first, second = found[0]
    assert all(first[0] <= row[1][0] < first[0] + first[1] for row in found[2:])
    assert all(second[0] <= row[-1][0] < second[0] + second[1] for row in found[2:])


def test_bullets_in_cells_are_list_items() -> None:
    text = "| ● | Margin was 18.4% |\n\n| ● | Leverage fell to 3.6x |\n"
    assert kinds(text) == [
        (BlockKind.LIST_ITEM, "Margin was 18.4%"),
        (BlockKind.LIST_ITEM, "Leverage fell to 3.6x"),
    ]


def test_a_title_in_a_row_of_empty_cells_is_a_heading_before_the_table() -> None:
    text = "Energy Results | | | | | |\nIn millions | Q2 2026 | | Q2 2025 |\nSales | $ | 12.5 | | | $ | 11.0 | |\n"
    blocks = read(text).blocks
    assert [block.text for block in blocks] == ["Energy Results", ""]


def test_a_table_broken_by_a_page_is_one() -> None:
    head = "| | | | | | | | | | | |\n| 2026 | | 2025 |\nProfit | $ | 12 | | | $ | 11 | |\n"
    tail = "| | | | | | | | | | | |\nCash at end | $ | 5 | | | $ | 4 | |\n"
    text = f"{head}\n\n7\n\n\nFABRIKAM CORP.\n\n{tail}"
    (table,) = tables(text)
    assert table.grid
    assert [row.cells[0].text for row in table.grid.rows] == ["2026", "Profit", "Cash at end"]


def test_a_sentence_with_a_bar_is_no_table() -> None:
    assert not tables("Contact us | at our office in Springfield\n")
