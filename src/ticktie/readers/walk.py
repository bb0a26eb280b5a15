"""One walk over the source of an HTML release: paragraphs and tables as they stand, with their places.

The walk goes from tag to tag through the original characters, so every place is exact. It keeps the
rules of HTML that matter for reading (void elements, implied ends, cells as barriers) in one explicit
stack; nothing recurses, and every step costs no more than the characters that it passes.
"""

import re
from dataclasses import replace

from ticktie.errors import TooLargeError
from ticktie.model import Span
from ticktie.readers.markup import (
    BLANK,
    BROKEN,
    CELL,
    DECLARATION,
    LINE,
    LONG_TAG,
    PLAIN,
    RUN,
    SHORT_TAG,
    TAG,
    TOKEN,
    Style,
    cell_style,
    chain_style,
    fold,
    styled,
)
from ticktie.readers.open_table import Budget, OpenTable
from ticktie.readers.raw import Frame, Item, OpenCell, Paragraph, Preformatted, RawTable
from ticktie.readers.rows import WholeRows

MAX_TAGS = 3_000_000
# Paragraphs and tables outside of tables that one document may have.
MAX_ITEMS = 200_000
# Tables nested deeper than this are read as plain blocks.
MAX_TABLE_DEPTH = 24
# Inline elements that are opened again in the next paragraph when an unclosed one ends.
_MAX_REOPENED = 8

_VOID = frozenset(["img", "input", "meta", "link", "base", "col", "area", "wbr", "embed", "source", "track", "param"])
_RAW = frozenset(["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"])
_BLOCK = frozenset(
    (
        "p div center h1 h2 h3 h4 h5 h6 ul ol dl dt dd li blockquote section article header footer nav main "
        "aside form fieldset legend address figure figcaption details summary body html head hr dir menu "
        "optgroup option page document type sequence filename description text caption"
    ).split()
)
_TABLE = frozenset(["table", "tr", "td", "th", "thead", "tbody", "tfoot"])
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_RAW_END = {name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in (*_RAW, "pre")}


class Walk:
    """The state of one walk; `items` is what was found outside of all tables, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.items: list[Item] = []
        self.title = ""
        self._frame = Frame(self.items, PLAIN)
        self._tables: list[OpenTable] = []
        self._too_deep = 0
        self._end = len(text)
        self._rows = WholeRows(text)
        self._budget = Budget()

    def over(self, start: int, end: int) -> None:
        """Walk over `text[start:end]`, close what is left open, and add to `items`."""
        if end - start > MAX_TAGS and self.text.count("<", start, end) > MAX_TAGS:
            raise TooLargeError(f"more than {MAX_TAGS:,} tags; cut the release out of the file")
        self._end = end
        self._frame.start = position = start
        while position < end:
            position = self._scan(position, end)
        while self._tables:
            self._close_table(end)
        self._flush(end)
        if len(self.items) > MAX_ITEMS:
            raise TooLargeError(f"more than {MAX_ITEMS:,} paragraphs; cut the release out of the file")

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
                style = styled(frame.style, match[11], match[12] or "")
                if style.broken:
                    return self._long_tag(begin, end)
                if not style.hidden:
                    frame.runs.append((*match.span(13), style))
            elif which == LINE:
                if not self._whole_line(match):
                    return self._long_tag(begin, end)
            elif which == DECLARATION:
                return self._jump_declaration(begin, end)
            elif which == TAG:
                slash, name, attributes = match.group(15, 16, 17)
                if attributes and attributes.count('"') % 2:
                    return self._long_tag(begin, end)
                jump = self._tag(slash, name.lower(), attributes, begin, position)
                if jump:
                    return jump
            elif which != BROKEN or LONG_TAG.match(self.text, begin, end):  # also a cell outside of tables
                return self._long_tag(begin, end)
            else:
                self._text(begin, stop)
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
        attributes, tags = match.group(7, 8)
        style = styled(frame.style, match[6], attributes or "")
        if style.broken:
            return False
        begin = match.start()
        self._flush(begin)
        if frame.counts.get("p"):
            self._end_paragraph()
            style = styled(frame.style, match[6], attributes or "")
        if tags:
            style = chain_style(style, tags)
        start, end = match.span(9)
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
            return self._open_table_part(name, attributes, begin, position)
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
            text_above = bool(self._frame.items)
            style = replace(PLAIN, over=not text_above, under=text_above)
            table.draw(table.row, table.cell.column, table.cell.width, style)

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
                start = frame.start
                if self._tables and self._tables[-1].cell is None:  # between cells: others stand around it
                    shown = [run for run in frame.runs if run]
                    start, end = shown[0][0], shown[-1][1]
                frame.items.append(Paragraph(frame.runs, frame.tag, Span(start, end)))
                frame.tag = ""
            frame.runs = []
        frame.start = end

    # Tables

    def _open_table_part(self, name: str, attributes: str, begin: int, position: int) -> int:
        """Open a table, row or cell; return where to go on where rows are read whole, else 0."""
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
                self._tables[-1].open_row(attributes)
                if not self._frame.runs:
                    return self._rows.read(self._tables[-1], begin, position, self._end)
        return 0

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
        self._tables.append(OpenTable(RawTable(Span(position, position)), self._frame, self._budget))
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
        self._tables[-1].close_row()

    def _whole_cell(self, match: re.Match[str], begin: int) -> None:
        table = self._tables[-1]
        if table.cell is not None:
            self._close_cell(begin)
        if self._frame.runs:
            self._flush(begin)
        table.add_whole_cell(match)

    def _open_cell(self, name: str, attributes: str, begin: int, position: int) -> None:
        self._close_cell(begin)
        self._flush(begin)
        table = self._tables[-1]
        width, height, style = cell_style(table.row_style, name, attributes)
        if style.hidden and not table.row_style.hidden:
            width = height = 0
        _, column = table.place(width, height, style)
        self._frame = Frame([], style, start=position)
        table.cell = OpenCell(column, width, position, style, self._frame)

    def _close_cell(self, begin: int) -> None:
        table = self._tables[-1]
        cell = table.cell
        if cell is None or table.row is None:
            return
        self._flush(begin)
        table.cell = None
        self._frame = table.outer
        self._frame.start = begin
        if cell.frame.items:
            content = ("", cell.column, cell.width, cell.start, begin, cell.style, cell.frame.items)
            table.row.cells.append(content)
