"""Bad input ends in a result, or in one clear line and exit status 2: within 20 s and 1 GiB, never a traceback."""

import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
MAX_SECONDS = 20
MAX_MEMORY_BYTES = 1 << 30
DIGITS = "1234567890" * 20_000
TABLE = "<html><body><p>Revenue was $5 million.</p><table>{}</table></body></html>"


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `ticktie` with bounded time and memory."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS + 1))

    command = [sys.executable, "-m", "ticktie", *arguments]
    # A busy machine may stretch wall time; what the process itself may use is bounded above.
    return subprocess.run(
        command, capture_output=True, text=True, timeout=6 * MAX_SECONDS, check=False, preexec_fn=bound, cwd=cwd
    )


def assert_result(done: subprocess.CompletedProcess[str]) -> None:
    """There is a report, nobody complains, and no stage or rule broke."""
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert done.stderr == ""
    assert "E901" not in done.stdout, done.stdout[-2000:]
    assert "figures" in done.stdout


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """There is one line that holds these words, and nothing else."""
    assert (done.returncode, done.stdout) == (2, ""), done.stderr[-2000:]
    assert done.stderr.endswith("\n")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("ticktie: ")
    assert "Traceback" not in done.stderr
    assert "E901" not in done.stderr
    assert len(done.stderr) < 500
    for word in words:
        assert word in done.stderr


def check(folder: Path, data: bytes, name: str = "hostile.htm") -> subprocess.CompletedProcess[str]:
    path = folder / name
    path.write_bytes(data)
    return run("check", str(path))


