"""Short ways to read a text and to show what was read."""

from ticktie.model import Block, BlockKind, Document, Source
from ticktie.readers.text import read_text


def read(text: str) -> Document:
    return read_text(Source("release.txt", "text", "0" * 64, text))


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read(text).blocks]


def tables(text: str) -> list[Block]:
    return [block for block in read(text).blocks if block.grid]


def rows(text: str) -> list[list[tuple[int, int, str]]]:
    """Return (column, width, text) of each cell of the only table."""
    (table,) = tables(text)
    assert table.grid
    return [[(cell.column, cell.width, cell.text) for cell in row.cells] for row in table.grid.rows]
