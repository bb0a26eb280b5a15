"""What one figure of a sentence settles for the others."""

import pytest

import ticktie
from ticktie.model import FigureResult, Verdict

OPENING = """# Example Corp Reports Second Quarter Results

Exampleton, July 24, 2025 – Example Corp today announced results for its second quarter ended
June 30, 2025, in all its markets.

"""


def results_of(sentence: str, table: str) -> dict[str, FigureResult]:
    results = ticktie.check(f"{OPENING}{sentence}\n\n{table}".encode(), name="release.md").figures
    return {result.figure.text: result for result in results}


REVENUES = """CONDENSED STATEMENTS OF INCOME (in thousands)

|  | Three Months Ended June 30, 2025 | Three Months Ended March 31, 2025 |
|---|---|---|
| Revenue from devices of the laboratory and of the clinic | $ 46,743 | $ 44,062 |
| Revenue from services | 12,345 | 12,001 |
"""


@pytest.mark.parametrize(("stated", "verdict"), [("6%", Verdict.TIED), ("9%", Verdict.EXCEPTION)])
def test_the_row_that_prints_a_level_is_the_row_of_its_change(stated: str, verdict: Verdict) -> None:
    # 46,743 / 44,062 - 1 = 6.08 %
    sentence = (
        f"Device revenue was $46.743 million in the second quarter of 2025, up {stated} from the first quarter of 2025."
    )
    assert results_of(sentence, REVENUES)[stated].verdict is verdict


ITEMS = """Summary of Certain Items

|  | Three Months Ended June 30, 2025 Pretax (millions) | Three Months Ended June 30, 2025 Earnings Per Share |
|---|---|---|
| Special charges | $41 | $0.12 |
| Sale of the tile business | 28 | 0.06 |
"""


def test_an_amount_and_its_amount_per_share_in_one_row_prove_each_other() -> None:
    sentence = "Results of the quarter included two burdens, including $41 million, or $0.12 per share, of charges."
    found = results_of(sentence, ITEMS)
    assert (found["$41 million"].verdict, found["$0.12"].verdict) == (Verdict.TIED, Verdict.TIED)


def test_an_amount_and_an_amount_per_share_of_two_rows_prove_nothing() -> None:
    sentence = "Results of the quarter included two burdens, including $41 million, or $0.06 per share, of charges."
    found = results_of(sentence, ITEMS)
    assert (found["$41 million"].verdict, found["$0.06"].verdict) == (Verdict.UNSUPPORTED, Verdict.UNSUPPORTED)


SIDE_BY_SIDE = """<html><body><h1>Example Corp Reports Second Quarter Results</h1>
<p>Exampleton, July 24, 2025 – Example Corp today announced its second quarter ended June 30, 2025, at last.</p>
<h3>Second quarter of 2025</h3><h3>For the six months ended June 30, 2025</h3><p>Earnings per share of $0.03</p>
<table><tr><td></td><td>Three Months Ended June 30, 2025</td></tr><tr><td>Revenue</td><td>6,345</td></tr></table>
<table><tr><td></td><td>Six Months Ended June 30, 2025</td></tr><tr><td>Revenue</td><td>12,345</td></tr>
<tr><td>Basic and diluted earnings per share</td><td>0.08</td></tr></table></body></html>"""


def test_two_headings_side_by_side_settle_no_period() -> None:
    results = ticktie.check(SIDE_BY_SIDE.encode(), name="release.htm").figures
    found = {result.figure.text: result.verdict for result in results}
    assert found["$0.03"] is Verdict.UNSUPPORTED
