"""Amounts per share of effects, and the first months of a fiscal year."""

import pytest

import ticktie
from ticktie.model import FigureResult, Verdict

OPENING = """# Example Corp Reports Second Quarter Results

Exampleton, July 24, 2025 – Example Corp today announced results for its second quarter ended
June 30, 2025, in all its markets.

"""
INCOME = """CONDENSED STATEMENTS OF INCOME (in millions, except per share amounts)

|  | Three Months Ended June 30, 2025 | Six Months Ended June 30, 2025 |
|---|---|---|
| Revenue | 9,000 | 17,500 |
| Net income | 1,200 | 2,300 |
| Basic earnings per share | $ 2.40 | $ 4.58 |
| Number of shares used in basic earnings per share calculation | 500 | 502 |
| Number of shares used in diluted earnings per share calculation | 520 | 524 |
"""


def results_of(text: str) -> dict[str, FigureResult]:
    return {result.figure.text: result for result in ticktie.check(text.encode(), name="release.md").figures}


def test_effects_per_share_in_a_list_are_amounts_over_shares_of_their_periods() -> None:
    # 75 / 520 = 0.144, 130 / 524 = 0.248
    sentence = (
        "The change reduced net income by $75 million and $130 million, or $0.14 and $0.25 per diluted share, "
        "for the three and six months ended June 30, 2025, respectively."
    )
    found = results_of(f"{OPENING}{sentence}\n\n{INCOME}")
    assert (found["$0.14"].verdict, found["$0.25"].verdict) == (Verdict.TIED, Verdict.TIED)


def test_an_effect_per_share_that_does_not_follow_stays_open() -> None:
    # After taxes that the sentence does not state: no exception either.
    sentence = "The charge of the quarter was $75 million, or $0.11 per diluted share, before other items."
    found = results_of(f"{OPENING}{sentence}\n\n{INCOME}")
    assert found["$0.11"].verdict is Verdict.UNSUPPORTED


FISCAL = """# Example Corp Reports Second Quarter Fiscal 2025 Results

Exampleton, August 24, 2025 – Example Corp today announced results for the second quarter of fiscal 2025, the thirteen
weeks ended August 2, 2025.

## For the First Six Months of Fiscal 2025

Revenue increased to {} million.

CONDENSED STATEMENTS OF INCOME (in millions)

|  | 13 Weeks Ended August 2, 2025 | 26 Weeks Ended August 2, 2025 | 26 Weeks Ended August 3, 2024 |
|---|---|---|---|
| Revenue | 2,529 | 5,164 | 4,643 |
| Net income | 300 | 647 | 627 |

CONDENSED BALANCE SHEETS (in millions)

|  | August 2, 2025 | February 1, 2025 |
|---|---|---|
| Total assets | 5,300 | 5,200 |
"""


@pytest.mark.parametrize(("stated", "verdict"), [("$5,164", Verdict.TIED), ("$5,146", Verdict.EXCEPTION)])
def test_the_first_six_months_of_a_fiscal_year_end_where_the_year_to_date_does(stated: str, verdict: Verdict) -> None:
    assert results_of(FISCAL.format(stated))[f"{stated} million"].verdict is verdict


SPARSE = """Revenues by region (in millions)

|  | 2024 | 2025 | Less FX effect | Constant currency | As reported | Less hedging | Less FX |
|---|---|---|---|---|---|---|---|
| North | $ 327 | $ 350 | $ 1 | $ 349 | 7% | | 0% |
| South | 205 | 223 | (3) | 226 | 9% | | (1)% |
| East | 117 | 127 | (6) | 133 | 9% | | (5)% |
| All regions | $ 649 | $ 700 | | $ 708 | 8% | (1)% | (1)% |
"""


def test_a_row_with_a_figure_where_others_have_none_stays_in_its_columns() -> None:
    (table,) = ticktie.check(f"{OPENING}{SPARSE}".encode(), name="release.md").tables
    last = max(cell.row for cell in table.cells)
    assert [(cell.column, cell.text) for cell in table.cells if cell.row == last] == [
        (0, "$ 649"),
        (1, "$ 700"),
        (3, "$ 708"),
        (4, "8%"),
        (5, "(1)%"),
        (6, "(1)%"),
    ]
