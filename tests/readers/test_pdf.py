"""PDF files: words in their visual order, paragraphs, columns, tables without rules, and the box of every figure."""

import time
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_made import LEADING, LEFT, TOP, Text, lines, pdf, right, rows, written

from ticktie import readers
from ticktie.errors import TicktieError, TooLargeError, UnreadableError
from ticktie.model import Block, BlockKind, Document, OnPage
from ticktie.readers.rendition import anchors_of

LONG = "Revenue for the second quarter rose to $45.1 million from $35.1 million in the"
STATEMENT = rows(("", "2025", "2024"), ("Revenue", "$ 45.1", "$ 35.1"), ("Cost of revenue", "(20.0)", "(18.0)"))


def read(*pages: list[Text], rotate: int = 0) -> Document:
    return readers.read(pdf(*pages, rotate=rotate), "q2.pdf")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def grid(block: Block) -> list[list[str]]:
    assert block.grid is not None
    return [[cell.text for cell in row.cells] for row in block.grid.rows]


def test_lines_are_joined_to_paragraphs() -> None:
    page = lines(LONG, "same quarter of last year.", "", "Costs fell.")
    assert texts(read(page)) == [f"{LONG} same quarter of last year.", "Costs fell."]


def test_words_are_read_in_their_visual_order() -> None:
    page = [Text(300, TOP, "million."), Text(LEFT, TOP, "Revenue was $45.1")]
    assert texts(read([page[0], Text(168, TOP, "or so"), page[1]])) == ["Revenue was $45.1 or so million."]


def test_a_figure_broken_over_lines_is_one_figure() -> None:
    page = lines(f"{LONG} first", "six months, and cash to $1.2", "billion.")
    wide = [Text(one.x, one.y, one.text) for one in page]
    document = read([*wide, *lines("x" * 70, y=600)])
    assert "cash to $1.2 billion." in texts(document)[0] or texts(document)[1] == "billion."


def test_a_word_broken_by_a_hyphen_goes_on() -> None:
    page = lines("Operating income on a non-GAAP basis rose, and so did the net income on a non-", "GAAP basis.")
    assert texts(read(page)) == [
        "Operating income on a non-GAAP basis rose, and so did the net income on a non-GAAP basis."
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"Left line {number} tells of revenue in full" for number in range(8)]
    other = [f"Right line {number} tells of cost in full" for number in range(8)]
    document = read(lines(*left) + lines(*other, x=330))
    assert " ".join(texts(document)) == " ".join((*left, *other))


def test_a_table_without_rules_has_its_columns() -> None:
    document = read(STATEMENT)
    assert grid(document.blocks[0]) == [
        ["2025", "2024"],
        ["Revenue", "$ 45.1", "$ 35.1"],
        ["Cost of revenue", "(20.0)", "(18.0)"],
    ]
    cells = document.blocks[0].grid.rows[1].cells  # type: ignore[union-attr]
    assert [(cell.column, cell.width) for cell in cells] == [(0, 1), (1, 1), (2, 1)]


def test_a_header_stands_over_all_columns_that_it_spans() -> None:
    header = Text(375, TOP + LEADING, "Three months ended June 30,")
    block = read([header, *STATEMENT]).blocks[0]
    assert block.grid is not None
    first = block.grid.rows[0].cells[0]
    assert (first.text, first.column, first.width) == ("Three months ended June 30,", 1, 2)


def test_a_caption_over_two_lines_is_one_caption() -> None:
    table = [*STATEMENT, *lines("Net cash provided by operating", y=660), *rows(("activities", "9.9", "8.8"), y=648)]
    assert grid(read(table).blocks[0])[-1] == ["Net cash provided by operating activities", "9.9", "8.8"]


def test_a_figure_broken_in_a_narrow_column_is_mended() -> None:
    table = [*STATEMENT, right(400, 660, "10,23"), *rows(("Total", "4", "9,876"), y=648)]
    assert grid(read(table).blocks[0])[-1] == ["Total", "10,234", "9,876"]


