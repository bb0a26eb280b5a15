"""Marks spliced into the XML of a Word part, at exact bytes; whatever is not marked keeps its bytes.

A run that holds a mark is cut into runs with the same properties. See ISO/IEC 29500-1, 17.13.4 (comments) and
17.13.5 (tracked changes).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from ticktie.readers.word_file import AUTHOR
from ticktie.readers.word_xml import block_end

_EDGE = re.compile(rb"<(/?)w:(r|txbxContent|ins)(?=[\s>])[^<>]*(?<!/)>")
_CHILD = re.compile(rb"<([\w:]+)(?=[\s/>])[^<>]*>")
_TEXT = re.compile(rb"<w:t(?=[\s>])[^<>]*>([^<]*)</w:t>")
_BY = b'w:author="%s"' % AUTHOR.encode()


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of a part that hold characters of a figure."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment on a figure, and on request a suggestion in place of a part of it.

    Attributes:
        comment: the id of the comment.
        pieces: where the figure stands, in order.
        deleted: what the suggestion takes away of it, in order.
        inserted: what it puts behind that.
        change: the id of the first of the tracked changes.
    """

    comment: int
    pieces: tuple[Piece, ...]
    deleted: tuple[Piece, ...] = ()
    inserted: str = ""
    change: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a part: its bytes, whether a text box holds it, and whether a tracked insertion does.

    Attributes:
        start: first byte of its opening tag.
        end: the byte behind its closing tag.
        outer: the run that holds the text box that holds this one; itself where none does.
    """

    start: int
    end: int
    outer: "Run | None" = None
    inserted: bool = False


@dataclass(slots=True)
class _Work:
    """What is to be done at which byte of the text.

    Attributes:
        markup: what is put there, between runs.
        deleted: where a deletion that begins there ends, with the id of the change.
        inserted: text that is suggested there, with the id of the change.
    """

    markup: dict[int, list[bytes]] = field(default_factory=dict)
    deleted: dict[int, tuple[int, int]] = field(default_factory=dict)
    inserted: dict[int, tuple[str, int]] = field(default_factory=dict)

    def put(self, place: int, markup: bytes) -> None:
        """Put markup at a place, behind what was put there before."""
        self.markup.setdefault(place, []).append(markup)

    def cuts(self, start: int, end: int) -> list[int]:
        """Return start, end and the places between them where something is to be done."""
        places = {*self.markup, *self.deleted, *self.inserted, *(stop for stop, _ in self.deleted.values())}
        return sorted({start, end, *(place for place in places if start <= place <= end)})

    def holds(self, start: int, end: int) -> bool:
        """Return whether anything is to be done from start to end."""
        return any(start <= place <= end for place in (*self.markup, *self.deleted, *self.inserted))


def runs_of(part: bytes, places: Sequence[int]) -> dict[int, Run]:
    """Return for each place in a text the innermost run that holds it."""
    wanted = sorted(set(places))
    found: dict[int, Run] = {}
    runs: list[tuple[int, int]] = []  # start, and how many boxes were open
    boxes: list[int] = []  # for each open box, how many runs were open
    insertions = 0
    for edge in _EDGE.finditer(part):
        closes, kind = bool(edge[1]), edge[2]
        if kind == b"ins":
            insertions += -1 if closes else 1
        elif kind == b"txbxContent":
            if not closes:
                boxes.append(len(runs))
            elif boxes:
                boxes.pop()
        elif not closes:
            runs.append((edge.start(), len(boxes)))
        elif runs:
            start, depth = runs.pop()
            outer = Run(runs[0][0], -1) if depth and runs else None
            run = Run(start, edge.end(), outer, insertions > 0)
            first = bisect_left(wanted, start)
            while first < len(wanted) and wanted[first] < edge.end():
                found.setdefault(wanted[first], run)
                first += 1
    return found


def splice(part: bytes, marks: Sequence[Mark]) -> bytes:
    """Return a part with marks in it, which come in the order of the part.

    In a text box, where Word allows no comment, the comment stands before the run that holds the box; there, and
    inside of what somebody else inserted, nothing is suggested.
    """
    runs = runs_of(part, [piece.start for mark in marks for piece in (*mark.pieces, *mark.deleted)])
    work: dict[Run, _Work] = {}
    edits: list[tuple[int, int, bytes]] = []
    for mark in marks:
        held = [runs[piece.start] for piece in mark.pieces]
        if held[0].outer is not None:
            place = held[0].outer.start
            edits.append((place, place, _comment_start(mark) + _comment_end(mark)))
            continue
        work.setdefault(held[0], _Work()).put(mark.pieces[0].start, _comment_start(mark))
        if not any(run.inserted for run in held):
            _suggest(work, runs, mark)
        work.setdefault(held[-1], _Work()).put(mark.pieces[-1].end, _comment_end(mark))
    edits += [(run.start, run.end, _rebuilt(part, run, todo)) for run, todo in work.items()]
    return _edited(part, sorted(edits))


def _suggest(work: dict[Run, _Work], runs: Mapping[int, Run], mark: Mark) -> None:
    for number, piece in enumerate(mark.deleted):
        work.setdefault(runs[piece.start], _Work()).deleted[piece.start] = piece.end, mark.change + number
    if mark.deleted:
        last = mark.deleted[-1]
        work[runs[last.start]].inserted[last.end] = mark.inserted, mark.change + len(mark.deleted)


def _edited(part: bytes, edits: Sequence[tuple[int, int, bytes]]) -> bytes:
    pieces: list[bytes] = []
    position = 0
    for start, end, replacement in edits:
        pieces += (part[position:start], replacement)
        position = end
    return b"".join((*pieces, part[position:]))


def _comment_start(mark: Mark) -> bytes:
    return b'<w:commentRangeStart w:id="%d"/>' % mark.comment


def _comment_end(mark: Mark) -> bytes:
    reference = b'<w:r><w:commentReference w:id="%d"/></w:r>' % mark.comment
    return b'<w:commentRangeEnd w:id="%d"/>%s' % (mark.comment, reference)


def _rebuilt(part: bytes, run: Run, work: _Work) -> bytes:
    """Return a run cut into as many as its marks ask for, with the marks between them."""
    tag = _CHILD.match(part, run.start)
    assert tag is not None
    children = list(_children(part, tag.end(), run.end - len(b"</w:r>")))
    opening = tag[0]
    if children and children[0][2] == b"w:rPr":
        opening += part[children[0][0] : children[0][1]]
        children = children[1:]
    writer = _Writer(opening)
    for start, end, _ in children:
        text = _TEXT.fullmatch(part, start, end)
        if text is None or not work.holds(*text.span(1)):
            writer.inside(part[start:end])
        else:
            _write_text(writer, part, text.span(1), work)
    return writer.done()


def _children(part: bytes, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield start, end and name of the elements that a run holds."""
    while found := _CHILD.search(part, start, end):
        start = found.end() if found[0].endswith(b"/>") else block_end(part, found[1], found.end())
        yield found.start(), start, found[1]


