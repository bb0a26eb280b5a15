"""Lines that titles, sections, columns and names settle."""

import pytest
from sentence_made import TITLE, found_of, table

SEGMENTS = table(
    "SEGMENT INFORMATION (in thousands) Revenues",
    "Transportation Solutions | 156,692 | 196,797",
    "Building Solutions | 106,486 | 107,265",
    "Total revenues | 263,178 | 304,062",
    "Operating income | |",
    "Transportation Solutions | 28,176 | 25,975",
    "Building Solutions | 8,490 | 9,855",
)


# 156,692 / 196,797 − 1 = −20.4 %; its operating income rose 8.5 %
@pytest.mark.parametrize(("stated", "found"), [("20%", ("tied", "")), ("70%", ("exception", "20%"))])
def test_a_section_says_what_its_rows_measure_before_the_title_does(stated: str, found: tuple[str, str]) -> None:
    sentence = f"In Transportation Solutions, revenue declined {stated} compared to the prior year period."
    assert found_of(sentence, stated, SEGMENTS) == found


EUROS = table(
    "KEY FIGURES (in millions of euros)",
    "Adjusted net income | € 40 | € 31 | US$ 43",
    columns=(
        "Three Months Ended June 30, 2025",
        "Three Months Ended June 30, 2024",
        "Three Months Ended June 30, 2025 (US$)",
    ),
)


@pytest.mark.parametrize(
    ("stated", "found"), [("€40 million", ("tied", "")), ("€43 million", ("exception", "€40 million"))]
)
def test_a_column_in_another_currency_proves_nothing_in_this_one(stated: str, found: tuple[str, str]) -> None:
    assert found_of(f"Adjusted net income for the quarter was {stated}.", stated, EUROS) == found


FLOW = table(TITLE, "Free cash flow | $ 1,962 | $ 1,910")


@pytest.mark.parametrize(
    ("stated", "found"), [("$2.0 million", ("tied", "")), ("$2.5 million", ("exception", "$2.0 million"))]
)
def test_initials_of_the_company_are_no_part_of_a_subject(stated: str, found: tuple[str, str]) -> None:
    # Example Corp: EC
    assert found_of(f"EC's free cash flow was {stated} for the quarter.", stated, FLOW) == found
