"""The lines that belong to a page and not to its text: headers, footers, page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ticktie.readers.pdf_glyphs import Page
from ticktie.readers.pdf_lines import Line
from ticktie.readers.pdf_tables import is_row

# Lines at either end of a page, within so much of its height, that may belong to the page.
_ENDS = 3
_MARGIN = 0.12
_MIN_PAGES = 3
_LARGE = 1.15
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?:page )?[-–—|]? ?(?:[a-z]{1,2} ?- ?)?\d{1,4} ?[-–—|]?(?: ?(?:of|/) ?\d{1,4})?", re.IGNORECASE)

# The words of a line, digits aside, and about where it stands.
_Key = tuple[str, int]


def without_running_lines(pages: Sequence[tuple[Page, list[Line]]]) -> list[list[Line]]:
    """Return the lines of each page without those that stand on several pages at one place, and page numbers.

    What is bold or large is a title, and a row of figures one of a table, which statements repeat on several pages.
    """
    usual = median(line.height for _, lines in pages for line in lines)
    counts = Counter(key for page, lines in pages for key in {_key(line) for line in _at_ends(page, lines)})
    kept: list[list[Line]] = []
    for page, lines in pages:
        running = {
            id(line)
            for line in _at_ends(page, lines)
            if _NUMBER.fullmatch(line.text)
            or (counts[_key(line)] >= _MIN_PAGES and not _is_title(line, usual) and not is_row(line))
        }
        kept.append([line for line in lines if id(line) not in running])
    for lines, following in pairwise(kept):
        if lines and following and _is_cut_off(lines[-1], following[0]):
            lines.pop()
    return kept


def _is_cut_off(last: Line, first: Line) -> bool:
    """Return whether the last line of a page is printed again, whole, as the first one of the next page."""
    whole = {(glyph.text, round(glyph.x0)) for word in first.words for glyph in word.glyphs}
    return all((glyph.text, round(glyph.x0)) in whole for word in last.words for glyph in word.glyphs)


def _is_title(line: Line, usual: float) -> bool:
    return line.bold or line.height > usual * _LARGE


def _at_ends(page: Page, lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines[:_ENDS]:
        if line.y0 < page.height * _MARGIN:
            yield line
    for line in lines[-_ENDS:]:
        if line.y1 > page.height * (1 - _MARGIN):
            yield line


def _key(line: Line) -> _Key:
    return _DIGITS.sub("#", line.text), round(line.y0 / 4)
