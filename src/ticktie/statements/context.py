"""What a release reports on: the entity, the newest period end, the fiscal calendar."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ticktie.model import Block, BlockKind, Document, Length, Period, StatementKind, Table
from ticktie.statements.calendars import Calendar, months_before, nominal_month, place
from ticktie.statements.headings import is_statement_title
from ticktie.statements.periods import PeriodWords, period_words

PRIMARY = frozenset((StatementKind.BALANCE_SHEET, StatementKind.INCOME_STATEMENT, StatementKind.CASH_FLOW))
_ENDED = re.compile(r"\b(?:end(?:ed|ing)|year[- ]end)\b", re.IGNORECASE)
_FISCAL_LABEL = re.compile(r"\b(?:fiscal(?:\s+year)?|FY)\s*['’]?(20\d\d|\d\d)\b", re.IGNORECASE)
_NAME_WORD = r"(?:[A-Z0-9][\w&.'’-]*|of|and|&|de)"
_COMPANY_END = (
    r"(?i:Inc|Incorporated|Corp|Corporation|Company|Co|Ltd|Limited|LLC|L\.?P|PLC|N\.V|S\.A|AG|SE|Group|Bancorp|Holdings?"
    r"|Technologies|Trust|Partners)\b\.?"
)
_COMPANY = re.compile(rf"(?:{_NAME_WORD},?\s){{1,6}}{_COMPANY_END}(?:,?\s{_COMPANY_END}){{0,2}}")
_LEADING = re.compile(
    r"^(?:.*\bDirectors\s+of\s+|(?:FOR\s+IMMEDIATE|NEWS|PRESS|EARNINGS|MEDIA)\s+RELEASE\s+|The\s+(?=[A-Z])|About\s+|Of\s+|And\s+|of\s+|and\s+)"
)
_REPORTS = re.compile(
    r"^(?P<name>[A-Z0-9][\w&.,'’() -]{1,60}?),?\s+(?:today\s+)?"
    r"(?:(?i:reports?|announces?|releases?|delivers?)|posts|earns|records)\b"
)
_GENERIC = frozenset(
    "the company group unaudited audited our registered parent holding corporation consolidated limited co".split()
)
MAX_SCANNED_BLOCKS = 400
MAX_SCANNED_CHARACTERS = 4000
MAX_NAME_CHARACTERS = 80
MAX_ENTITY_BLOCKS = 60
MAX_ENTITY_CHARACTERS = 300
ROUNDING_DAYS = timedelta(days=10)
_ANY_CALENDAR = Calendar()


@dataclass(frozen=True, slots=True)
class Context:
    """What the release as a whole reports on.

    Attributes:
        entity: the company, as a statement heading, the dateline or the title names it, else "".
        period_end: the newest date of the primary statements (an instant).
        fiscal_year_end_month: 1 – 12.
        quarter: the quarter that ends then, where the release reports one.
        year_to_date: the longest duration since the fiscal year began that ends then.
    """

    entity: str
    period_end: Period | None
    fiscal_year_end_month: int
    quarter: Period | None
    year_to_date: Period | None


def calendar_of(document: Document, headings: Iterable[tuple[StatementKind, PeriodWords]]) -> Calendar:
    """Learn the entity's calendar from the dates that headers and prose print.

    Args:
        headings: for every column of every table, the statement's kind and what its header says about time.
    """
    headings = tuple(headings)
    stated = [(kind, words) for kind, words in headings if words.month and words.year]
    primary = [(kind, words) for kind, words in stated if kind in PRIMARY]
    prose = _prose_periods(document.blocks)
    dates = _dates((words for _, words in stated), prose)
    flows = [words for kind, words in primary if kind is not StatementKind.CASH_FLOW]
    year_end = _year_end_month(flows or [words for _, words in stated], prose, _balance_dates(primary))
    newest = max(_dates((words for _, words in primary), ()), default=None)
    newest = newest or max(_dates((), prose), default=None) or _titled_end(document, year_end, headings)
    offset = _year_offset(document.blocks, newest, year_end)
    return Calendar(year_end, offset, frozenset(dates), newest)


def _titled_end(
    document: Document, year_end: int, headings: Iterable[tuple[StatementKind, PeriodWords]]
) -> date | None:
    """Return the end of the quarter that the title names, else the first header, where nothing prints a date."""
    titles = (document.title, *(block.text for block in document.blocks[:12]))
    for words in (*(period_words(text[:200]) for text in titles), *(words for _, words in headings)):
        if words.year and (words.quarter or words.half):
            period = place(words, Calendar(year_end))
            return period.end if period else None
    return None


def _prose_periods(blocks: Sequence[Block]) -> list[PeriodWords]:
    return [
        words for block in blocks[:MAX_SCANNED_BLOCKS] for words in _periods_ended(block.text[:MAX_SCANNED_CHARACTERS])
    ]


@lru_cache(maxsize=1024)
def _periods_ended(text: str) -> tuple[PeriodWords, ...]:
    """Return the durations whose last day a text prints; it is asked for twice in one check."""
    found: list[PeriodWords] = []
    for match in _ENDED.finditer(text):
        words = period_words(text[max(match.start() - 28, 0) : match.end() + 24])
        if words.month and words.day and words.year and words.is_duration:
            found.append(words)
    return tuple(found)


def _dates(columns: Iterable[PeriodWords], prose: Iterable[PeriodWords]) -> set[date]:
    dates: set[date] = set()
    for words in (*columns, *prose):
        period = place(words, _ANY_CALENDAR) if words.day else None
        if period is not None:
            dates.add(period.end)
    return dates


def _balance_dates(primary: Sequence[tuple[StatementKind, PeriodWords]]) -> list[date]:
    words = [words for kind, words in primary if kind is StatementKind.BALANCE_SHEET]
    return sorted(_dates(words, ()), reverse=True)


def _year_end_month(columns: Sequence[PeriodWords], prose: Sequence[PeriodWords], balance: Sequence[date]) -> int:
    votes: Counter[int] = Counter()
    for words, weight in [*((w, 2) for w in columns), *((w, 1) for w in prose)]:
        period = place(words, _ANY_CALENDAR)
        if period is None:
            continue
        month = nominal_month(period.end) if words.day else words.month
        if words.quarter:
            votes[(month + 3 * (4 - words.quarter) - 1) % 12 + 1] += 3 * weight
        elif period.length is Length.YEAR:
            votes[month] += 2 * weight
        elif period.length in (Length.HALF, Length.NINE_MONTHS):
            months = 6 if period.length is Length.HALF else 9
            votes[(month - months - 1) % 12 + 1] += 2 * weight
    if len(balance) > 1 and not 350 <= (balance[0] - balance[1]).days <= 380:
        votes[nominal_month(balance[1])] += 6
    elif len(balance) > 1 and not votes:
        votes[nominal_month(balance[0])] += 1
    if not votes:
        return 12
    most = max(votes.values())
    return 12 if votes[12] == most else min(month for month, count in votes.items() if count == most)


def _year_offset(blocks: Sequence[Block], newest: date | None, year_end: int) -> int:
    """Return what the first fiscal year that the release names differs by from the year in which it ends."""
    if newest is None or year_end == 12:
        return 0
    ending = next(year for year in (newest.year, newest.year + 1) if date(year, year_end, 28) >= newest - ROUNDING_DAYS)
    for block in blocks[:60]:
        found = _FISCAL_LABEL.search(block.text[:MAX_SCANNED_CHARACTERS])
        if found:
            label = int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
            return label - ending if label - ending in (-1, 0) else 0
    return 0


def reporting_context(document: Document, tables: Sequence[Table]) -> Context:
    """Return what the release reports on, from its tables and, where they do not say, its prose."""
    periods = [(table.kind, column.period) for table in tables for column in table.columns if column.period is not None]
    newest = _newest(periods)
    calendar = calendar_of(document, _as_words(periods))
    if newest is None:
        newest = max(calendar.dates, default=None)
    if newest is None:
        return Context(entity_of(document), None, calendar.year_end_month, None, None)
    ending = sorted({p for _, p in periods if p.start is not None and abs(p.end - newest) <= ROUNDING_DAYS}, key=_days)
    quarter = next((p for p in ending if p.length is Length.QUARTER), None)
    if quarter is None and not ending and _says_quarter(document):
        quarter = Period(newest, months_before(newest, 3))
    longer = [p for p in ending if p.length in (Length.HALF, Length.NINE_MONTHS, Length.YEAR)]
    since = (nominal_month(newest) - calendar.year_end_month - 1) % 12 + 1
    to_date = next((p for p in longer if round(p.days / 30.4) == since), longer[-1] if longer else None)
    if to_date is None and quarter is not None and since == 3:
        to_date = quarter
    return Context(entity_of(document), Period(newest), calendar.year_end_month, quarter, to_date)


def _days(period: Period) -> int:
    return period.days


def _newest(periods: Sequence[tuple[StatementKind, Period]]) -> date | None:
    """Return the newest end that a balance sheet and a flow statement share, else of whichever there are.

    A balance sheet whose columns all have one end is misread: the newest of the flows goes before it.
    """
    balance = Counter(p.end for kind, p in periods if kind is StatementKind.BALANCE_SHEET)
    flows = {p.end for kind, p in periods if kind in PRIMARY and kind is not StatementKind.BALANCE_SHEET}
    shared = balance.keys() & flows
    if shared and (len(balance) > 1 or balance.total() == 1):
        return max(shared)
    ends = flows or set(balance) or {p.end for _, p in periods if p.start is not None}
    return max(ends, default=None)


def _as_words(periods: Iterable[tuple[StatementKind, Period]]) -> list[tuple[StatementKind, PeriodWords]]:
    words = []
    for kind, period in periods:
        months = 0 if period.start is None else round(period.days / 30.4)
        end = period.end
        words.append((kind, PeriodWords(months=months, month=end.month, day=end.day, year=end.year)))
    return words


def _says_quarter(document: Document) -> bool:
    return any("quarter" in block.text[:MAX_SCANNED_CHARACTERS].lower() for block in document.blocks[:40])


def entity_of(document: Document) -> str:
    """Return the company's name: over the statements, else in the title or the dateline, else ""."""
    blocks = document.blocks
    votes: Counter[str] = Counter()
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE or not is_statement_title(block.text):
            continue
        for above in blocks[max(index - 2, 0) : index + 1]:
            name = _company(above.text) if len(above.text) <= 3 * MAX_NAME_CHARACTERS else ""
            if name:
                votes[name] += 1
    if votes:
        return votes.most_common(1)[0][0]
    for block in blocks[:MAX_ENTITY_BLOCKS]:
        for found in _COMPANY.finditer(block.text[:MAX_ENTITY_CHARACTERS]):
            if name := _trimmed(found[0]):
                votes[name] += 1
    if votes and votes.most_common(1)[0][1] > 1:
        return votes.most_common(1)[0][0]
    for text in (document.title, *(block.text for block in blocks[:12])):
        reporter = _REPORTS.match(text[:200])
        if reporter and not any(character.isdigit() for character in reporter["name"]):
            return reporter["name"].strip(" ,")
    return votes.most_common(1)[0][0] if votes else ""


def _company(text: str) -> str:
    """Return the name that a text begins with, or ""."""
    found = _COMPANY.match(text[:MAX_ENTITY_CHARACTERS])
    return _trimmed(found[0]) if found and len(found[0]) <= MAX_NAME_CHARACTERS else ""


def _trimmed(name: str) -> str:
    previous = ""
    while previous != name:
        previous, name = name, _LEADING.sub("", name)
    words = {word.strip(",.").lower() for word in name.split()}
    return "" if words <= _GENERIC else name.strip(" ,")
