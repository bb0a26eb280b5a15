"""A line that a level settles is the line of its change, and a change settles the line of its level."""

import pytest
from sentence_made import TITLE, Found, found_of, table

DEVICES = table(
    TITLE,
    "Devices for laboratories | $ 46,743 | $ 41,215 | $ 90,805 | $ 83,118",
    "Services | 12,345 | 11,342 | 24,346 | 22,950",
    columns=(
        "Three Months Ended June 30, 2025",
        "Three Months Ended June 30, 2024",
        "Six Months Ended June 30, 2025",
        "Six Months Ended June 30, 2024",
    ),
)


# 90,805 / 83,118 − 1 = 9.2 %
@pytest.mark.parametrize(("stated", "found"), [("9%", ("tied", "")), ("7%", ("exception", "9%"))])
def test_one_digit_is_enough_to_contradict_a_change_whose_level_is_proved(stated: str, found: Found) -> None:
    sentence = f"Sales of devices to laboratories were $90.8 million for the first six months, a rise of {stated}."
    assert found_of(sentence, stated, DEVICES) == found


def test_the_same_change_stays_open_where_its_level_is_not_proved() -> None:
    sentence = "Sales of devices to laboratories were $55.1 million for the first six months, a rise of 7%."
    assert found_of(sentence, "7%", DEVICES) == ("unsupported", "")


# 46,743 / 41,215 − 1 = 13.41 %
@pytest.mark.parametrize(
    ("change", "level", "found"),
    [
        ("13.4%", "$46.7 million", ("tied", "")),
        ("13.4%", "$46.7 billion", ("exception", "$46.7 million")),
        ("18.4%", "$46.7 billion", ("unsupported", "")),  # a change that proves no line settles none
    ],
)
def test_a_change_of_three_digits_settles_the_line_of_its_level(change: str, level: str, found: Found) -> None:
    sentence = f"Laboratory device sales rose {change} and were {level}."
    assert found_of(sentence, level, DEVICES) == found


@pytest.mark.parametrize(("stated", "verdict"), [("13.4%", "tied"), ("9.3%", "unsupported")])
def test_a_settled_line_says_nothing_of_the_period(stated: str, verdict: str) -> None:
    # 9.2 % is the change of six months: one digit from 9.3 %, but nothing says that six months are meant.
    sentence = f"Sales of devices to laboratories were $46.743 million for the quarter, up {stated} from a year ago."
    assert found_of(sentence, stated, DEVICES)[0] == verdict


EARNINGS = table(
    "CONDENSED STATEMENTS OF INCOME (in thousands, except per share amounts)",
    "Revenue | $ 46,743 | $ 44,062",
    "Operating income | 6,232 | 5,256",
    "Net income | 4,990 | 4,301",
    "Basic earnings per share | $ 0.21 | $ 0.18",
    "Average shares outstanding | 24,100 | 24,000",
)


# 4,990 / 24,100 = 0.207: only net income gives 21 cents a share.
@pytest.mark.parametrize(
    ("stated", "found"), [("$4.99 million", ("tied", "")), ("$9.99 million", ("exception", "$4.99 million"))]
)
def test_the_row_that_gives_the_amount_per_share_is_the_row_of_the_amount(stated: str, found: Found) -> None:
    sentence = f"For the second quarter, the company reported earnings of {stated}, or $0.21 per share."
    assert found_of(sentence, stated, EARNINGS) == found


def test_an_amount_per_share_that_no_row_gives_settles_no_row() -> None:
    sentence = "For the second quarter, the company reported earnings of $9.99 million, or $0.41 per share."
    assert found_of(sentence, "$9.99 million", EARNINGS) == ("unsupported", "")


GROWTH = table(
    "Revenue Growth by Product",
    "Laboratory devices | 22% | 14%",
    "Services | 9% | 12%",
    columns=(
        "Three Months Ended June 30, 2025 Percentage Change Y/Y",
        "Three Months Ended June 30, 2024 Percentage Change Y/Y",
    ),
)


@pytest.mark.parametrize(("stated", "found"), [("22%", ("tied", "")), ("82%", ("exception", "22%"))])
def test_a_line_that_prints_growth_alone_need_not_prove_the_level(stated: str, found: Found) -> None:
    sentence = f"Laboratory devices brought revenue of $38.9 million, up {stated} year over year."
    assert found_of(sentence, stated, GROWTH) == found


COSTS = table(TITLE, "Acquisition related costs | 13,935 | 8,114", "Other costs | 4,976 | 3,871")


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("$13.935 million", "tied"),
        ("$18.935 million", "exception"),
        ("$13.395 million", "exception"),
        ("$9.1 million", "unsupported"),
    ],
)
def test_one_digit_of_five_contradicts_even_a_part(stated: str, verdict: str) -> None:
    sentence = f"Costs of the second quarter of 2025 included {stated} of acquisition related costs."
    assert found_of(sentence, stated, COSTS)[0] == verdict
