"""What the words of a header say besides a period: the role of a column, its dimension, a statement's title."""

import re
from functools import lru_cache

from ticktie.model import Role
from ticktie.statements.periods import without_period

_PERCENT_OF = re.compile(
    r"(?:%|percent(?:age)?)\s+(?:of|to)\b|\bas\s+an?\s+(?:%|percent)|\bmargin\b|\b%\s*(?:sales|revenues?)\b",
    re.IGNORECASE,
)
_PERCENT_CHANGE = re.compile(
    r"(?:%|percent(?:age)?)\s*(?:change|chg|var\w*|growth|inc\w*|better|b/)|(?:change|chg|variance|growth|incr?(?:ease)?\.?|decrease\)?)\s*\(?\s*(?:%|percent|pct)"
    r"|\by\s?[/-]?\s?o?\s?[/-]?\s?y\b|\bq\s?[/-]?\s?o?\s?[/-]?\s?q\b|\bgrowth\b",
    re.IGNORECASE,
)
# Growth on another basis; it stays in the dimension.
_OTHER_BASIS = re.compile(r"\bconstant\s+currency\b|\bcurrency[\s-]+neutral\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:from|vs\.?|versus|over|compared\s+(?:to|with))\s+(?:the\s+)?(?:prior|previous|last)\s+(?:year|quarter|period)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"Δ|\bdelta\b|\bvs\.?(?=\s)|\bversus\b|\bchanges?\b|\bchg\b|\bvariance\b|\bvar\.?\b|\bincrease\b|\bdecrease\b|\binc(?:r)?\.?\s*[/(]|\(\s*decr?\b|\bdifference\b|\bbetter\b|\bb\s?/\s?\(w\)",
    re.IGNORECASE,
)
_COMPARISON = re.compile(r"\b(?:vs\.?|versus|from|over|compared|against)(?=\s)", re.IGNORECASE)
_ADJUSTMENT = re.compile(
    r"\badjustments?\b|\badj\.?$|\breconciling\s+items?\b|\bspecial\s+items?\b|\bexcluded\s+items?\b|\bimpact\s+of\b|\beliminations?\b"
    r"|\bstock-based\s+comp\w+|\bamortization\s+of\b|\brestructuring\b",
    re.IGNORECASE,
)
_ROLE_WORDS = re.compile(
    f"{_PERCENT_OF.pattern}|{_PERCENT_CHANGE.pattern}|{_CHANGE.pattern}|{_ADJUSTMENT.pattern}|[$%]", re.IGNORECASE
)
_HEADER_WORDS = re.compile(
    r"\b(?:un)?audited\b|\bgaap\b|\bas\s+(?:reported|adjusted|restated)\b|\badjusted\b|\bactual\b|\bbudget\b|\btotals?\b|\bamounts?\b"
    r"|\bconsolidated\b|\b(?:in\s+)?(?:thousands|millions|billions)\b|\bpercent\b|\bnotes?\b|\bended\b|'000|\b000s?\b|\$m\b",
    re.IGNORECASE,
)
_SCALE_WORDS = re.compile(
    r"\(?(?:dollars|amounts|u\.?s\.?\s+dollars|shares|expressed|figures)?[\s,]*\b(?:in|\$)\s+(?:thousands|millions|billions)\b[^)]*\)?"
    r"|\((?:thousands|millions|billions)[^)]*\)|\(?(?:un)?audited\)?|\(\$?['’]?000s?\)|\$\s?['’]000",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\bbalance\s+sheets?\b|\bstatements?\s+of\b|\bincome\s+statements?\b|\breconciliations?\b|\bfinancial\s+(?:highlights|position|summary|data)\b"
    r"|\bcash\s+flows?\b.{0,20}\bstatements?\b|\bstatements?\b.{0,30}\bcash\s+flows?\b|\bsegment\s+(?:information|results|data)\b|\bresults\s+of\s+operations\b"
    r"|\bearnings\s+statement\b|\bsupplement\w+\b.{0,40}\b(?:information|data|schedule)\b|\bselected\b.{0,40}\bdata\b",
    re.IGNORECASE,
)
_NOTE_COLUMN = re.compile(r"notes?\.?$|ref\.?$|reference$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def role_of(label: str) -> Role:
    """Return the role that a column's label names; AMOUNT where it names none.

    A change is a CHANGE here even where its cells are percents: `headers` looks at the cells.
    """
    if _PERCENT_OF.search(label):
        return Role.PERCENT_OF
    if _PERCENT_CHANGE.search(label) or _OTHER_BASIS.search(label):
        return Role.PERCENT_CHANGE
    if _CHANGE.search(label):
        return Role.CHANGE
    if _ADJUSTMENT.search(label):
        return Role.ADJUSTMENT
    return Role.AMOUNT


@lru_cache(maxsize=4096)
def dimension_of(label: str) -> str:
    """Return the words of a label that are neither period, role, scale nor audit mark.

    >>> dimension_of("Domestic Three Months Ended July 3, 2004 (unaudited)")
    'Domestic'
    """
    text = _SCALE_WORDS.sub(" ", label)
    text = without_period(text)
    if role_of(label) is not Role.ADJUSTMENT:
        for pattern in (_COMPARED, _PERCENT_OF, _PERCENT_CHANGE, _CHANGE):
            text = pattern.sub(" ", text)
    text = " ".join(text.split()).strip(" ,.:;-–—'’*$%/")
    text = text.replace("()", "").strip("( ") if text.count("(") != text.count(")") else text
    return text if any(character.isalpha() for character in text) else ""


def is_scale_clause(text: str) -> bool:
    """Whether a text is a scale clause and nothing else: "(in millions, except per share data)"."""
    return _SCALE_WORDS.fullmatch(text.strip()) is not None


def before_comparison(label: str) -> str:
    """Return the label of a change without what it is compared with.

    >>> before_comparison("Q2 2025 vs. Q2 2024 Change")
    'Q2 2025 '
    """
    found = _COMPARISON.search(label)
    return label[: found.start()] if found else label


def says_header(text: str) -> bool:
    """Whether a text has a word of role, scale, audit or basis, as headers have."""
    return len(text) <= 120 and _has_header_word(text)


@lru_cache(maxsize=4096)
def _has_header_word(text: str) -> bool:
    return _HEADER_WORDS.search(text) is not None or _ROLE_WORDS.search(text) is not None


def is_statement_title(text: str) -> bool:
    """Whether a text reads as the title of a statement or schedule."""
    return len(text) <= 250 and _names_statement(text)


@lru_cache(maxsize=4096)
def _names_statement(text: str) -> bool:
    return _TITLE.search(text) is not None


def is_note_column(label: str) -> bool:
    """Whether a column holds references to notes and no figures."""
    return _NOTE_COLUMN.match(label.strip(" .:()")) is not None
