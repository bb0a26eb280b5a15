"""Which columns of a table sum to which, and which amounts a change column compares."""

import re
from collections.abc import Iterable, Iterator

from ticktie.model import Cell, Role, Table
from ticktie.statements.summation import Fit, Matrix, Part, Summation, find_sums, fit, matrix_of_cells

CrossFooting = tuple[int, tuple[Part, ...]]

_NOT_CROSSED = frozenset({Role.PERCENT_CHANGE, Role.PERCENT_OF})
_RATES = frozenset({"percent", "points", "bps", "multiple", "shares"})
_BALANCE = re.compile(r"\b(?:beginning|end|ending|opening|closing|start)\b|\bbalances?\b", re.IGNORECASE)
_EVIDENCE_BITS = 20.0
_SAID_BITS = 10.0
_SHARE = 0.5
_TOTAL = re.compile(r"\b(?:total|consolidated)\W*(?:\d{4}\W*)?$", re.IGNORECASE)
_MAX_COLUMNS = 60
_MAX_STRIDE = 8


def is_additive(unit: str) -> bool:
    """Whether amounts of a unit add up over columns: no rates, no per-share amounts, no average share counts."""
    return unit not in _RATES and "/" not in unit


def adds_across(table: Table, cell: Cell, parts: Iterable[int]) -> bool:
    """Whether a cell of a total column is the sum of the cells in other columns of its row.

    Periods add only flows of money: no daily volumes, no balances, no cash at the beginning or end.
    """
    if not is_additive(cell.unit):
        return False
    periods = {table.columns[column].period for column in parts}
    return len(periods) < 2 or (cell.unit != "pure" and not _BALANCE.search(table.rows[cell.row].caption))


def find_cross_footings(table: Table) -> tuple[CrossFooting, ...]:
    """Return (total column, ((weight, column), …)) for every column that others make in nearly all rows.

    A change column has its current amount with weight 1 and its comparative with weight -1, whichever sign
    the change is printed with.
    """
    columns = [index for index, column in enumerate(table.columns) if column.role not in _NOT_CROSSED][:_MAX_COLUMNS]
    if len(columns) < 3:
        return ()
    matrix = _across(table, columns)
    return tuple(
        (columns[total], tuple((weight, columns[line]) for weight, line in parts))
        for total, parts in sorted((_sums(matrix, table, columns) | _changes(matrix, table, columns)).items())
    )


def _across(table: Table, columns: list[int]) -> Matrix:
    """Return the matrix whose lines are the table's columns, whose columns are its additive rows."""
    down = matrix_of_cells((cell for cell in table.cells if is_additive(cell.unit)), columns, len(table.rows))
    return Matrix(tuple(zip(*down.values, strict=True)), tuple(zip(*down.halves, strict=True)))


def _holds(result: Fit, *, said: bool = False) -> bool:
    """Whether a sum across is meant: it holds in nearly all rows, fewer where the column calls itself a total."""
    agrees, fails = len(result.agrees), len(result.fails)
    if said and fails == 1:
        return agrees >= 1 and result.evidence >= _SAID_BITS
    return agrees >= 2 and result.evidence >= _EVIDENCE_BITS and agrees >= (3 if fails == 1 else 6 * fails)


def _sums(matrix: Matrix, table: Table, columns: list[int]) -> dict[int, tuple[Part, ...]]:
    """Return total lines with their parts: runs of columns, or of every second, third … column."""
    usable = [place for place, column in enumerate(columns) if table.columns[column].role is not Role.CHANGE]
    found: dict[int, Summation] = {}
    for stride in range(1, min(_MAX_STRIDE, len(usable) // 3) + 1):
        for start in range(stride):
            lines = usable[start::stride]
            for order in (lines, lines[::-1]):
                for one in find_sums(matrix, order, share=_SHARE, bits=_SAID_BITS):
                    known = found.get(one.total)
                    said = _TOTAL.search(table.columns[columns[one.total]].label) is not None
                    if _holds(one.fit, said=said) and (known is None or one.fit.evidence > known.fit.evidence):
                        found[one.total] = one
    return {total: tuple(sorted(one.parts, key=lambda part: part[1])) for total, one in found.items()}


def _changes(matrix: Matrix, table: Table, columns: list[int]) -> dict[int, tuple[Part, ...]]:
    """Return change lines with the (current, comparative) pair that they compare in most rows."""
    found: dict[int, tuple[Part, ...]] = {}
    for place, column in enumerate(columns):
        if table.columns[column].role is not Role.CHANGE:
            continue
        most = 0
        for parts in _pairs(table, columns, place):
            result = _fit_change(matrix, place, parts)
            if _holds(result) and len(result.agrees) > most:
                most, found[place] = len(result.agrees), parts
    return found


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
