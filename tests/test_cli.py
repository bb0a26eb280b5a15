"""The command line: what it prints, where, and the exit status."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ticktie.cli import run

EXAMPLES = Path(__file__).parents[1] / "examples"
RELEASE = str(EXAMPLES / "release.htm")
# The second column foots, so the first is wrong: 60 + 40 = 100.
WRONG_TOTAL = b"""<html><body><table>
<tr><td></td><td>2025</td><td>2024</td></tr>
<tr><td>Product</td><td>60</td><td>70</td></tr>
<tr><td>Service</td><td>40</td><td>35</td></tr>
<tr><td>Total revenue</td><td>150</td><td>105</td></tr>
</table></body></html>"""

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def failure(captured: Captured, *arguments: str) -> str:
    """Run a command that cannot run; return its one line on standard error."""
    assert run(arguments) == 2
    out, err = captured.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("ticktie: ")
    return err


def test_help_shows_examples_and_exit_status(capsys: Captured) -> None:
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert "ticktie check release.htm" in out
    assert "Exit status: 0" in out


def test_version(capsys: Captured) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == "ticktie 0.1.0\n"


def test_check_prints_a_summary_and_the_findings(folder: Path, capsys: Captured) -> None:
    assert run(["check", "--fail-on", "never", RELEASE]) == 0
    out, err = capsys.readouterr()
    assert re.match(rf"{re.escape(RELEASE)}: \d+ figures: \d+ tied, \d+ exceptions?, \d+ unsupported; ", out)
    assert "\x1b" not in out
    assert err == ""


def test_a_failed_total_is_shown_with_its_arithmetic(folder: Path, capsys: Captured) -> None:
    (folder / "wrong.htm").write_bytes(WRONG_TOTAL)
    assert run(["check", "wrong.htm"]) == 1
    out = capsys.readouterr().out
    assert "f1 FT001 total-does-not-foot [error]" in out
    assert "  Total revenue  150  105\n" + " " * 17 + "^^^\n" in out
    assert "stated      150" in out
    assert "recomputed  100 = Product [2025] + Service [2025]" in out


def test_exit_status_follows_fail_on(folder: Path, capsys: Captured) -> None:
    (folder / "wrong.htm").write_bytes(WRONG_TOTAL)
    assert run(["check", "wrong.htm"]) == 1
    assert run(["check", "--fail-on", "rounding", "wrong.htm"]) == 1
    assert run(["check", "--fail-on", "never", "wrong.htm"]) == 0
    assert run(["check", "--ignore", "FT", "wrong.htm"]) == 0
    assert run(["check", "--select", "FT001", "wrong.htm"]) == 1
    assert run(["check", "--select", "ft001,FT002", "--ignore", "FT001", "wrong.htm"]) == 0


def test_settings_file_is_read_and_options_go_before_it(folder: Path, capsys: Captured) -> None:
    (folder / "wrong.htm").write_bytes(WRONG_TOTAL)
    (folder / "ticktie.toml").write_text('fail_on = "never"\n')
    assert run(["check", "wrong.htm"]) == 0
    assert run(["check", "--fail-on", "error", "wrong.htm"]) == 1
    (folder / "other.toml").write_text('ignore = ["FT001"]\n')
    assert run(["check", "--config", "other.toml", "wrong.htm"]) == 0


def test_one_document_is_one_json_object_and_several_are_lines(folder: Path, capsys: Captured) -> None:
    for name in ("a.htm", "b.htm"):
        (folder / name).write_bytes(WRONG_TOTAL)
    assert run(["check", "--format", "json", "a.htm"]) == 1
    assert json.loads(capsys.readouterr().out)["document"]["name"] == "a.htm"
    assert run(["check", "--format", "json", "*.htm"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["document"]["name"] for line in lines] == ["a.htm", "b.htm"]


def test_several_files_are_reported_in_order(folder: Path, capsys: Captured) -> None:
    for name in ("a.htm", "b.htm"):
        (folder / name).write_bytes(WRONG_TOTAL)
    assert run(["check", "b.htm", "*.htm"]) == 1
    heads = [line.split(":")[0] for line in capsys.readouterr().out.splitlines() if " figures: " in line]
    assert heads == ["b.htm", "a.htm"]


def test_unreadable_file_does_not_hide_the_others(folder: Path, capsys: Captured) -> None:
    (folder / "wrong.htm").write_bytes(WRONG_TOTAL)
    assert run(["check", "gone.htm", "wrong.htm"]) == 2
    out, err = capsys.readouterr()
    assert "total-does-not-foot" in out
    assert err == "ticktie: E101 gone.htm: no such file or directory; name a release that can be read\n"


def test_standard_input_is_read(folder: Path) -> None:
    command = [sys.executable, "-m", "ticktie", "check", "-"]
    done = subprocess.run(command, input=WRONG_TOTAL, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith(b"standard input: 0 figures")


def test_output_is_written_whole(folder: Path, capsys: Captured) -> None:
    (folder / "wrong.htm").write_bytes(WRONG_TOTAL)
    assert run(["check", "--format", "json", "-o", "out.json", "wrong.htm"]) == 1
    assert json.loads((folder / "out.json").read_text())["schema_version"] == 1
    assert capsys.readouterr().out == ""
    assert sorted(path.name for path in folder.iterdir()) == ["out.json", "wrong.htm"]


def test_nothing_is_written_where_an_input_cannot_be_read(folder: Path, capsys: Captured) -> None:
    (folder / "wrong.htm").write_bytes(WRONG_TOTAL)
    (folder / "out.txt").write_text("before")
    assert run(["check", "-o", "out.txt", "wrong.htm", "gone.htm"]) == 2
    assert (folder / "out.txt").read_text() == "before"
    assert sorted(path.name for path in folder.iterdir()) == ["out.txt", "wrong.htm"]


def test_an_input_is_never_overwritten(folder: Path, capsys: Captured) -> None:
    (folder / "wrong.htm").write_bytes(WRONG_TOTAL)
    (folder / "link.htm").symlink_to("wrong.htm")
    assert "is an input" in failure(capsys, "check", "-o", "link.htm", "wrong.htm")
    assert (folder / "wrong.htm").read_bytes() == WRONG_TOTAL


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Missing command"),
        (("tick",), "No such command 'tick'"),
        (("check",), "Missing argument"),
        (("check", "--colour", RELEASE), "No such option"),
        (("check", "--format", "xml", RELEASE), "'xml' is not one of"),
        (("check", "--select", "FX", RELEASE), "unknown rule code 'FX'"),
        (("check", "--ignore", "FT01", RELEASE), "did you mean 'FT0"),
        (("check", "--config", "none.toml", RELEASE), "none.toml: cannot be read"),
        (("check", "*.docx"), "matches no file"),
        (("check", "."), "is a folder"),
        (("check", "gone.htm"), "gone.htm: no such file"),
        (("check", "a\0b"), "null"),
        (("check", "-o", "no/such/folder.txt", RELEASE), "cannot be written"),
        (("check", "-o", ".", RELEASE), "is a folder"),
        (("explain", RELEASE, "n9999"), "no figure 'n9999'"),
        (("figures", "gone.htm"), "gone.htm: no such file"),
        (("statements", "gone.htm"), "gone.htm: no such file"),
        (("rule", "FT9"), "unknown rule code 'FT9'"),
    ],
)
def test_what_cannot_run_is_said_in_one_line(
    folder: Path, capsys: Captured, arguments: tuple[str, ...], said: str
) -> None:
    assert said in failure(capsys, *arguments)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct = []", "unknown key 'selct'; did you mean 'select'?"),
        ("select = 'FT001'", "select must be a list of rule codes"),
        ("fail_on = 'warning'", "fail_on is 'warning'"),
        ("ignore = ['XX001']", "unknown rule code 'XX001'"),
        ("= 1", "is not valid TOML"),
        ("a = " + "[" * 100_000, "is not valid TOML"),
    ],
)
def test_settings_that_are_wrong_are_said_in_one_line(folder: Path, capsys: Captured, text: str, said: str) -> None:
    (folder / "ticktie.toml").write_text(text)
    assert said in failure(capsys, "check", RELEASE)


def test_verbose_lists_the_unsupported_figures(folder: Path, capsys: Captured) -> None:
    assert run(["check", "--fail-on", "never", "--verbose", RELEASE]) == 0
    out = capsys.readouterr().out
    assert "nothing in the document proves or refutes them" in out
    assert re.search(r"Total backlog stood at \$10\.4 million.*\n +\^{13}\n", out)


def test_explain_shows_every_tie_of_a_cell(folder: Path, capsys: Captured) -> None:
    (folder / "wrong.htm").write_bytes(WRONG_TOTAL)
    assert run(["explain", "wrong.htm", "150"]) == 0
    out = capsys.readouterr().out
    assert "FT001 sum: disagrees" in out
    assert "= Product [2025] + Service [2025]" in out
    # Printed to the unit: each stands for half a unit to either side, the sum of two for one.
    assert "[149.5, 150.5]" in out
    assert "recomputed  [99, 101]" in out


def test_figures_are_listed_with_verdicts(folder: Path, capsys: Captured) -> None:
    assert run(["figures", RELEASE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(re.match(r"n\d+ +(tied|exception|unsupported) ", line) for line in lines)
    assert any("[$7.2 Million]" in line for line in lines)


def test_statements_are_listed_with_columns_and_captions(folder: Path, capsys: Captured) -> None:
    assert run(["statements", RELEASE]) == 0
    out = capsys.readouterr().out
    assert "balance sheet" in out
    assert "[3M 2007-09-30]" in out
    assert re.search(r"Total current assets +72,058 +86,733", out)


def test_rules_are_listed_and_printed(capsys: Captured) -> None:
    assert run(["rule"]) == 0
    assert "FT001  F   total-does-not-foot\n" in capsys.readouterr().out
    assert run(["rule", "ft001"]) == 0
    assert "## What it does" in capsys.readouterr().out


def test_schema_is_printed(capsys: Captured) -> None:
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Tie-out of an earnings release"


def test_control_characters_of_a_document_do_not_reach_the_terminal(folder: Path, capsys: Captured) -> None:
    (folder / "wrong.htm").write_bytes(WRONG_TOTAL.replace(b"Product", b"Pro\x1b[31mduct"))
    run(["check", "--verbose", "wrong.htm"])
    assert "\x1b" not in capsys.readouterr().out


def at_terminal(*arguments: str, **environment: str) -> str:
    """Run ticktie with its standard output and error at a terminal; return what the terminal got."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "ticktie", *arguments]
    with subprocess.Popen(
        command, stdout=follower, stderr=follower, env=os.environ | {"TERM": "xterm"} | environment
    ) as process:
        os.close(follower)
        received = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            received += part
        process.wait(60)
    os.close(leader)
    return received.decode()


