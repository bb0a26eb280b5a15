"""Changes of a margin in basis points, which many releases round to tens."""

import pytest
from sentence_made import INCOME, found_of


# 5,245 / 12,345 − 3,976 / 9,876 = 2.23 points; the ten that lies nearest is 220
@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("223", "tied"),
        ("220", "unsupported"),
        ("240", "exception"),
        ("250", "exception"),
        ("310", "unsupported"),
        ("247", "unsupported"),
    ],
)
def test_one_digit_off_the_nearest_ten_is_a_slip_too(stated: str, verdict: str) -> None:
    sentence = f"Gross margin rose by {stated} basis points from the second quarter of 2024."
    assert found_of(sentence, f"{stated} basis points", INCOME)[0] == verdict
