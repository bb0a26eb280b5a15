"""The workbook being written: formats shared, links counted, and nothing of a release can become a formula."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from io import BytesIO
from typing import Any

from ticktie.reports.binder_formula import Place, letters
from ticktie.reports.binder_number import MORE_PLACES, Form, Number, cell_text

# Excel takes 65,530 links on one sheet, and some 200 number formats of one's own in a workbook.
MAX_LINKS = 65_000
MAX_LINES = 20
# Green corners in Excel: text as printed that looks like a number, sums that leave out a neighbour.
IDLE_WARNINGS = ("number_stored_as_text", "formula_differs", "formula_range")
MAX_NUMBER_FORMATS = 180
MAX_FOOTER_NAME_CHARS = 100
LETTER = 1
ROW_POINTS, LINE_POINTS = 14, 12
# How many characters of the font stand in a column as wide as one digit, about.
CHARS_FOR_A_DIGIT = 1.08
# Headers are bold, and often in capitals.
# In a wide column a line ends so many characters early, words being kept whole; narrower ones are counted exactly.
WIDE_CHARS, LOST_CHARS = 36, 4
HEAD_SHARE, SHORT_HEAD_CHARS = 0.8, 14
# The same for every binder, so that the same release gives the same bytes.
CREATED = datetime(1980, 1, 1)
FONT = {"font_name": "Arial", "font_size": 9, "valign": "vcenter"}
INK, RED, AMBER, GREEN, BLUE, GREY, PALE = "#1F2933", "#B00020", "#8A5A00", "#1B6E3C", "#1F4E99", "#5F6B7A", "#EEF2F6"
_HEAD = {"bold": True, "bg_color": PALE, "bottom": 1, "text_wrap": True, "valign": "bottom"}
STYLES: dict[str, dict[str, Any]] = {
    "plain": {"align": "left"},
    "caption": {"align": "left", "text_wrap": True},
    "caption_bold": {"align": "left", "text_wrap": True, "bold": True},
    "title": {"bold": True, "font_size": 12},
    "quiet": {"font_color": GREY},
    "head": {**_HEAD, "align": "left"},
    "head_in": {**_HEAD, "align": "left", "indent": 1},
    "head_right": {**_HEAD, "align": "right"},
    "section": {"bold": True, "font_size": 11, "top": 1},
    "wrap": {"text_wrap": True},
    "wrap_in": {"text_wrap": True, "align": "left", "indent": 1},
    "bold": {"bold": True, "align": "left"},
    "text_right": {"align": "right"},
    "tick": {"font_color": BLUE, "align": "left"},
    "tick_bad": {"font_color": RED, "bold": True, "align": "left"},
    "link": {"font_color": BLUE, "underline": 1},
    "agrees": {"align": "left", "indent": 1, "font_color": GREEN},
    "within": {"align": "left", "indent": 1, "font_color": AMBER},
    "disagrees": {"align": "left", "indent": 1, "font_color": RED, "bold": True},
    "unproved": {"align": "left", "indent": 1, "font_color": GREY},
    "number": {"align": "right"},
    "ruled": {"align": "right", "top": 1},
    "total": {"align": "right", "bold": True},
    "ruled_total": {"align": "right", "top": 1, "bold": True},
    "bad_number": {"align": "right", "bg_color": "#FBE3E6"},
    "live": {"align": "right", "font_color": INK, "bg_color": "#F4F8F4"},
    "live_bad": {"align": "right", "bold": True, "font_color": RED, "bg_color": "#FBE3E6"},
    "left_number": {"align": "left"},
    "line": {"bottom": 1},
}
WRAPPED = frozenset(name for name, style in STYLES.items() if "text_wrap" in style)


@dataclass(slots=True)
class Book:
    """A workbook, with what must be counted while it is written.

    Attributes:
        formulas: number of formula cells written.
        live: for each tie, by its id, the cells of what it gives and of its difference.
    """

    buffer: BytesIO = field(default_factory=BytesIO)
    workbook: Any = None
    formats: dict[tuple[str, str, int], Any] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    sheets: list["Sheet"] = field(default_factory=list)
    formulas: int = 0
    live: dict[str, tuple[Place, Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from xlsxwriter import Workbook  # type: ignore[import-untyped]

        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        fonts = {"default_format_properties": {**FONT}}  # a copy: XlsxWriter writes into it
        self.workbook = Workbook(self.buffer, {**options, **fonts})
        self.workbook.set_properties({"title": "Tie-out binder", "comments": "Written by ticktie", "created": CREATED})
        self.workbook.set_calc_mode("auto")

    def close(self) -> bytes:
        """Finish the workbook and return it."""
        for sheet in self.sheets:
            sheet.fit_rows()
        self.workbook.close()
        return self.buffer.getvalue()

    def style(self, name: str, code: str = "", indent: int = 0) -> Any:
        """Return the format of a style with a number format, the same object for the same words."""
        key = (name, code, indent)
        known = self.formats.get(key)
        if known is None:
            properties = {**FONT, **STYLES[name]}
            if code:
                if code not in self.codes and len(self.codes) >= MAX_NUMBER_FORMATS:
                    code = "#,##0.######"
                self.codes.add(code)
                properties["num_format"] = code
            if indent:
                properties["indent"] = indent
            known = self.formats[key] = self.workbook.add_format(properties)
        return known

    def sheet(self, name: str, file_name: str, *, repeat: tuple[int, int], freeze: tuple[int, int]) -> "Sheet":
        """Add a sheet, set up for print: landscape, as wide as the page, headers on each page."""
        sheet = self.workbook.add_worksheet(name, _quick_worksheet())
        sheet.set_landscape()
        sheet.set_paper(LETTER)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        shown = _as_footer(cell_text(file_name, MAX_FOOTER_NAME_CHARS))
        sheet.set_footer(f"&L{shown} – &A&RPage &P of &N")
        sheet.repeat_rows(*repeat)
        sheet.freeze_panes(*freeze)
        sheet.hide_gridlines(2)
        sheet.ignore_errors(dict.fromkeys(IDLE_WARNINGS, "A1:XFD1048576"))
        sheet.set_default_row(ROW_POINTS)
        self.sheets.append(Sheet(self, sheet, name))
        return self.sheets[-1]


@dataclass(slots=True)
class Sheet:
    """One sheet; every text goes in as text, whatever it begins with."""

    book: Book
    raw: Any
    name: str
    links: int = 0
    room: dict[int, float] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)

    def text(self, row: int, column: int, text: str, style: str = "plain", *, indent: int = 0) -> None:
        """Write words; none are written for none."""
        if text:
            self.raw.write_string(row, column, cell_text(text), self.book.style(style, "", indent))
            if style in WRAPPED:
                self._wrap(row, column, text)

    def number(self, row: int, column: int, number: Number, style: str = "number") -> None:
        """Write a figure in its printed unit, shown as printed."""
        self.raw.write_number(row, column, float(number.value), self.book.style(style, number.form.code()))

    def count(self, row: int, column: int, count: int) -> None:
        """Write a whole number of the report's own."""
        self.raw.write_number(row, column, count, self.book.style("number", "#,##0"))

    def formula(self, row: int, column: int, text: str, value: Fraction, code: str, style: str = "live") -> None:
        """Write a live formula with the value that it has."""
        refused = self.raw.write_formula(row, column, f"={text}", self.book.style(style, code), _cached(value))
        self.book.formulas += refused == 0  # a cell outside the sheet is refused

    def link(self, row: int, column: int, place: Place | None, text: str, style: str = "link") -> None:
        """Write words that lead to a cell; plain words where there is no cell or no room for one more link."""
        if place is None or self.links >= MAX_LINKS:
            self.text(row, column, text, "plain" if style == "link" else style)
            return
        self.links += 1
        address = f"internal:'{place.sheet}'!{letters(place.column)}{place.row + 1}"
        self.raw.write_url(row, column, address, self.book.style(style), cell_text(text, 500) or "–")

    def marked(self, row: int, column: int, parts: tuple[str, str, str]) -> None:
        """Write a sentence with its middle part in bold."""
        before, middle, after = (cell_text(part) for part in parts)
        self._wrap(row, column, before + middle + after)
        style = self.book.style("wrap")
        shapes = (style, self.book.style("bold"), style)
        fragments = [
            one for shape, part in zip(shapes, (before, middle, after), strict=True) if part for one in (shape, part)
        ]
        if len(fragments) > 2:
            self.raw.write_rich_string(row, column, *fragments, style)
        else:
            self.raw.write_string(row, column, middle, style)

    def heads(self, row: int, column: int, labels: Sequence[str], style: str = "head") -> None:
        """Write column headers side by side."""
        for at, label in enumerate(labels, column):
            self.raw.write_string(row, at, cell_text(label), self.book.style(style))
            self._wrap(row, at, label, HEAD_SHARE if len(label) > SHORT_HEAD_CHARS else 1.0)

    def widths(self, widths: Sequence[float], first: int = 0) -> None:
        """Set the widths of columns, in characters; before anything is wrapped in them."""
        for at, width in enumerate(widths, first):
            self.raw.set_column(at, at, width)
            self.room[at] = width

    def fit_rows(self) -> None:
        """Make rows high enough for their wrapped texts.

        Excel does so by itself when it opens a file; others do not.
        """
        for row, lines in self.lines.items():
            self.raw.set_row(row, LINE_POINTS * min(lines, MAX_LINES) + 3)

    def _wrap(self, row: int, column: int, text: str, share: float = 1.0) -> None:
        room = self.room.get(column, 0.0) * share
        lines = _lines(text, room) if len(text) > room > 0 else 1
        if lines > self.lines.get(row, 1):
            self.lines[row] = lines


