"""Every shared release in every machine format, valid by the schemas."""

from pathlib import Path

import pytest
from format_helpers import assert_valid_json, assert_valid_junit

import ticktie
from ticktie.reports.junit import to_junit
from ticktie.reports.sarif import to_sarif
from ticktie.reports.xbrl_json import to_xbrl_json

FOLDER = Path(__file__).parents[3] / "shared" / "releases"
RELEASES = sorted(path for path in FOLDER.glob("*.*") if path.suffix in (".htm", ".txt", ".md"))


@pytest.mark.skipif(not RELEASES, reason=f"no releases in {FOLDER}")
@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_formats_are_valid_by_their_schemas(path: Path) -> None:
    tie_out = ticktie.check(path)
    assert_valid_json(to_sarif([tie_out], every=True), "sarif-2.1.0.json")
    assert_valid_json(to_xbrl_json(tie_out), "xbrl-json.json")
    assert_valid_junit(to_junit([tie_out]))
