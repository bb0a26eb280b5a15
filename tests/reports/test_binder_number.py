"""Printed figures as numbers with formats."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticktie.model import Absence, Cell, Figure, Span
from ticktie.reports.binder_number import cell_text, number_of


def cell(text: str, value: str | None, decimals: int, absence: Absence = Absence.NONE) -> Cell:
    return Cell("t1.r1.c1", 0, 0, text, None if value is None else Decimal(value), decimals, "USD", Span(0, 1), absence)


def figure(text: str, value: str, decimals: int) -> Figure:
    return Figure("n1", "b1", 0, len(text), text, Decimal(value), decimals, "USD")


@pytest.mark.parametrize(
    ("text", "value", "decimals", "number", "power", "code"),
    [
        ("7,219", "7219000", -3, "7219", 3, '#,##0_);"("#,##0")"'),
        ("$ 7,219", "7219000", -3, "7219", 3, '"$ "#,##0_);"$ ("#,##0")"'),
        ("$ (8,453)", "-8453000", -3, "-8453", 3, '"$ "#,##0_);"$ ("#,##0")"'),
        ("-7%", "-7", 0, "-7", 0, '#,##0"%"_);"-"#,##0"%"'),
        ("12.5 %", "12.5", 1, "12.5", 0, '#,##0.0" %"_);"("#,##0.0") %"'),
        ("1234.50", "1234.50", 2, "1234.50", 0, '0.00_);"("0.00")"'),
        (".05", "0.05", 2, "0.05", 0, '#,###.00_);"("#,###.00")"'),
        ("0.0", "0", -2, "0", 3, '#,##0.0_);"("#,##0.0")"'),
    ],
)
def test_a_cell_keeps_its_printed_unit_and_form(
    text: str, value: str, decimals: int, number: str, power: int, code: str
) -> None:
    made = number_of(cell(text, value, decimals))
    assert made is not None
    assert (made.value, made.power, made.form.code()) == (Decimal(number), power, code)


@pytest.mark.parametrize(
    ("text", "value", "decimals", "number", "power", "code"),
    [
        ("$7.2 million", "7200000", -5, "7.2", 6, '"$"#,##0.0" million"_);"$("#,##0.0") million"'),
        ("$(2.8) million", "-2800000", -5, "-2.8", 6, '"$"#,##0.0" million"_);"$("#,##0.0") million"'),
        ("190 basis points", "190", 0, "190", 0, '#,##0" basis points"_);"("#,##0") basis points"'),
        ("half", "0.5", 1, "0.5", 0, '#,##0.0_);"-"#,##0.0'),
    ],
)
def test_a_figure_of_the_prose_keeps_its_scale_word(
    text: str, value: str, decimals: int, number: str, power: int, code: str
) -> None:
    made = number_of(figure(text, value, decimals))
    assert made is not None
    assert (made.value, made.power, made.form.code()) == (Decimal(number), power, code)


def test_a_dash_in_thousands_is_zero_thousands() -> None:
    made = number_of(cell("$ —", "0", -3, Absence.DASH))
    assert made is not None
    assert (made.value, made.power, made.form.code().split(";")[2]) == (0, 3, '"$ —"_)')


def test_not_meaningful_is_no_number() -> None:
    assert number_of(cell("NM", None, 0, Absence.NOT_MEANINGFUL)) is None


def test_quotes_in_what_is_printed_do_not_end_a_literal() -> None:
    made = number_of(figure('7" [Red]', "7", 0))
    assert made is not None
    assert made.form.code() == '#,##0" [Red]"_);"("#,##0") [Red]"'


def test_control_characters_are_replaced_and_long_texts_cut() -> None:
    assert cell_text("a\x00b\ud800c\u202ed\uffff") == "a\ufffdb\ufffdc\ufffdd\ufffd"
    assert cell_text("x" * 50, 10) == "xxxxxxxxx…"


@given(st.text(st.characters(codec=None)))
def test_cell_text_can_be_encoded(text: str) -> None:
    assert cell_text(text).encode("utf-8") is not None
    assert not any(char in cell_text(text) for char in "\x00\x08\x1f\ud800\uffff")
