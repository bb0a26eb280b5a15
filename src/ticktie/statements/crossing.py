"""Which columns of a table sum to which, and which amounts a change column compares."""

from collections.abc import Iterator

from ticktie.model import Role, Table
from ticktie.statements.summation import Fit, Matrix, Part, fit, matrix_of_cells, pilots

CrossFooting = tuple[int, tuple[Part, ...]]

_NOT_CROSSED = frozenset({Role.PERCENT_CHANGE, Role.PERCENT_OF})
_RATES = frozenset({"percent", "points", "bps", "multiple", "shares"})
_EVIDENCE_BITS = 20.0
_MAX_COLUMNS = 60
_MAX_STRIDE = 8
_PILOTS = 4


def is_additive(unit: str) -> bool:
    """Whether amounts of a unit add up over columns: no rates, no per-share amounts, no average share counts."""
    return unit not in _RATES and "/" not in unit


def find_cross_footings(table: Table) -> tuple[CrossFooting, ...]:
    """Return (total column, ((weight, column), …)) for every column that others make in nearly all rows.

    A change column has its current amount with weight 1 and its comparative with weight -1, whichever sign
    the change is printed with.
    """
    columns = [index for index, column in enumerate(table.columns) if column.role not in _NOT_CROSSED][:_MAX_COLUMNS]
    if len(columns) < 3:
        return ()
    matrix = _across(table, columns)
    found: list[CrossFooting] = []
    for place, column in enumerate(columns):
        change = table.columns[column].role is Role.CHANGE
        proposals = _pairs(table, columns, place) if change else _runs(matrix, table, columns, place)
        best: tuple[float, tuple[Part, ...]] | None = None
        for parts in proposals:
            result = fit(matrix, place, parts) if not change else _fit_change(matrix, place, parts)
            if _holds(result) and (best is None or result.evidence > best[0] + 1):
                best = (result.evidence, parts)
        if best is not None:
            found.append((column, tuple((weight, columns[line]) for weight, line in best[1])))
    return tuple(found)


def _across(table: Table, columns: list[int]) -> Matrix:
    """Return the matrix whose lines are the table's columns, whose columns are its additive rows."""
    down = matrix_of_cells((cell for cell in table.cells if is_additive(cell.unit)), columns, len(table.rows))
    return Matrix(tuple(zip(*down.values, strict=True)), tuple(zip(*down.halves, strict=True)))


def _holds(result: Fit) -> bool:
    agrees, fails = len(result.agrees), len(result.fails)
    return agrees >= 2 and result.evidence >= _EVIDENCE_BITS and agrees >= (3 if fails == 1 else 6 * fails)


def _runs(matrix: Matrix, table: Table, columns: list[int], total: int) -> Iterator[tuple[Part, ...]]:
    """Yield runs of columns before or after a total, each or every second, third … one, that make it in some row."""
    usable = [table.columns[column].role is not Role.CHANGE for column in columns]
    rows = pilots(matrix, total)[:_PILOTS]
    for stride in range(1, min(_MAX_STRIDE, len(columns) - 1) + 1):
        for step in (-stride, stride):
            lines = [line for line in range(total + step, -1 if step < 0 else len(columns), step) if usable[line]]
            lengths: set[int] = set()
            for row in rows:
                values, halves = matrix.values[row], matrix.halves[row]
                rest, slack = values[total] or 0, halves[total]
                for length, line in enumerate(lines, 1):
                    rest -= values[line] or 0
                    slack += halves[line]
                    if length > 1 and values[line] and -slack <= rest <= slack:
                        lengths.add(length)
            for length in sorted(lengths):
                yield tuple((1, line) for line in sorted(lines[:length]))


def _pairs(table: Table, columns: list[int], change: int) -> Iterator[tuple[Part, ...]]:
    """Yield (current, comparative) pairs of amount columns for a change column, the nearest before it first."""
    amounts = [place for place, column in enumerate(columns) if table.columns[column].role is Role.AMOUNT]
    before = [place for place in amounts if place < change][::-1]
    after = [place for place in amounts if place > change]
    ordered = (before + after)[:_MAX_STRIDE]
    for distance, one in enumerate(ordered):
        for other in ordered[:distance]:
            first, second = (one, other) if one < other else (other, one)
            if _is_later(table, columns[second], columns[first]):
                first, second = second, first
            yield (1, first), (-1, second)


def _is_later(table: Table, column: int, than: int) -> bool:
    one, other = table.columns[column].period, table.columns[than].period
    return one is not None and other is not None and one.end > other.end


def _fit_change(matrix: Matrix, change: int, parts: tuple[Part, ...]) -> Fit:
    """Try a change column with either sign: favourable changes are often printed positive."""
    straight = fit(matrix, change, parts)
    if not straight.fails:
        return straight
    turned = fit(matrix, change, tuple((-weight, line) for weight, line in parts))
    held = {*straight.agrees, *straight.trivial}
    both = tuple(row for row in straight.fails if row not in turned.fails)
    agrees = tuple(sorted({*straight.agrees, *(row for row in both if row in turned.agrees)}))
    fails = tuple(row for row in straight.fails if row not in both and row not in held)
    return Fit(agrees, fails, straight.trivial, max(straight.evidence, turned.evidence))
