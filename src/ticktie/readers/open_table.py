"""A table while it is read: where each cell stands on the grid, and which rules its cells draw."""

import re
from dataclasses import dataclass, field

from ticktie.errors import TooLargeError
from ticktie.model import Span
from ticktie.readers.markup import PLAIN, Style, cell_style, chain_style, fold, fold_short, styled
from ticktie.readers.raw import Frame, Item, OpenCell, Paragraph, RawRow, RawTable

# Cells, and columns under rules and row spans, that one document may have.
MAX_CELLS = 2_000_000
# Texts shorter than this come again and again and are remembered.
_SHORT = 64


@dataclass(slots=True)
class Budget:
    """How many cells, ruled columns and spanned columns were read so far."""

    spent: int = 0

    def spend(self, cells: int) -> None:
        """Count cells; raise TooLargeError when there are too many."""
        self.spent += cells
        if self.spent > MAX_CELLS:
            raise TooLargeError(f"tables of more than {MAX_CELLS:,} cells; cut the release out of the file")


def add_text(row: RawRow, raw: str, column: int, width: int, start: int, style: Style) -> None:
    """Add a cell with one run of text, which stands at `start` in the source, if it holds more than blanks."""
    text = fold_short(raw) if len(raw) < _SHORT else fold(raw)
    if text:
        end = start + len(raw)
        content: list[Item] | None = None
        if style.raised:
            content = [Paragraph([(start, end, style)], "", Span(start, end))]
        row.cells.append((text, column, width, start, end, style, content))


@dataclass(slots=True)
class OpenTable:
    """A table being read.

    Attributes:
        outer: the frame that the table stands in.
        row: the open row, if any; `row_style` is its look.
        column: where the next cell stands, if no row span is in its way.
        taken: columns that row spans cover, each with the number of rows it still covers, this one included.
        cell: the open cell, if its content is read tag by tag.
    """

    table: RawTable
    outer: Frame
    budget: Budget
    row: RawRow | None = None
    row_style: Style = PLAIN
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    cell: OpenCell | None = None

    def open_row(self, attributes: str) -> None:
        """Begin a row; none is open."""
        self.row = RawRow()
        self.row_style = styled(self.outer.style, "tr", attributes) if attributes else self.outer.style

    def close_row(self) -> None:
        """End the open row, if any."""
        if self.row is not None:
            self.table.rows.append(self.row)
            self.budget.spend(1 + len(self.taken))
            self.table.width = max(self.table.width, self.column)
            if self.taken:
                self.taken = {column: rows - 1 for column, rows in self.taken.items() if rows > 1}
        self.row = None
        self.column = 0

    def place(self, width: int, height: int, style: Style) -> tuple[RawRow, int]:
        """Return the row and the column where the next cell stands, draw its rules, and move on behind it."""
        row = self.row
        if row is None:
            row = self.row = RawRow()
        column = self.column
        if self.taken:
            while column in self.taken:
                column += 1
        if height > 1:
            self.budget.spend(width)
            self.taken.update(dict.fromkeys(range(column, column + width), height))
        self.column = column + width
        if style.over or style.under:
            self.draw(row, column, width, style)
        return row, column

    def draw(self, row: RawRow, column: int, width: int, style: Style) -> None:
        """Record the rules that a cell draws over and under itself."""
        self.budget.spend(width)
        if style.over:
            row.over.extend(range(column, column + width))
            row.double_over |= style.double
        if style.under:
            row.under.extend(range(column, column + width))
            row.double_under |= style.double

    def add_whole_cell(self, match: re.Match[str]) -> None:
        """Add a cell that holds one run of text at most (a CELL token)."""
        name, attributes, tags, raw = match.group(1, 2, 3, 4)
        width, height, style = cell_style(self.row_style, name, attributes or "")
        if not style.hidden or self.row_style.hidden:
            if tags:
                style = chain_style(style, tags)
            row, column = self.place(width, height, style)
            if raw and not style.hidden:
                add_text(row, raw, column, width, match.start(4), style)
