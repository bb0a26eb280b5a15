"""How the statements hang together: balance, retained earnings, cash, net income."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from ticktie.model import Cell, Expression, Period, Relation, StatementKind, Sum, Tie
from ticktie.rules.base import Release, rule
from ticktie.rules.shapes import Shape, settled
from ticktie.statements.facts import TableFacts, of_kind

EQUITY = ("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest", "StockholdersEquity")
DIVIDENDS = ("PaymentsOfDividends",)
RETAINED = ("RetainedEarningsAccumulatedDeficit",)
CASH_TOTAL = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
CASH = "CashAndCashEquivalentsAtCarryingValue"
CASH_CHANGE = (
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect"
)
SECTIONS = (
    "NetCashProvidedByUsedInOperatingActivities",
    "NetCashProvidedByUsedInInvestingActivities",
    "NetCashProvidedByUsedInFinancingActivities",
)
DAY = timedelta(days=1)
MIN_ROLLED = 2

_MEZZANINE = re.compile(r"(?:total )?(?:redeemable|mezzanine|temporary equity|convertible preferred)")
_BEGINNING = re.compile(r"(?:.*\b)?cash\b.*\bbeginning\b")
_ENDING = re.compile(r"(?:.*\b)?cash\b.*\b(?:end|close) of\b")
_RATES = re.compile(
    r"(?:.*\b)?(?:effects?|impact|translation|differences?|gains?|loss(?:es)?)\b.*\b(?:exchange|currenc)"
)
_RESTRICTED = re.compile(r"(?:.*\b)?restricted cash\b")


def _total(facts: TableFacts, parts: Sequence[tuple[int, int]], column: int) -> Sum | None:
    """Return the weighted sum of the cells of some rows in a column; None where none of them is printed."""
    cells = [(weight, facts.number(row, column)) for weight, row in parts]
    terms = tuple((weight, facts.term(cell)) for weight, cell in cells if cell is not None)
    return Sum(terms) if terms else None


def _shape(code: str, facts: TableFacts, target: int, parts: Sequence[tuple[int, int]], why: str) -> Shape:
    """Return "row = weighted sum of rows" written out for every column of amounts that prints the row."""
    ties = []
    for column in facts.amounts():
        cell = facts.number(target, column)
        formula = _total(facts, parts, column)
        if cell is not None and formula is not None:
            ties.append(_tie(code, cell, formula, why))
    return ties


def _tie(code: str, target: Cell, formula: Expression, why: str, *, magnitude: bool = False) -> Tie:
    """Return a sum, or plain agreement where the sum has one part."""
    if isinstance(formula, Sum) and len(formula.parts) == 1 and formula.parts[0][0] == 1:
        return Tie(code, target, Relation.AGREE, formula.parts[0][1], why=why, magnitude=magnitude)
    return Tie(code, target, Relation.SUM, formula, why=why, magnitude=magnitude)


@rule("AR001", name="balance-sheet-does-not-balance", tick="F")
def balance_sheet_does_not_balance(release: Release) -> Iterator[Tie]:
    """Propose that total assets equal total liabilities and equity at every date.

    ## What it does
    Ties the printed total of liabilities and equity to total assets, column by column. Where no such total is
    printed, total liabilities and total equity (with redeemable and noncontrolling interests that stand between
    or after them) are added.

    ## Why it matters
    The two sides of a balance sheet are the same by construction; a difference is always a misprint.

    ## Example
    | Total assets                 | 36,410 |
    | Total liabilities            | 10,120 |
    | Total equity                 | 26,290 |
    | Total liabilities and equity | 36,401 | <- AR001: total assets are 36,410

    ## Not flagged
    Tables of selected items whose liabilities and equity add up to the assets in no column.

    ## Source
    Reg. S-X 5-02.
    """
    for facts in release.facts:
        assets = facts.rows_of("Assets")
        if not assets:
            continue
        totals = facts.rows_of("LiabilitiesAndStockholdersEquity")
        if totals:
            above = [row for row in assets if row < totals[0]] or assets
            shape = _shape("AR001", facts, totals[0], [(1, above[-1])], "both sides of the balance sheet")
            yield from settled([shape], plain=facts.kind is StatementKind.BALANCE_SHEET and len(shape) == 1)
        else:
            yield from settled(_sides(facts, assets[0]))


def _sides(facts: TableFacts, assets: int) -> Iterator[Shape]:
    """Yield the ways in which liabilities and equity may make up the assets."""
    liabilities, equities = facts.rows_of("Liabilities"), facts.rows_of(*EQUITY)
    if not liabilities:
        return
    why = "liabilities and equity"
    between = [row for row in facts.rows_saying(_MEZZANINE) if row > liabilities[0]]
    minority = facts.rows_of("MinorityInterest")
    for equity in reversed(equities):
        plain = [(1, liabilities[0]), (1, equity)]
        yield _shape("AR001", facts, assets, plain, why)
        if between:
            yield _shape("AR001", facts, assets, [*plain, *((1, row) for row in between if row < equity)], why)
        if minority:
            yield _shape("AR001", facts, assets, [*plain, (1, minority[-1])], why)


@rule("AR002", name="retained-earnings-do-not-roll-forward", tick="RF")
def retained_earnings_do_not_roll_forward(release: Release) -> Iterator[Tie]:
    """Propose that retained earnings move by the net income between two balance sheets, less dividends.

    ## What it does
    Takes retained earnings (or the accumulated deficit) at two dates of a balance sheet, finds the net income of
    exactly the time between them, and rolls the earlier balance forward by it, less dividends where the cash flow
    statement prints them.

    ## Why it matters
    It ties the balance sheet to the income statement.

    ## Example
    | Accumulated deficit, September 30 | (556,130) |
    | Accumulated deficit, March 31     | (537,270) |
    | Net loss, six months              | (18,860)  | <- rolls forward: 537,270 + 18,860 = 556,130

    ## Not flagged
    A roll-forward that does not come out, unless two others of the same line do: repurchases, adopted standards or
    stock dividends may be charged to retained earnings, and the release does not say so.

    ## Source
    Reg. S-X 3-04 (changes in stockholders' equity).
    """
    for facts in of_kind(release.facts, StatementKind.BALANCE_SHEET):
        for row in facts.rows_of(*RETAINED):
            shapes: dict[tuple[bool, int], list[Tie]] = defaultdict(list)
            for ending in facts.plain_amounts():
                for opening in facts.plain_amounts():
                    for way, tie in _rolled_forward(release, facts, row, ending, opening):
                        shapes[way].append(tie)
            yield from settled((shapes[way] for way in sorted(shapes)), least=MIN_ROLLED, either=True)


def _rolled_forward(
    release: Release, facts: TableFacts, row: int, ending: int, opening: int
) -> Iterator[tuple[tuple[bool, int], Tie]]:
    """Yield the ways between two balances: (dividends left out, number of the income line) and the tie."""
    end, start = facts.period(row, ending), facts.period(row, opening)
    target, before = facts.number(row, ending), facts.number(row, opening)
    if end is None or start is None or target is None or before is None or start.end >= end.end:
        return
    between = Period(end.end, start.end + DAY)
    statements = of_kind(release.facts, StatementKind.INCOME_STATEMENT)
    incomes = [(table, cell) for table in statements for cell in table.cells_at(table.net_incomes(), between)]
    flows = of_kind(release.facts, StatementKind.CASH_FLOW)
    dividends = ((table, cell) for table in flows for cell in table.cells_at(table.rows_of(*DIVIDENDS), between))
    paid = next(dividends, None)
    for number, (table, income) in enumerate(incomes):
        moved = ((1, facts.term(before)), (1, table.term(income)))
        if paid is not None:
            weight = -1 if (paid[1].value or 0) > 0 else 1
            less = Sum((*moved, (weight, paid[0].term(paid[1]))))
            yield (False, number), _tie("AR002", target, less, "net income less dividends since the earlier balance")
        yield (True, number), _tie("AR002", target, Sum(moved), "net income since the earlier balance")


@rule("AR003", name="cash-does-not-agree", tick="A")
def cash_does_not_agree(release: Release) -> Iterator[Tie]:
    """Propose that the cash flow statement ends and begins on the cash of the balance sheet.

    ## What it does
    Ties cash at the end and at the beginning of each period of the cash flow statement to the balance sheet of the
    same date: cash and cash equivalents, or these with the lines of restricted cash.

    ## Why it matters
    The cash flow statement explains the change of this very line.

    ## Example
    | Cash and cash equivalents (balance sheet)     | 9,204 |
    | Cash and cash equivalents, end of period      | 9,240 | <- AR003: the balance sheet has 9,204

    ## Not flagged
    Cash that agrees at no date: restricted cash or overdrafts may stand in other lines of the balance sheet.

    ## Source
    ASC 230-10-45-4 (total of cash, cash equivalents and restricted cash, reconciled to the balance sheet).
    """
    balances = of_kind(release.facts, StatementKind.BALANCE_SHEET)
    for flows in of_kind(release.facts, StatementKind.CASH_FLOW):
        ends = [(row, 0) for row in _ending_rows(flows)]
        begins = [(row, 1) for row in flows.rows_saying(_BEGINNING)]
        for balance in balances:
            yield from settled(_cash_shapes(flows, ends + begins, balance), firm=2)


def _ending_rows(flows: TableFacts) -> list[int]:
    saying = flows.rows_saying(_ENDING)
    return saying or [row for row in flows.rows_of(CASH_TOTAL) if row not in flows.rows_saying(_BEGINNING)]


def _cash_shapes(flows: TableFacts, rows: Sequence[tuple[int, int]], balance: TableFacts) -> Iterator[Shape]:
    """Yield the lines of a balance sheet that the cash of a cash flow statement may be made of."""
    cash = balance.rows_of(CASH, CASH_TOTAL)
    if not cash or not rows:
        return
    restricted = [row for row in balance.rows_saying(_RESTRICTED) if row != cash[0]]
    made = [[cash[0]], [cash[0], *restricted[:1]], [cash[0], *restricted]]
    for parts in made[: 1 + len(restricted[:2])]:
        shape = []
        for column in flows.plain_amounts():
            for row, back in rows:
                period, cell = flows.period(row, column), flows.number(row, column)
                if period is None or period.start is None or cell is None:
                    continue
                day = period.start - DAY if back else period.end
                at = next((c for c in balance.plain_amounts() if _is_at(balance, parts[0], c, day)), None)
                formula = None if at is None else _total(balance, [(1, part) for part in parts], at)
                if formula is not None:
                    shape.append(_tie("AR003", cell, formula, "cash of the balance sheet"))
        yield shape


def _is_at(facts: TableFacts, row: int, column: int, day: object) -> bool:
    period = facts.period(row, column)
    return period is not None and period.end == day


@rule("AR004", name="cash-does-not-roll-forward", tick="RF")
def cash_does_not_roll_forward(release: Release) -> Iterator[Tie]:
    """Propose that cash flows sum to the change in cash, and that the change leads from the first balance to the last.

    ## What it does
    Adds operating, investing and financing cash flow (with the effect of exchange rates, where it is printed) to the
    net change in cash; adds the net change to cash at the beginning for cash at the end.

    ## Why it matters
    These two sums are what a cash flow statement is.

    ## Example
    | Net cash used in operating activities      | (2,100) |
    | Net cash from investing activities         | 700     |
    | Net cash from financing activities         | 150     |
    | Net decrease in cash                       | (1,520) | <- AR004: the flows make (1,250)

    ## Not flagged
    Statements in which the sums come out in no column (flows of discontinued operations printed apart).

    ## Source
    ASC 230-10-45-24.
    """
    for flows in of_kind(release.facts, StatementKind.CASH_FLOW):
        changes = flows.rows_of(CASH_CHANGE)
        if not changes:
            continue
        change = changes[-1]
        sections = [rows[-1] for name in SECTIONS if (rows := flows.rows_of(name))]
        rates = flows.rows_saying(_RATES)
        with_rates = [(1, row) for row in rates]
        if len(sections) == len(SECTIONS):
            plain = [(1, row) for row in sections]
            shapes = [_shape("AR004", flows, change, parts, "cash flows") for parts in (plain + with_rates, plain)]
            yield from settled(shapes)
        beginnings, endings = flows.rows_saying(_BEGINNING), _ending_rows(flows)
        if beginnings and endings:
            moved = [(1, beginnings[-1]), (1, change)]
            shapes = [
                _shape("AR004", flows, endings[0], parts, "cash rolled forward")
                for parts in (moved, moved + with_rates)
            ]
            yield from settled(shapes)
