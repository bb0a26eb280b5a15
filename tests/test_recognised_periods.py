"""Periods that words and figures settle: a year to date, last year's amount, a note that names no period."""

import pytest
from sentence_made import TITLE, found_of, results_of, table

NINE = table(
    TITLE,
    "Revenue | $ 10,767 | $ 9,020 | $ 30,115 | $ 28,442",
    columns=(
        "Three Months Ended June 30, 2025",
        "Three Months Ended June 30, 2024",
        "Six Months Ended June 30, 2025",
        "Six Months Ended June 30, 2024",
    ),
)


@pytest.mark.parametrize("words", ["2025 year-to-date revenue was", "Year-to-date revenue was"])
def test_a_year_to_date_ends_with_the_period_that_the_release_reports(words: str) -> None:
    assert found_of(f"{words} $30.1 million.", "$30.1 million", NINE) == ("tied", "")


@pytest.mark.parametrize(
    ("stated", "found"), [("$9.02 million", ("tied", "")), ("$9.92 million", ("exception", "$9.02 million"))]
)
def test_the_prior_years_amount_is_of_the_prior_year(stated: str, found: tuple[str, str]) -> None:
    sentence = f"The prior year second quarter revenue of {stated} included a one-time order."
    assert found_of(sentence, stated, NINE) == found


SEGMENTS = table(
    "SEGMENT NOTE 2025 (in thousands)",
    "Gross revenue | 10,767,527 | 7,215,014 | 17,982,541",
    "Inter-segment revenue | (106,437) | (102,000) | (208,437)",
    "External revenue | 10,661,090 | 7,113,014 | 17,774,104",
    columns=("Food", "Logistics", "Group"),
)
GROUP = table(
    TITLE,
    "Gross revenue | 17,982,541 | 14,913,157",
    "Inter-segment revenue | (208,437) | (72,035)",
    "External revenue | 17,774,104 | 14,841,122",
)


def test_a_table_without_periods_has_that_of_the_figures_it_prints_again() -> None:
    sentence = "For the second quarter of 2025, gross revenue of the Food segment was $10.8 billion."
    proof = results_of(sentence, GROUP, SEGMENTS)["$10.8 billion"].proof
    assert proof is not None
    assert "3M 2025-06-30" in str(proof.tie.formula)