@lru_cache(maxsize=1)
def _quick_worksheet() -> Any:
    """Return XlsxWriter's worksheet without its search of every formula for functions newer than Excel 2010.

    Ours use ABS, ROUND and SUM only; those searches took a fifth of the time of a binder.
    """
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    class QuickWorksheet(Worksheet):  # type: ignore[misc]
        def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
            return formula.removeprefix("=")

    return QuickWorksheet


def _cached(value: Fraction) -> float | int:
    return value.numerator if value.denominator == 1 else float(value)


def _as_footer(text: str) -> str:
    """Return text in which nothing is an order of a footer; "&&G" XlsxWriter takes for a picture."""
    return re.sub("&(?=[G[])", "& ", text).replace("&", "&&")


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column, words kept whole."""
    room, lines, used = width * CHARS_FOR_A_DIGIT, 1, 0
    if room > WIDE_CHARS:
        return -(-len(text) // int(room - LOST_CHARS))
    for word in text.split(" "):
        if used and used + len(word) > room:
            lines, used = lines + 1, 0
        used += len(word) + 1
        while used > room + 1:
            lines, used = lines + 1, used - int(room)
    return lines


def result_form(form: Form, value: Fraction) -> Form:
    """Return the form in which a recomputed value is shown: as the figure, with more places where those do not do."""
    return form.with_places(places_for(form.places, value))


def places_for(places: int, value: Fraction) -> int:
    """Return how many digits after the point a value needs: as many as printed, or some more where it is not exact."""
    return places if 10**places % value.denominator == 0 else places + MORE_PLACES
