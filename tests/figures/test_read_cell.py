"""The number of one table cell."""

from decimal import Decimal

import pytest

from ticktie.figures import CellNumber, read_cell
from ticktie.model import Absence


@pytest.mark.parametrize(
    ("text", "value", "places", "unit", "currency"),
    [
        ("7,219", "7219", 0, "", ""),
        ("$ 7,219", "7219", 0, "", "USD"),
        ("$ (8,453)", "-8453", 0, "", "USD"),
        ("($1,234)", "-1234", 0, "", "USD"),
        ("(0.06)", "-0.06", 2, "", ""),
        ("(.06)", "-0.06", 2, "", ""),
        ("12.5 %", "12.5", 1, "percent", ""),
        ("(3)%", "-3", 0, "percent", ""),
        ("(12.5%)", "-12.5", 1, "percent", ""),
        ("+3.4%", "3.4", 1, "percent", ""),
        ("-3.4%", "-3.4", 1, "percent", ""),
        ("45.3x", "45.3", 1, "multiple", ""),
        ("2.1 pts", "2.1", 1, "points", ""),
        ("(1.2) ppts", "-1.2", 1, "points", ""),
        ("15 bps", "15", 0, "bps", ""),
        ("RMB 3,012.5", "3012.5", 1, "", "CNY"),
        ("2007", "2007", 0, "", ""),
        ("(1)", "-1", 0, "", ""),
        ("0", "0", 0, "", ""),
    ],
)
def test_a_number_is_read_with_its_sign_places_and_unit(
    text: str, value: str, places: int, unit: str, currency: str
) -> None:
    assert read_cell(text) == CellNumber(Decimal(value), places, unit, currency)


@pytest.mark.parametrize("text", ["1,234 (a)", "1,234*", "1,234 (1)(2)", "1,234 1", "1,234†", "1,234(3)", "1,234 **"])
def test_a_footnote_mark_changes_no_value(text: str) -> None:
    assert read_cell(text) == CellNumber(Decimal(1234))


@pytest.mark.parametrize("text", ["--", "—", "-", "–", "$ -", "$—", "—%", "nil"])
def test_a_dash_rounds_to_zero(text: str) -> None:
    number = read_cell(text)
    assert number is not None
    assert (number.value, number.absence) == (0, Absence.DASH)


@pytest.mark.parametrize("text", ["N/A", "NM", "n.m.", "*", "n/m", "NM%", "not meaningful"])
def test_not_meaningful_has_no_value(text: str) -> None:
    assert read_cell(text) == CellNumber(None, absence=Absence.NOT_MEANINGFUL)


@pytest.mark.parametrize(
    "text", ["", "Total", "September 30, 2007", "31/12/2022", "1Q24", "2007 2006", "5 – 6", "Note 5", "9" * 200_000]
)
def test_what_is_not_one_number_is_none(text: str) -> None:
    assert read_cell(text) is None


def test_a_scale_word_in_the_cell_is_kept_apart() -> None:
    assert read_cell("$1.2 billion") == CellNumber(Decimal("1.2"), 1, currency="USD", power=9)
