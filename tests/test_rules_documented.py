"""docs/rules is what `make docs` makes of the rules' docstrings; tests/test_rule_cases.py looks at their cases."""

import sys
from pathlib import Path

import pytest

from ticktie.rules import RULES

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import write_docs  # noqa: E402

HEADINGS = ("## What it does", "## Why it matters", "## Example", "## Not flagged", "## Source")


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_has_its_document_under_the_fixed_headings(code: str) -> None:
    assert [line for line in RULES[code].document.splitlines() if line.startswith("## ")] == list(HEADINGS)
    page = ROOT / "docs" / "rules" / f"{code}.md"
    assert page.is_file(), "make docs writes it"
    assert page.read_text(encoding="utf-8") == write_docs.page(RULES[code]), "make docs brings it up to date"


def test_index_lists_every_rule_and_no_other() -> None:
    assert (ROOT / "docs" / "rules" / "README.md").read_text(encoding="utf-8") == write_docs.index()
    pages = {path.stem for path in (ROOT / "docs" / "rules").glob("[A-Z][A-Z][0-9]*.md")}
    assert pages == set(RULES)


def test_name_states_the_problem() -> None:
    for rule in RULES.values():
        assert rule.name == rule.name.lower()
        assert not rule.name.startswith(("check", "verify"))
        assert rule.tick
