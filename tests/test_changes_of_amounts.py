"""A change is that of the amount which its sentence states, in the same period and of the same line."""

import pytest
from sentence_made import TITLE, Found, found_of, table

FOUR = (
    "Three Months Ended June 30, 2025",
    "Three Months Ended June 30, 2024",
    "Six Months Ended June 30, 2025",
    "Six Months Ended June 30, 2024",
)
INCOME = table(
    TITLE,
    "Revenue | $ 61,858 | $ 52,857 | $ 118,310 | $ 99,412",
    "Operating income | 27,581 | 22,352 | 54,508 | 42,964",
    columns=FOUR,
)


# 27,581 / 22,352 − 1 = 23.4 %; 54,508 / 42,964 − 1 = 26.9 %
@pytest.mark.parametrize(
    ("stated", "found"),
    [("23%", ("tied", "")), ("27%", ("exception", "23%")), ("83%", ("exception", "23%"))],
)
def test_growth_of_another_period_is_no_growth_of_the_stated_amount(stated: str, found: Found) -> None:
    assert found_of(f"Operating income was $27.6 million and increased {stated}.", stated, INCOME) == found


def test_growth_of_a_period_that_the_words_name_is_no_error() -> None:
    sentence = "Operating income was $27.6 million, and rose 27% in the first six months of 2025."
    assert found_of(sentence, "27%", INCOME) == ("tied", "")


# Total revenue rose 17.0 % too, but the sentence speaks of a part of it that no table prints.
@pytest.mark.parametrize(("level", "verdict"), [("$41.1 million", "unsupported"), ("$61.9 million", "tied")])
def test_a_change_whose_level_no_line_proves_is_anothers(level: str, verdict: str) -> None:
    assert found_of(f"Second-quarter revenue was {level}, up 17% from a year ago.", "17%", INCOME)[0] == verdict


EARNINGS = table(
    "CONDENSED STATEMENTS OF INCOME (in thousands, except per share amounts)",
    "Net income | $ 794 | $ 1,172",
    "Basic earnings per share | $ 0.54 | $ 0.77",
)


# 794 / 1,172 − 1 = −32.3 %; 0.54 / 0.77 − 1 is between −31 and −29 %
@pytest.mark.parametrize(("stated", "found"), [("32%", ("tied", "")), ("31%", ("exception", "32%"))])
def test_an_amount_per_share_is_no_net_income(stated: str, found: Found) -> None:
    assert found_of(f"Net income was $0.8 million, down {stated} from a year ago.", stated, EARNINGS) == found
