"""Numbers as they stand in a text: digits with what dresses them (currency, brackets, sign, scale word, unit)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ticktie.figures.currency import AFTER, BEFORE, SYMBOLS, iso_code
from ticktie.model import Span

# Longer runs of digits are no figures of any release.
MAX_DIGITS = 30

SCALE_POWERS: dict[str, int] = {
    "thousand": 3,
    "k": 3,
    "lakh": 5,
    "million": 6,
    "mn": 6,
    "mm": 6,
    "mln": 6,
    "m": 6,
    "crore": 7,
    "billion": 9,
    "bn": 9,
    "bln": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
    "trn": 12,
    "t": 12,
}

UNIT_WORDS: dict[str, str] = {
    "%": "percent",
    "percent": "percent",
    "per cent": "percent",
    "pct": "percent",
    "percentage point": "points",
    "% point": "points",
    "% pt": "points",
    "point": "points",
    "pt": "points",
    "ppt": "points",
    "pp": "points",
    "p.p.": "points",
    "basis point": "bps",
    "bp": "bps",
    "x": "multiple",
    "time": "multiple",
    "¢": "cents",
    "cent": "cents",
}

# The first item is a plain class, so that the engine can leap to the next digit.
_NUMBER = re.compile(
    r"""(?P<body>[0-9](?:[0-9]{0,2}(?:,[0-9]{2,3}){0,9},[0-9]{3}(?![0-9])|[0-9]*)(?:\.[0-9]+)?)
    (?P<close>\s?\))?
    (?:
      \+?[\s-]?(?P<scale>(?i:thousand|million|billion|trillion|crore|lakh)[sS]?)(?![A-Za-z])
      |\s?(?P<short>(?i:bn|mn|mm|mln|bln|tn|trn)|(?<=[0-9)])[KMBTkmb])(?![A-Za-z0-9&'’]|-[A-Za-z])
    )?
    (?:
      (?P<sign>\s?%(?:[\s-](?:pt|point)s?(?![A-Za-z]))?|(?:x|(?<=[0-9]\.[0-9])X)(?![A-Za-z0-9])|\s?¢)
      |[\s-]?(?P<word>(?i:percentage[\s-]points?|per\s?cent|pct|basis[\s-]points?|bps?|pts?|ppts?|pps?|p\.p\.))(?![A-Za-z])
      |\s(?P<weak>points?|times|cents?)(?![A-Za-z])
    )?
    (?P<last>\s?\))?
    """,
    re.VERBOSE,
)

_LEAD = re.compile(
    rf"(?P<open>\(\s?)?(?P<sign>(?<![\w)%.])[-–−+])?(?:(?P<currency>{BEFORE})\s?)?"
    r"(?P<inner>\(\s?)?(?P<minus>(?<![\w)%.])[-–−+])?\Z"
)
_LEAD_CHARS = 10
_MOST_CURRENCY_CHARS = 6
_DRESS = frozenset("(-–−+.)%/" + "".join(symbol for symbol in SYMBOLS if len(symbol) == 1))
_CURRENCY_WORD = re.compile(r"\(?(?:[A-Z]{2,3}|Rmb|[PR]s\.?)")
_CURRENCY_AFTER = re.compile(rf"\s(?:{AFTER})")
# "56k", "1.6T" and "4K" are names, "$56k", "$1.6T" and "$4K" are not.
_MONEY_LETTERS = frozenset("kmbtT")
_SIGNS = frozenset("-–−")
# After these words brackets round an amount say that it is negative ("a loss of ($0.10)");
# elsewhere they hold an aside ("$1.6 million (28%)").
_BEFORE_NEGATIVE = frozenset(
    "of to from was were is are by at and or versus vs vs. compared than between with a approximately about".split()
)


class Number(NamedTuple):
    """A number with its dress, before it is known whether it is a figure.

    Attributes:
        start: where the printed text begins (sign, bracket and currency included).
        end: where the printed text ends (unit included).
        digits: where the first digit, or the decimal point before it, stands.
        digits_end: where the digits end.
        body: digits with commas and decimal point, as printed.
        negative: whether brackets or a minus say so.
        bracketed: whether brackets of its own stand round the number, negative or not.
        currency: ISO code, "" where none is printed at it.
        currency_span: where the currency is printed.
        power: power of ten of its scale word, 0 without one.
        scale_span: where the scale word is printed.
        unit: "percent", "points", "bps", "multiple", "cents" or "".
    """

    start: int
    end: int
    digits: int
    digits_end: int
    body: str
    negative: bool = False
    bracketed: bool = False
    currency: str = ""
    currency_span: Span | None = None
    power: int = 0
    scale_span: Span | None = None
    unit: str = ""

    @property
    def bare(self) -> bool:
        """Whether digits stand alone, without currency, scale or unit."""
        return not (self.currency or self.unit or self.power)

    @property
    def places(self) -> int:
        """Printed decimal places."""
        return places_of(self.body)

    @property
    def magnitude(self) -> Decimal:
        """The printed digits as a number, without sign and scale."""
        return Decimal(self.body.replace(",", ""))


def places_of(body: str) -> int:
    """Return how many decimal places digits as printed have."""
    point = body.find(".")
    return len(body) - point - 1 if point >= 0 else 0


def find_numbers(text: str) -> Iterator[Number]:
    """Yield every run of digits with its dress, from left to right."""
    for match in _NUMBER.finditer(text):
        start = match.start()
        if match.end("body") - start > MAX_DIGITS:
            continue
        if match.lastgroup == "body" and not _is_dressed(text, start):
            end = match.end()
            yield Number(start, end, start, end, match.group())
        else:
            yield _dressed(text, match)


def _is_dressed(text: str, start: int) -> bool:
    """Whether what stands before the digits, a blank between or none, may be a currency, a bracket or a sign."""
    if start == 0:
        return False
    last = start
    if text[start - 1] == " ":
        last -= 1
    if text[last - 1 : last] in _DRESS:
        return True
    if not text[last - 1 : last].isalpha():
        return text[last - 1 : last] == "."
    blank = text.rfind(" ", max(0, last - _MOST_CURRENCY_CHARS), last)
    if blank < 0 and last > _MOST_CURRENCY_CHARS:  # a longer word
        return False
    return _CURRENCY_WORD.fullmatch(text, blank + 1, last) is not None


def _dressed(text: str, match: re.Match[str]) -> Number:
    """Read the currency, brackets, sign, scale word and unit round a run of digits."""
    digits = _with_point(text, match)
    lead = _LEAD.search(text, max(0, digits - _LEAD_CHARS), digits)
    assert lead is not None  # it matches the empty text before the digits
    opened = lead["open"] is not None or lead["inner"] is not None
    inside = match["close"] is None
    currency, currency_span = _currency_before(lead)
    is_name = match["short"] in _MONEY_LETTERS or (match["short"] == "K" and len(match["body"]) == 1)
    dressed = (inside or opened) and (bool(currency) or not is_name)
    end = _end(match, dressed=dressed, opened=opened)
    power, scale_span = _scale(match) if dressed else (0, None)
    if not currency and dressed:
        currency, currency_span = _currency_after(text, end)
        end = currency_span.end if currency_span else end
    bracketed = opened and (match["close"] is not None or match["last"] is not None)
    start = lead.start()
    negative = lead["sign"] in _SIGNS or lead["minus"] in _SIGNS
    if bracketed and not _says_negative(text, lead, match):
        start, end = lead.end("open"), end - len(match["close"] or match["last"])
    elif bracketed:
        negative = True
    elif opened:
        start = lead.end("open") if lead["open"] else digits
    unit = _unit(match) if dressed else ""
    return Number(
        start, end, digits, match.end("body"), text[digits : match.end("body")], negative, bracketed,
        currency, currency_span, power, scale_span, unit,
    )  # fmt: skip


def _with_point(text: str, match: re.Match[str]) -> int:
    """Return where the digits begin, a decimal point with nothing before it included (".001")."""
    start = match.start()
    if start and text[start - 1] == "." and "." not in match["body"]:
        before = text[start - 2 : start - 1]
        if not before or before.isspace() or (before in _DRESS and before != "."):
            return start - 1
    return start


def _end(match: re.Match[str], *, dressed: bool, opened: bool) -> int:
    """Return where the printed number ends: a closing bracket counts only where one was opened."""
    if not dressed:
        return match.end("body")
    end: int = match.end()
    if match["last"] is not None and (not opened or match["close"] is not None):
        end = match.start("last")
    return end


def _scale(match: re.Match[str]) -> tuple[int, Span | None]:
    group = "scale" if match["scale"] else "short"
    word = match[group]
    if not word:
        return 0, None
    lower = word.lower()
    power = SCALE_POWERS.get(lower) or SCALE_POWERS[lower.removesuffix("s")]
    return power, Span(*match.span(group))


def _unit(match: re.Match[str]) -> str:
    printed = match["sign"] or match["word"] or match["weak"]
    if not printed:
        return ""
    word = printed.strip().lower().replace("-", " ")
    return UNIT_WORDS.get(word) or UNIT_WORDS.get(word.removesuffix("s")) or "percent"


def _currency_before(lead: re.Match[str]) -> tuple[str, Span | None]:
    printed = lead["currency"]
    return (iso_code(printed), Span(*lead.span("currency"))) if printed else ("", None)


def _currency_after(text: str, end: int) -> tuple[str, Span | None]:
    if text[end : end + 1] != " ":
        return "", None
    found = _CURRENCY_AFTER.match(text, end)
    return (iso_code(found.group()), Span(found.start() + 1, found.end())) if found else ("", None)


def _says_negative(text: str, lead: re.Match[str], match: re.Match[str]) -> bool:
    """Whether brackets round a number are a minus, and not an aside."""
    if match["close"] is not None and match.end() > match.end("close"):
        return True  # "(6.4) percent", "$(2.8) million"
    if lead["inner"] is not None:
        return True  # "$(0.06)"
    before = text[max(0, lead.start() - 16) : lead.start()].rstrip()
    return not before or before.endswith(":") or before.rsplit(" ", 1)[-1].lower() in _BEFORE_NEGATIVE
