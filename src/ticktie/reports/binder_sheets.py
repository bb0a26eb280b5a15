"""The sheets of the tables: figures, tick marks, live formulas beside the totals, all other ties below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ticktie.model import Cell, Outcome, Proof, RowKind, Table, leaves
from ticktie.reports.binder_book import Book, Sheet, places_for, result_form
from ticktie.reports.binder_formula import Place, reference
from ticktie.reports.binder_number import difference_code
from ticktie.reports.binder_plan import (
    FIRST_ROW,
    LEAD,
    PROSE,
    Plan,
    Shown,
    TablePlan,
    below_row,
    value_column,
)
from ticktie.reports.formula import show_formula
from ticktie.reports.quoting import shortened
from ticktie.rules import RULES

OUTCOME_WORDS = {
    Outcome.AGREES: "agrees",
    Outcome.AGREES_WITHIN_ROUNDING: "within rounding",
    Outcome.DISAGREES: "disagrees",
    Outcome.OPEN: "open",
}
OUTCOME_STYLES = {
    Outcome.AGREES: "agrees",
    Outcome.AGREES_WITHIN_ROUNDING: "within",
    Outcome.DISAGREES: "disagrees",
    Outcome.OPEN: "quiet",
}
FAILED, OPERAND, USED, UNTIED = "✗", "•", "p", "○"
CAPTION_WIDTH, VALUE_WIDTH, TICK_WIDTH, GAP_WIDTH, WORDS_WIDTH = 46, 14, 4.5, 2, 16
MAX_USES = 6
FORMULA_CHARS = 160


def tick_of(proof: Proof) -> str:
    """Return the tick mark of a judged tie."""
    return FAILED if proof.outcome is Outcome.DISAGREES else RULES[proof.tie.rule].tick


def write_live(sheet: Sheet, plan: Plan, shown: Shown, row: int, columns: tuple[int, int]) -> None:
    """Write what a tie gives and its difference to what is printed, both live."""
    live, target = shown.live, plan.standings[shown.proof.tie.target.id]
    form = target.number.form
    bad = shown.proof.outcome is Outcome.DISAGREES
    style = "live_bad" if bad else "live"
    recomputed, difference = columns
    sheet.formula(row, recomputed, live.text, live.value, result_form(form, live.value).code(), style)
    places = (Place(sheet.name, row, recomputed), Place(sheet.name, row, difference))
    sheet.book.live[shown.proof.id] = places
    own = reference(places[0], sheet.name)
    apart = live.difference
    text = live.difference_text(reference(target.place, sheet.name), own)
    sheet.formula(row, difference, text, apart, difference_code(places_for(form.places, apart)), style)


def write_table(book: Book, plan: Plan, table_plan: TablePlan, marks: "Marks") -> None:
    """Write the sheet of one table."""
    table = table_plan.table
    file_name = plan.tie_out.document.source.name
    sheet = book.sheet(table_plan.sheet, file_name, repeat=(0, FIRST_ROW - 1), freeze=(FIRST_ROW, 1))
    layout = _Layout.of(table_plan)
    _write_head(sheet, table, layout)
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    for index, row in enumerate(table.rows):
        style = "caption_bold" if row.kind is not RowKind.LINE or row.bold else "caption"
        sheet.text(FIRST_ROW + index, 0, row.caption, style, indent=min(row.depth, 8))
        cells = rows.get(index, ())
        style = (
            ("ruled_total" if row.ruled else "total")
            if row.kind is RowKind.TOTAL
            else "ruled"
            if row.ruled
            else "number"
        )
        for cell in cells:
            _write_cell(sheet, plan, table_plan, cell, marks, style)
        _write_beside(sheet, plan, table_plan, layout, cells)
        _write_uses(sheet, plan, layout, cells)
    if table_plan.below:
        _write_below(sheet, plan, table_plan, layout)
    last = below_row(table) + len(table_plan.below) if table_plan.below else FIRST_ROW + len(table.rows) - 1
    sheet.raw.print_area(0, 0, last, layout.printed)  # the links to the prose are of no use on paper


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns right of a table's figures.

    Attributes:
        live: the first of the two columns for each of the table's columns that has footed totals.
        verdict: the column of the verdicts beside the totals; -1 where there are none.
        uses: the first column of the links to the prose.
        wide: columns that can hold a number below the table, from the left.
    """

    live: Mapping[int, int]
    verdict: int
    uses: int
    wide: tuple[int, ...]

    @property
    def printed(self) -> int:
        """The last column that is printed: the ties below a table need some room."""
        return max(self.uses - 1, self.wide[4] + 5)

    @classmethod
    def of(cls, plan: TablePlan) -> "_Layout":
        count = len(plan.table.columns)
        start = value_column(count) + 1
        live = {column: start + 2 * at for at, column in enumerate(plan.foot_columns)}
        verdict = start + 2 * len(live) if live else -1
        uses = verdict + 1 if live else start
        values = [value_column(column) for column in range(count)]
        wide = [*values, *range(start, uses + MAX_USES)]
        return cls(live, verdict, uses, tuple(wide))


