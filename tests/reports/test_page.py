"""The marked release: each figure marked where it stands, its tick, and the data of its proof."""

import json
import re
from pathlib import Path

import pytest

import ticktie
from ticktie.errors import InternalError
from ticktie.reports.html import write_page
from ticktie.reports.page_check import assert_faithful

EXAMPLES = Path(__file__).parents[2] / "examples"
MARK = re.compile(r"<mark ([^<>]*)>([^<>]*)</mark>")
TABLE = (
    "<table><tr><td>(in thousands)</td><td>2025</td></tr><tr><td>Product</td><td>60</td></tr>"
    "<tr><td>Service</td><td>40</td></tr><tr><td>Total revenue</td><td>{}</td></tr></table>"
)


def page_of(source: str, name: str = "release.htm") -> str:
    return write_page(ticktie.check(source.encode(), name=name)).decode()


def release_of(page: str) -> str:
    """Return what stands in the page's container of the release."""
    return page.partition("<tt-body")[2].partition(">")[2].rpartition("</tt-body>")[0]


def data_of(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="tt-data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def marks_in(page: str) -> list[tuple[str, str]]:
    """Return the tick and the text of each mark."""
    found = []
    for attributes, text in MARK.findall(release_of(page)):
        tick = re.search(r'data-t="([^"]*)"', attributes)
        found.append((tick[1] if tick else "", text))
    return found


def test_total_that_foots_is_ticked_with_its_lines() -> None:
    page = page_of(f"<html><body>{TABLE.format(100)}</body></html>")
    assert marks_in(page) == [("F", "60"), ("F", "40"), ("F", "100")]


def test_total_that_does_not_foot_is_an_exception_and_its_lines_have_no_tick() -> None:
    rows = (("Product", 60, 55), ("Service", 40, 35), ("Total revenue", 102, 90))
    cells = "".join(f"<tr><td>{caption}</td><td>{now}</td><td>{then}</td></tr>" for caption, now, then in rows)
    page = page_of(f"<html><body><table><tr><td></td><td>2025</td><td>2024</td></tr>{cells}</table></body></html>")
    ticks = {text: tick for tick, text in marks_in(page)}
    assert ticks == {"60": "", "55": "F", "40": "", "35": "F", "102": "✗", "90": "F"}
    data = data_of(page)
    (finding,) = data["findings"]
    # id, rule, severity, cause, message, stated, recomputed, suggestion, mark
    assert (data["rules"][finding[1]][0], data["strings"][finding[5]], data["strings"][finding[6]]) == (
        "FT001",
        "102",
        "100",
    )
    assert data["marks"][finding[8]][1] == data["strings"].index("102")


def test_proof_names_its_operands_by_their_marks() -> None:
    page = page_of(f"<html><body>{TABLE.format(100)}</body></html>")
    data = data_of(page)
    (tie,) = data["ties"]
    # id, rule, outcome, target, formula, operands …
    assert data["outcomes"][tie[2]] == "agrees"
    assert tie[3] == 2
    assert data["strings"][tie[4]] == "{0} + {1}"
    assert tie[5] == [0, 1]
    captions = [data["strings"][data["marks"][number][8]] for number in (0, 1, 2)]
    assert captions == ["Product", "Service", "Total revenue"]


def test_figure_that_nothing_proves_has_a_circle() -> None:
    page = page_of("<html><body><p>Backlog was $7.2 million.</p></body></html>")
    assert marks_in(page) == [("○", "$7.2 million")]


def test_figure_broken_by_tags_has_a_mark_for_each_piece_and_one_tick() -> None:
    page = page_of("<html><body><p>Backlog was <b>$7.2</b> <i>million</i> then.</p></body></html>")
    assert marks_in(page) == [("", "$7.2"), ("○", "million")]
    pieces = MARK.findall(release_of(page))
    assert [re.search(r'data-i="(\d+)"', attributes)[1] for attributes, _ in pieces] == ["0", "0"]
    assert ['id="n1"' in attributes for attributes, _ in pieces] == [True, False]


def test_figure_written_with_references_is_marked_whole() -> None:
    page = page_of("<html><body><p>Backlog was &#36;7&#46;2&nbsp;million.</p></body></html>")
    assert marks_in(page) == [("○", "$7.2\xa0million")]


def test_signs_in_cells_of_their_own_belong_to_the_mark() -> None:
    row = "<tr><td>{}</td><td>$</td><td>{}</td><td>{}</td></tr>"
    rows = row.format("Product", "60", "") + row.format("Returns", "(10", ")") + row.format("Total revenue", "50", "")
    page = page_of(f"<html><body><table><tr><td></td><td colspan=3>2025</td></tr>{rows}</table></body></html>")
    assert [text for _, text in marks_in(page)] == ["$", "60", "$", "(10", ")", "$", "50"]
    assert [tick for tick, _ in marks_in(page)] == ["", "F", "", "", "F", "", "F"]


def test_words_that_a_finding_blames_are_marked() -> None:
    source = "<html><body><p>Acme will hold its call on Monday, November 8, 2007, at noon.</p></body></html>"
    page = page_of(source)
    assert [(tick, text) for tick, text in marks_in(page) if tick == "✗"] == [("✗", "Monday, November 8, 2007")]
    (finding,) = data_of(page)["findings"]
    assert finding[8] == 0


def test_text_release_stands_as_it_is() -> None:
    source = (EXAMPLES / "release.txt").read_text(encoding="utf-8")
    release = release_of(page_of(source, "release.txt"))
    assert release.startswith("<pre>\n")
    bare = re.sub(r"</?mark[^<>]*>", "", release.removeprefix("<pre>\n").removesuffix("</pre>"))
    assert bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == source


def test_references_of_a_text_release_are_not_read() -> None:
    release = release_of(page_of("Backlog was $7 million &amp; more.\n", "release.txt"))
    assert "million</mark> &amp;amp; more." in release


def test_same_release_gives_the_same_bytes() -> None:
    tie_out = ticktie.check(EXAMPLES / "release.htm")
    assert write_page(tie_out) == write_page(ticktie.check(EXAMPLES / "release.htm"))


def test_every_figure_and_cell_of_the_example_has_a_mark() -> None:
    tie_out = ticktie.check(EXAMPLES / "release.htm")
    page = write_page(tie_out).decode()
    ids = set(re.findall(r'<mark id="([^"]+)"', page))
    figures = {result.figure.id for result in tie_out.figures}
    cells = {cell.id for table in tie_out.tables for cell in table.cells}
    assert ids == figures | cells


def test_release_cannot_end_the_data() -> None:
    page = page_of("<html><body><p>&lt;/script&gt;&lt;b&gt; rose $7 million</p></body></html>")
    assert page.count("</script>") == 2
    assert "</script><b>" in json.dumps(data_of(page), ensure_ascii=False)


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("<p>Backlog was $7.3 million.</p>", "<p>Backlog was $7.2 million.</p>"),
        ("<p>Backlog was .</p>", "<p>Backlog was $7.2 million.</p>"),
        ("<p>Backlog was $7.2 million.</p>F", "<p>Backlog was $7.2 million.</p>"),
        ('<mark class="tt">x</mark>', ""),
    ],
)
def test_page_whose_text_differs_is_refused(body: str, source: str) -> None:
    with pytest.raises(InternalError, match="is not the text of the release"):
        assert_faithful(body, source, is_html=True)


def test_marks_are_no_part_of_the_text() -> None:
    assert_faithful('<p>Backlog <mark class="tt" data-t="F">5</mark></p>', "<p>Backlog 5</p>", is_html=True)
