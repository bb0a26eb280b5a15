"""Which statement a table is: by the words of its title, then by its captions."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from ticktie.model import StatementKind
from ticktie.statements.caption_table import CAPEX, CASH_CHANGE, CASH_TOTAL, PRETAX

_BY_TITLE = (
    (StatementKind.RECONCILIATION, r"\breconcil|\bnon-gaap\b|\bfree\s+cash\s+flow\b|\badjusted\s+ebitda\b"),
    (
        StatementKind.EQUITY,
        r"\bstatements?\s+of\s+(?:\w+\s+){0,3}(?:changes\s+in\s+)?(?:\w+['’]?s?['’]?\s+)?(?:equity|deficit|capital)\b"
        r"|\bchanges\s+in\s+(?:\w+['’]?\s+)?equity\b",
    ),
    (StatementKind.CASH_FLOW, r"\bcash\s*flows?\b"),
    (
        StatementKind.BALANCE_SHEET,
        r"\bbalance\s+sheets?\b|\bstatements?\s+of\s+(?:consolidated\s+)?(?:financial\s+)?(?:position|condition)\b"
        r"|\bfinancial\s+(?:position|condition)\b",
    ),
    (
        StatementKind.SEGMENT,
        r"\bsegments?\b|\bby\s+(?:geograph\w+|region|product|division|category)\b|\bdisaggregat\w+|\bdivisional\b",
    ),
    (
        StatementKind.INCOME_STATEMENT,
        r"\bstatements?\s+of\s+(?:\w+\s+){0,2}(?:operations|income|earnings|loss|profit|comprehensive)|\bincome\s+statements?\b"
        r"|\bprofit\s+(?:and|or|&)\s+loss\b|\bresults\s+of\s+operations\b|\bearnings\s+statement\b|\bcomprehensive\s+(?:income|loss)\b"
        r"|\bconsolidated\s+(?:\w+\s+)?(?:income|earnings|operations)\b",
    ),
)
_TITLES = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _BY_TITLE)
_STRONG_TITLE = re.compile(r"\bstatements?\b|\bbalance\s+sheets?\b|\breconciliation", re.IGNORECASE)

_BALANCE = frozenset(
    (
        "Assets",
        "AssetsCurrent",
        "Liabilities",
        "LiabilitiesCurrent",
        "LiabilitiesAndStockholdersEquity",
        "StockholdersEquity",
        "AccountsReceivableNetCurrent",
        "InventoryNet",
        "Goodwill",
        "AccountsPayableCurrent",
        "PropertyPlantAndEquipmentNet",
        "RetainedEarningsAccumulatedDeficit",
        "AdditionalPaidInCapital",
        "CommonStockValue",
    )
)
_INCOME = frozenset(
    (
        "Revenues",
        "CostOfRevenue",
        "GrossProfit",
        "OperatingExpenses",
        "OperatingIncomeLoss",
        "CostsAndExpenses",
        PRETAX,
        "IncomeTaxExpenseBenefit",
        "EarningsPerShareBasic",
        "EarningsPerShareDiluted",
        "SellingGeneralAndAdministrativeExpense",
        "ResearchAndDevelopmentExpense",
        "InterestExpense",
        "WeightedAverageNumberOfSharesOutstandingBasic",
        "WeightedAverageNumberOfDilutedSharesOutstanding",
    )
)
_SECTIONS = frozenset(
    (
        "NetCashProvidedByUsedInOperatingActivities",
        "NetCashProvidedByUsedInInvestingActivities",
        "NetCashProvidedByUsedInFinancingActivities",
    )
)
_CASH = _SECTIONS | {CASH_CHANGE, CASH_TOTAL, CAPEX, "DepreciationDepletionAndAmortization", "ShareBasedCompensation"}
MIN_CAPTIONS = 3
_CORE = {
    StatementKind.BALANCE_SHEET: frozenset(
        ("Assets", "LiabilitiesAndStockholdersEquity", "Liabilities", "StockholdersEquity")
    ),
    StatementKind.INCOME_STATEMENT: _INCOME,
    StatementKind.CASH_FLOW: _SECTIONS,
}


def kind_of(titles: Iterable[str], concepts: Iterable[str]) -> StatementKind:
    """Return which statement a table is.

    Args:
        titles: texts that name the table, the nearest first.
        concepts: local names of the concepts of its rows ("Assets"), one for each row that has one.
    """
    counts = Counter(concepts)
    by_captions = _kind_by_captions(counts)
    for title in titles:
        kind = _kind_named(title)
        if kind is not None:
            return _settle(kind, by_captions, title)
    return by_captions


@lru_cache(maxsize=2048)
def _kind_named(title: str) -> StatementKind | None:
    return next((kind for kind, pattern in _TITLES if pattern.search(title)), None)


def _settle(kind: StatementKind, by_captions: StatementKind, title: str) -> StatementKind:
    """Let captions overrule a title that only mentions a statement."""
    if _STRONG_TITLE.search(title) or by_captions is StatementKind.OTHER or kind is StatementKind.RECONCILIATION:
        return kind
    return by_captions if kind is not StatementKind.SEGMENT else kind


def _kind_by_captions(counts: Counter[str]) -> StatementKind:
    best, most = StatementKind.OTHER, MIN_CAPTIONS - 1
    for kind, names in (
        (StatementKind.BALANCE_SHEET, _BALANCE),
        (StatementKind.INCOME_STATEMENT, _INCOME),
        (StatementKind.CASH_FLOW, _CASH),
    ):
        hits = sum(1 for name in counts if name in names)
        if hits > most and any(name in _CORE[kind] for name in counts):
            best, most = kind, hits
    return best
