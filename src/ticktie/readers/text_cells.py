"""Cells of text tables before they have columns, and what kind of thing each holds."""

import re
from dataclasses import dataclass
from enum import Enum

from ticktie.model import Extent
from ticktie.readers.text_marks import show

_CURRENCY = re.compile(r"(?:[A-Z]{0,3}\s?[$€£¥₹]|US\$?|USD|RMB|EUR|GBP|Rs\.?)", re.IGNORECASE)
_SUFFIX = re.compile(
    r"\)?\s?%?\s?\)?(?:bps|pts?\.?|p\.?\s?p\.?(?:ts)?\.?|ppts?|x|basis points|points)?\)?", re.IGNORECASE
)
_VALUE = re.compile(
    r"[~≈<>]?\s?[(\-–—−+]{0,3}\s?(?:[A-Z]{0,3}\s?[$€£¥₹])?\s?[(\-–—−+]?\s?(?:\d[\d,. ]{0,40}|\.\d{1,20})"
    r"\s?[)%]{0,3}\s?(?:bps|pts?|p\.?\s?p\.?|ppts?|x|[KMB]|¢|million|billion)?\s?[)%]{0,2}(?:\s?\(\w{1,2}\)|[*†]{1,3})?"
    r"|[A-Z]{0,3}[$€£¥]?\s?\(?[-–—−]{1,3}\)?\s?%?|(?:NM|N/?A|n/?m|nil|\*)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d\s?(?:\(\w{1,2}\)|[A-Z*]{0,3})")
# Values and figures are short; longer cells are words.
_LONGEST_VALUE = 48


class Kind(Enum):
    """What a raw cell holds; the letters make up the signature of a row."""

    EMPTY = "_"
    CURRENCY = "$"
    SUFFIX = ")"
    VALUE = "n"
    WORDS = "t"


@dataclass(frozen=True, slots=True)
class Field:
    """A raw cell: its visible text (may be empty), where its content stands, and its kind."""

    text: str
    extent: Extent
    kind: Kind


def read_field(text: str, start: int, end: int) -> Field:
    """Return the raw cell that `text[start:end]` holds, white space at its edges left out."""
    raw = text[start:end]
    shown = raw.strip()
    if not shown:
        return Field("", Extent(start, start), Kind.EMPTY)
    begin = start + len(raw) - len(raw.lstrip())
    extent = Extent(begin, begin + len(shown))
    visible = show(text, extent.start, extent.end)
    return Field(visible, extent, kind_of(visible))


def kind_of(text: str) -> Kind:
    """Return what a cell with this visible text holds; a bare year is words."""
    if not text:
        return Kind.EMPTY
    if len(text) > _LONGEST_VALUE:
        digits = text.strip("$()-% ").replace(",", "")
        return Kind.VALUE if digits.isdigit() else Kind.WORDS
    if _YEAR.fullmatch(text):
        return Kind.WORDS
    if _CURRENCY.fullmatch(text):
        return Kind.CURRENCY
    if _SUFFIX.fullmatch(text):
        return Kind.SUFFIX
    return Kind.VALUE if _VALUE.fullmatch(text) else Kind.WORDS


def signature(fields: list[Field]) -> str:
    """Return the kinds of the cells as a string, one letter each."""
    return "".join(field.kind.value for field in fields)
