"""Rows of a text table to a grid: cells with raw columns, indentation, rules, wrapped captions joined."""

import re
from collections.abc import Iterable, Sequence

from ticktie.model import Grid, GridCell, GridRow, Span
from ticktie.readers.text_cells import Field, Kind, read_field
from ticktie.readers.text_columns import (
    cluster,
    cover,
    nearest,
    overlapped,
    parts,
    place_in_source,
    segments,
    split_at_strokes,
)
from ticktie.readers.text_lines import Line
from ticktie.readers.text_slots import Placed, place, place_by_index
from ticktie.readers.text_tabs import read_tab_row, ruled_columns

_LEADING_BLANKS = re.compile(r"(?:[ \t\xa0\u2002\u2003]|&nbsp;|&#160;|&emsp;|&ensp;)*", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:\b(?:and|or|of|the|in|to|for|on|by|from|with)|[,&/])$")
_LOW = re.compile(r"[a-z(]")
_WIDEST_INDENT = 200
# How many columns apart two captions may be set in and still be one caption on two lines.
_DEEPEST_WRAP = 4


def pipe_grid(text: str, rows: Sequence[list[Field]], *, markdown: bool) -> Grid:
    """Return the grid of rows of raw cells; Markdown's stand in the column of their index."""
    placed, width = place_by_index(rows) if markdown else place(rows)
    return Grid(tuple(_row(text, cells) for cells in placed if cells), max(width, 1))


def tab_grid(text: str, lines: Iterable[Line]) -> Grid:
    """Return the grid of tab-separated lines."""
    rows: list[list[Field]] = []
    rules: dict[int, tuple[tuple[int, ...], bool]] = {}
    for line in lines:
        if line.rule:
            rules[len(rows)] = ruled_columns(text, line), "=" in line.text
        elif not line.blank:
            rows.append(read_tab_row(text, line))
    placed, width = place_by_index(rows)
    found = []
    for index, cells in enumerate(placed):
        if cells:
            columns, double = rules.get(index, ((), False))
            found.append(_row(text, cells, rule_columns=columns, double=double))
    return Grid(tuple(found), width)


def column_grid(text: str, lines: Sequence[Line]) -> Grid:
    """Return the grid of lines that blanks set in columns."""
    shown = [line for line in lines if not (line.blank or line.tag)]
    columns = cluster(line for line in shown if not line.rule)
    rows: list[GridRow] = []
    rule: tuple[int, ...] = ()
    double = False
    wrapped: Line | None = None
    for index, line in enumerate(shown):
        if line.rule:
            touched = {column for stroke in segments(line) for column in overlapped(columns, *stroke)}
            rule = tuple(sorted({*rule, *(column + 1 for column in touched)}))
            double |= "=" in line.text
            continue
        below = shown[index + 1] if index + 1 < len(shown) else None
        after = shown[index + 2] if index + 2 < len(shown) else None
        if _is_wrapped(line, below, after, columns):
            wrapped = wrapped or line
            continue
        strokes = segments(below) if below is not None and below.rule else []
        cells = _aligned_cells(text, line, columns, strokes, wrapped)
        rows.append(_row(text, cells, indent=(wrapped or line).indent, rule_columns=rule, double=double))
        rule, double, wrapped = (), False, None
    return Grid(tuple(rows), len(columns) + 1)


def _is_wrapped(line: Line, below: Line | None, after: Line | None, columns: Sequence[tuple[int, int]]) -> bool:
    """Whether the line is a caption that goes on, set in deeper, on the line below it.

    It does where that starts with a small letter, or is the only one that is set in by one blank.
    """
    if below is None or below.rule or len(line.fields()) > 1 or line.text[-1] == ":" or not columns:
        return False
    if line.indent + len(line.text) > columns[0][1] or below.indent >= columns[0][0]:
        return False
    deeper = below.indent - line.indent
    if not 0 <= deeper <= _DEEPEST_WRAP:
        return False
    if _LOW.match(below.text) or (deeper > 0 and _GOES_ON.search(line.text)):
        return True
    alone = after is None or after.indent <= line.indent
    return deeper == 1 and alone and not line.text.isupper()


def _aligned_cells(
    text: str, line: Line, columns: Sequence[tuple[int, int]], strokes: list[tuple[int, int]], wrapped: Line | None
) -> list[Placed]:
    """Return the cells of one line; `wrapped` is where its caption begins, further up."""
    found = parts(line)
    left = columns[0][0] if columns else line.indent + len(line.text)
    heads = [part for part in found if part[0] < left and (part[1] + part[0] < 2 * left or part is found[0])]
    if heads and not _is_caption(heads, found, left):
        heads = []
    rest = found[len(heads) :]
    placed: list[Placed] = []
    if heads:
        span = place_in_source(line, heads[0][0], heads[-1][1])
        placed.append(Placed(read_field(text, wrapped.start if wrapped else span.start, span.end), 0, 1))
    elif wrapped:
        placed.append(Placed(read_field(text, wrapped.start, wrapped.end), 0, 1))
    words = [(start, end) for start, end, _ in rest]
    if any(kind is Kind.VALUE for _, _, kind in rest):
        covers = [(column, column) for column in (nearest(columns, start, end) for start, end in words)]
    else:
        words = split_at_strokes(line, words, strokes)
        covers = cover(columns, words, strokes)
    for (start, end), (low, high) in zip(words, covers, strict=True):
        span = place_in_source(line, start, end)
        placed.append(Placed(read_field(text, span.start, span.end), low + 1, high - low + 1))
    return placed


def _is_caption(heads: list[tuple[int, int, Kind]], found: list[tuple[int, int, Kind]], left: int) -> bool:
    """Whether what stands to the left of the figures is a caption, and not header words that hang over."""
    start, end, _ = heads[0]
    if len(heads) > 1 or end <= left or len(found) == 1:
        return start < left - (end - start) / 2 or end <= left
    return start < left / 2


def _row(
    text: str,
    cells: Sequence[Placed],
    *,
    indent: float | None = None,
    rule_columns: tuple[int, ...] = (),
    double: bool = False,
) -> GridRow:
    first = cells[0].cell
    if indent is None:
        indent = _indent(text, first.extent) if cells[0].column == 0 else 0.0
    bold = text.startswith(("**", "__"), first.extent.start)
    grid_cells = tuple(
        GridCell(placed.cell.text, placed.column, placed.width, placed.cell.extent)
        for placed in cells
        if placed.cell.text
    )
    return GridRow(grid_cells, float(indent), bold, rule_columns, double)


def _indent(text: str, extent: Span) -> float:
    """Return how many blanks, more than one, stand before a cell's text, no-break blanks and entities counted."""
    line = text.rfind("\n", max(0, extent.start - _WIDEST_INDENT), extent.start) + 1
    before = text[max(line, extent.start - _WIDEST_INDENT) : extent.start].lstrip("|")
    inside = _LEADING_BLANKS.match(text, extent.start, extent.end)
    marks = inside[0].count("&") + sum(1 for mark in inside[0] if mark.isspace()) if inside else 0
    blanks = len(before.replace("|", " ").expandtabs()) + marks
    return float(blanks) if blanks > 1 else 0.0