def test_rules_over_totals_are_seen() -> None:
    drawn = "340 682 m 400 682 l S\n440 682 m 500 682 l S\n"
    table = rows(
        ("Revenue", "45.1", "35.1"), ("Costs", "20.0", "18.0"), ("Other", "1.0", "2.0"), ("Total", "24.1", "15.1")
    )
    block = readers.read(pdf(table, drawn=drawn), "q2.pdf").blocks[0]
    assert block.grid is not None
    assert [row.rule_columns for row in block.grid.rows] == [(), (), (), (1, 2)] or block.grid.rows[-1].rule_columns


def test_indents_of_captions_grow_with_their_depth() -> None:
    table = [*STATEMENT, Text(LEFT + 12, 660, "of which services"), right(400, 660, "5.0"), right(500, 660, "4.0")]
    block = read(table).blocks[0]
    assert block.grid is not None
    assert [round(row.indent) for row in block.grid.rows[1:]] == [0, 0, 12]


def test_raised_marks_are_no_figures() -> None:
    document = read([Text(LEFT, TOP, "Core revenue"), Text(134, TOP + 4, "1", 6), Text(142, TOP, "rose 4%.")])
    assert texts(document) == ["Core revenue 1 rose 4%."]
    assert len(document.blocks[0].marks) == 1


def test_headings_are_bold_or_large() -> None:
    page = [Text(LEFT, TOP, "Results of the quarter", bold=True), *lines(LONG, "last year.", y=690)]
    assert [block.kind for block in read(page).blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_what_belongs_to_pages_is_left_out() -> None:
    pages = [
        [
            Text(LEFT, 770, "Acme Corp. second quarter"),
            *lines(f"Page {word} tells more."),
            Text(300, 30, f"- {number} -"),
        ]
        for number, word in enumerate(("one", "two", "three"), 1)
    ]
    assert texts(read(*pages)) == ["Page one tells more.", "Page two tells more.", "Page three tells more."]


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    document = read(lines(LONG), lines("same quarter of last year."))
    assert texts(document) == [f"{LONG} same quarter of last year."]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(rotate: int) -> None:
    data = pikepdf.open(BytesIO(pdf(lines("Revenue was $45.1 million.", "Costs were $20.0 million.", y=500))))
    page = data.pages[0]
    page.obj.Rotate = rotate
    turn = {90: "0 1 -1 0 612 0", 180: "-1 0 0 -1 612 792", 270: "0 -1 1 0 0 792"}[rotate]
    page.contents_add(f"{turn} cm\n".encode(), prepend=True)
    output = BytesIO()
    data.save(output)
    shown = texts(readers.read(output.getvalue(), "q2.pdf"))
    assert " ".join(shown) == "Revenue was $45.1 million. Costs were $20.0 million."


def test_a_figure_has_the_box_that_it_is_printed_in() -> None:
    document = read([Text(LEFT, TOP, "Revenue rose 28%"), Text(LEFT, 600, "to $45.1 million.")])
    source, block = document.source, document.blocks[0]
    start = block.text.index("28%")
    spans = readers.locate(document, block.extent, block.text, start, start + 3)
    places = [anchor.place for span in spans for anchor in anchors_of(source, span)]
    assert all(isinstance(place, OnPage) and place.page == 1 for place in places)
    left = min(place.left for place in places if isinstance(place, OnPage))
    width = max(place.right for place in places if isinstance(place, OnPage)) - left
    assert width == pytest.approx((556 * 2 + 889) / 100, abs=0.3)  # of "28%" in Helvetica of 10 points
    assert all(place.bottom < TOP < place.top for place in places if isinstance(place, OnPage))


def _locked() -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(pdf(lines("Secret.")))) as document:
        document.save(output, encryption=pikepdf.Encryption(owner="a", user="b"))
    return output.getvalue()


_RECURSIVE = written(
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 2 /Kids [2 0 R 3 0 R] /Parent 2 0 R >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources 3 0 R /Contents [4 0 R 4 0 R] >>",
        "<< /Length 5 0 R >>\nstream\n/X Do\nendstream",
        "5 0 R",
    ]
)
_FORMS = written(
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>",
        "<< /Length 5 >>\nstream\n/X Do\nendstream",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 11 >>\n"
        "stream\n/X Do /X Do\nendstream",
    ]
)


