"""Lines of prose on a page of a PDF joined to paragraphs."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ticktie.readers.pdf_lines import Line

_BULLET = re.compile(
    r"[•·▪●○◦■□▫►▶➢➤❖✓✔‣⁃∙⦁\uf0b7\uf0a7\uf0d8\uf0fc\uf06e\uf076*–-](?=\s|$)|o(?=\s)|\(?\w{1,2}[.)](?=\s)"
)
_SENTENCE_END = re.compile(r"[.!?:;][”\"’)]*$")
# Shares of a line's height: how much more than usual parts paragraphs; how far a first line is set in; how much
# lines of one paragraph may differ in height.
_PARTING, _SET_IN, _OTHER_HEIGHT = 0.3, 0.8, 0.12


@dataclass(frozen=True, slots=True)
class Margins:
    """The right margin of a column of prose, and the usual gap between its lines."""

    right: float
    gap: float


def margins_of(lines: Sequence[Line]) -> Margins:
    """Return the margins of lines that stand in one column."""
    ends = sorted(line.x1 for line in lines)
    gaps = [below.y0 - line.y1 for line, below in itertools.pairwise(lines)]
    close = [gap for line, gap in zip(lines, gaps, strict=False) if -line.height < gap < line.height * 0.9]
    return Margins(ends[int(len(ends) * 0.95)] if ends else 0.0, median(close) if close else 0.0)


def paragraphs_of(lines: Sequence[Line], margins: Margins) -> list[list[Line]]:
    """Return the paragraphs that lines make."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and goes_on(paragraphs[-1], line, margins) and _is_below(paragraphs[-1][-1], line, margins):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _is_below(above: Line, line: Line, margins: Margins) -> bool:
    return -line.height < line.y0 - above.y1 <= margins.gap + _PARTING * line.height


def goes_on(paragraph: Sequence[Line], line: Line, margins: Margins) -> bool:
    """Return whether a line goes on with a paragraph, the gap between them aside."""
    last = paragraph[-1]
    if _BULLET.match(line.text) or last.bold is not line.bold:
        return False
    if abs(last.height - line.height) > _OTHER_HEIGHT * line.height:
        return False
    room = margins.right - last.x1
    first_word = line.words[0]
    has_room = room > first_word.x1 - first_word.x0 + 0.6 * line.height  # on the line above
    if has_room and (_SENTENCE_END.search(last.text) or not line.text[0].islower()):
        return False
    return _is_in_place(paragraph, line)


def _is_in_place(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether a line begins where the next one of a paragraph does: lines after the first have one left edge."""
    last = paragraph[-1]
    step = line.x0 - last.x0
    slack = _SET_IN * line.height
    if len(paragraph) == 1:
        return step < slack or bool(_BULLET.match(last.text)) or last.words[0].raised
    return abs(step) < slack


def may_go_on(text: str, following: str) -> bool:
    """Return whether a paragraph at the end of a page goes on at the beginning of the next one, by their words."""
    return not _SENTENCE_END.search(text) and bool(re.match(r"[a-z0-9$(]", following))
