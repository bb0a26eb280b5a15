"""Scale, currency and unit of a table's cells: clauses, and the rows that they do not scale."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from ticktie.figures import CellNumber, ScaleClause, find_scale
from ticktie.model import Role
from ticktie.statements.entries import Entry

_MAY_BE_CLAUSE = re.compile(r"thousand|million|billion|000|\bmm\b|\$m\b|\bbn\b", re.IGNORECASE)
_PER_SHARE = re.compile(
    r"\bper\b.{0,60}\b(?:shares?|ads|adss|units?|stock)\b|\beps\b|\bper\s+(?:basic|diluted|common)\b|\bpar\s+value\b$|\bdpu\b|\bbook\s+value\s+per\b",
    re.IGNORECASE,
)
_SHARES = re.compile(
    r"\b(?:weighted|average)\b.{0,60}\b(?:shares?|units|adss?|stock)\b|\b(?:number\s+of|diluted|basic|common|ordinary)\b.{0,30}\bshares\b"
    r"|\bshares?\b.{0,60}\b(?:outstanding|used|issued|repurchased|authorized|dilut\w*)\b|\bshares?$|\bshares?\s*\(|\bweighted[\s-]average\b|\bshare\s+count\b"
    r"|\bsecurities\b.{0,30}\bdilut|\bdilutive\s+effect\b",
    re.IGNORECASE,
)
_NOT_SHARES = re.compile(
    r"\b(?:repurchases?|proceeds|issuance|payments?|withh\w+|purchases?|tax\w*|value|price|income|loss|earnings|compensation|cost|expenses?|dividends?"
    r"|equity|amount|treasury|attributable|market|settlement|retire\w*)\b|\bshares?\s+repurchased\b.*\$",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"%|\bpercent(?:age)?\b|\bmargin\b|\b(?:tax|growth|capture|churn|retention|interest|occupancy|utilization)\s+rates?\b|\byield\b|\breturn\s+on\b|\bas\s+a\s+share\s+of\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\bratio\b|\bmultiple\b|\bturns?\b|\btimes\b|\bleverage\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\bemployees\b|\bheadcount\b|\bassociates\b|\bnumber\s+of\b|\bstores?\b(?!.*\bsales\b)|\brestaurants?\b(?!.*\b(?:sales|revenue))|\bwarehouses?\b|\blocations\b|\bdays\b"
    r"|\bcustomer\s+count\b|\bbranches\b|\bsquare\s+f(?:ee|oo)t\b|\bweeks\b",
    re.IGNORECASE,
)
_USERS = re.compile(
    r"\bsubscri(?:bers|ptions)\b|\bmemberships?\b(?!\s+fees?)|\bactive\s+(?:users?|customers?|accounts?|clients?|people)\b|\bdap\b|\bmau\b|\bmapcs\b|\borders\b\s*(?:delivered)?$"
    r"|\btrips\b|\bbarrels\b|\bunits\s+(?:sold|shipped|delivered)\b|\bkwh\b|\bcubic\s+feet\b|\boebd?\b|\bkbd\b|\bcustomers$",
    re.IGNORECASE,
)
_NON_WORD_AMOUNT = re.compile(r"\b(?:revenue|sales|income|expense|cost|profit|loss|assets|ebitda|fees)\b", re.IGNORECASE)
MAX_PEOPLE = 10**7
MAX_USERS = 8 * 10**9
MAX_SHARES = 10**12
LARGE_COUNT = 10**7


class Measure(Enum):
    """What the figures of a row count."""

    AMOUNT = "amount"
    PER_SHARE = "per share"
    SHARES = "shares"
    PERCENT = "percent"
    RATIO = "ratio"
    PEOPLE = "people"
    USERS = "users"


@dataclass(frozen=True, slots=True)
class TableScale:
    """How the figures of a table are scaled.

    Attributes:
        scale: 1, 1000, … of amounts; `shares` of share counts.
        currency: ISO code, or "".
        stated: whether a clause says the scale.
        plain_shares: whether the clause excepts share counts.
    """

    scale: int = 1
    currency: str = ""
    stated: bool = False
    plain_shares: bool = False
    shares: int = 1


UNSCALED = TableScale()


def clause_in(text: str) -> ScaleClause | None:
    """Return the scale clause of a text, if it has one."""
    if len(text) > 1000 or not _MAY_BE_CLAUSE.search(text):
        return None
    return find_scale(text)


def scale_of(texts: Iterable[str], inherited: TableScale) -> TableScale:
    """Return the scale that the nearest clause states; what was inherited where none does.

    Args:
        texts: headings, notes and header cells of the table, the nearest first.
    """
    for text in texts:
        clause = clause_in(text)
        if clause is not None and clause.scale:
            plain = any("share" in words and "per" not in words for words in clause.unscaled)
            shares = 1 if plain else clause.scale
            return TableScale(clause.scale, clause.currency or inherited.currency, True, plain, shares)
    return inherited


@lru_cache(maxsize=8192)
def measure_of(caption: str, above: str) -> Measure:
    """Return what a row counts, by its caption and the header it stands under."""
    own = _own_measure(caption)
    if own is not None:
        return own
    if above and len(caption) <= 60 and not _NON_WORD_AMOUNT.search(caption.replace("per share", "")):
        return _own_measure(above) or Measure.AMOUNT
    if above and _PER_SHARE.search(above) and not _SHARES.search(above):
        return Measure.PER_SHARE
    return Measure.AMOUNT


def _own_measure(caption: str) -> Measure | None:
    shares = _SHARES.search(caption)
    if shares and not _NOT_SHARES.search(_before_used(caption)):
        return Measure.SHARES
    if _PER_SHARE.search(caption):
        return Measure.PER_SHARE
    if _PERCENT.search(caption):
        return Measure.PERCENT
    if _RATIO.search(caption):
        return Measure.RATIO
    if _USERS.search(caption):
        return Measure.USERS
    return Measure.PEOPLE if _PEOPLE.search(caption) else None


def _before_used(caption: str) -> str:
    """Return the caption up to "used in computing …", which names what the shares are for."""
    return re.split(r"\bused\b|\bfor\b|\bin\s+(?:computing|calculating|computation)\b|\battributable\b", caption, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Scaled:
    """A number in full units.

    Attributes:
        value: full units, signed, None where absent.
        decimals: place of the last printed digit in full units.
    """

    value: Decimal | None
    decimals: int
    unit: str


def scale_number(
    number: CellNumber, measure: Measure, role: Role, table: TableScale, own: ScaleClause | None
) -> Scaled:
    """Return a cell's number in full units.

    Args:
        own: the clause that the row's own caption states, which goes before the table's.
    """
    unit = number.unit
    if unit in ("percent", "points", "bps", "multiple"):
        return Scaled(number.value, number.places, unit)
    if role in (Role.PERCENT_CHANGE, Role.PERCENT_OF):
        return Scaled(number.value, number.places, "percent")
    currency = number.currency or table.currency
    if measure is Measure.PER_SHARE and _looks_per_share(number):
        return Scaled(number.value, number.places, f"{currency or 'USD'}/shares")
    if number.currency:
        return _times(number, own.scale if own else table.scale, currency)
    if measure is Measure.SHARES:
        return _times(number, _share_scale(number, table, own), "shares")
    if measure in (Measure.PERCENT, Measure.RATIO) and _looks_ratio(number):
        return Scaled(number.value, number.places, "percent" if measure is Measure.PERCENT else "pure")
    if measure in (Measure.PEOPLE, Measure.USERS):
        return _times(number, _count_scale(number, measure, table, own), "pure")
    if own is not None and own.currency:
        currency = own.currency
    return _times(number, own.scale if own else table.scale, currency or "pure")


def _looks_per_share(number: CellNumber) -> bool:
    return number.value is None or number.places > 0 or abs(number.value) < 1000


def _looks_ratio(number: CellNumber) -> bool:
    return number.value is None or abs(number.value) < 1000


def _share_scale(number: CellNumber, table: TableScale, own: ScaleClause | None) -> int:
    scale = own.scale if own else table.shares
    if number.value is not None and abs(number.value) * scale > MAX_SHARES:
        return 1
    if number.value is not None and not own and table.scale > 1 and not number.places and abs(number.value) >= LARGE_COUNT:
        return 1
    return scale


def _count_scale(number: CellNumber, measure: Measure, table: TableScale, own: ScaleClause | None) -> int:
    if own is not None:
        return own.scale
    if number.value is None:
        return 1
    limit = MAX_PEOPLE if measure is Measure.PEOPLE else MAX_USERS
    if measure is Measure.PEOPLE and not number.places:
        return 1
    return table.scale if abs(number.value) * table.scale <= limit else 1


_PLACES = {10**power: power for power in range(16)}


def _times(number: CellNumber, scale: int, unit: str) -> Scaled:
    if scale == 1:
        return Scaled(number.value, number.places, unit)
    value = None if number.value is None else number.value * scale
    return Scaled(value, number.places - _PLACES[scale], unit)


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
