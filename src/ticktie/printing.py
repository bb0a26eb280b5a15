"""Exact values as text: plain decimals, and the form in which a figure was printed."""

import re
from decimal import Decimal
from fractions import Fraction

from ticktie.model import Absence, Cell, Printed

MAX_EXACT_PLACES = 6
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
MAX_FORM_CHARS = 200


def nearest(value: Fraction, places: int) -> int:
    """Return a value's magnitude in whole units of a place (after the point, before it where negative), halves up.

    >>> nearest(Fraction(200, 7), 2), nearest(Fraction(-1966000), -5), nearest(Fraction(5, 2), 0)
    (2857, 20, 3)
    """
    above, below = abs(value.numerator), value.denominator
    if places >= 0:
        above *= 10**places
    else:
        below *= 10**-places
    return (2 * above + below) // (2 * below)


def rounded(value: Fraction, places: int) -> str:
    """Return a value with `places` digits after the point (before it where negative), halves away from zero.

    >>> rounded(Fraction(200, 7), 2), rounded(Fraction(-1966000), -5), rounded(Fraction(5, 2), 0)
    ('28.57', '-2000000', '3')
    """
    whole = nearest(value, places)
    if places <= 0:
        digits = str(Decimal(whole)) + "0" * -places if whole else "0"
    else:
        padded = str(Decimal(whole)).rjust(places + 1, "0")
        digits = f"{padded[:-places]}.{padded[-places:]}"
    return f"-{digits}" if value < 0 and whole else digits


def plain(value: Decimal | Fraction, *, places: int = 2) -> str:
    """Return a value as a plain decimal: no exponent, no grouping, no trailing zeros.

    Exact where six places after the point suffice, else rounded to `places`.

    >>> plain(Decimal("7.2E+6")), plain(Decimal("12.50")), plain(Fraction(200, 7))
    ('7200000', '12.5', '28.57')
    """
    if isinstance(value, Decimal):
        return _trimmed(format(value, "f"))
    if value.denominator == 1 or 10**MAX_EXACT_PLACES % value.denominator == 0:
        return _trimmed(rounded(value, MAX_EXACT_PLACES))
    return _trimmed(rounded(value, places))


def _trimmed(digits: str) -> str:
    trimmed = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if trimmed in ("", "-0", "-") else trimmed


def printed_like(value: Fraction, figure: Printed, *, more: int = 0, magnitude: bool = False) -> str:
    """Return a value in the form in which a figure is printed.

    Args:
        value: in the figure's own unit (full dollars, percent).
        figure: whose currency sign, grouping, brackets, scale word and number of decimals are taken over.
        more: how many decimals to show beyond those that the figure shows, without idle zeros.
        magnitude: whether the value's sign does not matter; the figure's own is shown.

    A figure in words ("half") has no such form: the plain decimal is returned. A dash becomes digits in its
    column's scale.
    """
    form = NUMBER.search(figure.text[:MAX_FORM_CHARS])
    if isinstance(figure, Cell) and figure.absence is Absence.DASH:
        places = max(figure.decimals, 0)
        scaled = rounded(abs(value) * Fraction(10) ** min(figure.decimals, 0), places + more)
        digits = _grouped(_without_idle_zeros(scaled, places))
        return f"({digits})" if value < 0 else digits
    if form is None or figure.value is None:
        return plain(value, places=max(figure.decimals, 0) + 2)
    shown = form.group()
    number = Fraction(shown.replace(",", ""))
    places = len(shown.partition(".")[2])
    stated = Fraction(figure.value)
    unit = abs(stated) / number if number and stated else Fraction(10) ** (places - figure.decimals)
    digits = _without_idle_zeros(rounded(abs(value) / unit, places + more), places)
    if "," in shown or number < 1000:
        digits = _grouped(digits)
    text = figure.text[: form.start()] + digits + figure.text[form.end() :]
    if magnitude or value == 0 or (value < 0) == (stated < 0):
        return text
    return _turned(text, negative=value < 0)


def _without_idle_zeros(digits: str, places: int) -> str:
    whole, _, rest = digits.partition(".")
    kept = rest[:places] + rest[places:].rstrip("0")
    return f"{whole}.{kept}" if kept else whole


def _grouped(digits: str) -> str:
    whole, point, rest = digits.partition(".")
    head = len(whole) % 3 or 3
    groups = [whole[:head], *(whole[i : i + 3] for i in range(head, len(whole), 3))]
    return ",".join(group for group in groups if group) + point + rest


def _turned(text: str, *, negative: bool) -> str:
    if not negative:
        return re.sub(r"[()\u2212]|(?<!\w)[-\u2013](?=\s?[$\d.])", "", text).strip()
    form = NUMBER.search(text)
    assert form is not None
    return f"{text[: form.start()]}({form.group()}){text[form.end() :]}"
