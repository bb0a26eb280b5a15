"""Supporting documents: what only they print proves figures, and what they print otherwise is an exception."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import jsonschema_rs
import openpyxl
import pytest

import ticktie
from ticktie.cli import run
from ticktie.model import TieOut, Verdict
from ticktie.reports.formula import Names, show_formula
from ticktie.reports.machine import as_data, schema

STATEMENT = """
NORTHGATE TURBINE CORPORATION
CONSOLIDATED STATEMENTS OF OPERATIONS
(in thousands)

                               Three Months Ended
                                    {day},
                               2025         2024
                             --------     --------
Revenue                      $ {0:,}     $ {1:,}
Cost of revenue                {2:,}       {3:,}
                             --------     --------
Gross profit                   {4:,}       {5:,}
Operating expenses             {6:,}       {7:,}
                             --------     --------
Net income                   $ {8:,}     $ {9:,}
                             ========     ========
"""
Q2 = (45_102, 35_100, 20_000, 18_000, 25_102, 17_100, 15_000, 12_000, 10_102, 5_100)
Q1 = (35_240, 30_100, 17_000, 15_000, 18_240, 15_100, 10_000, 10_500, 8_240, 4_600)
# 45,102 / 35,240 - 1 = 27.98 %; revenue of the first quarter stands in no table of the release.
RELEASE = (
    "Northgate Turbine Corporation Announces Second Quarter 2025 Results\n\n"
    "Revenue for the three months ended June 30, 2025 was $45.1 million, up 28% from the first quarter of 2025.\n"
    "Revenue was $35.2 million in the first quarter of 2025.\n" + STATEMENT.format(*Q2, day="June 30")
)
EARLIER = "Northgate Turbine Corporation Announces First Quarter 2025 Results\n" + STATEMENT.format(*Q1, day="March 31")


def q10(**changed: int) -> str:
    """Return the statement of the filing for the second quarter with some amounts changed, by their captions."""
    names = ("revenue", "", "cost", "", "gross", "", "expenses", "", "income", "")
    amounts = [changed.get(name, amount) for name, amount in zip(names, Q2, strict=True)]
    return "Northgate Turbine Corporation\nQuarterly report\n" + STATEMENT.format(*amounts, day="June 30")


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Income"
    for words in ("Northgate Turbine Corporation", "Consolidated Statements of Operations", "(in thousands)"):
        sheet.append([words])
    sheet.append([None, "Three Months Ended"])
    sheet.append([None, date(2025, 3, 31), date(2024, 3, 31)])
    for at, caption in enumerate(("Revenue", "Cost of revenue", "Gross profit", "Operating expenses", "Net income")):
        sheet.append([caption, Q1[2 * at] + 0.4, Q1[2 * at + 1]])
        for cell in sheet[sheet.max_row][1:]:
            cell.number_format = "#,##0_);(#,##0)"
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def check(release: str, *beside: tuple[bytes, str]) -> TieOut:
    return ticktie.check(release.encode(), name="q2.txt", supporting=beside)


def proofs(tie_out: TieOut) -> dict[str, tuple[Verdict, str]]:
    names = Names.of(tie_out.tables, tie_out.supporting)
    return {
        one.figure.text: (one.verdict, show_formula(one.proof.tie.formula, names) if one.proof else "")
        for one in tie_out.figures
    }


def test_alone_the_release_cannot_prove_what_it_does_not_print() -> None:
    found = proofs(check(RELEASE))
    assert [found[text][0] for text in ("$45.1 million", "28%", "$35.2 million")] == [
        Verdict.TIED,
        Verdict.UNSUPPORTED,
        Verdict.UNSUPPORTED,
    ]


def test_an_earlier_release_supplies_the_comparative() -> None:
    tie_out = check(RELEASE, (EARLIER.encode(), "q1.txt"))
    assert proofs(tie_out) == {
        "$45.1 million": (Verdict.TIED, "Revenue [3M 2025-06-30]"),
        "28%": (Verdict.TIED, "pct(Revenue [3M 2025-06-30], Revenue [3M 2025-03-31] in q1.txt)"),
        "$35.2 million": (Verdict.TIED, "Revenue [3M 2025-03-31] in q1.txt"),
    }
    assert tie_out.coverage.cells == 10  # those of the release


def test_a_workbook_supplies_it_by_sheet_and_cell() -> None:
    found = proofs(check(RELEASE, (workbook(), "q1.xlsx")))
    assert found["$35.2 million"] == (Verdict.TIED, "Revenue [3M 2025-03-31] in q1.xlsx Income!B6")


def test_a_wrong_comparative_is_an_exception() -> None:
    wrong = RELEASE.replace("up 28%", "up 82%")
    tie_out = check(wrong, (EARLIER.encode(), "q1.txt"))
    assert proofs(tie_out)["82%"][0] is Verdict.EXCEPTION
    assert "in q1.txt" in tie_out.findings[0].message


def test_a_filing_that_differs_is_named() -> None:
    tie_out = check(RELEASE, (q10(revenue=45_012).encode(), "10q.txt"))
    (finding,) = tie_out.findings
    assert (finding.rule, finding.stated, finding.suggestion) == ("AG003", "$ 45,102", "$ 45,012")
    assert "Revenue [3M 2025-06-30] in 10q.txt gives" in finding.message


def test_a_filing_that_agrees_proves_the_cells() -> None:
    tie_out = check(RELEASE, (q10().encode(), "10q.txt"))
    assert not tie_out.findings
    assert sum(proof.tie.rule == "AG003" for proof in tie_out.proofs) == 10


def test_statements_that_hardly_agree_are_not_of_the_same_facts() -> None:
    other = q10(revenue=1, cost=2, gross=3, expenses=4, income=5)
    assert not check(RELEASE, (other.encode(), "10q.txt")).findings


def test_restated_amounts_are_not_compared() -> None:
    restated = q10(revenue=45_012).replace("(in thousands)", "(in thousands, as restated)")
    assert not check(RELEASE, (restated.encode(), "10q.txt")).findings


def test_two_documents_that_disagree_make_an_exception() -> None:
    other = EARLIER.replace("35,240", "33,240")
    tie_out = check(RELEASE, (EARLIER.encode(), "q1.txt"), (other.encode(), "board.txt"))
    assert proofs(tie_out)["$35.2 million"] == (Verdict.EXCEPTION, "Revenue [3M 2025-03-31] in board.txt")
    assert "AG003" in {finding.rule for finding in tie_out.findings}


def test_the_json_names_the_documents_and_fits_its_schema() -> None:
    data = as_data(check(RELEASE, (EARLIER.encode(), "q1.txt")))
    jsonschema_rs.validator_for(json.loads(schema())).validate(data)
    (one,) = data["supporting"]
    assert one["document"]["name"] == "q1.txt"
    cells = {cell["id"]: cell["text"] for table in one["tables"] for cell in table["cells"]}
    by_text = {figure["text"]: figure for figure in data["figures"]}
    assert [cells[part] for part in by_text["$35.2 million"]["evidence"]] == ["$ 35,240"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "q2.txt").write_text(RELEASE)
    (tmp_path / "q1.txt").write_text(EARLIER)
    (tmp_path / "10q.txt").write_text(q10(revenue=45_012))
    return tmp_path


def test_the_command_takes_several(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "q2.txt", "--with", "q1.txt", "--with", "10q.txt"]) == 1
    assert "3 figures: 3 tied" in capsys.readouterr().out
    assert run(["explain", "q2.txt", "28%", "--with", "q1.txt"]) == 0
    assert "Revenue [3M 2025-03-31] in q1.txt" in capsys.readouterr().out


def test_a_supporting_file_that_cannot_be_read_ends_the_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "q2.txt", "--with", "missing.htm"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "missing.htm" in line


def test_a_supporting_file_is_never_written_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "q2.txt", "--with", "q1.txt", "-o", "q1.txt"]) == 2
    assert (folder / "q1.txt").read_text() == EARLIER


@pytest.mark.parametrize("output", ["a.html", "a.xlsx", "a.sarif", "a.xml", "figures.csv", "a.xbrl.json", "a.github"])
def test_every_report_takes_it(folder: Path, output: str) -> None:
    arguments = ["check", "--all", "q2.txt", "--with", "q1.txt", "--with", "10q.txt", "-o", output]
    assert run(arguments) == 1
    assert (folder / output).stat().st_size