class _Writer:
    """Runs of the same properties, opened when something is to stand inside of one."""

    def __init__(self, opening: bytes) -> None:
        self._opening = opening
        self._parts: list[bytes] = []
        self._is_open = False

    def inside(self, content: bytes) -> None:
        """Add what stands inside a run."""
        if not self._is_open:
            self._parts.append(self._opening)
            self._is_open = True
        self._parts.append(content)

    def between(self, markup: bytes) -> None:
        """Add what stands between runs."""
        if self._is_open:
            self._parts.append(b"</w:r>")
            self._is_open = False
        self._parts.append(markup)

    def change(self, kind: bytes, number: int, content: bytes) -> None:
        """Add a tracked change, which holds a run of its own."""
        change = b'<w:%s w:id="%d" %s>%s%s</w:r></w:%s>' % (kind, number, _BY, self._opening, content, kind)
        self.between(change)

    def done(self) -> bytes:
        """Close what is open and return all."""
        self.between(b"")
        return b"".join(self._parts)


def _write_text(writer: _Writer, part: bytes, span: tuple[int, int], work: _Work) -> None:
    cuts = work.cuts(*span)
    deleted = 0  # where the open deletion ends, and its id
    number = 0
    for place, following in zip(cuts, (*cuts[1:], cuts[-1]), strict=True):
        if place in work.inserted:
            text, change = work.inserted[place]
            writer.change(b"ins", change, _characters(b"w:t", escape(text, quote=False).encode()))
        for markup in work.markup.get(place, ()):
            writer.between(markup)
        deleted, number = work.deleted.get(place, (deleted, number))
        if place == following:
            continue
        if place < deleted:
            writer.change(b"del", number, _characters(b"w:delText", part[place:following]))
        else:
            writer.inside(_characters(b"w:t", part[place:following]))


def _characters(name: bytes, text: bytes) -> bytes:
    return b'<%s xml:space="preserve">%s</%s>' % (name, text, name)
