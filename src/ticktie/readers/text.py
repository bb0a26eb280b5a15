"""Plain text and Markdown releases: blocks in order, tables set by blanks, tabs or `|`, exact places."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ticktie.model import Block, BlockKind, Document, Extent, Grid, GridRow, Source
from ticktie.readers.envelope import bodies
from ticktie.readers.text_cells import Field, Kind, kind_of
from ticktie.readers.text_columns import find_columns, is_value_line
from ticktie.readers.text_grid import column_grid, pipe_grid, tab_grid
from ticktie.readers.text_lines import Line, read_lines
from ticktie.readers.text_marks import characters, locate
from ticktie.readers.text_pipes import PipeRegion, find_region, list_marker, read_rows, rows_are_spaced
from ticktie.readers.text_prose import Wrapping, find_wrapping, is_note, read_prose
from ticktie.readers.text_tabs import find_tabs

__all__ = ["characters", "locate", "read_text"]

# What a page break puts between two halves of a table: page numbers, titles repeated.
_MOST_BLOCKS_BETWEEN = 8
_TITLE_CHARACTERS = 120


def read_text(source: Source) -> Document:
    """Return the document that a plain text or Markdown source shows."""
    blocks = [block for body in bodies(source.text) for block in _join_tables(_read_body(source.text, body))]
    title = _find_title(blocks)
    numbered = tuple(replace(block, id=f"b{index}") for index, block in enumerate(blocks, 1))
    return Document(source, title, numbered)


def _read_body(text: str, body: Extent) -> Iterator[Block]:
    """Yield the blocks of one part: tables where lines look like them, prose between."""
    lines = read_lines(text, body)
    spaced = rows_are_spaced(lines)
    wrapping = find_wrapping(lines, loose=spaced)
    index = floor = 0
    under_table = False
    while index < len(lines):
        found = _find_table(lines, index, floor, spaced=spaced)
        if found is None:
            index += 1
            continue
        start, stop, region = found
        yield from read_prose(text, lines[floor:start], wrapping, under_table=under_table)
        yield from _read_table(text, lines, start, stop, region)
        index = floor = stop
        under_table = True
    yield from read_prose(text, lines[floor:], wrapping, under_table=under_table)


def _find_table(
    lines: Sequence[Line], index: int, floor: int, *, spaced: bool
) -> tuple[int, int, PipeRegion | None] | None:
    """Return where a table begins and ends whose first telling line is `index`."""
    line = lines[index]
    if line.blank or line.tag:
        return None
    if not spaced or index == 0 or lines[index - 1].blank:
        region = find_region(lines, index, spaced=spaced)
        if region:
            return region.start, region.stop, region
    if line.tabbed:
        stop = find_tabs(lines, index)
        if stop > index:
            return index, stop, None
    if not line.rule and is_value_line(line):
        found = find_columns(lines, index, floor)
        if found:
            return *found, None
    return None


def _read_table(text: str, lines: Sequence[Line], start: int, stop: int, region: PipeRegion | None) -> Iterator[Block]:
    inside = lines[start:stop]
    if region is not None:
        yield from _read_pipes(text, lines, region)
        return
    tabbed = any(line.tabbed for line in inside)
    grid = tab_grid(text, inside) if tabbed else column_grid(text, inside)
    shown = [line for line in inside if not line.blank]
    yield Block("", BlockKind.TABLE, "", Extent(shown[0].start, shown[-1].end), grid=grid)


def _read_pipes(text: str, lines: Sequence[Line], region: PipeRegion) -> Iterator[Block]:
    """Yield the blocks of a table with `|`: titles and bullets that only stand in cells, and the grid."""
    rows = [row for row in read_rows(text, lines, region) if row]
    pending: list[list[Field]] = []
    begun = False
    for row in rows:
        texts = [cell for cell in row if cell.text]
        kind = _kind_alone(row, texts, begun=begun)
        if kind is None:
            begun = begun or bool(texts)
            pending.append(row)
            continue
        yield from _grid_block(text, pending, region)
        pending, begun = [], begun and kind is BlockKind.FOOTNOTE
        yield from _cell_blocks(text, texts[-1], kind)
    yield from _grid_block(text, pending, region)


def _kind_alone(row: list[Field], texts: list[Field], *, begun: bool) -> BlockKind | None:
    """Return what a row is that is no part of a table: a list item, a footnote, a title above it; else None."""
    marker = list_marker(row)
    if marker:
        return BlockKind.FOOTNOTE if marker[0] == "(" else BlockKind.LIST_ITEM
    if len(texts) != 1:
        return None
    if begun:
        return BlockKind.FOOTNOTE if is_note(texts[0].text) else None
    return BlockKind.PARAGRAPH if row[0] is texts[0] else None


def _cell_blocks(text: str, cell: Field, kind: BlockKind) -> Iterator[Block]:
    """Yield the blocks of a cell's text; a paragraph may turn out to be a heading."""
    if kind is not BlockKind.PARAGRAPH:
        yield Block("", kind, cell.text, cell.extent)
    else:
        yield from read_prose(text, read_lines(text, cell.extent), Wrapping(loose=True), under_table=False)


def _grid_block(text: str, rows: list[list[Field]], region: PipeRegion) -> Iterator[Block]:
    cells = [cell for row in rows for cell in row if cell.text]
    if len(cells) < 2:
        for cell in cells:
            yield from _cell_blocks(text, cell, BlockKind.PARAGRAPH)
        return
    extent = Extent(cells[0].extent.start, cells[-1].extent.end)
    yield Block("", BlockKind.TABLE, "", extent, grid=pipe_grid(text, rows, markdown=region.markdown))


def _join_tables(blocks: Iterable[Block]) -> list[Block]:
    """Join a table without a header to the one above it where a page break parts them."""
    joined: list[Block] = []
    above = -1
    for block in blocks:
        if block.grid is None:
            joined.append(block)
            continue
        if above >= 0 and _continues(joined[above], block.grid, joined[above + 1 :]):
            joined[above] = _joined(joined[above], block)
            continue
        above = len(joined)
        joined.append(block)
    return joined


def _continues(above: Block, grid: Grid, between: Sequence[Block]) -> bool:
    """Whether a grid goes on with the table above: as wide, without a header, only titles between them."""
    if above.grid is None or above.grid.width != grid.width or len(between) > _MOST_BLOCKS_BETWEEN:
        return False
    if any(block.level == 0 and len(block.text) > _TITLE_CHARACTERS for block in between):
        return False
    if any(block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) for block in between):
        return False
    return _is_line(grid.rows[0]) and any(_is_line(row) for row in above.grid.rows)


def _is_line(row: GridRow) -> bool:
    """Whether the row has a caption and two values or more."""
    values = sum(1 for cell in row.cells[1:] if kind_of(cell.text) is Kind.VALUE)
    return row.cells[0].column == 0 and values > 1


def _joined(above: Block, below: Block) -> Block:
    rows = (*(above.grid.rows if above.grid else ()), *(below.grid.rows if below.grid else ()))
    grid = Grid(rows, above.grid.width if above.grid else 0)
    return replace(above, extent=Extent(above.extent.start, below.extent.end), grid=grid)


def _find_title(blocks: list[Block]) -> str:
    """Return the text of the first heading of rank 1, else of the first long heading, else of the first."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    for block in headings:
        if block.level == 1:
            return block.text
    for block in headings[:6]:
        if len(block.text.split()) > 4:
            return block.text
    return headings[0].text if headings else ""
