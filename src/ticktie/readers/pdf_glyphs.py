"""The pages of a PDF as PDFium sees them: characters with their boxes, and the rules that are drawn."""

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from ticktie.errors import TooLargeError, UnreadableError
from ticktie.model.quick import quick
from ticktie.readers.pdf_guard import assert_bounded

MAX_GLYPHS = 600_000
_MAX_OBJECTS = 200_000
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_NAME_BYTES = 200
# Text that climbs by less than this share of its way is upright.
_SLANT = 0.1
# A drawn shape so thin is a rule.
_RULE_POINTS = 2.5
_MIN_RULE_POINTS = 6.0
_BLANK = frozenset(map(ord, " \t\r\n\u00a0\u2002\u2003\u2009\u202f"))
# Letters that follow "fl" rather than "fi".
_AFTER_FL = frozenset("aouy")
# A hyphen at the end of a line, as PDFium tells it.
_HYPHENS = frozenset("\ufffe\x02")


@quick
@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its box: points from the left and the top of the page as it is shown.

    Attributes:
        base: the line that it stands on.
        ends: whether a blank follows it in the file.
        native: left, bottom, right, top in the page's own coordinates.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    bold: bool
    ends: bool
    native: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line that is drawn on a page, as it is shown."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is shown: its number from 1, its size in points, its characters in no order, its rules."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]


def read_pages(data: bytes) -> Iterator[Page]:
    """Yield the pages of a PDF.

    Raises:
        UnreadableError: it is damaged or needs a password.
        TooLargeError: it has more pages or characters than can be read.
    """
    assert_bounded(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise UnreadableError("is a damaged PDF; save it anew") from None
    with closing(document):
        fonts: dict[int, bool] = {}
        left = MAX_GLYPHS
        for number in range(1, len(document) + 1):
            try:
                page = document[number - 1]
            except pypdfium2.PdfiumError:
                continue  # a page that cannot be loaded shows nothing
            with closing(page):
                read = _read_page(page, number, fonts, left)
            left -= len(read.glyphs)
            yield read


def _read_page(page: "pypdfium2.PdfPage", number: int, fonts: dict[int, bool], most: int) -> Page:
    turn = _Turn(page)
    text = page.get_textpage()
    with closing(text):
        if pdfium.FPDFText_CountChars(text.raw) > most:
            raise TooLargeError(f"has more than {MAX_GLYPHS:,} characters; cut the release out of it")
        glyphs = tuple(_glyphs(text.raw, turn, fonts))
    return Page(number, turn.width, turn.height, glyphs, tuple(_rules(page, turn)))


class _Turn:
    """Turns the coordinates of a page into those of the page as it is shown (its `/Rotate`, its crop box)."""

    def __init__(self, page: "pypdfium2.PdfPage") -> None:
        left, bottom, right, top = page.get_cropbox()
        self._quarter = page.get_rotation() // 90 % 4
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        across, along = right - left, top - bottom
        self.width, self.height = (along, across) if self._quarter % 2 else (across, along)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom from the upper left corner of what is shown."""
        match self._quarter:
            case 1:
                return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
            case 2:
                return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
            case 3:
                return self._top - top, self._right - right, self._top - bottom, self._right - left
        return left - self._left, self._top - top, right - self._left, self._top - bottom

    def is_upright(self, matrix: "pdfium.FS_MATRIX") -> bool:
        """Return whether text of a matrix runs from left to right on the page as it is shown."""
        along, across = ((matrix.a, matrix.b), (matrix.b, -matrix.a), (-matrix.a, -matrix.b), (-matrix.b, matrix.a))[
            self._quarter
        ]
        return bool(along > 0 and abs(across) < along * _SLANT)


def _glyphs(text: "pdfium.FPDF_TEXTPAGE", turn: _Turn, fonts: dict[int, bool]) -> Iterator[Glyph]:
    """Yield the visible characters; a character outside of the page as it is shown is not visible."""
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    looks: dict[int, tuple[bool, bool]] = {}  # of each object of text: upright, bold
    unicode_of, box_of, origin_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
    )
    codes = [unicode_of(text, index) for index in range(pdfium.FPDFText_CountChars(text))]
    for index, code in enumerate(codes):
        if code in _BLANK or 0xDC00 <= code < 0xE000:
            continue
        thing = pdfium.FPDFText_GetTextObject(text, index)
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        if key not in looks:
            looks[key] = _look(thing, turn, fonts)
        upright, bold = looks[key]
        if not upright or not box_of(text, index, rect):
            continue
        native = rect.left, rect.bottom, rect.right, rect.top
        x0, y0, x1, y1 = turn.box(*native)
        origin_of(text, index, x, y)
        base = turn.box(x.value, y.value, x.value, y.value)[1]
        if x1 > 0 and y1 > 0 and x0 < turn.width and y0 < turn.height:
            following = codes[index + 1] if index + 1 < len(codes) else 0
            yield Glyph(_letters(code, following), x0, y0, x1, y1, base, bold, following in _BLANK, native)


def _letters(code: int, following: int) -> str:
    """Return the letters that a code stands for; the next code is the second half of one beyond U+FFFF."""
    if 0xD800 <= code < 0xDC00:
        whole = 0x10000 + ((code - 0xD800) << 10) + (following - 0xDC00)
        return chr(whole) if 0xDC00 <= following < 0xE000 else "\ufffd"
    if not code:
        return _ligature(following)
    return "-" if chr(code) in _HYPHENS else chr(code)


def _ligature(following: int) -> str:
    """Return what a character of unknown meaning inside a word most likely is: of those, fonts leave ligatures out."""
    letter = chr(following or 0xFFFD)
    if not letter.isalpha() or not letter.islower():
        return "\ufffd"
    return "fl" if letter in _AFTER_FL else "fi"


def _look(thing: "pdfium.FPDF_PAGEOBJECT", turn: _Turn, fonts: dict[int, bool]) -> tuple[bool, bool]:
    """Return whether an object of text is upright, and whether it is bold."""
    if not thing:
        return True, False
    matrix = pdfium.FS_MATRIX()
    upright = not pdfium.FPDFPageObj_GetMatrix(thing, matrix) or turn.is_upright(matrix)
    font = pdfium.FPDFTextObj_GetFont(thing)
    key = ctypes.cast(font, ctypes.c_void_p).value or 0
    if key not in fonts:
        name = ctypes.create_string_buffer(_NAME_BYTES)
        if key:
            pdfium.FPDFFont_GetBaseFontName(font, name, _NAME_BYTES)
        heavy = key and pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        fonts[key] = bool(heavy or _BOLD_NAME.search(name.value))
    return upright, fonts[key]


def _rules(page: "pypdfium2.PdfPage", turn: _Turn) -> Iterator[Rule]:
    """Yield the thin horizontal shapes that a page draws."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MAX_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            x0, y0, x1, y1 = turn.box(left.value, bottom.value, right.value, top.value)
            if y1 - y0 <= _RULE_POINTS and x1 - x0 >= _MIN_RULE_POINTS:
                yield Rule(x0, x1, (y0 + y1) / 2)
