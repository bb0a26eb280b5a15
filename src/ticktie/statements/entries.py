"""The entries of a grid row: `$`, brackets, percent signs and footnote marks joined to their digits."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ticktie.figures import CellNumber, read_cell
from ticktie.model import Extent, GridCell, GridRow
from ticktie.model.quick import quick
from ticktie.statements.periods import period_words

_CURRENCIES = "$ US$ C$ A$ J$ NT$ HK$ R$ S$ € £ ¥ ₹ RMB USD EUR GBP CHF Rs. Rs".split()
_OPENERS = frozenset((*_CURRENCIES, *(f"{sign}(" for sign in "$€£¥"), "US$(", "(", "($", "$ (", "( $", "-$", "+", "+$"))
_CLOSERS = frozenset(
    (")", "%", ")%", ") %", "%)", "% )", "pts", "pts.", "pt", "pp", "p.p.", "ppt", "ppts", "bps", "bp", "x", "X")
)
_MARK = re.compile(r"(?:[(\[](?:1?\d|[a-zA-Z]{1,2}|[ivx]{1,4})[)\]]|\*{1,3}|[†‡§#^¹²³⁴⁵]+)(?:,?(?:\(\d\)|[†‡]))*$")
_MARK_BEGINNINGS = frozenset("([*†‡§#^¹²³⁴⁵")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_YEAR_WITH_MARK = re.compile(r"(?:19|20)\d\d\s?(?:\(\w\)|\*+|[EAFae])?$")
_WORD_NUMBER = re.compile(
    r"n\s?[./]?\s?[ma]\b\.?|n\.?c\.?$|nil\b|none$|not\smeaningful"
    r"|[A-Za-z]{0,3}[$€£¥₹]|(?:rmb|usd|eur|gbp|chf|rs)[\s.]*[\d(]",
    re.IGNORECASE,
)
MAX_NUMBER_CHARACTERS = 60
MAX_SPLIT_GAP = 2


class Entry(NamedTuple):
    """What one logical cell prints (a tuple: thousands are made for one release).

    Attributes:
        text: as printed, the raw cells joined ("$ (756)"), footnote marks left out.
        left: first raw column of the digits (of the text, where there are none); `right` the one after their last.
        outer_left: first raw column with the signs that stand before; `outer_right` likewise after.
        extent: where it stands in the source, from the first raw cell to the last.
        number: the number that the text prints, unscaled, or None for words.
        is_year: whether it is four bare digits that may be a year.
        is_mark: whether it may be a footnote mark ("(1)") of the entry at its left.
    """

    text: str
    left: int
    right: int
    outer_left: int
    outer_right: int
    extent: Extent
    number: CellNumber | None = None
    is_year: bool = False
    is_mark: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """A grid row with its entries from left to right.

    Attributes:
        figures: how many entries print a number that cannot be a year.
        years: how many are bare years.
    """

    row: GridRow
    entries: tuple[Entry, ...]
    figures: int
    years: int


def read_lines(rows: Iterable[GridRow]) -> tuple[Line, ...]:
    """Read the rows of a grid; bracketed numbers that stand where figures stand are figures, and no footnote marks."""
    lines = [read_line(row) for row in rows]
    marks: Counter[int] = Counter()
    figures: set[int] = set()
    for line in lines:
        for entry in line.entries:
            if entry.is_mark:
                marks[entry.left] += 1
            elif entry.number is not None:
                figures.add(entry.left)
    if not marks:
        return tuple(lines)
    rows_of_figures = sum(1 for line in lines if line.figures)
    settled = figures | {left for left, count in marks.items() if count > 1 and 2 * count > rows_of_figures}
    return tuple(_with_figures(line, settled) for line in lines)


def _with_figures(line: Line, lefts: set[int]) -> Line:
    if not any(entry.is_mark and entry.number is not None and entry.left in lefts for entry in line.entries):
        return line
    entries = tuple(
        entry._replace(is_mark=False) if entry.is_mark and entry.number is not None and entry.left in lefts else entry
        for entry in line.entries
    )
    return _line(line.row, entries)


def read_line(row: GridRow) -> Line:
    """Join the raw cells of a row to entries and read their numbers."""
    entries: list[Entry] = []
    opened: list[GridCell] = []
    digits: GridCell | None = None
    closed: list[GridCell] = []
    for cell in row.cells:
        text = cell.text
        if digits is not None:
            if text in _CLOSERS and _takes(digits, closed, cell):
                closed.append(cell)
                continue
            _add_entry(entries, opened, digits, closed)
            digits = None
            if opened:
                opened = []
            if closed:
                closed = []
        if text in _OPENERS:
            opened.append(cell)
        else:
            digits = cell
    if digits is not None:
        _add_entry(entries, opened, digits, closed)
    else:
        entries += [_bare_entry(sign) for sign in opened]
    return _line(row, tuple(_marked(entries)))


def _line(row: GridRow, entries: tuple[Entry, ...]) -> Line:
    figures = years = 0
    for entry in entries:
        if entry.is_year:
            years += 1
        elif entry.number is not None and not entry.is_mark:
            figures += 1
    return Line(row, entries, figures, years)


def _takes(digits: GridCell, closed: list[GridCell], sign: GridCell) -> bool:
    """Whether a closing sign belongs to the digits at its left."""
    last = closed[-1] if closed else digits
    if sign.column - (last.column + last.width) > MAX_SPLIT_GAP or _YEAR.match(digits.text):
        return False
    end = last.text[-1]
    return end.isdigit() or end in "-—–)" or (end == "%" and sign.text == ")")


def _add_entry(entries: list[Entry], opened: list[GridCell], digits: GridCell, closed: list[GridCell]) -> None:
    """Add an entry with its signs; signs before words stand for themselves (a heading "$" over a column)."""
    if opened and not (digits.text[0].isdigit() or digits.text[0] in "(.-—–−$"):
        entries += [_bare_entry(sign) for sign in opened]
        opened = []
    if opened or closed:
        entries.append(_signed_entry(opened, digits, closed))
    else:
        entries.append(_bare_entry(digits))


def _bare_entry(cell: GridCell) -> Entry:
    """Return the entry of one raw cell."""
    text, left = cell.text, cell.column
    right = left + cell.width
    number, is_year = _read(text)
    return Entry(text, left, right, left, right, cell.extent, number, is_year)


def _signed_entry(opened: list[GridCell], digits: GridCell, closed: list[GridCell]) -> Entry:
    text = digits.text
    if opened:
        before = "".join(sign.text for sign in opened)
        text = before + text if before[-1] in "(-+" else f"{before} {text}"
    if closed:
        text += "".join(sign.text for sign in closed)
    first, last = opened[0] if opened else digits, closed[-1] if closed else digits
    return Entry(
        text,
        digits.column,
        digits.column + digits.width,
        first.column,
        last.column + last.width,
        Extent(first.extent.start, last.extent.end),
        *_read(text),
    )


def _read(text: str) -> tuple[CellNumber | None, bool]:
    """Return the number that a text prints, and whether it is four bare digits that may be a year."""
    return _read_number(text) if len(text) <= MAX_NUMBER_CHARACTERS else (None, False)


@lru_cache(maxsize=16384)
def _read_number(text: str) -> tuple[CellNumber | None, bool]:
    is_year = text[0] in "12" and len(text) <= 8 and _YEAR_WITH_MARK.match(text) is not None
    if text[0].isalpha() and not _WORD_NUMBER.match(text):
        return None, is_year
    number = read_cell(text)
    if number is not None and text[-1].isalpha() and not period_words(text).is_empty:
        return None, is_year  # "6M YTD" is no six millions
    return number, is_year


def _marked(entries: list[Entry]) -> list[Entry]:
    """Flag what may be a footnote mark: "(1)", "*" right after another entry."""
    for index in range(1, len(entries)):
        entry = entries[index]
        if entry.text[0] in _MARK_BEGINNINGS and len(entry.text) <= 4 and _MARK.match(entry.text):
            before = entries[index - 1]
            joined = entry.outer_right != entry.right
            if not joined and entry.left - before.outer_right <= MAX_SPLIT_GAP:
                entries[index] = entry._replace(is_mark=True)
    return entries
