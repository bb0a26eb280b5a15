"""The shared HTML releases: nothing is lost, and every annotated quote stands in one block or row."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import turbohtml

from ticktie import readers
from ticktie.model import BlockKind, Document

ANNOTATED = (
    "adobe-2024-03-01",
    "buckle-2024-11-02",
    "costco-2024-09-01",
    "meta-2024-06-30",
    "hanmifinancial-2025-09-30",
)

_PLAIN = str.maketrans("“”’‘–—‑−―", "\"\"''-----")
_IGNORED = re.compile(r"[\s\\|*_#]")
_UNSHOWN = ("script", "style", "title", "head")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*(?:hidden|collapse)", re.IGNORECASE)


def plain(text: str) -> str:
    return _IGNORED.sub("", text.translate(_PLAIN))


def passages(document: Document) -> list[str]:
    """Return the text of each block and of each row."""
    rows = [row for block in document.blocks if block.grid for row in block.grid.rows]
    return [block.text for block in document.blocks] + [" ".join(cell.text for cell in row.cells) for row in rows]


@pytest.mark.parametrize("name", ANNOTATED)
def test_every_annotated_quote_stands_in_one_block(shared: Path, name: str) -> None:
    document = readers.read((shared / "releases" / f"{name}.htm").read_bytes(), name)
    found = [plain(text) for text in passages(document)]
    quotes = [
        plain(figure["quote"]) for figure in json.loads((shared / "gold" / f"{name}.json").read_text())["figures"]
    ]
    missing = [quote for quote in quotes if not any(quote in text for text in found)]
    # One quote of the Buckle release runs over the end of a paragraph.
    across = [quote for quote in missing if quote in "".join(found)]
    assert missing == across
    assert len(across) <= (name == "buckle-2024-11-02")


def shown_characters(text: str) -> Counter[str]:
    """Count the letters and digits that an independent, conforming parser finds displayed."""
    counted: Counter[str] = Counter()
    waiting: list[turbohtml.Node] = [turbohtml.parse(text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, turbohtml.Text):
            counted.update(filter(str.isalnum, node.data))
        elif not isinstance(node, turbohtml.Element) or (
            node.tag not in _UNSHOWN and not _HIDDEN.search(str(node.attrs.get("style") or ""))
        ):
            waiting.extend(node.children)
    return counted


def test_no_letter_or_digit_is_lost_or_added(shared: Path) -> None:
    for path in sorted((shared / "releases").glob("*.htm")):
        document = readers.read(path.read_bytes(), path.name)
        text = document.source.text
        if text.count("<DOCUMENT>") > 1:
            continue  # only some parts of a whole submission are read
        start, end = text.find("<TEXT>"), text.rfind("</TEXT>")
        body = text[start + len("<TEXT>") : end] if start >= 0 else text
        counted = Counter(filter(str.isalnum, "".join(passages(document))))
        shown = shown_characters(body)
        assert counted <= shown, path.name
        items = sum(block.kind is BlockKind.LIST_ITEM for block in document.blocks)
        lost = "".join((shown - counted).elements())
        assert lost == "" or (lost.isdigit() and len(lost) <= items), path.name  # numbers of list items
