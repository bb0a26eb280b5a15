"""EDGAR's wrapping: which parts of a submission are the release."""

import re
from collections.abc import Iterator

from ticktie.model import Span

_BODY = re.compile(r"</?TEXT>")
_TYPE = re.compile(r"<TYPE>\s*([^\s<]+)", re.IGNORECASE)
_ENCODED = re.compile(r"\s*(?:begin \d{3} |<PDF>|<XBRL>|<XML>|<\?xml)", re.IGNORECASE)
# How far before `<TEXT>` its `<TYPE>` may stand.
_HEADER_CHARACTERS = 4000


def bodies(text: str) -> tuple[Span, ...]:
    """Return the places of the parts to read: exhibits 99 of a submission, or all its documents that are text.

    A file without EDGAR's `<TYPE>` and `<TEXT>` is one part, the whole.
    """
    whole = (Span(0, len(text)),)
    if "<TEXT>" not in text:
        return whole
    parts: list[tuple[str, Span]] = []
    for start, end in _texts(text):
        kinds = _TYPE.findall(text, max(0, start - _HEADER_CHARACTERS), start)
        if kinds and not _ENCODED.match(text, start):
            parts.append((kinds[-1].upper(), Span(start, end)))
    exhibits = tuple(span for kind, span in parts if kind.startswith("EX-99"))
    return exhibits or tuple(span for _, span in parts) or whole


def _texts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places between `<TEXT>` and `</TEXT>`, or between `<TEXT>` and the end."""
    start = -1
    for tag in _BODY.finditer(text):
        if tag[0][1] == "/":
            if start >= 0:
                yield start, tag.start()
            start = -1
        elif start < 0:
            start = tag.end()
    if start >= 0:
        yield start, len(text)
