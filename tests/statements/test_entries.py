from decimal import Decimal

from gridmaking import row

from ticktie.statements.entries import read_line, read_lines


def texts(line):
    return [entry.text for entry in line.entries if not entry.is_mark]


def test_signs_in_cells_of_their_own_join_their_digits():
    line = read_line(row((0, "Net loss"), (2, "$"), (3, "(756"), (4, ")"), (6, "$"), (7, "(2,336"), (8, ")")))
    assert texts(line) == ["Net loss", "$ (756)", "$ (2,336)"]
    assert [entry.number.value for entry in line.entries[1:]] == [Decimal(-756), Decimal(-2336)]


def test_a_percent_sign_belongs_to_the_number_at_its_left():
    line = read_line(row((0, "Margin"), (2, "17.5"), (3, "%"), (5, "(3.0"), (6, ")%")))
    assert texts(line) == ["Margin", "17.5%", "(3.0)%"]
    assert [entry.number.unit for entry in line.entries[1:]] == ["percent", "percent"]


def test_a_percent_sign_over_a_column_is_no_part_of_the_year_before_it():
    line = read_line(row((1, "2025"), (2, "2024"), (3, "%")))
    assert texts(line) == ["2025", "2024", "%"]
    assert (line.years, line.figures) == (2, 0)


def test_an_entry_spans_its_signs_and_knows_where_its_digits_are():
    entry = read_line(row((0, "Cash"), (2, "$"), (3, "46,276", 2))).entries[1]
    assert (entry.outer_left, entry.left, entry.right, entry.outer_right) == (2, 3, 5, 5)


def test_a_footnote_mark_after_a_figure_is_flagged():
    line = read_line(row((0, "Revenue"), (2, "1,200"), (3, "(1)"), (5, "1,100")))
    assert [entry.is_mark for entry in line.entries] == [False, False, True, False]
    assert line.figures == 2


def test_bracketed_numbers_under_figures_are_small_negative_figures():
    above = row((0, "Net income"), (1, "53"), (2, "489"), (3, "12"))
    _, line = read_lines((above, row((0, "Minority interest"), (1, "(4)"), (2, "(7)"), (3, "(8)"))))
    assert line.figures == 3
    assert [entry.number.value for entry in line.entries[1:]] == [-4, -7, -8]


def test_a_dollar_sign_over_a_column_stands_for_itself():
    assert texts(read_line(row((1, "$"), (2, "%"), (3, "Change")))) == ["$", "%", "Change"]
