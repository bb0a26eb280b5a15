"""What sentences mean beside the tables of one release: each sentence with its verdict, worked out by hand."""

import pytest

import ticktie
from ticktie.model import FigureResult, Verdict

OPENING = """# Example Corp Reports Second Quarter Results

Exampleton, July 24, 2025 – Example Corp today announced results for its second quarter ended
June 30, 2025, in all its markets.

"""
TIED, EXCEPTION, UNSUPPORTED = Verdict.TIED, Verdict.EXCEPTION, Verdict.UNSUPPORTED


def result_of(sentence: str, table: str, figure: str) -> FigureResult:
    results = ticktie.check(f"{OPENING}{sentence}\n\n{table}".encode(), name="release.md").figures
    return next(result for result in results if result.figure.text == figure)


INCOME = """CONDENSED STATEMENTS OF INCOME (in thousands, except per share amounts)

|  | Three Months Ended June 30, 2025 | Three Months Ended June 30, 2024 |
|---|---|---|
| Revenue | $ 46,743 | $ 44,062 |
| Cost of revenue | 28,311 | 27,905 |
| Gross profit | 18,432 | 16,157 |
| Operating expenses | 12,200 | 17,413 |
| Operating income (loss) | 6,232 | (1,256) |
| Net income (loss) | 4,990 | (1,301) |
| Basic earnings (loss) per share | $ 0.21 | $ (0.05) |
| Average shares outstanding | 24,100 | 24,000 |
"""


@pytest.mark.parametrize(
    ("sentence", "figure", "verdict"),
    [
        # 17,413 - 12,200 = 5,213: "less than" compares here, it is no hedge.
        ("Operating expenses were $5.2 million less than Q2 2024.", "$5.2 million", TIED),
        ("Gross profit was $18.4 million in Q2‘25.", "$18.4 million", TIED),
        ("Gross profit was $19.4 million in Q2‘25.", "$19.4 million", EXCEPTION),
        ("Revenue was $46.7 million, compared to $44.1 million in the comparative period.", "$44.1 million", TIED),
        # 18,432 / 16,157 - 1 = 14.08 %
        ("Gross profit grew 14% year over year.", "14%", TIED),
        ("Gross profit declined 14% year over year.", "14%", EXCEPTION),
        # From -1,256 to 6,232: income rises by 7,488.
        ("Operating income increased by $7.5 million from the second quarter of 2024.", "$7.5 million", TIED),
        ("Operating income decreased by $7.5 million from the second quarter of 2024.", "$7.5 million", EXCEPTION),
    ],
)
def test_a_sentence_beside_the_statement_of_income(sentence: str, figure: str, verdict: Verdict) -> None:
    assert result_of(sentence, INCOME, figure).verdict is verdict


@pytest.mark.parametrize(("stated", "verdict"), [("$4.99 million", TIED), ("$9.99 million", EXCEPTION)])
def test_the_row_that_gives_the_amount_per_share_is_the_row_of_the_amount(stated: str, verdict: Verdict) -> None:
    # 4,990 / 24,100 = 0.207: "earnings" of $0.21 a share are the net income, whatever "earnings" may mean else.
    sentence = f"For the second quarter, the company reported earnings of {stated}, or $0.21 per share."
    assert result_of(sentence, INCOME, stated).verdict is verdict


PLACES = """Revenue by Region (in thousands)

|  | Three Months Ended June 30, 2025 | Three Months Ended June 30, 2024 |
|---|---|---|
| Europe |  |  |
| Sales of devices | $ 20,250 | $ 18,000 |
| Asia |  |  |
| Sales of devices | 12,400 | 10,000 |
"""


@pytest.mark.parametrize(
    ("sentence", "figure", "verdict"),
    [
        # 20,250 / 18,000 - 1 = 12.5 %; 12,400 / 10,000 - 1 = 24.0 %
        ("In Europe, sales of devices grew 12.5% from the second quarter of 2024.", "12.5%", TIED),
        ("In Asia, sales of devices grew 24.0% from the second quarter of 2024.", "24.0%", TIED),
        ("In Asia, sales of devices grew 24.8% from the second quarter of 2024.", "24.8%", EXCEPTION),
    ],
)
def test_a_place_that_opens_a_sentence_says_which_part(sentence: str, figure: str, verdict: Verdict) -> None:
    assert result_of(sentence, PLACES, figure).verdict is verdict


ADJUSTED = """Reconciliation of Adjusted Measures (in thousands)

|  | Three Months Ended June 30, 2025 | Three Months Ended June 30, 2024 |
|---|---|---|
| Gross profit | $ 18,432 | $ 16,157 |
| Share-based compensation | 1,111 | 998 |
| Adjusted gross profit | $ 19,543 | $ 17,155 |
"""


@pytest.mark.parametrize(
    ("sentence", "figure", "verdict"),
    [
        ("Gross profit was $18.4 million in the second quarter of 2025.", "$18.4 million", TIED),
        ("Adjusted gross profit was $19.5 million in the second quarter of 2025.", "$19.5 million", TIED),
        ("Adjusted gross profit was $18.4 million in the second quarter of 2025.", "$18.4 million", UNSUPPORTED),
    ],
)
def test_a_plain_caption_beside_an_adjusted_one_is_not_adjusted(sentence: str, figure: str, verdict: Verdict) -> None:
    assert result_of(sentence, ADJUSTED, figure).verdict is verdict
