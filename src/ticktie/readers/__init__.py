"""Bytes in, `Document` out; what a file is, is decided by its content and not by its name."""

import hashlib
import re
from collections.abc import Callable, Sequence

from ticktie.errors import TicktieError, TooLargeError, UnreadableError
from ticktie.model import Document, Extent, Source, Span
from ticktie.readers.decode import decode, refusal
from ticktie.readers.rendition import Rendition

__all__ = ["MAX_BYTES", "locate", "locate_all", "read"]

MAX_BYTES = 64 * 1024 * 1024

_HTML = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
# Closing tags that only HTML has; so many of them make a fragment HTML, unless much text stands outside of tables.
_CLOSING = re.compile(r"</(?:p|div|td|th|tr|font|span)\s*>", re.IGNORECASE)
_TABLE_CLOSING = re.compile(r"</(?:td|th|tr)\s*>", re.IGNORECASE)
_ENOUGH_TAGS = 3
_VISIBLE = re.compile(r"\S")


def read(data: bytes, name: str) -> Document:
    """Return the document that the bytes of a release hold: HTML, text, text with HTML tables, Word, PDF or Excel.

    Raises:
        UnreadableError: the bytes are empty, damaged, or no release (an image, an old Word file …).
        TooLargeError: there is more than can be read in bounded time and memory.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"{name}: has {len(data):,} bytes, more than {MAX_BYTES:,}; cut the release out of it")
    try:
        kind, render = _container(data)
        return _read_text(data, name) if render is None else _read_container(data, name, kind, render)
    except TicktieError as error:
        raise type(error)(f"{name}: {error}") from None


def _container(data: bytes) -> tuple[str, Callable[[bytes], Rendition] | None]:
    """Return the format of a file that is no text, and what writes down what it shows."""
    if data.startswith(b"PK\x03\x04"):
        from ticktie.readers.package import Package

        package = Package(data)
        if any(part.startswith("word/") for part in package):
            from ticktie.readers.word import render_word

            return "docx", render_word
        if "xl/workbook.xml" in package:
            from ticktie.readers.workbook import render_workbook

            return "xlsx", render_workbook
    if b"%PDF-" in data[:1024]:
        from ticktie.readers.pdf import render_pdf

        return "pdf", render_pdf
    return "", None


def _read_container(data: bytes, name: str, kind: str, render: Callable[[bytes], Rendition]) -> Document:
    from ticktie.readers.html import read_html

    rendition = render(data)
    digest = hashlib.sha256(data).hexdigest()
    anchors, remarks = tuple(rendition.anchors), tuple(rendition.remarks)
    return read_html(Source(name, kind, digest, rendition.html, anchors, data, remarks))


def _read_text(data: bytes, name: str) -> Document:
    reason = refusal(data)
    if reason:
        raise UnreadableError(reason)
    text = decode(data)
    if not _VISIBLE.search(text):
        raise UnreadableError("is empty; name a release that has text")
    kind = _kind(text)
    source = Source(name, "html" if kind == "html" else "text", hashlib.sha256(data).hexdigest(), text)
    if kind == "html":
        from ticktie.readers.html import read_html

        return read_html(source)
    if kind == "mixed":
        from ticktie.readers.mixed import read_mixed

        return read_mixed(source)
    from ticktie.readers.text import read_text

    return read_text(source)


def _kind(text: str) -> str:
    """Return "html", "mixed" (text with HTML tables) or "text"."""
    if _HTML.search(text):
        return "html"
    closing = len(_CLOSING.findall(text))
    if closing < _ENOUGH_TAGS:
        return "text"
    in_tables = len(_TABLE_CLOSING.findall(text))
    return "mixed" if in_tables == closing else "html"


def locate(document: Document, extent: Extent, text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the source ranges that hold `text[start:end]`, where `text` is what was read at `extent`."""
    source = document.source
    if source.is_markup or "<" in source.text[extent.start : extent.end]:
        from ticktie.readers.places import locate as locate_in_html

        return locate_in_html(source, extent, text, start, end)
    from ticktie.readers.text import locate as locate_in_text

    return locate_in_text(source, extent, text, start, end)


def locate_all(document: Document, extent: Extent, text: str, spans: Sequence[Span]) -> tuple[Span | None, ...]:
    """Return for each span of `text`, which was read at `extent`, the source range from its first to its last one.

    As `locate`, but for many spans at once, and with whatever stands between the runs. None where the place
    cannot be found.
    """
    if not spans:
        return ()
    source = document.source
    if source.is_markup or "<" in source.text[extent.start : extent.end]:
        from ticktie.readers.places import characters as characters_in_html

        found = characters_in_html(source, extent, text)
    else:
        from ticktie.readers.text import characters as characters_in_text

        found = characters_in_text(source, extent, text)
    return tuple(_range(found[span.start : span.end]) for span in spans)


def _range(characters: Sequence[tuple[int, int] | None]) -> Span | None:
    known = [character for character in characters if character is not None]
    if not known:
        return None
    return Span(min(start for start, _ in known), max(end for _, end in known))
