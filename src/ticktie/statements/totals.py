"""Which lines of a table sum to which: words, layout and arithmetic together."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ticktie.model import Footing, Table
from ticktie.statements.crossing import find_cross_footings
from ticktie.statements.sheet import Sheet, footed_columns, sheet_of
from ticktie.statements.summation import (
    Fit,
    Part,
    Summation,
    find_sums,
    fit,
    signed_runs,
    slip_bits,
    small_patterns,
)
from ticktie.statements.total_words import Claim, is_rate

__all__ = ["find_cross_footings", "find_footings", "footed_columns"]

# Support, in bits, that words and layout give to a summation.
_CLAIM_BITS = {Claim.NONE: -8.0, Claim.SAID: 4.0, Claim.PLAIN: 8.0}
_RULED_BITS, _BOLD_BITS, _SECTION_BITS, _RECONCILED_BITS = 3.0, 1.0, 6.0, 8.0
_FAIL_BITS = 8.0
# What it costs to leave out open lines right above the total, and to subtract in a line called "Total".
_SKIP_BITS, _PLAIN_MINUS_BITS = 8.0, 10.0
# What the form of a sum costs: all added; all but the first subtracted, or the costs; any other signs.
_FORM_BITS = {"plus": 0.0, "rest": 1.0, "costs": 1.0}
_PATTERN_BITS = 4.0
_NEEDED_BITS = 8.0
_DETAIL_BITS, _FIRST_BITS = 10.0, 20.0
_MAX_EVIDENCE = 60.0
_MAX_SUBTOTALS, _MAX_SIGNED, _MAX_REPEATED, _LEAST_REPEATED = 5, 6, 4, 3
# Bounds of the work: open lines kept, lines tried for a row that does not look like a total, rows searched upwards.
_MAX_OPEN, _MAX_UNSAID, _MAX_UPWARD, _MAX_SPACING = 200, 40, 500, 8


@dataclass(frozen=True, slots=True)
class _Candidate:
    parts: tuple[Part, ...]
    fit: Fit
    score: float


def find_footings(table: Table) -> tuple[Footing, ...]:
    """Return the footings of a table, in the order of their totals."""
    sheet = sheet_of(table)
    upward = _totals_that_stand_first(sheet)
    details = {line: one.total for one in upward for _, line in one.parts}
    open_lines: dict[str, list[int]] = {}
    found: list[Footing] = []
    totals: set[int] = set()
    for row, unit in enumerate(sheet.units):
        if not unit:
            continue
        lines = open_lines.setdefault(unit, [])
        best = _best(sheet, row, lines, totals, details)
        if best is not None:
            settled = "words" if best.fit.fails else "arithmetic"
            found.append(Footing(row, best.parts, settled))
            totals.add(row)
            taken = {line for _, line in best.parts}
            lines[:] = [line for line in lines if line not in taken and details.get(line) not in taken]
        if sheet.closing[row]:
            lines.clear()
        elif not sheet.memos[row]:
            lines.append(row)
            del lines[:-_MAX_OPEN]
    taken = {line for footing in found for _, line in footing.parts} | totals
    found += (
        Footing(one.total, tuple(reversed(one.parts)), "arithmetic")
        for one in upward
        if one.fit.evidence >= _FIRST_BITS and not any(line in taken for _, line in one.parts)
    )
    found += _spaced_totals(sheet, totals)
    return tuple(sorted(found, key=lambda footing: footing.total))


def _best(sheet: Sheet, total: int, lines: list[int], totals: set[int], details: dict[int, int]) -> _Candidate | None:
    """Return the best acceptable summation of open lines to a total.

    Where none holds, lines that only detail an open line above them are left out.
    """
    if not lines:
        return None
    best = _best_of(sheet, total, lines, _proposals(sheet, total, lines, totals)) if len(lines) > 1 else None
    if sheet.claims[total] is Claim.NONE or (best is not None and not best.fit.fails):
        return best
    known = set(lines)
    heads = [line for line in lines if details.get(line) not in known]
    if len(heads) < len(lines):
        other = _best_of(sheet, total, heads, _proposals(sheet, total, heads, totals))
        if other is not None and not other.fit.fails:
            return other
    return best or _best_of(sheet, total, lines, _plain_runs(sheet, total, lines)) or _by_layout(sheet, total, lines)


def _best_of(
    sheet: Sheet, total: int, lines: list[int], proposals: Iterator[tuple[tuple[Part, ...], float]]
) -> _Candidate | None:
    best: _Candidate | None = None
    for parts, cost in proposals:
        candidate = _weigh(sheet, total, lines, parts, cost)
        if candidate is not None and (best is None or candidate.score > best.score):
            best = candidate
    return best


def _proposals(
    sheet: Sheet, total: int, lines: list[int], totals: set[int]
) -> Iterator[tuple[tuple[Part, ...], float]]:
    """Yield sums that hold in some column, with what their form costs in bits: the plainer, the cheaper."""
    claim = sheet.claims[total]
    worded = claim is not Claim.NONE or sheet.ruled[total] or sheet.bold[total]
    told = sheet.matrix.pilots(total)
    columns = told[:4] if worded else told[:2]
    tried = False
    near = lines if worded else lines[-_MAX_UNSAID:]
    for signs, length in signed_runs(sheet.matrix, total, near, sheet.costs, columns):
        if worded or signs == "plus":
            yield _signed(sheet, lines[-length:], signs), _FORM_BITS[signs]
            tried = True
    if not worded:
        return
    if is_rate(sheet.units[total]):
        return
    if not tried or claim is Claim.SAID:
        for parts in small_patterns(sheet.matrix, total, lines[-_MAX_SIGNED:], columns[:2]):
            yield parts, _PATTERN_BITS
    subtotals = [line for line in lines if line in totals or sheet.claims[line] is not Claim.NONE][-_MAX_SUBTOTALS:]
    if len(subtotals) > 1 and subtotals != lines[-len(subtotals) :]:
        for parts in small_patterns(sheet.matrix, total, subtotals, columns[:2]):
            yield parts, _SKIP_BITS


def _plain_runs(sheet: Sheet, total: int, lines: list[int]) -> Iterator[tuple[tuple[Part, ...], float]]:
    """Yield the sums that words and layout suggest whether they hold or not: of a section, of all that is open."""
    starts = {0, bisect_left(lines, sheet.headers[lines[-1]]), len(lines) - 1}
    starts |= {place for place, line in enumerate(lines) if _is_reconciled(sheet, line, total)}
    for start in sorted(starts):
        run = lines[start:]
        for signs in ("plus",) if len(run) < 2 or sheet.claims[total] is Claim.PLAIN else ("plus", "rest", "costs"):
            yield _signed(sheet, run, signs), _FORM_BITS[signs]


def _signed(sheet: Sheet, run: list[int], signs: str) -> tuple[Part, ...]:
    if signs == "plus":
        return tuple((1, line) for line in run)
    if signs == "rest":
        return ((1, run[0]), *((-1, line) for line in run[1:]))
    return tuple((-1 if sheet.costs[line] else 1, line) for line in run)


def _is_reconciled(sheet: Sheet, line: int, total: int) -> bool:
    """Whether a total restates the measure of a line: "GAAP operating income" … "Non-GAAP operating income"."""
    restated = sheet.restated[total]
    return bool(restated) and restated == sheet.measures[line]


def _weigh(sheet: Sheet, total: int, lines: list[int], parts: tuple[Part, ...], cost: float) -> _Candidate | None:
    """Return the candidate with its score, or None where it is not good enough."""
    result = fit(sheet.matrix, total, parts)
    score = min(result.evidence, _MAX_EVIDENCE) + _support(sheet, total, lines, parts) - cost
    if result.fails:
        slips = [slip_bits(sheet.matrix, column, total, parts) for column in result.fails]
        if _may_fail(sheet, total, parts, result, slips, free=cost >= _PATTERN_BITS):
            score -= _FAIL_BITS * len(slips)
        elif not all(slips) or not _repeats(sheet, total, lines, parts, result):
            return None
        score += sum(bits or 0.0 for bits in slips)
    elif not result.agrees and not _repeats(sheet, total, lines, parts, result):
        return None
    return _Candidate(parts, result, score) if score >= _NEEDED_BITS else None


def _repeats(sheet: Sheet, total: int, lines: list[int], parts: tuple[Part, ...], result: Fit) -> bool:
    """Whether a total repeats, figure by figure, the one line of its section that is not zero.

    In one column it may fail to, where it does in three others.
    """
    if is_rate(sheet.units[total].rstrip("?")) or parts[-1][1] != lines[-1] or len(parts) > _MAX_REPEATED:
        return False
    columns = [values for column, values in enumerate(sheet.matrix.values) if column not in result.fails]
    if len(result.fails) > 1 or any(values[total] != _exact(values, parts) for values in columns):
        return False
    repeated = sum(bool(values[total]) for values in columns)
    if result.fails and repeated < _LEAST_REPEATED:
        return False
    if sheet.claims[total] is Claim.PLAIN:
        return True
    said = len(parts) > 1 or sheet.claims[lines[-1]] is not Claim.NONE
    return said and "/" not in sheet.units[total] and repeated > 1


def _exact(values: tuple[int | None, ...], parts: tuple[Part, ...]) -> int | None:
    """Return the sum of the parts that are printed in a column; None where none is."""
    printed = [weight * value for weight, line in parts if (value := values[line]) is not None]
    return sum(printed) if printed else None


def _may_fail(
    sheet: Sheet, total: int, parts: tuple[Part, ...], result: Fit, slips: list[float | None], *, free: bool
) -> bool:
    """Whether a summation can be meant though it fails in some columns.

    Args:
        sheet: the table.
        total: its total line.
        parts: the lines it totals.
        result: how it came out.
        slips: for each column in which it fails, how telling the slip is that explains it; None where none does.
        free: whether its form is chosen freely (any signs, lines left out), so that it may fit by chance.
    """
    agrees, fails, gross = len(result.agrees), len(result.fails), slips.count(None)
    if len(parts) < 2 or (gross and is_rate(sheet.units[total])):
        return False
    if (gross or agrees < 2) and _holds_other_units(sheet, total, parts[0][1]):
        return False
    if any(weight < 0 for weight, _ in parts):
        added = fit(sheet.matrix, total, [(1, line) for _, line in parts])
        if set(result.fails) & set(added.agrees):
            return False  # costs are printed negative in some columns only
    if free:
        return fails == 1 and agrees > 1 and not gross
    if not agrees:
        return fails == 1 and not gross and not result.trivial
    if sheet.claims[total] is Claim.NONE and not sheet.ruled[total]:
        return 3 * fails <= agrees
    doubtful = sum(bits is None or bits < _FAIL_BITS for bits in slips)
    return doubtful <= 1 or 3 * doubtful <= agrees


def _holds_other_units(sheet: Sheet, total: int, first: int) -> bool:
    """Whether lines of another unit stand among the parts: one of them may be a part that was misread."""
    start = max(sheet.headers[first], 0)
    return any(unit and unit != sheet.units[total] and not is_rate(unit) for unit in sheet.units[start:total])


def _support(sheet: Sheet, total: int, lines: list[int], parts: tuple[Part, ...]) -> float:
    bits = _CLAIM_BITS[sheet.claims[total]]
    if sheet.claims[total] is Claim.PLAIN and any(weight < 0 for weight, _ in parts):
        bits -= _PLAIN_MINUS_BITS
    if sheet.ruled[total]:
        bits += _RULED_BITS
    if sheet.bold[total]:
        bits += _BOLD_BITS
    if parts[-1][1] == lines[-1] and _starts_section(sheet, lines, parts[0][1]):
        bits += _SECTION_BITS
        if _is_reconciled(sheet, parts[0][1], total):
            bits += _RECONCILED_BITS
    return bits


def _starts_section(sheet: Sheet, lines: list[int], first: int) -> bool:
    """Whether a header stands between a line and the open line before it."""
    place = bisect_left(lines, first)
    before = lines[place - 1] if place else -1
    return sheet.headers[first] > before or before < 0


def _by_layout(sheet: Sheet, total: int, lines: list[int]) -> _Candidate | None:
    """Return the plainest structure, decided by words and layout alone: a "Total" that ends a section.

    All lines between the section's header and the total, positive and two or more, in a table of one column:
    where a sum fails in every one of several columns, it was not meant.
    """
    if sheet.claims[total] is not Claim.PLAIN or is_rate(sheet.units[total]):
        return None
    header = sheet.headers[total]
    run = [line for line in lines if line > header]
    if header < 0 or len(run) < 2 or any(sheet.claims[line] is not Claim.NONE or not sheet.said[line] for line in run):
        return None
    parts = tuple((1, line) for line in run)
    result = fit(sheet.matrix, total, parts)
    if len(result.fails) != 1 or result.agrees or result.trivial or _holds_other_units(sheet, total, run[0]):
        return None
    values = sheet.matrix.values[result.fails[0]]
    if any((values[row] or 0) < 0 for row in run):
        return None
    return _Candidate(parts, result, 0.0)


def _totals_that_stand_first(sheet: Sheet) -> list[Summation]:
    """Return sums of lines right below their total that hold in every column, of which there are two or more."""
    found: list[Summation] = []
    if len(sheet.matrix.values) < 2:
        return found
    for unit in dict.fromkeys(filter(None, sheet.units)):
        lines = [row for row, its in enumerate(sheet.units) if its == unit and not sheet.memos[row]][:_MAX_UPWARD]
        sums = find_sums(sheet.matrix, reversed(lines), share=1.0, bits=_DETAIL_BITS)
        found += (one for one in sums if len(one.fit.agrees) > 1)
    return found


def _spaced_totals(sheet: Sheet, totals: set[int]) -> Iterator[Footing]:
    """Yield totals of equally spaced rows: "Total U.S.", "Europe" … under products that are each split by region.

    They hold in every column, of which there are two; one that calls itself a total leads, those below it follow.
    """
    spacing: dict[int, int] = {}
    for row in range(min(len(sheet.units), _MAX_UPWARD)):
        if row in totals or not sheet.units[row]:
            continue
        leads = sheet.claims[row] is Claim.PLAIN
        follows = spacing.get(row - 1)
        for step in range(2, _MAX_SPACING + 1) if leads else [follows] if follows else []:
            lines = [line for line in range(row % step, row, step) if sheet.units[line] == sheet.units[row]]
            runs = signed_runs(sheet.matrix, row, lines, sheet.costs, sheet.matrix.pilots(row)[:1])
            for length in (length for signs, length in runs if signs == "plus"):
                parts = tuple((1, line) for line in lines[-length:])
                result = fit(sheet.matrix, row, parts)
                if not result.fails and len(result.agrees) > 1 and result.evidence >= _FIRST_BITS:
                    yield Footing(row, parts, "arithmetic")
                    spacing[row] = step
                    break
            if row in spacing:
                break
