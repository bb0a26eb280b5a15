"""What becomes of sentences beside a statement: tied, exception with cause and correction, or unsupported."""

import pytest

import ticktie
from ticktie.model import Cause, FigureResult, Verdict

STATEMENT = """
CONDENSED STATEMENTS OF INCOME (in thousands, except per share data)

|  | Three Months Ended June 30, 2025 | Three Months Ended June 30, 2024 |
|---|---|---|
| Revenue | $ 12,345 | $ 9,876 |
| Cost of revenue | 7,100 | 5,900 |
| Gross profit | 5,245 | 3,976 |
| Operating expenses | 4,000 | 3,500 |
| Operating income | 1,245 | 476 |
| Income tax expense | 311 | 74 |
| Net income | $ 934 | $ 402 |

CONDENSED BALANCE SHEETS (in thousands)

|  | June 30, 2025 | December 31, 2024 |
|---|---|---|
| Cash and cash equivalents | $ 4,210 | $ 3,905 |
| Short-term investments | 1,330 | 1,250 |
| Inventories | 2,000 | 1,845 |
| Total assets | $ 7,540 | $ 7,000 |
"""
OPENING = (
    "Exampleton, July 24, 2025 – Example Corp today announced financial results for its second quarter ended "
    "June 30, 2025, a quarter in which all of its plants ran without interruption."
)


def result_of(
    sentence: str, figure: str, *, title: str = "Example Corp Reports Second Quarter Results"
) -> FigureResult:
    """Return what became of a figure of one sentence, read above the statements."""
    release = f"# {title}\n\n{OPENING}\n\n{sentence}\n{STATEMENT}"
    results = ticktie.check(release.encode(), name="release.md").figures
    return next(result for result in results if result.figure.text == figure)


def cause_of(result: FigureResult) -> tuple[Cause, str] | None:
    proof = result.proof
    return (proof.diagnosis.cause, proof.diagnosis.suggestion) if proof and proof.diagnosis else None


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("Revenue was $12.3 million.", "$12.3 million"),
        ("Revenue rose 25% from the same period last year.", "25%"),  # 12,345 / 9,876 − 1 = 25.0 %
        ("Revenue rose by $2.5 million from the same period last year.", "$2.5 million"),  # 2,469
        ("Gross margin was 42.5%.", "42.5%"),  # 5,245 / 12,345 = 42.49 %
        ("Gross margin rose by 2.2 percentage points from a year ago.", "2.2 percentage points"),  # 42.49 − 40.26
        ("Operating income was 10.1% of revenue.", "10.1%"),  # 1,245 / 12,345 = 10.08 %
        ("Revenue was over $12 million.", "$12 million"),
        ("Revenue was approximately $12 million.", "$12 million"),
        ("Cash and short-term investments were $5.5 million at June 30, 2025.", "$5.5 million"),  # 4,210 + 1,330
        ("Bookings were $3.0 million, an increase of 20% from $2.5 million.", "20%"),
    ],
)
def test_what_recomputes_is_tied(sentence: str, figure: str) -> None:
    assert result_of(sentence, figure).verdict is Verdict.TIED


@pytest.mark.parametrize(
    ("sentence", "figure", "cause", "suggestion"),
    [
        ("Revenue was $12.8 million.", "$12.8 million", Cause.DIGIT, "$12.3 million"),
        ("Revenue was $13.2 million.", "$13.2 million", Cause.TRANSPOSED, "$12.3 million"),
        ("Revenue was $12.3 billion.", "$12.3 billion", Cause.SCALE, "$12.3 million"),
        # 5,245 / 3,976 − 1 = 31.92 %
        ("Gross profit rose 31% from the same period last year.", "31%", Cause.TRUNCATED, "32%"),
        ("Revenue fell 25% from the same period last year.", "25%", Cause.DIRECTION, "increase of 25%"),
        # 3.0 / 2.5 − 1 = 20 %
        ("Bookings were $3.0 million, an increase of 30% from $2.5 million.", "30%", Cause.DIGIT, "20%"),
    ],
)
def test_a_slip_is_an_exception_with_its_cause(sentence: str, figure: str, cause: Cause, suggestion: str) -> None:
    result = result_of(sentence, figure)
    assert result.verdict is Verdict.EXCEPTION
    assert cause_of(result) == (cause, suggestion)


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("Backlog was $12.3 million.", "$12.3 million"),  # the amount of the revenue, but not its words
        ("Revenue was $4.6 million.", "$4.6 million"),  # no slip leads from 12.3 to 4.6: the words may mean another
        ("Orders rose 25% from the same period last year.", "25%"),
        ("Revenue is expected to be $12.3 million.", "$12.3 million"),
        ("Adjusted revenue was $12.8 million.", "$12.8 million"),  # another measure than the one that is printed
    ],
)
def test_what_nothing_bears_out_is_unsupported(sentence: str, figure: str) -> None:
    assert result_of(sentence, figure).verdict is Verdict.UNSUPPORTED


def test_a_title_that_also_announces_targets_does_not_make_results_guidance() -> None:
    title = "Example Corp Reports Record Second Quarter Results and Raises Full-Year Targets"
    assert result_of("Revenue was $12.3 million.", "$12.3 million", title=title).verdict is Verdict.TIED


def test_a_part_of_revenue_contradicts_nothing() -> None:
    sentence = "Revenue was $12.3 million, which included $12.8 million of sales to dealers."
    assert result_of(sentence, "$12.8 million").verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("stated", "verdict"), [("US$2.0 million", Verdict.TIED), ("US$2.1 million", Verdict.EXCEPTION)]
)
def test_an_amount_in_brackets_is_translated_at_the_rate_that_the_release_states(stated: str, verdict: Verdict) -> None:
    # 14.1 / 7.0 = 2.014
    sentence = (
        f"Costs of its two data centres were RMB14.1 million ({stated}).\n\n"
        "Translations of amounts into U.S. dollars were made at a rate of RMB7.0000 to US$1.00."
    )
    assert result_of(sentence, stated).verdict is verdict
