"""Pages set in two columns of prose: the left column is read before the right one."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from ticktie.readers.pdf_lines import Line
from ticktie.readers.pdf_tables import is_figure

# Lines with prose on both sides that make two columns.
_MIN_PAIRS = 6
_MIN_LETTERS = 14
_LETTERS = re.compile(r"[^\W\d_]")


def in_reading_order(lines: Sequence[Line], width: float) -> list[list[Line]]:
    """Return the lines of a page in the order in which they are read, those of each column by themselves."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return [list(lines)]
    groups: list[list[Line]] = []
    for crosses, band in groupby(lines, lambda line: _sides(line, gutter) is None):
        held = list(band)
        sides = [] if crosses else [pair for line in held if (pair := _sides(line, gutter))]
        if sum(1 for left, right in sides if left and right and _is_prose(left) and _is_prose(right)) >= _MIN_PAIRS:
            groups += [[left for left, _ in sides if left], [right for _, right in sides if right]]
        elif groups and not _is_column(groups[-1], gutter):
            groups[-1] += held
        else:
            groups.append(held)
    return groups


def _is_column(lines: Sequence[Line], gutter: float) -> bool:
    return all(line.x0 >= gutter for line in lines)


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """Return the middle of a gap that stands between prose on both sides over many lines; None where there is none."""
    gaps: list[tuple[float, float]] = []
    for line in lines:
        segments = line.segments()
        for one, other in pairwise(segments):
            if width * 0.3 < (one.x1 + other.x0) / 2 < width * 0.7 and _is_prose(one) and _is_prose(other):
                gaps.append((one.x1, other.x0))
    if len(gaps) < _MIN_PAIRS:
        return None
    left, right = max(gap[0] for gap in gaps), min(gap[1] for gap in gaps)
    return (left + right) / 2 if left < right else None


def _is_prose(segment: Line) -> bool:
    return len(_LETTERS.findall(segment.text)) >= _MIN_LETTERS and not is_figure(segment.text)


def _sides(line: Line, gutter: float) -> tuple[Line | None, Line | None] | None:
    """Return what stands left and right of the gutter; None where a word crosses it."""
    left = tuple(word for word in line.words if word.x1 <= gutter)
    right = tuple(word for word in line.words if word.x0 >= gutter)
    if len(left) + len(right) < len(line.words):
        return None
    return Line(left, line.y0, line.y1) if left else None, Line(right, line.y0, line.y1) if right else None
