"""One walk over the source of an HTML release: paragraphs and tables as they stand, with their places.

The walk goes from tag to tag through the original characters, so every place is exact. It keeps the
rules of HTML that matter for reading (void elements, implied ends, cells as barriers) in one explicit
stack; nothing recurses, and every step costs no more than the characters that it passes.
"""

import re
from dataclasses import dataclass, field

from ticktie.errors import TooLargeError
from ticktie.model import Span
from ticktie.readers.markup import (
    BLANK,
    CELL,
    DECLARATION,
    LINE,
    LONG_TAG,
    PLAIN,
    ROW,
    RUN,
    SHORT_TAG,
    TAG,
    TOKEN,
    Style,
    cell_style,
    chain_style,
    empty_cells,
    fold,
    fold_short,
    styled,
)

MAX_TAGS = 3_000_000
# Cells, and columns under rules and row spans, that one document may have.
MAX_CELLS = 2_000_000
# Tables nested deeper than this are read as plain blocks.
MAX_TABLE_DEPTH = 24
_SHORT = 64
# Inline elements that are opened again in the next paragraph when an unclosed one ends.
_MAX_REOPENED = 8

_VOID = frozenset(["img", "input", "meta", "link", "base", "col", "area", "wbr", "embed", "source", "track", "param"])
_RAW = frozenset(["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"])
_BLOCK = frozenset(
    [
        "p",
        "div",
        "center",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "li",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "main",
        "aside",
        "form",
        "fieldset",
        "legend",
        "address",
        "figure",
        "figcaption",
        "details",
        "summary",
        "body",
        "html",
        "head",
        "hr",
        "dir",
        "menu",
        "optgroup",
        "option",
        "page",
        "document",
        "type",
        "sequence",
        "filename",
        "description",
        "text",
        "caption",
    ]
)
_TABLE = frozenset(["table", "tr", "td", "th", "thead", "tbody", "tfoot"])
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_RAW_END = {name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in (*_RAW, "pre")}

# A run of text: its start and end in the source, and its look. None stands for a line break.
Run = tuple[int, int, Style]
# Text, first column, columns covered, start, end, look, and the content where it is more than one run.
RawCell = tuple[str, int, int, int, int, Style, "list[Item] | None"]


@dataclass(slots=True)
class Paragraph:
    """Text between two block boundaries.

    Attributes:
        tag: "li", "h1" … "h6", "caption" or "" for all else.
        extent: from the boundary before the text to the boundary after it.
    """

    runs: list[Run | None]
    tag: str
    extent: Span


@dataclass(slots=True)
class Preformatted:
    """The inside of a `<pre>`."""

    extent: Span


@dataclass(slots=True)
class RawRow:
    """A row with its non-empty cells, and the columns that its cells draw rules over and under."""

    cells: list[RawCell] = field(default_factory=list)
    over: list[int] = field(default_factory=list)
    under: list[int] = field(default_factory=list)
    double_over: bool = False
    double_under: bool = False


@dataclass(slots=True)
class RawTable:
    """A table as marked up: all its rows, also the empty ones, which may carry rules."""

    extent: Span
    rows: list[RawRow] = field(default_factory=list)
    width: int = 0


Item = Paragraph | RawTable | Preformatted


