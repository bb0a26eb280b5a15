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
