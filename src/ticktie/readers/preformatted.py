"""A `<pre>` in an HTML release: old filings put a whole text release into one."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ticktie.model import Block, Grid, GridCell, GridRow, Source, Span
from ticktie.readers.markup import unescape

_TAG_OR_REFERENCE = re.compile(r"<!--.*?-->|</?[a-z][^<>]*+>|&#?\w{1,32};", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Plain:
    """Text without tags and references, and where its pieces stood: two lists of equal length."""

    text: str
    starts: list[int]
    sources: list[int]

    def moved(self, extent: Span) -> Span:
        """Return where a piece of the plain text stood in the source."""
        return Span(self._place(extent.start), self._place(extent.end))

    def _place(self, offset: int) -> int:
        piece = max(bisect_right(self.starts, offset) - 1, 0)
        return self.sources[piece] + offset - self.starts[piece]


def read_preformatted(source: Source, extent: Span) -> Iterator[Block]:
    """Yield the blocks that the text reader finds in a `<pre>`, with their places in the HTML source."""
    from ticktie.readers.text import read_text

    plain = _read_plain(source.text, extent)
    for block in read_text(replace(source, format="text", text=plain.text)).blocks:
        grid = block.grid and _moved_grid(block.grid, plain)
        yield replace(block, extent=plain.moved(block.extent), grid=grid)


def _read_plain(text: str, extent: Span) -> _Plain:
    pieces: list[str] = []
    starts, sources = [0], [extent.start]
    length = 0
    position = extent.start
    for match in _TAG_OR_REFERENCE.finditer(text, extent.start, extent.end):
        shown = unescape(match[0]) if match[0][0] == "&" else ""
        pieces += text[position : match.start()], shown
        length += match.start() - position
        position = match.end()
        if shown:
            starts.append(length)
            sources.append(match.start())
            length += len(shown)
        starts.append(length)
        sources.append(position)
    pieces.append(text[position : extent.end])
    return _Plain("".join(pieces), starts, sources)


def _moved_grid(grid: Grid, plain: _Plain) -> Grid:
    return replace(grid, rows=tuple(_moved_row(row, plain) for row in grid.rows))


def _moved_row(row: GridRow, plain: _Plain) -> GridRow:
    return replace(row, cells=tuple(_moved_cell(cell, plain) for cell in row.cells))


def _moved_cell(cell: GridCell, plain: _Plain) -> GridCell:
    return replace(cell, extent=plain.moved(cell.extent))
