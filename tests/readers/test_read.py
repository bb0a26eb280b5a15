"""Which reader is chosen, and what cannot be read."""

import pytest

from ticktie import readers
from ticktie.errors import TooLargeError, UnreadableError


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", bytes(range(32)) * 9],
)
def test_other_files_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        readers.read(data, "release.htm")
    assert str(error.value).startswith("release.htm: is ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf"])
def test_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="is empty"):
        readers.read(data, "release.htm")


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    with pytest.raises(TooLargeError, match="has 11 bytes, more than 10"):
        readers.read(b"<p>Sales</p", "release.htm")


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8-sig", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("cp1252", b"")],
)
def test_all_usual_encodings_are_read(encoding: str, mark: bytes) -> None:
    data = mark + "<html><p>Sales “grew” — 5 £</p></html>".encode(encoding)
    document = readers.read(data, "release.htm")
    assert [block.text for block in document.blocks] == ["Sales “grew” — 5 £"]


def test_bytes_that_mean_nothing_are_replaced() -> None:
    document = readers.read(b"<html><p>Sales \x81 \x97 5</p></html>", "release.htm")
    assert document.blocks[0].text == "Sales \ufffd — 5"


def test_the_content_decides_and_not_the_name() -> None:
    html = readers.read(b"<p>Sales</p><p>grew</p><p>fast</p>", "release.txt")
    assert html.source.format == "html"
    assert (html.source.name, html.source.sha256[:8]) == ("release.txt", "f4ea6c76")


def test_text_with_html_tables_is_read_as_both() -> None:
    text = b"# Acme\n\nSales were up.\n\n<table>\n<tr><td>Sales</td><td>10</td></tr>\n</table>\n\nMore to come.\n"
    document = readers.read(text, "release.md")
    assert document.source.format == "text"
    assert [block.kind.value for block in document.blocks] == ["heading", "paragraph", "table", "paragraph"]
    (table,) = (block.grid for block in document.blocks if block.grid)
    cell = table.rows[0].cells[1]
    assert document.source.text[cell.extent.start : cell.extent.end] == "10"
