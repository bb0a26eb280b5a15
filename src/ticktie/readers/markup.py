"""HTML markup in small pieces: tags found, attributes and styles understood, text unescaped and folded.

A release of 350 KB has some ten thousand tags but only a few hundred different ones, so whatever is learnt
from a tag's attributes is remembered (in bounded caches) under their exact characters.
"""

import html
import re
from dataclasses import dataclass, replace
from functools import lru_cache

_INLINE = "font|span|b|strong|i|em|u|a|ix:[a-z]+"
_INNER = f"p|div|{_INLINE}"

# Every repeat is possessive or bounded: a failed match costs no more than the characters that it looked at.
# A cell with one run of text at most.
_CELL = rf"""(t[dh])(\s[^<>]*+)?+>((?:\s*+<(?:{_INNER})(?:\s[^<>]*+)?+>)*+)([^<]*+)
          (?:</(?:{_INNER})\s*+>\s*+)*+(</t[dh]\s*+>)\s*+"""
WHOLE_CELL = re.compile(rf"\s*+<{_CELL}", re.IGNORECASE | re.VERBOSE)
# The first alternatives are shapes that releases are full of, taken whole; the last three would be enough.
TOKEN = re.compile(
    rf"""<(?:
      # CELL
      {_CELL}
      # LINE: a paragraph with one run of text at most.
    | (p|div)(\s[^<>]*+)?+>((?:\s*+<(?:{_INLINE})(?:\s[^<>]*+)?+>){{0,3}}+)([^<]*+)(?:<br\s*+/?+>)?+
          (?:</(?:{_INLINE})\s*+>\s*+){{0,3}}+(</\6\s*+>)
      # RUN: a run of text in an inline element.
    | ({_INLINE})(\s[^<>]*+)?+>([^<]*+)(</\11\s*+>)
      # TAG: any other tag.
    | (/?)([a-z][^\s/<>]*+)([^<>]*+)>
      # DECLARATION: a comment, declaration or instruction.
    | (!--|[!?])
      # BROKEN: a tag that another `<` interrupts; it may be a quoted one.
    | (/?[a-z])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# The number of the last group of each alternative: `match.lastindex` says which one matched.
CELL, LINE, RUN, TAG, DECLARATION, BROKEN = 5, 10, 14, 17, 18, 19
# A tag with `>` or `<` inside quotes; what is quoted is bounded, so that a stray quote costs little.
LONG_TAG = re.compile(
    r"""<(/?)([a-z][^\s/<>]*+)((?:[^<>"']|"[^"]{0,2000}+"|'[^']{0,2000}+')*+)>""",
    re.IGNORECASE,
)
SHORT_TAG = re.compile(r"<(/?)([a-z][^\s/<>]*+)([^<>]*+)>", re.IGNORECASE)
_OPENING = re.compile(r"<([a-z][^\s/<>]*+)([^<>]*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]*)")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|px|em|rem|ex|in|cm|mm|%)?")
_BORDER_STYLE = re.compile(r"solid|double|dashed|dotted|groove|ridge")
_BORDER_WIDTH = re.compile(r"(\d*\.?\d+)(?:pt|px|em|in|cm|mm)")
_INVISIBLE = re.compile(r"#fff(?:\b|f{3})|\bwhite\b|transparent|rgba\([^)]*,\s*0?\.?0*\)|rgb\(255,\s*255,\s*255\)")
# What HTML takes for a character reference; those up to so many characters are remembered.
_REFERENCE = re.compile(r"&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[^\t\n\f <&#;]{1,32};?)")
_SHORT_REFERENCE = 12

BLANK = re.compile(r"(?:\s|&nbsp;|&#160;|&#xa0;)*+", re.IGNORECASE)

# Points of one unit; a percentage is taken of a column some 500 points wide.
_POINTS = {"pt": 1, "px": 0.75, "em": 10, "rem": 10, "ex": 5, "in": 72, "cm": 28.3, "mm": 2.83, "%": 5, None: 0.75}

_FONT_POINTS = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}

MAX_COLSPAN = 1000
MAX_ROWSPAN = 1000
_MAX_ATTRIBUTES = 4096

# Characters without width: they stand inside words and numbers and are not read.
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How the text inside an element looks.

    Attributes:
        raised: set higher than the line: a footnote mark or an ordinal's ending.
        size: points, 0 where not said.
        indent: points from the left edge of the block or cell.
        over: a rule is drawn over the element; `under`: under it; `double`: one of them is double.
        hidden: not displayed.
        broken: the tag has an unpaired quote, so it goes on behind its first `>`.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: bool = False
    centered: bool = False
    hidden: bool = False
    size: float = 0.0
    indent: float = 0.0
    over: bool = False
    under: bool = False
    double: bool = False
    broken: bool = False


PLAIN = Style()

_BY_TAG: dict[str, tuple[str, ...]] = {
    "b": ("bold",),
    "strong": ("bold",),
    "th": ("bold",),
    "i": ("italic",),
    "em": ("italic",),
    "u": ("underline",),
    "sup": ("raised",),
    "center": ("centered",),
    "ix:header": ("hidden",),
    "template": ("hidden",),
    "object": ("hidden",),
    "svg": ("hidden",),
    "math": ("hidden",),
    **{f"h{level}": ("bold",) for level in range(1, 7)},
}


@lru_cache(maxsize=16384)
def styled(outer: Style, name: str, attributes: str) -> Style:
    """Return how text looks inside the tag `name` with these attributes, itself inside `outer`."""
    changes: dict[str, bool | float] = dict.fromkeys(_BY_TAG.get(name.lower(), ()), True)
    if attributes:
        _read_attributes(attributes[:_MAX_ATTRIBUTES], outer, changes)
    if outer.broken:
        changes = {"broken": False} | changes
    if outer.over or outer.under or outer.double:
        changes = {"over": False, "under": False, "double": False} | changes
    return replace(outer, **changes) if changes else outer  # type: ignore[arg-type]


def _read_attributes(attributes: str, outer: Style, changes: dict[str, bool | float]) -> None:
    if attributes.count('"') % 2:
        changes["broken"] = True
    for key, *quoted in _ATTRIBUTE.findall(attributes):
        value = "".join(quoted).lower()
        match key.lower():
            case "style":
                _read_style(value, outer, changes)
            case "align":
                changes["centered"] = value == "center"
            case "size" if value in _FONT_POINTS:
                changes["size"] = _FONT_POINTS[value]


def _read_style(style: str, outer: Style, changes: dict[str, bool | float]) -> None:
    said = dict(_DECLARATION.findall(style))
    indent = _left(said.get("padding", "")) + _left(said.get("margin", ""))
    for key in ("padding-left", "margin-left", "text-indent"):
        if key in said:
            indent += _points(said[key])
    if indent:
        changes["indent"] = outer.indent + indent
    for key, value in said.items():
        match key:
            case "font-weight":
                changes["bold"] = value.startswith(("bold", "6", "7", "8", "9"))
            case "font-style":
                changes["italic"] = value.startswith(("italic", "oblique"))
            case "text-decoration" | "text-decoration-line":
                changes["underline"] = "underline" in value
            case "text-align":
                changes["centered"] = value.startswith("center")
            case "font-size":
                changes["size"] = _points(value)
            case "display":
                changes["hidden"] = outer.hidden or value.startswith("none")
            case "visibility":
                changes["hidden"] = value.startswith(("hidden", "collapse"))
            case "vertical-align" if value.startswith("super"):
                changes["raised"] = True
            case "top" if value.startswith("-") and "relative" in said.get("position", ""):
                changes["raised"] = True
            case "border-top" | "border-top-style":
                _read_border(value, "over", changes)
            case "border-bottom" | "border-bottom-style":
                _read_border(value, "under", changes)


def _read_border(value: str, side: str, changes: dict[str, bool | float]) -> None:
    style = _BORDER_STYLE.search(value)
    if style is None or _INVISIBLE.search(value):
        return
    width = _BORDER_WIDTH.search(value)
    if width is None or float(width[1]) > 0:
        changes[side] = True
        if style[0] == "double":
            changes["double"] = True


def _left(shorthand: str) -> float:
    """Return the left side, in points, of a `padding` or `margin` with one to four values."""
    values = shorthand.split()
    if not values:
        return 0.0
    return _points(values[(0, 1, 1, 3)[min(len(values), 4) - 1]])


def _points(length: str) -> float:
    found = _LENGTH.match(length)
    return float(found[1]) * _POINTS[found[2]] if found else 0.0


@lru_cache(maxsize=16384)
def cell_style(row: Style, name: str, attributes: str) -> tuple[int, int, Style]:
    """Return columns and rows covered, and the look of a cell's text, in a row that looks like `row`."""
    spans = {"colspan": 1, "rowspan": 1}
    for key, *quoted in _ATTRIBUTE.findall(attributes[:_MAX_ATTRIBUTES]):
        if key.lower() in spans:
            digits = "".join(quoted).strip()[:6]
            spans[key.lower()] = int(digits) if digits.isascii() and digits.isdigit() else 1
    width = min(max(spans["colspan"], 1), MAX_COLSPAN)
    height = min(max(spans["rowspan"], 1), MAX_ROWSPAN)
    return width, height, styled(row, name, attributes)


@lru_cache(maxsize=16384)
def chain_style(outer: Style, tags: str) -> Style:
    """Return how text looks inside a chain of opening tags; a rule of any of them counts."""
    style = outer
    over, under, double = outer.over, outer.under, outer.double
    for name, attributes in _OPENING.findall(tags):
        style = styled(style, name, attributes)
        over, under, double = over or style.over, under or style.under, double or style.double
    if (over, under, double) != (style.over, style.under, style.double):
        style = replace(style, over=over, under=under, double=double)
    return style


def unescape(raw: str) -> str:
    """Replace character references as browsers do; a number of absurd length becomes U+FFFD."""
    return _REFERENCE.sub(_replacement, raw) if "&" in raw else raw


def _replacement(found: re.Match[str]) -> str:
    reference = found[0]
    return _short_reference(reference) if len(reference) <= _SHORT_REFERENCE else _characters(reference)


def _characters(reference: str) -> str:
    try:
        return html.unescape(reference)
    except ValueError:  # more digits than Python turns into a number
        return "\ufffd"


_short_reference = lru_cache(maxsize=1024)(_characters)


def fold(raw: str) -> str:
    """Return the text of raw source characters: references replaced, white space folded and trimmed."""
    text = " ".join(unescape(raw).split())
    return text if text.isprintable() or not _NO_WIDTH.search(text) else drop_no_width(text)


fold_short = lru_cache(maxsize=16384)(fold)


def drop_no_width(text: str) -> str:
    """Remove soft hyphens, zero-width blanks and joiners, byte order marks."""
    return " ".join(_NO_WIDTH.sub("", text).split())
