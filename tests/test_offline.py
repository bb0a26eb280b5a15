"""A draft is material non-public information: checking it opens no socket and runs no other program."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"

# An audit hook sees what C code does too; it cannot be removed, hence the process of its own.
GUARDED = """
import sys
def guard(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.", "os.system", "os.exec")):
        raise RuntimeError(f"{event} {arguments}")
sys.addaudithook(guard)
from ticktie.cli import run
sys.exit(run(sys.argv[1:]))
"""


def guarded(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", GUARDED, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_check_opens_no_socket() -> None:
    for name in ("release.htm", "release.txt"):
        done = guarded("check", "--fail-on", "never", "--format", "json", str(EXAMPLES / name))
        assert (done.returncode, done.stderr) == (0, "")
        assert '"schema_version":1' in done.stdout


def test_guard_sees_a_socket() -> None:
    script = GUARDED.replace("from ticktie.cli import run", "import socket; socket.socket()")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "socket.__new__" in done.stderr
