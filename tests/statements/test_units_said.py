"""Units and headers that a table says once, or leaves unsaid, as sentences beside it are tied out."""

import pytest

import ticktie
from ticktie.model import Verdict

OPENING = """# Example Corp Reports Second Quarter Results

Exampleton, July 24, 2025 – Example Corp today announced results for its second quarter ended
June 30, 2025, in all its markets.

"""
TIED, EXCEPTION = Verdict.TIED, Verdict.EXCEPTION


def verdict_on(sentence: str, table: str, figure: str) -> Verdict:
    results = ticktie.check(f"{OPENING}{sentence}\n\n{table}".encode(), name="release.md").figures
    return next(result.verdict for result in results if result.figure.text == figure)


OPERATIONS = """Operating Data (in thousands)

|  | Three Months Ended June 30, 2025 | Three Months Ended June 30, 2024 |
|---|---|---|
| Revenue | $ 46,743 | $ 44,062 |
| Barrels sold | 915 | 880 |
| Revenue per barrel | $ 51.08 | $ 50.07 |
"""


@pytest.mark.parametrize(
    ("sentence", "figure", "verdict"),
    [
        ("Revenue per barrel was $51.08 in the second quarter of 2025.", "$51.08", TIED),
        ("Revenue per barrel was $51.80 in the second quarter of 2025.", "$51.80", EXCEPTION),
        ("Revenue of the second quarter of 2025 was $46,743.", "$46,743", TIED),
    ],
)
def test_amounts_of_a_table_in_thousands(sentence: str, figure: str, verdict: Verdict) -> None:
    """A row per unit is not in thousands; a figure printed as the table prints it leaves the thousands unsaid."""
    assert verdict_on(sentence, OPERATIONS, figure) is verdict


@pytest.mark.parametrize(("stated", "verdict"), [("$0.8 million", TIED), ("$0.9 million", EXCEPTION)])
def test_the_year_in_a_title_is_that_of_a_column_without_one(stated: str, verdict: Verdict) -> None:
    table = """Fees as of June 30, 2025 (in thousands)

|  | Amount |
|---|---|
| Deferred consulting fees | $ 812 |
"""
    sentence = f"Deferred consulting fees were {stated} as of June 30, 2025."
    assert verdict_on(sentence, table, stated) is verdict
