"""Numbers that are no figures, and the counts that look like them."""

import pytest
from one_block import figures_of

from ticktie.model import BlockKind

NO_FIGURES = [
    "on November 8, 2007 and 8 November 2007",
    "ended 9/30/07 or 2007-09-30 or 30.09.2007",
    "fiscal 2008, FY24, FY 2026, Q2 2025, 1Q24, Q3-25, 2H25 and 2024-2025",
    "in Q4’23 and '24",
    "at 1:45 p.m. or 5 PM ET or 8:00 AM",
    "dial 1-877-407-9039, (212) 555-1234 or +44 20 7946 0958",
    "at 100 Main Street, Columbus, OH 43215-1234",
    "filed Form 10-K, Form 8-K and Forms 10-Q",
    "ISO 9001:2000 certified C-60 and X200 modules",
    "under Section 21E, Item 2.02, Topic 606, ASC 842, Regulation 101 and Rule 144A",
    "the Securities Act of 1934",
    "in the S&P 500, the Fortune 500 and the Russell 2000",
    "Level 3 inputs, tier 1 capital, phases 1 and 2 and Class A-1",
    "5G, 24/7, COVID-19, H100, GPT-4 and 56k modems",
    "our No. 1 brand, #1 in sales, and Rule of 40",
    "with passcode 1234567 and exhibit 99.1",
    "for the 13-week period, 13 weeks, 90 days, 52-week years and 24 hours or 1.5 years",
    "within 12 months, 5 years and 18 to 24 months",
    "the 10th and the 21st",
    "at https://example.com/2024/q1/33.html or ir2@example.com",
    "Adjusted EBITDA 1 was strong (1) and share1 fell",
    "the second quarter, Q2 2025 3 in all",
    "with NVIDIA RTX 5090 cards and Microsoft 365 Commercial cloud",
    "a stock split of 10-for-1 in the 1990s",
    "see pages 7 and 8 of 17, conference ID 622 676 657.",
    "costs include: 1) interest and 2) taxes",
    "a 36+ year legacy of 70 consecutive fiscal years, in 4K",
]


@pytest.mark.parametrize("sentence", NO_FIGURES)
def test_dates_times_names_and_marks_are_no_figures(sentence: str) -> None:
    assert [figure.text for figure in figures_of(sentence)] == []


@pytest.mark.parametrize(
    "text", ["17", "1. Overview", "(2) See the tables", "3 Excludes charges", "99.1 Press release"]
)
def test_numbers_at_the_start_that_count_nothing_are_no_figures(text: str) -> None:
    assert figures_of(text) == ()
    assert figures_of(text, kind=BlockKind.FOOTNOTE) == ()


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("operates 445 retail stores in 42 states", ["445", "42"]),
        ("including 614 in the United States, 108 in Canada and 40 in Mexico", ["614", "108", "40"]),
        ("Closed 220 deals of at least $1 million", ["220", "$1 million"]),
        ("98 deals of at least $5 million and 73 deals", ["98", "$5 million", "73"]),
        ("more than 2,300 stores, approximately 870 full-line and 1,100 specialty", ["2,300", "870", "1,100"]),
        ("its network of 32 full-service branches", ["32"]),
        ("In Q1, 42 additional contracts were signed", ["42"]),
        ("the store count was 32.", ["32"]),
        ("the Rule of 40 score climbed to 155%", ["155%"]),
        ("the 4.50% Senior Notes due 2029", ["4.50%"]),
        ("sales rose 5.1%1 and $5.2 million2", ["5.1%", "$5.2 million"]),
        ("deposits of $5 and 90-day loans of $7", ["$5", "$7"]),
    ],
)
def test_counts_and_amounts_beside_names_are_figures(sentence: str, texts: list[str]) -> None:
    assert [figure.text for figure in figures_of(sentence)] == texts


def test_a_million_digits_behind_long_words_are_read_in_one_pass() -> None:
    import time

    from ticktie.figures.lexer import find_numbers

    started = time.process_time()
    assert sum(1 for _ in find_numbers("revenues 1 " * 200_000)) == 200_000
    assert time.process_time() - started < 10  # a copy of all that stands before each number would take minutes
