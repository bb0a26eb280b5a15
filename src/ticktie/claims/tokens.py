"""Sentences as tokens: figures, periods, directions, comparisons, verbs and the content words between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ticktie.claims.lexicon import (
    ABBREVIATIONS,
    COMPARES,
    DIRECTIONS,
    HEDGE_PHRASES,
    HEDGES,
    IDLE,
    LEVEL_VERBS,
)
from ticktie.claims.periods import PeriodPhrase, find_periods
from ticktie.claims.words import plain, qualifier_spans
from ticktie.model import Direction, Figure, Hedge
from ticktie.model.quick import quick


class Tag(StrEnum):
    """What a token does in a sentence."""

    FIGURE = "F"
    PERIOD = "P"
    DIRECTION = "D"
    COMPARE = "C"
    HEDGE = "H"
    VERB = "V"
    WORD = "W"
    IDLE = "S"
    COMMA = ","
    AND = "&"
    STOP = ";"


@quick
@dataclass(frozen=True, slots=True)
class Token:
    """One token; `word` is the plain form, `data` what the tag carries."""

    tag: Tag
    word: str
    start: int
    end: int
    data: Figure | PeriodPhrase | Direction | Hedge | None = None


_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]*†‡]*\s+(?=[\"“(\[]?[A-Z0-9$€£•])")
_ABBREVIATION = re.compile(
    r"\b(?:U\.S|U\.K|Inc|Corp|Co|Ltd|No|vs|approx|a\.m|p\.m|Dr|Mr|Ms|Mrs|St|Jr|Sr|L\.P|S\.A|N\.V|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ph\.D|e\.g|i\.e|[A-Z])\.$"
)
_PIECE = re.compile(
    r"(?P<hedge>more than|greater than|in excess of|at least|close to|just under|less than|up to|~)"
    r"(?=\s*[(]?\s*$)"  # right before a figure, which ends the piece
    r"|(?P<word>(?:non[- ])?[A-Za-z][A-Za-z&’']*(?:\.[A-Za-z])*)"
    r"|(?P<stop>;|:|—|–|--|\s-\s|•|\|)|(?P<comma>,|\(|\)|/)",
    re.I,
)
# A bound on the work that one sentence can cost, since every figure looks at the others of its sentence.
MAX_SENTENCE_FIGURES = 30
_SOURCES = frozenset(
    "operation operating continuing discontinued investing financing customer sale service equity".split()
)
_STOP_WORDS = frozenset({"while", "whereas", "although", "though", "but", "because"})


def sentences(text: str, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the sentences of a block's text; a figure or an abbreviation ends none.

    A sentence of more than `MAX_SENTENCE_FIGURES` figures, which no release writes, is cut in front of the next.

    Args:
        text: the block's text.
        figures: its figures, in order.
    """
    start = index = first = 0
    for match in _SENTENCE_END.finditer(text):
        while index < len(figures) and figures[index].end <= match.start():
            index += 1
            if index - first > MAX_SENTENCE_FIGURES:
                yield start, figures[index - 1].start
                start, first = figures[index - 1].start, index - 1
        if index < len(figures) and figures[index].start < match.end():
            continue
        head = text[max(start, match.start() - 8) : match.start() + 1].rstrip()
        if _ABBREVIATION.search(head):
            continue
        yield start, match.end()
        start, first = match.end(), index
    for figure in figures[first + MAX_SENTENCE_FIGURES :: MAX_SENTENCE_FIGURES]:
        yield start, figure.start
        start = figure.start
    if start < len(text):
        yield start, len(text)


