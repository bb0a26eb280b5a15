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
