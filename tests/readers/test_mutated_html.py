"""Markup broken at random still gives blocks that keep the model's promises."""

import random

import pytest

from ticktie import readers
from ticktie.model import BlockKind, Extent

_BODY = (
    "<html><body><p><b>Acme reports</b></p><p>Sales<sup>1</sup> were <i>$7.2</i> million.</p><ul><li>Up 5%</li></ul>"
    '<table><tr><td colspan="2">Quarter</td></tr><tr><td rowspan="2">Sales</td><td>$</td><td>(10</td><td>)</td></tr>'
    "<tr><td>9</td><td></td></tr><tr><td>(1) As reported in the last quarter.</td></tr></table>"
    "<table><tr><td>&#8226;</td><td>An item<br><br>and more</td></tr></table><pre>Cash    10    9\n</pre></body></html>"
)
_PIECES = (
    "<table>", "</table>", "<td>", "</td>", "<tr>", "</tr>", "<p>", "</p>", "</div>", "<b>", "<br>", "<hr>", "<li>",
    '<div style="display:none">', '"', "'", "<", ">", "&#", "<!--", "-->", "<script>", "<pre>", "</pre>",
    "<sup>1</sup>", "•", "\x00", "<TEXT>", "</TEXT>", "<caption>x", "<td rowspan=3 colspan=2>",
)  # fmt: skip


def mutated(seed: int) -> str:
    chance = random.Random(seed)
    text = _BODY
    for _ in range(chance.randrange(1, 25)):
        place = chance.randrange(len(text))
        if chance.random() < 0.6:
            text = text[:place] + chance.choice(_PIECES) + text[place:]
        else:
            text = text[:place] + text[place + chance.randrange(1, 30) :]
    return text


@pytest.mark.parametrize("start", range(0, 1000, 250))
def test_texts_are_folded_and_stand_where_they_say(start: int) -> None:
    for seed in range(start, start + 250):
        document = readers.read(f"<html>{mutated(seed)}".encode(), "mutated.htm")
        source = document.source.text
        found: list[tuple[Extent, str]] = []
        for number, block in enumerate(document.blocks, 1):
            assert block.id == f"b{number}"
            assert (block.grid is not None) == (block.text == "") == (block.kind is BlockKind.TABLE)
            found.append((block.extent, block.text))
            for row in block.grid.rows if block.grid else ():
                assert row.cells
                assert [cell.column for cell in row.cells] == sorted({cell.column for cell in row.cells})
                found += [(cell.extent, cell.text) for cell in row.cells]
        for extent, text in found:
            assert text == " ".join(text.split())
            assert 0 <= extent.start <= extent.end <= len(source)
