"""The tables of a Word file as they are walked over: where blocks go, and what cells and rows say of themselves."""

from ticktie.readers.word_blocks import Block, Cell, Row, Table
from ticktie.readers.word_properties import border, number
from ticktie.readers.word_xml import Attributes, End, Start

_MAX_COLUMNS = 1000


class OpenTables:
    """The tables, cells, boxes and notes that are open; `container` is where the next block goes."""

    def __init__(self, blocks: list[Block]) -> None:
        self._containers = [blocks]
        self._tables: list[Table] = []
        self._cells: list[Cell] = []
        # Whether the properties of a row are being read; of a cell, its borders.
        self._in_row = self._in_borders = False
        self.starts: dict[str, Start] = {
            "tbl": lambda said: self._tables.append(Table()),
            "tr": self._open_row,
            "tc": self._open_cell,
            "trPr": lambda said: self._properties_of_row(True),
            "gridSpan": self._span,
            "gridBefore": self._before,
            "cellDel": self._delete_cell,
            "tcBorders": lambda said: self._borders(True),
        }
        self.ends: dict[str, End] = {
            "tbl": self._close_table,
            "tc": self._close_cell,
            "trPr": lambda: self._properties_of_row(False),
            "tcBorders": lambda: self._borders(False),
        }

    @property
    def container(self) -> list[Block]:
        """Where the next block goes."""
        return self._containers[-1]

    def enter(self, blocks: list[Block]) -> None:
        """Let the following blocks go to another list."""
        self._containers.append(blocks)

    def leave(self) -> None:
        """Let the following blocks go where they went before `enter`."""
        if len(self._containers) > 1:
            self._containers.pop()

    def delete(self) -> bool:
        """Take a deletion for that of a row, if the properties of one are being read; return whether they are."""
        if self._in_row and self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].deleted = True
        return self._in_row

    def rule(self, side: str, said: Attributes) -> None:
        """Draw a rule over or under the open cell, if its borders are being read."""
        if self._in_borders and self._cells:
            cell = self._cells[-1]
            drawn, double = border(said)
            if side == "over":
                cell.over = drawn
            else:
                cell.under = drawn
            cell.double |= double

    def _properties_of_row(self, are_read: bool) -> None:
        self._in_row = are_read

    def _borders(self, are_read: bool) -> None:
        self._in_borders = are_read

    def _open_row(self, said: Attributes) -> None:
        if self._tables:
            self._tables[-1].rows.append(Row())

    def _open_cell(self, said: Attributes) -> None:
        cell = Cell()
        if self._tables:
            rows = self._tables[-1].rows
            if not rows:
                rows.append(Row())
            rows[-1].cells.append(cell)
        self._cells.append(cell)
        self.enter(cell.blocks)

    def _close_cell(self) -> None:
        if self._cells:
            self._cells.pop()
            self.leave()

    def _close_table(self) -> None:
        if self._tables:
            self.container.append(self._tables.pop())

    def _span(self, said: Attributes) -> None:
        if self._cells:
            self._cells[-1].width = min(max(int(number(said.get("val"), 1)), 1), _MAX_COLUMNS)

    def _before(self, said: Attributes) -> None:
        if self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].before = min(max(int(number(said.get("val"))), 0), _MAX_COLUMNS)

    def _delete_cell(self, said: Attributes) -> None:
        if self._cells:
            self._cells[-1].deleted = True
