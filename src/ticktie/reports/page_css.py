"""Inline styles made harmless: properties of an allow-list, values that name no address and run nothing."""

import re
from functools import lru_cache

MAX_STYLE_CHARS = 4096

_SIDES = ("", "-top", "-right", "-bottom", "-left")
_ALLOWED = frozenset(
    [
        *(f"{name}{side}" for name in ("margin", "padding", "border") for side in _SIDES),
        *(f"border{side}-{part}" for side in _SIDES for part in ("width", "style", "color")),
        *"border-collapse border-spacing border-radius outline box-sizing".split(),
        *"table-layout caption-side empty-cells".split(),
        *"margin-inline-start margin-inline-end padding-inline-start padding-inline-end".split(),
        *"font font-family font-size font-style font-weight font-variant font-kerning font-stretch".split(),
        *"color background background-color opacity visibility display float clear position".split(),
        *"top right bottom left z-index overflow overflow-x overflow-y".split(),
        *"width height min-width min-height max-width max-height line-height vertical-align".split(),
        *"text-align text-align-last text-indent text-transform letter-spacing word-spacing white-space".split(),
        *"text-decoration text-decoration-line text-decoration-style text-decoration-color".split(),
        *"word-break word-wrap overflow-wrap hyphens tab-size direction unicode-bidi".split(),
        *"list-style list-style-type list-style-position".split(),
        *"page-break-before page-break-after page-break-inside break-before break-after break-inside".split(),
        *"flex flex-direction flex-wrap flex-grow flex-shrink flex-basis align-items align-self".split(),
        *"justify-content column-count column-gap gap row-gap orphans widows".split(),
    ]
)
# No backslash, address, comment, brace or angle bracket can be written with these characters.
_PLAIN_VALUE = re.compile(r"[\w\s#%.,()'\"!+/-]*")
_FUNCTION = re.compile(r"([\w-]*)\(")
_HARMLESS_FUNCTIONS = frozenset(["rgb", "rgba", "hsl", "hsla"])
_POSITIONS = frozenset(["static", "relative", "absolute"])


@lru_cache(maxsize=4096)
def clean_style(style: str) -> str:
    """Return the declarations of a `style` attribute that only say how text looks.

    >>> clean_style("color: red; background: url(http://x/); position: fixed; -moz-binding: none")
    'color:red'
    """
    kept = []
    for declaration in style[:MAX_STYLE_CHARS].split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip()
        if colon and name in _ALLOWED and _is_harmless(name, value):
            kept.append(f"{name}:{value}")
    return ";".join(kept)


def _is_harmless(name: str, value: str) -> bool:
    if not value or not _PLAIN_VALUE.fullmatch(value):
        return False
    lower = value.lower()
    if any(function not in _HARMLESS_FUNCTIONS for function in _FUNCTION.findall(lower)):
        return False
    return name != "position" or lower.removesuffix("!important").strip() in _POSITIONS
