"""Rows of a table of a PDF that are one: captions over several lines, figures that narrow columns break."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ticktie.readers.pdf_lines import Word
from ticktie.readers.pdf_tables import Cell, is_figure

_CONTINUES = re.compile(r"[a-z]|[(&]\s?[a-z]")
_UNFINISHED = re.compile(r"(?:,|–|—|-|\b(?:of|and|for|to|in|the|from|by|or|on|with|at))$", re.IGNORECASE)
# A figure that a narrow column breaks inside a group of thousands, and its rest.
BROKEN = re.compile(r"\W{0,3}\d{1,3}(?:,\d{3})*,\d{0,2}")
_REST = re.compile(r"\d{1,3}\)?")
_HYPHENED = re.compile(r"\w-$")
_WHOLE = re.compile(r"\W{0,3}\d{1,3}(?:,\d{3})+\)?")

# Lines of one caption stand nearer than rows do, by this share of their height.
_NEARER, _NEAR = 0.15, 0.6
# Rows overlap that are one: by this share of their height.
_BESIDE = 0.25


@dataclass(slots=True)
class Row:
    """A row of a table: its cells from left to right, its page and place, and the columns with a rule over them."""

    cells: list[Cell]
    page: int
    y0: float
    y1: float
    ruled: list[int] = field(default_factory=list)
    double: bool = False


def whole_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a table, each whole: what overlaps, breaks inside a figure or goes on in words is joined."""
    return _joined(_mended(_in_one(rows)))


def merged(cells: Sequence[Cell]) -> list[Cell]:
    """Join cells that share a column."""
    apart: list[Cell] = []
    for cell in sorted(cells, key=lambda one: one.column):
        if apart and cell.column < apart[-1].column + apart[-1].width:
            apart[-1].words += cell.words
        else:
            apart.append(cell)
    return apart


def _in_one(rows: Sequence[Row]) -> list[Row]:
    """Join rows that overlap, as figures do that stand beside the middle of a caption of two lines."""
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else None
        if above is not None and above.y1 - row.y0 > _BESIDE * (row.y1 - row.y0):
            above.cells = merged([*above.cells, *row.cells])
            above.y1 = max(above.y1, row.y1)
            for cell in above.cells:
                _mend(cell)
        else:
            found.append(row)
    return found


def _mend(cell: Cell) -> None:
    """Join a figure that is broken inside of a cell with its rest, behind the sign of its currency."""
    for first, word in enumerate(cell.words):
        for last in range(first + 1, len(cell.words)):
            whole = _whole(word, cell.words[last])
            if whole is not None:
                others = [one for at, one in enumerate(cell.words) if at not in (first, last)]
                cell.words = [*others, whole]
                return


def _whole(word: Word, rest: Word) -> Word | None:
    """Return the figure that a word and another one make; None where they make none."""
    if not (BROKEN.fullmatch(word.text) and _REST.fullmatch(rest.text)):
        return None
    joined = Word.of((*word.glyphs, *rest.glyphs))
    return joined if _WHOLE.fullmatch(joined.text) else None


def _mended(rows: Sequence[Row]) -> list[Row]:
    """Join figures that narrow columns break inside a group of thousands: "10,23" over "4" is 10,234."""
    mended: list[Row] = []
    for row in rows:
        above = mended[-1] if mended else None
        if above is not None and row.y0 - above.y1 < _NEAR * (row.y1 - row.y0):
            _take_up(above, row)
            above.cells = [cell for cell in above.cells if not _take_over(cell, row)]
            if not above.cells:
                mended.pop()
        mended.append(row)
    return mended


def _take_up(above: Row, row: Row) -> None:
    """Put what goes on behind a hyphen ("vs. Q2-" over "25") into the cell above."""
    for cell in above.cells:
        for other in row.cells:
            if other.column == cell.column and _HYPHENED.search(cell.text) and not is_figure(cell.text):
                cell.words = [*cell.words, *other.words]
                row.cells = [one for one in row.cells if one is not other]


def _take_over(cell: Cell, row: Row) -> bool:
    """Put the beginning of a broken figure before its rest in the next row, if it stands there."""
    for other in row.cells:
        whole = _whole(cell.words[-1], other.words[-1]) if other.column == cell.column else None
        if whole is not None:
            other.words = [*other.words[:-1], *cell.words[:-1], whole]
            return True
    return False


def _joined(rows: Sequence[Row]) -> list[Row]:
    """Join captions that go on in the next line with the line that they belong to."""
    gaps = [(row.y0 - above.y1) / (row.y1 - row.y0) for above, row in pairwise(rows)]
    usual = median(gaps) if gaps else 0.0
    joined: list[Row] = []
    for row in rows:
        above = joined[-1] if joined else None
        if above is not None and _goes_on(above, row, usual):
            above.cells[0].words += row.cells[0].words
            above.cells += row.cells[1:]
            above.ruled = above.ruled or row.ruled
            above.y1 = row.y1
        else:
            joined.append(row)
    return joined


def _goes_on(above: Row, row: Row, usual: float) -> bool:
    """Whether a caption goes on in the next line: one of the two has no figures, and the break falls inside words.

    It does so too where the two stand nearer to each other than rows do.
    """
    if not row.cells or not above.cells or row.cells[0].column or above.cells[0].column:
        return False
    if len(above.cells) > 1 and len(row.cells) > 1:
        return False
    first, second = above.cells[0], row.cells[0]
    gap = (row.y0 - above.y1) / (row.y1 - row.y0)
    if gap > _NEAR or first.words[0].bold is not second.words[0].bold or first.text.endswith(":"):
        return False
    aligned = abs(first.x0 - second.x0) < row.y1 - row.y0
    nearer = aligned and gap < usual - _NEARER and len(above.cells) == 1
    return nearer or bool(_CONTINUES.match(second.text)) or bool(_UNFINISHED.search(first.text))
