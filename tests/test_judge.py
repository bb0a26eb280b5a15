"""The judge: what a printed number can stand for, and when a tie agrees. Expected ends are worked out by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ticktie.judge import judge, printed_interval, recompute
from ticktie.model import (
    Absence,
    Cell,
    Change,
    Constant,
    Expression,
    Figure,
    Interval,
    Outcome,
    PercentChange,
    Product,
    Quotient,
    Relation,
    Span,
    Sum,
    Term,
    Tie,
)


def cell(name: str, value: str | None, decimals: int = -3, absence: Absence = Absence.NONE) -> Cell:
    return Cell(name, 0, 0, name, None if value is None else Decimal(value), decimals, "USD", Span(0, 1), absence)


def figure(value: str, decimals: int, unit: str = "USD") -> Figure:
    return Figure("n1", "b1", 0, 1, value, Decimal(value), decimals, unit)


def tie(target: Figure | Cell, formula: Expression, *, magnitude: bool = False, factor: int = 1) -> Tie:
    return Tie("FT001", target, Relation.SUM, formula, magnitude=magnitude, unit_factor=Decimal(factor))


def ends(low: str, high: str) -> Interval:
    return Interval(Fraction(low), Fraction(high))


REVENUE, PRIOR = cell("a", "7219000"), cell("b", "2946000")


@pytest.mark.parametrize(
    ("printed", "interval"),
    [
        (figure("7200000", -5), ends("7150000", "7250000")),
        (cell("a", "7219000"), ends("7218500", "7219500")),
        (figure("0.06", 2), ends("0.055", "0.065")),
        (figure("-28", 0), ends("-28.5", "-27.5")),
        (cell("a", "0", absence=Absence.DASH), ends("-500", "500")),
    ],
)
def test_printed_number_stands_for_half_a_unit_to_either_side(printed: Figure | Cell, interval: Interval) -> None:
    assert printed_interval(printed) == interval


def test_absent_number_stands_for_nothing() -> None:
    assert printed_interval(cell("a", None, absence=Absence.NOT_MEANINGFUL)) is None


@pytest.mark.parametrize(
    ("formula", "interval"),
    [
        (Sum(((1, Term(REVENUE)), (-1, Term(PRIOR)))), ends("4272000", "4274000")),
        (Change(Term(REVENUE), Term(PRIOR)), ends("4272000", "4274000")),
        (Product(Constant(Fraction(4)), Term(PRIOR)), ends("11782000", "11786000")),
        # (7218.5 / 2946.5 - 1) × 100 and (7219.5 / 2945.5 - 1) × 100
        (PercentChange(Term(REVENUE), Term(PRIOR)), Interval(Fraction(854400, 5893), Fraction(854800, 5891))),
        # An operand that occurs twice is one number: a - a is 0.
        (Sum(((1, Term(REVENUE)), (-1, Term(REVENUE)))), ends("0", "0")),
        # a / (a - b) with a in [9.5, 10.5] and b exactly 5: falls from 9.5 / 4.5 to 10.5 / 5.5.
        (
            Quotient(Term(cell("c", "10", 0)), Sum(((1, Term(cell("c", "10", 0))), (-1, Constant(Fraction(5)))))),
            Interval(Fraction(21, 11), Fraction(19, 9)),
        ),
    ],
)
def test_recomputed_range_is_exact(formula: Expression, interval: Interval) -> None:
    assert recompute(formula) == interval


def test_quotient_by_what_may_be_zero_stays_open() -> None:
    dash = cell("d", "0", absence=Absence.DASH)
    assert judge(tie(figure("10", 0), Quotient(Term(REVENUE), Term(dash)))) == (Outcome.OPEN, None)


def lines(*values: str) -> Sum:
    return Sum(tuple((1, Term(cell(f"x{i}", value, 0))) for i, value in enumerate(values)))


@pytest.mark.parametrize(
    ("total", "outcome"),
    [
        ("100", Outcome.AGREES),
        ("101", Outcome.AGREES_WITHIN_ROUNDING),  # 100.5 … 101.5 meets 99 … 101
        ("99", Outcome.AGREES_WITHIN_ROUNDING),
        ("102", Outcome.DISAGREES),  # 101.5 … 102.5 does not
        ("98", Outcome.DISAGREES),
    ],
)
def test_total_of_two_lines_may_be_off_by_one(total: str, outcome: Outcome) -> None:
    assert judge(tie(cell("t", total, 0), lines("60", "40"))) == (outcome, Fraction(100))


def test_total_of_ten_lines_may_be_off_by_five() -> None:
    parts = lines(*["10"] * 10)
    assert judge(tie(cell("t", "105", 0), parts))[0] is Outcome.AGREES_WITHIN_ROUNDING
    assert judge(tie(cell("t", "106", 0), parts))[0] is Outcome.DISAGREES


def test_signs_count_unless_the_tie_is_of_magnitudes() -> None:
    loss = Term(cell("l", "-8453000"))
    said = figure("8500000", -5)
    assert judge(tie(said, loss))[0] is Outcome.DISAGREES
    assert judge(tie(said, loss, magnitude=True))[0] is Outcome.AGREES


def test_unit_factor_brings_a_quotient_into_percent() -> None:
    # 756 / 7,219 = 10.47 %
    share = Quotient(Term(cell("g", "756000")), Term(REVENUE))
    assert judge(tie(figure("10", 0, "percent"), share, factor=100))[0] is Outcome.AGREES
    assert judge(tie(figure("11", 0, "percent"), share, factor=100))[0] is Outcome.DISAGREES


def test_absent_operand_leaves_the_tie_open() -> None:
    parts = Sum(((1, Term(REVENUE)), (1, Term(cell("n", None, absence=Absence.NOT_MEANINGFUL)))))
    assert judge(tie(REVENUE, parts)) == (Outcome.OPEN, None)
