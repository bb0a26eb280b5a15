"""The example release, end to end: the same statements and sentences as HTML and as text."""

from pathlib import Path

import pytest

import ticktie
from ticktie import Outcome, TieOut, Verdict

EXAMPLES = Path(__file__).parents[1] / "examples"
AGREEING = (Outcome.AGREES, Outcome.AGREES_WITHIN_ROUNDING)


@pytest.fixture(scope="module", params=["release.htm", "release.txt"])
def tie_out(request: pytest.FixtureRequest) -> TieOut:
    return ticktie.check(EXAMPLES / request.param)


def verdicts(tie_out: TieOut, *, behind: str) -> dict[str, Verdict]:
    """Return the verdicts on the figures of the block that begins with some words, by their texts."""
    block = next(block for block in tie_out.document.blocks if block.text.startswith(behind))
    return {result.figure.text: result.verdict for result in tie_out.figures if result.figure.block == block.id}


def test_the_four_exceptions_are_found_with_their_corrections(tie_out: TieOut) -> None:
    # 7,219 / (12,834 - 7,219) - 1 = 28.57 %, twice; 5,910 / 6,061 - 1 = -2.49 %; 10,419 - 8,453 = 1,966.
    found = [(finding.stated, finding.suggestion, finding.severity.value) for finding in tie_out.findings]
    assert found == [
        ("28%", "29%", "rounding"),
        ("28%", "29%", "rounding"),
        ("3%", "2%", "rounding"),
        ("$1.9 million", "$2.0 million", "rounding"),
    ]


def test_a_coincidence_is_no_tie(tie_out: TieOut) -> None:
    # The backlog of $10.4 million is no net loss, its $7.2 million no revenue.
    assert verdicts(tie_out, behind="Total backlog") == {
        "$10.4 million": Verdict.UNSUPPORTED,
        "$7.2 million": Verdict.UNSUPPORTED,
        "$5.1 million": Verdict.UNSUPPORTED,
        "96%": Verdict.TIED,  # 5.1 / (10.4 - 5.1)
        "$3.6 million": Verdict.UNSUPPORTED,
        "53%": Verdict.TIED,  # 3.6 / (10.4 - 3.6)
    }


def test_what_remains_follows_from_the_passage(tie_out: TieOut) -> None:
    found = verdicts(tie_out, behind="Research and development expense")
    assert found["$1.4 million"] is Verdict.TIED  # 1.5 million - 115,000
    assert found["$12.0 million"] is Verdict.UNSUPPORTED
    assert found["$2.4 million"] is Verdict.TIED
    assert found["6%"] is Verdict.TIED


def test_what_no_statement_shows_is_unsupported(tie_out: TieOut) -> None:
    assert verdicts(tie_out, behind="Cash and cash equivalents were") == {
        "$46.3 million": Verdict.TIED,
        "$4.0 million": Verdict.UNSUPPORTED,
        "$5.4 million": Verdict.UNSUPPORTED,
        "$9.9 million": Verdict.UNSUPPORTED,
        "$9.6 million": Verdict.UNSUPPORTED,
    }


@pytest.mark.parametrize(
    ("caption", "columns"),
    [
        ("Total current assets", 2),
        ("Total assets", 2),
        ("Total current liabilities", 2),
        ("Total stockholders' equity", 2),
        ("Total liabilities and stockholders' equity", 2),
        ("Gross loss", 4),
        ("Total operating expenses", 4),
        ("Loss from operations", 4),
        ("Loss before income taxes", 4),
        ("Net loss", 4),
    ],
)
def test_every_total_foots_in_every_column(tie_out: TieOut, caption: str, columns: int) -> None:
    captions = {
        cell.id: table.rows[cell.row].caption.replace("\u2019", "'") for table in tie_out.tables for cell in table.cells
    }
    footed = {
        proof.tie.target.id
        for proof in tie_out.proofs
        if proof.tie.rule == "FT001" and proof.outcome in AGREEING and captions.get(proof.tie.target.id) == caption
    }
    assert len(footed) == columns


@pytest.mark.parametrize(
    ("rule", "ties"),
    [
        ("AR001", 2),  # the balance sheet balances at both dates
        ("AR002", 1),  # accumulated deficit: -537,270 - 18,860 = -556,130
        ("AR005", 4),  # net loss per share
        ("AR006", 2),  # 146,067,943 - 593,869 = 145,474,074; 144,512,997 - 551,208 = 143,961,789
        # .001 × 146,067,943 = 146 thousand, .001 × 144,512,997 = 145 thousand; and the .001 itself follows
        ("AR007", 3),
    ],
)
def test_statements_articulate(tie_out: TieOut, rule: str, ties: int) -> None:
    agreed = [proof for proof in tie_out.proofs if proof.tie.rule == rule and proof.outcome in AGREEING]
    assert len(agreed) == ties


def test_entity_and_period(tie_out: TieOut) -> None:
    assert tie_out.entity.lower() == "northgate turbine corporation"
    assert str(tie_out.period_end) == "2007-09-30"
