"""Words of headers that name a period."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from ticktie.model import Length, Period
from ticktie.model.quick import quick

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_FOUR_DIGITS = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "twenty": 20, "twenty-four": 24, "twenty-five": 25, "twenty-six": 26, "twenty-seven": 27, "twenty-eight": 28,
    "thirty-five": 35, "thirty-six": 36, "thirty-seven": 37, "thirty-nine": 39, "forty": 40, "fifty-two": 52,
    "fifty-three": 53,
}  # fmt: skip
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_COUNT_WORDS = "|".join(sorted(_COUNTS, key=len, reverse=True)).replace("-", r"[\s-]?")

_DATE = re.compile(
    rf"(?P<month>{_MONTH})\s*(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)(?:\s*,?\s*(?P<year>{_YEAR})(?!\d))?"
    rf"|(?<![\d'’-])(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?[\s-]+(?P<month2>{_MONTH})(?:[\s,-]*(?P<year2>{_YEAR}|\d\d)(?!\d))?"
    r"|(?<!\d)(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)"
    r"|(?<![\d/])(?P<numeric>[01]?\d/[0-3]?\d/(?:(?:19|20)\d\d|\d\d))(?![\d/])",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(
    rf"\b(?P<month>{_MONTH})(?:[\s,'’-]+(?:of\s+)?(?P<year>{_YEAR}|(?<=['’-])\d\d)(?!\d))?", re.IGNORECASE
)
_MONTH_AND_YEAR = re.compile(rf"(?:{'|'.join(_MONTHS)})\s2\d$", re.IGNORECASE)
_SPAN = re.compile(
    rf"\b(?P<count>{_COUNT_WORDS}|\d{{1,2}})[\s-]*(?P<unit>months?|weeks?|quarters?|mos?)\b"
    r"|(?<![\d$.])(?P<short>3|6|9|12)\s?M\b(?=\s*(?:YTD|ended|(?:FY)?['’]?\d\d|$))",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"\b(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?:fiscal[\s-]+)?(?P<part>quarters?|qtr\.?|half)\b"
    rf"|\bF?(?P<kind>[QH])(?P<number>[1-4])(?![\d.,])(?:[\s'’-]*(?:of\s+)?(?P<fiscal>F[YQ]?\s*)?[\s'’-]*(?P<year>{_YEAR}|\d\d)(?![\d.%,]))?"
    rf"|\b(?P<number2>[1-4])(?P<kind2>[QH])(?:[\s'’-]*(?P<fiscal2>F[YQ]?\s*)?['’]?(?P<year2>{_YEAR}|\d\d)(?![\d.%,]))?\b",
    re.IGNORECASE,
)
_FISCAL_YEAR = re.compile(
    rf"\b(?:FY|fiscal(?:\s+year)?|full[\s-]+year|year|annual|CY|YTD)[\s'’-]*(?P<year>{_YEAR}|(?<=[YD'’\s-])\d\d)(?![\d.,%])",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(rf"(?<![\d.,$/-]){_YEAR}(?![\d,%]|\.\d|/\d)")
_SHORT_YEAR = re.compile(r"['’](\d\d)\b")
_YEAR_LONG = re.compile(
    r"\byears?[\s-]+end(?:ed|ing)\b|\bfiscal\s+year|\bfull[\s-]+year|\bannual\b|\bfy\b|\bfor\s+the\s+years?\b"
    r"|\btwelve[\s-]month",
    re.IGNORECASE,
)
_QUARTER_LONG = re.compile(r"\bquarter(?:s|ly)?\b(?:\s+period)?|\bqtr\b", re.IGNORECASE)
_HALF_LONG = re.compile(r"\bhalf[\s-]+years?\b", re.IGNORECASE)
_TO_DATE = re.compile(r"\byear[\s-]+to[\s-]+date\b|\bytd\b", re.IGNORECASE)
_TRAILING = re.compile(r"\b[TL]TM\b|\btrailing[\s-]+(?:twelve|12|four|4)\b", re.IGNORECASE)
_YEAR_END = re.compile(r"\b(?:fiscal[\s-]+)?year[\s-]+end\b(?!ed|ing)", re.IGNORECASE)
_AS_OF = re.compile(r"\b(?:as\s+(?:of|at)|balance\s+at|at)\b", re.IGNORECASE)
MAX_HEADER_CHARACTERS = 400


_LENGTHS = {3: Length.QUARTER, 6: Length.HALF, 9: Length.NINE_MONTHS, 12: Length.YEAR}
_SOME_DAY = date(2000, 12, 31)


@quick
@dataclass(frozen=True, slots=True)
class PeriodWords:
    """What a header says about time, before it is placed on the calendar.

    Attributes:
        months: length of a duration (3, 6, 9, 12), or 0 where none is said in months.
        weeks: length in weeks, or 0.
        month: 1 – 12 of the end date, or 0; `day` of the month, or 0 (its last day); `year`, or 0.
        quarter: fiscal quarter 1 – 4, or 0; `half` fiscal half 1 – 2, or 0.
        fiscal: whether the year is named as a fiscal or a full year ("FY25", "fiscal 2024").
        to_date: whether "year to date" is said; `instant` whether "as of" or "at" is said.
    """

    months: int = 0
    weeks: int = 0
    month: int = 0
    day: int = 0
    year: int = 0
    quarter: int = 0
    half: int = 0
    fiscal: bool = False
    to_date: bool = False
    instant: bool = False

    @property
    def is_duration(self) -> bool:
        """Whether a length is said, in months, weeks, quarters or years."""
        return bool(self.months or self.weeks or self.quarter or self.half or self.to_date)

    @property
    def length(self) -> Length | None:
        """The usual length that is said, if any."""
        if self.weeks:
            return Period(_SOME_DAY, _SOME_DAY - timedelta(days=7 * self.weeks - 1)).length
        if self.quarter and not self.months:
            return Length.QUARTER
        if self.half:
            return Length.HALF
        return _LENGTHS.get(self.months)

    @property
    def is_empty(self) -> bool:
        """Whether nothing about time is said."""
        return not (self.is_duration or self.month or self.year or self.fiscal)

    def filled_from(self, other: "PeriodWords") -> "PeriodWords":
        """Return these words with what they leave out taken from words of a wider scope (a band, a title)."""
        changes: dict[str, int | bool] = {}
        if other.instant and not self.is_duration:
            changes["instant"] = True
        if not self.is_duration and not self.instant and other.is_duration:
            changes |= {name: getattr(other, name) for name in ("months", "weeks", "quarter", "half", "to_date")}
        if not self.month and other.month and not (self.quarter or self.half):
            changes |= {"month": other.month, "day": other.day}
        if not self.year and other.year:
            changes["year"] = other.year
        if not self.fiscal and other.fiscal:
            changes["fiscal"] = True
        return replace(self, **changes) if changes else self  # type: ignore[arg-type]


NOTHING = PeriodWords()


@lru_cache(maxsize=4096)
def period_words(text: str) -> PeriodWords:
    """Read the words of a header, stacked from top to bottom, that name a period.

    >>> words = period_words("Three Months Ended September 30, 2007")
    >>> (words.months, words.month, words.day, words.year)
    (3, 9, 30, 2007)
    >>> period_words("3Q25").quarter, period_words("Q2 FY25").year
    (3, 2025)
    """
    text = text[:MAX_HEADER_CHARACTERS]
    if not text:
        return NOTHING
    months, weeks = _length(text)
    quarter, half, year, fiscal = _quarter(text)
    month, day, date_year = _end_date(text)
    if day and not date_year and _MONTH_AND_YEAR.match(text):
        # "Jun 26" and nothing else over a column is June 2026
        day, date_year = 0, full_year(str(day))
    to_date = _TO_DATE.search(text) is not None
    if not year and not date_year and (named := _FISCAL_YEAR.search(text)):
        year, fiscal = full_year(named["year"]), True
        months = months or (0 if quarter or half or to_date or weeks else 12)
    year = date_year or year or _last_year(text)
    if _TRAILING.search(text):
        months = 12
    elif not (months or weeks or quarter or half or to_date):
        months = _named_length(text, has_date=bool(month))
    at_year_end = not months and not month and _YEAR_END.search(text) is not None
    instant = at_year_end or _AS_OF.search(text) is not None
    return PeriodWords(12 if at_year_end else months, weeks, month, day, year, quarter, half, fiscal, to_date, instant)


def says_trailing(text: str) -> bool:
    """Whether a title says that each of its columns holds the four quarters up to its end."""
    return _TRAILING.search(text) is not None


@lru_cache(maxsize=1024)
def days_by_year(text: str) -> dict[int, tuple[int, int]]:
    """Return month and day of the dates that a title prints with their years ("July 3, 2004 and June 28, 2003")."""
    days: dict[int, tuple[int, int]] = {}
    for found in _DATE.finditer(text[:MAX_HEADER_CHARACTERS]):
        month, day, year = _date_parts(found)
        if month and year:
            days.setdefault(year, (month, day))
    return days


@lru_cache(maxsize=1024)
def dates_in_order(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return month, day and year of the dates of a text; years that stand behind all of them are shared out in order.

    >>> dates_in_order("September 30, December 31, 2025 2024")
    ((9, 30, 2025), (12, 31, 2024))
    """
    text = text[:MAX_HEADER_CHARACTERS]
    found = [_date_parts(match) for match in _DATE.finditer(text)]
    years = [int(year) for year in _FOUR_DIGITS.findall(text)]
    if len(found) != len(years):
        return ()
    return tuple((month, day, year) for (month, day, _), year in zip(found, years, strict=True) if month)


