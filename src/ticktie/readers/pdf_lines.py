"""From the characters of a page to its lines: words in their visual order, blanks where gaps are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ticktie.model.quick import quick
from ticktie.readers.pdf_glyphs import Glyph

# Shares of a line's height: a gap that parts words; one that parts what stands in different columns.
_BLANK_GAP, _ENDED_GAP = 0.12, 0.03
_MOST_SPACED = 0.3
COLUMN_GAP = 0.85
# Characters share a line where they stand on it, within so much of their height; smaller ones, raised or lowered,
# where their boxes overlap by so much of theirs.
_SAME_BASE, _SAME_LINE = 0.25, 0.5
# A character so much smaller than its line, and so much higher, is raised.
_RAISED_SIZE, _RAISED_RISE = 0.85, 0.1
# The same character printed twice so near to itself makes it bold.
_TWICE = 0.25


@quick
@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap, with their text; `raised` as footnote marks are."""

    glyphs: tuple[Glyph, ...]
    text: str
    x0: float
    x1: float
    raised: bool = False

    @classmethod
    def of(cls, glyphs: Sequence[Glyph], *, raised: bool = False) -> "Word":
        """Return the word that characters make, from left to right."""
        return cls(tuple(glyphs), "".join([glyph.text for glyph in glyphs]), glyphs[0].x0, glyphs[-1].x1, raised)

    @property
    def bold(self) -> bool:
        """Whether its first character is bold."""
        return self.glyphs[0].bold


class Placed:
    """What stands on a page as words side by side."""

    __slots__ = ()
    words: Sequence[Word]

    @property
    def x0(self) -> float:
        """Left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """The words, a blank between them."""
        return " ".join([word.text for word in self.words])


@dataclass(frozen=True, slots=True)
class Line(Placed):
    """Words on one line: from the top `y0` to the bottom `y1` of its usual characters."""

    words: tuple[Word, ...]
    y0: float
    y1: float

    @property
    def height(self) -> float:
        """Height of its usual characters, in points."""
        return self.y1 - self.y0

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(word.bold for word in self.words)

    def segments(self) -> list["Line"]:
        """Return the parts that stand as far from each other as columns do."""
        parts: list[list[Word]] = []
        for word in self.words:
            if parts and word.x0 - parts[-1][-1].x1 < self.height * COLUMN_GAP:
                parts[-1].append(word)
            else:
                parts.append([word])
        return [Line(tuple(part), self.y0, self.y1) for part in parts]


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines that characters make, from top to bottom."""
    bands: list[list[Glyph]] = []
    usual: list[Glyph] = []  # the last one of each band that is neither raised nor lowered
    for glyph in sorted(glyphs, key=lambda one: (one.y0 + one.y1, one.x0)):
        for at in range(len(bands) - 1, max(len(bands) - 4, -1), -1):
            if _is_beside(usual[at], glyph):
                bands[at].append(glyph)
                if glyph.y1 - glyph.y0 >= _RAISED_SIZE * (usual[at].y1 - usual[at].y0):
                    usual[at] = glyph
                break
        else:
            bands.append([glyph])
            usual.append(glyph)
    return [line for line in map(_line, bands) if line is not None]


def _is_beside(other: Glyph, glyph: Glyph) -> bool:
    """Return whether a character stands on the line that another one stands on."""
    high, low = sorted((other.y1 - other.y0, glyph.y1 - glyph.y0), reverse=True)
    if abs(other.base - glyph.base) <= _SAME_BASE * high:
        return True
    overlap = min(other.y1, glyph.y1) - max(other.y0, glyph.y0)
    return low < _RAISED_SIZE * high and overlap >= _SAME_LINE * low


def _line(band: list[Glyph]) -> Line | None:
    glyphs = _without_twins(sorted(band, key=lambda one: one.x0))
    if not glyphs:
        return None
    height = median(glyph.y1 - glyph.y0 for glyph in glyphs)
    usual = [glyph for glyph in glyphs if glyph.y1 - glyph.y0 >= height * _RAISED_SIZE] or glyphs
    y0, y1 = median(glyph.y0 for glyph in usual), median(glyph.y1 for glyph in usual)
    words = tuple(_words(glyphs, y1 - y0, median(glyph.base for glyph in usual)))
    return Line(words, y0, y1)


def _without_twins(glyphs: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in glyphs:
        width = glyph.x1 - glyph.x0
        if any(one.text == glyph.text and abs(one.x0 - glyph.x0) < width * _TWICE for one in kept[-2:]):
            continue
        kept.append(glyph)
    return kept


def _spacing(glyphs: Sequence[Glyph], height: float) -> float:
    """Return how far the letters of words stand apart, where they are spaced out."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(glyphs) if not left.ends]
    return min(max(median(gaps), 0.0), _MOST_SPACED * height) if gaps else 0.0


def _is_apart(left: Glyph, right: Glyph, height: float, loose: float) -> bool:
    gap = right.x0 - left.x1 - loose
    return gap > height * (_ENDED_GAP if left.ends else _BLANK_GAP)


def _words(glyphs: Sequence[Glyph], height: float, base: float) -> Iterator[Word]:
    part: list[Glyph] = []
    raised = False
    loose = _spacing(glyphs, height)
    for glyph in glyphs:
        is_raised = glyph.y1 - glyph.y0 < height * _RAISED_SIZE and base - glyph.base > height * _RAISED_RISE
        if part and (_is_apart(part[-1], glyph, height, loose) or is_raised is not raised):
            yield Word.of(part, raised=raised)
            part = []
        part.append(glyph)
        raised = is_raised
    if part:
        yield Word.of(part, raised=raised)
