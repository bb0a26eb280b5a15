"""Earnings per share from income and shares."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ticktie.model import Cell, Quotient, Relation, StatementKind, Sum, Tie
from ticktie.rules.base import Release, rule
from ticktie.rules.shapes import Shape, excess, holds, settled
from ticktie.statements.facts import TableFacts, of_kind

MIN_COMPANY = 3
MAX_OTHER_INCOME = Fraction(1, 25)
CONTINUING = "IncomeLossFromContinuingOperations"
BASIC = re.compile(r"\bbasic\b", re.IGNORECASE)
DILUTED = re.compile(r"\bdilut(?:ed|ion)\b", re.IGNORECASE)

_EARNINGS = re.compile(
    r"\b(?:earnings|income|loss|profit|eps)\b.*\b(?:per|eps)\b|\beps\b"
    r"|\bper (?:\w+ ){0,3}shares?\b.*\b(?:earnings|income|loss)\b",
    re.IGNORECASE,
)
_NOT_EARNINGS = re.compile(
    r"\b(?:dividends?|distributions?|book value|adjusted|non-?gaap|pro\s?-?forma|core|continuing|discontinued|ads|adss|"
    r"before|comprehensive|undistributed|depositary)\b",
    re.IGNORECASE,
)
_SHARES = re.compile(r"\b(?:shares?|units|weighted)\b", re.IGNORECASE)
_CONTINUING = re.compile(r"(?:.*\b)?continuing operations\b")
_DISCONTINUED = re.compile(r"(?:.*\b)?discontinued operations\b")


@rule("AR005", name="eps-does-not-recompute", tick="R")
def eps_does_not_recompute(release: Release) -> Iterator[Tie]:
    """Propose that earnings per share are income available to common stock divided by weighted shares.

    ## What it does
    Divides net income (available to common stockholders, where that is printed) by the weighted average shares, basic
    and diluted, in each column of the income statement, and ties the printed per-share amount to it.

    ## Why it matters
    Earnings per share is the figure that most readers look at first.

    ## Example
    | Net income                                  | 31,500 | 28,800 |
    | Earnings per share, basic                   | $0.36  | $0.32  | <- AR005: 31,500 / 90,000 is 0.35
    | Weighted average shares outstanding, basic  | 90,000 | 90,000 |

    ## Not flagged
    Per-share amounts of which more than one of a statement does not recompute, or fewer than three do; basic amounts
    that are a little too small, and diluted ones that are a little off: participating securities, interest on
    convertible notes or classes of stock change the numerator, and a release does not say so.

    ## Source
    ASC 260-10-45-10 and 45-16.
    """
    for facts in of_kind(release.facts, StatementKind.INCOME_STATEMENT):
        incomes = facts.net_incomes() or facts.rows_of(CONTINUING)
        ties: list[Tie] = []
        for earnings, shares in _pairs(facts):
            ties += settled([_per_share(facts, income, earnings, shares) for income in incomes], either=True)
        failed = sum(1 for tie in ties if not holds(tie))
        alone = failed == 1 and len(ties) > MIN_COMPANY
        for tie in ties:
            yield tie if alone and not _may_differ(facts, tie) else replace(tie, conditional=True)


def _may_differ(facts: TableFacts, tie: Tie) -> bool:
    """Whether a small difference has a reason that is not printed.

    Participating securities take a part of the income, so that a per-share amount is a little smaller; what becomes
    common stock on dilution changes the diluted income either way.
    """
    if not isinstance(tie.target, Cell) or tie.target.value is None:
        return False
    missed = excess(tie)
    near = abs(missed) < abs(Fraction(tie.target.value)) * MAX_OTHER_INCOME
    caption = facts.table.rows[tie.target.row].caption
    return near and (missed < 0 or (DILUTED.search(caption) is not None and BASIC.search(caption) is None))


def _pairs(facts: TableFacts) -> list[tuple[int, int]]:
    """Return the rows of earnings per share, basic and diluted, with those of their shares."""
    earnings: list[int] = []
    shares: list[int] = []
    for row, line in enumerate(facts.table.rows):
        unit = facts.unit_of(row)
        words = " ".join((*line.section[-1:], line.caption))
        if unit == "shares" and _SHARES.search(words):
            shares.append(row)
        elif unit.endswith("/shares") and _EARNINGS.search(words) and not _NOT_EARNINGS.search(words):
            earnings.append(row)
    pairs = []
    for said in (BASIC, DILUTED):
        above = [row for row in earnings if said.search(facts.table.rows[row].caption)]
        below = [row for row in shares if said.search(facts.table.rows[row].caption)]
        pairs += list(zip(above[:1], below[:1], strict=False))
    if not pairs:
        pairs = list(zip(earnings[:1], shares[:1], strict=False))
    return list(dict.fromkeys(pairs))


def _per_share(facts: TableFacts, income: int, earnings: int, shares: int) -> Shape:
    ties = []
    for column in facts.plain_amounts():
        above, target, below = (facts.number(row, column) for row in (income, earnings, shares))
        if above is None or target is None or below is None:
            continue
        formula = Quotient(facts.term(above), facts.term(below))
        ties.append(Tie("AR005", target, Relation.QUOTIENT, formula, magnitude=True, why="income per weighted share"))
    return ties


@rule("AR011", name="eps-components-do-not-add", tick="F")
def eps_components_do_not_add(release: Release) -> Iterator[Tie]:
    """Propose that earnings per share from continuing and discontinued operations add up to the total.

    ## What it does
    Adds the per-share amounts of continuing and discontinued operations that stand above a printed total per share,
    basic and diluted apart.

    ## Why it matters
    The parts are rounded one by one; a total that misses them by more than that is a misprint.

    ## Example
    | Continuing operations    | $1.10 |
    | Discontinued operations  | 0.07  |
    | Basic earnings per share | $1.71 | <- AR011: the parts make 1.17

    ## Not flagged
    Totals within rounding; components without a total right below them.

    ## Source
    ASC 260-10-45-2 and 45-3.
    """
    for facts in of_kind(release.facts, StatementKind.INCOME_STATEMENT):
        for discontinued in facts.rows_saying(_DISCONTINUED):
            total = discontinued + 1
            if discontinued == 0 or total == len(facts.captions):
                continue
            if _CONTINUING.match(facts.captions[discontinued - 1]):
                yield from settled([_components(facts, total)])


def _components(facts: TableFacts, total: int) -> Shape:
    ties = []
    for column in facts.amounts():
        target = facts.number(total, column)
        parts = [facts.number(row, column) for row in (total - 2, total - 1)]
        present = [cell for cell in parts if cell is not None]
        if target is not None and len(present) == 2 and all(_per_share_cell(cell) for cell in (target, *present)):
            formula = Sum(tuple((1, facts.term(cell)) for cell in present))
            ties.append(Tie("AR011", target, Relation.SUM, formula, why="continuing and discontinued operations"))
    return ties


def _per_share_cell(cell: Cell) -> bool:
    return cell.unit.endswith("/shares")
