"""HTML releases, as companies file them: blocks in order, grids, exact places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ticktie.model import Block, BlockKind, Document, Source, Span
from ticktie.readers.envelope import bodies
from ticktie.readers.headings import body_size, find_title, rank
from ticktie.readers.layout import Content, Figures, resolve
from ticktie.readers.preformatted import read_preformatted
from ticktie.readers.prose import (
    HEADING_TAGS,
    ONLY_BULLET,
    ONLY_MARK,
    ORNAMENT,
    Passage,
    bullet_length,
    is_heading,
    numbering_length,
    starts_with_mark,
)
from ticktie.readers.raw import Preformatted
from ticktie.readers.walk import Walk

# Tags that text documents of a submission do not have.
_TAG = re.compile(r"<(?:html|body|p|div|tr|td|font|br|span)\b", re.IGNORECASE)
_MAX_HEADING_CHARACTERS = 250
_LETTER = re.compile(r"[^\W\d_]")
# Tags and blanks, then one visible character.
_VISIBLE = re.compile(
    r"""(?:<(?:[^<>"']|"[^"]{0,2000}+"|'[^']{0,2000}+')*+>|\s|&nbsp;|&\#160;|&\#xa0;)*+(?:&\#?\w{1,32};|[^<])""",
    re.IGNORECASE,
)


def read_html(source: Source) -> Document:
    """Return the document that an HTML source shows."""
    walk = Walk(source.text)
    parts = bodies(source.text)
    for part in parts:
        if len(parts) == 1 or _TAG.search(source.text, part.start, part.end):
            walk.over(part.start, part.end)
        else:
            walk.items.append(Preformatted(part))
    contents = list(_continued(_classify(source, resolve(source.text, walk.items))))
    title = find_title(contents)
    blocks = tuple(_blocks(source, contents, rank(contents, title)))
    return Document(source, title.text if title else walk.title, blocks)


def read_blocks(source: Source, walk: Walk) -> tuple[Block, ...]:
    """Return the blocks of what was walked over; none of them is the title."""
    contents = list(_continued(_classify(source, resolve(source.text, walk.items))))
    return tuple(_blocks(source, contents, rank(contents, None)))


def _classify(source: Source, contents: list[Content]) -> Iterator[Content]:
    """Say of each passage what it is: heading, list item, footnote under a table, or paragraph."""
    size = body_size(contents)
    under_table = False
    for content in _paired(contents):
        if not isinstance(content, Passage):
            under_table = isinstance(content, Figures)
            yield content
        elif not ORNAMENT.fullmatch(content.text):
            if content.kind is BlockKind.PARAGRAPH:
                content = _classified(source, content, size, under_table=under_table)
            under_table = under_table and content.kind is BlockKind.FOOTNOTE
            yield content


def _paired(contents: Iterable[Content]) -> Iterator[Content]:
    """Join a bullet or a footnote mark that stands alone with the passage behind it."""
    waiting: Passage | None = None
    for content in contents:
        if waiting is not None and isinstance(content, Passage) and _LETTER.search(content.text):
            yield _with_marker(waiting, content)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = None
        if isinstance(content, Passage) and (ONLY_BULLET.fullmatch(content.text) or ONLY_MARK.fullmatch(content.text)):
            waiting = content
        else:
            yield content
    if waiting is not None:
        yield waiting


def _with_marker(marker: Passage, passage: Passage) -> Passage:
    if ONLY_BULLET.fullmatch(marker.text):
        return replace(passage, kind=BlockKind.LIST_ITEM)
    shift = len(marker.text) + 1
    return replace(
        passage,
        kind=BlockKind.FOOTNOTE,
        text=f"{marker.text} {passage.text}",
        extent=_cover(marker.extent, passage.extent),
        marks=tuple(Span(mark.start + shift, mark.end + shift) for mark in passage.marks),
    )


def _cover(first: Span, second: Span) -> Span:
    """Return the range that holds both; text that a browser moves out of a table may come in any order."""
    return Span(min(first.start, second.start), max(first.end, second.end))


def _continued(contents: Iterable[Content]) -> Iterator[Content]:
    """Join a heading with the next one where that is set alike and begins in lower case."""
    waiting: Passage | None = None
    for content in contents:
        is_heading = isinstance(content, Passage) and content.kind is BlockKind.HEADING
        if waiting is not None and isinstance(content, Passage) and is_heading and _goes_on(waiting, content):
            extent = _cover(waiting.extent, content.extent)
            shift = len(waiting.text) + 1
            marks = (Span(mark.start + shift, mark.end + shift) for mark in content.marks)
            text = f"{waiting.text} {content.text}"
            waiting = replace(waiting, text=text, extent=extent, marks=(*waiting.marks, *marks))
            continue
        if waiting is not None:
            yield waiting
        waiting = content if isinstance(content, Passage) and is_heading else None
        if waiting is None:
            yield content
    if waiting is not None:
        yield waiting


def _goes_on(heading: Passage, passage: Passage) -> bool:
    short = len(heading.text) < _MAX_HEADING_CHARACTERS
    return short and passage.text[0].islower() and heading.style is passage.style


def _classified(source: Source, passage: Passage, size: float, *, under_table: bool) -> Passage:
    raised = bool(passage.marks) and passage.marks[0].start == 0
    if passage.tag not in HEADING_TAGS and (raised or (under_table and starts_with_mark(passage))):
        return replace(passage, kind=BlockKind.FOOTNOTE)
    length = bullet_length(passage.text)
    if length:
        return _list_item(source, passage, length)
    if passage.tag == "li":
        return replace(passage, kind=BlockKind.LIST_ITEM)
    if is_heading(passage, size):
        return replace(passage, kind=BlockKind.HEADING)
    length = numbering_length(passage.text)
    return _list_item(source, passage, length) if length else passage


def _list_item(source: Source, passage: Passage, length: int) -> Passage:
    """Drop the bullet, the first `length` characters, from text and extent."""
    start = _behind(source.text, passage.extent, len(passage.text[:length].split()[0]))
    return replace(
        passage,
        kind=BlockKind.LIST_ITEM,
        text=passage.text[length:],
        extent=Span(start, passage.extent.end),
        marks=tuple(Span(mark.start - length, mark.end - length) for mark in passage.marks if mark.start >= length),
    )


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
