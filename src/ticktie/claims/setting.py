"""Where a block of prose stands: under which headings, after which table."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ticktie.claims.cues import is_distant
from ticktie.claims.lexicon import (
    FINANCE_WORDS,
    FORWARD_HEADING,
    RESULTS_HEADING,
)
from ticktie.claims.periods import PeriodPhrase, find_periods
from ticktie.claims.words import content_words, main_caption, names_of
from ticktie.model import (
    Block,
    BlockKind,
    Claim,
    Document,
    PeriodRef,
)

MAX_PLACE_WORDS = 7
MAX_FORWARD_WORDS = 3
MIN_PARAGRAPH_CHARS = 120
_LABEL = re.compile(r"[\W]*([A-Z][\w&’', -]{2,40}?)\s*(?:—|–|--|:)\s")
_PLACE = re.compile(
    r"\W*(?:In|For|Within|At|Across)\s+(?:the\s+|our\s+)?([A-Z][a-z&’'-]{2,}(?:\s+(?:[A-Z][a-z&’'-]+|and|&)){0,4})"
    r"(?:\s+(?:segment|division|business|region))?\s*,\s"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands: what its headings, and the table above it, say of all its figures.

    Attributes:
        names: words of the company's name; they are no part of a subject.
        scope: content words of the headings.
        place: those of the nearest heading that may name a segment or a product.
        table: id of the TABLE block above under the same heading, else "".
        period: what the nearest heading with a period says.
        forward: whether a heading announces guidance.
    """

    names: frozenset[str] = frozenset()
    scope: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    table: str = ""
    period: PeriodRef | None = None
    forward: bool = False


@dataclass(slots=True)
class Frame:
    """What the sentences of one block hand on to the next figure."""

    setting: Setting
    period: PeriodRef | None
    group: int
    subjects: tuple[tuple[str, ...], ...] = ()
    qualifiers: frozenset[str] = frozenset()
    basis: tuple[str, ...] = ()
    comparative: PeriodRef | None = None
    claims: list[Claim] = field(default_factory=list)


def settings(document: Document, wanted: Collection[str], *, entity: str = "") -> Iterator[tuple[Block, Setting]]:
    """Yield each wanted block of prose with its setting, in the order of the document."""
    names = names_of(entity)
    headings: list[Block] = []
    headlines: set[str] = set()  # ids of headings above the first paragraph: they name no part of the release
    started, table = False, ""
    dated: Block | None = None  # the last heading with a period, until one of a higher level follows
    beside: set[str] = set()  # ids of headings that stand beside one of another period, over columns of sentences
    before: Block | None = None
    for block in document.blocks:
        started = started or (block.kind is BlockKind.PARAGRAPH and len(block.text) >= MIN_PARAGRAPH_CHARS)
        if not started:
            headlines.add(block.id)
        if block.kind is BlockKind.TABLE:
            table = block.id
        elif block.kind is BlockKind.HEADING:
            table = ""
            if before is not None and before.kind is BlockKind.HEADING and _are_columns(before, block):
                beside.add(block.id)
            while headings and headings[-1].level >= block.level:
                headings.pop()
            headings.append(block)
            if _period([block]) is not None or (dated is not None and block.level < dated.level):
                dated = block
        if block.id in wanted and block.kind not in (BlockKind.TABLE, BlockKind.CAPTION):
            below = [heading for heading in headings if heading.id not in headlines]
            yield (
                block,
                Setting(
                    names=names,
                    scope=tuple(word for word in _scope(headings, block) if word not in names and word != "other"),
                    place=tuple(word for word in _place(below, block) if word not in names),
                    table=table,
                    period=_period_here(headings, dated, beside),
                    forward=any(_is_forward(heading, headlines) for heading in headings),
                ),
            )
        before = block


def _are_columns(one: Block, other: Block) -> bool:
    """Whether two headings that follow each other name two periods: what stands below may be of either."""
    first, second = _period([one]), _period([other])
    return one.level == other.level and first is not None and second is not None and first != second


def _period_here(headings: Sequence[Block], dated: Block | None, beside: Collection[str]) -> PeriodRef | None:
    """Return the period of the nearest heading that names one, None where another stands beside it."""
    if headings and headings[-1].id in beside:
        return None
    return _period(headings) or (_period([dated]) if dated is not None else None)


def _is_forward(heading: Block, headlines: Collection[str]) -> bool:
    """Whether a heading announces guidance, and no results beside it; a headline does only where it says no more."""
    if not FORWARD_HEADING.search(heading.text) or RESULTS_HEADING.search(heading.text):
        return False
    return heading.id not in headlines or len(content_words(heading.text)) <= MAX_FORWARD_WORDS


def _scope(headings: Sequence[Block], block: Block) -> tuple[str, ...]:
    """Return the content words of the headings that a block stands under, the title's left out."""
    words: dict[str, None] = {}
    for heading in headings:
        if heading is not block and heading.level > 1:
            words |= dict.fromkeys(content_words(heading.text)[:8])
    return tuple(words)


def _place(headings: Sequence[Block], block: Block) -> tuple[str, ...]:
    """Return the words of the nearest heading where it names a segment or a product: a short one, half of it names."""
    near = [heading for heading in headings if heading is not block and heading.level > 1]
    if not near:
        return ()
    words = content_words(main_caption(near[-1].text))
    names = tuple(word for word in words if word not in FINANCE_WORDS)
    return names if len(words) <= MAX_PLACE_WORDS and 2 * len(names) >= len(words) else ()


def _period(headings: Sequence[Block]) -> PeriodRef | None:
    """Return the period that the nearest heading with one names: "Nine Months Ended September 27, 2025"."""
    for heading in reversed(headings):
        for phrase in _phrases(heading.text) if heading.level > 1 else ():
            if not is_distant(phrase.refs[0]) and (phrase.refs[0].length or phrase.refs[0].instant):
                return phrase.refs[0] if len(phrase.refs) == 1 else None
    return None


@lru_cache(maxsize=1024)
def _phrases(text: str) -> tuple[PeriodPhrase, ...]:
    return find_periods(text, 0, len(text))


def label_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the words of a label or a place that opens a sentence: "Financing — revenues of", "In Europe, sales"."""
    match = _LABEL.match(text, start, end) or _PLACE.match(text, start, end)
    return tuple(w for w in content_words(match.group(1)) if w not in FINANCE_WORDS) if match else ()
