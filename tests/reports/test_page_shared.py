"""The shared releases as marked pages: no character lost or added, every figure marked, small enough."""

import re
from pathlib import Path

import pytest
import turbohtml

import ticktie
from ticktie.reports.html import write_page
from ticktie.reports.page_marks import marks_of

FOLDER = Path(__file__).parents[3] / "shared" / "releases"
RELEASES = sorted(path for path in FOLDER.glob("*.*") if path.suffix in (".htm", ".txt", ".md"))
DROPPED = ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp")


def texts_in(node: turbohtml.Node) -> str:
    """Return the text of a tree as an independent parser reads it, in order, without blanks."""
    found: list[str] = []
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, turbohtml.Text):
            found.append(node.data)
        elif not isinstance(node, turbohtml.Element) or node.tag not in DROPPED:
            waiting.extend(reversed(list(node.children)))
    return re.sub(r"\s", "", "".join(found))


@pytest.mark.skipif(not RELEASES, reason=f"no releases in {FOLDER}")
@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_page_has_the_text_of_the_release_and_a_mark_for_every_figure(path: Path) -> None:
    tie_out = ticktie.check(path)
    source = tie_out.document.source
    page = write_page(tie_out)
    assert len(page) <= 2.5 * path.stat().st_size + 300_000
    marks = marks_of(tie_out)
    assert len(marks) >= len(tie_out.figures) + tie_out.coverage.cells
    written = page.decode()
    assert set(re.findall(r'<mark id="([^"]+)"', written)) == {mark.id for mark in marks}
    release = "<tt-release" + written.partition("<tt-release")[2].partition("</tt-page>")[0]
    shown = texts_in(turbohtml.parse(release))
    if source.format == "html":
        assert shown == texts_in(turbohtml.parse(source.text))
    else:
        assert shown == re.sub(r"\s", "", source.text)


@pytest.mark.skipif(not RELEASES, reason=f"no releases in {FOLDER}")
@pytest.mark.parametrize("path", RELEASES[::7], ids=lambda path: path.stem)
def test_marks_hold_the_figures_as_printed(path: Path) -> None:
    tie_out = ticktie.check(path)
    written = write_page(tie_out).decode()
    pieces: dict[int, str] = {}
    release = written.partition("<tt-release")[2]
    for number, text in re.findall(r'<mark [^<>]*data-i="(\d+)"[^<>]*>([^<>]*)</mark>', release):
        shown = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
        pieces[int(number)] = pieces.get(int(number), "") + shown
    others = [
        (mark.id, mark.text, pieces[number])
        for number, mark in enumerate(marks_of(tie_out))
        if digits(mark.text) != digits(pieces[number])
    ]
    assert others == []


def digits(text: str) -> str:
    return "".join(filter(str.isalnum, text))
