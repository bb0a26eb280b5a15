"""Words in their plain form: lower case, singular, abbreviations written out."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ticktie.claims.lexicon import (
    ABBREVIATIONS,
    CAPTION_WEIGHTS,
    IDLE,
    LABEL,
    QUALIFIER_CLASSES,
    QUALIFIER_PHRASES,
    QUALIFIER_WORDS,
    SUBJECT_WEIGHTS,
    SYNONYMS,
)

WORD = re.compile(r"[A-Za-z][A-Za-z&’']*(?:\.[A-Za-z])*")
_PREFIX_NON = re.compile(r"\bnon[- ](?=[a-z])", re.I)
_PARENTHESES = re.compile(r"\([^()]*\)")
_EXPLAINS = re.compile(
    r",? (?:net of|less allowance|including|excluding|at cost|at fair value|as (?:a )?(?:%|percent(?:age)?) of)(?!\w)"
    r"|;|, \$|:\s*$"
)
_ALTERNATIVE = re.compile(r"\(([A-Za-z][A-Za-z -]{2,24})\)")
_UNITED_STATES = frozenset({"US", "U.S", "U.S.", "USA"})
_NONE: frozenset[str] = frozenset()
_KEPT_IN_CAPTIONS = frozenset({"total", "current", "increase", "decrease", "change", "growth", "beginning"})
_KEPT_S = frozenset(
    "gross loss less basis business process plus net us gas pass class goodness access excess press this its".split()
)


@lru_cache(maxsize=16384)
def plain(word: str) -> str:
    """Return one word in lower case and singular.

    >>> plain("Revenues"), plain("liabilities"), plain("gross"), plain("Company's")
    ('revenue', 'liability', 'gross', 'company')
    """
    if word in _UNITED_STATES:
        return "usa"
    lower = word.lower().replace("’", "'").removesuffix("'s").strip("'.")
    if lower in ABBREVIATIONS or lower in _KEPT_S or len(lower) < 4 or not lower.endswith("s") or lower.endswith("ss"):
        return lower
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("ches", "shes", "xes", "sses")):
        return lower[:-2]
    return lower[:-1]


@lru_cache(maxsize=8192)
def content_words(text: str) -> tuple[str, ...]:
    """Return the content words of a caption, heading or phrase, in order, without repeats.

    >>> content_words("Selling, general and administrative expenses")
    ('selling', 'general', 'administrative', 'expense')
    >>> content_words("Non-GAAP net income (loss)")
    ('net', 'income', 'loss')
    """
    found: dict[str, None] = {}
    for match in WORD.finditer(_PREFIX_NON.sub("non", text)):
        word = plain(match.group())
        for part in ABBREVIATIONS.get(word, (word,)):
            if (part not in IDLE or part in _KEPT_IN_CAPTIONS) and part not in QUALIFIER_WORDS:
                found[part] = None
    return tuple(found)


@lru_cache(maxsize=4096)
def main_caption(caption: str) -> str:
    """Return a caption without what only explains it: parentheses, "net of …", "including …", "at cost".

    >>> main_caption("Accounts receivable, net of allowance of $835 at September 30, 2007")
    'Accounts receivable'
    """
    head = _PARENTHESES.sub(" ", caption)
    return _EXPLAINS.split(head, maxsplit=1)[0].strip() or caption


def names_of(entity: str) -> frozenset[str]:
    """Return the words that name a company: those of its name, and the initials of two of them and more.

    >>> sorted(names_of("International Business Machines"))
    ['business', 'ib', 'ibm', 'international', 'machine']
    """
    initials = "".join(word[0] for word in WORD.findall(entity) if word[0].isupper()).lower()
    return frozenset((*content_words(entity), *(initials[:length] for length in range(2, len(initials) + 1))))


def alternatives(caption: str) -> tuple[str, ...]:
    """Return the content words that a caption gives in brackets as the name of the other sign.

    >>> alternatives("Net loan (charge-offs) recoveries (1)")
    ('charge', 'off')
    """
    return content_words(" ".join(_ALTERNATIVE.findall(caption)))


def qualifiers_in(text: str, start: int = 0, end: int | None = None) -> frozenset[str]:
    """Return the words of a text that make a measure another measure.

    >>> sorted(qualifiers_in("Non-GAAP revenue excluding foreign exchange effect"))
    ['adjusted', 'constant']
    """
    spans = qualifier_spans(text)
    if not spans:
        return _NONE
    end = len(text) if end is None else end
    return frozenset(name for low, high, name in spans if low >= start and high <= end)


@lru_cache(maxsize=2048)
def qualifier_spans(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return where a text has words that make a measure another, and which."""
    found = ((match.start(), match.end(), match.lastgroup or "") for match in QUALIFIER_PHRASES.finditer(text))
    return tuple((start, end, QUALIFIER_CLASSES.get(name, name)) for start, end, name in found if name != LABEL)


@lru_cache(maxsize=4096)
def family(word: str) -> frozenset[str]:
    """Return the words that name the same thing as this one, itself included."""
    for words in SYNONYMS:
        if word in words:
            return words
    return frozenset((word,))


def is_same_measure(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two subjects name one measure, by the same words or by words that name the same.

    >>> is_same_measure(("operating", "profit"), ("operating", "loss"))
    True
    """
    return {family(word) for word in one} == {family(word) for word in other}


def subject_weight(word: str) -> float:
    """What a word weighs in a subject."""
    return SUBJECT_WEIGHTS.get(word, 1.0)


def caption_weight(word: str) -> float:
    """What a word weighs in a caption."""
    return CAPTION_WEIGHTS.get(word, 1.0)
