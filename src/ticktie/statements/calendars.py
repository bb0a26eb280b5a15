"""Words of periods placed on an entity's calendar."""

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from ticktie.model import Period
from ticktie.statements.periods import PeriodWords


@dataclass(frozen=True, slots=True)
class Calendar:
    """How an entity counts its years.

    Attributes:
        year_end_month: month in which the fiscal year ends.
        year_offset: what is added to the calendar year in which a fiscal year ends to get its name
            (-1 where fiscal 2024 ends in January 2025).
        dates: dates that the release prints as ends of periods, to which derived ends snap.
        newest: the newest end of a period that the release reports on, where known.
    """

    year_end_month: int = 12
    year_offset: int = 0
    dates: frozenset[date] = field(default_factory=frozenset)
    newest: date | None = None

    def month_end(self, year: int, month: int) -> date:
        """Return the end of a reporting month: a printed date within ten days of it, else its last day."""
        return self._printed_near(last_day(year, month), days=10)

    def quarter_end(self, fiscal_year: int, quarter: int) -> date:
        """Return the last day of a fiscal quarter (4 for the year), counted from the newest end where that is known."""
        year, month = fiscal_year - self.year_offset, self.year_end_month - 3 * (4 - quarter)
        if month < 1:
            year, month = year - 1, month + 12
        newest = self.newest
        if newest is None:
            return self.month_end(year, month)
        quarters = round(((year - newest.year) * 12 + month - nominal_month(newest)) / 3)
        if (year - newest.year) * 12 + month - newest.month == 3 * quarters and newest == last_day(
            newest.year, newest.month
        ):
            return self.month_end(year, month)
        return self._printed_near(_shifted(newest, quarters), days=20)

    def _printed_near(self, day: date, *, days: int) -> date:
        near = [known for known in self.dates if abs((known - day).days) <= days]
        return min(near, key=lambda known: (abs((known - day).days), known)) if near else day


def _shifted(day: date, quarters: int) -> date:
    """Move a day by quarters: by whole 52-week years, and by 13 weeks for what is left."""
    return day + timedelta(days=91 * quarters)


@lru_cache(maxsize=1024)
def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def place(words: PeriodWords, calendar_: Calendar) -> Period | None:
    """Place words on the calendar; None where they do not settle a period.

    A length with an end date counts back from it; a fiscal quarter or year without a date is derived from
    the calendar; a length without a date ends when the release's newest period does; a date alone is an instant.
    """
    if not words.year:
        return _place_newest(words, calendar_)
    if not 1900 <= words.year <= 2100:
        return None
    if words.month:
        end = _end(words, calendar_)
        return None if end is None else Period(end, _start(words, end, calendar_))
    if words.quarter:
        end = calendar_.quarter_end(words.year, words.quarter)
        if words.instant:
            return Period(end)
        return Period(end, months_before(end, words.months or 3))
    if words.half:
        end = calendar_.quarter_end(words.year, 2 * words.half)
        return Period(end, months_before(end, 6))
    if words.months == 12:
        end = calendar_.quarter_end(words.year, 4)
        if words.instant:
            return Period(end)
        return Period(end, months_before(end, 12))
    newest = calendar_.newest
    if newest is None:
        return None
    if words.instant:
        return Period(newest if words.year == newest.year else calendar_.month_end(words.year, nominal_month(newest)))
    if words.is_duration or nominal_month(newest) == calendar_.year_end_month:
        # a year without its month is the year in which such a period ends
        end = newest if words.year == newest.year else calendar_.month_end(words.year, nominal_month(newest))
        return Period(end, _start(words, end, calendar_) or months_before(end, 12))
    return None


def _place_newest(words: PeriodWords, calendar_: Calendar) -> Period | None:
    """Place a length that has neither date nor year at the newest end."""
    newest = calendar_.newest
    if newest is None or not (words.months or words.weeks or words.to_date):
        return None
    if words.month and nominal_month(newest) != words.month and newest.month != words.month:
        return None
    return Period(newest, _start(words, newest, calendar_))


def nominal_month(end: date) -> int:
    """Return the month that a period belongs to, which may end a few days into the next (52-week years)."""
    return (end - timedelta(days=7)).month


def _end(words: PeriodWords, calendar_: Calendar) -> date | None:
    return end_of(words) if words.day else calendar_.month_end(words.year, words.month)


def end_of(words: PeriodWords) -> date | None:
    """Return the date that words state in full; the last of the month for a day that it does not have."""
    try:
        return date(words.year, words.month, words.day)
    except ValueError:
        return last_day(words.year, words.month) if 1 <= words.month <= 12 and 0 < words.year <= 9999 else None


def _start(words: PeriodWords, end: date, calendar_: Calendar) -> date | None:
    if words.weeks:
        return end - timedelta(days=7 * words.weeks - 1)
    if words.months:
        return months_before(end, words.months)
    if words.quarter:
        return months_before(end, 3)
    if words.half:
        return months_before(end, 6)
    if words.to_date:
        since = (end.month - calendar_.year_end_month - 1) % 12 + 1
        return months_before(end, since)
    return None


@lru_cache(maxsize=1024)
def months_before(end: date, months: int) -> date:
    """Return the first day of a duration of so many months that ends on a day.

    >>> months_before(date(2007, 9, 30), 3)
    datetime.date(2007, 7, 1)
    >>> months_before(date(2025, 6, 14), 3)
    datetime.date(2025, 3, 15)
    """
    years, month = divmod(end.year * 12 + end.month - 1 - months, 12)
    length = calendar.monthrange(years, month + 1)[1]
    if end.day >= calendar.monthrange(end.year, end.month)[1]:
        return date(years, month + 1, length) + timedelta(days=1)
    return date(years, month + 1, min(end.day, length)) + timedelta(days=1)
