"""Scale, currency and unit of a table's cells: clauses, and the rows that they do not scale."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ticktie.figures import CellNumber, Measure, ScaleClause, currency_named, excepts, find_scale, iso_code, row_measure
from ticktie.model import Role, Span, StatementKind
from ticktie.model.quick import quick
from ticktie.statements.entries import Entry

# Thousands of a physical unit: barrels of oil or its equivalent a day, tonnes, ounces.
_THOUSANDS_OF = re.compile(r"\(k(?:oebd|boed?|boe/d|boepd|bd|b/d|bbls?|t|toe|oz)\)", re.IGNORECASE)
_MAY_BE_CLAUSE = re.compile(r"thousand|million|billion|expressed|000|[$€£¥]\s?(?:mm?|mn|bn|k)\b", re.IGNORECASE)
# Things that are counted or measured, and no money.
_QUANTITY = re.compile(
    r"\b(?:subscribers?|subscriptions|memberships?|users|trips|barrels|tonnes|metric\s+tons|ounces|square\s+f(?:ee|oo)t|"
    r"headcount|employees|associates|warehouses|stores|restaurants|branches|locations|franchises|beds|patients|lives|visits|surgeries|procedures|treatments|gwh|mwh|kwh|boe|bbls?)\b"
    r"|\((?:k?oebd|kbd|mcfd|mmcfd|kt|mt|000s?\s+units|units|tons|mw|gw)\)|\bactive\s+(?:customers|accounts|clients|people)\b|\bper\s+day\b|#",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:revenues?|sales|income|expenses?|costs?|profit|loss|assets|ebitda|fees|liabilities|deposits|payables?|receivables?|earnings|margin"
    r"|compensation|benefits|cash|amortization|depreciation|leases?|loans?|gains?|charges?)\b|\$",
    re.IGNORECASE,
)
# Amounts for one of many: scaled by no clause.
_PER_UNIT = re.compile(
    r"\bper\s+(?:\w+\s+)?(?:customer|client|subscriber|user|member|account|order|unit|barrel|boe|ton|tonne|ounce|room|night|seat"
    r"|passenger|visit|trip|transaction|gallon|pound|kwh|mwh)\b|\baverage\s+(?:order\s+value|selling\s+price|daily\s+rate"
    r"|ticket)\b|\b(?:AOV|ARPU|ASP|RevPAR)\b",
    re.IGNORECASE,
)
# Shares of something, and the capital: amounts.
_NO_SHARE_COUNT = re.compile(
    r"\bshare\s+(?:capital|premium|of\s+\w+)|\bshares?\s+(?:reserve|capital)|\bown\s+shares\b|\breserve\b",
    re.IGNORECASE,
)
_EXCHANGE_RATE = re.compile(
    r"[$€£¥]\s?/\s?[A-Z]{0,3}[$€£¥]|\bexchange\s+rates?\b(?!\s+(?:changes?|effects?|impact|on\b))", re.IGNORECASE
)
_CURRENCY_SIGN = re.compile(r"\b(?:US|C|A|HK|NT|J|S|R)\$|[€£¥]")
_FLOWS = frozenset((StatementKind.CASH_FLOW,))
_PRIMARY = frozenset((StatementKind.BALANCE_SHEET, StatementKind.INCOME_STATEMENT))
_UNSCALED_UNITS = frozenset(("percent", "points", "bps", "multiple"))
# Looked up once: these decide about every cell.
_AMOUNT = Measure.AMOUNT
_OF_PERCENTS = (Role.PERCENT_CHANGE, Role.PERCENT_OF)
MAX_COUNT = 8 * 10**9
MAX_SHARES = 10**12
LARGE_COUNT = 10**7


@quick
@dataclass(frozen=True, slots=True)
class RowMeasure:
    """What the figures of a row measure.

    Attributes:
        measure: by its caption, or by the header it stands under.
        by_section: whether only a header says it; the cells must then look like it.
        clause: the scale clause of its own caption or header, which goes before the table's.
    """

    measure: Measure
    by_section: bool = False
    clause: ScaleClause | None = None


@dataclass(frozen=True, slots=True)
class TableScale:
    """How the figures of a table are scaled.

    Attributes:
        scale: 1, 1000, … of amounts; `shares` of share counts.
        currency: ISO code, or "".
        stated: whether a clause says the scale of amounts.
        unscaled: what the clause excepts, as in `ScaleClause.unscaled`.
    """

    scale: int = 1
    shares: int = 1
    currency: str = ""
    stated: bool = False
    unscaled: frozenset[str] = frozenset()

    def of_row(self, caption: str) -> "TableScale":
        """Return the scale of one row: none for amounts per unit, and where the clause excepts it by its own words."""
        excepted = _PER_UNIT.search(caption) or (self.unscaled and excepts(self.unscaled, caption))
        return replace(self, scale=1) if excepted else self


UNSCALED = TableScale()


@lru_cache(maxsize=4096)
def clause_in(text: str) -> ScaleClause | None:
    """Return the scale clause of a text, if it has one."""
    if len(text) > 1000 or not _MAY_BE_CLAUSE.search(text):
        return None
    return find_scale(text)


def scale_of(texts: Iterable[str], inherited: TableScale) -> TableScale:
    """Return the scale that the nearest clauses state; what was inherited where none does.

    Args:
        texts: headings, notes and header cells of the table, the nearest first.
    """
    currency = ""
    shares: int | None = None
    for text in texts:
        clause = clause_in(text)
        if clause is None:
            continue
        currency = currency or clause.currency
        if shares is None and clause.shares > 1:
            shares = clause.shares
        if clause.scale > 1:
            shares = clause.shares if shares is None else shares
            return TableScale(clause.scale, shares, currency or inherited.currency, True, clause.unscaled)
    if shares is not None:
        return TableScale(1, shares, currency or inherited.currency, True)
    if currency:
        return TableScale(1, 1, currency, True)
    return inherited


@lru_cache(maxsize=8192)
def measure_of(caption: str, section: tuple[str, ...], kind: StatementKind, subject: str = "") -> RowMeasure:
    """Return what a row measures; cash flow statements hold nothing but amounts, balance sheets no counts.

    Args:
        caption: of the row.
        section: captions of the headers over it, outermost first.
        kind: of the table.
        subject: the table's own title, which stands for a header where there is none.
    """
    above = section[-1] if section else ""
    clause = clause_in(caption) or clause_in(above)
    above = above or subject
    if thousands := _THOUSANDS_OF.search(caption):
        return RowMeasure(Measure.COUNT, clause=ScaleClause(1000, 1000, "", frozenset(), Span(*thousands.span())))
    if kind in _FLOWS:
        return RowMeasure(Measure.AMOUNT, clause=clause)
    own = _stated_measure(caption, section)
    if own is Measure.COUNT and kind in _PRIMARY:
        own = Measure.AMOUNT
    if own is Measure.AMOUNT and _EXCHANGE_RATE.search(caption):
        return RowMeasure(Measure.RATIO, by_section=True)
    if own is Measure.AMOUNT and kind not in _PRIMARY and _QUANTITY.search(caption) and not _MONEY.search(caption):
        own = Measure.COUNT
    if own is not Measure.AMOUNT or not above:
        return RowMeasure(own, clause=clause)
    wider = _stated_measure(above, section[:-1])
    if wider is Measure.AMOUNT and kind not in _PRIMARY and _QUANTITY.search(above) and not _MONEY.search(above):
        wider = Measure.COUNT
    if wider in (Measure.SHARES, Measure.COUNT) and _MONEY.search(caption):
        wider = Measure.AMOUNT
    return RowMeasure(wider, by_section=True, clause=clause)


@lru_cache(maxsize=2048)
def measure_over(label: str) -> Measure:
    """Return what the words over a column say that it measures; a scale clause among them says it of other rows."""
    clause = clause_in(label)
    if clause is not None:
        label = f"{label[: clause.span.start]} {label[clause.span.end :]}"
    if _EXCHANGE_RATE.search(label):
        return Measure.RATIO
    return _stated_measure(label, ())


@lru_cache(maxsize=2048)
def currency_over(label: str) -> str:
    """Return the currency that the words over a column name ("RMB", "(USD)", "US$"), or ""."""
    sign = _CURRENCY_SIGN.search(label)
    return iso_code(sign.group()) if sign else currency_named(label)


def _stated_measure(caption: str, section: tuple[str, ...]) -> Measure:
    measure = row_measure(caption, section)
    return Measure.AMOUNT if measure is Measure.SHARES and _NO_SHARE_COUNT.search(caption) else measure


class Scaled(NamedTuple):
    """A number in full units.

    Attributes:
        value: full units, signed, None where absent.
        decimals: place of the last printed digit in full units.
    """

    value: Decimal | None
    decimals: int
    unit: str


def scale_number(
    number: CellNumber,
    row: RowMeasure,
    role: Role,
    table: TableScale,
    column: Measure,
    currency: str,
) -> Scaled:
    """Return a cell's number in full units.

    Args:
        number: as the cell prints it.
        row: what its row measures.
        role: of its column.
        table: the table's scale and currency.
        column: what the words over its column say that it measures.
        currency: of the column, or "".
    """
    if number.unit in _UNSCALED_UNITS:
        return Scaled(number.value, number.places, number.unit)
    if role in _OF_PERCENTS and not number.currency:
        return Scaled(number.value, number.places, "percent")
    currency = number.currency or currency
    if number.power:
        return _times(number, 10**number.power, currency or "pure")
    if row.measure is _AMOUNT and column is not _AMOUNT:
        row = RowMeasure(column, by_section=True, clause=row.clause)
    if row.measure is not _AMOUNT and (own := _own_unit(number, row, table, currency)):
        return own
    clause = row.clause
    if clause is None:
        return _times(number, table.scale, currency or "pure")
    if clause.currency and not number.currency:
        currency = clause.currency
    return _times(number, clause.scale if clause.scale > 1 else table.scale, currency or "pure")


def _own_unit(number: CellNumber, row: RowMeasure, table: TableScale, currency: str) -> Scaled | None:
    """Return a number of a row that measures no amounts; None where it cannot be what the row measures."""
    measure = row.measure
    small = _is_small(number, strictly=row.by_section)
    if measure is Measure.PER_SHARE and small:
        return Scaled(number.value, number.places, f"{currency or 'USD'}/shares")
    if number.currency:
        return None
    if measure is Measure.SHARES:
        return _times(number, _share_scale(number, table, row.clause), "shares")
    if measure in (Measure.PERCENT, Measure.RATIO) and small:
        return Scaled(number.value, number.places, "percent" if measure is Measure.PERCENT else "pure")
    if measure is Measure.COUNT:
        return _times(number, _count_scale(number, table, row.clause), "pure")
    return None


def _is_small(number: CellNumber, *, strictly: bool) -> bool:
    """Whether a number can be an amount per share, a percentage or a ratio; strictly: it has decimals."""
    if not number.value:
        return True
    if number.places > 1:
        return True
    return abs(number.value) < 1000 and (number.places > 0 or not strictly)


def _share_scale(number: CellNumber, table: TableScale, own: ScaleClause | None) -> int:
    scale = max(own.scale, own.shares) if own is not None else table.shares
    if number.value is None:
        return scale
    size = abs(number.value)
    if size * scale > MAX_SHARES:
        return 1
    whole_count = own is None and not number.places and size >= LARGE_COUNT
    return 1 if whole_count and table.scale > 1 else scale


def _count_scale(number: CellNumber, table: TableScale, own: ScaleClause | None) -> int:
    """Return the scale of a count: its own clause's; the table's only where decimals show that it is scaled."""
    if own is not None:
        return max(own.scale, own.shares)
    if number.value is None or not number.places:
        return 1
    return table.scale if abs(number.value) * table.scale <= MAX_COUNT else 1


_POWERS = {10**power: power for power in range(16)}


def _times(number: CellNumber, scale: int, unit: str) -> Scaled:
    if scale == 1:
        return Scaled(number.value, number.places, unit)
    decimals = number.places - _POWERS[scale]
    value = None if number.value is None else number.value * scale
    if value is not None and number.places and decimals <= 0:
        value = value.to_integral_value()
    return Scaled(value, decimals, unit)


def currency_of(entries: Iterable[Entry]) -> str:
    """Return the currency that most cells print, or ""."""
    counts = Counter(entry.number.currency for entry in entries if entry.number is not None and entry.number.currency)
    return counts.most_common(1)[0][0] if counts else ""


def share_scale_by_eps(
    income: Mapping[int, Decimal], per_share: Mapping[int, Decimal], shares: Mapping[int, Decimal]
) -> int | None:
    """Return the scale at which shares × EPS comes nearest to income, by columns; None where it cannot be told.

    Args:
        income: in full units by column; `per_share` likewise; `shares` as printed.
    """
    votes: Counter[int] = Counter()
    for column, count in shares.items():
        total, each = income.get(column), per_share.get(column)
        if not total or not each or not count:
            continue
        wanted = abs(total / each / count)
        for scale in (1, 1000, 10**6):
            if wanted <= 2 * scale and scale <= 2 * wanted:
                votes[scale] += 1
    return votes.most_common(1)[0][0] if votes else None


def scale_by_company(printed: Sequence[str], known: Mapping[str, int]) -> int | None:
    """Return the scale of other tables that print the same figures, where at least three of them agree.

    Args:
        printed: figures of four digits and more as printed, without signs.
        known: such figures of tables whose scale is stated, with that scale.
    """
    votes = Counter(known[text] for text in set(printed) if text in known)
    if not votes:
        return None
    scale, count = votes.most_common(1)[0]
    return scale if count >= 3 or count == len(set(printed)) else None
