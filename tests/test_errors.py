"""Errors have a code, a line and a page."""

from pathlib import Path

import pytest

import ticktie
from ticktie import errors
from ticktie.readers.files import load

PAGE = (Path(__file__).parents[1] / "docs" / "errors.md").read_text(encoding="utf-8")


def test_every_error_is_documented() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and kind is not errors.TicktieError]
    assert len(kinds) >= 4
    assert len({kind.code for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert f"| {kind.code} | `{kind.__name__}` |" in PAGE


def test_missing_file_and_folder_are_said_with_their_names(tmp_path: Path) -> None:
    with pytest.raises(ticktie.UnreadableError, match=r"gone\.htm: no such file or directory; name a release"):
        load(tmp_path / "gone.htm")
    with pytest.raises(ticktie.UnreadableError, match="is a folder; name the files in it"):
        load(tmp_path)


def test_bug_of_a_rule_leaves_its_ties_open_and_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from ticktie.rules import RULES

    rule = RULES["FT001"]

    def broken(release):  # type: ignore[no-untyped-def]
        yield from list(rule.propose(release))[:2]
        raise KeyError("planted")

    monkeypatch.setitem(RULES, "FT001", replace(rule, propose=broken))
    tie_out = ticktie.check(Path(__file__).parents[1] / "examples" / "release.htm")
    assert tie_out.failures == ("E901 rule FT001 failed (KeyError: 'planted'); its ties stay open",)
    outcomes = [proof.outcome for proof in tie_out.proofs if proof.tie.rule == "FT001"]
    assert outcomes == [ticktie.Outcome.OPEN, ticktie.Outcome.OPEN]
    assert any(proof.outcome is ticktie.Outcome.AGREES for proof in tie_out.proofs)


def test_bug_of_a_stage_is_one_error_that_names_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document):  # type: ignore[no-untyped-def]
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("ticktie.pipeline.find_figures", broken)
    with pytest.raises(
        ticktie.InternalError, match=r"^a\.txt: finding the figures failed \(ZeroDivisionError: planted\)"
    ):
        ticktie.check(b"Revenue was $7.2 million.", name="a.txt")
