"""Percentages that a table prints beside its amounts: changes, margins, shares of a total."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ticktie.model import (
    Absence,
    Cell,
    Column,
    Expression,
    PercentChange,
    Quotient,
    Relation,
    Role,
    Sum,
    Tie,
)
from ticktie.rules.base import Release, rule
from ticktie.rules.shapes import Shape, holds, misses_by_one, settled, tells
from ticktie.statements.facts import TableFacts

HUNDRED = Decimal(100)
MIN_COMPANY = 3
FIRM = 4
MAX_PAIRED_COLUMNS = 8
MAX_WHOLES = 3
SAMPLE = 6
MAX_NEAREST = 3

_OTHER_GROWTH = re.compile(
    r"\b(?:constant|currency|organic|neutral|excluding|excl|ex|comparable|adjusted|pro\s?-?forma|like-for-like|local|"
    r"annuali[sz]ed|volume|price|mix|points?|bps)\b",
    re.IGNORECASE,
)
_GROWTH_ROW = re.compile(
    r"(?:y o y|yoy|year over year|year on year|period over period|percent|percentage)?\s*"
    r"(?:growth|change|increase|growth rate|increase decrease)(?: percent| percentage| y o y| yoy| year over year)?$"
)
_MARGIN = re.compile(r"(.+?) (?:margin|margin percent|margin percentage)$")
_AS_PERCENT = re.compile(r"(.+?) (?:as a )?(?:percent|percentage|rate) (?:of|to) (?:total )?(.+)$")
_OF_REVENUE = re.compile(r"(?:as a )?(?:percent|percentage)? ?of (?:total |net )*(?:revenues?|sales)$")
_TAX_RATE = re.compile(r"(?:effective )?(?:income )?tax rate$")
_EFFICIENCY = re.compile(r"efficiency ratio$")
_PROFITS = {
    "gross": ("GrossProfit",),
    "gross profit": ("GrossProfit",),
    "operating": ("OperatingIncomeLoss",),
    "operating income": ("OperatingIncomeLoss",),
    "operating profit": ("OperatingIncomeLoss",),
    "net": ("NetIncomeLoss",),
    "net income": ("NetIncomeLoss",),
    "net profit": ("NetIncomeLoss",),
    "net loss": ("NetIncomeLoss",),
    "profit": ("NetIncomeLoss",),
}
_PRETAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"


@rule("RC101", name="table-percent-change-does-not-recompute", tick="R")
def table_percent_change_does_not_recompute(release: Release) -> Iterator[Tie]:
    """Propose that a column of percent changes is the change between two columns of amounts.

    ## What it does
    Finds, for each column of percent changes, the two columns of amounts that it compares: of one length and dimension,
    near by, and such that the changes come out in most rows. Recomputes the change of every row from them and
    compares the size: the sign may follow a convention of the table ("better", "favorable").

    ## Why it matters
    The percent column is typed or pasted more often than it is computed.

    ## Example
    | (in millions) | 2025 | 2024 | % change |
    | Products      | 640  | 500  | 28%      |
    | Services      | 360  | 300  | 25%      | <- RC101: 360 against 300 is 20 %, between 19.7 and 20.4

    ## Not flagged
    Changes at constant currency, organic or adjusted; changes from or to a loss; columns that come out in fewer than
    four of five rows or in fewer than three; rows that are percentages themselves.

    ## Source
    Reg. S-K Item 303(b) (material changes from period to period).
    """
    for facts in release.facts:
        for index, column in enumerate(facts.columns):
            if column.role is Role.PERCENT_CHANGE and not _OTHER_GROWTH.search(column.label):
                yield from settled([_changes_meant(facts, index)], least=MIN_COMPANY, firm=FIRM)
        for row in facts.rows_saying(_GROWTH_ROW):
            yield from settled([_growth_row(facts, row)], least=2, firm=2)


def _changes_meant(facts: TableFacts, changes: int) -> Shape:
    """Return the changes between the nearest columns for which most of the first rows come out, else the nearest."""
    nearest: Shape = ()
    for pair in _compared(facts, changes):
        shape = _changes(facts, changes, *pair)
        sample = shape[:SAMPLE]
        if sum(1 for tie in sample if holds(tie)) * 2 > len(sample):
            return shape
        nearest = nearest or shape
    return nearest


def _compared(facts: TableFacts, changes: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of columns (current, prior) that a column of changes may compare, the likeliest first.

    Those come first whose current period is the one over the changes, and then the nearest at the left.
    """
    near = sorted(facts.amounts(), key=lambda column: (column > changes, abs(column - changes)))[:MAX_PAIRED_COLUMNS]
    pairs = [(current, prior) for current in near for prior in near if _comparable(facts, current, prior)]
    period = facts.columns[changes].period

    def distance(pair: tuple[int, int]) -> tuple[bool, bool, int]:
        current, prior = pair
        far = abs(current - changes) + abs(prior - changes)
        return facts.columns[current].period != period, max(pair) > changes, far

    return iter(sorted(pairs, key=distance))


