"""Facts looked up in tables: a line by its concept or its words, the cell of a line and a column."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ticktie.model import Cell, Column, Period, Role, StatementKind, Table, Term
from ticktie.statements.concepts import PREFIX, normalised


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table with its cells and captions indexed; each cell and caption is touched once.

    Attributes:
        at: the cell of (row index, column index).
        captions: for each row the caption in the form of `normalised`.
        concepts: for each row the local name of its concept ("Assets"), or "".
    """

    table: Table
    at: Mapping[tuple[int, int], Cell]
    captions: tuple[str, ...]
    concepts: tuple[str, ...]

    @classmethod
    def of(cls, table: Table) -> "TableFacts":
        """Index a table."""
        return cls(
            table,
            {(cell.row, cell.column): cell for cell in table.cells},
            tuple(normalised(row.caption) for row in table.rows),
            tuple(row.concept.removeprefix(PREFIX) for row in table.rows),
        )

    @property
    def kind(self) -> StatementKind:
        """Which statement the table is."""
        return self.table.kind

    @property
    def columns(self) -> tuple[Column, ...]:
        """The table's columns."""
        return self.table.columns

    def rows_of(self, *concepts: str) -> list[int]:
        """Return the rows that have one of some concepts (local names), from top to bottom."""
        return [row for row, concept in enumerate(self.concepts) if concept and concept in concepts]

    def rows_saying(self, pattern: re.Pattern[str]) -> list[int]:
        """Return the rows whose normalised caption matches a pattern from its beginning, from top to bottom."""
        return [row for row, caption in enumerate(self.captions) if pattern.match(caption)]

    def number(self, row: int, column: int) -> Cell | None:
        """Return the cell of a row and column that prints a number or a dash; None where it is empty or NM."""
        cell = self.at.get((row, column))
        return None if cell is None or cell.value is None else cell

    def period(self, row: int, column: int) -> Period | None:
        """Return the period of a cell: the row's own, else the column's."""
        return self.table.rows[row].period or self.table.columns[column].period

    def amounts(self) -> Iterator[int]:
        """Yield the columns of amounts, from left to right."""
        return (index for index, column in enumerate(self.table.columns) if column.role is Role.AMOUNT)

    def label(self, cell: Cell) -> str:
        """Return the words that name a cell in a proof: "Revenue [3M 2007-09-30]"."""
        caption = self.table.rows[cell.row].caption
        period = self.period(cell.row, cell.column)
        shown = str(period) if period else self.table.columns[cell.column].label
        return f"{caption} [{shown}]" if shown else caption

    def term(self, cell: Cell) -> Term:
        """Return a cell as an operand with its label."""
        return Term(cell, self.label(cell))


def of_kind(facts: Iterable[TableFacts], kind: StatementKind) -> list[TableFacts]:
    """Return the tables of one kind, in the order of the document."""
    return [table for table in facts if table.kind is kind]