UNREADABLE = {
    "empty": (b"", "empty"),
    "a megabyte of blanks": (b" " * 1_000_000, "empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "empty"),
    "random bytes": (random.Random(7).randbytes(100_000), "binary"),
    "zeros": (bytes(100_000), "binary"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "PDF"),
    "DOCX": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00word/document.xml" + bytes(200), "Word"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_bytes_get_one_line_and_status_2(tmp_path: Path, name: str) -> None:
    data, word = UNREADABLE[name]
    assert_refused(check(tmp_path, data), "hostile.htm", word)


HTML = {
    "60,000 nested levels of div": "<div>" * 60_000 + "Revenue was $5 million." + "</div>" * 60_000,
    "60,000 nested tables": "<table><tr><td>" * 60_000 + "5" + "</td></tr></table>" * 60_000,
    "60,000 bold tags that nothing closes": "<b>" * 60_000 + "Revenue was $5 million.",
    "60,000 closing tags that nothing opened": "Revenue was $5 million." + "</td></table></p>" * 20_000,
    "60,000 nested lists": "<ul><li>" * 60_000 + "5",
    "colspan of a billion": TABLE.format("<tr><td colspan=1000000000>Revenue</td><td>5</td></tr>" * 200),
    "colspans of a billion in one row": TABLE.format("<tr>" + "<td colspan=1000000000>5</td>" * 2000 + "</tr>"),
    "rowspan of a billion": TABLE.format("<tr><td rowspan=1000000000>Revenue</td><td>5</td></tr>" * 200),
    "rowspans of a billion in each of many columns": TABLE.format(
        ("<tr>" + "<td rowspan=1000000000>5</td>" * 50 + "</tr>") * 200
    ),
    "colspan that is no number": TABLE.format(f"<tr><td colspan=-1>a</td><td colspan=x>5</td><td colspan={DIGITS}>6"),
    "number of 200,000 digits in a cell": TABLE.format(f"<tr><td>Revenue</td><td>{DIGITS}</td><td>5</td></tr>"),
    "number of 200,000 digits in a sentence": f"<p>Revenue was ${DIGITS} million, up {DIGITS}%, from 0.{DIGITS}.</p>",
    "number of 200,000 digits in a total": TABLE.format(
        f"<tr><td>A</td><td>{DIGITS}</td></tr><tr><td>B</td><td>1</td></tr><tr><td>Total</td><td>{DIGITS}</td></tr>"
    ),
    "a megabyte of blanks between two words": "<p>Revenue was" + " " * 1_000_000 + "$5 million.</p>",
    "a megabyte of no-break spaces in a cell": TABLE.format("<tr><td>a" + "&nbsp;" * 170_000 + "</td><td>5</td></tr>"),
    "row of 50,000 cells": TABLE.format("<tr><td>Revenue</td>" + "<td>5</td>" * 50_000 + "</tr>"),
    "table of 30,000 rows": TABLE.format("<tr><td>Revenue</td><td>5</td><td>6</td></tr>" * 30_000),
    "table of 5,000 totals": TABLE.format("<tr><td>Part</td><td>5</td></tr><tr><td>Total</td><td>5</td></tr>" * 5_000),
    "10,000 small tables": "<table><tr><td>Revenue</td><td>5</td></tr></table>" * 10_000,
    "cell of 600 KB": TABLE.format("<tr><td>" + "Revenue was $5 million. " * 25_000 + "</td><td>5</td></tr>"),
    "caption of 600 KB": TABLE.format("<tr><td>" + "net of 5 and " * 46_000 + "</td><td>5</td></tr>"),
    "comment that nothing ends": "<p>Revenue was $5 million.</p>" + "<!--" * 100_000,
    "100,000 signs of less": "<p>" + "<" * 100_000,
    "100,000 ampersands": "<p>" + "&" * 100_000 + "#x" * 50_000 + "&#99999999999999;" * 1_000,
    "attribute that nothing ends": "<p>Revenue was $5 million.</p><p class='" + "a b=" * 100_000,
    "entities that hold each other": "<!DOCTYPE a [<!ENTITY a '&b;&b;'><!ENTITY b '&a;&a;'>]><p>Revenue was &a;5.</p>",
    "script": "<script>" + "while(1){}" * 10_000 + "</script><p>Revenue was $5 million.</p>",
}


@pytest.mark.parametrize("name", HTML)
def test_hostile_html_ends_in_a_result(tmp_path: Path, name: str) -> None:
    done = check(tmp_path, f"<html><body>{HTML[name]}".encode())
    if done.returncode == 2:
        assert_refused(done, "hostile.htm")
    else:
        assert_result(done)


SENTENCE = (
    "Revenue increased 5% to $5.2 million from $4.9 million, compared to $1.1 million and $2.2 million, respectively, "
)
TEXT = {
    "number of 200,000 digits": f"Revenue was ${DIGITS} million.\n\nRevenue   {DIGITS}   5\n",
    "200,000 digits in groups of three": "Revenue was $" + "123," * 66_000 + "123 million.\n",
    "exponent": "Revenue was 1e999999999 and 10**999999999 and $5 million.\n",
    "a megabyte of blanks in a line": "Revenue" + " " * 1_000_000 + "5\nCosts" + " " * 1_000_000 + "6\n",
    "a megabyte of line ends": "Revenue was $5 million.\n" + "\n" * 1_000_000 + "Costs were $4 million.\n",
    "paragraph of 600 KB": SENTENCE * 5_000,
    "paragraph of 600 KB of one word": "Revenue was " + "increase " * 66_000 + "of $5 million.\n",
    "paragraph of 600 KB of numbers": "5 " * 300_000,
    "paragraph of 600 KB without a blank": "$5.2million," * 50_000,
    "600 KB of brackets": "(" * 300_000 + "5" + ")" * 300_000,
    "600 KB of dashes": "-" * 600_000 + "\n" + "- " * 100_000,
    "600 KB of points and commas": "1.,1.," * 100_000,
    "30,000 aligned lines": "Revenue               1,234      5,678\n" * 30_000,
    "10,000 rule lines": "Revenue       1,234\n            -------\n" * 10_000,
    "line of 100,000 bars": "|" * 100_000 + "\n" + "| 5 " * 50_000 + "\n|---|---|\n",
    "line of 100,000 tabs": "Revenue" + "\t5" * 100_000 + "\n",
    "100,000 stars": "*" * 100_000 + "Revenue" + "*" * 100_000 + "\n",
    "100,000 backslashes": "Revenue was \\$5" + "\\" * 100_000 + " million\n",
    "100,000 signs of headings": "#" * 100_000 + " Revenue\n",
    "60,000 levels of lists and quotes": ">" * 60_000 + " " + "- " * 60_000 + "Revenue was $5 million.\n",
    "60,000 old tables": "<TABLE>\n<S>  <C>\n" * 60_000,
}


@pytest.mark.parametrize("name", TEXT)
def test_hostile_text_ends_in_a_result(tmp_path: Path, name: str) -> None:
    done = check(tmp_path, TEXT[name].encode(), "hostile.txt")
    if done.returncode == 2:
        assert_refused(done, "hostile.txt")
    else:
        assert_result(done)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("name", ["release.htm", "release.txt"])
def test_truncated_release_ends_in_a_result(tmp_path: Path, name: str, share: float) -> None:
    data = (EXAMPLES / name).read_bytes()
    assert_result(check(tmp_path, data[: int(len(data) * share)], name))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le-bom", "utf-8-sig", "cp1252"])
def test_other_encodings_are_read_as_text(tmp_path: Path, encoding: str) -> None:
    text = "Revenue rose 10% to €1.1 million from €1.0 million – “a record”.\n"
    data = b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16-le-bom" else text.encode(encoding)
    done = check(tmp_path, data, "release.txt")
    assert_result(done)
    assert "3 figures" in done.stdout


def test_directory_gets_one_line_and_status_2(tmp_path: Path) -> None:
    assert_refused(run("check", str(tmp_path)), str(tmp_path))


def test_missing_file_gets_one_line_and_status_2(tmp_path: Path) -> None:
    assert_refused(run("check", str(tmp_path / "nothing.htm")), "nothing.htm")


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no /dev/zero on this system")
def test_endless_file_gets_one_line_and_status_2() -> None:
    assert_refused(run("check", "/dev/zero"), "/dev/zero")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_forbidden_file_gets_one_line_and_status_2(tmp_path: Path) -> None:
    path = tmp_path / "draft.htm"
    path.write_text("Revenue was $5 million.")
    path.chmod(0)
    assert_refused(run("check", str(path)), "draft.htm")


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("check", "--tolerance", "5", "x"), ("check", "--format", "xml", "x"), ("tick",), ("--verbos",)],
)
def test_wrong_usage_gets_one_line_and_status_2(arguments: tuple[str, ...]) -> None:
    assert_refused(run(*arguments), "--help")


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ('tolerance = "1%"\n', "tolerance"),
        ("fail_on = 3\n", "fail_on"),
        ("select = 'FT'\n", "select"),
        ('select = ["ZZ999"]\n', "ZZ999"),
        ("fail_on = \n", "TOML"),
        ("a = " + "[" * 60_000, "TOML"),
    ],
)
def test_wrong_settings_get_one_line_and_status_2(tmp_path: Path, settings: str, word: str) -> None:
    (tmp_path / "ticktie.toml").write_text(settings)
    (tmp_path / "draft.txt").write_text("Revenue was $5 million.")
    assert_refused(run("check", "draft.txt", cwd=tmp_path), word)


def test_one_unreadable_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("Revenue was $5 million.")
    done = run("check", str(tmp_path / "nothing.htm"), str(tmp_path / "draft.txt"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "1 figures" in done.stdout or "1 figure:" in done.stdout
