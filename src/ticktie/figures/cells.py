"""The number of one table cell, after `$`, `(`, `)` and `%` cells are joined to their digits."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ticktie.figures.currency import BEFORE, DOLLAR, iso_code
from ticktie.figures.lexer import MAX_DIGITS, SCALE_POWERS, UNIT_WORDS, places_of
from ticktie.model import Absence
from ticktie.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class CellNumber:
    """What one cell states, before the table's scale is applied.

    Attributes:
        value: signed as printed (brackets and minus are negative), not scaled; 0 for a dash, None for NM and N/A.
        places: printed decimal places.
        unit: "", "percent", "points", "bps" or "multiple".
        currency: ISO code where the cell prints a currency, else "".
        absence: a dash, NM, or none.
        power: power of ten of a scale word in the cell itself ("$1.2 billion" has 9), else 0.
    """

    value: Decimal | None
    places: int = 0
    unit: str = ""
    currency: str = ""
    absence: Absence = Absence.NONE
    power: int = 0


# Cells that are longer hold words.
_MAX_CHARS = 60

# The common cells: "7,219", "$ 7,219", "$ (8,453)", "12.5 %".
_DIGITS = r"((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,30})(?:\.[0-9]{1,30})?)"
_PLAIN = re.compile(rf"(\$ ?)?{_DIGITS}( ?%)?")
_BRACKETED = re.compile(rf"(\$ ?)?\((\$ ?)?{_DIGITS} ?\)( ?%)?")
_MARK = r"(?:\s?(?:\*+|[†‡§¹²³⁴⁵⁶⁷⁸⁹]+|[\(\[](?:[a-zA-Z]|[0-9]{1,2}|[ivx]{1,4})[\)\]])|[a-z]|\s[1-9a-z](?![\w,.]))"
_CELL = re.compile(
    rf"""\s*(?P<open>[(\[]\s?)?(?P<sign>[-–−+]\s?)?(?:(?P<currency>{BEFORE})\s?)?
    (?P<inner>\(\s?)?(?P<minus>[-–−+]\s?)?(?:\$\s?)?
    (?P<body>(?:[0-9]{{1,3}}(?:,[0-9]{{2,3}})*,[0-9]{{3}}|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)
    (?P<close>\s?[)\]])?
    (?:\s?(?P<scale>(?i:thousand|million|billion|trillion|bn|mn|mm)|[KMBT](?![a-z])))?
    (?:\s?(?P<unit>%(?:\s?(?:pts|points?))?|(?i:percentage\spoints?|percent|p\.p\.|ppts?|pts?|pps?|points?|bps?|basis\spoints?|times|x)))?
    (?P<last>\s?[)\]])?
    (?P<code>\s[A-Z]{{3}})?
    (?P<marks>{_MARK}{{0,4}})\s*""",
    re.VERBOSE,
)
_SIGNS = frozenset("-–−")
_DASH = re.compile(rf"(?:(?P<currency>{BEFORE})\s?)?\(?\s?[-–—−‒―_]{{1,3}}\s?\)?\s?%?\s?{_MARK}{{0,2}}")
_NOT_MEANINGFUL = frozenset(
    (
        "not meaningful",
        "not applicable",
        "n / a",
        "n / m",
        *tuple("nm n/m n.m n.m. nmf n.m.f. na n/a n.a n.a. * ** # nm* n/m* nm(1) n/m(1)".split()),
    )
)
_NIL = frozenset(("nil", "none"))


def read_cell(text: str) -> CellNumber | None:
    """Return the number of a cell, or how it says that it has none; None where it is not one number.

    Footnote marks change nothing. A bare year is a number here, a date is not.

    >>> read_cell("$ (8,453)").value, read_cell("12.5 %").unit, read_cell("--").absence.value
    (Decimal('-8453'), 'percent', 'dash')
    """
    if len(text) > _MAX_CHARS:
        return None
    match = _PLAIN.fullmatch(text)
    if match is not None:
        dollar, body, percent = match.groups()
        return _common(body, "", dollar=dollar, percent=percent)
    match = _BRACKETED.fullmatch(text)
    if match is not None:
        return _common(match[3], "-", dollar=match[1] or match[2], percent=match[4])
    match = _CELL.fullmatch(text)
    if match is None:
        return _absent(text)
    return _number(match)


def _common(body: str, sign: str, *, dollar: str | None, percent: str | None) -> CellNumber | None:
    if len(body) > MAX_DIGITS:
        return None
    value = Decimal(sign + body.replace(",", ""))
    return CellNumber(value, places_of(body), "percent" if percent else "", DOLLAR if dollar else "")


def _number(match: re.Match[str]) -> CellNumber | None:
    body = match["body"]
    opened = match["open"] is not None or match["inner"] is not None
    closed = match["close"] is not None or match["last"] is not None
    if len(body) > MAX_DIGITS or (closed and not opened and match["marks"] == "" and match["last"] is not None):
        return None
    magnitude = Decimal(body.replace(",", ""))
    sign = (match["sign"] or match["minus"] or "").strip()
    # A bracket that a row break cut off its partner still says "negative".
    negative = opened or sign in _SIGNS
    unit = (match["unit"] or "").lower()
    scale = (match["scale"] or "").lower()
    code = match["currency"] or match["code"] or ""
    return CellNumber(
        -magnitude if negative else magnitude,
        places_of(body),
        unit=UNIT_WORDS.get(unit) or UNIT_WORDS.get(unit.removesuffix("s"), "percent" if unit else ""),
        currency=iso_code(code) if code else "",
        power=SCALE_POWERS[scale] if scale else 0,
    )


def _absent(text: str) -> CellNumber | None:
    """Read a dash, nil, NM or N/A."""
    stripped = text.strip()
    lower = stripped.lower().strip("()%")
    if lower.strip() in _NOT_MEANINGFUL:
        return CellNumber(None, absence=Absence.NOT_MEANINGFUL)
    if lower in _NIL:
        return CellNumber(Decimal(0), absence=Absence.DASH)
    match = _DASH.fullmatch(stripped)
    if match is None:
        return None
    currency = iso_code(match["currency"]) if match["currency"] else ""
    unit = "percent" if "%" in stripped else ""
    return CellNumber(Decimal(0), unit=unit, currency=currency, absence=Absence.DASH)
