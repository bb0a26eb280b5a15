"""Scale clauses ("in thousands, except per share data") and the rows that they do not scale."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ticktie.figures.currency import BEFORE, DOLLAR, currency_named, iso_code
from ticktie.model import Span

SHARES = "shares"
PER_SHARE = "per share"


class Measure(StrEnum):
    """What the numbers of a row measure, as far as scale goes."""

    AMOUNT = "amount"
    PER_SHARE = "per share"
    SHARES = "shares"
    PERCENT = "percent"
    RATIO = "ratio"
    COUNT = "count"


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


_FACTORS = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "hundred": 100}
_WORD = r"(?P<word>thousand|million|billion)s?"
_SCALE = re.compile(
    rf"""(?i:\bin\s+(?:\$\s?|(?:[A-Za-z.]+\$?\s)?)?{_WORD.replace("word", "in_word")}\b)
    |(?P<symbol>(?:{BEFORE}|(?<![\d$])\$))\s?(?:(?:in\s)?(?P<symbol_word>(?i:thousand|million|billion)s?)\b
      |(?P<letters>(?:MM|mm|mn|m|M|bn|B|K)(?![A-Za-z])))
    |(?P<zeros_symbol>(?:[A-Z]{{0,3}}\$|€|£|¥|[A-Z]{{3}}\s?)\s?)?(?<![\d,.])['’‘´`]?(?P<zeros>000(?:,000|['’‘]000)?)['’‘]?s?(?![\d,.]\d)(?!\d)
    |(?P<starting>(?:^|[(;:,]\s?|\b(?i:amounts|dollars|figures|expressed|usd|rmb)\s))(?P<starting_word>(?i:thousand|million|billion)s)\b
    """,
    re.VERBOSE,
)
_SCALE_HINT = re.compile(r"(?i:thousand|million|billion)|000|[$€£¥]\s?(?:mm?|mn|bn|[MBK])\b")
_LETTERS = {"mm": 1_000_000, "mn": 1_000_000, "m": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000, "k": 1_000}

_EXPRESSED = re.compile(
    r"(?i:\b(?:expressed|stated|presented|reported|figures|amounts)\s+(?:are\s+)?in\s)[A-Za-z.\s]{3,40}"
)
_EXCEPTION = re.compile(r"(?i:\b(?:except|excluding|other\s+than|unless)\b\s*(?:for\b|where\b)?)([^)]*)")
_SHARES_SCALED = re.compile(
    r"(?i:\bshares?\b(?:\s(?:and\s\w+\s)?(?:amounts?|data|counts?|information))?(?:,?\s(?:which|that)\sare)?"
    r"(?:\s(?:reflected|shown|presented|expressed|stated))?\sin\s(thousand|million|billion)s?)"
)
_PER_SHARE_WORDS = re.compile(
    r"(?i:\bper[\s-](?:[\w-]+\s){0,3}?(?:shares?|ads|adss?|units?|data)\b|\beps\b|\bearnings per\b"
    r"(?:\s(?:[\w-]+\s){0,2}?shares?)?)"
)
_EXCEPTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (PER_SHARE, _PER_SHARE_WORDS),
    (SHARES, re.compile(r"(?i:\bshares?\b|\bshare\s(?:data|amounts|information|counts?))")),
    ("percent", re.compile(r"(?i:percent|%|\bmargins?\b|\brates?\b)")),
    ("ratio", re.compile(r"(?i:\bratios?\b|\bleverage\b|\bmultiples?\b)")),
    ("count", re.compile(r"(?i:\bemployees?\b|\bheadcount\b|\bnumber\s+of\s(?!shares)|\bcounts?\b|\boperating\sdata)")),
    ("par value", re.compile(r"(?i:\bpar\b)")),
)
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
    scale = _factor(match)
    unscaled = _excepted(clause)
    shares = 1 if SHARES in unscaled else scale
    of_shares = _SHARES_SCALED.search(clause)
    if of_shares is not None:
        shares = _FACTORS[of_shares[1].lower()]
        if of_shares.start() <= match.start() - begin < of_shares.end() and not re.search(
            r"(?i:dollars|amounts|\$)\sand\sshares", clause
        ):
            scale = 1
    return ScaleClause(scale, shares, _currency(match, clause), unscaled, Span(begin, end))


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
        prefixed = re.search(rf"{BEFORE}", clause)
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


_SHARE_COUNT = re.compile(
    r"(?i:\b(?:weighted|average|basic|diluted|number\sof|common|fully)\b.{0,80}?\bshares?\b(?!holders?)"
    r"|^(?:total\s)?shares?\b(?!\s?-?\s?based|holders?|\sprice|\srepurchases?\sand)|\bshares?\s(?:used|outstanding|counts?)\b|\(shares\)"
    r"|\bshares?\s(?:issued|repurchased|authorized)\s*$|\bADSs?\s(?:used|outstanding)\b|\bdenominator\b)"
)
_AMOUNT_OF_STOCK = re.compile(
    r"(?i:\bpar\b|\bat\scost\b|\bstated\svalue|\$|\bproceeds\b|\bissuance|\bpayments?\b|\bpurchases?\sof|\brepurchases?\sof"
    r"|\battributable\b|\bavailable\b|\bapplicable\b|\bdividends?\b|\bprice\b|\btreasury|\bissue\sof|\bissued\sand|\bpreferred)"
)
_PAR_VALUE = re.compile(r"(?i:\b(?:par|stated)\svalue\b)")
_PERCENT = re.compile(r"(?i:%|\bpercent|\btax\srate|\bmargin\srate|\bbasis\spoints|\bbps\b)")
_RATIO = re.compile(r"(?i:\bratios?\b|\bturnover\b|\btimes\b|\bleverage\b|\(x\))")
_COUNT = re.compile(
    r"(?i:\bnumber\sof\b|\bheadcount\b|^(?:total\s|full-time\s)*employees\b|#\sof\b|\bdays\b.*\b(?:outstanding|payable|inventory)"
    r"|^(?:total\s)?(?:store|warehouse|branch|restaurant|location|member|subscriber|customer)s?\s(?:count|s\b)|\bheads\b)"
)


def row_measure(caption: str, sections: tuple[str, ...] = ()) -> Measure:
    """Say what the numbers of a row measure, by its caption and the captions of the headers over it.

    Args:
        caption: the row's own words ("Diluted").
        sections: captions of the headers that it stands under, outermost first ("Net loss per share:").
    """
    own = _measure(caption)
    if own is not Measure.AMOUNT or not _depends_on_section(caption):
        return own
    for section in reversed(sections):
        measure = _measure(section)
        if measure is not Measure.AMOUNT:
            return measure
    return Measure.AMOUNT


def _measure(caption: str) -> Measure:
    per_share = _PER_SHARE_WORDS.search(caption)
    count = _SHARE_COUNT.search(caption)
    counts_first = count is not None and (per_share is None or count.start() < per_share.start())
    if counts_first and not _AMOUNT_OF_STOCK.search(caption):
        return Measure.SHARES
    if per_share is not None and not _PAR_VALUE.search(caption):
        return Measure.PER_SHARE
    if _PERCENT.search(caption):
        return Measure.PERCENT
    if _RATIO.search(caption):
        return Measure.RATIO
    return Measure.COUNT if _COUNT.search(caption) else Measure.AMOUNT


_SECTION_BOUND = re.compile(
    r"(?i:\bbasic\b|\bdilut|\bassuming\b|\bgaap\b|\bas\s(?:reported|adjusted)\b|\bcontinuing\b|\bdiscontinued\b|\bclass\s[a-c]\b|^total\b)"
)


def _depends_on_section(caption: str) -> bool:
    """Whether a caption says nothing of its own measure ("Basic", "Diluted", "Continuing operations")."""
    return _SECTION_BOUND.search(caption) is not None


def row_scale(caption: str, clause: ScaleClause | None, *, sections: tuple[str, ...] = ()) -> int:
    """Return what the numbers of a row are multiplied by, under a table's scale clause.

    A scale in the caption itself ("Shares (in thousands)") comes first. Amounts per share, percentages, ratios and
    head counts are never scaled; share counts are, unless the clause excepts them.
    """
    measure = row_measure(caption, sections)
    own = find_scale(caption)
    if own is not None and measure in (Measure.AMOUNT, Measure.SHARES, Measure.COUNT):
        return own.shares if measure is Measure.SHARES else max(own.scale, own.shares)
    if clause is None:
        return 1
    if measure is Measure.SHARES:
        return clause.shares
    if measure is not Measure.AMOUNT or _is_excepted(caption, clause):
        return 1
    return clause.scale


def _is_excepted(caption: str, clause: ScaleClause) -> bool:
    """Whether the clause excepts the row by its own words ("except average order value")."""
    lower = caption.lower()
    return any(
        len(phrase.split()) > 1 and phrase in lower
        for phrase in clause.unscaled
        if phrase not in (PER_SHARE, "par value")
    )


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
