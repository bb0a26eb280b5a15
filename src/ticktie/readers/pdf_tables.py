"""Tables on a page of a PDF, ruled or not: which lines they cover, and the cells that a line is set in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ticktie.readers.pdf_lines import COLUMN_GAP, Line, Placed, Word

# What stands in a column of figures: a figure with its signs, a dash, words that say that there is none.
_FIGURE = re.compile(
    r"(?:[A-Z]{0,3}[$€£¥])?[^\w,;]{0,3}\d(?:[\d,.]*\d)?[^\w,;]{0,3}(?:%|x|X|bps|bp|pts|pp|[MBK]|times|(?:m|b|tr)illion|thousand)?\W{0,3}(?:\(\w{1,2}\))?"
    r"|(?:[A-Z]{0,3}[$€£¥])?\s?\(?[-–—−]+\)?\s?%?|(?i:n/?[am]|n\.[am]\.?|nm|nmf|[-–—]\s?[-–—])|\*+"
)
YEAR = re.compile(r"(?:19|20)\d\d")
_CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥]\s?\(?")
_CLOSING = re.compile(r"\)|%|\)\s?%|x|pts?|bps")

# Lines without figures that may stand between two with figures.
_MOST_BETWEEN = 5
# Shares of a line's height: how far header lines stand from each other; how far they reach left of the figures.
_HEADER_GAP, _HEADER_REACH = 2.2, 7.0
_MAX_HEADER_LINES = 6
_MAX_HEADER_CHARACTERS = 60
_BREAK_GAP = 4.0
# Lines of one cell stand as near as this.
TIGHT = 0.15
_TITLE_SLACK, _LARGER = 1.5, 1.15
_FIGURE_GAP = 0.4


@dataclass(slots=True)
class Cell(Placed):
    """What stands in one or more columns of a row."""

    words: list[Word]
    column: int = 0
    width: int = 1

    @property
    def middle(self) -> float:
        """The middle between its ends."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Region:
    """Lines, from `first` to before `last`, that are a table; figures stand right of `left`."""

    first: int
    last: int
    left: float


def is_figure(text: str) -> bool:
    """Return whether a text is what a column of figures holds."""
    return _FIGURE.fullmatch(text) is not None


def cells_of(line: Line) -> list[Cell]:
    """Return the cells that a line is set in: `$` and `)` that stand apart belong to their figure."""
    cells: list[Cell] = []
    waiting: list[Word] = []
    for words in _parts(line):
        text = " ".join(word.text for word in words)
        if _CURRENCY.fullmatch(text):
            waiting = words
        elif cells and not waiting and _CLOSING.fullmatch(text) and is_figure(cells[-1].text):
            cells[-1].words += words
        else:
            cells.append(Cell(waiting + words))
            waiting = []
    if waiting:
        cells.append(Cell(waiting))
    return cells


def _parts(line: Line) -> list[list[Word]]:
    """Return the words that stand together; what follows a figure stands apart sooner than what follows words."""
    parts: list[list[Word]] = []
    for word in line.words:
        gap = (word.x0 - parts[-1][-1].x1) / line.height if parts else COLUMN_GAP
        after_figure = bool(parts) and gap >= _FIGURE_GAP and is_figure(" ".join(one.text for one in parts[-1]))
        if gap >= COLUMN_GAP or (after_figure and not _CLOSING.fullmatch(word.text)):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def find_regions(lines: Sequence[Line]) -> list[Region]:
    """Return which lines are tables, from top to bottom."""
    set_in_columns = [is_row(line) for line in lines]
    regions: list[Region] = []
    index = 0
    while index < len(lines):
        if not set_in_columns[index]:
            index += 1
            continue
        last = _end(lines, set_in_columns, index)
        rows = [line for line, is_row in zip(lines[index:last], set_in_columns[index:last], strict=True) if is_row]
        if len(rows) > 1:
            left = _left_of_figures(rows)
            floor = regions[-1].last if regions else 0
            regions.append(Region(_top(lines, rows, index, left, floor), last, left))
        index = last
    return regions


def is_row(line: Line) -> bool:
    """Return whether figures stand apart from what begins a line."""
    cells = cells_of(line)
    return any(is_figure(cell.text) for cell in cells[1:])


def begins_with_figures(lines: Sequence[tuple[int, Line]]) -> bool:
    """Return whether a table has no headers: its first row, whose caption may fill a line, has figures but years."""
    rows = [cells_of(line) for _, line in lines[:2]]
    first = rows[0] if len(rows[0]) > 1 else rows[-1]
    return any(is_figure(cell.text) and not YEAR.fullmatch(cell.text) for cell in first[1:])


def _left_of_figures(rows: Sequence[Line]) -> float:
    return min(cell.x0 for line in rows for cell in cells_of(line)[1:] if is_figure(cell.text))


def _end(lines: Sequence[Line], set_in_columns: Sequence[bool], first: int) -> int:
    """Return the line behind the last row of the table that begins at a line."""
    last = first
    left = _left_of_figures([lines[first]])
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.y0 - lines[index - 1].y1 > _BREAK_GAP * line.height or index - last > _MOST_BETWEEN:
            break
        if set_in_columns[index]:
            left = min(left, _left_of_figures([line]))
            last = index
        elif not (line.x1 <= left or _is_over(line, left) or _spans(line, left)):
            break
    return last + 1


def _is_over(line: Line, left: float) -> bool:
    """Return whether a line is short and stands over the figures."""
    return line.x0 >= left - _HEADER_REACH * line.height and len(line.text) < _MAX_HEADER_CHARACTERS


def _spans(line: Line, left: float) -> bool:
    """Return whether a line is set in cells of which one stands over the figures."""
    cells = cells_of(line)
    return len(cells) > 1 and cells[-1].x1 > left and all(len(cell.text) < _MAX_HEADER_CHARACTERS for cell in cells)


def _top(lines: Sequence[Line], rows: Sequence[Line], first: int, left: float, floor: int) -> int:
    """Return the first line of the headers over the figures; captions may stand between these and the figures."""
    top = at = first
    while at > floor and first - at < _MAX_HEADER_LINES:
        line, below = lines[at - 1], lines[at]
        if below.y0 - line.y1 > _HEADER_GAP * line.height or _is_title(line, rows, left):
            break
        if _is_over(line, left) or _spans(line, left):
            top = at - 1
        elif line.x1 > left or top < first or len(line.text) > _MAX_HEADER_CHARACTERS:
            break
        at -= 1
    if top == first and first > floor and _is_begun(lines[first - 1], lines[first], left):
        return first - 1
    return top


def _is_begun(above: Line, line: Line, left: float) -> bool:
    """Return whether the caption of a row begins on the line above it."""
    near = line.y0 - above.y1 < TIGHT * line.height and abs(above.x0 - line.x0) < line.height
    return near and above.x1 <= left and above.bold is line.words[0].bold


def _is_title(line: Line, rows: Sequence[Line], left: float) -> bool:
    """Return whether a line is set larger than a table, or in the middle of it and not in that of its figures."""
    if line.height > _LARGER * median(row.height for row in rows):
        return True
    middle = (line.x0 + line.x1) / 2
    edge, end = min(row.x0 for row in rows), max(row.x1 for row in rows)
    off, off_figures = abs(middle - (edge + end) / 2), abs(middle - (left + end) / 2)
    return len(cells_of(line)) == 1 and off < _TITLE_SLACK * line.height and off < off_figures
