"""The same input gives the same bytes, whatever the hash seed, the folder or the time zone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


def output(*arguments: str, **environment: str) -> bytes:
    command = [sys.executable, "-m", "ticktie", *arguments]
    done = subprocess.run(command, capture_output=True, env=os.environ | environment, timeout=60, check=True)
    return done.stdout


@pytest.mark.parametrize("shape", ["json", "text"])
@pytest.mark.parametrize("name", ["release.htm", "release.txt"])
def test_same_bytes_across_hash_seeds_and_time_zones(name: str, shape: str) -> None:
    arguments = ("check", "--fail-on", "never", "--verbose", "--format", shape, str(EXAMPLES / name))
    first = output(*arguments, PYTHONHASHSEED="0", TZ="UTC")
    assert len(first) > 1000
    for seed, zone in (("1", "Pacific/Auckland"), ("4242", "America/Los_Angeles")):
        assert output(*arguments, PYTHONHASHSEED=seed, TZ=zone, LC_ALL="C") == first


def test_real_releases_have_one_result_whatever_the_hash_seed() -> None:
    folder = Path(__file__).parents[2] / "shared" / "releases"
    names = sorted(str(path) for path in folder.glob("*.*") if path.suffix in (".htm", ".txt", ".md"))[::9]
    if not names:
        pytest.skip(f"no releases in {folder}")
    arguments = ("check", "--fail-on", "never", "--format", "json", *names)
    first = output(*arguments, PYTHONHASHSEED="1")
    assert output(*arguments, PYTHONHASHSEED="2") == first


def test_a_proof_is_explained_in_the_same_words_whatever_the_hash_seed(tmp_path: Path) -> None:
    release = tmp_path / "margin.txt"
    release.write_text(
        "Adjusted gross profit margin was 40.0% in the quarter ended June 30, 2025.\n\n"
        "CONSOLIDATED STATEMENTS OF OPERATIONS\n(in thousands)\n"
        "                          Three months ended June 30,\n"
        "                               2025        2024\n"
        "Revenue                      20,000      18,000\n"
        "Adjusted gross profit         8,000       6,300\n"
    )
    said = {output("explain", str(release), "40.0%", PYTHONHASHSEED=seed) for seed in ("0", "1", "2", "3", "4")}
    assert len(said) == 1
    assert b"8,000" in said.pop()
