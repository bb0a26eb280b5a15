"""Formulas over cells, from the tree of a tie."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from ticktie.model import (
    Cell,
    Change,
    Constant,
    Expression,
    Outcome,
    PercentChange,
    Product,
    Proof,
    Quotient,
    Relation,
    Span,
    Sum,
    Term,
    Tie,
)
from ticktie.reports import binder_formula
from ticktie.reports.binder_formula import Live, NotShown, Place, Standing, letters, live_formula
from ticktie.reports.binder_number import PLAIN, Number

# Column B in thousands, column D in full units, both on the sheet "t1"; E1 of "Prose" in millions.
NUMBERS = {
    "a": ("60", 3),
    "b": ("40", 3),
    "c": ("10", 3),
    "d": ("5", 3),
    "units": ("4000", 0),
    "millions": ("0.2", 6),
    "percent": ("51", 0),
}
PLACES = {
    "a": (Place("t1", 1, 1), 0),
    "b": (Place("t1", 2, 1), 1),
    "c": (Place("t1", 4, 1), 2),
    "d": (Place("t1", 5, 1), 3),
    "units": (Place("t1", 1, 3), 0),
    "millions": (Place("Prose", 0, 4), -1),
    "percent": (Place("t1", 9, 1), 4),
}
STANDINGS = {
    key: Standing(PLACES[key][0], Number(Decimal(value), power, PLAIN), PLACES[key][1])
    for key, (value, power) in NUMBERS.items()
}


def term(key: str) -> Term:
    value, power = NUMBERS.get(key, ("1", 0))
    return Term(Cell(key, 0, 0, value, Decimal(value).scaleb(power), 0, "USD", Span(0, 0)))


def live(formula: Expression, target: str = "d", **changes: object) -> Live:
    tie = replace(Tie("FT001", term(target).figure, Relation.SUM, formula), **changes)  # type: ignore[arg-type]
    return live_formula(Proof("k1", tie, Outcome.AGREES, None), STANDINGS, "t1")


A, B, C, UNITS, MILLIONS = term("a"), term("b"), term("c"), term("units"), term("millions")


@pytest.mark.parametrize(
    ("formula", "text", "value"),
    [
        (A, "B2", 60),
        (Sum(((1, A), (-1, B))), "B2-B3", 20),
        (Sum(((-1, A), (1, B))), "-B2+B3", -20),
        (Sum(((1, A), (1, B), (1, C))), "SUM(B2:B5)", 110),  # row 4 holds no number
        (Sum(((1, A), (1, C))), "B2+B5", 70),
        (Sum(((1, A), (-1, Sum(((1, B), (1, C)))))), "B2-(B3+B5)", 10),
        (Change(A, Sum(((1, B), (1, C)))), "B2-(B3+B5)", 10),
        (MILLIONS, "'Prose'!E1*1000", 200),
        (UNITS, "D2/1000", 4),
        # 60 thousand and 4,000 units
        (Sum(((1, A), (1, UNITS))), "(B2*1000+D2)/1000", 64),
        (Quotient(A, Quotient(B, C)), "B2/(B3/B5)", 15),
        (Product(Constant(Fraction(1, 4)), A), "(1/4)*B2", 15),
        (Product(Constant(Fraction(4)), Change(A, B)), "4*(B2-B3)", 80),
    ],
)
def test_formula_is_in_the_unit_of_its_target(formula: Expression, text: str, value: Fraction | int) -> None:
    made = live(formula)
    assert (made.text, made.value) == (text, value)


def test_percentages_are_in_percent() -> None:
    # 60 / 40 = 150 %, up 50 %; 0.2 million are 233 % more than 60 thousand
    made = live(Quotient(A, B), "percent", unit_factor=Decimal(100))
    assert (made.text, made.value) == ("B2/B3*100", 150)
    made = live(PercentChange(A, B), "percent")
    assert (made.text, made.value, made.difference) == ("(B2/B3-1)*100", 50, 1)
    made = live(PercentChange(MILLIONS, A), "percent")
    assert (made.text, made.value) == ("('Prose'!E1/B2*1000-1)*100", Fraction(700, 3))


def test_difference_is_printed_less_recomputed() -> None:
    made = live(Sum(((1, A), (-1, B))))
    assert made.difference == 5 - 20
    assert made.difference_text("B6", "F6") == "ROUND(B6-F6,6)"


def test_difference_of_magnitudes_leaves_signs_out() -> None:
    made = live(Sum(((1, B), (-1, A))), magnitude=True)
    assert (made.value, made.difference) == (-20, 5 - 20)
    assert made.difference_text("B6", "F6") == "ROUND(ABS(B6)-ABS(F6),6)"


def test_an_operand_without_a_cell_is_told() -> None:
    with pytest.raises(NotShown, match="stands in no cell"):
        live(Sum(((1, A), (1, term("lost")))))


def test_a_formula_too_long_for_a_cell_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binder_formula, "MAX_FORMULA_CHARS", 4)
    with pytest.raises(NotShown, match="longer than a cell"):
        live(Sum(((1, A), (1, C))))


def test_columns_are_named_as_in_a_spreadsheet() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
