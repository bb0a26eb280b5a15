"""Values of cells as Excel's number formats show them (ECMA-376-1, 18.8.31), as far as statements use these."""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_DIGITS = re.compile(r"[0#?][0#?,]*(?:\.[0#?]+)?")
_GENERAL_PLACES = 10
_MAX_PLACES = 15
_DASH = "—"


class _Shape(NamedTuple):
    """How a number is shown: decimals (None: as many as it has), percent, thousands left out, grouped, words around."""

    places: int | None
    percent: bool
    thousands: int
    grouped: bool
    before: str
    behind: str


def shown(value: object, number_format: str) -> str:
    """Return what a cell shows.

    >>> shown(45102000, "#,##0,"), shown(-20.5, '#,##0_);(#,##0)'), shown(0.2845, "0.0%"), shown(0, '0;-0;"-"')
    ('45,102', '(21)', '28.5%', '—')
    >>> shown(2025, "General"), shown(45.1, "General"), shown(date(2025, 6, 30), "mm-dd-yy"), shown(None, "0")
    ('2025', '45.1', 'June 30, 2025', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case datetime() | date():
            return (
                str(value.year) if set(number_format.lower()) <= set("y") else f"{value:%B} {value.day}, {value.year}"
            )
        case time():
            return value.isoformat()
        case int() | float():
            return _number(value, number_format)
    return " ".join(str(value).split())


def _number(value: float, number_format: str) -> str:
    try:
        number = Decimal(repr(value))
    except InvalidOperation:
        return ""
    if not number.is_finite():
        return ""
    sections = [_shape(section) for section in number_format.split(";")[:3]]
    negative = number < 0
    if number == 0 and len(sections) > 2:
        shape = sections[2]
    elif negative and len(sections) > 1:
        shape, number = sections[1], -number
    else:
        shape = sections[0]
    if shape is None:
        return _DASH if number == 0 else _plain(number, _Shape(None, False, 0, True, "", ""))
    return _plain(number, shape)


def _plain(number: Decimal, shape: _Shape) -> str:
    scaled = number * 100 if shape.percent else number
    scaled = scaled.scaleb(-3 * shape.thousands)
    places = (
        shape.places if shape.places is not None else min(_GENERAL_PLACES, max(0, -int(scaled.as_tuple().exponent)))
    )
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if shape.places is None:
        rounded = rounded.normalize() if rounded else Decimal(0)
    text = f"{abs(rounded):,f}" if shape.grouped else f"{abs(rounded):f}"
    sign = "-" if rounded < 0 else ""
    return f"{shape.before}{sign}{text}{'%' if shape.percent else ''}{shape.behind}".strip()


@lru_cache(maxsize=1024)
def _shape(section: str) -> _Shape | None:
    """Return what one section of a format says; None where it shows no number ("-")."""
    if section.strip().lower() in ("general", "@", ""):
        return _Shape(None, False, 0, False, "", "")
    plain = _LITERAL.sub(lambda found: _kept(found[1] or found[2] or found[3] or ""), section)
    digits = _DIGITS.search(plain)
    if digits is None:
        return None
    body = digits[0]
    whole, _, decimals = body.partition(".")
    behind = plain[digits.end() :]
    trailing = len(whole) - len(whole.rstrip(",")) if not decimals else len(behind) - len(behind.lstrip(","))
    before = "".join(sign for sign in plain[: digits.start()] if sign in "$€£¥(-")
    closing = ")" if ")" in behind else ""
    return _Shape(min(len(decimals), _MAX_PLACES), "%" in plain, trailing, "," in whole.rstrip(","), before, closing)


def _kept(literal: str) -> str:
    """Return of words that a format adds the signs that belong to an amount."""
    return literal if literal in ("$", "€", "£", "¥", "(", ")", "-", "%") else ""
