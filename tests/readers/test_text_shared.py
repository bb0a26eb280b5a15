"""The shared text releases: every quote in one block, every digit found again, no character lost."""

import json
import re
from pathlib import Path

import pytest

from ticktie.model import Document, Extent
from ticktie.readers import locate, read
from ticktie.readers.envelope import bodies
from ticktie.readers.text_marks import show

ANNOTATED = ("000_2443463a50d0992e", "palantir-2026-06-30", "searsroebuck-2004-07-03")

_PLAIN = str.maketrans("“”’‘–—‑−―", "\"\"''-----")
_IGNORED = re.compile(r"[\s\\|*_#•]")
_DIGITS = re.compile(r"\d[\d,.]*")
_WORD = re.compile(r"[^\s|]+")
# What a reader does not keep: list markers, rules and tags.
_DROPPED = re.compile(r"&\w+;|\(?(?:\d{1,2}|\w|[ivx]+)[.)]{1,2}|_+|<.*|o", re.DOTALL)


def releases(shared: Path) -> list[Document]:
    paths = sorted([*(shared / "releases").glob("*.txt"), *(shared / "releases").glob("*.md")])
    return [read(path.read_bytes(), path.name) for path in paths]


def pieces(document: Document) -> list[tuple[str, Extent]]:
    """Return the text and place of each block of prose and each cell."""
    found: list[tuple[str, Extent]] = []
    for block in document.blocks:
        if block.grid is None:
            found.append((block.text, block.extent))
        else:
            found += [(cell.text, cell.extent) for row in block.grid.rows for cell in row.cells]
    return found


def plain(text: str) -> str:
    return _IGNORED.sub("", text.translate(_PLAIN))


@pytest.mark.parametrize("name", ANNOTATED)
def test_every_annotated_quote_stands_in_one_block(shared: Path, name: str) -> None:
    document = read((shared / "releases" / f"{name}.txt").read_bytes(), name)
    texts = [plain(block.text) for block in document.blocks]
    quotes = [
        plain(figure["quote"]) for figure in json.loads((shared / "gold" / f"{name}.json").read_text())["figures"]
    ]
    assert [quote for quote in quotes if not any(quote in text for text in texts)] == []


def test_a_place_gives_back_its_text_and_each_of_its_figures(shared: Path) -> None:
    for document in releases(shared):
        source = document.source.text
        for text, extent in pieces(document):
            if "<" in source[extent.start : extent.end]:
                continue
            assert show(source, extent.start, extent.end) == text
            for match in _DIGITS.finditer(text):
                spans = locate(document, extent, text, match.start(), match.end())
                assert "".join(source[span.start : span.end] for span in spans) == match[0]


def test_every_word_stands_in_a_block_or_a_cell(shared: Path) -> None:
    for document in releases(shared):
        source = document.source.text
        if "<table" in source:
            continue
        covered = bytearray(len(source))
        for _, extent in pieces(document):
            covered[extent.start : extent.end] = b"\1" * (extent.end - extent.start)
        lost = [
            word[0]
            for body in bodies(source)
            for word in _WORD.finditer(source, body.start, body.end)
            if re.search(r"\w", word[0]) and not any(covered[word.start() : word.end()])
        ]
        assert [word for word in lost if not _DROPPED.fullmatch(word)] == [], document.source.name
