"""A formula in words: "pct(Revenue [3M 2007-09-30], Revenue [3M 2006-09-30])"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ticktie.model import (
    Cell,
    Change,
    Column,
    Constant,
    Expression,
    InSheet,
    PercentChange,
    Printed,
    Product,
    Quotient,
    Row,
    Source,
    Sum,
    Supporting,
    Table,
    Term,
    TieOut,
    leaves,
)
from ticktie.printing import plain
from ticktie.readers.rendition import anchors_of
from ticktie.reports.quoting import shortened

MAX_CAPTION_CHARS = 80


@dataclass(frozen=True, slots=True)
class Names:
    """What each cell is called in a proof, by the caption of its row and the period of its column."""

    places: Mapping[str, tuple[Row, Column]]
    origins: Mapping[str, Source]

    @classmethod
    def of(cls, tables: Sequence[Table], supporting: Sequence[Supporting] = ()) -> "Names":
        """Index the cells of all tables, supporting ones too; names are made when they are asked for."""
        origins = {table.id: one.document.source for one in supporting for table in one.tables}
        every = (*tables, *(table for one in supporting for table in one.tables))
        places = {
            cell.id: (table.rows[cell.row], table.columns[cell.column]) for table in every for cell in table.cells
        }
        return cls(places, origins)

    def label(self, figure: Printed) -> str:
        """Return "Revenue [3M 2007-09-30]" for a cell, the printed text for a figure of the prose."""
        place = self.places.get(figure.id)
        if place is None:
            return figure.text
        row, column = place
        caption = shortened(row.caption or (row.section[-1] if row.section else row.id), MAX_CAPTION_CHARS)
        period = row.period or column.period
        where = f"{period} {column.dimension}".rstrip() if period else column.label
        name = f"{caption} [{where}]" if where else caption
        origin = self.origin(figure)
        return f"{name} in {origin}" if origin else name

    def origin(self, figure: Printed) -> str:
        """Return the supporting document that prints a cell, and its sheet and cell there; "" for the release's own."""
        source = self.origins.get(figure.id.partition(".")[0]) if self.origins else None
        if source is None or not isinstance(figure, Cell):
            return ""
        places = [anchor.place for anchor in anchors_of(source, figure.extent)]
        sheets = [f" {place.sheet}!{place.cell}" for place in places if isinstance(place, InSheet)]
        return f"{source.name}{sheets[-1] if sheets else ''}"


def show_formula(expression: Expression, names: Names) -> str:
    """Return a formula as one line; operands by their labels, else by their captions."""
    match expression:
        case Constant(value):
            return plain(value, places=4)
        case Term(figure, label):
            return names.label(figure) if not label or names.origin(figure) else label
        case Sum(parts):
            return _signed_sum(parts, names)
        case Product(left, right):
            return f"{_operand(left, names)} × {_operand(right, names)}"
        case Quotient(above, below):
            return f"{_operand(above, names)} / {_operand(below, names)}"
        case Change(current, prior):
            return f"change({show_formula(current, names)}, {show_formula(prior, names)})"
        case PercentChange(current, prior):
            return f"pct({show_formula(current, names)}, {show_formula(prior, names)})"


def _signed_sum(parts: tuple[tuple[int, Expression], ...], names: Names) -> str:
    shown = []
    for weight, part in parts:
        sign = "+" if weight > 0 else "-"
        shown.append(f"{sign} {_operand(part, names) if weight < 0 else show_formula(part, names)}")
    return " ".join(shown).removeprefix("+ ")


def _operand(expression: Expression, names: Names) -> str:
    text = show_formula(expression, names)
    return f"({text})" if isinstance(expression, Sum | Product | Quotient) else text


def operands(expression: Expression) -> tuple[Printed, ...]:
    """Return the figures and cells of a formula from left to right, each once."""
    return tuple({term.figure.id: term.figure for term in leaves(expression)}.values())


def own_by_id(tie_out: TieOut) -> dict[str, Printed]:
    """Return every figure and cell of a release by its id."""
    found: dict[str, Printed] = {cell.id: cell for table in tie_out.tables for cell in table.cells}
    found.update((result.figure.id, result.figure) for result in tie_out.figures)
    return found


def printed_by_id(tie_out: TieOut) -> dict[str, Printed]:
    """Return every figure and cell of a release and its supporting documents by its id."""
    beside = (table for one in tie_out.supporting for table in one.tables)
    return own_by_id(tie_out) | {cell.id: cell for table in beside for cell in table.cells}
