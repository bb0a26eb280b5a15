"""Every figure that careful readers annotated in the shared releases is found."""

import json
from collections import Counter
from pathlib import Path

import pytest
from one_block import document_of

from ticktie.figures import find_figures

GOLD = Path(__file__).parents[3] / "shared" / "gold"
RELEASES = sorted(GOLD.glob("*.json"))


@pytest.mark.skipif(not RELEASES, reason="../shared/gold is not there")
@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_every_annotated_figure_is_found_as_printed(path: Path) -> None:
    wanted: dict[str, Counter[str]] = {}
    for annotated in json.loads(path.read_text())["figures"]:
        quote = " ".join(annotated["quote"].split())
        wanted.setdefault(quote, Counter())[annotated["figure"]] += 1
    document = document_of(*wanted)
    found: dict[str, Counter[str]] = {block.text: Counter() for block in document.blocks}
    texts = {block.id: block.text for block in document.blocks}
    for figure in find_figures(document):
        quote = texts[figure.block]
        assert quote[figure.start : figure.end] == figure.text
        found[quote][figure.text] += 1
    missing = {quote: figures - found[quote] for quote, figures in wanted.items() if figures - found[quote]}
    assert missing == {}