def _doubling(depth: int) -> bytes:
    """Return a page with a form that draws another one twice, and so on."""
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        page,
        "<< /Length 5 >>\nstream\n/X Do\nendstream",
    ]
    for number in range(5, 5 + depth):
        inner = f"/Resources << /XObject << /X {number + 1} 0 R >> >>" if number < 4 + depth else "/Resources << >>"
        head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {inner} /Length 11 >>"
        objects.append(f"{head}\nstream\n/X Do /X Do\nendstream")
    return written(objects)


def _bomb() -> bytes:
    """Return a page whose contents unpack to 200 MB."""
    with pikepdf.new() as document:
        page = document.add_blank_page()
        packed = zlib.compress(b" " * 200_000_000)
        page.obj.Contents = pikepdf.Stream(document, packed, Filter=pikepdf.Name.FlateDecode)
        output = BytesIO()
        document.save(output)
        return output.getvalue()


REFUSED: dict[str, tuple[bytes, type[TicktieError], str]] = {
    "no text": (pdf([], []), UnreadableError, "scanned PDF without text"),
    "a password": (_locked(), UnreadableError, "password"),
    "cut off": (pdf(lines("Revenue rose 4%."))[:200], UnreadableError, "PDF"),
    "nothing behind its first line": (b"%PDF-1.7\n" + b"\0" * 500, UnreadableError, "damaged PDF"),
    "pages in a circle": (_RECURSIVE, UnreadableError, "PDF"),
    "forms in a circle": (_FORMS, UnreadableError, "a form that holds itself"),
    "forms that double": (_doubling(25), TooLargeError, "a page that is too large"),
    "a page of text without end": (pdf([Text(9, 9, "a" * 30_000)] * 200), TooLargeError, "a page that is too large"),
    "a bomb": (_bomb(), TooLargeError, "a page that is too large"),
    "5,000 pages": (pdf(*([Text(9, 9, "a")] for _ in range(5000))), TooLargeError, "5,000 pages"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_gets_one_clear_line(case: str) -> None:
    data, error, words = REFUSED[case]
    started = time.process_time()
    with pytest.raises(error, match=words) as caught:
        readers.read(data, "q2.pdf")
    assert time.process_time() - started < 20
    assert str(caught.value).startswith("q2.pdf: ")
    assert "\n" not in str(caught.value)


def test_pages_without_text_are_reported() -> None:
    document = read(lines("Revenue rose 4%."), [])
    assert document.source.remarks == ("1 of 2 pages have no text and are not read",)


def test_shared_pdfs_are_tied_out(shared: Path) -> None:
    import ticktie

    for path in sorted((shared / "releases").glob("*.pdf")):
        started = time.process_time()
        tie_out = ticktie.check(path)
        assert time.process_time() - started < 5, path.name
        assert tie_out.coverage.tied > 0, path.name
        assert tie_out.coverage.cells_in_ties > 0.5 * tie_out.coverage.cells, path.name


def test_a_table_goes_on_over_a_page_break() -> None:
    rest = rows(("Gross profit", "25.1", "17.1"), ("Net income", "10.1", "5.1"))
    document = read(STATEMENT, rest)
    (block,) = document.blocks
    assert [row[0] for row in grid(block)] == ["2025", "Revenue", "Cost of revenue", "Gross profit", "Net income"]
    start = block.grid.rows[-1].cells[1].extent  # type: ignore[union-attr]
    places = [anchor.place for anchor in anchors_of(document.source, start)]
    assert {place.page for place in places if isinstance(place, OnPage)} == {2}


def test_a_table_with_headers_on_the_next_page_is_one_of_its_own() -> None:
    assert len(read(STATEMENT, STATEMENT).blocks) == 2


def test_header_lines_of_one_cell_are_one_header() -> None:
    header = [Text(368, TOP + 2 * LEADING, "Three Months Ended"), Text(415, TOP + LEADING, "June 30,")]
    block = read([*header, *STATEMENT]).blocks[0]
    assert block.grid is not None
    (first,) = block.grid.rows[0].cells
    assert (first.text, first.column, first.width) == ("Three Months Ended June 30,", 1, 2)


def test_letters_that_are_spaced_out_are_words() -> None:
    spaced = pdf([Text(LEFT, TOP, "Revenue rose")], drawn="2 Tc\n")
    assert texts(readers.read(spaced, "q2.pdf")) == ["Revenue rose"]
