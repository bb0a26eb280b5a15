"""Exact closed intervals: what a printed, rounded number can stand for."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ticktie.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included; arithmetic is exact.

    Source: XBRL Calculations 1.1, section 4 (a reported value stands for an interval of half a unit
    of its last digit to either side).
    """

    low: Fraction
    high: Fraction

    @classmethod
    def point(cls, value: int | Decimal | Fraction) -> "Interval":
        """Return the interval that holds one value."""
        exact = Fraction(value)
        return cls(exact, exact)

    @classmethod
    def printed(cls, value: Decimal, decimals: int) -> "Interval":
        """Return what a number printed to `decimals` places may stand for.

        >>> Interval.printed(Decimal(7200000), -5)
        Interval(low=Fraction(7150000, 1), high=Fraction(7250000, 1))
        """
        # In whole numbers: most of the time of judging went into Fractions that are made and thrown away.
        above, below = value.as_integer_ratio()
        unit = 10 ** abs(decimals)
        if decimals > 0:
            middle, half, scale = 2 * unit * above, below, 2 * unit * below
        else:
            middle, half, scale = 2 * above, unit * below, 2 * below
        return cls(Fraction(middle - half, scale), Fraction(middle + half, scale))

    @property
    def middle(self) -> Fraction:
        """The midpoint."""
        return (self.low + self.high) / 2

    def meets(self, other: "Interval") -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, value: Fraction) -> bool:
        """Whether the value lies inside."""
        return self.low <= value <= self.high

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __abs__(self) -> "Interval":
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return Interval(Fraction(0), max(-self.low, self.high))

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        if self.low >= 0 and other.low >= 0:
            return Interval(self.low * other.low, self.high * other.high)
        return _hull(a * b for a in (self.low, self.high) for b in (other.low, other.high))

    def __truediv__(self, other: "Interval") -> "Interval":
        """Divide; raise ZeroDivisionError where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor's interval holds zero")
        if self.low >= 0 and other.low > 0:
            return Interval(self.low / other.high, self.high / other.low)
        return _hull(a / b for a in (self.low, self.high) for b in (other.low, other.high))


def _hull(values: Iterable[Fraction]) -> Interval:
    corners = sorted(values)
    return Interval(corners[0], corners[-1])
