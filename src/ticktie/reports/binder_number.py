"""A printed figure as a number of a spreadsheet: in the unit that it is printed in, with a format that shows it so."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ticktie.model import Absence, Cell, Printed
from ticktie.printing import NUMBER
from ticktie.reports.quoting import CONTROL

# Words around the digits that are longer go into no number format (Excel allows 255 characters for all three parts).
MAX_LITERAL_CHARS = 24
MAX_TEXT_CHARS = 200
MORE_PLACES = 2
_NEGATIVE = re.compile(r"[()\[\]\u2212]|(?<!\w)[-\u2013]\s?$|^\s?[-\u2013]")
# What no XML file can hold, and the words that "as printed" does not need.
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")


def cell_text(text: str, limit: int = 2000) -> str:
    """Return text that a spreadsheet can hold: no control characters or lone surrogates, at most `limit` characters."""
    if not text.isprintable():
        text = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
        text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


@dataclass(frozen=True, slots=True)
class Form:
    """How a number is printed.

    Attributes:
        before, after: what stands around the digits of a positive number ("$", " million").
        negative: the same around a negative one ("$ (", ")").
        places: digits after the point.
        grouped: whether thousands are separated.
        dash: how a zero is printed where it is a dash, else "".
        bare: whether no zero stands before the point (".05").
    """

    before: str = ""
    after: str = ""
    negative: tuple[str, str] = ("(", ")")
    places: int = 0
    grouped: bool = True
    dash: str = ""
    bare: bool = False

    def code(self) -> str:
        """Return the number format."""
        whole = ("#,##" if self.grouped else "") + ("#" if self.bare else "0")
        digits = f"{whole}.{'0' * self.places}" if self.places else whole
        before, after = self.negative
        positive = f"{_quoted(self.before)}{digits}{_quoted(self.after)}_)"
        code = f"{positive};{_quoted(before)}{digits}{_quoted(after)}"
        return f"{code};{_quoted(self.dash)}_)" if self.dash else code

    def with_places(self, places: int) -> "Form":
        """Return the form with another number of digits after the point; a zero is then shown in digits."""
        return replace(self, places=places, dash="", bare=False)


PLAIN = Form()


def difference_code(places: int) -> str:
    """Return the number format of a difference: no unit, brackets where it is negative, a dash where there is none."""
    digits = f"#,##0.{'0' * places}" if places else "#,##0"
    return f'{digits}_);({digits});"–"_)'


@dataclass(frozen=True, slots=True)
class Number:
    """A printed figure as it stands in a sheet.

    Attributes:
        value: in the printed unit (7219 for "7,219" in thousands), signed.
        power: the figure in full units is value × 10^power.
    """

    value: Decimal
    power: int
    form: Form


def number_of(printed: Printed) -> Number | None:
    """Return a figure as a number in its printed unit; None where it has no number (NM, N/A).

    A figure in words ("half"), or one whose digits are not its value, is given in full units.
    """
    value = printed.value
    if value is None:
        return None
    text, decimals = printed.text[:MAX_TEXT_CHARS], printed.decimals
    if isinstance(printed, Cell) and printed.absence is Absence.DASH:
        return Number(Decimal(0), max(-decimals, 0), _dash_form(text, max(decimals, 0)))
    match = NUMBER.search(text)
    if match is not None:
        body = match.group()
        number = Decimal(body.replace(",", ""))
        places = len(body.partition(".")[2])
        magnitude = abs(value)
        for power in (places - decimals, magnitude.adjusted() - number.adjusted()):
            if number.scaleb(power) == magnitude:
                form = _form(text[: match.start()], text[match.end() :], body, places, number < 1000, value < 0)
                return Number(-number if value < 0 else number, power, form)
    return Number(value, 0, Form(places=max(-int(value.as_tuple().exponent), 0), negative=("-", "")))


@lru_cache(maxsize=1024)
def _dash_form(text: str, places: int) -> Form:
    return Form(places=places, dash=cell_text(text.strip())[:MAX_LITERAL_CHARS] or "–")


def _form(before: str, after: str, body: str, places: int, small: bool, negative: bool) -> Form:
    return _shaped(before, after, places, small or "," in body, negative, body.startswith("."))


@lru_cache(maxsize=4096)
def _shaped(before: str, after: str, places: int, grouped: bool, negative: bool, bare: bool) -> Form:
    before, after = cell_text(before.lstrip()), cell_text(after.rstrip())
    if len(before) > MAX_LITERAL_CHARS or len(after) > MAX_LITERAL_CHARS:
        return Form(places=places, grouped=grouped, negative=("-", ""), bare=bare)
    if negative:
        unsigned = (_NEGATIVE.sub("", before).lstrip(), _NEGATIVE.sub("", after))
        return Form(*unsigned, negative=(before, after), places=places, grouped=grouped, bare=bare)
    return Form(before, after, (f"{before}(", f"){after}"), places, grouped, bare=bare)


@lru_cache(maxsize=1024)
def _quoted(literal: str) -> str:
    """Return words as a number format shows them: in quotes, so that nothing in them is a code."""
    kept = literal.replace('"', "")
    return f'"{kept}"' if kept else ""
