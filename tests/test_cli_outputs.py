"""Several outputs in one run: each in the format of its suffix, all of them or none."""

import json
from pathlib import Path

import pytest

from ticktie.cli import run

RELEASE = Path(__file__).parents[1] / "examples" / "release.htm"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "q2.htm").write_bytes(RELEASE.read_bytes())
    return tmp_path


def check(*arguments: str) -> int:
    return run(["check", "--fail-on", "never", *arguments])


def test_each_suffix_says_its_format(folder: Path, capsys: Captured) -> None:
    names = ("a.html", "a.xlsx", "a.sarif", "a.xml", "a.json", "a.xbrl.json", "figures.csv", "a.txt")
    assert check("q2.htm", *(part for name in names for part in ("-o", name))) == 0
    begins = {name: (folder / name).read_bytes()[:80] for name in names}
    assert begins["a.html"].lower().startswith(b"<!doctype html")
    assert begins["a.xlsx"].startswith(b"PK")
    assert begins["a.xml"].startswith(b"<?xml")
    assert json.loads((folder / "a.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((folder / "a.json").read_text())["schema_version"] == 1
    assert "documentInfo" in json.loads((folder / "a.xbrl.json").read_text())
    assert begins["figures.csv"].startswith(b"document,sha256")
    assert begins["a.txt"].startswith(b"q2.htm: 52 figures")
    assert capsys.readouterr().out == ""  # a.txt holds the report


def test_the_report_is_printed_beside_files_of_other_formats(folder: Path, capsys: Captured) -> None:
    assert check("q2.htm", "--html", "a.html", "--xlsx", "a.xlsx") == 0
    assert capsys.readouterr().out.startswith("q2.htm: 52 figures: 30 tied, 4 exceptions")
    assert sorted(path.name for path in folder.iterdir()) == ["a.html", "a.xlsx", "q2.htm"]


def test_a_table_is_named_by_the_file(folder: Path) -> None:
    assert check("q2.htm", "-o", "q2.findings.csv", "-o", "ties.csv") == 0
    assert (folder / "q2.findings.csv").read_text().count("\n") == 5  # a header and four findings
    assert "operands" in (folder / "ties.csv").read_text().partition("\n")[0]


def test_statements_write_their_facts(folder: Path) -> None:
    assert run(["statements", "q2.htm", "-o", "q2.csv"]) == 0
    lines = (folder / "q2.csv").read_text().splitlines()
    assert "caption" in lines[0]
    assert len(lines) == 113  # a header and 112 cells


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "q2.htm", "-o", "a.html", "-o", "./a.html"), "asked for twice"),
        (("check", "q2.htm", "-o", "q2.htm"), "is an input"),
        (("check", "q2.htm", "other.htm", "-o", "a.xlsx"), "holds one release, and 2 are given"),
        (("statements", "q2.htm", "-o", "a.html"), "holds no facts"),
        (("check", "q2.htm", "-o", "a.json", "-o", "no/such/folder.html"), "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_one_line_and_no_file(
    folder: Path, capsys: Captured, arguments: tuple[str, ...], said: str
) -> None:
    (folder / "other.htm").write_bytes(RELEASE.read_bytes())
    assert run(arguments) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert said in lines[0]
    assert sorted(path.name for path in folder.iterdir()) == ["other.htm", "q2.htm"]


def test_annotations_are_printed_for_a_pipeline(folder: Path, capsys: Captured) -> None:
    assert check("q2.htm", "--format", "github") == 0
    assert capsys.readouterr().out.startswith("::warning file=q2.htm,line=6,")
