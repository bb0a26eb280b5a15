"""Every character of a block's or a cell's text is found again in the source."""

import html
import re
from pathlib import Path

from ticktie import readers
from ticktie.model import Document, Extent, Span

_NUMBER = re.compile(r"\d[\d.,]*")


def texts(document: Document) -> list[tuple[Extent, str]]:
    found = [(block.extent, block.text) for block in document.blocks if block.text]
    rows = [row for block in document.blocks if block.grid for row in block.grid.rows]
    return found + [(cell.extent, cell.text) for row in rows for cell in row.cells]


def located(document: Document, extent: Extent, text: str, start: int, end: int) -> list[str]:
    spans = readers.locate(document, extent, text, start, end)
    assert all(extent.start <= span.start < span.end <= extent.end for span in spans)
    return [document.source.text[span.start : span.end] for span in spans]


def in_block(body: str, words: str) -> list[str]:
    document = readers.read(f"<html>{body}</html>".encode(), "release.htm")
    ((extent, text),) = texts(document)
    start = text.index(words)
    return located(document, extent, text, start, start + len(words))


def test_one_run_is_one_span() -> None:
    assert in_block("<p>Sales were $7.2 million</p>", "$7.2 million") == ["$7.2 million"]


def test_a_tag_inside_parts_the_spans() -> None:
    assert in_block("<p>Sales were $7<b>.2</b> million</p>", "$7.2 million") == ["$7", ".2", "million"]


def test_references_and_line_ends_are_part_of_the_span() -> None:
    assert in_block("<p>Sales&#160;of &#36;7.2\r\n  million&amp;more</p>", "$7.2 million&") == [
        "&#36;7.2\r\n  million&amp;"
    ]


def test_hidden_text_is_passed_over() -> None:
    assert in_block('<p>Sales 7<i style="display:none">9</i>2 <!-- 1 --> up</p>', "72 up") == ["7", "2", "up"]


def test_brackets_that_the_reader_adds_have_no_place() -> None:
    document = readers.read(b"<html><table><tr><td>Sales<sup>1</sup></td><td>7</td></tr></table></html>", "r.htm")
    (extent, text), _ = (pair for pair in texts(document) if pair[1])
    assert text == "Sales (1)"
    assert located(document, extent, text, 0, len(text)) == ["Sales", "1"]


def test_marks_can_be_written_around_every_number_of_the_shared_releases(shared: Path) -> None:
    for path in sorted((shared / "releases").glob("*.htm")):
        document = readers.read(path.read_bytes(), path.name)
        numbers = 0
        for extent, text in texts(document):
            for number in _NUMBER.finditer(text):
                numbers += 1
                pieces = located(document, extent, text, *number.span())
                assert "".join(map(html.unescape, pieces)) == number[0], (path.name, text)
        assert numbers > 200, path.name


def ranges(data: bytes, words: str) -> list[str | None]:
    """Return the source between the first and the last character of some words, in each text that has them."""
    document = readers.read(data, "release")
    found = []
    for extent, text in texts(document):
        start = text.find(words)
        if start >= 0:
            (span,) = readers.locate_all(document, extent, text, [Span(start, start + len(words))])
            found.append(document.source.text[span.start : span.end] if span else None)
    return found


def test_range_holds_the_tags_between_the_runs() -> None:
    assert ranges(b"<html><p>Sales were <b>$7</b>.2&nbsp;million</p>", "$7.2 million") == ["$7</b>.2&nbsp;million"]


def test_range_in_text_passes_over_escapes() -> None:
    assert ranges(b"Sales were \\$7\\.2 million.\n", "$7.2 million") == ["$7\\.2 million"]


def test_many_places_are_found_at_once() -> None:
    document = readers.read(b"<html><p>Sales were $7 million and $8 million.</p>", "release.htm")
    ((extent, text),) = texts(document)
    first, second = text.index("$7"), text.index("$8")
    found = readers.locate_all(document, extent, text, [Span(first, first + 10), Span(second, second + 10)])
    assert [document.source.text[span.start : span.end] for span in found if span] == ["$7 million", "$8 million"]


def test_caption_joined_from_cells_is_found_across_their_bars() -> None:
    document = readers.read(b"Effect of tax | | (~ 1%)\n", "release.txt")
    extent = Extent(0, len("Effect of tax | | (~ 1%)"))
    joined = "Effect of tax (~ 1%)"
    (span,) = readers.locate_all(document, extent, joined, [Span(joined.index("1%"), joined.index("1%") + 2)])
    assert span == Span(21, 23)
    assert document.source.text[21:23] == "1%"
