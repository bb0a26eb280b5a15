"""What a PDF would cost to read, found out before PDFium reads it: PDFium itself sets few bounds."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from ticktie.errors import TooLargeError, UnreadableError

MAX_PAGES = 1_000
# What one page may hold, its forms written out: bytes of its contents, and of the texts in them.
MAX_CONTENT_BYTES = 16 * 1024 * 1024
MAX_TEXT_BYTES = 3 * 1024 * 1024
_MAX_DEPTH = 60
_DO = re.compile(rb"/([^\s/\[\]<>()]+)\s+Do\b")
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*+\)|<[0-9A-Fa-f\s]*+>", re.DOTALL)
_DAMAGED = "is a damaged PDF; save it anew"
_TOO_LARGE = "has a page that is too large to read; cut the release out of it, or print it anew"


@dataclass(frozen=True, slots=True)
class _Cost:
    """Bytes of contents and of texts, forms written out."""

    content: int
    text: int


def assert_bounded(data: bytes) -> None:
    """Raise where reading a PDF would take more time and memory than a release can.

    Raises:
        UnreadableError: it is damaged, needs a password, or has forms that hold themselves.
        TooLargeError: it has too many pages, or too much on one of them.
    """
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise TooLargeError(f"has {len(pdf.pages):,} pages, more than {MAX_PAGES:,}; cut the release out of it")
            forms: dict[tuple[int, int], _Cost | None] = {}
            for page in pdf.pages:
                _of_page(page.obj, forms)
    except pikepdf.PasswordError:
        raise UnreadableError("is a PDF with a password; save it without one") from None
    except (pikepdf.PdfError, RuntimeError, RecursionError, ValueError, TypeError):
        raise UnreadableError(_DAMAGED) from None


def _of_page(page: Dictionary, forms: dict[tuple[int, int], _Cost | None]) -> None:
    contents = page.get(Name.Contents)
    streams = list(contents)[:MAX_PAGES] if isinstance(contents, Array) else [contents]
    total = _Cost(0, 0)
    for stream in streams:
        if isinstance(stream, Stream):
            total = _sum(total, _of_stream(stream, page.get(Name.Resources), forms, 0))


def _of_stream(
    stream: Stream, resources: pikepdf.Object | None, forms: dict[tuple[int, int], _Cost | None], depth: int
) -> _Cost:
    """Return what a stream of contents costs with the forms that it draws."""
    if depth > _MAX_DEPTH:
        raise TooLargeError(_TOO_LARGE)
    content = decoded(stream)
    total = _Cost(len(content), sum(len(found) for found in _strings(content)))
    named = resources.get(Name.XObject) if isinstance(resources, Dictionary) else None
    for found in _DO.finditer(content):
        form = named.get("/" + found[1].decode("latin-1")) if isinstance(named, Dictionary) else None
        if isinstance(form, Stream) and form.get(Name.Subtype) == Name.Form:
            total = _sum(total, _of_form(form, resources, forms, depth))
    return total


def _strings(content: bytes) -> Iterator[bytes]:
    return (found[0] for found in _STRING.finditer(content))


def _of_form(
    form: Stream, outer: pikepdf.Object | None, forms: dict[tuple[int, int], _Cost | None], depth: int
) -> _Cost:
    key = form.objgen
    if key not in forms:
        forms[key] = None  # while it is being looked at
        forms[key] = _of_stream(form, form.get(Name.Resources, outer), forms, depth + 1)
    cost = forms[key]
    if cost is None:
        raise UnreadableError("is a PDF with a form that holds itself; print it anew")
    return cost


def _sum(one: _Cost, other: _Cost) -> _Cost:
    total = _Cost(one.content + other.content, one.text + other.text)
    if total.content > MAX_CONTENT_BYTES or total.text > MAX_TEXT_BYTES:
        raise TooLargeError(_TOO_LARGE)
    return total


def decoded(stream: Stream) -> bytes:
    """Return the contents of a stream; raise TooLargeError where they are more than a page may hold."""
    filters = stream.get(Name.Filter)
    names = list(filters) if isinstance(filters, Array) else [filters]
    content = stream.read_raw_bytes()
    for name in names:
        if name is None:
            continue
        if name not in (Name.FlateDecode, Name.Fl):
            return _checked(stream.read_bytes()) if len(stream.read_raw_bytes()) < MAX_TEXT_BYTES else _checked(content)
        try:
            content = zlib.decompressobj().decompress(content, MAX_CONTENT_BYTES + 1)
        except zlib.error:
            return b""  # PDFium shows nothing of it, either
        _checked(content)
    return _checked(content)


def _checked(content: bytes) -> bytes:
    if len(content) > MAX_CONTENT_BYTES:
        raise TooLargeError(_TOO_LARGE)
    return content