def test_colour_is_for_terminals_that_want_it(folder: Path) -> None:
    (folder / "wrong.htm").write_bytes(WRONG_TOTAL)
    assert "\x1b[31m150\x1b[0m" in at_terminal("check", "wrong.htm")
    assert "\x1b" not in at_terminal("check", "wrong.htm", NO_COLOR="1")


def test_progress_is_shown_for_several_files_at_a_terminal(folder: Path) -> None:
    for name in ("a.htm", "b.htm"):
        (folder / name).write_bytes(WRONG_TOTAL)
    assert "[2/2] b.htm" in at_terminal("check", "a.htm", "b.htm")
    assert "[1/1]" not in at_terminal("check", "a.htm")


def test_help_loads_no_stage() -> None:
    script = (
        "import sys; from ticktie.cli import run; run(['--help']); print([m for m in sys.modules if 'ticktie' in m])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "['ticktie', 'ticktie.errors', 'ticktie.cli']"


def quickest(*command: str) -> float:
    """Return the least processor time of seven runs of a command, in seconds, with compiled bytecode."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(7):
        begun = os.times()
        subprocess.run([sys.executable, *command], capture_output=True, env=environment, timeout=60, check=True)
        ended = os.times()
        used = (ended.children_user - begun.children_user) + (ended.children_system - begun.children_system)
        times.append(used)
    return min(times)


def test_help_answers_within_150_ms_of_the_bare_interpreter() -> None:
    assert quickest("-m", "ticktie", "--help") - quickest("-c", "pass") < 0.150
