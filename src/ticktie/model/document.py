"""A release as its reader sees it: blocks of prose and grids of cells, in order, with their places."""

from dataclasses import dataclass
from enum import StrEnum

from ticktie.model.quick import quick
from ticktie.model.source import Extent, Source, Span


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    TABLE = "table"


@quick
@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell of a grid, before `$`, `(` and `)` are joined to their digits.

    Attributes:
        text: the visible characters, white space folded to one blank and trimmed; never empty
            (empty cells are not kept).
        column: 0-based index of the first raw column that the cell covers.
        width: number of raw columns it covers (its colspan).
        extent: where the cell's content stands in the source.
    """

    text: str
    column: int
    width: int
    extent: Extent


@quick
@dataclass(frozen=True, slots=True)
class GridRow:
    """One printed row of a grid.

    Attributes:
        cells: non-empty cells from left to right.
        indent: how far the first cell is set in, in any unit that grows with depth
            (points of padding, blanks); 0 at the margin.
        bold: whether the first cell is bold.
        rule_columns: raw columns under or over which a rule (border or `-----`) is drawn
            between the previous row and this one.
        double: whether that rule is double (`=====`).
    """

    cells: tuple[GridCell, ...]
    indent: float = 0.0
    bold: bool = False
    rule_columns: tuple[int, ...] = ()
    double: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed: rows of cells on a common grid of raw columns."""

    rows: tuple[GridRow, ...]
    width: int


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, caption, footnote or table.

    Attributes:
        id: "b1", "b2", … in the order of the document.
        text: visible characters, white space folded to one blank and trimmed; empty for a table.
        level: 1 – 6 for headings by rank (1 is the title), 0 for other blocks.
        extent: where the block stands in the source.
        grid: the cells, for a table.
        marks: places in `text` of raised footnote marks ("revenue 1 grew"), which are no figures.
    """

    id: str
    kind: BlockKind
    text: str
    extent: Extent
    level: int = 0
    grid: Grid | None = None
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader returns: the source and its blocks, nothing dropped."""

    source: Source
    title: str
    blocks: tuple[Block, ...]
