"""The words that stand right above a table and name it."""

import re
from collections.abc import Sequence

from ticktie.model import Block, BlockKind
from ticktie.statements.headings import is_statement_title
from ticktie.statements.periods import period_words
from ticktie.statements.units import clause_in

_PAGE_NUMBER = re.compile(r"(?:(?:end\s+of\s+)?page\s+)?[-–]?\s?\d{1,3}\s?[-–]?(?:\s+of\s+\d+)?$", re.IGNORECASE)
MAX_TITLE_BLOCKS = 6
# A statement's title has the company's name over it, and little else.
MAX_LINES_OVER_TITLE = 2
MAX_TITLE_CHARACTERS = 220
MAX_LOOK_BACK = 40


def titles_above(blocks: Sequence[Block], index: int) -> tuple[str, ...]:
    """Return the headings and short lines right above a table, the nearest first.

    Sentences end the search, but for one right above the table that ends in a colon. Where only prose stands
    above, the nearest heading before it names the table. Right after another table there is nothing.
    """
    if index and blocks[index - 1].kind is BlockKind.TABLE:
        return ()
    titles: list[str] = []
    named, lines_left = False, MAX_LINES_OVER_TITLE
    for position in range(index - 1, max(index - 1 - MAX_TITLE_BLOCKS, -1), -1):
        block = blocks[position]
        if is_page_mark(block.text):
            if titles:
                break
            continue
        if block.kind is BlockKind.TABLE or not _may_title(block, is_nearest=not titles):
            break
        titles.append(block.text)
        lines_left -= named
        named = named or is_statement_title(block.text)
        if block.level == 1 or not lines_left:
            break
    if any(is_statement_title(title) for title in titles) or (titles and blocks[index - 1].kind is BlockKind.HEADING):
        return tuple(titles)
    heading = _heading_before(blocks, index - len(titles) - 1)
    return (*titles, heading) if heading else tuple(titles)


def is_page_mark(text: str) -> bool:
    """Whether a line is a page number ("Page 4 of 17", "- 8 -")."""
    return _PAGE_NUMBER.match(text) is not None


def _may_title(block: Block, *, is_nearest: bool) -> bool:
    text = block.text
    if block.kind is BlockKind.HEADING:
        return len(text) <= 2 * MAX_TITLE_CHARACTERS
    if block.kind is BlockKind.FOOTNOTE and is_nearest and period_words(text).year:
        return len(text) <= MAX_TITLE_CHARACTERS and not text.endswith((".", ";"))
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    if len(text) <= MAX_TITLE_CHARACTERS and (not text.endswith((".", ";")) or clause_in(text) is not None):
        return True
    return is_nearest and text.endswith(":") and len(text) <= 3 * MAX_TITLE_CHARACTERS


def _heading_before(blocks: Sequence[Block], index: int) -> str:
    for position in range(index, max(index - MAX_LOOK_BACK, -1), -1):
        block = blocks[position]
        if block.kind is BlockKind.HEADING:
            return block.text
    return ""
