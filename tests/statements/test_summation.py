"""The arithmetic of footing on bare integers."""

from ticktie.statements.summation import Matrix, find_sums, fit, signed_runs, small_patterns


def matrix_of(*columns: list[int | None]) -> Matrix:
    """Return a matrix of whole numbers, each rounded to one: half a unit is 1, a unit 2."""
    values = tuple(tuple(None if value is None else 2 * value for value in column) for column in columns)
    return Matrix(values, tuple((1,) * len(column) for column in columns))


def test_a_sum_agrees_within_half_a_unit_for_each_figure() -> None:
    # 60 + 40 = 100; three figures, half a unit each: 98.5 to 101.5
    matrix = matrix_of([60, 40, 101], [60, 40, 102])
    result = fit(matrix, 2, ((1, 0), (1, 1)))
    assert (result.agrees, result.fails) == ((0,), (1,))


def test_a_sum_with_one_part_that_is_not_zero_tells_nothing() -> None:
    result = fit(matrix_of([60, 0, 60]), 2, ((1, 0), (1, 1)))
    assert (result.agrees, result.trivial, result.evidence) == ((), (0,), 0.0)


def test_larger_figures_are_more_evidence() -> None:
    small = fit(matrix_of([6, 4, 10]), 2, ((1, 0), (1, 1)))
    large = fit(matrix_of([6012, 4003, 10015]), 2, ((1, 0), (1, 1)))
    assert small.evidence < 4 < 12 < large.evidence


def test_totalled_lines_are_not_open_to_later_totals() -> None:
    #          a   b   a+b  c   d   c+d  grand total
    matrix = matrix_of([110, 220, 330, 45, 17, 62, 392], [31, 12, 43, 800, 19, 819, 862])
    found = [(one.total, [line for _, line in one.parts]) for one in find_sums(matrix, range(7), share=1, bits=8)]
    assert found == [(2, [0, 1]), (5, [3, 4]), (6, [2, 5])]


def test_a_total_may_be_split_twice() -> None:
    #                    youth adults women men total
    matrix = matrix_of([130, 270, 189, 211, 400], [90, 333, 205, 218, 423])
    found = [[line for _, line in one.parts] for one in find_sums(matrix, range(5), share=1, bits=8)]
    assert found == [[2, 3], [0, 1]]


def test_costs_are_subtracted_from_the_first_line() -> None:
    matrix = matrix_of([7219, 5100, 300, 1819])
    assert signed_runs(matrix, 3, [0, 1, 2], [False] * 4, [0]) == [("rest", 3)]


def test_small_patterns_find_mixed_signs() -> None:
    # 500 + 40 - 12 - 7 = 521
    matrix = matrix_of([500, 40, 12, 7, 521])
    assert list(small_patterns(matrix, 4, [0, 1, 2, 3], [0])) == [((1, 0), (1, 1), (-1, 2), (-1, 3))]
