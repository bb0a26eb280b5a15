"""Properties of runs and paragraphs, as elements give them: directly or in a style (ISO/IEC 29500-1, 17.3 and 17.7)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ticktie.readers.word_blocks import Look, Shape
from ticktie.readers.word_xml import Attributes, Handlers, Start, Walk

Value = bool | int | float
# What was said of characters or of a paragraph: names of fields of `Look` or `Shape`, and their values.
Said = tuple[tuple[str, Value], ...]

_OFF = frozenset(["0", "false", "off", "none"])
_TWIPS = 20.0  # in a point
_HALVES = 2.0  # sizes are in half points
_NUMBER = re.compile(r"[+-]?\d{1,7}(?:\.\d{1,7})?")
_HEADING = re.compile(r"heading ([1-9])|(title)", re.IGNORECASE)
_BODY_LEVEL = 9
# Styles that are based on each other deeper than this are read no further.
_MAX_STYLES_DEEP = 30
_DRAWN = re.compile(r"(?!none|nil)\w+")


def is_on(attributes: Attributes) -> bool:
    """Return whether a property that can be on or off is on; without a value it is."""
    return attributes.get("val", "1") not in _OFF


def number(text: str | None, default: float = 0.0) -> float:
    """Return a number that an attribute holds, a default where it holds none."""
    found = _NUMBER.match(text or "")
    return float(found[0]) if found else default


class Properties:
    """Properties as they are read; `look` and `shape` hold what has been said since they were last taken."""

    def __init__(self) -> None:
        self.look: dict[str, Value] = {}
        self.shape: dict[str, Value] = {}
        look, shape = self._look, self._shape
        self.starts: dict[str, Start] = {
            "b": look("bold", is_on),
            "i": look("italic", is_on),
            "u": look("underline", is_on),
            "vanish": look("hidden", is_on),
            "sz": look("size", lambda said: number(said.get("val")) / _HALVES),
            "vertAlign": look("raised", lambda said: said.get("val") == "superscript"),
            "position": look("raised", lambda said: number(said.get("val")) > 0),
            "outlineLvl": shape("level", lambda said: int(number(said.get("val"), _BODY_LEVEL) + 1) % 10),
            "numId": shape("listed", is_on),
            "jc": shape("centered", lambda said: said.get("val") == "center"),
            "ind": shape("indent", _indent),
        }

    def _look(self, name: str, value: Callable[[Attributes], Value]) -> Start:
        return lambda said: self.look.__setitem__(name, value(said))

    def _shape(self, name: str, value: Callable[[Attributes], Value]) -> Start:
        return lambda said: self.shape.__setitem__(name, value(said))

    def take_look(self) -> Said:
        """Return what was said of characters, and forget it."""
        said, self.look = tuple(self.look.items()), {}
        return said

    def take_shape(self) -> Said:
        """Return what was said of a paragraph, and forget it."""
        said, self.shape = tuple(self.shape.items()), {}
        return said


def _indent(said: Attributes) -> float:
    left = number(said.get("left") or said.get("start"))
    return max(left + number(said.get("firstLine")) - number(said.get("hanging")), 0) / _TWIPS


def border(said: Attributes) -> tuple[bool, bool]:
    """Return whether a border is drawn, and whether it is double."""
    value = said.get("val", "nil")
    return bool(_DRAWN.fullmatch(value)), value == "double"


@dataclass(slots=True)
class _Style:
    based_on: str = ""
    level: int = 0
    look: Said = ()
    shape: Said = ()


@dataclass(slots=True)
class Styles:
    """The styles of a document, by their ids; "" stands for what holds for all text."""

    styles: dict[str, _Style] = field(default_factory=lambda: {"": _Style()})
    default: str = ""
    _looks: dict[tuple[str, str, Said], Look] = field(default_factory=dict)
    _shapes: dict[tuple[str, Said], Shape] = field(default_factory=dict)

    def look(self, paragraph: str, run: str, said: Said) -> Look:
        """Return how characters look in a paragraph of one style, in a run of another, with what is said directly."""
        key = (paragraph, run, said)
        if key not in self._looks:
            changes: dict[str, Value] = dict(self.styles[""].look)
            for style in (*self._chain(paragraph or self.default), *self._chain(run)):
                changes.update(style.look)
            self._looks[key] = replace(Look(), **changes | dict(said))  # type: ignore[arg-type]
        return self._looks[key]

    def shape(self, paragraph: str, said: Said) -> Shape:
        """Return how a paragraph of a style is set, with what is said directly."""
        key = (paragraph, said)
        if key not in self._shapes:
            changes: dict[str, Value] = {}
            for style in self._chain(paragraph or self.default):
                changes.update(style.shape)
                if style.level:
                    changes["level"] = style.level
            self._shapes[key] = replace(Shape(), **changes | dict(said))  # type: ignore[arg-type]
        return self._shapes[key]

    def _chain(self, style: str) -> list[_Style]:
        """Return a style and those that it is based on, the widest first."""
        chain: list[_Style] = []
        while style in self.styles and style and len(chain) < _MAX_STYLES_DEEP:
            chain.append(self.styles[style])
            style = chain[-1].based_on
        return chain[::-1]


def read_styles(name: str, part: bytes) -> Styles:
    """Return the styles that a part defines."""
    styles, properties = Styles(), Properties()
    current = ""

    def start(said: Attributes) -> None:
        nonlocal current
        current = said.get("styleId", "")
        styles.styles[current] = _Style()
        if said.get("type") == "paragraph" and said.get("default") == "1":
            styles.default = current
        take()

    def take() -> None:
        properties.take_look()
        properties.take_shape()

    def named(said: Attributes) -> None:
        found = _HEADING.fullmatch(said.get("val", ""))
        if found and current:
            styles.styles[current].level = int(found[1] or 1)

    def based_on(said: Attributes) -> None:
        styles.styles[current].based_on = said.get("val", "")

    def end() -> None:
        style = styles.styles[current]
        style.look, style.shape = properties.take_look(), properties.take_shape()

    Walk(name, part).over(
        Handlers(
            starts=properties.starts | {"style": start, "name": named, "basedOn": based_on},
            ends={"style": end, "rPrDefault": end},
            skipped=frozenset(["tblStylePr", "rPrChange", "pPrChange", "latentStyles"]),
        )
    )
    return styles
