"""Which heading is the title, and how the others rank."""

import re
from collections import Counter

from ticktie.model import BlockKind
from ticktie.readers.layout import Content
from ticktie.readers.prose import Passage

_BOILERPLATE = re.compile(
    r"exhibit|ex-?\s?99|for immediate release|(?:news|press|earnings) release|news$|contacts?\b|table of contents|"
    r"investor relations|media relations|public relations|document$|[^:]{1,40}contacts?\s*:",
    re.IGNORECASE,
)
_TITLE_WORDS = re.compile(r"\b(?:reports?|reported|announces?|announced|results|earnings|quarter|fiscal|year)\b", re.I)
# The title stands before so many passages.
_TITLE_PASSAGES = 60
_LONG_PARAGRAPH_CHARACTERS = 250
_LOWEST_LEVEL = 6


def body_size(contents: list[Content]) -> float:
    """Return the size in points of most of the characters, 0 where not said."""
    characters: Counter[float] = Counter()
    for content in contents:
        if isinstance(content, Passage):
            characters[content.style.size] += len(content.text)
    return max(characters, key=characters.__getitem__, default=0.0)


def find_title(contents: list[Content]) -> Passage | None:
    """Return the heading that titles the release: the largest before the first long paragraph."""
    best: Passage | None = None
    for content in contents[:_TITLE_PASSAGES]:
        if not isinstance(content, Passage):
            continue
        if content.kind is BlockKind.PARAGRAPH and len(content.text) > _LONG_PARAGRAPH_CHARACTERS and best:
            break
        if content.kind is not BlockKind.HEADING or _BOILERPLATE.match(content.text):
            continue
        if best is None or _title_merit(content) > _title_merit(best):
            best = content
    return best


def _title_merit(passage: Passage) -> tuple[bool, bool, float, bool]:
    level = int(passage.tag[1]) if passage.tag[:1] == "h" else 0
    return level == 1, _TITLE_WORDS.search(passage.text) is not None, passage.style.size, passage.style.bold


def rank(contents: list[Content], title: Passage | None) -> dict[int, int]:
    """Return the level of each heading by its index: 1 for the title, then by size, capitals, weight."""
    looks: dict[int, tuple[float, ...]] = {}
    levels: dict[int, int] = {}
    for index, content in enumerate(contents):
        if not isinstance(content, Passage) or content.kind is not BlockKind.HEADING:
            continue
        if content is title:
            levels[index] = 1
        elif content.tag[:1] == "h":
            levels[index] = max(int(content.tag[1]), 1 if title is None else 2)
        else:
            looks[index] = _look(content)
    order = sorted(set(looks.values()), reverse=True)
    for index, look in looks.items():
        levels[index] = min(2 + order.index(look), _LOWEST_LEVEL)
    return levels


def _look(passage: Passage) -> tuple[float, ...]:
    style = passage.style
    return (
        round(style.size),
        float(passage.text.isupper()),
        float(style.bold and style.centered),
        float(style.bold),
        float(style.underline),
        float(not style.italic),
    )
