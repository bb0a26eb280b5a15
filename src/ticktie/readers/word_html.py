"""The blocks of a Word file, written down in HTML with the place of every character."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from ticktie.readers.rendition import Rendition
from ticktie.readers.word_blocks import Block, Cell, CellShape, Look, Paragraph, Piece, Row, Shape, Table

# What stands behind a tab of paragraphs that are set as a table: an amount, a year, a dash.
_FIGURE = re.compile(r"\W*\d[\d,.]*\W*%?|[-–—]|\$")
_HEADINGS = 6
_TAB, _BREAK = "\t", "\n"
_TAGS = (("bold", "b"), ("italic", "i"), ("underline", "u"), ("raised", "sup"))
_BLANK = Piece(" ", Look())


def write_blocks(to: Rendition, blocks: Sequence[Block]) -> None:
    """Write blocks; consecutive paragraphs that tabs set in columns become a table."""
    for is_tabbed, group in groupby(blocks, lambda block: isinstance(block, Paragraph) and _is_tabbed(block)):
        paragraphs = list(group)
        if is_tabbed and len(paragraphs) > 1:
            _write_table(to, _tabbed([block for block in paragraphs if isinstance(block, Paragraph)]))
            continue
        for block in paragraphs:
            if isinstance(block, Table):
                _write_table(to, block)
            else:
                _write_paragraph(to, block)


def _is_tabbed(paragraph: Paragraph) -> bool:
    """Whether figures, years or dashes stand behind tabs, or nothing but blanks and tabs before short words."""
    fields = ["".join(piece.text for piece in part).strip() for part in _fields(paragraph.pieces)]
    behind = [text for text in fields[1:] if text]
    return bool(behind) and (not fields[0] or any(_FIGURE.fullmatch(text) for text in behind))


def _fields(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield what stands between the tabs."""
    part: list[Piece] = []
    for piece in pieces:
        if piece.text == _TAB and piece.place is None:
            yield part
            part = []
        else:
            part.append(piece)
    yield part


def _tabbed(paragraphs: Sequence[Paragraph]) -> Table:
    """Return the table that paragraphs with tabs are: one column for each tab."""
    table = Table()
    for paragraph in paragraphs:
        row = Row()
        table.rows.append(row)
        for part in _fields(paragraph.pieces):
            row.cells.append(Cell(CellShape(), [Paragraph(paragraph.shape, part)]))
        if row.cells:
            row.cells[-1].blocks += paragraph.boxes
    return table


def _write_table(to: Rendition, table: Table) -> None:
    to.markup("<table>\n")
    for row in table.rows:
        if row.deleted:
            continue
        to.markup("<tr>")
        if row.before:
            to.markup(f'<td colspan="{row.before}"></td>')
        for cell in row.cells:
            if not cell.shape.deleted:
                _write_cell(to, cell)
        to.markup("</tr>\n")
    to.markup("</table>\n")


def _write_cell(to: Rendition, cell: Cell) -> None:
    """Write a cell; what its only paragraph says of itself stands at the cell."""
    blocks = cell.blocks
    first = blocks[0] if blocks else None
    shape = first.shape if isinstance(first, Paragraph) else Shape()
    to.markup(_cell_tag(cell.shape, shape))
    if len(blocks) == 1 and isinstance(first, Paragraph):
        _write_pieces(to, [_BLANK if piece.text == _TAB else piece for piece in first.pieces])
        write_blocks(to, first.boxes)
    else:
        write_blocks(to, blocks)
    to.markup("</td>")


@lru_cache(maxsize=1024)
def _cell_tag(cell: CellShape, shape: Shape) -> str:
    span = f' colspan="{cell.width}"' if cell.width > 1 else ""
    over, under, double = cell.over or shape.over, cell.under or shape.under, cell.double or shape.double
    return f"<td{span}{_style(replace(shape, over=over, under=under, double=double))}>"


def _style(shape: Shape) -> str:
    drawn = "3pt double" if shape.double else "1pt solid"
    said = [
        "text-align:center" if shape.centered else "",
        f"padding-left:{shape.indent:g}pt" if shape.indent else "",
        f"border-top:{drawn}" if shape.over else "",
        f"border-bottom:{drawn}" if shape.under else "",
    ]
    style = ";".join(filter(None, said))
    return f' style="{style}"' if style else ""


def _write_paragraph(to: Rendition, paragraph: Paragraph) -> None:
    shape = paragraph.shape
    if any(not piece.text.isspace() for piece in paragraph.pieces):
        tag = f"h{min(shape.level, _HEADINGS)}" if shape.level else "li" if shape.listed else "p"
        to.markup(f"<{tag}{_style(shape)}>")
        _write_pieces(to, [_BLANK if piece.text == _TAB else piece for piece in paragraph.pieces])
        to.markup(f"</{tag}>\n")
    elif shape.over or shape.under:
        to.markup("<hr>\n")
    write_blocks(to, paragraph.boxes)


def _write_pieces(to: Rendition, pieces: Sequence[Piece]) -> None:
    """Write characters, those of one look in one element."""
    for look, group in groupby(pieces, lambda piece: piece.look):
        opening, closing = _tags(look)
        to.markup(opening)
        for piece in group:
            if piece.place is not None:
                to.text(piece.text, piece.place)
            else:
                to.markup("<br>" if piece.text == _BREAK else piece.text)
        to.markup(closing)


@lru_cache(maxsize=1024)
def _tags(look: Look) -> tuple[str, str]:
    """Return what opens and closes a run of a look."""
    names = [tag for name, tag in _TAGS if getattr(look, name)]
    opening = f'<span style="font-size:{look.size:g}pt">' if look.size else ""
    opening += "".join(f"<{name}>" for name in names)
    closing = "".join(f"</{name}>" for name in reversed(names))
    return opening, closing + ("</span>" if look.size else "")
