"""Where everything of a binder stands, settled before a cell is written: formulas and links go both ways."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ticktie.model import (
    Block,
    Cell,
    Figure,
    FigureResult,
    Outcome,
    Proof,
    StatementKind,
    Sum,
    Table,
    TieOut,
    leaves,
)
from ticktie.reports.binder_formula import Live, NotShown, Place, Standing, live_formula
from ticktie.reports.binder_number import Number, number_of
from ticktie.reports.formula import Names, operands
from ticktie.reports.positions import Places

LEAD, PROSE, EXCEPTIONS, NOT_PROVED = "Lead", "Prose", "Exceptions", "Not proved"
# Excel's limits: rows and columns of a sheet, characters of a sheet's name.
MAX_ROWS, MAX_COLUMNS, MAX_SHEET_NAME_CHARS = 1_048_576, 16_384, 31
# The first row of figures, below title and headers.
FIRST_ROW = 5
FIRST_PROSE_ROW = 3
VALUE_COLUMN = 4  # of the prose
# What stands right of a table's figures needs at most so many columns for each of them, and some.
_COLUMNS_FOR_EACH, _COLUMNS_BESIDES = 4, 40
_KIND_NAMES = {
    StatementKind.BALANCE_SHEET: "Balance sheet",
    StatementKind.INCOME_STATEMENT: "Income statement",
    StatementKind.CASH_FLOW: "Cash flows",
    StatementKind.EQUITY: "Equity",
}
_BRACKETED = re.compile(r"\([^()]*\)")
_UNSAFE = re.compile(r"[^\w &,.-]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A tie with its live formula."""

    proof: Proof
    live: Live


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One table's sheet.

    Attributes:
        numbers: the cells' numbers by cell id; None for NM.
        beside: the footing of each total, by the id of its cell: its formula stands in the row of the total.
        below: all other ties whose target stands in this table.
        foot_columns: indices of the table's columns that have a total with its formula beside it.
    """

    table: Table
    sheet: str
    numbers: Mapping[str, Number | None]
    beside: Mapping[str, Shown]
    below: tuple[Shown, ...]
    foot_columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole binder.

    Attributes:
        standings: where each figure and cell stands that has a number.
        spots: the cell of each figure and cell, with or without a number, for links.
        tables: the sheets of tables, in the order of the document.
        prose_ties: the live tie of each figure of the prose that decided it and has it as target, by the figure's id.
        prose_rest: other ties whose target is a figure of the prose.
        uses: ids of the prose's figures that use a cell, by the cell's id.
        homes: where a tie's formula stands, by the tie's id.
        not_shown: ties that were judged but have no formula, each with the reason.
    """

    tie_out: TieOut
    names: Names
    blocks: Mapping[str, Block]
    figures: Mapping[str, FigureResult]
    standings: Mapping[str, Standing]
    spots: Mapping[str, Place]
    tables: tuple[TablePlan, ...]
    prose_ties: Mapping[str, Shown]
    prose_rest: tuple[Shown, ...]
    uses: Mapping[str, tuple[str, ...]]
    homes: Mapping[str, Place]
    not_shown: tuple[tuple[Proof, str], ...]
    places: Places

    @property
    def ties(self) -> int:
        """How many ties have a live formula."""
        beside = sum(len(table.beside) + len(table.below) for table in self.tables)
        return beside + len(self.prose_ties) + len(self.prose_rest)


def plan_binder(tie_out: TieOut) -> Plan:
    """Settle the sheets of a binder, the cell of each figure, and which tie stands where."""
    standings: dict[str, Standing] = {}
    spots: dict[str, Place] = {}
    sheets = _sheet_names(tie_out.tables)
    numbers = {
        table.id: _place_table(table, sheets[table.id], standings, spots)
        for table in tie_out.tables
        if table.id in sheets
    }
    _place_prose(tie_out, standings, spots)
    found = _Ties(tie_out, sheets, standings)
    tables = tuple(
        _table_plan(table, sheets[table.id], numbers[table.id], found) for table in tie_out.tables if table.id in sheets
    )
    return Plan(
        tie_out=tie_out,
        names=Names.of(tie_out.tables, tie_out.supporting),
        blocks={block.id: block for block in tie_out.document.blocks},
        figures={result.figure.id: result for result in tie_out.figures},
        standings=standings,
        spots=spots,
        tables=tables,
        prose_ties=found.prose,
        prose_rest=tuple(found.rest),
        uses=_uses(tie_out),
        homes=_homes(tie_out, tables, found, spots),
        not_shown=tuple(found.not_shown),
        places=Places.of(tie_out),
    )


def _sheet_names(tables: tuple[Table, ...]) -> dict[str, str]:
    """Return a name for the sheet of every table with figures: its id, which makes it unique, and what it is."""
    return {table.id: _sheet_name(table) for table in tables if table.cells and _fits(table)}


def _sheet_name(table: Table) -> str:
    return f"{table.id} {_KIND_NAMES.get(table.kind) or _last_words(table)}"[:MAX_SHEET_NAME_CHARS].strip()


def _last_words(table: Table) -> str:
    """Return the end of a table's title, which is what tells it from others, as far as it fits a tab."""
    words = _UNSAFE.sub("", _BRACKETED.sub(" ", table.title)).split()
    room, kept = MAX_SHEET_NAME_CHARS - len(table.id) - 1, ""
    for word in reversed(words):
        longer = f"{word} {kept}".strip()
        if len(longer) > room:
            break
        kept = longer
    return kept or table.kind.replace("_", " ").capitalize()


