"""The same fact in several tables: net income, the first line of a reconciliation, lines printed again."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from ticktie.model import Cell, Period, Relation, StatementKind, Sum, Tie, leaves
from ticktie.rules.base import Release, rule
from ticktie.rules.shapes import Shape, holds, settled
from ticktie.statements.facts import NET_INCOME, TableFacts, of_kind

FACE = (StatementKind.INCOME_STATEMENT, StatementKind.BALANCE_SHEET, StatementKind.CASH_FLOW)
FLOWS = (StatementKind.INCOME_STATEMENT, StatementKind.CASH_FLOW)
FACE_CONCEPTS = (
    *NET_INCOME,
    "Revenues",
    "GrossProfit",
    "OperatingIncomeLoss",
    "OperatingExpenses",
    "NetCashProvidedByUsedInOperatingActivities",
    "EarningsPerShareBasic",
    "EarningsPerShareDiluted",
)
MIN_COMPANY = 3
MAX_PERIODS = 12
MIN_CAPTION_WORDS = 2

_OTHER_BASIS = re.compile(
    r"\b(?:non-?gaap|non-?ifrs|adjusted|adjustments?|core|pro\s?-?forma|organic|constant|excluding|excl|normali[sz]ed|"
    r"segments?|average|tangible|discontinued|continuing)\b",
    re.IGNORECASE,
)

_NO_FLOW = re.compile(r"\b(?:(?:beginning|end|close) of|balance|per|shares?|weighted|basic|diluted)\b")

# Where a fact stands: its name, its unit and its period.
Place = tuple[str, str, Period]
Places = tuple[tuple[Place, Cell], ...]


def _other_basis(facts: TableFacts, row: int) -> bool:
    """Whether a row or a header that it stands under speaks of another basis than the face of the statements."""
    line = facts.table.rows[row]
    return _names_other_basis(line.caption) or any(map(_names_other_basis, line.section))


@lru_cache(maxsize=2048)  # every rule asks for the same captions and sections
def _names_other_basis(words: str) -> bool:
    return _OTHER_BASIS.search(words) is not None


def _repeated(code: str, facts: TableFacts, row: int, face: TableFacts, line: int, why: str) -> Shape:
    """Return "cell = the same fact on the face" for every column of a row that has its period there."""
    there: dict[Period, Cell] = {}
    for column in face.plain_amounts():
        cell, period = face.number(line, column), face.period(line, column)
        if cell is not None and period is not None:
            there.setdefault(period, cell)
    ties = []
    for column in facts.plain_amounts():
        cell, period = facts.number(row, column), facts.period(row, column)
        same = there.get(period) if period is not None else None
        if cell is not None and same is not None and cell.unit == same.unit and cell.id != same.id:
            ties.append(Tie(code, cell, Relation.AGREE, face.term(same), magnitude=True, why=why))
    return ties


@rule("AR008", name="net-income-disagrees", tick="A")
def net_income_disagrees(release: Release) -> Iterator[Tie]:
    """Propose that the cash flow statement starts on the net income of the income statement.

    ## What it does
    Ties net income of the cash flow statement to the net income of the income statement for the same period: with or
    without the share of noncontrolling interests, whichever of the two the columns have in common.

    ## Why it matters
    Two net incomes for one period mean that one statement was not updated.

    ## Example
    | Net income (income statement, six months)    | 18,860 |
    | Net income (cash flow statement, six months) | 18,680 | <- AR008

    ## Not flagged
    Periods that only one of the statements prints; a net income that agrees in no period.

    ## Source
    ASC 230-10-45-28 (reconciliation of net income to operating cash flow).
    """
    incomes = of_kind(release.facts, StatementKind.INCOME_STATEMENT)
    for flows in of_kind(release.facts, StatementKind.CASH_FLOW):
        for row in flows.net_incomes()[:1]:
            for income in incomes:
                lines = [line for line in income.net_incomes() if not _other_basis(income, line)]
                shapes = (_repeated("AR008", flows, row, income, line, "net income of the period") for line in lines)
                yield from settled(shapes)


@rule("AR010", name="reconciliation-does-not-start-on-the-face-figure", tick="A")
def reconciliation_does_not_start_on_the_face_figure(release: Release) -> Iterator[Tie]:
    """Propose that the GAAP lines of a reconciliation are those of the statements.

    ## What it does
    Ties net income, revenue, gross profit, operating income, operating cash flow and earnings per share, where a
    reconciliation prints them unadjusted, to the statement's figure for the same period.

    ## Why it matters
    A reconciliation has to start on the figure that the reader knows.

    ## Example
    | Operating income (income statement)       | 4,120 |
    | Operating income, GAAP (reconciliation)   | 4,210 | <- AR010

    ## Not flagged
    Lines called adjusted, non-GAAP, of a segment or of continuing operations; columns of segments or adjustments;
    a line that agrees in no other column.

    ## Source
    Reg. G, 17 CFR 244.100(a)(2).
    """
    statements = [facts for facts in release.facts if facts.kind in FACE]
    for facts in of_kind(release.facts, StatementKind.RECONCILIATION):
        if not any(_names_other_basis(line.caption) for line in facts.table.rows):
            continue
        ties: list[Tie] = []
        for row in facts.rows_of(*FACE_CONCEPTS):
            if _other_basis(facts, row):
                continue
            names = NET_INCOME if facts.concepts[row] in NET_INCOME else (facts.concepts[row],)
            shapes = (
                _repeated("AR010", facts, row, face, line, "the statement's figure")
                for face in statements
                for line in face.rows_of(*names)
            )
            ties += settled(shape for shape in shapes if shape)
        yield from _in_company(ties, least=1)


def _in_company(ties: Sequence[Tie], *, least: int) -> Iterator[Tie]:
    """Yield ties between cells; one that fails is conditional unless enough others of its two columns hold.

    A column whose period was misread disagrees as a whole, and a line that only shares its name with another
    disagrees in every column; a misprint stands alone.
    """
    held: dict[object, int] = defaultdict(int)
    failed: dict[object, int] = defaultdict(int)
    for tie in ties:
        counts = held if holds(tie) else failed
        counts[_columns(tie)] += 1
        counts[_row(tie)] += 1
    for tie in ties:
        columns, row = _columns(tie), _row(tie)
        enough = held[columns] >= max(least, MIN_COMPANY * (failed[columns] - 1))
        alone = held[row] >= failed[row] or failed[row] == 1
        yield tie if enough and alone else replace(tie, conditional=True)


def _columns(tie: Tie) -> tuple[int, ...]:
    printed = (tie.target, *(term.figure for term in leaves(tie.formula)))
    return tuple(cell.column for cell in printed if isinstance(cell, Cell))


def _row(tie: Tie) -> str:
    return tie.target.id.rpartition(".")[0]


@rule("AG002", name="same-fact-printed-twice-differs", tick="A")
def same_fact_printed_twice_differs(release: Release) -> Iterator[Tie]:
    """Propose that a line printed in two tables under the same caption, for the same period, is the same.

    ## What it does
    Ties each line of a further table (highlights, supplements) to the line of the statement with exactly the same
    caption, unit and period. Figures printed to different places are compared as far as they are printed.

    ## Why it matters
    A reader who finds two figures for one fact trusts neither.

    ## Example
    | Total operating expenses (income statement) | 700,822 |
    | Total operating expenses (highlights)       | 700,882 | <- AG002

    ## Not flagged
    Captions of one word or printed twice in a table; segments, adjusted or average figures; a pair of tables of
    which fewer than three other lines agree.

    ## Source
    AICPA AU-C 720 (other information: material inconsistency).
    """
    printed = [(facts, places(facts)) for facts in release.facts]
    index = face_index(printed)
    for facts, found in printed:
        yield from _in_company(list(_again(facts, found, index)), least=MIN_COMPANY)


def face_index(printed: Iterable[tuple[TableFacts, Places]]) -> dict[Place, tuple[TableFacts, Cell]]:
    """Return where the statements print each fact first; facts that one table prints twice are left out."""
    index: dict[Place, tuple[TableFacts, Cell]] = {}
    for facts, found in printed:
        if facts.kind in FACE:
            for place, cell in found:
                index.setdefault(place, (facts, cell))
    return index


def places(facts: TableFacts) -> Places:
    """Return the facts that a table prints once under a telling caption."""
    found: dict[Place, list[Cell]] = defaultdict(list)
    columns = facts.plain_amounts()
    for row, caption in enumerate(facts.captions):
        if len(caption.split()) < MIN_CAPTION_WORDS or _other_basis(facts, row):
            continue
        for column in columns:
            cell, period = facts.number(row, column), facts.period(row, column)
            if cell is not None and period is not None:
                found[caption, cell.unit, period].append(cell)
    return tuple((place, cells[0]) for place, cells in found.items() if len(cells) == 1)


def _again(facts: TableFacts, found: Places, index: dict[Place, tuple[TableFacts, Cell]]) -> Iterator[Tie]:
    for place, cell in found:
        known = index.get(place)
        if known is not None and known[0] is not facts:
            yield Tie("AG002", cell, Relation.AGREE, known[0].term(known[1]), magnitude=True, why="the same line")


@rule("AR009", name="quarter-is-not-year-to-date-less-prior", tick="R")
def quarter_is_not_year_to_date_less_prior(release: Release) -> Iterator[Tie]:
    """Propose that a quarter is the year to date less the year to date of the quarter before.

    ## What it does
    In a table that prints a quarter, the year to date and the earlier part of the year, takes the one from the other.

    ## Why it matters
    Quarters are often typed from an older release, and the year to date is not.

    ## Example
    | | Q2 2025 | First half 2025 | Q1 2025 |
    | Revenue | 52 | 102 | 49 | <- AR009: 102 - 49 is 53, between 52 and 54 - agrees; 55 would not

    ## Not flagged
    Per-share amounts, share counts and ratios; balances; tables that are no statement of income or of cash flows,
    or of which fewer than three lines come out.

    ## Source
    ASC 270-10-45 (interim periods).
    """
    for facts in release.facts:
        if facts.kind not in FLOWS:
            continue
        for quarter, whole, before in _parts_of_years(facts):
            shape = []
            for row, caption in enumerate(facts.captions):
                cells = [facts.number(row, column) for column in (quarter, whole, before)]
                present = [cell for cell in cells if cell is not None and cell.unit == facts.money]
                if len(present) == len(cells) and not _NO_FLOW.search(caption):
                    formula = Sum(((1, facts.term(present[1])), (-1, facts.term(present[2]))))
                    shape.append(Tie("AR009", present[0], Relation.CHANGE, formula, why="year to date less the rest"))
            yield from settled([shape], least=MIN_COMPANY, firm=MIN_COMPANY)


def _parts_of_years(facts: TableFacts) -> Iterator[tuple[int, int, int]]:
    """Yield the columns of a quarter, of the year to its end, and of the same year before the quarter."""
    spans: dict[tuple[date, date], int] = {}
    for column in facts.plain_amounts():
        period = facts.columns[column].period
        if period is not None and period.start is not None:
            spans.setdefault((period.start, period.end), column)
    ends = sorted(spans)[:MAX_PERIODS]
    for start, end in ends:
        for begun, ended in ends:
            if ended == end and begun < start:
                rest = [(first, last) for first, last in ends if first == begun and (start - last).days == 1]
                yield from ((spans[start, end], spans[begun, ended], spans[one]) for one in rest)
