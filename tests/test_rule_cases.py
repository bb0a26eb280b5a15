"""Runs the cases of tests/rules/CODE.md: what is marked `!CODE` must be found by that rule, nothing else.

A case is a heading `## what it shows` with a little release under it: tables in Markdown, prose where the
rule needs it, a supporting document behind a line that says so. The text above the first heading is for the
reader.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from ticktie import pipeline
from ticktie.model import Cell, Figure, Finding, Outcome, Printed, Proof, TieOut, Verdict
from ticktie.rules import RULES

CASES = Path(__file__).parent / "rules"
MARK = re.compile(r"[ \t]*!([A-Z]{2}\d{3})\b")
SUPPORTING = "=== supporting ===\n"
HEADINGS = ("What it does", "Why it matters", "Example", "Not flagged", "Source")


@dataclass(frozen=True)
class Case:
    code: str
    title: str
    text: str
    marks: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


def read_cases(path: Path) -> list[Case]:
    code = path.stem
    cases = []
    for section in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        text, marks, end = "", [], 0
        for mark in MARK.finditer(body):
            text += body[end : mark.start()]
            end = mark.end()
            if mark[1] == code:
                marks.append(len(text))
        cases.append(Case(code, title.strip(), text + body[end:], tuple(marks)))
    return cases


def is_at(found: TieOut, wrong: Printed | Finding, place: int) -> bool:
    """Whether a figure, a cell or the words of a remark end at a place of the source."""
    source = found.document.source.text
    if isinstance(wrong, Finding):
        return " ".join(source[:place].split()).endswith(wrong.stated)
    if isinstance(wrong, Cell):
        return wrong.extent.start < place <= wrong.extent.end
    block = next(block for block in found.document.blocks if block.id == wrong.block)
    if not block.extent.start < place <= block.extent.end:
        return False
    behind = "".join(source[place : block.extent.end].split())
    return "".join(block.text[wrong.end :].split()) == behind.rstrip("|")


def found_by(found: TieOut, code: str) -> list[Printed | Finding]:
    """Return what a rule calls wrong: the targets of its failed ties, and its remarks."""
    unsupported = {result.figure.id for result in found.figures if result.verdict is not Verdict.EXCEPTION}
    failed = [proof.tie.target for proof in found.proofs if is_failed(proof, code)]
    targets = {target.id: target for target in failed if target.id not in unsupported}
    remarks = [finding for finding in found.findings if finding.rule == code and not finding.figures]
    return [*targets.values(), *remarks]


def is_failed(proof: Proof, code: str) -> bool:
    return proof.tie.rule == code and proof.outcome is Outcome.DISAGREES


def told(found: TieOut, wrong: Printed | Finding) -> str:
    if isinstance(wrong, Finding):
        return wrong.stated
    if isinstance(wrong, Figure):
        return f"{wrong.text} in {wrong.block}"
    table = next(table for table in found.tables if wrong.id.startswith(f"{table.id}."))
    return f"{table.rows[wrong.row].caption}: {wrong.text}"


@pytest.mark.parametrize("case", [case for path in sorted(CASES.glob("*.md")) for case in read_cases(path)], ids=str)
def test_only_marked_figures_are_found(case: Case) -> None:
    text, _, beside = case.text.partition(SUPPORTING)
    supporting = [(beside.encode(), "beside.md")] if beside else []
    found = pipeline.check(text.encode(), name="case.md", supporting=supporting)
    wrong = found_by(found, case.code)
    unmarked = [told(found, one) for one in wrong if not any(is_at(found, one, place) for place in case.marks)]
    missed = [
        case.text[:place].rpartition("\n")[2]
        for place in case.marks
        if not any(is_at(found, one, place) for one in wrong)
    ]
    assert (unmarked, missed) == ([], []), "(found though not marked, marked but not found)"
    assert found.failures == ()


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_its_document_and_its_cases(code: str) -> None:
    headings = re.findall(r"^## (.*)$", RULES[code].document, flags=re.MULTILINE)
    assert tuple(headings) == HEADINGS
    cases = read_cases(CASES / f"{code}.md")
    assert any(case.marks for case in cases), "no case with a hit"
    assert any(not case.marks for case in cases), "no clean case"
    assert len(cases) >= 3, "no case for the boundary"
