"""Tables on a page of a PDF, ruled or not: which lines they cover, and their cells on a common grid of columns."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from ticktie.readers.pdf_glyphs import Rule
from ticktie.readers.pdf_lines import Line, Word

# What stands in a column of figures: a figure with its signs, a dash, words that say that there is none.
_FIGURE = re.compile(
    r"(?:[A-Z]{0,3}[$€£¥])?\W{0,3}\d[\d,.]*\W{0,3}(?:%|x|X|bps|bp|pts|pp|[MBK]|times|(?:m|b|tr)illion|thousand)?\W{0,3}(?:\(\w{1,2}\))?"
    r"|(?:[A-Z]{0,3}[$€£¥])?\s?\(?[-–—−]+\)?\s?%?|(?i:n/?[am]|n\.[am]\.?|nm|nmf|[-–—]\s?[-–—])|\*+"
)
_CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥]\s?\(?")
_CLOSING = re.compile(r"\)|%|\)\s?%|x|pts?|bps")
_CONTINUES = re.compile(r"[a-z(&]|\$?\d")
_UNFINISHED = re.compile(r"(?:,|–|—|-|\b(?:of|and|for|to|in|the|from|by|or|on|with|at))$", re.IGNORECASE)

# Lines without figures that may stand between two with figures.
_MOST_BETWEEN = 5
# Shares of a line's height: how far header lines stand from each other; how far they reach left of the figures.
_HEADER_GAP, _HEADER_REACH = 2.2, 7.0
_MAX_HEADER_LINES = 6
_MAX_HEADER_CHARACTERS = 60
_BREAK_GAP = 4.0


@dataclass(slots=True)
class Cell:
    """What stands in one or more columns of a row."""

    words: list[Word]
    column: int = 0
    width: int = 1

    @property
    def x0(self) -> float:
        """Left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return self.words[-1].x1

    @property
    def middle(self) -> float:
        """The middle between its ends."""
        return (self.x0 + self.x1) / 2

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Row:
    """A row of a table: its cells from left to right, where it stands, and the columns with a rule over them."""

    cells: list[Cell]
    y0: float
    y1: float
    ruled: list[int] = field(default_factory=list)
    double: bool = False


@dataclass(slots=True)
class PageTable:
    """A table on a page; column 0 holds the captions."""

    rows: list[Row]
    columns: int


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
    for segment in line.segments():
        words, text = list(segment.words), segment.text
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


def find_regions(lines: Sequence[Line]) -> list[Region]:
    """Return which lines are tables, from top to bottom."""
    set_in_columns = [_is_row(line) for line in lines]
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
            regions.append(Region(_top(lines, index, left, floor), last, left))
        index = last
    return regions


def _is_row(line: Line) -> bool:
    cells = cells_of(line)
    return any(is_figure(cell.text) for cell in cells[1:])


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


def _top(lines: Sequence[Line], first: int, left: float, floor: int) -> int:
    """Return the first line of the headers over the figures."""
    top = first
    while top > floor and first - top < _MAX_HEADER_LINES:
        line, below = lines[top - 1], lines[top]
        if below.y0 - line.y1 > _HEADER_GAP * line.height or not (_is_over(line, left) or _spans(line, left)):
            break
        top -= 1
    return top