def full_year(text: str) -> int:
    """Return the year that two or four digits name.

    >>> full_year("98"), full_year("25")
    (1998, 2025)
    """
    year = int(text)
    return year if year >= 100 else year + (1900 if year >= 70 else 2000)


def _length(text: str) -> tuple[int, int]:
    found = _SPAN.search(text)
    if found is None:
        return 0, 0
    if found["short"]:
        return int(found["short"]), 0
    word = re.sub(r"[\s]", "-", found["count"].lower())
    count = int(word) if word.isdigit() else _COUNTS.get(word, 0) or _COUNTS.get(_hyphened(word), 0)
    unit = found["unit"].lower()
    if unit.startswith("week"):
        return 0, count
    if unit.startswith("quarter"):
        return 3 * count if count <= 4 else 0, 0
    return count, 0


def _hyphened(word: str) -> str:
    for tens in ("twenty", "thirty", "fifty"):
        if word.startswith(tens) and len(word) > len(tens):
            return f"{tens}-{word[len(tens) :].lstrip('-')}"
    return word


def _quarter(text: str) -> tuple[int, int, int, bool]:
    """Return quarter, half, year and whether the year is called fiscal."""
    found = _QUARTER.search(text)
    if found is None:
        return 0, 0, 0, False
    if found["ordinal"]:
        number, is_half = _ORDINALS[found["ordinal"].lower()], found["part"].lower() == "half"
        named = _FISCAL_YEAR.search(text)
        year = full_year(named["year"]) if named else 0
        fiscal = named is not None
    else:
        number = int(found["number"] or found["number2"])
        is_half = (found["kind"] or found["kind2"]).upper() == "H"
        digits = found["year"] or found["year2"]
        named = None if digits else _FISCAL_YEAR.search(text)
        year = full_year(digits) if digits else full_year(named["year"]) if named else 0
        fiscal = bool(found["fiscal"] or found["fiscal2"] or named)
    return (0, number, year, fiscal) if is_half else (number, 0, year, fiscal)


