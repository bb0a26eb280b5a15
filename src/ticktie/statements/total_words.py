"""What captions say about summation: which lines call themselves totals, which are costs, which are memos."""

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple


class Claim(IntEnum):
    """How plainly a caption says that its line is a total."""

    NONE = 0
    SAID = 1
    PLAIN = 2


class Wording(NamedTuple):
    """What the words of a caption say of its line.

    Attributes:
        claim: how plainly they call it a total.
        is_cost: see `is_cost`; `is_memo`, `is_deduction`, `closes_side`, `restated` and `measure` likewise.
    """

    claim: Claim
    is_cost: bool
    is_memo: bool
    is_deduction: bool
    closes_side: bool
    restated: str
    measure: str


_PLAIN = re.compile(r"\W*(?:grand |sub-?)?totals?\b(?!\s+return)", re.IGNORECASE)
_SAID = re.compile(
    r"""^\W*(?:
        (?:consolidated|reported|gaap|non-gaap|(?:as\s+)?adjusted|segment|comparable|combined|core)\b
      | gross\s+(?:profit|margin|loss|income|\(loss\)|\(deficit\))
      | net\s+(?:cash|\(?(?:income|loss|earnings|profit|increase|decrease|change|sales|revenues?|interest|investment|
            cash|deficit|assets|liabilities|current|working|operating|debt|premiums?|loans|property|carrying|
            unrealized|proceeds|charge-?offs?|contribution|other|fair|finance|book|addition|movement|gain))
      | (?:\(?(?:income|loss|earnings|profit|deficit|surplus)\)?\W*(?:\(?(?:income|loss|earnings|profit)\)?\W*)?)
            (?:from|before|after|for\s+the|attributable|available|per\s+|exclud|excl\.)
      | (?:profit|loss|results?|surplus|deficit)\b.*\b(?:before|after|period|year|quarter|operations|operating)\b
      | (?:core\s+)?operating\s+\(?(?:income|loss|profit|earnings|result|surplus|expenses|margin|cash)
      | pre-?tax
      | (?:adjusted\s+)?(?:ebitda?r?|ebit)\b
      | free\s+cash\s+flow
      | funds\s+from
      | (?:other\s+)?comprehensive\s+\(?(?:income|loss)
      | (?:increase|decrease|change|\(decrease\)|\(increase\))\b.*\bin\s+cash\b
      | (?:cash|balance)\b.*\b(?:at|,)?\s*(?:the\s+)?end\b
      | (?:ending|closing)\b
      | balances?\b
      | cash\s+(?:flows?\s+)?(?:\(?(?:provided|used|generated|absorbed)\b|from|provided|used|generated)
      | weighted\b.*\bdilut | diluted\b
      | (?:total\s+)?(?:shareholders|stockholders|members)\S?\s+(?:equity|deficit)
      | (?:working\s+capital|book\s+value|tangible|enterprise\s+value)\b
      )""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDS = re.compile(
    r"\b(?:totals?|subtotal|net|ending\s+balance)\W*$|\bend\s+of\s+(?:the\s+)?(?:period|year|quarter)", re.I
)
_ADJUSTMENTS = re.compile(r"\b(?:adjustments?|reconciling\s+items?)\W*(?:\(\w\)|\d)?\W*$", re.IGNORECASE)
_MEMO = re.compile(
    r"\W*(?:of\s+which|including|includes|included\s+(?:in|above)|memo(?:randum)?\b|supplement|non-?cash\s+(?:investing|financing)"
    r"|cash\s+paid\b)",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\W*total\s+(?:consolidated\s+)?assets\W*$", re.IGNORECASE)
_COST = re.compile(
    r"\b(?:costs?|expenses?|tax(?:es)?|less|loss(?:es)?|depreciation|amortization|impairment|charges?|deduct\w*|purchases?"
    r"|provision|allowance|research|administrative|selling|marketing|restructuring|dividends?|noncontrolling"
    r"|non-controlling|capital\s+expenditures?|treasury|accumulated|discount)\b",
    re.IGNORECASE,
)
_LESS = re.compile(r"\W*less\b", re.IGNORECASE)
_RESTATED = re.compile(r"\W*(?:non-?gaap|(?:as\s+)?adjusted|core|underlying)\b", re.IGNORECASE)
_BASIS = re.compile(
    r"\([^()]*\)|\b(?:non-?gaap|u\.?s\.? gaap|gaap|as reported|reported|as adjusted|adjusted|core|underlying|total)\b"
)
_WORD = re.compile(r"[a-z]+")
_INCOME = re.compile(r"\b(?:income|gains?|benefit|revenues?|sales|earnings|profit|proceeds)\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def wording_of(caption: str) -> Wording:
    """Return what the words of a caption say of its line."""
    return Wording(
        claim_of(caption),
        is_cost(caption),
        is_memo(caption),
        is_deduction(caption),
        closes_side(caption),
        reconciled_measure(caption),
        measure_of(caption),
    )


def claim_of(caption: str) -> Claim:
    """Return how plainly a caption says that its line is a total.

    >>> claim_of("Total current assets"), claim_of("Loss from operations"), claim_of("Inventories")
    (<Claim.PLAIN: 2>, <Claim.SAID: 1>, <Claim.NONE: 0>)
    """
    if _PLAIN.match(caption):
        return Claim.PLAIN
    if _ADJUSTMENTS.search(caption):
        return Claim.NONE
    return Claim.SAID if _SAID.match(caption) or _ENDS.search(caption) else Claim.NONE


def is_memo(caption: str) -> bool:
    """Whether a line only tells about another one ("of which …") and is no part of a sum."""
    return _MEMO.match(caption) is not None


def is_cost(caption: str) -> bool:
    """Whether a line printed positive is usually subtracted from an income figure."""
    return _COST.search(caption) is not None and _INCOME.search(caption) is None


def closes_side(caption: str) -> bool:
    """Whether a line ends one side of a balance sheet: what stands below is no sum of what stands above.

    Equity is assets less liabilities, but it is the lines of equity that it totals.
    """
    return _SIDE.match(caption) is not None


def is_rate(unit: str) -> bool:
    """Whether figures of a unit are rates: they add up only by way of a reconciliation that holds."""
    return unit in {"percent", "points", "bps", "multiple"}


def reconciled_measure(caption: str) -> str:
    """Return the measure that a "Non-GAAP" or "Adjusted" line restates, "" for other lines.

    >>> reconciled_measure("Non-GAAP operating income (2)")
    'operating income'
    """
    return measure_of(caption) if _RESTATED.match(caption) else ""


def measure_of(caption: str) -> str:
    """Return the words of a caption without what tells a reported measure from a restated one.

    >>> measure_of("As reported (GAAP)")
    'as reported'
    """
    return " ".join(_WORD.findall(_BASIS.sub(" ", caption.lower()))) or ("as reported" if caption else "")


def is_deduction(caption: str) -> bool:
    """Whether a line says that it is taken off the line above it ("Less: allowance"): what follows is the net."""
    return _LESS.match(caption) is not None
