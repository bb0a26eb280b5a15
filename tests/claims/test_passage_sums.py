"""A whole beside the parts that its sentence names."""

import pytest
from sentence_made import INCOME, Found, found_of

# 564 + 69 = 633
PARTS = "Bookings were {stated}, of which $564 million came from dealers and $69 million from direct buyers."
ALL_PARTS = "Bookings were {stated}, consisting of $564 million from dealers and $69 million from direct buyers."


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("$633 million", ("tied", "")),
        ("$633 billion", ("exception", "$633 million")),
        # the parts named need not be all: only their digits in another scale contradict
        ("$643 million", ("unsupported", "")),
        ("$712 million", ("unsupported", "")),
    ],
)
def test_parts_named_after_a_whole_contradict_its_scale_alone(stated: str, found: Found) -> None:
    assert found_of(PARTS.format(stated=stated), stated, INCOME) == found


@pytest.mark.parametrize(
    ("stated", "found"), [("$633 million", ("tied", "")), ("$643 million", ("exception", "$633 million"))]
)
def test_parts_that_a_whole_consists_of_contradict_its_digits(stated: str, found: Found) -> None:
    assert found_of(ALL_PARTS.format(stated=stated), stated, INCOME) == found
