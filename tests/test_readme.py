"""What README.md says is what happens."""

import doctest
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import write_docs  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_commands_print_what_is_shown() -> None:
    assert len(write_docs.SESSION.findall(README)) == 3
    assert write_docs.readme() == README, "make docs brings README.md up to date"


def test_python_session_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    sessions = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(sessions) == 1
    test = doctest.DocTestParser().get_doctest(sessions[0], {}, "README.md", None, 0)
    assert doctest.DocTestRunner().run(test) == doctest.TestResults(failed=0, attempted=4)


def test_settings_are_settings(tmp_path: Path) -> None:
    from ticktie.config import load_settings

    path = tmp_path / "ticktie.toml"
    path.write_text(re.search(r"```toml\n(.*?)```", README, re.DOTALL)[1])  # type: ignore[index]
    assert load_settings(path).ignore == ("PR",)
    assert set(tomllib.loads(path.read_text())) == {"fail_on", "ignore"}


def test_accuracy_is_what_the_bench_printed() -> None:
    told = re.search(r"<!-- accuracy -->\n(.*?)<!-- /accuracy -->", README, re.DOTALL)
    assert told
    assert "verdicts" in told[1]
    assert told[1] in (ROOT / "bench" / "RESULTS.md").read_text(encoding="utf-8")


def test_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"^    make (\w+)", README, re.MULTILINE)) <= targets


def test_links_lead_to_files() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_what_is_not_read_is_refused(tmp_path: Path) -> None:
    import ticktie

    for name, data in (
        ("a.pdf", b"%PDF-1.7\n"),
        ("a.docx", b"PK\x03\x04word/document.xml"),
        ("a.xls", b"\xd0\xcf\x11\xe0"),
    ):
        with pytest.raises(ticktie.UnreadableError) as raised:
            ticktie.check(data, name=name)
        assert str(raised.value).startswith(f"{name}: ")
        assert "\n" not in str(raised.value)


def test_no_registry_is_named_in_the_lock() -> None:
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    assert all(re.fullmatch(r"[a-z0-9.-]+==[\w.]+", line) for line in lines)
