"""Text of a release can become nothing but text."""

import io
import re
import zipfile
from typing import Any

import pytest
from binder_helpers import RELEASE, binder_of, formulas, links, opened
from lxml import etree

EVIL = (
    '=HYPERLINK("http://evil.example/","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1,2)",
    "-2+3",
    "{=1+1}",
    "http://evil.example/",
    "internal:Lead!A1",
    "_x0041_ ]]&gt; &lt;b&gt; \u202e\u0007 \U0001f4a3",
)
NAME = "a&b'[x]:*?&P&G<evil>.htm"
# What a formula of ours may hold: references, numbers, four functions' names and operators.
OURS = re.compile(r"=(?:ROUND|ABS|SUM|'[\w &,.-]+'!|\$?[A-Z]{1,3}\$?\d+|\d+|[-+*/(),:])+")


def hostile() -> str:
    rows = "".join(f"<tr><td>{words}</td><td>1{i}</td><td>2{i}</td></tr>" for i, words in enumerate(EVIL))
    title = "<p>[']:*?/\\ 'History' =SUM(1) (in thousands)</p>"
    long = f"<tr><td>{'long ' * 9000}</td><td>7</td><td>8</td></tr>"
    table = f"{title}<table><tr><td></td><td>=2025</td><td>+2024</td></tr>{rows}{long}</table>"
    evil = "".join(f"<p>{words} revenue was $7.2 million</p>" for words in EVIL)
    sentence = f"<p>Revenue {'and so on ' * 5000} was $7.2 million in 2025</p>"
    return RELEASE.replace("</body>", f"{evil}{sentence}{table}<h2>=A1+@B1</h2>{table}</body>")


@pytest.fixture(scope="module")
def data() -> bytes:
    return binder_of(hostile(), NAME)


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    return opened(data)


def test_every_formula_is_one_of_ours(book: Any) -> None:
    found = [cell.value for cell in formulas(book)]
    assert len(found) > 20
    assert [text for text in found if not OURS.fullmatch(text)] == []


def test_hostile_captions_stand_as_text(book: Any) -> None:
    texts = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    for words in EVIL[:7]:
        assert words in texts, words


def test_no_link_leaves_the_workbook(data: bytes, book: Any) -> None:
    assert all(cell.hyperlink.target is None for cell in links(book))
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [name for name in names if re.search(r"external|vba|macro|activeX|embed|\.bin", name, re.I)]
    assert not [name for name in names if name.startswith("xl/worksheets/_rels")]


def test_every_part_is_well_formed(data: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        etree.fromstring(archive.read(name))


def test_names_of_sheets_are_legal_and_unique(book: Any) -> None:
    names = [name.lower() for name in book.sheetnames]
    assert len(set(names)) == len(names) == 6
    for name in book.sheetnames:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\']", name)


def test_texts_are_cut_below_the_limit_of_a_cell(book: Any) -> None:
    longest = max(len(str(cell.value or "")) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert 1000 < longest <= 2000


def test_the_name_of_the_file_gives_no_orders_to_the_footer(data: bytes) -> None:
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    footer = re.search(r"<oddFooter>(.*?)</oddFooter>", sheet)
    assert footer is not None
    assert "a&amp;&amp;b" in footer[1]
    assert "&amp;&amp;P&amp;&amp; G" in footer[1]


def test_a_release_without_figures_has_a_binder() -> None:
    book = opened(binder_of("<p>Nothing to report.</p>"))
    assert book.sheetnames == ["Lead", "Prose", "Exceptions", "Not proved"]
    assert formulas(book) == []
