"""Instants and durations."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from ticktie.model.quick import quick


class Length(StrEnum):
    """The usual lengths of a reporting period; weeks fold into the nearest months (12 – 17 weeks are a quarter)."""

    INSTANT = "instant"
    QUARTER = "3M"
    HALF = "6M"
    NINE_MONTHS = "9M"
    YEAR = "12M"
    OTHER = "other"


@quick
@dataclass(frozen=True, slots=True, order=True)
class Period:
    """An instant (no start) or a duration, both ends included.

    Attributes:
        end: last day.
        start: first day, or None for an instant.
    """

    end: date
    start: date | None = None

    @property
    def days(self) -> int:
        """Length in days; 0 for an instant."""
        return 0 if self.start is None else (self.end - self.start).days + 1

    @property
    def length(self) -> Length:
        """The usual length that this period has: 80 – 125 days are a quarter (12 – 17 weeks)."""
        days = self.days
        if days == 0:
            return Length.INSTANT
        if 80 <= days <= 125:
            return Length.QUARTER
        if 160 <= days <= 200:
            return Length.HALF
        if 245 <= days <= 290:
            return Length.NINE_MONTHS
        if 350 <= days <= 380:
            return Length.YEAR
        return Length.OTHER

    def __str__(self) -> str:
        """Return "2007-09-30" for an instant, "3M 2007-09-30" for a duration."""
        return _shown(self.start, self.end)


@lru_cache(maxsize=512)  # each label of each operand asks
def _shown(start: date | None, end: date) -> str:
    if start is None:
        return end.isoformat()
    period = Period(end, start)
    shown = f"{period.days}D" if period.length is Length.OTHER else period.length.value
    return f"{shown} {end.isoformat()}"
