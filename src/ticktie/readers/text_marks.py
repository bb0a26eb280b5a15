"""What a stretch of plain text or Markdown shows: escapes, entities, emphasis and links read as what they are."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ticktie.model import Extent, Source, Span

# Marks of Markdown, entities and tags; a run of them is short, so that every match takes bounded time.
_MARK = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<emphasis>\*+|_+)"
    r"|(?P<link>!?\[(?=[^\[\]]{1,300}\]\([^()\s]{1,1000}\)))"
    r"|(?P<target>\]\([^()\s]{1,1000}\))"
    r"|(?P<tag></?(?:br|p|div)\b[^<>]{0,200}>)"
    r"|</?(?:b|i|u|s|c|em|strong|sup|sub|span|font|small|a|fn|f\d|page|table|caption)\b[^<>]{0,200}>"
    r"|<!--[^<>]{0,1000}-->"
    r"|[\u200b\u200c\u200d\u2060\ufeff\xad]",
    re.IGNORECASE,
)
_MAY_BE_MARKED = re.compile("[\\\\&*_\\[\\]<\u200b\u200c\u200d\u2060\ufeff\xad]")
_WORD_OR_BLANKS = re.compile(r"\S+|\s+")
_LONGEST_EMPHASIS = 3


@dataclass(frozen=True, slots=True)
class _Piece:
    """A shown string; where `exact`, it is the source's characters from `start` to `end` one by one."""

    shown: str
    start: int
    end: int
    exact: bool


def show(text: str, start: int, end: int) -> str:
    """Return the visible characters of `text[start:end]`, white space folded to one blank and trimmed."""
    if not _MAY_BE_MARKED.search(text, start, end):
        return " ".join(text[start:end].split())
    return " ".join("".join(piece.shown for piece in _pieces(text, start, end)).split())


def locate(source: Source, extent: Extent, text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the source ranges that hold `text[start:end]`, where `text` is what `show` gave for the extent.

    Escapes, emphasis, line breaks and whatever else is not shown lie between the ranges.
    """
    spans: list[Span] = []
    position = 0
    for shown, here in _folded(source.text, extent):
        if position >= end:
            break
        length = len(shown)
        low, high = max(start - position, 0), min(end - position, length)
        position += length
        if low >= high:
            continue
        exact = here.end - here.start == length
        found = Span(here.start + low, here.start + high) if exact else here
        if spans and spans[-1].end == found.start:
            spans[-1] = Span(spans[-1].start, found.end)
        else:
            spans.append(found)
    return tuple(spans)


def characters(source: Source, extent: Extent, text: str) -> list[tuple[int, int] | None]:
    """Return where each character of `text`, which is shown at the extent, stands in the source.

    Blanks have no place. What `text` leaves out (the `|` between the cells that a caption was joined from) is
    passed over; from where the two do not meet again, nothing has a place.
    """
    shown = _places(source.text, extent)
    found: list[tuple[int, int] | None] = []
    for character in text:
        place = None
        if character != " ":
            place = next((here for known, here in shown if known == character), None)
        found.append(place)
    return found


def _places(text: str, extent: Extent) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the visible characters at an extent, each with its place."""
    for shown, here in _folded(text, extent):
        if here.end - here.start == len(shown):
            yield from ((character, (here.start + at, here.start + at + 1)) for at, character in enumerate(shown))
        else:
            yield from ((character, (here.start, here.end)) for character in shown)


def _folded(text: str, extent: Extent) -> Iterator[tuple[str, Span]]:
    """Yield words, parts of words and single blanks of the shown text, each with its source range."""
    gap: Span | None = None
    seen = False
    for piece in _pieces(text, extent.start, extent.end):
        for part in _WORD_OR_BLANKS.finditer(piece.shown):
            here = Span(piece.start + part.start(), piece.start + part.end()) if piece.exact else _whole(piece)
            if part[0].isspace():
                gap = here if gap is None else Span(gap.start, here.end)
                continue
            if gap is not None and seen:
                yield " ", _blank(text, gap)
            gap = None
            seen = True
            yield part[0], here


def _whole(piece: _Piece) -> Span:
    return Span(piece.start, piece.end)


def _blank(text: str, gap: Span) -> Span:
    """Return the range that a folded blank stands for: empty where it is a line break."""
    return Span(gap.start, gap.start) if "\n" in text[gap.start : gap.end] else gap


def _pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    """Yield what is shown of a stretch, in order."""
    marks = list(_MARK.finditer(text, start, end))
    hidden = _emphasis(text, marks, start, end)
    position = start
    open_links = 0
    for index, mark in enumerate(marks):
        kind = mark.lastgroup
        if kind == "emphasis" and index not in hidden:
            continue
        if kind == "target" and not open_links:
            continue
        if mark.start() > position:
            yield _Piece(text[position : mark.start()], position, mark.start(), exact=True)
        position = mark.end()
        if kind == "escaped":
            yield _Piece(mark["escaped"], mark.end() - 1, mark.end(), exact=True)
        elif kind == "entity":
            yield _Piece(html.unescape(mark["entity"]), mark.start(), mark.end(), exact=False)
        elif kind == "tag":
            yield _Piece(" ", mark.start(), mark.end(), exact=False)
        elif kind == "link":
            open_links += 1
        elif kind == "target":
            open_links -= 1
    if end > position:
        yield _Piece(text[position:end], position, end, exact=True)


def _emphasis(text: str, marks: list[re.Match[str]], start: int, end: int) -> set[int]:
    """Return the indexes of the runs of `*` and `_` that are emphasis: an opening run and its closing run.

    "2003*" and "* Restated" have no partner and are footnote marks.
    """
    hidden: set[int] = set()
    pending: dict[str, int] = {}
    for index, mark in enumerate(marks):
        run = mark["emphasis"]
        if not run or len(run) > _LONGEST_EMPHASIS:
            continue
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        if run in pending and not before.isspace() and (run[0] == "*" or not after.isalnum()):
            hidden |= {pending.pop(run), index}
        elif not after.isspace() and not before.isalnum() and (len(run) > 1 or after not in ")]|,.;:"):
            pending[run] = index
    return hidden
