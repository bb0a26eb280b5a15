"""Facts looked up in tables: a line by its concept or its words, the cell of a line and a column."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ticktie.model import Cell, Column, Period, Role, StatementKind, Table, Term
from ticktie.statements.concepts import PREFIX, normalised

NET_INCOME = ("NetIncomeLoss", "ProfitLoss", "NetIncomeLossAvailableToCommonStockholdersBasic")
_OWNERS_INCOME = re.compile(
    r"(?:net )?(?:income|loss|earnings|profit)(?: (?:and|or|income|loss|earnings))* "
    r"(?:attributable|available|applicable|allocated) (?:to|for) (?!non ?controlling|minority|participating|redeemable)"
)

# Bounds on hostile tables; no statement has as many lines of one name, or columns.
MAX_SAME_ROWS = 40
MAX_COLUMNS = 24


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table with its cells and captions indexed; each cell and caption is touched once.

    Attributes:
        at: the cell of (row index, column index).
        captions: for each row the caption in the form of `normalised`.
        concepts: for each row the local name of its concept ("Assets"), or "".
        by_concept: rows by the local name of their concept; `by_caption` by their normalised caption.
    """

    table: Table
    at: Mapping[tuple[int, int], Cell]
    captions: tuple[str, ...]
    concepts: tuple[str, ...]
    by_concept: Mapping[str, Sequence[int]]
    by_caption: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, table: Table) -> "TableFacts":
        """Index a table."""
        captions = tuple(normalised(row.caption) for row in table.rows)
        concepts = tuple(row.concept.removeprefix(PREFIX) for row in table.rows)
        at = {(cell.row, cell.column): cell for cell in table.cells}
        return cls(table, at, captions, concepts, _places(concepts), _places(captions))

    @property
    def kind(self) -> StatementKind:
        """Which statement the table is."""
        return self.table.kind

    @property
    def money(self) -> str:
        """The unit of the table's amounts: its currency, "pure" where none is said."""
        return self.table.currency or "pure"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The table's columns."""
        return self.table.columns

    def rows_of(self, *concepts: str) -> list[int]:
        """Return the rows that have one of some concepts (local names), from top to bottom, MAX_SAME_ROWS at most."""
        return sorted(row for name in concepts for row in self.by_concept.get(name, ()))[:MAX_SAME_ROWS]

    def rows_named(self, caption: str) -> list[int]:
        """Return the rows with a normalised caption, from top to bottom, MAX_SAME_ROWS at most."""
        return list(self.by_caption.get(caption, ())[:MAX_SAME_ROWS])

    def rows_saying(self, pattern: re.Pattern[str]) -> list[int]:
        """Return the rows whose normalised caption begins with a pattern, from top to bottom, MAX_SAME_ROWS at most."""
        return list(islice((row for row, caption in enumerate(self.captions) if pattern.match(caption)), MAX_SAME_ROWS))

    def net_incomes(self) -> list[int]:
        """Return the rows of net income: in all, and of those to whom it is attributable, without minorities."""
        rows = {*self.rows_of(*NET_INCOME), *self.rows_saying(_OWNERS_INCOME)}
        return sorted(rows)[:MAX_SAME_ROWS]

    def number(self, row: int, column: int) -> Cell | None:
        """Return the cell of a row and column that prints a number or a dash; None where it is empty or NM."""
        cell = self.at.get((row, column))
        return None if cell is None or cell.value is None else cell

    def unit_of(self, row: int) -> str:
        """Return the unit of a row's first number, "" where it has none."""
        cells = (self.number(row, column) for column in range(min(len(self.table.columns), MAX_COLUMNS)))
        return next((cell.unit for cell in cells if cell is not None), "")

    def period(self, row: int, column: int) -> Period | None:
        """Return the period of a cell: the row's own, else the column's."""
        return self.table.rows[row].period or self.table.columns[column].period

    def amounts(self) -> list[int]:
        """Return the columns of amounts, from left to right, MAX_COLUMNS at most."""
        amounts = (index for index, column in enumerate(self.table.columns) if column.role is Role.AMOUNT)
        return list(islice(amounts, MAX_COLUMNS))

    def plain_amounts(self) -> list[int]:
        """Return the columns of amounts that are of no segment, basis or other dimension.

        Of columns with one period the first counts: what a later one holds (a change, another basis) is not plain.
        """
        plain: list[int] = []
        seen: set[Period] = set()
        for index in self.amounts():
            column = self.table.columns[index]
            if column.dimension or column.period in seen:
                continue
            plain.append(index)
            if column.period is not None:
                seen.add(column.period)
        return plain

    def cells_at(self, rows: Iterable[int], period: Period) -> Iterator[Cell]:
        """Yield the cells of some rows for a period, in columns without a dimension."""
        columns = self.plain_amounts()
        for row in rows:
            for column in columns:
                cell = self.number(row, column)
                if cell is not None and self.period(row, column) == period:
                    yield cell

    def label(self, cell: Cell) -> str:
        """Return the words that name a cell in a proof: "Revenue [3M 2007-09-30]"."""
        caption = self.table.rows[cell.row].caption
        period = self.period(cell.row, cell.column)
        shown = str(period) if period else self.table.columns[cell.column].label
        return f"{caption} [{shown}]" if shown else caption

    def term(self, cell: Cell) -> Term:
        """Return a cell as an operand with its label."""
        return Term(cell, self.label(cell))


def _places(names: Iterable[str]) -> dict[str, list[int]]:
    """Return the rows of each name that is not empty."""
    places: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(names):
        if name:
            places[name].append(row)
    return places


def of_kind(facts: Iterable[TableFacts], kind: StatementKind) -> list[TableFacts]:
    """Return the tables of one kind, in the order of the document."""
    return [table for table in facts if table.kind is kind]
