"""Noun phrases beside a figure: where they begin and end, and what in them is an aside, a basis or a part."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ticktie.claims.lexicon import EXCLUDES, PART_WORDS, SHARE_KINDS
from ticktie.claims.tokens import Tag, Token
from ticktie.model import (
    Figure,
)

BREAKS = (Tag.COMMA, Tag.STOP, Tag.VERB, Tag.DIRECTION, Tag.COMPARE, Tag.FIGURE)
SPLITS = frozenset(
    """
    announced announces reports posted recorded today by with including excluding reflecting driven due which who that
    """.split()
)
DEFINES = frozenset("defined calculated measured".split())
_UNIT_TAIL = frozenset(
    "per a an each diluted basic common share ad ordinary unit and or on basis assuming dilution fully".split()
)
ENDS_PHRASE = frozenset(
    """
    on by with to for from as at that which who due primarily mainly largely driven reflecting respectively including
    excluding attributable during while was were per resulting partially offset related over under through after before
    since compared included includes include led contributed helped drove caused made resulted came offset
    """.split()
)
_CLAUSE_END = re.compile(
    r"[;:]\s|,\s(?!excluding|exclusive|on an? |in constant|adjusted)|\bor\b|\band\b|\.\s"
    r"|\b(?:driven|led|supported|helped|fueled|aided|boosted) by\b"
    r"|\bdue to\b|\bwhich\b|\breflecting\b|\bresulting from\b|\bbecause\b|\bpartially offset\b"
)


def unit_tail(figure: Figure, right: Sequence[Token]) -> tuple[int, tuple[str, ...]]:
    """Return how many tokens after a figure spell out its unit, and those that tell it apart ("diluted")."""
    if "share" not in figure.unit:
        return 0, ()
    size = 0
    for position, token in enumerate(right[:7]):
        if token.word not in _UNIT_TAIL:
            break
        if token.word in ("share", "unit", "ad", "diluted", "basic", "basis", "dilution"):
            size = position + 1
    words = tuple("diluted" if t.word == "dilution" else t.word for t in right[:size])
    return size, tuple(word for word in words if word in SHARE_KINDS)


def goes_on(right: Sequence[Token], position: int) -> bool:
    """Whether "and" joins two words of one noun phrase, and does not open a new clause or figure."""
    rest = right[position + 1 :]
    if not rest or rest[0].tag is not Tag.WORD:
        return False
    for token in rest:
        if token.tag in (Tag.COMMA, Tag.STOP, Tag.PERIOD, Tag.COMPARE) or token.word == "at":
            return True
        if token.tag in (Tag.DIRECTION, Tag.HEDGE) or (token.tag is Tag.VERB and token.word != "of"):
            return False
    return True


def without_asides(left: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens without ", including … ," and "(…)" between subject and verb, and without what is excluded."""
    skipping = ""
    for position, token in enumerate(left):
        if skipping:
            ends = token.word == skipping or (skipping == "verb" and token.tag in (Tag.VERB, Tag.DIRECTION, Tag.COMMA))
            if ends and skipping == "verb":
                yield token
            skipping = "" if ends else skipping
        elif token.word in EXCLUDES and position and _excludes_before_verb(left[position:]):
            skipping = "verb"
        elif token.word == "(" and any(later.word == ")" for later in left[position:]):
            skipping = ")"
        elif (token.word in PART_WORDS or token.word in DEFINES) and any(
            later.word == "," for later in left[position:]
        ):
            skipping = ","
        else:
            yield token


def _excludes_before_verb(rest: Sequence[Token]) -> bool:
    """Whether "excluding …" stands between a subject and its verb, without commas."""
    for token in rest:
        if token.tag is Tag.COMMA or token.tag is Tag.STOP:
            return False
        if token.tag is Tag.DIRECTION or (token.tag is Tag.VERB and token.word != "of"):
            return True
    return False


def aside_in(left: Sequence[Token]) -> tuple[str, ...]:
    """Return the content words of an aside that adds to the subject: ", including principal payments on leases,"."""
    for position, token in enumerate(left):
        if token.word == "including" and position and left[position - 1].word == ",":
            rest = left[position + 1 :]
            aside = list(takewhile(lambda one: one.word != ",", rest))
            if len(aside) < len(rest) and not any(one.tag is Tag.FIGURE for one in aside):
                return tuple(one.word for one in aside if one.tag is Tag.WORD)
    return ()


def begins_source(right: Sequence[Token], position: int) -> bool:
    """Whether "from" names what changed ("a decrease from the gain on sale of loans"), and no period or level."""
    if right[position].word != "from":
        return False
    phrase = list(takewhile(lambda one: one.tag not in (Tag.STOP, Tag.COMMA), right[position + 1 :]))
    if not phrase or (len(phrase) == len(right) - position - 1 and phrase[-1].tag is not Tag.WORD):
        return False
    return all(one.tag in (Tag.WORD, Tag.IDLE, Tag.AND, Tag.VERB) for one in phrase)


