"""EDGAR's wrapping: which parts of a submission are the release."""

import re

from ticktie.model import Span

_BODY = re.compile(r"<TEXT>(.*?)(?:</TEXT>|\Z)", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"<TYPE>\s*([^\s<]+)", re.IGNORECASE)
_ENCODED = re.compile(r"\s*(?:begin \d{3} |<PDF>|<XBRL>|<XML>|<\?xml)", re.IGNORECASE)
# How far before `<TEXT>` its `<TYPE>` may stand.
_HEADER_CHARACTERS = 4000


def bodies(text: str) -> tuple[Span, ...]:
    """Return the places of the parts to read: exhibits 99 of a submission, or all its documents that are text.

    A file without EDGAR's `<TYPE>` and `<TEXT>` is one part, the whole.
    """
    parts: list[tuple[str, Span]] = []
    for body in _BODY.finditer(text):
        kinds = _TYPE.findall(text, max(0, body.start() - _HEADER_CHARACTERS), body.start())
        if kinds and not _ENCODED.match(text, body.start(1)):
            parts.append((kinds[-1].upper(), Span(*body.span(1))))
    exhibits = tuple(span for kind, span in parts if kind.startswith("EX-99"))
    return exhibits or tuple(span for _, span in parts) or (Span(0, len(text)),)
