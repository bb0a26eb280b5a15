"""What the numbers of a row measure, by its caption: amounts, share counts, percentages, ratios or counts."""

import re
from enum import StrEnum


class Measure(StrEnum):
    """What the numbers of a row measure, as far as scale goes."""

    AMOUNT = "amount"
    PER_SHARE = "per share"
    SHARES = "shares"
    PERCENT = "percent"
    RATIO = "ratio"
    COUNT = "count"


PER_SHARE_WORDS = re.compile(
    r"(?i:\bper[\s-](?:[\w-]+\s){0,3}?(?:shares?|ads|adss?|units?)\b|\beps\b|\bearnings per\b"
    r"(?:\s(?:[\w-]+\s){0,2}?shares?)?)"
)
_SHARE_COUNT = re.compile(
    r"(?i:\b(?:weighted|average|basic|diluted|number\sof|common|fully)\b(?:(?!\bper\b).){0,80}?\bshares?\b(?!holders?)"
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
    r"|^(?:total\s)?(?:store|warehouse|branch|restaurant|location|member|subscriber|customer)s?\scounts?\b|\bheads\b)"
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
    per_share = PER_SHARE_WORDS.search(caption)
    count = _SHARE_COUNT.search(caption)
    counts_first = count is not None and (per_share is None or count.start() < per_share.start())
    if count is not None and counts_first and not _AMOUNT_OF_STOCK.search(caption, 0, count.end()):
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
