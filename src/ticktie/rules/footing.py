"""Footing down and across: totals of lines, totals of columns, printed changes."""

from collections.abc import Iterable, Iterator

from ticktie.model import Cell, Change, Relation, Role, Sum, Term, Tie
from ticktie.rules.base import Release, rule
from ticktie.statements.crossing import adds_across
from ticktie.statements.facts import TableFacts
from ticktie.statements.totals import footed_columns


@rule("FT001", name="total-does-not-foot", tick="F")
def total_does_not_foot(release: Release) -> Iterator[Tie]:
    """Propose, for every total line, the signed sum of the lines it totals, column by column.

    ## What it does
    Foots each column of a table down to its printed totals and subtotals. Costs printed positive are
    subtracted where the statement subtracts them. Each printed figure stands for half a unit of its last
    place to either side; a dash stands for zero rounded likewise.

    ## Why it matters
    A total that does not foot is the first thing that a reader with a calculator finds.

    ## Example
    | (in thousands) | 2025       |
    | Product        | 60         |
    | Service        | 40         |
    | Total revenue  | 102        | <- FT001: the lines add to 100, between 99 and 101

    ## Not flagged
    Totals within rounding; totals that are a dash over lines with figures (not given yet); columns with an
    operand that is not meaningful (reported as open); columns of changes and of growth rates; lines of
    another unit (per-share amounts, percentages, share counts).

    ## Source
    Reg. S-X 5-02 and 5-03 (captions and totals); XBRL Calculations 1.1 (interval consistency).
    """
    for facts in release.facts:
        columns = footed_columns(facts.table) if facts.table.footings else []
        for footing in facts.table.footings:
            row = [facts.at.get((footing.total, column)) for column in range(len(facts.columns))]
            unit = next((cell.unit for column in columns if (cell := row[column]) is not None), "")
            for column in columns:
                target = row[column]
                if target is None or target.unit != unit:
                    continue
                formula = _sum_of(facts, target, ((weight, (part, column)) for weight, part in footing.parts))
                if formula is not None and not (target.absence and _has_number(formula)):
                    yield Tie("FT001", target, Relation.SUM, formula, why=f"lines that it totals ({footing.settled})")


@rule("FT002", name="row-does-not-crossfoot", tick="CF")
def row_does_not_crossfoot(release: Release) -> Iterator[Tie]:
    """Propose, for every total column, the signed sum of the columns it totals, row by row.

    ## What it does
    Adds each row across: segments to the total, months or quarters to the year, GAAP and adjustments to
    non-GAAP, in tables whose columns are found to sum.

    ## Why it matters
    A table that foots down but not across has a figure in the wrong column.

    ## Example
    | (in thousands) | Domestic | Canada | Total |
    | Revenue        | 60       | 40     | 110   | <- FT002: the row adds to 100

    ## Not flagged
    Rows of percentages, per-share amounts and share counts; balances and volumes where periods are added;
    rows in which the total is absent or only one part is printed.

    ## Source
    ASC 280-10-50-30 (segment amounts reconcile to consolidated totals).
    """
    for facts, total, weighted in _crossings(release):
        if facts.columns[total].role is Role.CHANGE:
            continue
        for row in range(len(facts.captions)):
            target = facts.at.get((row, total))
            if target is None or not adds_across(facts.table, target, (column for _, column in weighted)):
                continue
            formula = _sum_of(facts, target, ((weight, (row, column)) for weight, column in weighted))
            if formula is not None and not (target.absence and _has_number(formula)):
                yield Tie("FT002", target, Relation.SUM, formula, why="columns that it totals")


@rule("FT003", name="change-column-does-not-crossfoot", tick="CF")
def change_column_does_not_crossfoot(release: Release) -> Iterator[Tie]:
    """Propose, for every figure of a change column, current less comparative of its row.

    ## What it does
    Recomputes columns headed "Change" or "Increase (decrease)" that print amounts, from the two amount
    columns that they stand beside.

    ## Why it matters
    The change column is what management's discussion quotes; it is often typed by hand.

    ## Example
    | (in thousands) | 2025 | 2024 | Change |
    | Revenue        | 60   | 40   | 30     | <- FT003: 60 - 40 = 20

    ## Not flagged
    Changes printed without a sign or with favourable ones positive, where the amount is right; columns of
    percent changes (RC101).

    ## Source
    Reg. S-K Item 303 (material changes from period to period).
    """
    for facts, total, weighted in _crossings(release):
        if facts.columns[total].role is not Role.CHANGE:
            continue
        (_, current), (_, prior) = weighted
        for row in range(len(facts.captions)):
            target, one, other = (facts.at.get((row, column)) for column in (total, current, prior))
            if target is None or one is None or other is None or not target.unit == one.unit == other.unit:
                continue
            formula = Change(facts.term(one), facts.term(other))
            yield Tie("FT003", target, Relation.CHANGE, formula, magnitude=True, why="current less comparative")


def _crossings(release: Release) -> Iterator[tuple[TableFacts, int, tuple[tuple[int, int], ...]]]:
    for facts in release.facts:
        for total, weighted in facts.table.cross_footings:
            yield facts, total, weighted


def _sum_of(facts: TableFacts, target: Cell, places: Iterable[tuple[int, tuple[int, int]]]) -> Sum | None:
    """Return the sum of the parts that are printed; None where one of them is of another unit or alone."""
    parts = [(weight, facts.at.get(place)) for weight, place in places]
    printed = [(weight, cell) for weight, cell in parts if cell is not None]
    if len(printed) < min(len(parts), 2) or any(cell.unit != target.unit for _, cell in printed):
        return None
    return Sum(tuple((weight, facts.term(cell)) for weight, cell in printed))


def _has_number(formula: Sum) -> bool:
    """Whether a part is more than a dash: a dash for the total then says that it is not given yet."""
    return any(
        isinstance(part, Term) and isinstance(part.figure, Cell) and not part.figure.absence
        for _, part in formula.parts
    )
