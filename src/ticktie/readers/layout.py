"""What a `<table>` is used for: a grid of figures, bullets, footnotes, or just layout."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ticktie.model import BlockKind, Grid, GridCell, GridRow, Span
from ticktie.readers.markup import unescape
from ticktie.readers.prose import (
    BARE_BULLET,
    ONLY_RULE,
    RULE_CHARACTERS,
    Passage,
    is_sentence,
    read_cell,
    read_passages,
    starts_with_mark,
)
from ticktie.readers.raw import Item, Paragraph, Preformatted, RawCell, RawTable

_NUMBER = re.compile(
    r"\W*\d[\d,]*(?:\.\d+)?\W*(?:(?:[a-zA-Z%]{1,4}|million|billion|thousand|percent|points|basis points)\W*)?"
)
_MARK_CELL = re.compile(r"\(\s?(?:\d{1,2}|[a-zA-Z]{1,3}|[*†‡§#]{1,3})\s?\)|\d{1,2}|[*†‡§#]{1,3}|\[\d{1,2}\]")
_NUMBERING = re.compile(r"(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]")
# Money or a percentage in words, as guidance tables have ("$5.25 billion to $5.30 billion").
_STATED = re.compile(r"[$€£¥]\s?\d|\d\s?%|\d (?:percent|million|billion|basis)")

# Points that one leading blank sets a caption in.
_BLANK_POINTS = 2.5
_MAX_LEADING_CHARACTERS = 200
_PROSE_CHARACTERS = 80
_MAX_NUMBER_CHARACTERS = 24
# Figures by which a table is one beyond doubt, whatever its other rows hold.
_CLEAR_MARGIN = 20


@dataclass(frozen=True, slots=True)
class Figures:
    """A table of figures with its place."""

    grid: Grid
    extent: Span


Content = Passage | Figures | Preformatted
# The content of cells that hold more than paragraphs, by where the cell starts.
_Nested = dict[int, list[Content]]


def resolve(source: str, items: list[Item]) -> list[Content]:
    """Return the passages and tables that the items hold, in order.

    Tables in cells are resolved first; their depth is bounded by `walk.MAX_TABLE_DEPTH`.
    """
    contents: list[Content] = []
    for item in items:
        match item:
            case Paragraph():
                contents.extend(read_passages(source, item))
            case RawTable():
                contents.extend(_resolve_table(source, item))
            case Preformatted():
                contents.append(item)
    return contents


def _resolve_table(source: str, table: RawTable) -> Iterator[Content]:
    nested: _Nested = {}
    rows = [_read_cells(source, row.cells, nested) for row in table.rows]
    if _is_layout(rows, nested):
        for cells in rows:
            if cells:
                yield from _unpack(source, cells, nested)
        return
    footnotes = _find_footnotes(rows)
    grid = _read_grid(source, table, rows, footnotes)
    if grid.rows:
        yield Figures(grid, table.extent)
    for index in footnotes:
        yield _footnote(rows[index])


def _read_cells(source: str, cells: list[RawCell], nested: _Nested) -> list[RawCell]:
    """Return the cells that hold anything, with their texts."""
    kept: list[RawCell] = []
    for cell in cells:
        if cell[6] is not None:
            cell = _read_cell(source, cell, nested)
            if not cell[0] and not nested.get(cell[3]):
                continue
        kept.append(cell)
    return kept


def _read_cell(source: str, cell: RawCell, nested: _Nested) -> RawCell:
    """Fill in text, look and indent of a cell that holds more than one run."""
    _, column, width, start, end, style, items = cell
    parts: list[Passage] = []
    if all(isinstance(item, Paragraph) for item in items or ()):
        for item in items or ():
            passage = read_cell(source, item) if isinstance(item, Paragraph) else None
            if passage is not None:
                parts.append(passage)
    else:
        nested[start] = resolve(source, items or [])
        parts = [part for part in nested[start] if isinstance(part, Passage)]
    if not parts:
        return ("", column, width, start, end, style, items)
    text = " ".join(part.text for part in parts)
    return (text, column, width, start, end, parts[0].style, items)


def _is_layout(rows: list[list[RawCell]], nested: _Nested) -> bool:
    """Whether the table holds no figures beside captions, or more prose than figures, or whole tables.

    Prose are sentences, and short cells that state amounts in words that are no one figure ("$5 to $6 billion").
    """
    if any(not isinstance(content, Passage) for contents in nested.values() for content in contents):
        return True
    prose = sum(len(cell[0]) >= _PROSE_CHARACTERS and is_sentence(cell[0]) for row in rows for cell in row)
    figures = 0
    for row in rows:
        for cell in row[1:]:
            if _is_figure(cell[0]):
                figures += 1
            elif _is_stated(cell[0]):
                prose += 1
        if figures > prose + _CLEAR_MARGIN:
            return False
    return figures <= prose


def _is_figure(text: str) -> bool:
    return len(text) <= _MAX_NUMBER_CHARACTERS and _NUMBER.fullmatch(text) is not None


def _unpack(source: str, row: list[RawCell], nested: _Nested) -> Iterator[Content]:
    """Yield a layout row: a list item or footnote with its text, or the content of each cell."""
    first = row[0]
    if len(row) > 1:
        if BARE_BULLET.fullmatch(first[0]) or _NUMBERING.fullmatch(first[0]):
            contents = [content for cell in row[1:] for content in _cell_content(source, cell, nested)]
            if contents and isinstance(contents[0], Passage):
                contents[0] = replace(contents[0], kind=BlockKind.LIST_ITEM)
            yield from contents
            return
        if len(row) == 2 and _MARK_CELL.fullmatch(first[0]) and row[1][3] not in nested:
            yield _footnote(row)
            return
        if not _STATED.search(first[0]) and all(_is_stated(cell[0]) for cell in row[1:]):
            text = " ".join(cell[0] for cell in row)
            yield Passage(text, Span(first[3], row[-1][4]), first[5])
            return
    for cell in row:
        yield from _cell_content(source, cell, nested)


def _is_stated(text: str) -> bool:
    return len(text) < _PROSE_CHARACTERS and _STATED.search(text) is not None


def _cell_content(source: str, cell: RawCell, nested: _Nested) -> list[Content]:
    text, _, _, start, end, style, items = cell
    if start in nested:
        return nested[start]
    if items is None:
        return [Passage(text, Span(start, end), style)]
    return resolve(source, items)


def _find_footnotes(rows: list[list[RawCell]]) -> tuple[int, ...]:
    """Return the indexes of rows that are a sentence, or a marked note under the figures."""
    last = len(rows) - 1
    while last >= 0 and not any(_is_figure(cell[0]) for cell in rows[last][1:]):
        last -= 1
    found = []
    for index, row in enumerate(rows):
        if not row or len(row) > 2 or (len(row) == 2 and not _MARK_CELL.fullmatch(row[0][0])):
            continue
        note = _footnote(row)
        if is_sentence(note.text) or (index > last and starts_with_mark(note) and " " in note.text):
            found.append(index)
    return tuple(found)


def _footnote(row: list[RawCell]) -> Passage:
    text = " ".join(cell[0] for cell in row)
    return Passage(text, Span(row[0][3], row[-1][4]), row[0][5], kind=BlockKind.FOOTNOTE)


def _read_grid(source: str, table: RawTable, rows: list[list[RawCell]], footnotes: tuple[int, ...]) -> Grid:
    """Return the rows with text; rules of empty rows and rows of `---` pass to the next row.

    An underlined figure has a rule under it.
    """
    kept: list[GridRow] = []
    pending: set[int] = set()
    double = False
    for index, (raw, cells) in enumerate(zip(table.rows, rows, strict=True)):
        if raw.over:
            pending.update(raw.over)
            double |= raw.double_over
        if index in footnotes:
            cells = []
        elif cells and cells[0][0][:1] in RULE_CHARACTERS and all(ONLY_RULE.fullmatch(cell[0]) for cell in cells):
            for cell in cells:
                pending.update(range(cell[1], cell[1] + cell[2]))
                double |= "=" in cell[0]
            cells = []
        if cells:
            kept.append(_read_row(source, cells, tuple(sorted(pending)), double))
            pending = {
                column
                for cell in cells
                if cell[5].underline and _is_figure(cell[0])
                for column in range(cell[1], cell[1] + cell[2])
            }
            double = False
        if raw.under:
            pending.update(raw.under)
            double |= raw.double_under
    return Grid(tuple(kept), table.width)


def _read_row(source: str, cells: list[RawCell], rule_columns: tuple[int, ...], double: bool) -> GridRow:
    first = cells[0]
    style = first[5]
    indent = style.indent + _leading_blanks(source, first)
    grid_cells = [GridCell(text, column, width, Span(start, end)) for text, column, width, start, end, _, _ in cells]
    return GridRow(tuple(grid_cells), indent, style.bold, rule_columns, double)


def _leading_blanks(source: str, cell: RawCell) -> float:
    """Return the points that blanks before a cell's first character set it in."""
    start, end, items = cell[3], cell[4], cell[6]
    if items is not None:
        first = items[0] if isinstance(items[0], Paragraph) else None
        run = next((run for run in first.runs if run), None) if first else None
        if run is None:
            return 0.0
        start, end = run[0], run[1]
    if source[start] not in "&\u00a0\u2002\u2003\u2009":
        return 0.0
    text = unescape(source[start : min(end, start + _MAX_LEADING_CHARACTERS)])
    return _BLANK_POINTS * (len(text) - len(text.lstrip()))
