"""Which lines and figures a qualifier ("adjusted") goes for."""

import pytest
from made import claims_of
from sentence_made import INCOME, Found, found_of, table

BOTH = table(
    "Reconciliation of Adjusted Gross Profit (in thousands)",
    "Gross profit | 5,245 | 3,976",
    "Compensation in shares | 212 | 180",
    "Adjusted gross profit | 5,457 | 4,156",
)
ONLY_TITLE = table(
    "Adjusted results (in thousands)", "Gross profit | 5,245 | 3,976", "Operating expenses | 4,212 | 3,180"
)
RECONCILED = """Adjusted EBITDA (in thousands)

| | Three Months Ended June 30, 2025 | Three Months Ended June 30, 2024 |
|---|---|---|
| Net income | 9,340 | 4,020 |
| {heading}: | | |
| Relocation of plants | 3,180 | 2,400 |
| Depreciation of plants | 2,120 | 1,800 |
| Adjusted EBITDA | 14,640 | 8,220 |
"""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Gross profit was $5.245 million.", ("tied", "")),
        ("Adjusted gross profit was $5.457 million.", ("tied", "")),
        ("Adjusted gross profit was $5.245 million.", ("exception", "$5.457 million")),
    ],
)
def test_a_caption_beside_an_adjusted_one_is_not_adjusted(sentence: str, found: Found) -> None:
    figure = sentence.removesuffix(".").partition(" was ")[2]
    assert found_of(sentence, figure, BOTH) == found


def test_a_title_makes_captions_adjusted_where_none_says_so_itself() -> None:
    assert found_of("Adjusted gross profit was $5.245 million.", "$5.245 million", ONLY_TITLE) == ("tied", "")


@pytest.mark.parametrize("heading", ["Adjustments", "Reconciling items", "Reconciliation items"])
@pytest.mark.parametrize(
    ("stated", "found"), [("$3 million", ("tied", "")), ("$5 million", ("exception", "$3 million"))]
)
def test_a_heading_over_adjustments_names_no_other_measure(heading: str, stated: str, found: Found) -> None:
    beside = RECONCILED.format(heading=heading)
    assert found_of(f"Relocation of plants was {stated} in the second quarter of 2025.", stated, beside) == found


def test_a_heading_that_names_a_segment_keeps_its_lines_apart() -> None:
    sentence = "Relocation of plants was $5 million in the second quarter of 2025."
    assert found_of(sentence, "$5 million", RECONCILED.format(heading="Canada"))[0] == "unsupported"


def test_a_qualifier_of_the_next_clause_is_not_of_the_figure_before_it() -> None:
    claims = claims_of("Earnings per share were $8.54, adjusted earnings per share increased 7% to $9.10.")
    assert [sorted(claims[text].qualifiers) for text in ("$8.54", "7%", "$9.10")] == [[], ["adjusted"], ["adjusted"]]


def test_a_qualifier_behind_its_figure_goes_for_it_where_no_clause_begins() -> None:
    claim = claims_of("Earnings per share were $8.54, adjusted for the sale of the tile business.")["$8.54"]
    assert claim.qualifiers == {"adjusted"}


@pytest.mark.parametrize(
    ("stated", "found"), [("$0.934 million", ("tied", "")), ("$0.943 million", ("exception", "$0.934 million"))]
)
def test_what_stands_before_an_adjusted_measure_is_compared_with_its_own_line(stated: str, found: Found) -> None:
    # 5,457 / 4,156 − 1 = 31.3 %
    sentence = f"Net income was {stated}, adjusted gross profit increased 31.3%."
    assert found_of(sentence, stated, INCOME, BOTH) == found


def test_constant_currency_leaves_the_measure_adjusted() -> None:
    claims = claims_of("Adjusted EBITDA was $12.3 million, up 12% in constant currency.")
    assert claims["$12.3 million"].qualifiers == {"adjusted"}
    assert claims["12%"].qualifiers == {"adjusted", "constant"}


SUMMARIES = (
    table("Summary, GAAP", "Gross profit | $ 5,245 | $ 3,976"),
    table("Summary, Non-GAAP", "Gross profit | $ 5,645 | $ 4,276"),
)


@pytest.mark.parametrize(("stated", "found"), [("$5,245", ("tied", "")), ("$8,245", ("exception", "$5,245"))])
def test_what_is_said_to_be_gaap_is_not_of_a_table_titled_otherwise(stated: str, found: Found) -> None:
    sentence = f"GAAP gross profit was {stated} in the second quarter of 2025."
    assert found_of(sentence, stated, *SUMMARIES) == found