def _comparable(facts: TableFacts, current: int, prior: int) -> bool:
    one, other = facts.columns[current], facts.columns[prior]
    if current == prior or one.dimension != other.dimension:
        return False
    if one.period is None or other.period is None:
        return current < prior and one.period is other.period
    return one.period.end > other.period.end and one.period.length is other.period.length


def _changes(facts: TableFacts, changes: int, current: int, prior: int) -> Shape:
    ties = []
    for row in range(len(facts.table.rows)):
        target, after, before = (facts.number(row, column) for column in (changes, current, prior))
        if target is not None and after is not None and before is not None:
            tie = _percent_change(facts, target, after, before)
            ties += [tie] if tie else []
    return ties


def _percent_change(facts: TableFacts, target: Cell, current: Cell, prior: Cell) -> Tie | None:
    """Return the tie, by size, as a table may count costs that fall as better; None where the cells are no amounts.

    Companies do not agree how to print a change from or to a loss, and a dash may say that it is not meaningful:
    there the tie is conditional.
    """
    if target.unit != "percent" or "percent" in (current.unit, prior.unit) or current.unit != prior.unit:
        return None
    plain = min(current.value or 0, prior.value or 0) > 0 and target.absence is Absence.NONE
    return Tie(
        rule="RC101",
        target=target,
        relation=Relation.PERCENT_CHANGE,
        formula=PercentChange(facts.term(current), facts.term(prior)),
        magnitude=True,
        why="the amounts compared",
        conditional=not plain,
    )


def _growth_row(facts: TableFacts, row: int) -> Shape:
    """Return the changes that a row "growth" right below a line of amounts states, where the year before is printed."""
    ties: list[Tie] = []
    if row == 0:
        return ties
    for column in facts.amounts():
        target, current = facts.number(row, column), facts.number(row - 1, column)
        prior = _year_before(facts, row - 1, column)
        if target is not None and current is not None and prior is not None:
            tie = _percent_change(facts, target, current, prior)
            ties += [tie] if tie else []
    return ties


def _year_before(facts: TableFacts, row: int, column: int) -> Cell | None:
    """Return the cell of the same row for a period of the same length that ends a year earlier."""
    period = facts.period(row, column)
    if period is None:
        return None
    for other in facts.amounts():
        before = facts.period(row, other)
        if before is None or before.length is not period.length:
            continue
        if 350 <= (period.end - before.end).days <= 380 and _same_basis(facts.columns[column], facts.columns[other]):
            return facts.number(row, other)
    return None


def _same_basis(one: Column, other: Column) -> bool:
    return one.dimension == other.dimension


@rule("RC102", name="table-margin-does-not-recompute", tick="R")
def table_margin_does_not_recompute(release: Release) -> Iterator[Tie]:
    """Propose that margins, shares and rates of a table are quotients of its own lines.

    ## What it does
    Recomputes rows such as "Gross margin", "Operating margin", "R&D as a percentage of revenue", "Effective tax
    rate" and "Efficiency ratio" from the lines that they name, where the same table prints them, and columns
    "% of revenue" from the column of amounts beside them.

    ## Why it matters
    A margin that its own table contradicts is seen by every analyst who models the company.

    ## Example
    | Revenue      | 1,000 | 900 |
    | Gross profit | 430   | 360 |
    | Gross margin | 45%   | 40% | <- RC102: 430 / 1,000 is 43 %

    ## Not flagged
    A margin that comes out in no other column, or only because its lines are printed so coarsely: it may be taken of
    another revenue; a column "% of revenue" that is off by less than its last digit, as it is rounded to add up.

    ## Source
    Reg. S-K Item 303(b); Reg. G for adjusted margins.
    """
    for facts in release.facts:
        for row, caption in enumerate(facts.captions):
            if any(_is_percent(facts.number(row, column)) for column in facts.amounts()):
                ties = list(settled(_margin(facts, row, parts) for parts in _quotients(facts, row, caption)))
                told = any(tells(tie) for tie in ties)
                yield from (tie if told else replace(tie, conditional=True) for tie in ties)
        for index, column in enumerate(facts.columns):
            if column.role is Role.PERCENT_OF:
                shares = settled(_shares_of_whole(facts, index), least=MIN_COMPANY, firm=FIRM)
                yield from (replace(tie, conditional=True) if misses_by_one(tie) else tie for tie in shares)


