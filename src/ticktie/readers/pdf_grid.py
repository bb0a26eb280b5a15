"""The grid of a table on a page of a PDF: its columns, and which of them each cell stands in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ticktie.readers.pdf_glyphs import Rule
from ticktie.readers.pdf_lines import Line, Word
from ticktie.readers.pdf_rows import BROKEN, Row, merged, whole_rows
from ticktie.readers.pdf_tables import TIGHT, YEAR, Cell, cells_of, is_figure

_TIME = re.compile(r"\b(?:ended|ending|months?|weeks?|quarters?|years?|fiscal)\b", re.IGNORECASE)

# Columns: left and right ends.
Span = tuple[float, float]
# A cell so much wider than most is no guide to where columns are.
_WIDE, _WIDE_POINTS = 4.0, 20.0
# Rows with words in a place between figures that make it a column.
_TEXT_ROWS, _TEXT_SHARE = 3, 0.4
# Points by which a rule may miss the header over it; by which middles may differ.
_RULE_SLACK, _MIDDLE_SLACK, _STACKED_SLACK = 4.0, 3.0, 2.0
_STACKED_WIDER = 2.0


@dataclass(slots=True)
class PageTable:
    """A table on a page; column 0 holds the captions."""

    rows: list[Row]
    columns: int


def read_table(lines: Sequence[tuple[int, Line]], rules: Sequence[Rule]) -> PageTable:
    """Return the table that lines are, each with the number of its page."""
    rows = _with_whole_headers([Row(cells_of(line), page, line.y0, line.y1) for page, line in lines])
    columns = _columns(rows)
    captions = max((row.cells[0].x0 for row in rows if _figures(row) and row.cells[0].x0 < columns[0][0]), default=0.0)
    below: Row | None = None
    for row in reversed(rows):
        _place(row, columns, [rule for rule in rules if -2 < rule.y - row.y1 < row.y1 - row.y0], below, captions)
        below = row
    _draw(rows, columns, rules)
    joined = whole_rows(rows)
    return PageTable(joined, len(columns) + 1)


def _columns(rows: Sequence[Row]) -> list[Span]:
    """Return the columns right of the captions: those of figures, and those of words between them."""
    figures = [cells for row in rows if (cells := _figures(row))]
    every = [cell for cells in figures for cell in cells]
    most = _WIDE * median(cell.x1 - cell.x0 for cell in every) + _WIDE_POINTS
    spans: list[Span] = []
    for x0, x1 in sorted((cell.x0, cell.x1) for cell in every if cell.x1 - cell.x0 < most):
        if spans and x0 < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], x1)
        else:
            spans.append((x0, x1))
    spans = [part for span in spans for part in _parted(span, figures)]
    return sorted([*spans, *_of_words(rows, spans)])


def _figures(row: Row) -> list[Cell]:
    """Return the figures of a row; one at its left end counts where words follow."""
    found = [cell for cell in row.cells if is_figure(cell.text)]
    if found and found[0] is row.cells[0] and (len(found) == len(row.cells) or len(row.cells) < 3):
        found = found[1:] if len(row.cells) > 1 else []
    return found


def _parted(span: Span, figures: Sequence[Sequence[Cell]]) -> list[Span]:
    """Return the columns that a range is: several where a row has several figures in it."""
    inside = [[cell for cell in cells if span[0] <= cell.middle <= span[1]] for cells in figures]
    most = max(inside, key=len)
    if len(most) < 2:
        return [span]
    edges = [span[0], *((one.x1 + other.x0) / 2 for one, other in pairwise(most)), span[1]]
    return list(pairwise(edges))


def _of_words(rows: Sequence[Row], spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the columns between figures that hold words in many rows."""
    with_figures = [row for row in rows if len(_figures(row)) > 1]
    for left, right in pairwise(spans):
        held = [cell for row in with_figures for cell in row.cells if left[1] < cell.middle < right[0]]
        words = [cell for cell in held if not is_figure(cell.text)]
        if len(words) >= max(_TEXT_ROWS, _TEXT_SHARE * len(with_figures)):
            yield max(left[1], min(cell.x0 for cell in words)), min(right[0], max(cell.x1 for cell in words))


def _with_whole_headers(rows: Sequence[Row]) -> list[Row]:
    """Join header lines of the same cells: each cell of the lower line stands within one of the upper line."""
    joined: list[Row] = []
    for row in rows:
        above = joined[-1] if joined else None
        if above is not None and _are_of_same_cells(above, row):
            for upper, lower in zip(above.cells, row.cells, strict=True):
                upper.words += lower.words
            above.y1 = row.y1
        else:
            joined.append(row)
    return joined


