"""Binders recalculated in process: of the example and of some shared releases; `python -m bench.binders` takes all."""

from pathlib import Path

import pytest
from binder_helpers import RELEASE

import ticktie
from bench.binders import faults, wrong_numbers
from ticktie.reports import binder_formula

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("release.*"))
SHARED = Path(__file__).parents[3] / "shared" / "releases"
RELEASES = sorted(path for path in SHARED.glob("*.*") if path.suffix in (".htm", ".txt", ".md"))
SHARED_TEST_STEP = 6


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_live_formulas_of_the_examples_give_what_the_judge_found(path: Path) -> None:
    tie_out = ticktie.check(path)
    assert [*faults(tie_out), *wrong_numbers(tie_out)] == []


@pytest.mark.skipif(not RELEASES, reason=f"no releases in {SHARED}")
@pytest.mark.parametrize("path", RELEASES[::SHARED_TEST_STEP], ids=lambda path: path.stem)
def test_live_formulas_give_what_the_judge_found(path: Path) -> None:
    tie_out = ticktie.check(path)
    assert [*faults(tie_out), *wrong_numbers(tie_out)] == []


def test_a_wrong_formula_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = binder_formula.Live.difference_text
    monkeypatch.setattr(binder_formula.Live, "difference_text", lambda *given: f"1+{real(*given)}")
    found = list(faults(ticktie.check(RELEASE.encode(), name="acme.htm")))
    assert found
    assert all("recalculated difference" in fault for fault in found)