def _end_date(text: str) -> tuple[int, int, int]:
    """Return month, day and year of the date that ends the period; zeros for what is not said."""
    dates = [_date_parts(found) for found in _DATE.finditer(text)]
    dates = [parts for parts in dates if parts[0]]
    if dates:
        if len(dates) > 1 and (year := _last_bare_year(text)):
            return next((parts for parts in dates if parts[2] == year), dates[0])
        return dates[0]
    found = _MONTH_ONLY.search(text)
    if found is None or (found["month"].lower() == "may" and not found["year"] and found["month"] != "May"):
        return 0, 0, 0
    return _month_number(found["month"]), 0, full_year(found["year"]) if found["year"] else 0


def _date_parts(found: re.Match[str]) -> tuple[int, int, int]:
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
    elif found["numeric"]:
        first, second, last = (int(part) for part in found["numeric"].split("/"))
        month, day, year = (first, second, full_year(str(last).zfill(2)))
    else:
        month = _month_number(found["month"] or found["month2"])
        day = int(found["day"] or found["day2"])
        digits = found["year"] or found["year2"]
        year = full_year(digits) if digits else 0
    return (month, day, year) if 1 <= month <= 12 and 1 <= day <= 31 else (0, 0, 0)


def _month_number(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _last_bare_year(text: str) -> int:
    """Return the last year that is not part of a date, or 0."""
    return _last_year(_DATE.sub(" ", text))


def _last_year(text: str) -> int:
    years = _BARE_YEAR.findall(text)
    if years:
        return int(years[-1])
    short = _SHORT_YEAR.search(text)
    return full_year(short[1]) if short else 0


def _named_length(text: str, *, has_date: bool) -> int:
    if _HALF_LONG.search(text):
        return 6
    if _QUARTER_LONG.search(text):
        return 3
    if _YEAR_LONG.search(text):
        return 12
    return 0


_PERIOD_WORDS = re.compile(
    r"\b(?:ended|ending|trailing|rolling|ltm|ttm|periods?|(?:un)?audited|restated|fiscal|quarters?|quarterly|years?|months?|weeks?|half|ytd"
    r"|year[\s-]to[\s-]date|as\s+(?:of|at)|full[\s-]year)\b",
    re.IGNORECASE,
)
_GLUE = frozenset("for the of at and to date in on or vs versus as from".split())
_HOLE = "\x00"


@lru_cache(maxsize=4096)
def without_period(text: str) -> str:
    """Return what a header says besides its period, punctuation trimmed.

    >>> without_period("Domestic Three Months Ended July 3, 2004")
    'Domestic'
    >>> without_period("Provision for income taxes 12 Weeks Ended 6/14/2025")
    'Provision for income taxes'
    """
    text = text[:MAX_HEADER_CHARACTERS]
    for pattern in (_SPAN, _DATE, _QUARTER, _FISCAL_YEAR, _MONTH_ONLY, _BARE_YEAR, _SHORT_YEAR, _PERIOD_WORDS):
        text = pattern.sub(f" {_HOLE} ", text)
    kept: list[str] = []
    for word in text.split():
        if word == _HOLE:
            while kept and kept[-1].lower() in _GLUE:
                kept.pop()
            kept.append(_HOLE)
        elif not (word.lower().strip(",.") in _GLUE and (not kept or kept[-1] == _HOLE)):
            kept.append(word)
    while kept and kept[-1].lower() in _GLUE:
        kept.pop()
    return " ".join(word for word in kept if word != _HOLE).strip(" ,.:;-–—'’*")


def is_only_period(text: str) -> bool:
    """Whether a text says nothing but a period ("Six Months Ended June 30, 2025:")."""
    return len(text) <= 120 and not period_words(text).is_empty and not without_period(text).strip("()")
