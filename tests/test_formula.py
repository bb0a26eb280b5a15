"""Formulas in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from ticktie.model import (
    Cell,
    Change,
    Column,
    Constant,
    Expression,
    Figure,
    PercentChange,
    Period,
    Product,
    Quotient,
    Role,
    Row,
    RowKind,
    Span,
    StatementKind,
    Sum,
    Table,
    Term,
)
from ticktie.reports.formula import Names, operands, show_formula
from ticktie.reports.quoting import shortened

NOW = Column("c1", "Three Months Ended September 30, 2007", Period(date(2007, 9, 30), date(2007, 7, 1)), Role.AMOUNT)
THEN = Column("c2", "Three Months Ended September 30, 2006", Period(date(2006, 9, 30), date(2006, 7, 1)), Role.AMOUNT)
SEGMENT = Column("c3", "Canada", None, Role.AMOUNT, dimension="Canada")
ROWS = (Row("r1", "Revenue", 0, RowKind.LINE), Row("r2", "Cost of goods sold", 0, RowKind.LINE))
CELLS = tuple(
    Cell(f"t1.r{row + 1}.c{column + 1}", row, column, "1", Decimal(1000), -3, "USD", Span(0, 1))
    for row in range(2)
    for column in range(3)
)
TABLE = Table("t1", "b1", "", StatementKind.INCOME_STATEMENT, "USD", 1000, (NOW, THEN, SEGMENT), ROWS, CELLS)
NAMES = Names.of((TABLE,))
REVENUE, REVENUE_THEN, CANADA, COST = Term(CELLS[0]), Term(CELLS[1]), Term(CELLS[2]), Term(CELLS[3])


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        (REVENUE, "Revenue [3M 2007-09-30]"),
        (CANADA, "Revenue [Canada]"),
        (replace(REVENUE, label="Net sales"), "Net sales"),
        (PercentChange(REVENUE, REVENUE_THEN), "pct(Revenue [3M 2007-09-30], Revenue [3M 2006-09-30])"),
        (Change(REVENUE, REVENUE_THEN), "change(Revenue [3M 2007-09-30], Revenue [3M 2006-09-30])"),
        (Sum(((1, REVENUE), (-1, COST))), "Revenue [3M 2007-09-30] - Cost of goods sold [3M 2007-09-30]"),
        (Sum(((-1, COST), (1, REVENUE))), "- Cost of goods sold [3M 2007-09-30] + Revenue [3M 2007-09-30]"),
        (
            Quotient(Sum(((1, REVENUE), (-1, COST))), REVENUE),
            "(Revenue [3M 2007-09-30] - Cost of goods sold [3M 2007-09-30]) / Revenue [3M 2007-09-30]",
        ),
        (Product(Constant(Fraction(4)), CANADA), "4 × Revenue [Canada]"),
    ],
)
def test_formula_is_shown_with_captions_and_periods(expression: Expression, shown: str) -> None:
    assert show_formula(expression, NAMES) == shown


def test_figure_of_the_prose_is_shown_as_printed() -> None:
    figure = Figure("n1", "b2", 0, 12, "$5.1 million", Decimal(5100000), -5, "USD")
    assert show_formula(Term(figure), NAMES) == "$5.1 million"


def test_operand_that_occurs_twice_is_listed_once() -> None:
    formula = Quotient(Sum(((1, REVENUE), (-1, COST))), REVENUE)
    assert [part.id for part in operands(formula)] == ["t1.r1.c1", "t1.r2.c1"]


def test_long_caption_is_cut_at_a_word() -> None:
    assert shortened("Common stock, par value; authorized shares", 30) == "Common stock, par value…"
    assert shortened("x" * 100, 30) == "x" * 29 + "…"
    assert shortened("short", 30) == "short"