def read_table(lines: Sequence[Line], region: Region, rules: Sequence[Rule]) -> PageTable:
    """Return the table that the lines of a region are."""
    rows = [Row(cells_of(line), line.y0, line.y1) for line in lines[region.first : region.last]]
    columns = _columns(rows)
    captions = _caption_edge(rows, columns)
    for row in rows:
        _place(row, columns, captions, rules)
    _draw(rows, columns, rules)
    return PageTable(_joined(rows), len(columns) + 1)


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return left and right end of each column of figures."""
    figures = [[cell for cell in row.cells[1:] if is_figure(cell.text)] for row in rows]
    figures = [cells for cells in figures if cells]
    usual = median(cell.x1 - cell.x0 for cells in figures for cell in cells)
    spans: list[tuple[float, float]] = []
    for x0, x1 in sorted(
        (cell.x0, cell.x1) for cells in figures for cell in cells if cell.x1 - cell.x0 < 4 * usual + 20
    ):
        if spans and x0 < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], x1)
        else:
            spans.append((x0, x1))
    return [part for span in spans for part in _parted(span, figures)]


def _parted(span: tuple[float, float], figures: Sequence[Sequence[Cell]]) -> list[tuple[float, float]]:
    """Return the columns that a range is: several where a row has several figures in it."""
    inside = [[cell for cell in cells if span[0] <= cell.middle <= span[1]] for cells in figures]
    most = max(inside, key=len)
    if len(most) < 2:
        return [span]
    edges = [span[0], *((one.x1 + other.x0) / 2 for one, other in itertools.pairwise(most)), span[1]]
    return list(itertools.pairwise(edges))


def _caption_edge(rows: Sequence[Row], columns: Sequence[tuple[float, float]]) -> float:
    """Return where the captions end and the columns of figures begin."""
    return columns[0][0]


def _place(row: Row, columns: Sequence[tuple[float, float]], captions: float, rules: Sequence[Rule]) -> None:
    """Give each cell of a row its columns; what stands left of the figures is one caption."""
    caption: list[Word] = []
    placed: list[Cell] = []
    for cell in row.cells:
        begins = cell.x0 < captions and cell.middle < columns[0][0]
        if begins and not (placed or (is_figure(cell.text) and cell.x1 > captions)):
            caption += cell.words
        else:
            placed.append(cell)
    if placed and all(is_figure(cell.text) for cell in placed):
        _place_figures(placed, columns)
    else:
        _place_headers(placed, columns, [rule for rule in rules if -2 < rule.y - row.y1 < row.y1 - row.y0])
    row.cells = ([Cell(caption)] if caption else []) + _merged(placed)


def _place_figures(cells: Sequence[Cell], columns: Sequence[tuple[float, float]]) -> None:
    for cell in cells:
        cell.column = _nearest(cell, columns) + 1


def _nearest(cell: Cell, columns: Sequence[tuple[float, float]]) -> int:
    """Return the column that a cell overlaps most, or else stands nearest to."""

    def fit(index: int) -> tuple[float, float]:
        x0, x1 = columns[index]
        return min(x1, cell.x1) - max(x0, cell.x0), -abs(cell.middle - (x0 + x1) / 2)

    return max(range(len(columns)), key=fit)


def _place_headers(cells: Sequence[Cell], columns: Sequence[tuple[float, float]], rules: Sequence[Rule]) -> None:
    """Give headers the columns that they stand over: by the rule under them, else by their middle."""
    if len(cells) == len(columns):
        for index, cell in enumerate(cells):
            cell.column = index + 1
        return
    middles = [(x0 + x1) / 2 for x0, x1 in columns]
    nearest = (
        [min(range(len(cells)), key=lambda at: _distance(cells[at], middle)) for middle in middles] if cells else []
    )
    for at, cell in enumerate(cells):
        under = [rule for rule in rules if rule.x0 - 4 <= cell.x0 and cell.x1 <= rule.x1 + 4]
        if under:
            rule = min(under, key=lambda one: one.x1 - one.x0)
            held = [index for index, middle in enumerate(middles) if rule.x0 <= middle <= rule.x1]
        else:
            held = _centred(cell, [index for index, owner in enumerate(nearest) if owner == at], middles)
        held = held or [_nearest(cell, columns)]
        cell.column, cell.width = held[0] + 1, held[-1] - held[0] + 1


def _owner(cells: Sequence[Cell], middle: float) -> int:
    """Return which header stands nearest to the middle of a column; -1 where there is none."""
    return min(range(len(cells)), key=lambda at: _distance(cells[at], middle), default=-1)


def _distance(cell: Cell, middle: float) -> float:
    return max(cell.x0 - middle, middle - cell.x1, 0) + abs(cell.middle - middle) / 1000


def _centred(cell: Cell, held: Sequence[int], middles: Sequence[float]) -> list[int]:
    """Return the neighbouring columns over whose middle a header stands best."""
    best: list[int] = []
    off = 0.0
    for first in range(len(held)):
        for last in range(first, len(held)):
            found = abs((middles[held[first]] + middles[held[last]]) / 2 - cell.middle)
            wider = last - first + 1 > len(best)
            if not best or found < off - 3 or (wider and found < off + 3):
                best, off = list(held[first : last + 1]), found
    return best


def _merged(cells: Sequence[Cell]) -> list[Cell]:
    """Join cells that share a column."""
    merged: list[Cell] = []
    for cell in sorted(cells, key=lambda one: (one.column, one.x0)):
        if merged and cell.column < merged[-1].column + merged[-1].width:
            merged[-1].words += cell.words
        else:
            merged.append(cell)
    return merged


def _draw(rows: Sequence[Row], columns: Sequence[tuple[float, float]], rules: Sequence[Rule]) -> None:
    """Say over which columns of each row a rule is drawn."""
    for above, row in itertools.pairwise(rows):
        between = [rule for rule in rules if above.y1 - 3 <= rule.y <= (row.y0 + row.y1) / 2]
        for index, (x0, x1) in enumerate(columns, 1):
            held = [rule for rule in between if rule.x0 - 2 <= (x0 + x1) / 2 <= rule.x1 + 2]
            if held:
                row.ruled.append(index)
                row.double |= len({round(rule.y) for rule in held}) > 1


def _joined(rows: Sequence[Row]) -> list[Row]:
    """Join captions that go on in the next line with the line that they belong to."""
    joined: list[Row] = []
    for row in rows:
        above = joined[-1] if joined else None
        if above is not None and _goes_on(above, row):
            above.cells[0].words += row.cells[0].words
            above.cells += row.cells[1:]
            above.y1 = row.y1
            above.ruled = above.ruled or row.ruled
        else:
            joined.append(row)
    return joined


def _goes_on(above: Row, row: Row) -> bool:
    """Whether a caption goes on in the next line: one of the two has no figures, and the break falls inside words."""
    if not row.cells or not above.cells or row.cells[0].column or above.cells[0].column:
        return False
    if len(above.cells) > 1 and len(row.cells) > 1:
        return False
    first, second = above.cells[0], row.cells[0]
    near = row.y0 - above.y1 < 0.6 * (row.y1 - row.y0)
    if not near or first.words[0].bold is not second.words[0].bold or first.text.endswith(":"):
        return False
    return bool(_CONTINUES.match(second.text) and second.text[0].islower()) or bool(_UNFINISHED.search(first.text))