@dataclass(slots=True)
class _Frame:
    """What is open inside one cell, or outside of all tables."""

    items: list[Item]
    style: Style
    stack: list[tuple[str, Style]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    runs: list[Run | None] = field(default_factory=list)
    start: int = 0
    tag: str = ""


@dataclass(slots=True)
class _OpenTable:
    """A table being read; `taken` maps columns to the number of coming rows that a row span covers."""

    table: RawTable
    outer: _Frame
    row: RawRow | None = None
    row_style: Style = PLAIN
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    cell: tuple[int, int, int, Style, _Frame] | None = None


class Walk:
    """The state of one walk; `items` is what was found outside of all tables, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.items: list[Item] = []
        self.title = ""
        self._frame = _Frame(self.items, PLAIN)
        self._tables: list[_OpenTable] = []
        self._too_deep = 0
        self._spent = 0

    def over(self, start: int, end: int) -> None:
        """Walk over `text[start:end]`, close what is left open, and add to `items`."""
        if self.text.count("<", start, end) > MAX_TAGS:
            raise TooLargeError(f"more than {MAX_TAGS:,} tags; cut the release out of the file")
        self._frame.start = position = start
        while position < end:
            position = self._scan(position, end)
        while self._tables:
            self._close_table(end)
        self._flush(end)

    def _scan(self, start: int, end: int) -> int:
        """Read tokens from `start`; return where to go on: behind what must be jumped over, or the end."""
        tables = self._tables
        position = start
        for match in TOKEN.finditer(self.text, start, end):
            begin, stop = match.span()
            if begin > position:
                self._text(position, begin)
            position = stop
            which = match.lastindex
            if which == CELL and tables and not self._too_deep:
                self._whole_cell(match, begin)
            elif which == RUN:
                frame = self._frame
                style = styled(frame.style, match[13], match[14] or "")
                if style.broken:
                    return self._long_tag(begin, end)
                if not style.hidden:
                    frame.runs.append((*match.span(15), style))
            elif which == LINE:
                if not self._whole_line(match):
                    return self._long_tag(begin, end)
            elif which == ROW:
                self._close_table_part("tr", begin, position)
                self._open_table_part("tr", match[6] or "", begin, position)
            elif which == DECLARATION:
                return self._jump_declaration(begin, end)
            elif which == TAG:
                slash, name, attributes = match.group(17, 18, 19)
                if attributes and attributes.count('"') % 2:
                    return self._long_tag(begin, end)
                jump = self._tag(slash, name.lower(), attributes, begin, position)
                if jump:
                    return jump
            else:  # a cell outside of tables
                return self._long_tag(begin, end)
        if end > position:
            self._text(position, end)
        return end

    def _long_tag(self, begin: int, end: int) -> int:
        """Handle the tag at `begin` by itself, with `>` allowed in quotes; return where to go on."""
        tag = LONG_TAG.match(self.text, begin, end) or SHORT_TAG.match(self.text, begin, end)
        if tag is None:
            return begin + 1
        return self._tag(tag[1], tag[2].lower(), tag[3], begin, tag.end()) or tag.end()

    def _whole_line(self, match: re.Match[str]) -> bool:
        """Add a paragraph with one run of text; return False if its tags must be read one by one."""
        frame = self._frame
        attributes, tags = match.group(9, 10)
        style = styled(frame.style, match[8], attributes or "")
        if style.broken:
            return False
        begin = match.start()
        self._flush(begin)
        if frame.counts.get("p"):
            self._end_paragraph()
            style = styled(frame.style, match[8], attributes or "")
        if tags:
            style = chain_style(style, tags)
        start, end = match.span(11)
        frame.start = match.end()
        if start < end and not style.hidden and not BLANK.fullmatch(self.text, start, end):
            frame.items.append(Paragraph([(start, end, style)], frame.tag, Span(start, end)))
            frame.tag = ""
        return True

    def _text(self, start: int, end: int) -> None:
        frame = self._frame
        if self._tables and self._tables[-1].cell is None and self.text[start:end].isspace():
            return
        if not frame.style.hidden:
            frame.runs.append((start, end, frame.style))

    def _jump_declaration(self, begin: int, end: int) -> int:
        comment = self.text.startswith("<!--", begin)
        closing = "-->" if comment else ">"
        found = self.text.find(closing, begin + 2, end)
        return end if found < 0 else found + len(closing)

    def _tag(self, slash: str, name: str, attributes: str, begin: int, position: int) -> int:
        """Handle one tag; return where to go on where that is not right behind it, else 0."""
        if slash:
            self._close(name, begin, position)
        elif name in _TABLE:
            self._open_table_part(name, attributes, begin, position)
        elif name == "br":
            self._frame.runs.append(None)
        elif name in _BLOCK:
            self._open_block(name, attributes, begin, position)
        elif name in _RAW_END:
            return self._jump_raw(name, begin, position)
        elif name not in _VOID:
            self._push(name, attributes)
        return 0

    def _jump_raw(self, name: str, begin: int, position: int) -> int:
        """Pass over the content of an element whose content is no markup; a `<pre>` becomes an item."""
        end = len(self.text)
        found = _RAW_END[name].search(self.text, position)
        stop = found.start() if found else end
        if name == "title" and not self.title:
            self.title = fold(self.text[position:stop])
        elif name == "pre":
            self._flush(begin)
            self._frame.items.append(Preformatted(Span(position, stop)))
            self._frame.start = stop
        return found.end() if found else end

    def _push(self, name: str, attributes: str) -> None:
        frame = self._frame
        frame.stack.append((name, frame.style))
        frame.counts[name] = frame.counts.get(name, 0) + 1
        frame.style = styled(frame.style, name, attributes)

    def _open_block(self, name: str, attributes: str, begin: int, position: int) -> None:
        frame = self._frame
        self._flush(begin)
        frame.start = position
        if frame.counts.get("p"):
            self._end_paragraph()
        if name == "hr":
            self._draw_rule()
            return
        if name == "li" or name == "caption" or name in _HEADINGS:
            frame.tag = name
        if not (name == "caption" and self._tables):
            self._push(name, attributes)

    def _draw_rule(self) -> None:
        """Take an `<hr>` in a cell for a rule over the cell's columns, or under them where text stands above."""
        table = self._tables[-1] if self._tables and not self._too_deep else None
        if table is not None and table.cell is not None and table.row is not None:
            column, width = table.cell[:2]
            self._spend(width)
            side = table.row.under if self._frame.items else table.row.over
            side.extend(range(column, column + width))

    def _end_paragraph(self) -> None:
        """Close the open `<p>`; the inline elements inside it go on in the next block."""
        frame = self._frame
        reopened: list[tuple[str, Style]] = []
        while frame.stack:
            name, style = frame.stack.pop()
            frame.counts[name] -= 1
            if name == "p":
                break
            if name not in _BLOCK and len(reopened) < _MAX_REOPENED:
                reopened.append((name, style))
        for entry in reversed(reopened):
            frame.stack.append(entry)
            frame.counts[entry[0]] += 1
        if not reopened:
            frame.style = style

    def _close(self, name: str, begin: int, position: int) -> None:
        frame = self._frame
        if name in _TABLE:
            self._close_table_part(name, begin, position)
            return
        if name in _BLOCK:
            self._flush(begin)
            frame.start = position
            if name == frame.tag:
                frame.tag = ""
        elif name == "br":
            frame.runs.append(None)
        if frame.counts.get(name):
            while True:
                popped, style = frame.stack.pop()
                frame.counts[popped] -= 1
                if popped == name:
                    break
            frame.style = style

    def _flush(self, end: int) -> None:
        """End the paragraph before `end`, if anything but blanks was read."""
        frame = self._frame
        if frame.runs:
            if any(run and not BLANK.fullmatch(self.text, run[0], run[1]) for run in frame.runs):
                frame.items.append(Paragraph(frame.runs, frame.tag, Span(frame.start, end)))
                frame.tag = ""
            frame.runs = []
        frame.start = end

    # Tables

    def _open_table_part(self, name: str, attributes: str, begin: int, position: int) -> None:
        if name == "table":
            self._open_table(begin, position)
        elif self._too_deep or not self._tables:
            self._flush(begin)
            self._frame.start = position
        elif name == "td" or name == "th":
            self._open_cell(name, attributes, begin, position)
        else:
            self._close_row(begin)
            if name == "tr":
                table = self._tables[-1]
                table.row = RawRow()
                table.row_style = styled(table.outer.style, "tr", attributes) if attributes else table.outer.style

    def _close_table_part(self, name: str, begin: int, position: int) -> None:
        if self._too_deep or not self._tables:
            self._too_deep -= bool(self._too_deep and name == "table")
            self._flush(begin)
            self._frame.start = position
        elif name == "table":
            self._close_table(begin)
            self._frame.start = position
        elif name == "td" or name == "th":
            self._close_cell(begin)
        else:
            self._close_row(begin)

    def _open_table(self, begin: int, position: int) -> None:
        if self._tables and self._tables[-1].cell is None and not self._too_deep:
            self._close_table(begin)
        self._flush(begin)
        if len(self._tables) >= MAX_TABLE_DEPTH:
            self._too_deep += 1
            self._frame.start = position
            return
        self._tables.append(_OpenTable(RawTable(Span(position, position)), self._frame))
        self._frame.start = position

    def _close_table(self, begin: int) -> None:
        self._close_row(begin)
        self._flush(begin)
        closed = self._tables.pop()
        closed.table.extent = Span(closed.table.extent.start, begin)
        self._frame = closed.outer
        self._frame.items.append(closed.table)

    def _close_row(self, begin: int) -> None:
        self._close_cell(begin)
        table = self._tables[-1]
        if table.row is not None:
            table.table.rows.append(table.row)
            self._spend(1 + len(table.taken))
            table.table.width = max(table.table.width, table.column)
            if table.taken:
                table.taken = {column: rows - 1 for column, rows in table.taken.items() if rows > 1}
        table.row = None
        table.column = 0

    def _spend(self, cells: int) -> None:
        self._spent += cells
        if self._spent > MAX_CELLS:
            raise TooLargeError(f"tables of more than {MAX_CELLS:,} cells; cut the release out of the file")

    def _place(self, table: _OpenTable, width: int, height: int) -> tuple[RawRow, int]:
        """Return the row and the column where the next cell stands, and move on behind it."""
        if table.row is None:
            table.row = RawRow()
        column = table.column
        taken = table.taken
        if taken:
            while column in taken:
                column += 1
        if height > 1:
            self._spend(width)
            for covered in range(column, column + width):
                taken[covered] = height
        table.column = column + width
        return table.row, column

    def _whole_cell(self, match: re.Match[str], begin: int) -> None:
        """Add a cell that holds one run of text at most, and the empty cells behind it."""
        name, attributes, tags, raw, empty = match.group(1, 2, 3, 4, 5)
        table = self._tables[-1]
        if table.cell is not None:
            self._close_cell(begin)
        if self._frame.runs:
            self._flush(begin)
        width, height, style = cell_style(table.row_style, name, attributes or "")
        if not style.hidden or table.row_style.hidden:
            if table.row is None or table.taken or height > 1:
                row, column = self._place(table, width, height)
            else:
                row, column = table.row, table.column
                table.column = column + width
            if tags:
                style = chain_style(style, tags)
            if raw and not style.hidden:
                text = fold_short(raw) if len(raw) < _SHORT else fold(raw)
                if text:
                    start, end = match.span(4)
                    content: list[Item] | None = None
                    if style.raised:
                        content = [Paragraph([(start, end, style)], "", Span(start, end))]
                    row.cells.append((text, column, width, start, end, style, content))
            if style.over or style.under:
                self._rule(row, column, width, style)
        if empty:
            self._empty_cells(table, empty)

    def _empty_cells(self, table: _OpenTable, markup: str) -> None:
        run = empty_cells(table.row_style, markup)
        if run.plain and not table.taken:
            table.column += run.width
            return
        for _, width, height, style in run.cells:
            row, column = self._place(table, width, height)
            if style.over or style.under:
                self._rule(row, column, width, style)

    def _rule(self, row: RawRow, column: int, width: int, style: Style) -> None:
        self._spend(width)
        if style.over:
            row.over.extend(range(column, column + width))
            row.double_over |= style.double
        if style.under:
            row.under.extend(range(column, column + width))
            row.double_under |= style.double

    def _open_cell(self, name: str, attributes: str, begin: int, position: int) -> None:
        self._close_cell(begin)
        self._flush(begin)
        table = self._tables[-1]
        width, height, style = cell_style(table.row_style, name, attributes)
        if style.hidden and not table.row_style.hidden:
            width = height = 0
        row, column = self._place(table, width, height)
        if style.over or style.under:
            self._rule(row, column, width, style)
        frame = _Frame([], style, start=position)
        table.cell = (column, width, position, style, frame)
        self._frame = frame

    def _close_cell(self, begin: int) -> None:
        table = self._tables[-1]
        if table.cell is None or table.row is None:
            return
        self._flush(begin)
        column, width, start, style, frame = table.cell
        table.cell = None
        self._frame = table.outer
        self._frame.start = begin
        if frame.items:
            table.row.cells.append(("", column, width, start, begin, style, frame.items))
