"""A change between two levels of a sentence is recomputed from the cells that prove the levels."""

from fractions import Fraction

import ticktie
from ticktie.model import Cell, FigureResult, PercentChange, Term, Verdict

RELEASE = """# Example Corp Reports Second Quarter Results

Exampleton, July 24, 2025 – Example Corp today announced results for its second quarter ended June 30, 2025.

Interest and other income, which comes from many small sources, was $21.0 million for the second quarter of 2025, {}
compared to $15.4 million for the first quarter of 2025.

CONDENSED STATEMENTS OF INCOME (in thousands)

|  | Three Months Ended June 30, 2025 | Three Months Ended March 31, 2025 |
|---|---|---|
| Revenue | $ 98,345 | $ 97,876 |
| Interest and other income | 21,021 | 15,391 |
"""


def result_of(change: str, figure: str) -> FigureResult:
    results = ticktie.check(RELEASE.format(change).encode(), name="release.md").figures
    return next(result for result in results if result.figure.text == figure)


def test_a_percentage_from_rounded_levels_is_an_exception() -> None:
    # 21.0 / 15.4 - 1 = 36.4 %, 21,021 / 15,391 - 1 = 36.58 %
    result = result_of("an increase of 36.4%", "36.4%")
    assert result.verdict is Verdict.EXCEPTION
    assert result.proof is not None
    assert result.proof.diagnosis is not None
    assert result.proof.diagnosis.suggestion == "36.6%"


def test_a_percentage_from_exact_levels_is_tied_by_the_cells() -> None:
    result = result_of("an increase of 36.6%", "36.6%")
    assert result.verdict is Verdict.TIED
    assert result.proof is not None
    formula = result.proof.tie.formula
    assert isinstance(formula, PercentChange)
    assert isinstance(formula.current, Term)
    assert isinstance(formula.current.figure, Cell)
    assert result.proof.recomputed is not None
    assert round(result.proof.recomputed, 2) == round(Fraction(3658, 100), 2)
