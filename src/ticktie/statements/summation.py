"""The arithmetic of footing: which lines of a matrix of rounded integers add up to which.

Knows nothing of captions or layout. A line is a row of a statement (or a column, when a table is
footed across); a column is one independent test of the same summation.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import log2

from ticktie.model import Cell
from ticktie.model.quick import quick

Part = tuple[int, int]
"""(weight, line): weight +1 or -1."""

MAX_PARTS = 400
MAX_PILOTS = 8
MAX_SIGNED = 6
MAX_PLACES = 30
UNKNOWN = 10**90
# Differences that a slip in one decimal place can make: 9 by a wrong digit, 8 more by a transposition.
_SLIPS_A_PLACE = 17


@dataclass(frozen=True)  # without slots: what is found out once is kept
class Matrix:
    """Printed values as integers, column by column.

    Attributes:
        values: `values[column][line]` in half units of the smallest printed place; None where nothing is printed.
        halves: half of the last printed place of each value, in the same unit: the value is rounded to it;
            UNKNOWN where something is printed that cannot be added.
    """

    values: tuple[tuple[int | None, ...], ...]
    halves: tuple[tuple[int, ...], ...]

    @property
    def lines(self) -> int:
        """Number of lines."""
        return len(self.values[0]) if self.values else 0

    @cached_property
    def _pilots(self) -> dict[int, tuple[int, ...]]:
        told: dict[int, list[tuple[int, int]]] = {}
        for column, (values, halves) in enumerate(zip(self.values, self.halves, strict=True)):
            for line, value in enumerate(values):
                if value:
                    told.setdefault(line, []).append((-(abs(value) // (halves[line] or 1)), column))
        return {line: tuple(column for _, column in sorted(columns)[:MAX_PILOTS]) for line, columns in told.items()}

    def pilots(self, total: int) -> tuple[int, ...]:
        """Return the columns that tell most about a total: those where it is printed with the most digits."""
        return self._pilots.get(total, ())


@quick
@dataclass(frozen=True, slots=True)
class Fit:
    """How a summation comes out in the columns.

    Attributes:
        agrees: columns in which it holds within rounding and says something (two parts are not zero).
        fails: columns in which it does not hold.
        trivial: columns in which it holds but would by chance: one part that is not zero, or a total of zero.
        evidence: bits; how improbable it is that sums of such values hold by chance.
    """

    agrees: tuple[int, ...]
    fails: tuple[int, ...]
    trivial: tuple[int, ...]
    evidence: float


@dataclass(frozen=True, slots=True)
class Summation:
    """A total line, the lines that it totals, and how that comes out."""

    total: int
    parts: tuple[Part, ...]
    fit: Fit


def fit(matrix: Matrix, total: int, parts: Sequence[Part]) -> Fit:
    """Try one summation in every column that prints its total and at least one part, nothing unknown."""
    agrees: list[int] = []
    fails: list[int] = []
    trivial: list[int] = []
    evidence = 0.0
    for column, (values, halves) in enumerate(zip(matrix.values, matrix.halves, strict=True)):
        stated = values[total]
        if stated is None:
            continue
        rest, slack, size, weighty, printed = stated, halves[total], abs(stated), 0, False
        for weight, line in parts:
            value = values[line]
            if value is None:
                continue
            printed = True
            slack += halves[line]
            if value:
                weighty += 1
                rest -= weight * value
                if abs(value) > size:
                    size = abs(value)
        if not printed or slack >= UNKNOWN:
            continue
        if abs(rest) > slack:
            fails.append(column)
        elif weighty < 2 or abs(stated) <= slack:
            trivial.append(column)
        else:
            agrees.append(column)
            evidence += log2(1 + size / (slack or 1))
    return Fit(tuple(agrees), tuple(fails), tuple(trivial), evidence)


def slip_bits(matrix: Matrix, column: int, total: int, parts: Sequence[Part]) -> float | None:
    """Return how telling it is, in bits, that one wrong digit or two transposed ones explain a sum that fails.

    None where they do not explain it; 0 where they would explain most differences.
    """
    values, halves = matrix.values[column], matrix.halves[column]
    rest, slack = values[total] or 0, halves[total]
    size, finest = abs(rest), slack
    for weight, line in parts:
        value, half = values[line], halves[line]
        if value is None:
            continue
        rest -= weight * value
        slack += half
        size = max(size, abs(value))
        finest = min(finest, half) if finest and half else finest or half
    rest = abs(rest)
    place = 2 * (finest or 1)
    places = 0
    explained = False
    while place <= size:
        places += 1
        digits = (rest + place // 2) // place
        if 0 < digits <= 9 or (digits <= 81 and digits % 9 == 0):
            explained = explained or abs(rest - digits * place) <= slack
        place *= 10
    if not explained:
        return None
    return max(0.0, log2(size / (_SLIPS_A_PLACE * places * 2 * (slack or 1))))


def matching_runs(
    matrix: Matrix, total: int, open_lines: Sequence[int], columns: Iterable[int], *, share: float
) -> list[int]:
    """Return the lengths k >= 2, shortest first, for which the last k open lines add to the total in some column.

    Args:
        matrix: the values.
        total: a line that all the columns print.
        open_lines: the lines above it.
        columns: where to try.
        share: as for `find_sums`; where a sum must hold in all columns, one in which none can hold settles it.
    """
    found: set[int] = set()
    nearest = open_lines[: -MAX_PARTS - 1 : -1]
    for column in columns:
        values, halves = matrix.values[column], matrix.halves[column]
        rest, slack = values[total] or 0, halves[total]
        may_hold = values[open_lines[-1]] is None
        for length, line in enumerate(nearest, 1):
            value = values[line]
            if value is not None:
                rest -= value
                slack += halves[line]
                if slack >= UNKNOWN:
                    may_hold = True
                    break
            if length > 1 and -slack <= rest <= slack:
                may_hold = True
                if value:
                    found.add(length)
        if share >= 1 and not may_hold:
            return []
    return sorted(found)


def find_sums(matrix: Matrix, order: Iterable[int], *, share: float, bits: float) -> list[Summation]:
    """Find totals of runs of lines by arithmetic alone, in one pass over the lines in the given order.

    A line that has been totalled is not open to later totals; its total is. A total may be split twice, by
    two runs one before the other (by sex and by age, say).

    Args:
        matrix: the values.
        order: the lines to look at; parts come before their total in it.
        share: least share of the telling columns in which a sum must hold.
        bits: least evidence.
    """
    found: list[Summation] = []
    open_lines: list[int] = []
    for total in order:
        rest = open_lines
        columns = matrix.pilots(total)
        while len(rest) > 1 and columns:
            summation = _best_run(matrix, total, rest, columns, share, bits)
            if summation is None:
                break
            found.append(summation)
            rest = rest[: -len(summation.parts)]
        open_lines = rest
        open_lines.append(total)
    return found


def _best_run(
    matrix: Matrix, total: int, open_lines: list[int], columns: Sequence[int], share: float, bits: float
) -> Summation | None:
    """Return the run that holds in most columns, the shortest of several."""
    best: Summation | None = None
    for length in matching_runs(matrix, total, open_lines, columns, share=share):
        parts = tuple((1, line) for line in open_lines[-length:])
        result = fit(matrix, total, parts)
        agrees = len(result.agrees)
        enough = result.evidence >= bits and agrees >= share * (agrees + len(result.fails))
        if enough and (best is None or agrees > len(best.fit.agrees)):
            best = Summation(total, parts, result)
    return best


def signed_runs(
    matrix: Matrix, total: int, lines: Sequence[int], costs: Sequence[bool], columns: Sequence[int]
) -> list[tuple[str, int]]:
    """Return the signs and lengths for which the last open lines make the total in some of the columns.

    Returns:
        ("plus", k) where all k are added, ("rest", k) where all but the first are subtracted,
        ("costs", k) where the costs are subtracted; each once, shortest first.
    """
    found: dict[tuple[str, int], None] = {}
    nearest = lines[: -MAX_PARTS - 1 : -1]
    for column in columns:
        values, halves = matrix.values[column], matrix.halves[column]
        stated, slack = values[total] or 0, halves[total]
        added = worded = 0
        for length, line in enumerate(nearest, 1):
            value = values[line]
            if value is None:
                continue
            slack += halves[line]
            if slack >= UNKNOWN:
                break
            added += value
            worded += -value if costs[line] else value
            if length == 1 or abs(value) <= slack // 2:
                continue  # a first part that rounding hides could be there or not
            if -slack <= stated - added <= slack:
                found["plus", length] = None
            elif -slack <= stated + added - 2 * value <= slack:
                found["rest", length] = None
            elif -slack <= stated - worded <= slack:
                found["costs", length] = None
    return sorted(found, key=lambda one: one[1])


def small_patterns(
    matrix: Matrix, total: int, lines: Sequence[int], columns: Sequence[int]
) -> Iterator[tuple[Part, ...]]:
    """Yield every signed sum of the last two to six of a few lines that makes the total in one of the columns.

    The work is bounded: 2 to the power of the number of lines, at most seven of them.
    """
    few = list(reversed(lines[-MAX_SIGNED:]))
    seen: set[tuple[Part, ...]] = set()
    for column in columns:
        values, halves = matrix.values[column], matrix.halves[column]
        # What each choice of signs leaves of the total; the bits of its place are the minus signs, last line first.
        rests = [values[total] or 0]
        slack = halves[total]
        for count, line in enumerate(few, 1):
            value = values[line] or 0
            slack += halves[line]
            if slack >= UNKNOWN:
                break
            rests = [rest - signed for rest in rests for signed in (value, -value)]
            if not value or count == 1:
                continue
            for minuses, rest in enumerate(rests):
                if -slack <= rest <= slack:
                    signs = (-1 if minuses >> place & 1 else 1 for place in range(count))
                    parts = tuple(zip(signs, reversed(few[:count]), strict=True))
                    if parts not in seen:
                        seen.add(parts)
                        yield parts


def matrix_of_cells(
    cells: Iterable[Cell], columns: Sequence[int], rows: int, *, units: Sequence[str] | None = None
) -> Matrix:
    """Return the matrix of a table's cells; lines are its rows, columns the given ones.

    Values are brought to the smallest printed place, halved. What is printed but cannot be added (NM, another
    unit than its row's, an absurd number of places) is unknown: nothing is concluded from a column with it.

    Args:
        cells: the cells.
        columns: indices of the table's columns to keep, from left to right.
        rows: number of rows of the table.
        units: the unit of each row; by default every unit is its row's.
    """
    place = {column: index for index, column in enumerate(columns)}
    kept = [cell for cell in cells if cell.column in place]
    decimals = [places for places in {cell.decimals for cell in kept} if abs(places) <= MAX_PLACES]
    finest = max(decimals, default=0)
    rounded_to = {places: 10 ** (finest - places) for places in decimals}
    factor = Decimal(2).scaleb(finest)
    values: list[list[int | None]] = [[None] * rows for _ in columns]
    halves = [[0] * rows for _ in columns]
    for cell in kept:
        column, printed, value, half = place[cell.column], cell.value, 0, UNKNOWN
        if printed is not None and (units is None or cell.unit == units[cell.row]) and printed.adjusted() <= MAX_PLACES:
            half = rounded_to.get(cell.decimals, UNKNOWN)
            if half < UNKNOWN and printed:
                value = int(printed * factor)
        values[column][cell.row] = value
        halves[column][cell.row] = half
    return Matrix(tuple(map(tuple, values)), tuple(map(tuple, halves)))
