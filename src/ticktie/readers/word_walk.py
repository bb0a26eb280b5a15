"""From a part of a Word file to its blocks: text as accepted, tables, text boxes, the marks of notes."""

import re
from dataclasses import dataclass, field
from typing import Literal

from ticktie.model import InPart
from ticktie.readers.word_blocks import Block, Look, Paragraph, Piece
from ticktie.readers.word_properties import Properties, Said, Styles, border
from ticktie.readers.word_tables import OpenTables
from ticktie.readers.word_xml import Attributes, End, Handlers, Start, Walk

_AMPERSAND = ord("&")
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,4}")
_PLAIN, _RAISED = Look(), Look(raised=True)
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
# Elements whose content does not show: what was deleted or moved away, earlier properties, what stands in for a
# drawing where an application is too old for it, the settings of sections and controls.
_UNSHOWN = frozenset("del moveFrom rPrChange pPrChange tblPrChange trPrChange tcPrChange sectPr sdtPr Fallback".split())
# Elements that stand for one character.
_CHARACTERS = {"noBreakHyphen": "-", "cr": "\n", "br": "\n", "tab": "\t", "ptab": "\t"}


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
    """Where the walk is: the paragraph, its properties, the run and the fields that are open."""

    paragraph: Paragraph | None = None
    number: int = 0
    style: str = ""
    in_properties: bool = False
    look: Look | None = None
    run_style: str = ""
    said: Said = ()
    in_text: bool = False
    # For each open field, whether its instruction is being read.
    fields: list[bool] = field(default_factory=list)