def without_basis(left: Sequence[Token]) -> tuple[Sequence[Token], tuple[str, ...]]:
    """Take "as a percentage of revenues" out of the words before a figure; return the rest and the basis."""
    for position, token in enumerate(left):
        if token.word not in ("percentage", "percent") or "as" not in [
            t.word for t in left[max(0, position - 2) : position]
        ]:
            continue
        end = position + 1
        words: list[str] = []
        while end < len(left) and (left[end].tag in (Tag.WORD, Tag.IDLE, Tag.AND) or left[end].word == "of"):
            if left[end].tag is Tag.WORD:
                words.append(left[end].word)
            end += 1
        return (*left[: position - 1], *left[end:]), tuple(words)
    return _without_ratio(left)


def _without_ratio(left: Sequence[Token]) -> tuple[Sequence[Token], tuple[str, ...]]:
    """Take "ratio of average loans to average deposits" and "loan-to-deposit ratio" apart, into what is over what."""
    words = [token.word for token in left]
    if "ratio" not in words or "to" not in words:
        return left, ()
    ratio, to = words.index("ratio"), words.index("to")
    begin, end = (ratio + 2, _phrase_end(left, to + 1)) if ratio < to else (_phrase_begin(left, to), ratio)
    above = [token for token in left[begin:to] if token.tag is not Tag.IDLE]
    below = tuple(token.word for token in left[to + 1 : end] if token.tag is Tag.WORD)
    whole = bool(above) and all(token.tag in (Tag.WORD, Tag.AND) for token in above)
    if not below or not whole or (ratio < to and words[ratio + 1] != "of"):
        return left, ()
    rest = left[max(end, ratio + 1) :]
    return (*above, *rest), below


def _phrase_begin(tokens: Sequence[Token], end: int) -> int:
    begin = end
    while begin and tokens[begin - 1].tag in (Tag.WORD, Tag.AND):
        begin -= 1
    return begin


def _phrase_end(tokens: Sequence[Token], begin: int) -> int:
    end = begin
    while end < len(tokens) and tokens[end].tag in (Tag.WORD, Tag.IDLE, Tag.AND):
        end += 1
    return end


def is_effect(left: Sequence[Token]) -> bool:
    """Whether the words speak of an effect or point at something: "reduced earnings by", "these losses totaled"."""
    words = [token.word for token in left]
    if any(word in ("these", "those", "such", "would") for word in words):
        return True
    for position in range(len(left) - 1, -1, -1):
        token = left[position]
        if token.tag is Tag.HEDGE or token.word in ("a", "an", "the", "approximate"):
            continue
        return token.word == "by" and position > 0 and left[position - 1].tag is Tag.WORD
    return False


def after_part(left: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens after the last word that makes a part: those of the loans in "Includes loans of"."""
    for position in range(len(left) - 1, -1, -1):
        if left[position].word in PART_WORDS or left[position].word == "which":
            return left[position + 1 :]
    return ()


def goes_on_listing(left: Sequence[Token]) -> bool:
    """Whether the words before a figure only go on with a list: no verb, no new clause."""
    return all(t.tag not in (Tag.STOP, Tag.COMPARE) and (t.tag is not Tag.VERB or t.word == "of") for t in left)


def is_part(left: Sequence[Token]) -> bool:
    """Whether the figure is a part of what was named before: "which included a", "of which", "consisting of"."""
    for position in range(len(left) - 1, -1, -1):
        token = left[position]
        if token.word in PART_WORDS:
            return True
        if token.tag in (Tag.WORD, Tag.STOP, Tag.FIGURE):
            return False
        if token.word == "which":
            return position > 0 and left[position - 1].word == "of"
    return False


def binds(right: Sequence[Token], position: int) -> bool:
    """Whether "for" or "on" stands inside a name: "loans held for sale", "return on average assets"."""
    if right[position].word not in ("for", "on"):
        return False
    return (
        position > 0
        and right[position - 1].tag is Tag.WORD
        and right[position + 1 : position + 2] != ()
        and right[position + 1].tag is Tag.WORD
    )


def list_goes_on(right: Sequence[Token], position: int, words: list[str]) -> bool:
    """Whether a comma stands inside a noun phrase: "selling, general and administrative", "cash, loans, and bonds"."""
    rest = right[position + 1 : position + 5]
    if words and rest and rest[0].tag is Tag.AND and any(token.word == "," for token in right[:position]):
        return goes_on(right, position + 1)
    if not words or not rest or rest[0].tag is not Tag.WORD or right[position].word != ",":
        return False
    return any(token.tag is Tag.AND for token in rest)


def clause_end(text: str, start: int, end: int) -> int:
    """Return where the clause that begins at `start` ends, at most `end`."""
    match = _CLAUSE_END.search(text, start, end)
    return match.start() if match else end
