"""Words that name periods: found in a sentence, and resolved to lengths and last days."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from ticktie.model import Length, Period, PeriodRef, Relative
from ticktie.model.quick import quick

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?"
)
_DATE = rf"(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:,?\s+(?P<dyear>(?:19|20)\d\d))?"
_DATE3 = rf"(?P<month3>{_MONTH})\s+(?P<dyear3>(?:19|20)\d\d)"
_DATE2 = rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH}),?\s+(?P<dyear2>(?:19|20)\d\d)"
_ORDINAL = r"first|second|third|fourth|1st|2nd|3rd|4th"
_COUNT = r"three|six|nine|twelve|3|6|9|12"
_WEEKS = (
    r"\d{1,2}|twelve|thirteen|fourteen|sixteen|seventeen|twenty-six|twenty-seven"
    r"|thirty-nine|forty|fifty-two|fifty-three"
)
_YEAR = r"(?:fiscal\s+(?:year\s+)?|fy\s*)?['’]?(?:(?:19|20)\d\d)"

# This and the patterns below see text in lower case: without re.I they take half the time.
PHRASE = re.compile(
    rf"""(?<![\w$.,-])(?:
      (?P<qcode>(?:(?:last|prior)\s(?:year['’]?s?\s)?)?q[1-4](?:\s|[-–])?(?:fy\s?)?['’]?(?:(?:19|20)\d\d|\d\d)?\b(?!\.\d)
        |[1-4]q\s?(?:fy\s?)?['’]?(?:(?:19|20)\d\d|\d\d)?\b)
    | (?P<prior_end>(?:prior|previous|last)[- ](?:fiscal\s+)?year[- ]end|year[- ]end
        |(?:end\sof\s)?(?:the\s)?(?:prior|previous|last)\s(?:fiscal\s)?year['’]?s?\s?end)
    | (?P<linked>(?:the\s)?(?:immediate(?:ly)?\s)?(?:most\s+recent\s+)?
        (?:prior|previous|preceding|linked|trailing)\s(?:reporting\s)?quarters?\b
        (?!\s+(?:last|of\s+(?:the\s+prior|last)|in\s+the\s+prior|a\s+year|ended\s))
        |last\squarter|sequential(?:ly)?|quarter[- ]over[- ](?:prior[- ])?quarter|q/q|qoq|q-o-q|linked[- ]quarter)
    | (?P<ago>year[- ]over[- ]year|y/y|yoy|y-o-y|over[- ]year
        |(?:the\s)?(?:same|comparable|comparative|corresponding|equivalent|similar)\s
         (?:prior[- ]year\s|fiscal\s|three[- ]month\s|six[- ]month\s|nine[- ]month\s|13-week\s|39-week\s)?
         (?:quarter|period|half|months)
         (?:\s(?:in|of|from)?\s?(?:the\s)?
          (?:last\syear|(?:prior|previous|preceding)\s(?:fiscal\s)?year|a\syear\s(?:ago|earlier)|year\sago))?
        |(?:the\s)?(?:prior|previous|last|preceding)[- ]+year['’]?s?
         (?:\s+(?:comparable|comparative|corresponding|same|fiscal))?\s+(?P<agoq>{_ORDINAL})?\s*(?:quarter|period|half)
        |(?:the\s)?year[- ](?:ago|earlier)(?:\s(?:quarter|period))?|(?:one|a)\syear\s(?:ago|earlier|prior)
        |last\s(?:fiscal\s)?year|(?:the\s)?(?:prior|previous|preceding)\s(?:fiscal\s)?year(?!\s*-?\s*end))
    | (?P<ordq>(?:{_ORDINAL})(?:[- ]fiscal)?[- ]quarters?(?:\sand\s(?:full|fiscal|twelve)[- ](?:year|months?))?)
    | (?P<half>(?:first|second)[- ]half)
    | (?P<trailing>(?:last|past|trailing|rolling|latest|previous|preceding|prior)\s
        (?:twelve|12|four)[- ](?:months?|quarters))
    | (?P<months>(?:first\s)?(?:{_COUNT})(?:,?[- ](?:months?)?\s?(?:and|,)\s?(?:{_COUNT}))?[- ]months?(?:\speriods?)?)
    | (?P<weeks>(?:{_WEEKS})(?:\s?-?\s?(?:and|,)\s?(?:{_WEEKS}))?[- ]weeks?(?:\speriods?)?)
    | (?P<ytd>year[- ]to[- ]date|ytd)
    | (?P<fulla>(?:full|fiscal|calendar|entire|whole)[- ](?:fiscal\s)?year(?:\s['’]?(?P<fullyear>(?:19|20)\d\d|\d\d\b))?
        |fiscal\s['’]?(?P<fullyear2>(?:19|20)\d\d|\d\d\b)|fy\s?['’]?(?P<fullyear3>(?:19|20)?\d\d)\b|twelve\smonths)
    | (?P<date>{_DATE}|{_DATE2}|{_DATE3})
    | (?P<monthq>(?:march|june|september|december)\squarter)
    | (?P<thisq>(?:the|this|our|current|reported|fiscal|current[- ]year)\s(?:current\s|current[- ]year\s|fiscal\s)?
        (?:quarter|three-month\speriod))
    | (?P<thisy>(?:the\s)?current\s(?:fiscal\s)?year\b(?!\s(?:quarter|period))|this\s(?:fiscal\s)?year\b
        |(?:the|for\sthe)\s(?:fiscal\s)?year\b)
    | (?P<year>(?:19|20)\d\d\b(?![,.]?\d))
    )""",
    re.X,
)
_KINDS = tuple(
    "prior_end linked ago qcode ordq half trailing months weeks ytd fulla date monthq thisq thisy year".split()
)
_GLUE = re.compile(
    r"^[\s,]*(?:(?:of|in|to|the|ended|ending|for|fiscal|year|its|our|at|on|that|which|from|period|quarter|-|\(|and)\s*)*$"
)
_AT_END = re.compile(
    r"\b(?:end|close)\s+of\s+(?:the\s+|our\s+)?$|\b(?:as\s+of|as\s+at)\s+(?:the\s+)?$|^\W*at\s+$|\bat\s+$"
)
# What stands before a date that names a period; the date of a dateline has nothing of the kind.
_DATED = re.compile(
    r"(?:\b(?:ended|ending|of|at|through|from|to|on|by|and|vs|versus|than|since|compared with|was)\.?|\()\s*$"
)
# Adverbs that compare: they are no part of the name of another period.
_ADVERB = re.compile(
    r"year[- ]over[- ]year|y/y|yoy|y-o-y|over[- ]year|sequential(?:ly)?|quarter[- ]over[- ]quarter|q/q|qoq|q-o-q"
)
_LENGTHS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
_BY_MONTHS = {3: Length.QUARTER, 6: Length.HALF, 9: Length.NINE_MONTHS, 12: Length.YEAR}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_WEEK_WORDS = {"twelve": 12, "thirteen": 13, "fourteen": 14, "sixteen": 16, "seventeen": 17, "twenty-six": 26,
               "twenty-seven": 27, "thirty-nine": 39, "forty": 40, "fifty-two": 52, "fifty-three": 53}  # fmt: skip

NEAR_DAYS = 17
NEAR_DAYS_OF_LENGTH = 10


@quick
@dataclass(frozen=True, slots=True)
class PeriodPhrase:
    """Words that name one period, or two ("three and nine months").

    Attributes:
        adverb: whether they say no more than how a change is counted ("year over year").
    """

    start: int
    end: int
    refs: tuple[PeriodRef, ...]
    adverb: bool = False


def _weeks_length(weeks: int) -> Length:
    if 11 <= weeks <= 17:
        return Length.QUARTER
    if 22 <= weeks <= 29:
        return Length.HALF
    if 35 <= weeks <= 41:
        return Length.NINE_MONTHS
    return Length.YEAR if 51 <= weeks <= 54 else Length.OTHER


def _year(text: str | None) -> int:
    if not text:
        return 0
    number = int(text)
    return number + 2000 if number < 100 else number


def _read(match: re.Match[str]) -> tuple[PeriodRef, ...]:
    """Return what one phrase says, before its neighbours are joined to it."""
    groups = match.groupdict()
    text = match.group()
    kind = next(name for name in _KINDS if groups[name] is not None)
    match kind:
        case "prior_end":
            return (PeriodRef(relative=Relative.PRIOR_YEAR_END, instant=True),)
        case "linked":
            return (PeriodRef(relative=Relative.PRIOR_QUARTER),)
        case "ago":
            quarter = _ORDINALS.get(groups["agoq"] or "", 0)
            length = Length.QUARTER if "quarter" in text or "three" in text else None
            return (PeriodRef(relative=Relative.YEAR_AGO, quarter=quarter, length=length),)
        case "qcode":
            digits = re.findall(r"\d+", text)
            quarter = int(digits[0][0])
            year = _year(digits[1]) if len(digits) > 1 else 0
            relative = Relative.YEAR_AGO if text[:1] in "lp" else Relative.NONE
            return (PeriodRef(quarter=quarter, year=year, length=Length.QUARTER, relative=relative),)
        case "ordq":
            first = PeriodRef(quarter=_ORDINALS[re.split(r"[- ]", text)[0]], length=Length.QUARTER)
            return (first, PeriodRef(length=Length.YEAR)) if " and " in text else (first,)
        case "half":
            return (PeriodRef(length=Length.HALF, quarter=2 if text.startswith("first") else 4),)
        case "trailing":
            return (PeriodRef(relative=Relative.SAME, length=Length.YEAR),)
        case "months":
            return tuple(PeriodRef(length=_BY_MONTHS[_LENGTHS[n]]) for n in re.findall(_COUNT, text) if n in _LENGTHS)
        case "weeks":
            numbers = re.findall(_WEEKS, text)
            weeks = [_WEEK_WORDS.get(number) or int(number) for number in numbers]
            return tuple(PeriodRef(length=_weeks_length(count), days=7 * count) for count in weeks)
        case "ytd":
            return (PeriodRef(length=Length.OTHER),)
        case "fulla":
            printed = groups["fullyear"] or groups["fullyear2"] or groups["fullyear3"]
            return (PeriodRef(length=Length.YEAR, year=_year(printed)),)
        case "date":
            return (_read_date(groups),)
        case "monthq":
            return (PeriodRef(length=Length.QUARTER, month_day=(_MONTHS[text.split()[0]], 30)),)
        case "thisq":
            return (PeriodRef(relative=Relative.SAME, length=Length.QUARTER),)
        case "thisy":
            length = None if re.search(r"\b(?:this|current)\b", text) else Length.YEAR
            return (PeriodRef(relative=Relative.SAME, length=length),)
        case _:
            return (PeriodRef(year=int(text)),)


def _read_date(groups: dict[str, str | None]) -> PeriodRef:
    month = _MONTHS[(groups["month"] or groups["month2"] or groups["month3"] or "jan").rstrip(".")]
    day = int(groups["day"] or groups["day2"] or 31)
    year = groups["dyear"] or groups["dyear2"] or groups["dyear3"]
    if not 1 <= day <= 31:
        return PeriodRef()
    if year is None:
        return PeriodRef(month_day=(month, day))
    day = min(day, calendar.monthrange(int(year), month)[1])
    return PeriodRef(end=date(int(year), month, day))


def _join(first: PeriodRef, second: PeriodRef) -> PeriodRef | None:
    """Return one period that both phrases speak of, or None where they contradict."""
    if (first.end and second.end) or (first.quarter and second.quarter and first.quarter != second.quarter):
        return None
    if first.year and second.year and first.year != second.year:
        return None
    relatives = {first.relative, second.relative} - {Relative.NONE}
    if len(relatives) == 2 and Relative.SAME not in relatives:
        return None
    if first.length and second.length and first.length != second.length:
        if second.length is Length.YEAR:  # "second quarter of fiscal 2008", "first six months of the year"
            return replace(first, year=first.year or second.year)
        if first.length is Length.YEAR and second.quarter:  # "fiscal 2026 fourth quarter"
            return replace(second, year=first.year or second.year, start=first.start)
        if first.length is Length.OTHER or second.length is Length.OTHER:
            return replace(first, length=second.length if first.length is Length.OTHER else first.length)
        return None
    relative = first.relative or second.relative
    if Relative.SAME in (first.relative, second.relative):
        relative = first.relative if second.relative is Relative.SAME else second.relative
        relative = relative or Relative.SAME
    return PeriodRef(
        quarter=first.quarter or second.quarter,
        year=first.year or second.year,
        length=first.length or second.length,
        days=first.days or second.days,
        end=first.end or second.end,
        month_day=first.month_day or second.month_day,
        relative=relative,
        instant=first.instant or second.instant,
        start=first.start,
    )


@lru_cache(maxsize=4)
def _lowered(text: str) -> str:
    """Return a text in lower case, every character in its place (there is one whose small form takes two)."""
    lower = text.lower().replace("‘", "’")  # the apostrophe of "Q1‘23"
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def find_periods(text: str, start: int, end: int) -> tuple[PeriodPhrase, ...]:
    """Return the period phrases of text[start:end], neighbours that name one period joined.

    >>> [p.refs[0].quarter for p in find_periods("second quarter ended September 30, 2007", 0, 39)]
    [2]
    """
    phrases: list[PeriodPhrase] = []
    text = _lowered(text)
    for match in PHRASE.finditer(text, start, end):
        refs = tuple(replace(ref, start=match.start()) for ref in _read(match))
        if not refs or (match.group("date") and not _DATED.search(text, max(start, match.start() - 16), match.start())):
            continue
        if _AT_END.search(text, max(start, match.start() - 24), match.start()) and (
            refs[0].end
            or refs[0].month_day
            or refs[0].quarter
            or "end of" in text[max(start, match.start() - 12) : match.start()]
        ):
            refs = tuple(replace(ref, instant=True) for ref in refs)
        if phrases and (joined := _join_phrase(phrases[-1], refs, text, match)):
            phrases[-1] = joined
        else:
            adverb = _ADVERB.fullmatch(text, *match.span()) is not None
            phrases.append(PeriodPhrase(*match.span(), refs, adverb))
    return tuple(phrases)


def _join_phrase(
    last: PeriodPhrase, refs: tuple[PeriodRef, ...], text: str, match: re.Match[str]
) -> PeriodPhrase | None:
    gap = text[last.end : match.start()]
    if len(gap) > 40 or not _GLUE.match(gap):
        return None
    if re.search(r"\band\b", gap):
        return _pair(last, refs, match)
    if re.fullmatch(r"[\s,]*from\s+(?:the\s+)?", gap):
        return None
    if _ADVERB.fullmatch(text, last.start, last.end) or _ADVERB.fullmatch(match.group()):
        return None
    if len(refs) > 1 and len(last.refs) > 1:
        return None
    many, one = (last.refs, refs[0]) if len(last.refs) >= len(refs) else (refs, last.refs[0])
    joined = [_join(ref, one) if many is last.refs else _join(one, ref) for ref in many]
    if any(ref is None for ref in joined):
        return None
    return PeriodPhrase(last.start, match.end(), tuple(ref for ref in joined if ref is not None))


def _pair(last: PeriodPhrase, refs: tuple[PeriodRef, ...], match: re.Match[str]) -> PeriodPhrase | None:
    """Return "three months ended June 30, 2022 and 2023" or "second quarter and first half" as two periods."""
    if len(refs) != 1 or len(last.refs) > 3:
        return None
    first, second = last.refs[-1], refs[0]
    if second.relative is not Relative.NONE and second.relative is not Relative.SAME:
        return None
    if second.year and first.end and not (second.quarter or second.length or second.end):
        try:
            second = replace(first, end=first.end.replace(year=second.year))
        except ValueError:
            second = replace(first, end=date(second.year, first.end.month, 28))
    elif second.year and not second.quarter and not second.length:
        second = replace(first, year=second.year)
    elif second.end and first.end and first.length and not second.length:
        second = replace(second, length=first.length)
    elif (first.quarter or first.length) and not second.length and not second.quarter:
        return None
    return PeriodPhrase(last.start, match.end(), (*last.refs, second))


@quick
@dataclass(frozen=True, slots=True)
class Target:
    """A period to be looked up: its length (in days, where that is said) and about when it ends; None is any."""

    length: Length | None
    end: date | None
    days: int = 0

    def fits(self, period: Period | None) -> bool:
        """Whether a column's period is the one meant, week-based calendars within two weeks or so."""
        if period is None:
            return False
        if self.end is not None and abs((period.end - self.end).days) > NEAR_DAYS:
            return False
        if self.days and period.start is not None and abs(period.days - self.days) > NEAR_DAYS_OF_LENGTH:
            return False
        return period.start is None or self.length is None or period.length is self.length


@dataclass(frozen=True, slots=True)
class Calendar:
    """The release's own periods, which relative words are resolved against.

    Attributes:
        quarter: the quarter reported on, or None for an annual report without one.
        to_date: the year to date (in the fourth quarter: the year).
        period_end: last day reported on.
        fiscal_year_end_month: 1 – 12.
        fiscal_year: how the release numbers its fiscal year, or 0.
    """

    quarter: Period | None
    to_date: Period | None
    period_end: date | None
    fiscal_year_end_month: int
    fiscal_year: int

    @property
    def quarter_number(self) -> int:
        """1 – 4 of the fiscal year, or 0 where unknown."""
        if self.period_end is None:
            return 0
        month = (self.period_end - timedelta(days=10)).month
        months_in = (month - self.fiscal_year_end_month) % 12 or 12
        return min(4, (months_in + 2) // 3)


def add_months(day: date, months: int) -> date:
    """Return the day that lies some months later, the last of a month staying the last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))


def resolve(ref: PeriodRef | None, calendar_: Calendar, base: Target | None = None) -> Target | None:
    """Return the period that words mean, or None where they cannot be settled.

    Args:
        ref: the words.
        calendar_: the release's own periods.
        base: what relative words ("same period last year") are counted from; the quarter by default.
    """
    if ref is None or calendar_.period_end is None:
        return None
    now = calendar_.period_end
    if base is None:
        base = Target(Length.QUARTER if calendar_.quarter else Length.YEAR, now)
    end = _end_of(ref, calendar_, base)
    if ref.instant:
        return Target(Length.INSTANT, end)
    length = ref.length
    if length is Length.OTHER:
        length = calendar_.to_date.length if calendar_.to_date else None
    if length is None and ref.relative is not Relative.NONE:
        length = (
            Length.QUARTER
            if ref.relative is Relative.PRIOR_QUARTER and base.length is not Length.INSTANT
            else base.length
        )
    if length is None and ref.year and not ref.end:
        length = Length.YEAR
    return Target(length, end, ref.days or (base.days if ref.relative is Relative.YEAR_AGO else 0))


def _end_of(ref: PeriodRef, calendar_: Calendar, base: Target) -> date | None:
    now = calendar_.period_end
    assert now is not None
    start = base.end or now
    if ref.end:
        return ref.end
    if ref.month_day:
        return _recent(ref.month_day, ref.year, now)
    if ref.quarter:
        return _quarter_end(ref, calendar_, now)
    if ref.relative is Relative.YEAR_AGO:
        return add_months(start, -12)
    if ref.relative is Relative.PRIOR_QUARTER:
        return add_months(start, -3)
    if ref.relative is Relative.PRIOR_YEAR_END:
        back = (start.month - calendar_.fiscal_year_end_month) % 12 or 12
        return add_months(start, -back)
    if ref.year:
        shift = ref.year - (calendar_.fiscal_year or now.year)
        # "the first six months of fiscal 2023", "2023 year to date"
        if calendar_.to_date and ref.length in (calendar_.to_date.length, Length.OTHER):
            return add_months(now, 12 * shift)
        if not ref.quarter and calendar_.quarter_number != 4:
            ahead = (calendar_.fiscal_year_end_month - now.month) % 12
            return add_months(now, ahead + 12 * shift)
        return add_months(now, 12 * shift)
    if ref.length is Length.YEAR and ref.relative is not Relative.SAME and calendar_.quarter_number != 4:
        return None
    return now


def _recent(month_day: tuple[int, int], year: int, now: date) -> date:
    """Return the newest day of that name that is not after the period reported on (or of the year said)."""
    month, day = month_day
    chosen = year or (now.year if (month, day) <= (now.month, now.day + 20) else now.year - 1)
    return date(chosen, month, min(day, calendar.monthrange(chosen, month)[1]))


def _quarter_end(ref: PeriodRef, calendar_: Calendar, now: date) -> date | None:
    current = calendar_.quarter_number
    if not current:
        return None
    back = current - ref.quarter
    years = 0
    if ref.year and calendar_.fiscal_year:
        years = ref.year - calendar_.fiscal_year
    elif ref.relative is Relative.YEAR_AGO or back < 0:
        years = -1
    return add_months(now, -3 * back + 12 * years)


def refs_of(phrases: tuple[PeriodPhrase, ...]) -> Iterator[PeriodRef]:
    """Yield every period named."""
    for phrase in phrases:
        yield from phrase.refs
