"""From a part of a Word file to its blocks: text as accepted, tables, text boxes, the marks of notes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from ticktie.model import InPart
from ticktie.readers.markup import unescape
from ticktie.readers.word_blocks import Block, Look, Paragraph, Piece
from ticktie.readers.word_properties import Styles, of_cell, of_row
from ticktie.readers.word_tables import OpenTables
from ticktie.readers.word_xml import attributes, block_end

# Elements whose content does not show: what was deleted or moved away, what stands in for a drawing where an
# application is too old for it, the settings of sections and controls, and properties that are not read.
_UNSHOWN = ("w:del", "w:moveFrom", "w:sectPr", "w:sdtPr", "w:tblPr", "mc:Fallback")
# Elements whose content is read as one block.
_PROPERTIES = ("w:pPr", "w:rPr", "w:tcPr", "w:trPr")
# Elements that stand for one character.
_CHARACTERS = {"w:noBreakHyphen": "-", "w:cr": "\n", "w:br": "\n", "w:tab": "\t", "w:ptab": "\t"}
_OTHERS = (
    "w:p w:r w:tbl w:tr w:tc w:sym w:fldChar w:txbxContent "
    "w:footnote w:endnote w:footnoteReference w:endnoteReference w:footnoteRef w:endnoteRef"
).split()
_TOKEN = re.compile(
    rb"""<(?:
      w:t(?:\s[^<>]*+)?>([^<]*+)</w:t>                         # 1: the text of a run
    | (/?)(%b)(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*?)(/?)>   # 2 - 5: any other element that is read
    )"""
    % "|".join((*_UNSHOWN, *_PROPERTIES, *_CHARACTERS, *_OTHERS)).encode(),
    re.VERBOSE,
)
_INSERTION, _DELETION = re.compile(rb"<w:(?:ins|moveTo)[\s>]"), re.compile(rb"<w:(?:del|moveFrom)[\s>]")
# What a paragraph must hold to show anything.
_SHOWING = re.compile(rb"<(?:w:(?:t[\s>]|tab|br|tbl|txbx|sym|fldChar|footnote|endnote)|mc:)")
_REFERENCE = re.compile(rb"&[^;]*;|[^&]+")
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,4}")
_PLAIN, _RAISED = Look(), Look(raised=True)
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")

# Handles an opening tag; returns where to go on.
_Start = Callable[[re.Match[bytes]], int]


@dataclass(slots=True)
class Notes:
    """The notes of one kind: the number of each that is referred to, in order, and the blocks of each, by their ids."""

    kind: Literal["footnote", "endnote"]
    numbers: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, list[Block]] = field(default_factory=dict)

    def refer(self, note: str) -> str:
        """Return the number of a note, the next one where it is referred to for the first time."""
        following = len(self.numbers) + 1
        return self.numbers.setdefault(note, str(following) if self.kind == "footnote" else _roman(following))


def _roman(value: int) -> str:
    return "c" * (value // 100) + _TENS[value % 100 // 10] + _ONES[value % 10]


@dataclass(slots=True)
class _Place:
    """Where the walk is: the paragraph with its number and style, the look of the run, the fields that are open."""

    paragraph: Paragraph | None = None
    number: int = 0
    style: str = ""
    look: Look = _PLAIN
    # For each open field, whether its instruction is being read.
    fields: list[bool] = field(default_factory=list)


class BodyWalk:
    """One walk over a part that holds text; `blocks` is what it found."""

    def __init__(self, name: str, part: bytes, styles: Styles, notes: tuple[Notes, Notes]) -> None:
        self.blocks: list[Block] = []
        self._name, self._part = name, part
        self._styles = styles
        self._tables = OpenTables(self.blocks)
        self._here = _Place()
        self._outside: list[_Place] = []
        self._paragraphs = 0
        self._starts = self._start_handlers(notes)
        self._ends: dict[bytes, Callable[[], None]] = {
            b"w:p": self._close_paragraph,
            b"w:tbl": self._tables.close_table,
            b"w:tc": self._tables.close_cell,
            b"w:txbxContent": self._close_box,
            b"w:footnote": self._tables.leave,
            b"w:endnote": self._tables.leave,
        }

    @property
    def insertions(self) -> int:
        """How many tracked insertions the part holds, text that was moved here among them."""
        return len(_INSERTION.findall(self._part))

    @property
    def deletions(self) -> int:
        """How many tracked deletions the part holds, text that was moved away among them."""
        return len(_DELETION.findall(self._part))

    def read(self) -> None:
        """Walk over the part, from tag to tag."""
        part, starts, ends = self._part, self._starts, self._ends
        position = 0
        while found := _TOKEN.search(part, position):
            position = found.end()
            if found.lastindex == 1:
                self._text(found)
                continue
            slash, name, empty = found.group(2, 3, 5)
            if not slash and name in starts:
                position = starts[name](found)
            if (slash or empty) and name in ends:
                ends[name]()

    def _start_handlers(self, notes: tuple[Notes, Notes]) -> dict[bytes, _Start]:
        tables = self._tables
        handlers: dict[str, _Start] = {
            **dict.fromkeys(_UNSHOWN, self._pass_over),
            **{name: self._character(text) for name, text in _CHARACTERS.items()},
            "w:p": self._open_paragraph,
            "w:pPr": self._shape_paragraph,
            "w:r": self._open_run,
            "w:rPr": self._shape_run,
            "w:sym": self._symbol,
            "w:fldChar": self._field,
            "w:txbxContent": self._open_box,
            "w:tbl": _simply(tables.open_table),
            "w:tr": _simply(tables.open_row),
            "w:trPr": self._shape_row,
            "w:tc": _simply(tables.open_cell),
            "w:tcPr": self._shape_cell,
        }
        for one in notes:
            handlers |= self._of_notes(one)
        return {name.encode(): handler for name, handler in handlers.items()}

    def _pass_over(self, found: re.Match[bytes]) -> int:
        return found.end() if found[5] else block_end(self._part, found[3], found.end())

    def _block(self, found: re.Match[bytes]) -> tuple[bytes, int]:
        """Return an element with all that it holds, and the place behind it."""
        end = self._pass_over(found)
        return self._part[found.end() : end], end

    # Text

    def _text(self, found: re.Match[bytes]) -> None:
        here = self._here
        if here.paragraph is None or here.look.hidden or any(here.fields):
            return
        raw, (start, end) = found[1], found.span(1)
        if b"&" not in raw:
            here.paragraph.pieces.append(self._piece(raw, start, end))
            return
        for part in _REFERENCE.finditer(raw):
            here.paragraph.pieces.append(self._piece(part[0], start + part.start(), start + part.end()))

    def _piece(self, raw: bytes, start: int, end: int) -> Piece:
        text = unescape(raw.decode("utf-8", "replace"))
        return Piece(text, self._here.look, InPart(self._name, start, end, self._here.number))

    def _character(self, text: str) -> _Start:
        return lambda found: self._add(text, _PLAIN, found.end())

    def _symbol(self, found: re.Match[bytes]) -> int:
        code = attributes(found[4]).get("char", "")
        return self._add(chr(int(code, 16)), _PLAIN, found.end()) if _HEXADECIMAL.fullmatch(code) else found.end()

    def _add(self, text: str, look: Look, end: int) -> int:
        """Add what an element stands for; return where to go on."""
        here = self._here
        if here.paragraph is not None and not any(here.fields):
            here.paragraph.pieces.append(Piece(text, look))
        return end

    def _field(self, found: re.Match[bytes]) -> int:
        fields = self._here.fields
        match attributes(found[4]).get("fldCharType"):
            case "begin":
                fields.append(True)
            case "separate" if fields:
                fields[-1] = False
            case "end" if fields:
                fields.pop()
        return found.end()

    # Paragraphs, runs, cells and rows

    def _open_paragraph(self, found: re.Match[bytes]) -> int:
        self._paragraphs += 1
        here = self._here
        here.style, shape = self._styles.shape(b"")
        here.paragraph, here.number = Paragraph(shape), self._paragraphs
        end = -1 if found[5] else self._part.find(b"</w:p>", found.end())
        if end < 0 or _SHOWING.search(self._part, found.end(), end):
            return found.end()
        self._shape_empty(found.end())
        return end

    def _shape_empty(self, start: int) -> None:
        """Say what the properties of a paragraph say that shows nothing but, perhaps, its rules."""
        found = _TOKEN.match(self._part, start)
        if found and found[3] == b"w:pPr":
            self._shape_paragraph(found)

    def _close_paragraph(self) -> None:
        paragraph, self._here.paragraph = self._here.paragraph, None
        if paragraph is None:
            return
        container = self._tables.container
        last = container[-1] if container else None
        if isinstance(last, Paragraph) and last.shape.merged:
            last.pieces += paragraph.pieces
            last.boxes += paragraph.boxes
            last.shape = paragraph.shape
        else:
            container.append(paragraph)

    def _shape_paragraph(self, found: re.Match[bytes]) -> int:
        block, end = self._block(found)
        here = self._here
        if here.paragraph is not None:
            here.style, here.paragraph.shape = self._styles.shape(block)
        return end

    def _open_run(self, found: re.Match[bytes]) -> int:
        self._here.look = self._styles.look(self._here.style, b"")
        return found.end()

    def _shape_run(self, found: re.Match[bytes]) -> int:
        block, end = self._block(found)
        self._here.look = self._styles.look(self._here.style, block)
        return end

    def _shape_row(self, found: re.Match[bytes]) -> int:
        block, end = self._block(found)
        self._tables.shape_row(*of_row(block))
        return end

    def _shape_cell(self, found: re.Match[bytes]) -> int:
        block, end = self._block(found)
        self._tables.shape_cell(of_cell(block))
        return end

    # Text boxes and notes

    def _open_box(self, found: re.Match[bytes]) -> int:
        self._outside.append(self._here)
        paragraph = self._here.paragraph
        self._tables.enter(paragraph.boxes if paragraph is not None else self._tables.container)
        self._here = _Place()
        return found.end()

    def _close_box(self) -> None:
        if self._outside:
            self._here = self._outside.pop()
            self._tables.leave()

    def _of_notes(self, notes: Notes) -> dict[str, _Start]:
        """Return what to do where a note is referred to, where its part holds it, and where its own number stands."""
        own = ""

        def refer(found: re.Match[bytes]) -> int:
            said = attributes(found[4])
            number = notes.refer(said.get("id", ""))
            return found.end() if "customMarkFollows" in said else self._add(number, _RAISED, found.end())

        def open_note(found: re.Match[bytes]) -> int:
            nonlocal own
            note = attributes(found[4]).get("id", "")
            own = notes.numbers.get(note, "")
            self._tables.enter(notes.blocks.setdefault(note, []))
            return found.end()

        def number_itself(found: re.Match[bytes]) -> int:
            return self._add(own, _RAISED, found.end()) if own else found.end()

        kind = f"w:{notes.kind}"
        return {f"{kind}Reference": refer, kind: open_note, f"{kind}Ref": number_itself}


def _simply(work: Callable[[], None]) -> _Start:
    """Return a handler that does some work and goes on behind the tag."""

    def handle(found: re.Match[bytes]) -> int:
        work()
        return found.end()

    return handle
