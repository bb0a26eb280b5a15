"""A place that opens a sentence: "In Europe, sales were …"."""

import pytest
from made import claims_of
from sentence_made import TITLE, Found, found_of, table

STATEMENT = table(TITLE, "Sales | $ 12,345 | $ 9,876", "Net income | $ 934 | $ 402")
REGIONS = table(
    "Sales by region (in thousands)", "Europe | 4,310 | 3,905", "Asia | 8,035 | 5,971", "Total | 12,345 | 9,876"
)


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("In Europe", ("europe",)),
        ("In Switzerland and Austria", ("switzerland", "austria")),
        ("In the Building Products segment", ("building", "product")),
        ("Across our Northern Plains region", ("northern", "plain")),
        ("In July", ()),
        ("For the quarter", ()),
        ("In total", ()),
    ],
)
def test_a_place_that_opens_a_sentence_is_the_place_of_its_figures(opening: str, place: tuple[str, ...]) -> None:
    assert claims_of(f"{opening}, sales were $7.2 million.")["$7.2 million"].place == place


@pytest.mark.parametrize(
    ("sentence", "figure", "found"),
    [
        # 4,310 / 3,905 − 1 = 10.4 %; all of the company's sales rose by 12,345 / 9,876 − 1 = 25 %
        ("In Europe, sales rose 10.4% from the second quarter of 2024.", "10.4%", ("tied", "")),
        ("In Europe, sales rose 52% from the second quarter of 2024.", "52%", ("unsupported", "")),
        ("Sales rose 52% from the second quarter of 2024.", "52%", ("exception", "25%")),
    ],
)
def test_the_whole_company_s_line_does_not_contradict_what_is_said_of_a_place(
    sentence: str, figure: str, found: Found
) -> None:
    assert found_of(sentence, figure, STATEMENT, REGIONS) == found
