"""What a slip may contradict: percentages of one digit, parts, shares of an amount, par values, moved amounts."""

import pytest
from sentence_made import TITLE, Found, found_of, table

INCOME = table(
    TITLE,
    "Revenue | $ 7,099 | $ 6,843",
    "Gross profit | 3,000 | 3,100",
    "Acquisition costs | 4,976 | 2,495",
    "Dividends | 4,300 | 4,100",
)


# 7,099 / 6,843 − 1 = 3.7 %
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("increased 4%", ("tied", "")),
        ("increased 8%", ("exception", "4%")),
    ],
)
def test_one_digit_of_growth_contradicts_where_the_amounts_moved_as_said(words: str, found: Found) -> None:
    sentence = f"Revenue {words} from the second quarter of 2024."
    assert found_of(sentence, words.split()[1], INCOME) == found


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("$4.976 million", ("tied", "")),
        ("$4.971 million", ("exception", "$4.976 million")),  # one digit of four
        ("$5.1 million", ("unsupported", "")),  # a part of two digits may be of a wider line
    ],
)
def test_a_part_is_contradicted_by_one_digit_of_four(stated: str, found: Found) -> None:
    sentence = f"Operating expenses for the quarter included {stated} of acquisition costs."
    assert found_of(sentence, stated, INCOME) == found


def test_a_wrong_scale_word_contradicts_a_part() -> None:
    sentence = "Distributions for the quarter included $4.3 billion of dividends."
    assert found_of(sentence, "$4.3 billion", INCOME) == ("exception", "$4.3 million")


# 2,000 / 7,099 = 28.2 %
@pytest.mark.parametrize(("stated", "found"), [("28.2%", ("tied", "")), ("88.2%", ("exception", "28.2%"))])
def test_the_share_that_an_amount_of_the_passage_has_of_a_line(stated: str, found: Found) -> None:
    sentence = f"Adjusted EBITDA was $2.000 million, {stated} of revenue."
    assert found_of(sentence, stated, INCOME) == found


# 199,698 × $23.45 = $4.683 million
@pytest.mark.parametrize(
    ("stated", "found"), [("$4.7 million", ("tied", "")), ("$9.7 million", ("exception", "$4.7 million"))]
)
def test_shares_at_a_price_give_their_cost(stated: str, found: Found) -> None:
    sentence = (
        f"The company repurchased 199,698 shares of common stock at an average share price of $23.45 with an aggregate "
        f"cost of {stated}."
    )
    assert found_of(sentence, stated, INCOME) == found


MARGINS = table("KEY RATIOS", "Gross margin | 41.3% | 46.5%")


@pytest.mark.parametrize(("word", "found"), [("decreased", "tied"), ("increased", "exception")])
def test_margins_tell_which_way_they_moved(word: str, found: str) -> None:
    sentence = f"Gross margin {word} 520 basis points from the second quarter of 2024."
    assert found_of(sentence, "520 basis points", MARGINS)[0] == found


# The first quarter is 135 − 67 = 68, give or take one: 67 over it less 1 lies between −4.3 and +1.5 %.
@pytest.mark.parametrize(("word", "verdict"), [("fell", "tied"), ("rose", "unsupported")])
def test_coarse_amounts_prove_no_change_the_other_way(word: str, verdict: str) -> None:
    columns = ("Three Months Ended June 30, 2025", "Six Months Ended June 30, 2025")
    small = table("CONDENSED STATEMENTS OF INCOME (in millions)", "Segment profit | $ 67 | $ 135", columns=columns)
    assert found_of(f"Segment profit {word} 3% from the first quarter of 2025.", "3%", small)[0] == verdict


def test_a_dash_is_no_proof_of_a_small_amount() -> None:
    empty = table("ADJUSTMENTS (in millions)", "Contract change | $ — | $ 12", "Gain on sale | 21 | 14")
    assert found_of("Contract change for the quarter was $180.", "$180", empty) == ("unsupported", "")


EPS = table(
    "CONDENSED STATEMENTS OF INCOME (in thousands, except per share amounts)",
    "Net income | $ 44,200 | $ 51,800",
    "Basic earnings per share | $ 0.89 | $ 1.04",
    "Diluted earnings per share | $ 0.88 | $ 1.03",
)


@pytest.mark.parametrize(("stated", "found"), [("$0.88", ("tied", "")), ("$0.89", ("exception", "$0.88"))])
def test_a_basic_amount_is_no_diluted_one(stated: str, found: Found) -> None:
    assert found_of(f"Diluted earnings per share for the quarter were {stated}.", stated, EPS) == found


PRINTED = table(
    "SUMMARY (in millions)",
    "Net sales | $ 1,948 | $ 1,988",
    "Gross profit | 804 | 924",
    "Gross margin | 41.3% | 46.5%",
)


# 804 / 1,948 lies between 41.24 and 41.30 %: it could be 41.2, but the table prints 41.3.
def test_a_printed_measure_goes_before_one_computed_within_rounding() -> None:
    assert found_of("Gross margin was 41.2% for the quarter.", "41.2%", PRINTED) == ("exception", "41.3%")
