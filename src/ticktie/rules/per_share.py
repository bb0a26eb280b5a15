"""Earnings per share from income and shares."""

import re
from collections.abc import Iterator

from ticktie.model import Cell, Quotient, Relation, StatementKind, Sum, Tie
from ticktie.rules.base import Release, rule
from ticktie.rules.shapes import Shape, settled
from ticktie.statements.facts import TableFacts, of_kind

BASIC = "EarningsPerShareBasic"
DILUTED = "EarningsPerShareDiluted"
BOTH = "EarningsPerShareBasicAndDiluted"
SHARES_BASIC = "WeightedAverageNumberOfSharesOutstandingBasic"
SHARES_DILUTED = "WeightedAverageNumberOfDilutedSharesOutstanding"
INCOMES = (
    "NetIncomeLossAvailableToCommonStockholdersBasic",
    "NetIncomeLoss",
    "ProfitLoss",
    "IncomeLossFromContinuingOperations",
)
_SHARES_ROW = re.compile(r"(?:.*\b)?(?:shares?|units)\b")
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
    A per-share amount that recomputes in no other column: participating securities, interest on convertible notes
    or classes of stock may change the numerator.

    ## Source
    ASC 260-10-45-10 and 45-16.
    """
    for facts in release.facts:
        if facts.kind is not StatementKind.INCOME_STATEMENT:
            continue
        for earnings, shares in _pairs(facts):
            yield from settled(_per_share(facts, income, earnings, shares) for income in facts.rows_of(*INCOMES))


def _pairs(facts: TableFacts) -> Iterator[tuple[int, int]]:
    """Yield the rows of a per-share amount with those of its shares."""
    basic, diluted = _shares(facts, SHARES_BASIC), _shares(facts, SHARES_DILUTED)
    for row in facts.rows_of(BASIC, BOTH):
        yield from ((row, shares) for shares in basic[:1])
    for row in facts.rows_of(DILUTED):
        yield from ((row, shares) for shares in diluted[:1])


def _shares(facts: TableFacts, concept: str) -> list[int]:
    return [row for row in facts.rows_of(concept) if any(_is_shares(facts, row, column) for column in facts.amounts())]


def _is_shares(facts: TableFacts, row: int, column: int) -> bool:
    cell = facts.number(row, column)
    return cell is not None and cell.unit == "shares"


def _per_share(facts: TableFacts, income: int, earnings: int, shares: int) -> Shape:
    ties = []
    for column in facts.amounts():
        above, target, below = (facts.number(row, column) for row in (income, earnings, shares))
        if above is None or target is None or below is None or not target.unit.endswith("/shares"):
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
        for total in facts.rows_of(BASIC, DILUTED, BOTH, "NetIncomeLoss"):
            if total < 2 or not _DISCONTINUED.match(facts.captions[total - 1]):
                continue
            if not _CONTINUING.match(facts.captions[total - 2]):
                continue
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