def _write_head(sheet: Sheet, table: Table, layout: _Layout) -> None:
    sheet.text(0, 0, shortened(table.title, 90) or "Table", "title")
    scale = {1: "", 1000: ", in thousands", 10**6: ", in millions"}.get(table.scale, f", in units of {table.scale:,}")
    sheet.text(1, 0, f"{table.kind.replace('_', ' ')} · {table.currency or 'no currency'}{scale}", "quiet")
    sheet.link(2, 0, Place(LEAD, 0, 0), "← Lead")
    sheet.heads(3, 0, [""])
    sheet.heads(4, 0, ["Caption"])
    sheet.widths([CAPTION_WIDTH])
    for index, column in enumerate(table.columns):
        at = value_column(index)
        period = str(column.period) if column.period else ""
        sheet.widths([VALUE_WIDTH, TICK_WIDTH], at)
        sheet.heads(3, at, [shortened(column.label, 60)], "head_right")
        sheet.heads(4, at, [period], "head_right")
        sheet.heads(3, at + 1, [""])
        sheet.heads(4, at + 1, [""])
    sheet.widths([GAP_WIDTH], value_column(len(table.columns)))
    for index, at in layout.live.items():
        column = table.columns[index]
        sheet.heads(3, at, ["Foots to", "Difference"], "head_right")
        sheet.heads(4, at, [str(column.period or ""), ""], "head_right")
        sheet.widths([VALUE_WIDTH, VALUE_WIDTH], at)
    if layout.live:
        sheet.heads(3, layout.verdict, ["Verdict"], "head_in")
        sheet.heads(4, layout.verdict, [""])
        sheet.widths([WORDS_WIDTH], layout.verdict)
    sheet.heads(3, layout.uses, ["In the prose"])
    sheet.heads(4, layout.uses, [""])
    sheet.widths([VALUE_WIDTH] * MAX_USES, layout.uses)


@dataclass(frozen=True, slots=True)
class Marks:
    """The tick marks of cells.

    Attributes:
        ticks: marks of the ties that each cell is the target of, by the cell's id.
        failed: ids of cells that are the target of a tie that disagrees.
        operands: ids of cells that are operands of judged ties.
        tie: the tie that a cell's mark leads to: the first that disagrees, or else the first.
    """

    ticks: Mapping[str, tuple[str, ...]]
    failed: frozenset[str]
    operands: frozenset[str]
    tie: Mapping[str, str]

    @classmethod
    def of(cls, proofs: Sequence[Proof]) -> "Marks":
        """Collect the marks of all judged ties."""
        ticks: dict[str, dict[str, None]] = {}
        failed: set[str] = set()
        operands: set[str] = set()
        tie: dict[str, str] = {}
        for proof in proofs:
            if proof.outcome is Outcome.OPEN:
                continue
            target = proof.tie.target.id
            ticks.setdefault(target, {})[tick_of(proof)] = None
            if proof.outcome is Outcome.DISAGREES and target not in failed:
                failed.add(target)
                tie[target] = proof.id
            tie.setdefault(target, proof.id)
            operands.update(term.figure.id for term in leaves(proof.tie.formula))
        return cls({key: tuple(marks) for key, marks in ticks.items()}, frozenset(failed), frozenset(operands), tie)

    def of_cell(self, cell_id: str, *, used: bool) -> str:
        """Return the marks of one cell, blanks between them."""
        marks = [*self.ticks.get(cell_id, ())]
        if not marks:
            marks = [OPERAND] if cell_id in self.operands else [UNTIED] if not used else []
        return " ".join((*marks, USED) if used else marks)


