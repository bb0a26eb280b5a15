"""Words that compare with a period, and words that name none."""

import pytest
from made import claims_of
from sentence_made import INCOME, TITLE, Found, found_of, table

from ticktie.model import Direction, Hedge, Kind, Relative

LOWER_COSTS = table(TITLE, "Revenue | $ 12,345 | $ 9,876", "Cost of revenue | 5,900 | 7,100")


def test_less_than_a_year_makes_the_amount_before_it_a_change() -> None:
    claim = claims_of("Capital expenditures were $15.2 billion less than 2022.")["$15.2 billion"]
    assert (claim.kind, claim.direction, claim.period) == (Kind.CHANGE, Direction.DOWN, None)
    assert claim.comparative is not None
    assert claim.comparative.year == 2022


def test_less_than_an_amount_stays_a_hedge() -> None:
    claim = claims_of("Capital expenditures were less than $15.2 billion in 2022.")["$15.2 billion"]
    assert (claim.kind, claim.direction, claim.hedge) == (Kind.LEVEL, Direction.NONE, Hedge.NEARLY)


@pytest.mark.parametrize(
    ("beside", "found"),
    [
        (LOWER_COSTS, ("tied", "")),  # 7,100 − 5,900 = 1,200
        (INCOME, ("exception", "increase of $1.2 million")),  # 5,900 → 7,100
    ],
)
def test_less_than_a_year_is_recomputed_as_a_decrease(beside: str, found: Found) -> None:
    assert found_of("Cost of revenue was $1.2 million less than 2024.", "$1.2 million", beside) == found


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘"])
def test_the_year_of_a_quarter_may_stand_behind_any_apostrophe(apostrophe: str) -> None:
    claims = claims_of(f"Revenue was $7.2 million in Q1{apostrophe}23, up 5% from Q1{apostrophe}22.")
    period, comparative = claims["$7.2 million"].period, claims["5%"].comparative
    assert period is not None
    assert comparative is not None
    assert [(ref.quarter, ref.year) for ref in (period, comparative)] == [(1, 2023), (1, 2022)]


def test_year_over_year_says_how_a_level_moved_and_not_when_it_was() -> None:
    claim = claims_of("Sales of $7.2 million rose year over year.")["$7.2 million"]
    assert (claim.period, claim.stated_period) == (None, False)
    assert claim.comparative is not None
    assert claim.comparative.relative is Relative.YEAR_AGO


def test_a_year_ago_is_still_when_a_level_was() -> None:
    claim = claims_of("Sales were $7.2 million a year ago.")["$7.2 million"]
    assert claim.period is not None
    assert claim.period.relative is Relative.YEAR_AGO


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("$5.2 million", ("tied", "")),
        ("$5.425 million", ("exception", "$5.245 million")),  # transposed
        ("$4.0 million", ("unsupported", "")),  # the year before's
    ],
)
def test_what_rose_year_over_year_is_this_year_s(stated: str, found: Found) -> None:
    assert found_of(f"Gross profit of {stated} rose year over year.", stated, INCOME) == found


@pytest.mark.parametrize("comparing", ["compared with", "from"])
def test_a_level_compared_with_behind_year_over_year_is_the_year_before_s(comparing: str) -> None:
    sentence = f"Revenue in the second quarter of 2025 rose year over year, {comparing} $9.876 million."
    assert found_of(sentence, "$9.876 million", INCOME) == ("tied", "")


@pytest.mark.parametrize(
    ("stated", "found"), [("$9.876 million", ("tied", "")), ("$9.867 million", ("exception", "$9.876 million"))]
)
def test_the_comparative_period_is_that_of_the_year_before(stated: str, found: Found) -> None:
    sentence = f"Revenue was $12.345 million, compared with {stated} in the comparative period."
    assert found_of(sentence, stated, INCOME) == found