def _is_percent(cell: Cell | None) -> bool:
    return cell is not None and cell.unit == "percent"


def _quotients(facts: TableFacts, row: int, caption: str) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield the rows (above, those below the line) that a row of percents may be the quotient of."""
    if _TAX_RATE.match(caption):
        yield from _each(row, facts.rows_of("IncomeTaxExpenseBenefit"), facts.rows_of(_PRETAX))
    elif _EFFICIENCY.match(caption):
        interest, other = facts.rows_of("NetInterestIncome"), facts.rows_of("NoninterestIncome")
        if interest and other:
            yield from ((above, (interest[0], other[0])) for above in facts.rows_of("NoninterestExpense")[:1])
    elif _OF_REVENUE.match(caption):
        yield from _each(row, [row - 1] if row else [], facts.rows_of("Revenues"))
    elif margin := _MARGIN.match(caption):
        profits = _rows_named(facts, margin[1]) or facts.rows_of(*_PROFITS.get(margin[1], ()))
        yield from _each(row, [line for line in profits if line != row], facts.rows_of("Revenues"))
    elif share := _AS_PERCENT.match(caption):
        yield from _each(row, _rows_named(facts, share[1]), _rows_named(facts, share[2]) or facts.rows_of("Revenues"))


def _each(row: int, above: Sequence[int], below: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield each line above with each line below, MAX_NEAREST of both, those nearest to the row first."""

    def nearest(lines: Sequence[int]) -> list[int]:
        return sorted(lines, key=lambda line: (abs(line - row), line))[:MAX_NEAREST]

    return ((one, (other,)) for one in nearest(above) for other in nearest(below))


def _rows_named(facts: TableFacts, words: str) -> list[int]:
    """Return the rows of a measure ("adjusted ebitda", "gross" for "gross profit"), its total first."""
    names = (words, f"total {words}", f"{words} profit", f"{words} income")
    return [row for name in names for row in facts.rows_named(name)]


def _margin(facts: TableFacts, row: int, parts: tuple[int, Sequence[int]]) -> Shape:
    above, below = parts
    ties = []
    for column in facts.amounts():
        target, numerator = facts.number(row, column), facts.number(above, column)
        bases = [cell for line in below if (cell := facts.number(line, column)) is not None]
        if target is None or numerator is None or len(bases) < len(below) or not _is_percent(target):
            continue
        if any(cell.unit != numerator.unit or _is_percent(cell) for cell in bases):
            continue
        whole = [facts.term(cell) for cell in bases]
        basis: Expression = whole[0] if len(whole) == 1 else Sum(tuple((1, term) for term in whole))
        ties.append(_quotient(target, Quotient(facts.term(numerator), basis)))
    return ties


def _quotient(target: Cell, formula: Quotient) -> Tie:
    why = "the lines that it is taken of"
    return Tie("RC102", target, Relation.QUOTIENT, formula, magnitude=True, why=why, unit_factor=HUNDRED)


def _shares_of_whole(facts: TableFacts, shares: int) -> Iterator[Shape]:
    """Yield, for each line that is 100 % of itself, the column of percents as shares of that line."""
    near = sorted(facts.amounts(), key=lambda column: (column > shares, abs(column - shares)))[:2]
    for amounts in near:
        wholes = [row for row in range(len(facts.table.rows)) if _is_whole(facts.number(row, shares))]
        for whole in wholes[:MAX_WHOLES]:
            base = facts.number(whole, amounts)
            if base is None:
                continue
            ties = []
            for row in range(len(facts.table.rows)):
                target, part = facts.number(row, shares), facts.number(row, amounts)
                if target is None or part is None or row == whole or not _is_percent(target) or part.unit != base.unit:
                    continue
                ties.append(_quotient(target, Quotient(facts.term(part), facts.term(base))))
            yield ties


def _is_whole(cell: Cell | None) -> bool:
    return cell is not None and cell.unit == "percent" and cell.value == HUNDRED