def _write_cell(sheet: Sheet, plan: Plan, table_plan: TablePlan, cell: Cell, marks: Marks, style: str) -> None:
    place = plan.spots[cell.id]
    number = table_plan.numbers[cell.id]
    failed = cell.id in marks.failed
    if number is None:
        sheet.text(place.row, place.column, cell.text, "text_right")
    else:
        sheet.number(place.row, place.column, number, "bad_number" if failed else style)
    uses = plan.uses.get(cell.id, ())
    mark = marks.of_cell(cell.id, used=bool(uses))
    tie = marks.tie.get(cell.id, "")
    home = plan.homes.get(tie)
    beside = home is not None and home.row == place.row and home.sheet == place.sheet
    goal = plan.spots.get(uses[0]) if uses and not failed else None if beside else home
    shade = "tick_bad" if failed else "tick"
    if goal is None:
        sheet.text(place.row, place.column + 1, mark, shade)
    else:
        sheet.link(place.row, place.column + 1, goal, mark, shade)


def _write_beside(sheet: Sheet, plan: Plan, table_plan: TablePlan, layout: _Layout, cells: Sequence[Cell]) -> None:
    """Write the footings of one row, and in a word for all of them how they came out."""
    outcomes = []
    for cell in cells:
        shown = table_plan.beside.get(cell.id)
        if shown is not None:
            at = layout.live[cell.column]
            row = plan.spots[cell.id].row
            write_live(sheet, plan, shown, row, (at, at + 1))
            outcomes.append(shown.proof.outcome)
    if outcomes:
        worst = max(outcomes, key=list(OUTCOME_WORDS).index)
        same = len(set(outcomes)) == 1
        words = OUTCOME_WORDS[worst] if same else f"{OUTCOME_WORDS[worst]} ({outcomes.count(worst)} of {len(outcomes)})"
        sheet.text(row, layout.verdict, words, OUTCOME_STYLES[worst])


def _write_uses(sheet: Sheet, plan: Plan, layout: _Layout, cells: Sequence[Cell]) -> None:
    """Write links from a line to the figures of the prose that use it."""
    used = list(dict.fromkeys(key for cell in cells for key in plan.uses.get(cell.id, ())))
    shown = used if len(used) <= MAX_USES else used[: MAX_USES - 1]
    for at, key in enumerate(shown, layout.uses):
        spot = plan.spots.get(key)
        if spot is not None:
            sheet.link(FIRST_ROW + cells[0].row, at, spot, f"{key} {plan.figures[key].figure.text}")
    if len(shown) < len(used):
        left = len(used) - len(shown)
        sheet.link(FIRST_ROW + cells[0].row, layout.uses + MAX_USES - 1, Place(PROSE, 0, 0), f"and {left} more")


def _narrow(label: str) -> str:
    """Return a label that fits the column of captions; what is cut off is of the caption, not of the period."""
    caption, bracket, period = label.rpartition(" [")
    room = CAPTION_WIDTH - len(period) - 2
    return f"{shortened(caption, room)} [{period}" if bracket and room > 10 else shortened(label, CAPTION_WIDTH)


def _write_below(sheet: Sheet, plan: Plan, table_plan: TablePlan, layout: _Layout) -> None:
    """Write the ties of a table that are no footings, one a row."""
    first = below_row(table_plan.table)
    stated, recomputed, difference, verdict, words = layout.wide[:5]
    sheet.text(first - 2, 0, "Other ties of this table", "section")
    sheet.heads(first - 1, 0, ["Figure"])
    for at, label in ((stated, "Printed"), (recomputed, "Recomputed"), (difference, "Difference")):
        sheet.heads(first - 1, at, [label], "head_right")
    sheet.heads(first - 1, stated + 1, [""])
    sheet.heads(first - 1, verdict, ["Verdict"], "head_in")
    sheet.heads(first - 1, words, ["Tie"])
    for row, shown in enumerate(table_plan.below, first):
        proof = shown.proof
        tie, target = proof.tie, proof.tie.target
        sheet.link(row, 0, plan.spots.get(target.id), _narrow(plan.names.label(target)))
        sheet.text(row, stated, target.text, "text_right")
        sheet.text(row, stated + 1, tick_of(proof), "tick_bad" if proof.outcome is Outcome.DISAGREES else "tick")
        write_live(sheet, plan, shown, row, (recomputed, difference))
        sheet.text(row, verdict, OUTCOME_WORDS[proof.outcome], OUTCOME_STYLES[proof.outcome])
        formula = shortened(show_formula(tie.formula, plan.names), FORMULA_CHARS)
        sheet.text(row, words, f"{tie.rule}: {formula}", "quiet")
