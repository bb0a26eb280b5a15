"""Text releases with HTML tables in them, as some Markdown has."""

import re
from dataclasses import replace

from ticktie.model import Block, Document, Source
from ticktie.readers.html import read_blocks
from ticktie.readers.walk import Walk

_TABLE = re.compile(r"<table\b[^<>]*>.*?(?:</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_VISIBLE = re.compile(r"[^\r\n]")


def read_mixed(source: Source) -> Document:
    """Return the text reader's blocks of the text and the HTML reader's of the tables, in order.

    For the text reader the tables are blanked out, line by line, so that all places stay.
    """
    from ticktie.readers.text import read_text

    walk = Walk(source.text)
    for table in _TABLE.finditer(source.text):
        walk.over(*table.span())
    rest = replace(source, text=_TABLE.sub(lambda table: _VISIBLE.sub(" ", table[0]), source.text))
    document = read_text(rest)
    blocks: list[Block] = [*document.blocks, *read_blocks(source, walk)]
    blocks.sort(key=lambda block: block.extent.start)
    numbered = tuple(replace(block, id=f"b{index}") for index, block in enumerate(blocks, 1))
    return Document(source, document.title, numbered)
