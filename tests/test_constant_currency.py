"""What is said of constant currency, and of what GAAP measures, belongs to one figure and not to its neighbours."""

import pytest
from sentence_made import TITLE, results_of, table

REVENUE = table(
    TITLE,
    "Revenue | $ 13,307 | $ 12,453",
    "Cloud services revenue | 5,623 | 4,635",
)


def test_a_level_after_a_change_in_constant_currency_is_the_reported_one() -> None:
    found = results_of(
        "Cloud services revenue was up 21% from a year ago, and up 22% in constant currency to $5.6 million.", REVENUE
    )
    assert found["$5.6 million"].verdict == "tied"
    assert found["21%"].verdict == "tied"
    assert found["22%"].verdict == "unsupported"  # no table prints it


def test_what_drives_a_figure_does_not_qualify_it() -> None:
    sentence = "Cloud services revenue increased to $5.6 million led by growth of core products."
    assert results_of(sentence, REVENUE)["$5.6 million"].verdict == "tied"


GROWTH = table(
    "GROWTH BY PRODUCT",
    "Devices revenue | 17% | 16%",
    "Services revenue | 9% | 12%",
    columns=(
        "Three Months Ended June 30, 2025 Percentage Change Y/Y (GAAP)",
        "Three Months Ended June 30, 2025 Percentage Change Y/Y Constant Currency",
    ),
)


@pytest.mark.parametrize(("stated", "verdict"), [("17%", "tied"), ("16%", "unsupported")])
def test_a_bracket_in_constant_currency_says_nothing_of_the_next_figure(stated: str, verdict: str) -> None:
    sentence = (
        f"Services revenue increased 9% (up 12% in constant currency) driven by devices revenue growth of {stated}."
    )
    found = results_of(sentence, GROWTH)
    assert found["12%"].verdict == "tied"
    assert found[stated].verdict == verdict


BOTH = table(
    "RECONCILIATION OF GAAP TO NON-GAAP MEASURES (in thousands)",
    "Net income | $ 12,443 | $ 17,284",
    columns=("Three Months Ended June 30, 2025 GAAP", "Three Months Ended June 30, 2025 Non-GAAP"),
)


@pytest.mark.parametrize(("gaap", "verdict"), [("$12.4 million", "tied"), ("$17.2 million", "unsupported")])
def test_gaap_before_a_measure_and_over_a_column_excludes_what_is_adjusted(gaap: str, verdict: str) -> None:
    sentence = f"For the quarter, GAAP net income was {gaap} while non-GAAP net income was $17.3 million."
    found = results_of(sentence, BOTH)
    assert found["$17.3 million"].verdict == "tied"
    assert found[gaap].verdict == verdict
