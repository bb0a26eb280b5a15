"""Where blocks go while a part is walked over: into the body, an open cell, a text box or a note."""

from ticktie.readers.word_blocks import Block, Cell, CellShape, Row, Table


class OpenTables:
    """The tables, cells, boxes and notes that are open; `container` is where the next block goes."""

    def __init__(self, blocks: list[Block]) -> None:
        self._containers = [blocks]
        self._tables: list[Table] = []
        self._cells: list[Cell] = []

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

    def open_table(self) -> None:
        """Begin a table."""
        self._tables.append(Table())

    def close_table(self) -> None:
        """End the open table."""
        if self._tables:
            self.container.append(self._tables.pop())

    def open_row(self) -> None:
        """Begin a row of the open table."""
        if self._tables:
            self._tables[-1].rows.append(Row())

    def shape_row(self, before: int, deleted: bool) -> None:
        """Say what the open row's properties say."""
        if self._tables and self._tables[-1].rows:
            row = self._tables[-1].rows[-1]
            row.before, row.deleted = before, deleted

    def open_cell(self) -> None:
        """Begin a cell of the open row."""
        cell = Cell()
        if self._tables:
            rows = self._tables[-1].rows
            if not rows:
                rows.append(Row())
            rows[-1].cells.append(cell)
        self._cells.append(cell)
        self.enter(cell.blocks)

    def shape_cell(self, shape: CellShape) -> None:
        """Say what the open cell's properties say."""
        if self._cells:
            self._cells[-1].shape = shape

    def close_cell(self) -> None:
        """End the open cell."""
        if self._cells:
            self._cells.pop()
            self.leave()