def _fits(table: Table) -> bool:
    columns = _COLUMNS_FOR_EACH * len(table.columns) + _COLUMNS_BESIDES
    return columns <= MAX_COLUMNS and len(table.rows) + len(table.cells) < MAX_ROWS // 2


def value_column(column: int) -> int:
    """Return the column of a sheet that holds the figures of a table's column; its tick marks are in the next."""
    return 1 + 2 * column


def _place_table(
    table: Table, sheet: str, standings: dict[str, Standing], spots: dict[str, Place]
) -> dict[str, Number | None]:
    counts = [0] * len(table.columns)
    numbers: dict[str, Number | None] = {}
    for cell in table.cells:
        place = Place(sheet, FIRST_ROW + cell.row, value_column(cell.column))
        number = numbers[cell.id] = number_of(cell)
        spots[cell.id] = place
        if number is not None:
            standings[cell.id] = Standing(place, number, counts[cell.column])
            counts[cell.column] += 1
    return numbers


def _place_prose(tie_out: TieOut, standings: dict[str, Standing], spots: dict[str, Place]) -> None:
    for row, result in enumerate(tie_out.figures[: MAX_ROWS // 4], FIRST_PROSE_ROW):
        place = Place(PROSE, row, VALUE_COLUMN)
        spots[result.figure.id] = place
        number = number_of(result.figure)
        if number is not None:
            standings[result.figure.id] = Standing(place, number)


class _Ties:
    """The ties of a release sorted by where they are shown."""

    def __init__(self, tie_out: TieOut, sheets: Mapping[str, str], standings: Mapping[str, Standing]) -> None:
        self.beside: dict[str, dict[str, Shown]] = {}
        self.below: dict[str, list[Shown]] = {}
        self.prose: dict[str, Shown] = {}
        self.rest: list[Shown] = []
        self.not_shown: list[tuple[Proof, str]] = []
        decided = {result.figure.id: result.proof.id for result in tie_out.figures if result.proof}
        for proof in tie_out.proofs:
            if proof.outcome is Outcome.OPEN:
                continue
            target = proof.tie.target
            table = target.id.partition(".")[0]
            sheet = PROSE if isinstance(target, Figure) else sheets.get(table, "")
            try:
                shown = Shown(proof, live_formula(proof, standings, sheet))
            except NotShown as reason:
                self.not_shown.append((proof, str(reason)))
                continue
            if isinstance(target, Figure):
                if decided.get(target.id) == proof.id:
                    self.prose[target.id] = shown
                else:
                    self.rest.append(shown)
            elif target.id not in self.beside.get(table, ()) and _is_footing(proof, target):
                self.beside.setdefault(table, {})[target.id] = shown
            else:
                self.below.setdefault(table, []).append(shown)


def _is_footing(proof: Proof, target: Cell) -> bool:
    """Whether a tie adds cells of its target's own column."""
    formula = proof.tie.formula
    if not isinstance(formula, Sum):
        return False
    table = target.id.partition(".")[0]
    parts = [term.figure for term in leaves(formula)]
    return all(
        isinstance(part, Cell) and part.column == target.column and part.id.partition(".")[0] == table for part in parts
    )


def _table_plan(table: Table, sheet: str, numbers: Mapping[str, Number | None], found: _Ties) -> TablePlan:
    beside = found.beside.get(table.id, {})
    columns = {cell.column for cell in table.cells if cell.id in beside}
    return TablePlan(
        table=table,
        sheet=sheet,
        numbers=numbers,
        beside=beside,
        below=tuple(found.below.get(table.id, ())),
        foot_columns=tuple(sorted(columns)),
    )


def below_row(table: Table) -> int:
    """Return the row of the first tie below a table: one is left free, two are headers."""
    return FIRST_ROW + len(table.rows) + 3


def rest_row(tie_out: TieOut) -> int:
    """Return the row of the first of the further ties on the sheet of the prose."""
    return FIRST_PROSE_ROW + len(tie_out.figures) + 3


def _homes(
    tie_out: TieOut, tables: tuple[TablePlan, ...], found: _Ties, spots: Mapping[str, Place]
) -> dict[str, Place]:
    homes: dict[str, Place] = {}
    for plan in tables:
        for cell_id, shown in plan.beside.items():
            homes[shown.proof.id] = spots[cell_id]
        for row, shown in enumerate(plan.below, below_row(plan.table)):
            homes[shown.proof.id] = Place(plan.sheet, row, 0)
    for figure_id, shown in found.prose.items():
        homes[shown.proof.id] = spots[figure_id]
    for row, shown in enumerate(found.rest, rest_row(tie_out)):
        homes[shown.proof.id] = Place(PROSE, row, VALUE_COLUMN)
    return homes


def _uses(tie_out: TieOut) -> dict[str, tuple[str, ...]]:
    """Return which figures of the prose each cell helped to judge."""
    uses: dict[str, list[str]] = {}
    for result in tie_out.figures:
        if result.proof is None:
            continue
        tie = result.proof.tie
        for part in {part.id: part for part in (tie.target, *operands(tie.formula))}.values():
            if isinstance(part, Cell):
                uses.setdefault(part.id, []).append(result.figure.id)
    return {key: tuple(ids) for key, ids in uses.items()}
