"""Words that do not fit: weekdays, period labels, scales, marks left over from a draft."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ticktie.model import Block, BlockKind, Cell, Figure, Outcome, Remark
from ticktie.rules.base import Release, rule
from ticktie.rules.table_agreement import Place, Places, face_index, places
from ticktie.statements.calendars import nominal_month
from ticktie.statements.facts import TableFacts

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
ORDINALS = ("first", "second", "third", "fourth")
SOON = timedelta(days=150)
MIN_SAME_DIGITS = 3
MAX_MILLIONS = Decimal(1_000_000)
MAX_BILLIONS = Decimal(100_000)
MAX_CELL_CHARACTERS = 60

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = re.compile(
    rf"\b(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s(?:the\s)?"
    rf"(?:(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_MONTH}))"
    rf"(?:st|nd|rd|th)?\b(?:,?\s(?P<year>20\d\d|19\d\d)\b)?",
    re.IGNORECASE,
)
# What a text must hold to be worth the search.
_WEEKDAY_HINT, _QUARTER_HINT = re.compile(r"(?i:day)[,\s]"), re.compile(r"(?i:quarter)\s")
_QUARTER_ENDED = re.compile(
    rf"\b(?P<quarter>first|second|third|fourth|[1-4](?:st|nd|rd|th))(?:[- ]fiscal)?[- ]quarter\s"
    rf"(?:of\s(?:fiscal\s)?(?:year\s)?(?:20\d\d\s)?|(?:and\s\w+\s){{0,3}})?(?:which\s|that\s)?end(?:ed|ing)\s(?:on\s)?"
    rf"(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:,?\s(?P<year>20\d\d|19\d\d))?",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\$?\s?\[\s*[●•·∙◦_][●•·∙◦_\s]*\](?:\s?%)?|\$\s?\[\s*\]|\[\s*\]\s?%"
    r"|\[(?:TBD|TBC|TBU|to\scome|to\sbe\s(?:confirmed|completed|updated|provided|determined)|placeholder|X{2,3}"
    r"|(?i:insert|note\sto\sdraft|NTD)\b[^\]\[]{0,80})\]"
    r"|\$\s?X{1,3}(?:\.X{1,2})?(?=[\s.,;)]|$)|\bX{1,3}(?:\.X{1,2})?\s?%|\bX{2,3}(?:\.X)?\s(?:million|billion)\b|\bTBD\b"
)
_SCALED = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(million|billion|trillion)", re.IGNORECASE)


def _prose(release: Release) -> Iterator[Block]:
    return (block for block in release.document.blocks if block.kind is not BlockKind.TABLE)


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@rule("PR002", name="weekday-does-not-fit-the-date", tick="A")
def weekday_does_not_fit_the_date(release: Release) -> Iterator[Remark]:
    """Remark on every weekday that is printed with a date.

    ## What it does
    Looks the date up in the calendar. Where no year is printed, the year is the one in which the date falls within
    150 days after the period that the release reports on.

    ## Why it matters
    Investors dial in on the wrong day.

    ## Example
    The company will hold a conference call on Friday, November 8, 2007. <- PR002: November 8, 2007 is a Thursday

    ## Not flagged
    Dates without a year that do not fall soon after the reported period.

    ## Source
    The Gregorian calendar.
    """
    for block in _prose(release):
        for found in _WEEKDAY.finditer(block.text) if _WEEKDAY_HINT.search(block.text) else ():
            day = _day_meant(found, release)
            if day is None:
                continue
            right, said = WEEKDAYS[day.weekday()], found["weekday"].capitalize() + "day"
            agrees = right == said
            yield Remark(
                rule="PR002",
                outcome=Outcome.AGREES if agrees else Outcome.DISAGREES,
                message=f"{day:%B} {day.day}, {day.year} is a {right}.",
                block=block.id,
                start=found.start(),
                end=found.end(),
                stated=found[0],
                suggestion="" if agrees else right + found[0][len(said) :],
            )


def _day_meant(found: re.Match[str], release: Release) -> date | None:
    month, day = _month(found["month"] or found["month2"]), int(found["day"] or found["day2"])
    if found["year"]:
        return _date(int(found["year"]), month, day)
    if release.reported is None:
        return None
    end = release.reported.end
    days = (_date(year, month, day) for year in (end.year, end.year + 1))
    return next((meant for meant in days if meant is not None and end < meant <= end + SOON), None)


@dataclass(frozen=True, slots=True)
class Label:
    """A quarter named with its last day; `year_end` is the month in which the fiscal year then ends."""

    block: Block
    start: int
    end: int
    quarter: str
    year_end: int


@rule("PR003", name="period-label-does-not-fit", tick="A")
def period_label_does_not_fit(release: Release) -> Iterator[Remark]:
    """Remark on every quarter that is named by number and by its last day.

    ## What it does
    Takes the month in which the fiscal year ends from the statements, and counts the quarters.

    ## Why it matters
    The number of the quarter is copied from the last release more often than any other word.

    ## Example
    Results for the third quarter ended September 30, 2007 (fiscal year to March) <- PR003: it is the second quarter

    ## Not flagged
    A label that the release uses twice or more in the same way: its fiscal year is then misunderstood here.

    ## Source
    Reg. S-X 3-02 (periods to be covered).
    """
    labels = [label for block in _prose(release) for label in _labels(block)]
    if not labels or release.reported is None:
        return
    year_end = release.fiscal_year_end_month
    said = Counter(label.year_end for label in labels)
    for label in labels:
        if label.year_end != year_end and (said[label.year_end] > 1 or said[year_end] == 0):
            continue
        agrees = label.year_end == year_end
        shift = (label.year_end - year_end) % 12
        right = ORDINALS[(QUARTERS[label.quarter.lower()] - 1 + shift // 3) % 4]
        stated = label.block.text[label.start : label.end]
        yield Remark(
            rule="PR003",
            outcome=Outcome.AGREES if agrees else Outcome.DISAGREES,
            message=f"The fiscal year ends in month {year_end}, so this is the {right} quarter.",
            block=label.block.id,
            start=label.start,
            end=label.end,
            stated=stated,
            suggestion="" if agrees else right + stated[len(label.quarter) :],
        )


def _labels(block: Block) -> Iterator[Label]:
    for found in _QUARTER_ENDED.finditer(block.text) if _QUARTER_HINT.search(block.text) else ():
        # the year does not matter to the month, but February needs one that has the day
        ended = _date(int(found["year"] or 2024), _month(found["month"]), int(found["day"]))
        if ended is not None:
            year_end = (nominal_month(ended) + 3 * (4 - QUARTERS[found["quarter"].lower()]) - 1) % 12 + 1
            yield Label(block, found.start(), found.end(), found["quarter"], year_end)


@rule("PR004", name="scale-is-implausible", tick="A")
def scale_is_implausible(release: Release) -> Iterator[Remark]:
    """Remark on amounts and tables whose scale cannot be meant.

    ## What it does
    Looks for dollar amounts of more than a million millions, and for tables that print the digits of a statement under
    another scale.

    ## Why it matters
    "In millions" over figures in thousands makes a company a thousand times larger.

    ## Example
    Total assets were $1,060,000 million. <- PR004

    ## Not flagged
    Other currencies, in which such amounts occur; tables of which fewer than three lines have the digits of a
    statement, or of which a line agrees with it.

    ## Source
    Reg. S-X 4-01(b) (amounts in thousands or millions, if so stated).
    """
    for figure in release.figures:
        if figure.unit == "USD" and _implausible(figure):
            message = "An amount of this size cannot be meant."
            yield _wrong("PR004", message, figure.block, figure.start, figure.end, figure.text)
    # a scale of one may only mean that none is stated
    scales = {facts.table.scale for facts in release.facts} - {1}
    if len(scales) > 1:
        yield from _misscaled(release)


def _implausible(figure: Figure) -> bool:
    found = _SCALED.search(figure.text)
    if found is None:
        return False
    most = MAX_MILLIONS if found[2].lower() == "million" else MAX_BILLIONS
    return Decimal(found[1].replace(",", "")) >= most


def _misscaled(release: Release) -> Iterator[Remark]:
    printed = [(facts, places(facts)) for facts in release.facts]
    index = face_index(printed)
    for facts, found in printed:
        if facts.table.scale == 1:
            continue
        other, same = _same_digits(facts, found, index)
        if other is not None and same >= MIN_SAME_DIGITS:
            title = other.table.title[:MAX_CELL_CHARACTERS]
            message = f"{same} lines print the digits of “{title}” under another scale."
            yield _wrong("PR004", message, facts.table.block, 0, 0, facts.table.title[:MAX_CELL_CHARACTERS])


def _same_digits(
    facts: TableFacts, printed: Places, index: Mapping[Place, tuple[TableFacts, Cell]]
) -> tuple[TableFacts | None, int]:
    """Return the statement whose digits a table prints under another scale, and in how many cells."""
    found: Counter[str] = Counter()
    statements: dict[str, TableFacts] = {}
    for place, cell in printed:
        known = index.get(place)
        if known is None or known[0] is facts or known[0].table.scale == 1 or not cell.value:
            continue
        statement, same = known[0], known[1].value
        if cell.value == same:
            return None, 0
        if same is not None and cell.value * statement.table.scale == same * facts.table.scale:
            statements[statement.table.id] = statement
            found[statement.table.id] += 1
    most = found.most_common(1)
    return (statements[most[0][0]], most[0][1]) if most else (None, 0)


def _wrong(code: str, message: str, block: str, start: int, end: int, stated: str) -> Remark:
    return Remark(code, Outcome.DISAGREES, message, block, start, end, stated)


@rule("PR006", name="draft-mark-is-left-over", tick="A")
def draft_mark_is_left_over(release: Release) -> Iterator[Remark]:
    """Remark on marks that stand for a figure or a word which was to come.

    ## What it does
    Looks for bullets and blanks in square brackets, "TBD", "$XX" and notes to the draft, in prose and in tables.

    ## Why it matters
    The release goes out with a hole in it.

    ## Example
    Revenue was $[●] million. <- PR006

    ## Not flagged
    Empty brackets without a currency or percent sign (boxes to tick); asterisks in brackets (redactions).

    ## Source
    Common practice of drafting.
    """
    for block in release.document.blocks:
        if block.grid is None:
            may = "[" in block.text or "X" in block.text or "TBD" in block.text
            for found in _DRAFT.finditer(block.text) if may else ():
                yield _wrong(
                    "PR006", "A mark of the draft is left over.", block.id, found.start(), found.end(), found[0]
                )
            continue
        for row in block.grid.rows:
            for cell in row.cells:
                text = cell.text
                if not ("[" in text or "X" in text) or len(text) > MAX_CELL_CHARACTERS:
                    continue
                left = _DRAFT.search(text)
                if left is not None and left[0] != "TBD":
                    yield _wrong("PR006", "A mark of the draft is left over in the table.", block.id, 0, 0, left[0])
