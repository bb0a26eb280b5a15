"""Runs the cases of tests/rules/CODE.md: the figures marked `!CODE` must be found by that rule, no others.

A case is a heading `## what it shows` with a little release under it: tables in Markdown, prose where the
rule needs it. The text above the first heading is for the reader.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from ticktie import pipeline
from ticktie.model import Cell, Figure, Outcome, Printed, TieOut
from ticktie.rules import RULES

CASES = Path(__file__).parent / "rules"
MARK = re.compile(r"[ \t]*!([A-Z]{2}\d{3})\b")
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


def is_at(found: TieOut, printed: Printed, place: int) -> bool:
    """Whether a figure or cell is the one that ends at a place of the source."""
    source = found.document.source.text
    if isinstance(printed, Cell):
        return printed.extent.start < place <= printed.extent.end
    block = next(block for block in found.document.blocks if block.id == printed.block)
    if not block.extent.start < place <= block.extent.end:
        return False
    behind = "".join(source[place : block.extent.end].split())
    return "".join(block.text[printed.end :].split()) == behind.rstrip("|")


def found_by(found: TieOut, code: str) -> list[Printed]:
    """Return the figures and cells that a rule calls wrong: targets of its failed ties, subjects of its remarks."""
    failed = {
        proof.tie.target.id: proof.tie.target
        for proof in found.proofs
        if proof.tie.rule == code and proof.outcome is Outcome.DISAGREES
    }
    if not failed:
        known: dict[str, Printed] = {cell.id: cell for table in found.tables for cell in table.cells}
        known |= {result.figure.id: result.figure for result in found.figures}
        named = (name for finding in found.findings if finding.rule == code for name in finding.figures)
        failed = {name: known[name] for name in named}
    return list(failed.values())


def told(found: TieOut, printed: Printed) -> str:
    if isinstance(printed, Figure):
        return f"{printed.text} in {printed.block}"
    table = next(table for table in found.tables if printed.id.startswith(f"{table.id}."))
    return f"{table.rows[printed.row].caption}: {printed.text}"


@pytest.mark.parametrize("case", [case for path in sorted(CASES.glob("*.md")) for case in read_cases(path)], ids=str)
def test_only_marked_figures_are_found(case: Case) -> None:
    found = pipeline.check(case.text.encode(), name="case.md")
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
