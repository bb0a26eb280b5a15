"""Every shared release ends in a result, with a verdict for each of its figures."""

from pathlib import Path

import pytest

import ticktie

FOLDER = Path(__file__).parents[2] / "shared" / "releases"
RELEASES = sorted(path for path in FOLDER.glob("*.*") if path.suffix in (".htm", ".txt", ".md"))


@pytest.mark.skipif(not RELEASES, reason=f"no releases in {FOLDER}")
@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_release_ends_in_a_result(path: Path) -> None:
    tie_out = ticktie.check(path)
    assert not tie_out.failures
    counts = tie_out.coverage
    assert counts.tied + counts.exception + counts.unsupported == counts.figures == len(tie_out.figures)
