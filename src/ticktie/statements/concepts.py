"""The us-gaap concept that a caption names, matched on normalised captions."""

import re
from functools import lru_cache

from ticktie.model import StatementKind
from ticktie.statements.caption_table import CAPEX, CAPTIONS, CASH_CHANGE, CASH_TOTAL, PRETAX

PREFIX = "us-gaap:"


def _read_table(text: str) -> tuple[dict[str, str], frozenset[str]]:
    """Return the concepts by caption, and which of them are amounts at a date."""
    table: dict[str, str] = {}
    instants: set[str] = set()
    at_date, name = False, ""
    for line in text.strip().splitlines():
        if line.startswith("["):
            at_date = line == "[instants]"
        elif not line.startswith(" "):
            name = line.rstrip(":")
            if at_date:
                instants.add(name)
        else:
            for caption in line.split("|"):
                if caption.strip():
                    table.setdefault(caption.strip(), name)
    return table, frozenset(instants)


CONCEPTS, INSTANTS = _read_table(CAPTIONS)
# Concepts that only a cash flow statement has.
_OF_CASH_FLOW = frozenset(
    (
        "NetCashProvidedByUsedInOperatingActivities",
        "NetCashProvidedByUsedInInvestingActivities",
        "NetCashProvidedByUsedInFinancingActivities",
        "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
        CASH_CHANGE,
        CAPEX,
        "PaymentsForRepurchaseOfCommonStock",
        "PaymentsOfDividends",
        "ProceedsFromIssuanceOfLongTermDebt",
        "RepaymentsOfLongTermDebt",
    )
)
# What a cash flow statement may hold besides its own lines: where it starts, and what it adds back.
_ADDED_BACK = frozenset(
    (
        "NetIncomeLoss",
        "ProfitLoss",
        "IncomeLossFromContinuingOperations",
        "NetIncomeLossAvailableToCommonStockholdersBasic",
        PRETAX,
        "DepreciationDepletionAndAmortization",
        "AmortizationOfIntangibleAssets",
        "ShareBasedCompensation",
        CASH_TOTAL,
    )
)

_PARENTHESIS = re.compile(r"\([^()]{0,60}\)")
_TAIL = re.compile(r",?\s*(?:\bnet of\b(?! tax| current)|\bless allowance|(?<=, )including\b|\$\s?\.?\d|;).*$")
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"['’`]")
MAX_CAPTION_CHARACTERS = 400


@lru_cache(maxsize=8192)
def normalised(caption: str) -> str:
    """Return a caption in the form in which captions are compared.

    Lower case, words only, what stands in brackets and notes of allowances left out.

    >>> normalised("Accounts receivable, net of allowance of $835")
    'accounts receivable'
    >>> normalised("Total stockholders’ equity (deficit)")
    'total stockholders equity'
    """
    text = _APOSTROPHE.sub("", caption[:MAX_CAPTION_CHARACTERS].lower()).replace("&", " and ")
    text = _PARENTHESIS.sub(" ", text)
    text = _TAIL.sub("", text)
    return " ".join(_WORD.findall(text))


def fits_statement(concept: str, kind: StatementKind) -> bool:
    """Whether a statement of a kind can hold a concept ("Accounts receivable" of a cash flow statement is a change)."""
    name = concept.removeprefix(PREFIX)
    match kind:
        case StatementKind.CASH_FLOW:
            return name in _ADDED_BACK or name in _OF_CASH_FLOW
        case StatementKind.BALANCE_SHEET:
            return name in INSTANTS
        case StatementKind.INCOME_STATEMENT:
            return name not in INSTANTS
        case _:
            return True


_EPS_SECTION = re.compile(r"\bper\b.{0,20}\b(?:share|unit|ads)|\beps\b", re.IGNORECASE)
# "Number of shares used in basic earnings per share calculation", normalised.
_SHARES_USED = re.compile(
    r"(?:number of |weighted average |common )*shares used (?:\w+ ){1,3}(basic|diluted) (?:\w+ )+per\b"
)
_WEIGHTED = {
    "basic": "WeightedAverageNumberOfSharesOutstandingBasic",
    "diluted": "WeightedAverageNumberOfDilutedSharesOutstanding",
}
_SHARES_SECTION = re.compile(r"\bshares?\b|\bunits\b|\bweighted\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def concept_of(caption: str, section: tuple[str, ...] = ()) -> str:
    """Return the us-gaap concept of a caption with its prefix, or "".

    "Basic", "Diluted" and a bare "Total" take their meaning from the section they stand in.

    >>> concept_of("Total", ("Assets",)), concept_of("Total", ("ASSETS", "Current assets:")), concept_of("Total")
    ('us-gaap:Assets', 'us-gaap:AssetsCurrent', '')
    """
    words = normalised(caption)
    if words == "total" and section:
        words = f"total {normalised(section[-1])}"
    name = CONCEPTS.get(words, "")
    if not name and words.startswith(("total ", "less ")):
        name = CONCEPTS.get(words.partition(" ")[2], "")
    if words in ("basic", "diluted", "basic and diluted", "assuming dilution"):
        name = _by_section(name, words, section)
    elif used := _SHARES_USED.match(words):
        name = _WEIGHTED[used[1]]
    return PREFIX + name if name else ""


def _by_section(name: str, words: str, section: tuple[str, ...]) -> str:
    above = section[-1] if section else ""
    if _EPS_SECTION.search(above) and not re.search(r"\bused\b|\bweighted\b|\bcomput", above, re.IGNORECASE):
        return name
    if _SHARES_SECTION.search(above):
        return _WEIGHTED.get(words, "")
    return ""