def _are_of_same_cells(above: Row, row: Row) -> bool:
    pairs = list(zip(above.cells, row.cells, strict=False))
    if len(above.cells) != len(row.cells) or row.y0 - above.y1 > TIGHT * (row.y1 - row.y0):
        return False
    if any(is_figure(cell.text) and not YEAR.fullmatch(cell.text) for cell in (*above.cells, *row.cells)):
        return False
    return all(upper.x0 - _RULE_SLACK <= lower.x0 and lower.x1 <= upper.x1 + _RULE_SLACK for upper, lower in pairs)


def _place(row: Row, columns: Sequence[Span], rules: Sequence[Rule], below: Row | None, captions: float) -> None:
    """Give each cell of a row its columns; what stands left of them is the caption, in column 0.

    In a row without figures, what begins nearer to the columns than to where `captions` begin is a header.
    """
    latest = columns[0][0] if _figures(row) else (captions + columns[0][0]) / 2
    caption: list[Word] = []
    placed: list[Cell] = []
    for cell in row.cells:
        if cell.x0 < min(columns[0][0], latest) and cell.middle < columns[0][0] and not placed:
            caption += cell.words
        else:
            placed.append(cell)
    if any(is_figure(cell.text) or BROKEN.fullmatch(cell.text) for cell in placed):
        for cell in placed:
            cell.column = _nearest(cell, columns) + 1
    else:
        _place_headers(placed, columns, rules, below.cells if below is not None else ())
    row.cells = ([Cell(caption)] if caption else []) + merged(placed)


def _nearest(cell: Cell, columns: Sequence[Span]) -> int:
    """Return the column that a cell overlaps most, or else stands nearest to."""

    def fit(index: int) -> tuple[float, float]:
        x0, x1 = columns[index]
        return min(x1, cell.x1) - max(x0, cell.x0), -abs(cell.middle - (x0 + x1) / 2)

    return max(range(len(columns)), key=fit)


def _place_headers(
    cells: Sequence[Cell], columns: Sequence[Span], rules: Sequence[Rule], below: Sequence[Cell]
) -> None:
    """Give headers the columns that they stand over: by the rule or the line under them, else by their middle."""
    middles = [(x0 + x1) / 2 for x0, x1 in columns]
    owners = [_owner(cells, middle) for middle in middles]
    for at, cell in enumerate(cells):
        under = [rule for rule in rules if rule.x0 - _RULE_SLACK <= cell.x0 and cell.x1 <= rule.x1 + _RULE_SLACK]
        if len(cells) == len(columns):
            held = [at]
        elif under:
            rule = min(under, key=lambda one: one.x1 - one.x0)
            held = [index for index, middle in enumerate(middles) if rule.x0 <= middle <= rule.x1]
        elif stacked := [other for other in below if _is_stacked(cell, other)]:
            held = list(range(stacked[0].column - 1, stacked[0].column - 1 + stacked[0].width))
        else:
            held = _centred(cell, [index for index, owner in enumerate(owners) if owner == at], middles)
        held = held or [_nearest(cell, columns)]
        cell.column, cell.width = held[0] + 1, held[-1] - held[0] + 1


def _is_stacked(cell: Cell, below: Cell) -> bool:
    """Whether two lines are of one header: they have one middle, and the upper one is not much wider.

    A length of time stands over all the dates beneath it, also where one of them has the same middle.
    """
    if _TIME.search(cell.text):
        return False
    wider = (cell.x1 - cell.x0) / (below.x1 - below.x0)
    return abs(below.middle - cell.middle) < _STACKED_SLACK and wider < _STACKED_WIDER


def _owner(cells: Sequence[Cell], middle: float) -> int:
    """Return which header stands nearest to the middle of a column; -1 where there is none."""
    return min(range(len(cells)), key=lambda at: _distance(cells[at], middle), default=-1)


def _distance(cell: Cell, middle: float) -> tuple[float, float]:
    return max(cell.x0 - middle, middle - cell.x1, 0), abs(cell.middle - middle)


def _centred(cell: Cell, held: Sequence[int], middles: Sequence[float]) -> list[int]:
    """Return the neighbouring columns over whose middle a header stands best."""
    best: list[int] = []
    off = 0.0
    for first in range(len(held)):
        for last in range(first, len(held)):
            found = abs((middles[held[first]] + middles[held[last]]) / 2 - cell.middle)
            wider = last - first + 1 > len(best)
            if not best or found < off - _MIDDLE_SLACK or (wider and found < off + _MIDDLE_SLACK):
                best, off = list(held[first : last + 1]), found
    return best


def _draw(rows: Sequence[Row], columns: Sequence[Span], rules: Sequence[Rule]) -> None:
    """Say over which columns of each row a rule is drawn."""
    for above, row in pairwise(rows):
        between = [rule for rule in rules if above.y1 - 3 <= rule.y <= (row.y0 + row.y1) / 2]
        for index, (x0, x1) in enumerate(columns, 1):
            held = [rule for rule in between if rule.x0 - 2 <= (x0 + x1) / 2 <= rule.x1 + 2]
            if held:
                row.ruled.append(index)
                row.double |= len({round(rule.y) for rule in held}) > 1
