"""A share of the wrong base: the words name one line below, the table prints the share of another."""

import pytest
from sentence_made import OPENING, Found, found_of, table

import ticktie

DATES = ("June 30, 2025", "December 31, 2024")
BALANCES = table(
    "CONDENSED BALANCE SHEETS (in thousands)",
    "Loans receivable | $ 6,534,000 | $ 6,401,000",
    "Total assets | $ 7,912,000 | $ 7,802,000",
    columns=DATES,
)
QUALITY = table(
    "ASSET QUALITY (in thousands)",
    "Nonperforming assets | $ 21,364 | $ 26,011",
    "Nonperforming assets to assets | 0.27% | 0.33%",
    columns=DATES,
)


# 21,364 / 6,534,000 = 0.327 %, 21,364 / 7,912,000 = 0.270 %
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("0.27% of loans receivable", ("exception", "0.33%")),
        ("0.27% of assets", ("tied", "")),
        ("0.33% of loans receivable", ("tied", "")),
        ("0.29% of loans receivable", ("unsupported", "")),  # no table prints it: the words may mean other loans
    ],
)
def test_a_share_that_a_table_prints_of_another_base_is_no_share_of_the_stated_one(words: str, found: Found) -> None:
    sentence = f"Nonperforming assets were $21.4 million at June 30, 2025, or {words}."
    assert found_of(sentence, words.split()[0], BALANCES, QUALITY) == found


def test_the_finding_says_what_the_figure_is_a_share_of() -> None:
    sentence = "Nonperforming assets were $21.4 million at June 30, 2025, or 0.27% of loans receivable."
    release = "\n\n".join(["# Example Corp Reports Second Quarter Results", OPENING, sentence, BALANCES, QUALITY])
    (finding,) = ticktie.check(release.encode(), name="release.md").findings
    assert finding.message.endswith('(it is printed as "Nonperforming assets to assets").')
