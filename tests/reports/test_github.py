"""GitHub annotations: nothing of a release becomes a command."""

from format_helpers import tie_out

import ticktie
from ticktie.reports.github import to_annotations


def test_an_exception_is_annotated_on_its_line() -> None:
    first = to_annotations(tie_out(), path="drafts/q2.htm").split("\n")[0]
    assert first.startswith("::error file=drafts/q2.htm,line=3,endLine=3,col=34,endColumn=37,title=RC001 ")
    assert "25%25" in first


def test_a_hostile_name_starts_no_command() -> None:
    hostile = ticktie.check(b"<p>Revenue was $5.</p>", name="a\n::set-output name=x::y.htm")
    lines = to_annotations(hostile).splitlines()
    assert all(line.startswith("::notice file=a%0A%3A%3Aset-output") for line in lines)
