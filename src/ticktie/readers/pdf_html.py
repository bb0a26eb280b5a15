"""Paragraphs and tables of a PDF written down in HTML, with the box of every word or, in figures, character."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ticktie.model import OnPage
from ticktie.readers.pdf_glyphs import Glyph
from ticktie.readers.pdf_grid import PageTable
from ticktie.readers.pdf_lines import Line, Word
from ticktie.readers.pdf_rows import Row
from ticktie.readers.rendition import Rendition

# The share of a line's height that its letters are said to have.
_SIZE = 0.9
_DIGIT = re.compile(r"\d")
# A word that goes on in the next one, and what does not go on with it ("pre- and post-tax").
_BROKEN = re.compile(r"\w[-‐\u00ad]$")
_SUSPENDED = ("and", "or", "to")
_SOFT_HYPHEN = "\u00ad"
_PRIVATE_BULLET = re.compile("[\uf0b7\uf0a7\uf0d8\uf06e\uf076]")


def write_paragraph(to: Rendition, lines: Sequence[tuple[int, Line]]) -> None:
    """Write the lines of a paragraph, each with the number of its page."""
    height = lines[0][1].height
    to.markup(f'<p style="font-size:{height * _SIZE:.1f}pt">')
    _write_words(to, [(page, word) for page, line in lines for word in line.words])
    to.markup("</p>\n")


def write_table(to: Rendition, table: PageTable) -> None:
    """Write a table; the indent of a caption is its distance from the leftmost one."""
    edge = min((row.cells[0].x0 for row in table.rows if row.cells and row.cells[0].column == 0), default=0.0)
    to.markup("<table>\n")
    for row in table.rows:
        to.markup("<tr>")
        for gap, cell in _with_gaps(row, table.columns):
            if gap:
                to.markup(f'<td colspan="{gap}"></td>')
            if cell is not None:
                found = row.cells[cell]
                style = _cell_style(row, found.column, found.width, found.x0 - edge if found.column == 0 else 0.0)
                to.markup(f'<td colspan="{found.width}"{style}>')
                _write_words(to, [(row.page, word) for word in found.words])
                to.markup("</td>")
        to.markup("</tr>\n")
    to.markup("</table>\n")


def _with_gaps(row: Row, columns: int) -> Iterator[tuple[int, int | None]]:
    """Yield for each cell how many columns are free before it, and its number; at the end the rest of the columns."""
    column = 0
    for index, cell in enumerate(row.cells):
        yield cell.column - column, index
        column = cell.column + cell.width
    if column < columns:
        yield columns - column, None


def _cell_style(row: Row, column: int, width: int, indent: float) -> str:
    said = [f"padding-left:{indent:.1f}pt"] if indent > 1 else []
    if column and width == 1:
        said.append("text-align:right")
    if any(column <= one < column + width for one in row.ruled):
        said.append("border-top:3pt double" if row.double else "border-top:1pt solid")
    return f' style="{";".join(said)}"' if said else ""


def _write_words(to: Rendition, words: Sequence[tuple[int, Word]]) -> None:
    """Write words, each with the number of its page, and the blanks between them; those that look alike together.

    A word that a hyphen breaks at the end of a line goes on in the next one.
    """
    before: Word | None = None
    for (bold, raised), group in groupby(words, lambda one: (one[1].bold, one[1].raised)):
        opening, closing = ("<b>", "</b>") if bold else ("", "")
        if raised:
            opening, closing = opening + "<sup>", "</sup>" + closing
        opened = False
        for page, word in group:
            if before is not None and not (raised and not opened) and not _goes_on(before, word):
                to.markup(" ")
            if not opened:
                to.markup(opening)
                opened = True
            _write_word(to, page, word)
            before = word
        to.markup(closing)


def _goes_on(before: Word, word: Word) -> bool:
    return bool(_BROKEN.search(before.text)) and word.text[:1].isalnum() and word.text not in _SUSPENDED


def _write_word(to: Rendition, page: int, word: Word) -> None:
    glyphs = [glyph for glyph in word.glyphs if glyph.text != _SOFT_HYPHEN]
    if not glyphs:
        return
    if _DIGIT.search(word.text):
        for glyph in glyphs:
            to.text(glyph.text, _place(page, [glyph]))
        return
    end = next((at for at in range(len(glyphs), 0, -1) if glyphs[at - 1].text[-1].isalnum()), len(glyphs))
    for part in filter(None, (glyphs[:end], glyphs[end:])):  # what ends a word is no part of "million"
        text = "".join(glyph.text for glyph in part)
        to.text(_PRIVATE_BULLET.sub("•", text), _place(page, part))


def _place(page: int, glyphs: Sequence[Glyph]) -> OnPage:
    if len(glyphs) == 1:
        return OnPage(page, *glyphs[0].native)
    lefts, bottoms, rights, tops = zip(*(glyph.native for glyph in glyphs), strict=True)
    return OnPage(page, min(lefts), min(bottoms), max(rights), max(tops))