class BodyWalk:
    """One walk over a part that holds text: `blocks` is what it found; `insertions`, `deletions` are counted."""

    def __init__(self, name: str, part: bytes, styles: Styles, notes: tuple[Notes, Notes]) -> None:
        self.blocks: list[Block] = []
        self.insertions = self.deletions = 0
        self._name, self._part = name, part
        self._styles = styles
        self._notes = notes
        self._properties = Properties()
        self._tables = OpenTables(self.blocks)
        self._here = _Place()
        self._outside: list[_Place] = []
        self._paragraphs = 0
        self._in_borders = False

    def read(self) -> None:
        """Walk over the part; raises as `Walk.over` does."""
        starts: dict[str, Start] = {
            **self._properties.starts,
            **self._tables.starts,
            **{local: self._character(text) for local, text in _CHARACTERS.items()},
            "p": self._open_paragraph,
            "pPr": self._open_properties,
            "pStyle": self._paragraph_style,
            "pBdr": lambda said: self._borders(True),
            "top": self._rule("over"),
            "bottom": self._rule("under"),
            "r": self._open_run,
            "rStyle": self._run_style,
            "t": self._open_text,
            "sym": self._symbol,
            "fldChar": self._field,
            "txbxContent": self._open_box,
            "ins": self._insertion,
            "moveTo": self._insertion,
            "del": self._deletion,
            "moveFrom": self._deletion,
        }
        ends: dict[str, End] = {
            **self._tables.ends,
            "p": self._close_paragraph,
            "pPr": self._close_properties,
            "pBdr": lambda: self._borders(False),
            "rPr": self._take_look,
            "t": self._close_text,
            "txbxContent": self._close_box,
        }
        for notes in self._notes:
            starts |= self._of_notes(notes)
            ends[notes.kind] = self._tables.leave
        Walk(self._name, self._part).over(Handlers(starts, ends, _UNSHOWN, self._text))

    # Text

    def _open_text(self, said: Attributes) -> None:
        self._here.in_text = True

    def _close_text(self) -> None:
        self._here.in_text = False

    def _text(self, characters: str, place: int) -> None:
        here = self._here
        if not here.in_text or here.paragraph is None or any(here.fields):
            return
        if here.look is None:
            here.look = self._styles.look(here.style, here.run_style, here.said)
        if not here.look.hidden:
            where = InPart(self._name, place, place + self._bytes(characters, place), here.number)
            here.paragraph.pieces.append(Piece(characters, here.look, where))

    def _bytes(self, characters: str, place: int) -> int:
        """Return how many bytes of the part hold characters: more than their own where a reference stands for them."""
        if self._part[place] == _AMPERSAND:
            return self._part.index(b";", place) + 1 - place
        return len(characters) if characters.isascii() else len(characters.encode())

    def _character(self, text: str) -> Start:
        return lambda said: self._add(text, _PLAIN)

    def _symbol(self, said: Attributes) -> None:
        code = said.get("char", "")
        if _HEXADECIMAL.fullmatch(code):
            self._add(chr(int(code, 16)), _PLAIN)

    def _add(self, text: str, look: Look) -> None:
        """Add what an element stands for; in the properties of a paragraph, a tab is no character."""
        here = self._here
        if here.paragraph is not None and not here.in_properties and not any(here.fields):
            here.paragraph.pieces.append(Piece(text, look))

    def _field(self, said: Attributes) -> None:
        fields = self._here.fields
        match said.get("fldCharType"):
            case "begin":
                fields.append(True)
            case "separate" if fields:
                fields[-1] = False
            case "end" if fields:
                fields.pop()

    # Paragraphs and runs

    def _open_paragraph(self, said: Attributes) -> None:
        self._paragraphs += 1
        here = self._here
        here.paragraph, here.number, here.style = Paragraph(self._styles.shape("", ())), self._paragraphs, ""

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

    def _open_properties(self, said: Attributes) -> None:
        self._here.in_properties = True
        self._properties.take_shape()

    def _close_properties(self) -> None:
        here = self._here
        here.in_properties = False
        said = self._properties.take_shape()
        if here.paragraph is not None:
            here.paragraph.shape = self._styles.shape(here.style, said)

    def _paragraph_style(self, said: Attributes) -> None:
        self._here.style = said.get("val", "")

    def _borders(self, are_read: bool) -> None:
        self._in_borders = are_read

    def _rule(self, side: str) -> Start:
        def rule(said: Attributes) -> None:
            if self._in_borders:
                drawn, double = border(said)
                self._properties.shape[side] = drawn
                self._properties.shape["double"] = double
            else:
                self._tables.rule(side, said)

        return rule

    def _open_run(self, said: Attributes) -> None:
        here = self._here
        here.run_style, here.said, here.look = "", (), None
        self._properties.take_look()

    def _run_style(self, said: Attributes) -> None:
        self._here.run_style = said.get("val", "")

    def _take_look(self) -> None:
        said = self._properties.take_look()
        if not self._here.in_properties:
            self._here.said = said

    # Tracked changes, text boxes, notes

    def _insertion(self, said: Attributes) -> None:
        self.insertions += 1

    def _deletion(self, said: Attributes) -> None:
        self.deletions += 1
        if not self._tables.delete() and self._here.in_properties:
            self._properties.shape["merged"] = True

    def _open_box(self, said: Attributes) -> None:
        self._outside.append(self._here)
        paragraph = self._here.paragraph
        self._tables.enter(paragraph.boxes if paragraph is not None else self._tables.container)
        self._here = _Place()

    def _close_box(self) -> None:
        if self._outside:
            self._here = self._outside.pop()
            self._tables.leave()

    def _of_notes(self, notes: Notes) -> dict[str, Start]:
        """Return what to do where a note is referred to, where its part holds it, and where its own number stands."""
        own = ""

        def refer(said: Attributes) -> None:
            number = notes.refer(said.get("id", ""))
            if "customMarkFollows" not in said:
                self._add(number, _RAISED)

        def open_note(said: Attributes) -> None:
            nonlocal own
            own = notes.numbers.get(said.get("id", ""), "")
            self._tables.enter(notes.blocks.setdefault(said.get("id", ""), []))

        def number_itself(said: Attributes) -> None:
            if own:
                self._add(own, _RAISED)

        return {f"{notes.kind}Reference": refer, notes.kind: open_note, f"{notes.kind}Ref": number_itself}
