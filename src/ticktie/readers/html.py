"""HTML releases, as companies file them: blocks in order, grids, exact places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ticktie.model import Block, BlockKind, Document, Source, Span
from ticktie.readers.envelope import bodies
from ticktie.readers.headings import find_title, rank
from ticktie.readers.layout import Content, Figures, resolve
from ticktie.readers.preformatted import read_preformatted
from ticktie.readers.prose import Passage, bullet_length, is_heading, starts_with_mark
from ticktie.readers.walk import Preformatted, Walk

# Tags and blanks, then one visible character.
_VISIBLE = re.compile(r"(?:<[^<>]*+>|\s|&nbsp;|&#160;|&#xa0;)*+(?:&#?\w{1,32};|[^<])", re.IGNORECASE)


def read_html(source: Source) -> Document:
    """Return the document that an HTML source shows."""
    walk = Walk(source.text)
    for body in bodies(source.text):
        walk.over(body.start, body.end)
    contents = list(_classify(source, resolve(source.text, walk.items)))
    title = find_title(contents)
    blocks = tuple(_blocks(source, contents, rank(contents, title)))
    return Document(source, title.text if title else walk.title, blocks)


def read_blocks(source: Source, walk: Walk) -> tuple[Block, ...]:
    """Return the blocks of what was walked over; none of them is the title."""
    contents = list(_classify(source, resolve(source.text, walk.items)))
    return tuple(_blocks(source, contents, rank(contents, None)))


def _classify(source: Source, contents: Iterable[Content]) -> Iterator[Content]:
    """Say of each passage what it is: heading, list item, footnote under a table, or paragraph."""
    under_table = False
    for content in contents:
        if not isinstance(content, Passage):
            under_table = isinstance(content, Figures)
            yield content
            continue
        if content.kind is BlockKind.PARAGRAPH:
            content = _classified(source, content, under_table=under_table)
        under_table = under_table and content.kind is BlockKind.FOOTNOTE
        yield content


def _classified(source: Source, passage: Passage, *, under_table: bool) -> Passage:
    length = bullet_length(passage.text)
    if length:
        marker = len(passage.text[:length].split()[0])
        start = _behind(source.text, passage.extent, marker)
        marks = tuple(Span(mark.start - length, mark.end - length) for mark in passage.marks if mark.start >= length)
        return replace(
            passage,
            kind=BlockKind.LIST_ITEM,
            text=passage.text[length:],
            extent=Span(start, passage.extent.end),
            marks=marks,
        )
    if passage.tag == "li":
        return replace(passage, kind=BlockKind.LIST_ITEM)
    if under_table and starts_with_mark(passage):
        return replace(passage, kind=BlockKind.FOOTNOTE)
    if is_heading(passage):
        return replace(passage, kind=BlockKind.HEADING)
    return passage


def _behind(text: str, extent: Span, characters: int) -> int:
    """Return the place behind the first visible characters of an extent."""
    place = extent.start
    for _ in range(characters):
        found = _VISIBLE.match(text, place, extent.end)
        place = found.end() if found else place
    return place


def _blocks(source: Source, contents: list[Content], levels: dict[int, int]) -> Iterator[Block]:
    count = 0
    for index, content in enumerate(contents):
        match content:
            case Passage(text, extent, kind=kind, marks=marks):
                count += 1
                yield Block(f"b{count}", kind, text, extent, levels.get(index, 0), marks=marks)
            case Figures(grid, extent):
                count += 1
                yield Block(f"b{count}", BlockKind.TABLE, "", extent, grid=grid)
            case Preformatted(extent):
                for block in read_preformatted(source, extent):
                    count += 1
                    yield replace(block, id=f"b{count}")
