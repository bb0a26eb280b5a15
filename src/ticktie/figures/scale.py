"""Scale clauses ("in thousands, except per share data"), and which dollar a bare "$" is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ticktie.figures.currency import BEFORE, DOLLAR, currency_named, iso_code
from ticktie.figures.measures import PER_SHARE_WORDS
from ticktie.model import Span

SHARES = "shares"
PER_SHARE = "per share"


@dataclass(frozen=True, slots=True)
class ScaleClause:
    """What a clause says of the numbers it stands over.

    Attributes:
        scale: what amounts are multiplied by (1000 for thousands); 1 where it speaks of shares only.
        shares: what share counts are multiplied by.
        currency: ISO code where the clause names one, else "".
        unscaled: what the clause excepts: "per share", "shares", "percent", "ratio", "count", "par value",
            and each excepted phrase as printed, in lower case.
        span: where the clause stands in the text.
    """

    scale: int
    shares: int
    currency: str
    unscaled: frozenset[str]
    span: Span


_FACTORS = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SCALE = re.compile(
    rf"""(?i:\bin\s+(?:\$\s?|(?:[A-Za-z.]+\$?\s)?)?(?P<in_word>thousand|million|billion)s?\b)
    |(?P<symbol>(?:{BEFORE}|(?<![\d$])\$))\s?(?:
      (?:in\s)?(?P<symbol_word>(?i:thousand|million|billion)s?)\b
      |(?P<letters>(?:MM|mm|mn|m|M|bn|B|K)(?![A-Za-z])))
    |(?P<zeros_symbol>(?:[A-Z]{{0,3}}\$|€|£|¥|[A-Z]{{3}}\s?)\s?)?
      (?<![\d,.])['’‘´`]?(?P<zeros>000(?:,000|['’‘]000)?)['’‘]?s?(?![\d,.]\d)(?!\d)
    |(?:^|[(;:,]\s?|\b(?i:amounts|dollars|figures|expressed|usd|rmb)\s)
      (?P<starting_word>(?i:thousand|million|billion)s)\b
    """,
    re.VERBOSE,
)
_SCALE_HINT = re.compile(r"(?i:thousand|million|billion)|000|[$€£¥]\s?(?:mm?|mn|bn|[MBK])\b")
_SYMBOL = re.compile(BEFORE)
_LETTERS = {"mm": 1_000_000, "mn": 1_000_000, "m": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000, "k": 1_000}

_EXPRESSED = re.compile(
    r"(?i:\b(?:expressed|stated|presented|reported|figures|amounts)\s+(?:are\s+)?in\s)[A-Za-z.\s]{3,40}"
)
_EXCEPTION = re.compile(r"(?i:\b(?:except|excluding|other\s+than|unless)\b\s*(?:for\b|where\b)?)([^)]*)")
_SHARES_SCALED = re.compile(
    r"(?i:\bshares?\b(?:\s(?:and\s\w+\s)?(?:amounts?|data|counts?|information))?(?:,?\s(?:which|that)\sare)?"
    r"(?:\s(?:reflected|shown|presented|expressed|stated))?\sin\s(thousand|million|billion)s?)"
)
_AND_SHARES = re.compile(r"(?i:dollars|amounts|\$)\sand\sshares")
_EXCEPTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (PER_SHARE, PER_SHARE_WORDS),
    (SHARES, re.compile(r"(?i:\bshares?\b|\bshare\s(?:data|amounts|information|counts?))")),
    ("percent", re.compile(r"(?i:percent|%|\bmargins?\b|\brates?\b)")),
    ("ratio", re.compile(r"(?i:\bratios?\b|\bleverage\b|\bmultiples?\b)")),
    ("count", re.compile(r"(?i:\bemployees?\b|\bheadcount\b|\bnumber\s+of\s(?!shares)|\bcounts?\b|\boperating\sdata)")),
    ("par value", re.compile(r"(?i:\bpar\b)")),
)
_KINDS = frozenset(name for name, _ in _EXCEPTED)
_SEPARATORS = re.compile(r",|;|\band\b|\bor\b")


def find_scale(text: str) -> ScaleClause | None:
    """Return the first scale clause of a text, None where there is none.

    >>> clause = find_scale("(in thousands, except per share data)")
    >>> clause.scale, sorted(clause.unscaled)
    (1000, ['per share', 'per share data'])
    """
    match = _SCALE.search(text) if _SCALE_HINT.search(text) is not None else None
    if match is None:
        return _unscaled_clause(text)
    begin, end = _clause_bounds(text, match)
    clause = text[begin:end]
    unscaled = _excepted(clause)
    scale, shares = _scales(clause, _factor(match), match.start() - begin)
    return ScaleClause(scale, 1 if SHARES in unscaled else shares, _currency(match, clause), unscaled, Span(begin, end))


def excepts(unscaled: frozenset[str], caption: str) -> bool:
    """Whether the words of an exception name a row ("except average order value and per share data").

    Args:
        unscaled: what a clause excepts, as in `ScaleClause.unscaled`.
        caption: the row's words.
    """
    lower = caption.lower()
    return any(phrase in lower for phrase in unscaled if " " in phrase and phrase not in _KINDS)


def _scales(clause: str, factor: int, place: int) -> tuple[int, int]:
    """Return the scale of amounts and that of share counts, where shares may have one of their own.

    Args:
        clause: the words of the clause.
        factor: what its first scale word says.
        place: where in the clause that word stands.
    """
    own = _SHARES_SCALED.search(clause)
    if own is None:
        return factor, factor
    of_shares_only = own.start() <= place < own.end() and _AND_SHARES.search(clause) is None
    return (1 if of_shares_only else factor), _FACTORS[own[1].lower()]


def _unscaled_clause(text: str) -> ScaleClause | None:
    """Return the clause of a text that names a currency only ("Expressed in Jamaican dollars")."""
    found = _EXPRESSED.search(text)
    currency = currency_named(text[found.start() :]) if found is not None else ""
    return ScaleClause(1, 1, currency, frozenset(), Span(*found.span())) if found is not None and currency else None


def _clause_bounds(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return the brackets that hold the clause, or the whole line where none do."""
    opened = text.rfind("(", 0, match.start() + 1)
    if opened >= 0 and text.find(")", opened, match.start()) < 0:
        closed = text.find(")", match.end())
        return opened, (closed + 1 if closed >= 0 else len(text))
    if opened < 0 and text.find("(", match.end()) < 0:
        return 0, len(text)
    following = text.find("(", match.end())
    return match.start(), following if following >= 0 else len(text)


def _factor(match: re.Match[str]) -> int:
    word = match["in_word"] or match["symbol_word"] or match["starting_word"]
    if word:
        return _FACTORS[word.lower().removesuffix("s")]
    if match["letters"]:
        return _LETTERS[match["letters"].lower()]
    return 1_000 if match["zeros"] == "000" else 1_000_000


def _currency(match: re.Match[str], clause: str) -> str:
    symbol = match["symbol"] or match["zeros_symbol"]
    if symbol and iso_code(symbol) not in ("", "USD"):
        return iso_code(symbol)
    named = currency_named(clause)
    if named:
        return named
    if (symbol and iso_code(symbol)) or "$" in clause:
        prefixed = _SYMBOL.search(clause)
        return iso_code(prefixed.group()) if prefixed else "USD"
    return next((iso_code(sign) for sign in "€£¥₹" if sign in clause), "")


def _excepted(clause: str) -> frozenset[str]:
    """Return the kinds and the phrases that a clause excepts from its scale."""
    found = _EXCEPTION.search(clause)
    if found is None:
        return frozenset()
    exception = _SHARES_SCALED.sub(" ", found[1])
    names = set()
    for name, pattern in _EXCEPTED:
        if pattern.search(exception):
            names.add(name)
            if name == PER_SHARE:
                exception = pattern.sub(" ", exception)
    phrases = {" ".join(phrase.lower().split()) for phrase in _SEPARATORS.split(found[1])}
    return frozenset(names | {phrase for phrase in phrases if len(phrase) > 2})


_DOLLARS = re.compile(
    r"(?i:\b(?:expressed|stated|presented|reported|figures|amounts)\s+(?:are\s+)?in\s+(?:\w+\s+of\s+)?)"
    r"((?:[A-Z][A-Za-z.]{1,12}\s){1,3}[Dd]ollars)"
)


def local_dollar(texts: Iterable[str]) -> str:
    """Return the ISO code that a bare "$" stands for, where texts say "presented in Jamaican dollars"; else "USD"."""
    for text in texts:
        found = _DOLLARS.search(text) if "ollars" in text else None
        named = currency_named(found[1]) if found is not None else ""
        if named:
            return named
    return DOLLAR
