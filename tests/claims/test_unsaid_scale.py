"""Counts whose table leaves out "thousands", and notes that print an amount as the table does."""

import pytest
from sentence_made import INCOME, Found, found_of, table

# Thousands of customers and orders, which the table does not say.
CUSTOMERS = table("Key operating figures", "Active customers | 3,417 | 3,142", "Orders delivered | 8,264 | 7,913")
# As many, in a table whose clause is for its amounts.
BESIDE_AMOUNTS = table("Key figures (in thousands)", "Revenue | 12,345 | 9,876", "Active customers | 3,417 | 3,142")


@pytest.mark.parametrize("beside", [CUSTOMERS, BESIDE_AMOUNTS])
def test_a_count_in_millions_is_tied_by_thousands_that_the_table_leaves_unsaid(beside: str) -> None:
    # 3,417 thousand are 3.4 million
    sentence = "The company had 3.4 million active customers in the second quarter of 2025."
    assert found_of(sentence, "3.4 million", beside) == ("tied", "")


@pytest.mark.parametrize("stated", ["3.5 million", "3.7 million", "3.1 million", "3.4 billion"])
def test_another_count_is_not_tied_by_an_unsaid_scale(stated: str) -> None:
    # 3.417 million rounds to 3.4 million alone; 3.1 million are those of the year before
    sentence = f"The company had {stated} active customers in the second quarter of 2025."
    assert found_of(sentence, stated, CUSTOMERS)[0] != "tied"


def test_a_count_printed_as_the_table_prints_it_needs_no_scale() -> None:
    sentence = "The company had 3,142 active customers in the second quarter of 2024."
    assert found_of(sentence, "3,142", CUSTOMERS) == ("tied", "")


@pytest.mark.parametrize(
    ("sentence", "figure", "found"),
    [
        ("Gross profit for the three months ended June 30, 2025 was $5,245.", "$5,245", ("tied", "")),
        ("Net income for the three months ended June 30, 2025 was $934.", "$934", ("tied", "")),
        # one digit of four differs
        ("Gross profit for the three months ended June 30, 2025 was $5,285.", "$5,285", ("exception", "$5,245")),
        # one of three may as well be another amount
        ("Net income for the three months ended June 30, 2025 was $984.", "$984", ("unsupported", "")),
        # two digits differ
        ("Gross profit for the three months ended June 30, 2025 was $5,286.", "$5,286", ("unsupported", "")),
        # two digits tell too little
        ("Income tax expense for the three months ended June 30, 2024 was $74.", "$74", ("unsupported", "")),
    ],
)
def test_a_note_prints_amounts_as_a_table_in_thousands_does(sentence: str, figure: str, found: Found) -> None:
    assert found_of("The notes say more.", figure, INCOME, note=sentence) == found


@pytest.mark.parametrize(
    ("stated", "found"), [("3.4 million", ("tied", "")), ("3.4 billion", ("exception", "3.4 million"))]
)
def test_a_count_in_the_scale_of_its_caption_has_no_other(stated: str, found: Found) -> None:
    units = table("Key operating figures", "Units sold (in thousands) | 3,417 | 3,142", "Orders | 8,264 | 7,913")
    assert found_of(f"Units sold were {stated} in the second quarter of 2025.", stated, units) == found
