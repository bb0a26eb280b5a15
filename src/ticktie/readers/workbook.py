"""Excel workbooks (.xlsx): what their sheets show, written down in HTML, each cell with its name."""

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from typing import Any

from ticktie.errors import TooLargeError, UnreadableError
from ticktie.model import InSheet
from ticktie.readers.package import Package
from ticktie.readers.rendition import Rendition
from ticktie.readers.workbook_formats import shown

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 20_000, 500, 200_000
_MAX_XML_BYTES = 64 * 1024 * 1024
_INDENT_POINTS = 9
# So many empty rows part tables.
_PARTING_ROWS = 2
_DAMAGED = "is a damaged Excel file; save it anew"

# What openpyxl raises where a damaged part makes it stumble.
_STUMBLES = (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError)

# One row of a sheet: its cells that show something, with their columns from 0.
_Row = list[tuple[int, Any, str]]


def render_workbook(data: bytes) -> Rendition:
    """Return what the visible sheets of a workbook show: values as their formats show them, as last calculated.

    Raises:
        UnreadableError: the file is damaged.
        TooLargeError: there is more than can be read.
    """
    _assert_bounded(data)
    from openpyxl import load_workbook  # slow to import, and seldom needed

    try:
        book = load_workbook(BytesIO(data), data_only=True)
    except _STUMBLES as error:
        raise UnreadableError(f"{_DAMAGED} ({type(error).__name__})") from None
    to = Rendition()
    to.markup("<html><body>\n")
    left = MAX_CELLS
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
            raise TooLargeError(f"has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns in {sheet.title!r}; cut it")
        left -= sheet.max_row * sheet.max_column
        if left < 0:
            raise TooLargeError(f"has more than {MAX_CELLS:,} cells; cut the statements out of it")
        to.markup(f"<h2>{escape(sheet.title)}</h2>\n")
        for rows in _tables(sheet):
            _write(to, sheet, rows)
    to.markup("</body></html>\n")
    return to


def _assert_bounded(data: bytes) -> None:
    """Raise where the parts of a package are too large, or define entities."""
    package = Package(data)
    total = 0
    for name in package:
        if name.endswith((".xml", ".rels")):
            part = package.read(name)
            total += len(part)
            if total > _MAX_XML_BYTES:
                raise TooLargeError(f"unpacks to more than {_MAX_XML_BYTES:,} bytes; cut the statements out of it")
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise UnreadableError(f"has a document type in {name}, which no Excel file has; save it anew")


def _tables(sheet: Any) -> Iterator[list[_Row]]:
    """Yield the rows that belong together: empty rows part tables."""
    rows: list[_Row] = []
    empty = 0
    for cells in sheet.iter_rows():
        number = cells[0].row if cells else 0
        if number and sheet.row_dimensions[number].hidden:
            continue
        row = [
            (at, cell, text)
            for at, cell in enumerate(cells)
            if not _is_hidden(sheet, cell) and (text := shown(cell.value, cell.number_format))
        ]
        if not row:
            empty += 1
            continue
        if rows and empty >= _PARTING_ROWS:
            yield rows
            rows = []
        rows.append(row)
        empty = 0
    if rows:
        yield rows


def _is_hidden(sheet: Any, cell: Any) -> bool:
    letters = getattr(cell, "column_letter", "")
    return bool(letters) and letters in sheet.column_dimensions and bool(sheet.column_dimensions[letters].hidden)


def _write(to: Rendition, sheet: Any, rows: Sequence[_Row]) -> None:
    """Write a table; words that stand alone in the rows above it are its title."""
    spans = {(merged.min_row, merged.min_col): merged.size["columns"] for merged in sheet.merged_cells.ranges}
    first = next((at for at, row in enumerate(rows) if len(row) > 1), len(rows))
    for row in rows[:first]:
        for _, cell, text in row:
            to.markup("<p><b>")
            to.text(text, InSheet(sheet.title, cell.coordinate))
            to.markup("</b></p>\n")
    to.markup("<table>\n")
    for row in rows[first:]:
        to.markup("<tr>")
        column = 0
        for at, cell, text in row:
            if at > column:
                to.markup(f'<td colspan="{at - column}"></td>')
            width = spans.get((cell.row, cell.column), 1)
            to.markup(f'<td colspan="{width}"{_style(cell)}>')
            to.text(text, InSheet(sheet.title, cell.coordinate))
            to.markup("</td>")
            column = at + width
        to.markup("</tr>\n")
    to.markup("</table>\n")


def _style(cell: Any) -> str:
    said = []
    if cell.alignment is not None and cell.alignment.indent:
        said.append(f"padding-left:{cell.alignment.indent * _INDENT_POINTS:g}pt")
    if cell.font is not None and cell.font.b:
        said.append("font-weight:bold")
    for side, line in (("top", cell.border.top), ("bottom", cell.border.bottom)):
        if line is not None and line.style:
            said.append(f"border-{side}:{'3pt double' if line.style == 'double' else '1pt solid'}")
    return f' style="{";".join(said)}"' if said else ""
