"""A table made ready for the search for its footings: integers, units, and what words and layout say of each row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ticktie.model import Cell, Role, Row, RowKind, Table
from ticktie.statements.summation import Matrix, matrix_of_cells
from ticktie.statements.total_words import (
    Claim,
    claim_of,
    is_cost,
    is_deduction,
    is_memo,
    is_rate,
    measure_of,
    reconciled_measure,
)

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
    units = [""] * len(table.rows)
    for cell in table.cells:
        if not units[cell.row] and cell.value is not None and cell.column in columns:
            units[cell.row] = cell.unit if "%" in cell.text or not is_rate(cell.unit) else f"{cell.unit}?"
    matrix = matrix_of_cells(table.cells, columns, len(table.rows), units=[unit.rstrip("?") for unit in units])
    for unscaled in _unscaled_rows(table.cells):
        units[unscaled] += " unscaled"
    headers, last = [], -1
    for index, row in enumerate(table.rows):
        if row.kind is RowKind.HEADER:
            last = index
        headers.append(last)
    return Sheet(
        matrix=matrix,
        units=tuple(units),
        said=tuple(bool(row.caption) for row in table.rows),
        claims=tuple(_claims(table.rows)),
        costs=tuple(is_cost(row.caption) for row in table.rows),
        memos=tuple(is_memo(row.caption) for row in table.rows),
        restated=(restated := tuple(reconciled_measure(row.caption) for row in table.rows)),
        measures=tuple(measure_of(row.caption) if any(restated) else "" for row in table.rows),
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
    return fine - {cell.row for cell in cells if cell.decimals < usual + 2 or abs(cell.value or Decimal(0)) > largest}


def _claims(rows: Sequence[Row]) -> Iterator[Claim]:
    """Yield how plainly each row is said to be a total: by its words or kind, by a deduction above, by no words at all.

    A row of figures without a caption is one where the row above has a caption.
    """
    deducted, captioned = False, False
    for row in rows:
        claim = claim_of(row.caption)
        if claim is Claim.NONE and (row.kind is RowKind.TOTAL or deducted or (captioned and not row.caption)):
            claim = Claim.SAID
        deducted, captioned = is_deduction(row.caption), bool(row.caption)
        yield claim
