"""Hostile and damaged Word files end in one clear line or in a document, soon and in bounded memory."""

import io
import struct
import time
import zipfile

import pytest
from word_made import docx, paragraph, parts_of, zipped

from ticktie import readers
from ticktie.errors import TicktieError, TooLargeError, UnreadableError

_DRAFT = docx(paragraph("Revenue rose 4%."))
_LAUGHS = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
_EXTERNAL = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_LIMIT_SECONDS = 20.0


def with_body(content: bytes) -> bytes:
    return zipped(parts_of(_DRAFT) | {"word/document.xml": content})


def lying(data: bytes) -> bytes:
    """Return a package whose directory says that its body is 10 bytes long."""
    size = len(parts_of(data)["word/document.xml"])
    return data.replace(struct.pack("<I", size), struct.pack("<I", 10))


BODY = parts_of(_DRAFT)["word/document.xml"]
BOMB = zipped(parts_of(_DRAFT) | {"word/document.xml": b" " * 200_000_000})
MANY = zipped(parts_of(_DRAFT) | {f"word/media/{number}.png": b"" for number in range(12_000)})
CASES: dict[str, tuple[bytes, type[TicktieError], str]] = {
    "a bomb": (BOMB, TooLargeError, "unpacks to more than"),
    "a bomb that lies": (lying(with_body(BODY + b" " * 5_000_000)), UnreadableError, "is damaged at word/document.xml"),
    "too many parts": (MANY, TooLargeError, "more than"),
    "entities": (with_body(_LAUGHS + BODY.partition(b"?>")[2]), UnreadableError, "document type"),
    "external entities": (with_body(_EXTERNAL + BODY.partition(b"?>")[2]), UnreadableError, "document type"),
    "too deep": (with_body(BODY.replace(b"<w:sectPr/>", b"<w:x>" * 5000)), UnreadableError, "no well-formed XML"),
    "cut off": (_DRAFT[: len(_DRAFT) // 2], UnreadableError, "damaged"),
    "no XML": (with_body(b"\x00\x01\x02 nothing"), UnreadableError, "no well-formed XML"),
    "a part twice": (_DRAFT, UnreadableError, "twice"),
    "a part outside": (zipped(parts_of(_DRAFT) | {"../../evil": b"x"}), UnreadableError, "outside of itself"),
    "other names": (with_body(b"<a><w/></a>"), UnreadableError, "does not name Word's elements"),
    "no body": (zipped({"word/styles.xml": b"<x/>"}), UnreadableError, "without a Word document"),
    "a zip of something": (zipped({"a.txt": b"x"}), UnreadableError, "no Word or Excel file"),
    "old Word": (b"\xd0\xcf\x11\xe0" + b"\0" * 2000, UnreadableError, "save it as .docx"),
}


def _twice() -> bytes:
    output = io.BytesIO(_DRAFT)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(output, "a") as package:
        package.writestr("word/document.xml", b"<other/>")
    return output.getvalue()


@pytest.mark.parametrize("case", CASES)
def test_one_clear_line(case: str) -> None:
    data, error, words = CASES[case]
    if case == "a part twice":
        data = _twice()
    started = time.process_time()
    with pytest.raises(error) as caught:
        readers.read(data, "draft.docx")
    assert time.process_time() - started < _LIMIT_SECONDS
    assert str(caught.value).startswith("draft.docx: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


SHOWN = {
    "unclosed elements of a table": paragraph("a") + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" + paragraph("b"),
    "cells without a table": "<w:tc>" + paragraph("a") + "</w:tc>" + paragraph("b"),
    "text without a paragraph": "<w:r><w:t>lost</w:t></w:r>" + paragraph("a b"),
    "field ends without beginnings": paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "a b"),
    "notes that are not there": paragraph("a b", '<w:r><w:footnoteReference w:id="9"/></w:r>'),
    "spans of absurd width": f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{10**30}"/></w:tcPr>{paragraph("a b")}'
    "</w:tc></w:tr></w:tbl>",
    "a hundred thousand tabs": paragraph(*("<w:r><w:tab/></w:r>" for _ in range(100_000)), "a b"),
    "styles in a circle": paragraph("a b", properties='<w:pStyle w:val="A"/>'),
}


@pytest.mark.parametrize("case", SHOWN)
def test_odd_structure_is_read(case: str) -> None:
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    started = time.process_time()
    document = readers.read(docx(SHOWN[case], styles=styles), "draft.docx")
    assert time.process_time() - started < _LIMIT_SECONDS
    assert "b" in " ".join(block.text for block in document.blocks)


def test_empty_paragraphs_by_the_hundred_thousand_are_read_in_one_pass() -> None:
    started = time.process_time()
    document = readers.read(docx("<w:p/>" * 300_000 + paragraph("a b")), "draft.docx")
    assert time.process_time() - started < _LIMIT_SECONDS  # a search to the end for each would take minutes
    assert [block.text for block in document.blocks] == ["a b"]


def test_more_text_than_a_release_has_is_refused() -> None:
    with pytest.raises(TooLargeError, match="shows more than"):
        readers.read(docx(paragraph("word " * 2_000_000)), "draft.docx")