def tokenize(text: str, start: int, end: int, figures: Sequence[Figure]) -> tuple[Token, ...]:
    """Return the tokens of one sentence, in order."""
    fixed: list[Token] = [Token(Tag.FIGURE, "", f.start, f.end, f) for f in figures]
    taken = [(f.start, f.end) for f in figures]
    for phrase in find_periods(text, start, end):
        if not any(phrase.start < e and s < phrase.end for s, e in taken):
            fixed.append(Token(Tag.PERIOD, "", phrase.start, phrase.end, phrase))
    fixed.sort(key=lambda token: token.start)
    tokens: list[Token] = []
    at = start
    for token in fixed:
        if token.start > at:
            words = _pieces(text, at, token.start)
            tokens.extend(words if token.tag is Tag.FIGURE else _without_hedges(words, text))
        tokens.append(token)
        at = max(at, token.end)
    tokens.extend(_pieces(text, at, end))
    return tuple(_sources_idle(_without_exchange(tokens, text, start, end)))


def _without_exchange(tokens: list[Token], text: str, start: int, end: int) -> list[Token]:
    """Return the tokens, words that only take exchange rates out ("in constant currency") made idle."""
    spans = [(low, high) for low, high, name in qualifier_spans(text) if name == "constant" and start <= low < end]
    if not spans:
        return tokens
    return [
        replace(token, tag=Tag.IDLE)
        if token.tag is Tag.WORD and any(low <= token.start < high for low, high in spans)
        else token
        for token in tokens
    ]


def _sources_idle(tokens: list[Token]) -> Iterator[Token]:
    """Yield the tokens, "from" idle where it names a source ("income from operations") and compares nothing."""
    moved = False  # whether a figure or a word of change stands before
    for position, token in enumerate(tokens):
        following = tokens[position + 1].word if position + 1 < len(tokens) else ""
        moved = moved or token.tag in (Tag.FIGURE, Tag.DIRECTION)
        if token.word == "from" and (following in _SOURCES or not moved):
            yield Token(Tag.IDLE, "from", token.start, token.end)
        else:
            yield token


def _pieces(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _PIECE.finditer(text, start, end):
        word = match.group("word")
        if word is not None:
            yield from _word_tokens(word, match.start(), match.end())
        elif match.group("hedge") is not None:
            hedge = HEDGE_PHRASES.get(match.group("hedge").lower(), Hedge.ABOUT)
            yield Token(Tag.HEDGE, match.group("hedge").lower(), match.start(), match.end(), hedge)
        elif match.group("stop") is not None:
            yield Token(Tag.STOP, match.group("stop"), match.start(), match.end())
        else:
            yield Token(Tag.COMMA, match.group("comma"), match.start(), match.end())


def _without_hedges(tokens: Iterator[Token], text: str) -> Iterator[Token]:
    """Yield the tokens before a period, where "less than" compares: "$15.2 billion less than 2022"."""
    for token in tokens:
        if token.tag is Tag.HEDGE and " " in token.word:
            for word in re.finditer(r"\S+", text[token.start : token.end]):
                yield from _word_tokens(word.group(), token.start + word.start(), token.start + word.end())
        else:
            yield token


def _word_tokens(word: str, start: int, end: int) -> Iterator[Token]:
    lower = word.lower()
    if lower.startswith(("non-", "non ")):
        yield Token(Tag.WORD, "non" + plain(lower[4:]), start, end)
    elif lower in ABBREVIATIONS:
        for part in ABBREVIATIONS[lower]:
            yield Token(Tag.WORD, part, start, end)
    elif lower == "and":
        yield Token(Tag.AND, lower, start, end)
    elif lower in _STOP_WORDS:
        yield Token(Tag.STOP, lower, start, end)
    elif lower in DIRECTIONS:
        yield Token(Tag.DIRECTION, lower, start, end, DIRECTIONS[lower])
    elif lower in COMPARES:
        yield Token(Tag.COMPARE, lower, start, end)
    elif lower in HEDGES and lower != "over":
        yield Token(Tag.HEDGE, lower, start, end, HEDGES[lower])
    elif lower in LEVEL_VERBS:
        yield Token(Tag.VERB, lower, start, end)
    else:
        form = plain(word)
        idle = form in IDLE or (lower in IDLE and word.isascii() and not word.isupper())  # "US" is no "us"
        yield Token(Tag.IDLE if idle else Tag.WORD, lower if form in IDLE else form, start, end)
