"""Properties of characters, paragraphs, cells and rows, given directly or in a style (ISO/IEC 29500-1, 17.3 – 17.7).

A Word file says the same properties thousands of times in the same bytes; what a block of them says is remembered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ticktie.readers.word_blocks import CellShape, Look, Shape
from ticktie.readers.word_xml import Attributes, attributes

Value = bool | int | float
# What was said of characters or of a paragraph: names of fields of `Look` or `Shape`, and their values.
Said = tuple[tuple[str, Value], ...]

_TWIPS = 20.0  # in a point
_HALVES = 2.0  # sizes are in half points
_BODY_LEVEL = 9
MAX_COLUMNS = 1000
# Styles that are based on each other deeper than this are read no further.
_MAX_STYLES_DEEP = 30

_TAG = re.compile(rb"<w:(\w+)([^<>]*)>")
# Properties as they were before a tracked change, and those of parts of a table only.
_EARLIER = re.compile(rb"<w:(\w+Change|tblStylePr)\b.*?</w:\1>", re.DOTALL)
_STYLE = re.compile(rb"<w:style(?=[\s>])([^<>]*)>(.*?)</w:style>", re.DOTALL)
_DEFAULTS = re.compile(rb"<w:rPrDefault>(.*?)</w:rPrDefault>", re.DOTALL)
_HEADING = re.compile(r"heading ([1-9])|(title)", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,7}(?:\.\d{1,7})?")
_OFF = frozenset(["0", "false", "off", "none"])
_UNDRAWN = frozenset(["", "nil", "none"])


def _tags(block: bytes) -> Iterator[tuple[str, Attributes]]:
    block = _EARLIER.sub(b"", block) if b"Change" in block or b"tblStylePr" in block else block
    for name, raw in _TAG.findall(block):
        yield name.decode(), attributes(raw)


def _is_on(said: Attributes) -> bool:
    return said.get("val", "1") not in _OFF


def _number(text: str | None, default: float = 0.0) -> float:
    found = _NUMBER.match(text or "")
    return float(found[0]) if found else default


def _is_drawn(said: Attributes) -> bool:
    return said.get("val", "") not in _UNDRAWN


@lru_cache(maxsize=4096)
def of_characters(block: bytes) -> tuple[str, Said]:
    """Return the style that a `<w:rPr>` names, and what it says itself."""
    style, found = "", dict[str, Value]()
    for name, said in _tags(block):
        match name:
            case "rStyle":
                style = said.get("val", "")
            case "b":
                found["bold"] = _is_on(said)
            case "i":
                found["italic"] = _is_on(said)
            case "u":
                found["underline"] = _is_on(said)
            case "vanish":
                found["hidden"] = _is_on(said)
            case "sz":
                found["size"] = _number(said.get("val")) / _HALVES
            case "vertAlign":
                found["raised"] = said.get("val") == "superscript"
            case "position" if _number(said.get("val")) > 0:
                found["raised"] = True
    return style, tuple(found.items())


@lru_cache(maxsize=4096)
def of_paragraph(block: bytes) -> tuple[str, Said]:
    """Return the style that a `<w:pPr>` names, and what it says itself."""
    style, found = "", dict[str, Value]()
    for name, said in _tags(block):
        match name:
            case "pStyle":
                style = said.get("val", "")
            case "outlineLvl":
                found["level"] = int(_number(said.get("val"), _BODY_LEVEL) + 1) % (_BODY_LEVEL + 1)
            case "numId":
                found["listed"] = _is_on(said)
            case "jc":
                found["centered"] = said.get("val") == "center"
            case "ind":
                left = _number(said.get("left") or said.get("start"))
                first = _number(said.get("firstLine")) - _number(said.get("hanging"))
                found["indent"] = max(left + first, 0) / _TWIPS
            case "top" | "bottom" if _is_drawn(said):
                found["over" if name == "top" else "under"] = True
                found["double"] = said["val"] == "double"
            case "del" | "moveFrom":  # of the paragraph's mark
                found["merged"] = True
    return style, tuple(found.items())


@lru_cache(maxsize=4096)
def of_cell(block: bytes) -> CellShape:
    """Return what a `<w:tcPr>` says."""
    shape = CellShape()
    for name, said in _tags(block):
        match name:
            case "gridSpan":
                shape = replace(shape, width=min(max(int(_number(said.get("val"), 1)), 1), MAX_COLUMNS))
            case "cellDel":
                shape = replace(shape, deleted=True)
            case "top" if _is_drawn(said):
                shape = replace(shape, over=True, double=shape.double or said["val"] == "double")
            case "bottom" if _is_drawn(said):
                shape = replace(shape, under=True, double=shape.double or said["val"] == "double")
    return shape


@lru_cache(maxsize=4096)
def of_row(block: bytes) -> tuple[int, bool]:
    """Return how many columns a `<w:trPr>` leaves out before the first cell, and whether the row is deleted."""
    before, deleted = 0, False
    for name, said in _tags(block):
        if name == "gridBefore":
            before = min(max(int(_number(said.get("val"))), 0), MAX_COLUMNS)
        elif name == "del":
            deleted = True
    return before, deleted


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str = ""
    characters: Said = ()
    paragraph: Said = ()


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids, and what holds for all its text."""

    styles: dict[str, _Style] = field(default_factory=dict)
    common: Said = ()
    default: str = ""
    _looks: dict[tuple[str, bytes], Look] = field(default_factory=dict)
    _shapes: dict[bytes, tuple[str, Shape]] = field(default_factory=dict)

    def look(self, style: str, block: bytes) -> Look:
        """Return how characters with the properties of a block look in a paragraph of a style."""
        key = (style, block)
        if key not in self._looks:
            own_style, said = of_characters(block)
            chain = (*self._chain(style or self.default), *self._chain(own_style))
            changes = dict(self.common)
            for one in chain:
                changes.update(one.characters)
            self._looks[key] = replace(Look(), **changes | dict(said))  # type: ignore[arg-type]
        return self._looks[key]

    def shape(self, block: bytes) -> tuple[str, Shape]:
        """Return the style of a paragraph with the properties of a block, and how it is set."""
        if block not in self._shapes:
            style, said = of_paragraph(block)
            changes = dict[str, Value]()
            for one in self._chain(style or self.default):
                changes.update(one.paragraph)
            self._shapes[block] = style, replace(Shape(), **changes | dict(said))  # type: ignore[arg-type]
        return self._shapes[block]

    def _chain(self, style: str) -> list[_Style]:
        """Return a style and those that it is based on, the widest first."""
        chain: list[_Style] = []
        while style in self.styles and len(chain) < _MAX_STYLES_DEEP:
            chain.append(self.styles[style])
            style = chain[-1].based_on
        return chain[::-1]


def read_styles(part: bytes) -> Styles:
    """Return the styles that a part defines."""
    found = Styles()
    defaults = _DEFAULTS.search(part)
    if defaults:
        found.common = of_characters(defaults[1])[1]
    for raw, block in _STYLE.findall(part):
        said = attributes(raw)
        identity = said.get("styleId", "")
        found.styles[identity] = _style(block)
        if said.get("type") == "paragraph" and said.get("default") in ("1", "true"):
            found.default = identity
    return found


def _style(block: bytes) -> _Style:
    based_on, level = "", 0
    for name, said in _tags(block):
        if name == "basedOn":
            based_on = said.get("val", "")
        elif name == "name":
            heading = _HEADING.fullmatch(said.get("val", ""))
            level = int(heading[1] or 1) if heading else 0
    named: Said = (("level", level),) if level else ()
    return _Style(based_on, of_characters(block)[1], (*of_paragraph(block)[1], *named))
