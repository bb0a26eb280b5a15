"""Exact values as text."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ticktie.model import Absence, Cell, Figure, Span
from ticktie.printing import plain, printed_like, rounded


def figure(text: str, value: str, decimals: int) -> Figure:
    return Figure("n1", "b1", 0, len(text), text, Decimal(value), decimals, "USD")


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(200, 7), 2, "28.57"),  # 28.5714…
        (Fraction(5, 2), 0, "3"),  # halves go away from zero
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(-1, 3), 0, "0"),  # no minus zero
        (Fraction(1966000), -5, "2000000"),
        (Fraction(1, 1000), 2, "0.00"),
        (Fraction(49999), -5, "0"),
    ],
)
def test_rounding(value: Fraction, places: int, shown: str) -> None:
    assert rounded(value, places) == shown


def test_numbers_of_any_length_are_shown() -> None:
    # Python refuses to turn more than 4,300 digits into text by itself.
    assert rounded(Fraction(10**5000), 0) == "1" + "0" * 5000
    assert plain(Decimal("1E+5000")) == "1" + "0" * 5000


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("7.2E+6"), "7200000"),
        (Decimal("12.50"), "12.5"),
        (Decimal("-0.06"), "-0.06"),
        (Decimal("0E+3"), "0"),
        (Decimal("-0.0"), "0"),
        (Fraction(7219000), "7219000"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(200, 7), "28.57"),
        (Fraction(1, 3000), "0"),
    ],
)
def test_plain_decimals_have_no_exponent_and_no_idle_zeros(value: Decimal | Fraction, shown: str) -> None:
    assert plain(value) == shown


@pytest.mark.parametrize(
    ("value", "like", "shown"),
    [
        (Fraction(1966000), figure("$1.9 million", "1900000", -5), "$2.0 million"),
        (Fraction(-151, 6061) * 100, figure("3%", "-3", 0), "2%"),
        (Fraction(756000), figure("$ (2,336)", "-2336000", -3), "$ 756"),
        (Fraction(-756000), figure("$ 7,219", "7219000", -3), "$ (756)"),
        (Fraction(1234567000), figure("999", "999000", -3), "1,234,567"),
        (Fraction(3), figure("-2", "-2", 0), "3"),
        (Fraction(2500000000), figure("2000 million", "2000000000", -6), "2500 million"),
        (Fraction(1, 20), figure("$.06", "0.06", 2), "$0.05"),
        (Fraction(1, 2), figure("a third", "0.333", 3), "0.5"),
    ],
)
def test_values_take_the_form_of_the_figure(value: Fraction, like: Figure, shown: str) -> None:
    assert printed_like(value, like) == shown


def test_more_decimals_are_shown_on_request() -> None:
    assert printed_like(Fraction(200, 7), figure("28%", "28", 0), more=2) == "28.57%"
    assert printed_like(Fraction(1966000), figure("$1.9 million", "1900000", -5), more=2) == "$1.966 million"
    assert printed_like(Fraction(2000000), figure("$1.9 million", "1900000", -5), more=2) == "$2.0 million"
    assert printed_like(Fraction(72059000), figure("72,058", "72058000", -3), more=2) == "72,059"


def test_sign_is_kept_where_only_the_size_counts() -> None:
    assert printed_like(Fraction(-159000), figure("$0.1 million", "100000", -5), magnitude=True) == "$0.2 million"


def test_dash_becomes_digits_in_the_scale_of_its_column() -> None:
    dash = Cell("t1.r1.c1", 0, 0, "--", Decimal(0), -3, "USD", Span(0, 2), Absence.DASH)
    assert printed_like(Fraction(-1234000), dash) == "(1,234)"
