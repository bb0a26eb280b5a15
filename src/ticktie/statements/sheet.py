"""A table made ready for the search for its footings: integers, units, and what words and layout say of each row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ticktie.model import Role, Row, RowKind, Table
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
    cells = [cell for cell in table.cells if cell.unit == units[cell.row]]
    headers, last = [], -1
    for index, row in enumerate(table.rows):
        if row.kind is RowKind.HEADER:
            last = index
        headers.append(last)
    return Sheet(
        matrix=matrix_of_cells(cells, columns, len(table.rows)),
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


def _claims(rows: Sequence[Row]) -> Iterator[Claim]:
    """Yield how plainly each row is said to be a total: by its words, by its kind, by a deduction right above it."""
    deducted = False
    for row in rows:
        claim = claim_of(row.caption)
        if claim is Claim.NONE and (row.kind is RowKind.TOTAL or deducted):
            claim = Claim.SAID
        deducted = is_deduction(row.caption)
        yield claim
