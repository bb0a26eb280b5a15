"""The draft itself, marked: a Word file with a comment on every exception, and suggestions as tracked changes."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from ticktie.errors import InternalError, SettingsError
from ticktie.model import InPart, Source, Span, TieOut
from ticktie.readers.rendition import anchors_of
from ticktie.readers.word_file import AUTHOR, WordFile, relations_of
from ticktie.reports.formula import Names
from ticktie.reports.notes import Note, apart, notes_on_cells, notes_on_figures, notes_on_findings
from ticktie.reports.positions import Places
from ticktie.reports.word_splice import Mark, Piece, splice

INITIALS = "tt"
# The kinds of parts whose text is read.
_TEXTS = ("document", "footnotes", "endnotes")
_ID = re.compile(rb"""\bw:id\s*=\s*["'](-?\d{1,9})["']""")
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_COMMENTS = _DECLARATION + b'<w:comments xmlns:w="%s"></w:comments>' % _NAMESPACE.encode()
_NO_RELATIONS = (
    _DECLARATION
    + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_TYPES = "[Content_Types].xml"
_EMPTY_ROOT = re.compile(rb"<([\w:]*(?:comments|Relationships))(\s[^<>]*)?/>\s*\Z")


def write_marked_word(tie_out: TieOut, *, ticks: bool = False, suggest: bool = False) -> bytes:
    """Return the Word file that was checked with our comments in it; all else keeps its bytes (decision 0009).

    Args:
        tie_out: what was found.
        ticks: whether tied figures get a comment with their proof, too.
        suggest: whether what a finding suggests is put in as a tracked change.

    Raises:
        SettingsError: what was checked is no Word file.
    """
    source = tie_out.document.source
    if source.format != "docx":
        raise SettingsError(f"{source.name} is no Word file and cannot be marked as one; name a .html or .xlsx file")
    places, names = Places.of(tie_out), Names.of(tie_out.tables, tie_out.supporting)
    notes = list(notes_on_findings(tie_out, places, names))
    if ticks:
        notes += [*notes_on_figures(tie_out, places, names), *notes_on_cells(tie_out, places, names)]
    return _written(WordFile(source.data), source, apart(notes), suggest=suggest)


def _written(file: WordFile, source: Source, notes: Sequence[Note], *, suggest: bool) -> bytes:
    comments = file.others_comments() or _NO_COMMENTS
    comment = _next_id([comments])
    change = _next_id([file.part(kind) for kind in _TEXTS])
    marks: dict[str, list[Mark]] = {}
    told: list[bytes] = []
    for note in notes:
        pieces = _pieces(source, note.spans)
        if not pieces:
            continue
        deleted = _pieces(source, note.replaced) if suggest else []
        mark = Mark(comment, _of(pieces), _of(deleted), note.replacement, change)
        marks.setdefault(pieces[0].part, []).append(mark)
        told.append(_comment(comment, note.lines))
        comment += 1
        change += len(deleted) + 1
    changed: dict[str, bytes] = {}
    for kind in _TEXTS:
        name = file.name(kind)
        if name:
            changed[name] = splice(file.part(kind), marks.get(name, ()))
    changed |= _with_comments(file, _ended(comments, b"".join(told)))
    same = {name for name, part in changed.items() if name in file.package and part == file.package.read(name)}
    return file.package.written({name: part for name, part in changed.items() if name not in same})


def _pieces(source: Source, spans: Iterable[Span]) -> list[InPart]:
    """Return the bytes of the package that hold ranges of the source."""
    found: list[InPart] = []
    for span in spans:
        for anchor in anchors_of(source, span):
            place = anchor.place
            if isinstance(place, InPart):
                text = source.text[anchor.start : anchor.end]
                first, last = max(span.start - anchor.start, 0), min(span.end, anchor.end) - anchor.start
                start, end = len(text[:first].encode()), len(text[:last].encode())
                if place.end - place.start != len(text.encode()):  # a reference, which is one character
                    start, end = 0, place.end - place.start
                found.append(InPart(place.part, place.start + start, place.start + end, place.paragraph))
    return found


def _of(places: Iterable[InPart]) -> tuple[Piece, ...]:
    return tuple(Piece(place.start, place.end) for place in places)


def _next_id(parts: Iterable[bytes]) -> int:
    """Return an id that no comment, change or bookmark of some parts has."""
    return max((int(number) for part in parts for number in _ID.findall(part)), default=0) + 1


def _comment(number: int, lines: Sequence[str]) -> bytes:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line, quote=False)}</w:t></w:r></w:p>' for line in lines
    )
    head = f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}">'
    return f"{head}{paragraphs}</w:comment>".encode("utf-8", "replace")


def _ended(part: bytes, content: bytes) -> bytes:
    """Return a part with content before the end of its root element."""
    part = _EMPTY_ROOT.sub(rb"<\1\2></\1>", part)
    end = part.rindex(b"</")
    return part[:end] + content + part[end:]


def _with_comments(file: WordFile, comments: bytes) -> dict[str, bytes]:
    """Return the part of the comments; where there is none yet, also the parts that name it."""
    name = file.name("comments")
    if name or comments == _NO_COMMENTS:
        return {name: comments} if name else {}
    name = f"{file.body.rpartition('/')[0]}/comments.xml"
    if name in file.package:
        raise InternalError(f"{name} is there, but nothing refers to it; save the draft anew")
    relations = relations_of(file.body)
    held = file.package.read(relations) if relations in file.package else _NO_RELATIONS
    relation = f'<Relationship Id="ticktieComments" Type="{_COMMENTS_RELATION}" Target="comments.xml"/>'
    kind = f'<Override PartName="/{name}" ContentType="{_COMMENTS_TYPE}"/>'
    types = _ended(file.package.read(_TYPES), kind.encode())
    return {_TYPES: types, relations: _ended(held, relation.encode()), name: comments}
