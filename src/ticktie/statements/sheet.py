"""A table made ready for the search for its footings: integers, units, and what words and layout say of each row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ticktie.model import Cell, Role, Row, RowKind, Table
from ticktie.statements.summation import Matrix, matrix_of_cells
from ticktie.statements.total_words import Claim, Wording, is_rate, wording_of

# Columns whose figures are computed from others and follow no line structure of their own.
_DERIVED = frozenset({Role.PERCENT_CHANGE, Role.PERCENT_OF, Role.CHANGE})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table made ready for the search; everything is indexed by row."""

    matrix: Matrix
    units: tuple[str, ...]
    said: tuple[bool, ...]
    claims: tuple[Claim, ...]
    costs: tuple[bool, ...]
    memos: tuple[bool, ...]
    closing: tuple[bool, ...]
    restated: tuple[str, ...]
    measures: tuple[str, ...]
    headers: tuple[int, ...]
    ruled: tuple[bool, ...]
    bold: tuple[bool, ...]


def footed_columns(table: Table) -> list[int]:
    """Return the columns whose lines add up: those of amounts, whose first figure prints no percent sign."""
    first: dict[int, str] = {}
    for cell in table.cells:
        first.setdefault(cell.column, cell.text)
    return [
        index
        for index, column in enumerate(table.columns)
        if column.role not in _DERIVED and not (first.get(index, "").endswith("%") and _has_bare_figures(table, index))
    ]


def _has_bare_figures(table: Table, column: int) -> bool:
    """Whether a column prints figures without a percent sign too: the sign at its top then goes for all of them."""
    return any(cell.column == column and cell.value and not cell.text.endswith("%") for cell in table.cells)


def sheet_of(table: Table) -> Sheet:
    """Make a table ready for the search."""
    columns = footed_columns(table)
    footed = frozenset(columns)
    units = [""] * len(table.rows)
    for cell in table.cells:
        if not units[cell.row] and cell.value is not None and cell.column in footed:
            units[cell.row] = cell.unit if "%" in cell.text or not is_rate(cell.unit) else f"{cell.unit}?"
    matrix = matrix_of_cells(table.cells, columns, len(table.rows), units=[unit.rstrip("?") for unit in units])
    for unscaled in _unscaled_rows(table.cells):
        units[unscaled] += " unscaled"
    headers, last = [], -1
    for index, row in enumerate(table.rows):
        if row.kind is RowKind.HEADER:
            last = index
        headers.append(last)
    words = [wording_of(row.caption) for row in table.rows]
    return Sheet(
        matrix=matrix,
        units=tuple(units),
        said=tuple(bool(row.caption) for row in table.rows),
        claims=tuple(_claims(table.rows, words)),
        costs=tuple(said.is_cost for said in words),
        memos=tuple(said.is_memo for said in words),
        closing=tuple(said.closes_side for said in words),
        restated=tuple(said.restated for said in words),
        measures=tuple(said.measure for said in words),
        headers=tuple(headers),
        ruled=tuple(row.ruled for row in table.rows),
        bold=tuple(row.bold for row in table.rows),
    )


def _unscaled_rows(cells: Sequence[Cell]) -> set[int]:
    """Return rows printed so much finer than most, and so small, that they are not of the table's scale.

    Amounts per share that nothing calls so: rounding hides them in any sum of the other lines.
    """
    places = Counter(cell.decimals for cell in cells)
    if len(places) < 2:
        return set()
    usual = places.most_common(1)[0][0]
    largest = Decimal(10) ** (2 - usual)
    fine = {cell.row for cell in cells if cell.decimals >= usual + 2}
    return fine - {
        cell.row
        for cell in cells
        if cell.row in fine and (cell.decimals < usual + 2 or abs(cell.value or Decimal(0)) > largest)
    }


def _claims(rows: Sequence[Row], words: Sequence[Wording]) -> Iterator[Claim]:
    """Yield how plainly each row is said to be a total: by its words or kind, by a deduction above, by no words at all.

    A row of figures without a caption is one where the row above has a caption.
    """
    deducted, captioned = False, False
    for row, said in zip(rows, words, strict=True):
        claim = said.claim
        if claim is Claim.NONE and (row.kind is RowKind.TOTAL or deducted or (captioned and not row.caption)):
            claim = Claim.SAID
        deducted, captioned = said.is_deduction, bool(row.caption)
        yield claim
