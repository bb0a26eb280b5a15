"""Where in the source of an HTML release the characters of a block's or a cell's text stand."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ticktie.model import Extent, Source, Span
from ticktie.readers.markup import drop_no_width, unescape
from ticktie.readers.raw import Item, Paragraph, Preformatted, RawTable
from ticktie.readers.walk import Walk

_REFERENCE_OR_CHARACTER = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[^\s<&#;]{1,32});?|[^\s\u00a0]")
# Characters that the reader may have put around a bare footnote mark.
_ADDED = "()"

# A visible character: itself, its start and end in the source, and the number of its text run.
_Place = tuple[str, int, int, int]
_NOWHERE: _Place = ("", 0, 0, -1)


def locate(source: Source, extent: Extent, text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the source ranges that hold `text[start:end]`, one for each run of source text.

    `text` is the text of the block or cell that stands at `extent`. Blanks do not count, since the reader
    folds them: the n-th visible character of the text is the n-th visible one of the source. Where they differ
    (markup so broken that a part of it reads differently by itself), nothing is returned.
    """
    places = _visible(source, extent)
    spans: list[Span] = []
    last_run = -1
    position = 0
    for index, character in enumerate(text[:end]):
        if character == " ":
            continue
        found, first, last, run = places[position] if position < len(places) else _NOWHERE
        if found != character:
            if character in _ADDED:
                continue
            return ()
        position += 1
        if index < start:
            continue
        if run == last_run:
            spans[-1] = Span(spans[-1].start, last)
        else:
            spans.append(Span(first, last))
            last_run = run
    return tuple(spans)


def characters(source: Source, extent: Extent, text: str) -> list[tuple[int, int] | None]:
    """Return where each character of `text` stands in the source: None for blanks, and from where they differ."""
    shown = _visible(source, extent)
    found: list[tuple[int, int] | None] = [None] * len(text)
    position = 0
    for index, character in enumerate(text):
        if character == " ":
            continue
        here = shown[position] if position < len(shown) else _NOWHERE
        if here[0] == character:
            found[index] = here[1], here[2]
            position += 1
        elif character not in _ADDED:
            break
    return found


@lru_cache(maxsize=4)
def _visible(source: Source, extent: Extent) -> tuple[_Place, ...]:
    """Return the visible characters of the source at `extent`, in order."""
    walk = Walk(source.text)
    walk.over(extent.start, extent.end)
    places: list[_Place] = []
    for number, run in enumerate(sorted(_runs(walk.items))):
        for match in _REFERENCE_OR_CHARACTER.finditer(source.text, run[0], run[1]):
            places.extend(_decoded(match, number))
    return tuple(places)


def _decoded(match: re.Match[str], run: int) -> Iterator[_Place]:
    raw = match[0]
    start, end = match.span()
    if len(raw) == 1:
        if drop_no_width(raw):
            yield raw, start, end, run
        return
    text = unescape(raw)
    for offset, character in enumerate(text):
        if character.isspace() or not drop_no_width(character):
            continue
        if text == raw:
            yield character, start + offset, start + offset + 1, run
        else:
            yield character, start, end, run


def _runs(items: list[Item]) -> Iterator[tuple[int, int]]:
    """Yield the text runs of all items, also inside tables."""
    waiting = list(items)
    while waiting:
        match waiting.pop():
            case Paragraph(runs):
                yield from ((run[0], run[1]) for run in runs if run)
            case Preformatted(extent):
                yield extent.start, extent.end
            case RawTable(rows=rows):
                for row in rows:
                    for cell in row.cells:
                        if cell[6] is None:
                            yield cell[3], cell[4]
                        else:
                            waiting.extend(cell[6])
