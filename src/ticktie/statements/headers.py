"""Header rows to columns: labels, periods, roles, dimensions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from ticktie.model import Period, Role
from ticktie.model.quick import quick
from ticktie.statements.bands import Band
from ticktie.statements.calendars import Calendar, end_of, last_day, place
from ticktie.statements.columns import Lane, spread
from ticktie.statements.entries import Entry, Line
from ticktie.statements.headings import (
    before_comparison,
    dimension_of,
    is_scale_clause,
    is_statement_title,
    role_of,
    says_header,
)
from ticktie.statements.periods import (
    NOTHING,
    PeriodWords,
    dates_in_order,
    days_by_year,
    period_words,
    says_trailing,
)

_CHANGES = (Role.CHANGE, Role.PERCENT_CHANGE)


@quick
@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over one column, before its period is placed on the calendar.

    Attributes:
        texts: header texts from top to bottom.
        words: what they say about time, completed from bands and titles.
    """

    texts: tuple[str, ...]
    words: PeriodWords = NOTHING
    role: Role = Role.AMOUNT
    dimension: str = ""

    @property
    def label(self) -> str:
        """All texts, joined by a blank."""
        return " ".join(self.texts)


def read_headings(band: Band, lanes: Sequence[Lane]) -> tuple[tuple[Heading, ...], tuple[str, ...]]:
    """Stack the header rows over the lanes.

    Returns:
        One heading for each lane, and the texts of the header rows that stand over none (titles, scale
        clauses, words over the captions).
    """
    stacks: list[list[str]] = [[] for _ in lanes]
    notes: list[str] = list(band.notes)
    for line in band.header:
        texts, aside = _over_lanes(line, lanes, band.captions)
        notes.extend(aside)
        if len(texts) == 1 and len(lanes) > 1 and is_scale_clause(texts[0].text):
            notes.append(texts[0].text)
            continue
        over = spread(texts, lanes)
        if len(texts) + 1 == len(lanes) and len(lanes) - 1 not in over and (first := _period_aside(line, aside)):
            # the first header text has slipped over the captions, and all others one column to the left
            texts, aside = [first, *texts], []
            over = dict(enumerate(texts))
        if line is not band.header[-1]:
            over = _unpacked(over, texts, lanes, band.header[-1])
            _extend_lengths(over, len(lanes))
        chosen = {id(entry) for entry in over.values()}
        wide = len(lanes) > 1 and len(chosen) == 1 and len(over) == len(lanes)
        if wide and len(band.header) > 1 and _is_note(texts[0].text):
            notes.append(texts[0].text)
            continue
        for index, entry in over.items():
            stacks[index].append(entry.text)
        notes.extend(entry.text for entry in texts if id(entry) not in chosen)
    headings = []
    for stack in stacks:
        label = " ".join(stack)
        role = role_of(label)
        words = period_words(before_comparison(label) if role in _CHANGES else label)
        headings.append(Heading(tuple(stack), words, role, dimension_of(label)))
    return tuple(headings), tuple(notes)


def _period_aside(line: Line, aside: Sequence[str]) -> Entry | None:
    """Return the one text over the captions, where it names a period as those over the columns do."""
    first = line.entries[0]
    if list(aside) != [first.text] or period_words(first.text).is_empty or says_header(first.text):
        return None
    return first if all(not period_words(entry.text).is_empty for entry in line.entries[1:]) else None


def _unpacked(over: dict[int, Entry], texts: Sequence[Entry], lanes: Sequence[Lane], last: Line) -> dict[int, Entry]:
    """Share out headers that a table without spanned cells packs to the left, where the last header row repeats.

    "Three Months", "Six Months", "", "" over "2025", "2024", "2025", "2024" stand over two columns each.
    """
    count = len(lanes) // len(texts) if len(texts) > 1 else 0
    if count < 2 or len(lanes) % len(texts) or over != dict(enumerate(texts)):
        return over
    below = [entry.text for _, entry in sorted(spread(_over_lanes(last, lanes, None)[0], lanes).items())]
    repeats = len(below) == len(lanes) and below == below[:count] * len(texts) and len(set(below[:count])) == count
    return {index: texts[index // count] for index in range(len(lanes))} if repeats else over


def _extend_lengths(over: dict[int, Entry], lanes: int) -> None:
    """Let a length without a year ("Six Months Ended June 30,") cover the bare lanes at its right."""
    for index in range(1, lanes):
        before = over.get(index - 1)
        if index not in over and before is not None:
            words = period_words(before.text)
            if words.is_duration and not words.year:
                over[index] = before


def _over_lanes(line: Line, lanes: Sequence[Lane], captions: tuple[int, int] | None) -> tuple[list[Entry], list[str]]:
    """Part a header row into texts over columns and texts over the captions."""
    texts: list[Entry] = []
    aside: list[str] = []
    edge = lanes[0].outer_left if lanes else 0
    for entry in line.entries:
        if entry.is_mark:
            continue
        inside = captions is not None and captions[0] <= entry.left and entry.outer_right <= captions[1]
        if inside or entry.outer_right <= edge:
            aside.append(entry.text)
        else:
            texts.append(entry)
    if len(texts) > len(lanes) and texts and texts[0].outer_left < edge:
        aside.append(texts.pop(0).text)
    return texts, aside


def _is_note(text: str) -> bool:
    """Whether a text over all columns tells them nothing apart: a title, a scale clause, "(Unaudited)"."""
    if is_statement_title(text):
        return True
    return period_words(text).is_empty and (says_header(text) or len(text) > 60)


def complete_words(headings: Sequence[Heading], titles: Sequence[str], *, instants: bool) -> tuple[Heading, ...]:
    """Fill what headings leave out about time from the titles, the nearest first.

    Args:
        titles: texts around the table that may say the period, the nearest first.
        instants: whether the columns are dates of a balance sheet: no length is filled in.
    """
    headings = _beside_quarters(headings)
    if any(says_trailing(title) for title in titles):
        headings = _of_four_quarters(headings)
    scope = NOTHING
    for title in titles:
        words = period_words(title)
        if not words.is_empty:
            scope = words if scope is NOTHING else scope.filled_from(words)
    headings = _with_days(headings, titles)
    if instants:
        headings = _with_dates(headings, titles)
        headings = tuple(
            replace(heading, words=replace(heading.words, instant=True)) if heading.words.quarter else heading
            for heading in headings
        )
        scope = PeriodWords(month=scope.month, day=scope.day, year=scope.year, instant=True)
    elif scope.is_empty:
        return tuple(headings)
    stated = any(heading.words.year for heading in headings)
    filled: list[Heading] = []
    for heading in headings:
        words = heading.words.filled_from(_scope_of_year(scope, heading.words.year, stated=stated))
        filled.append(heading if words is heading.words else replace(heading, words=words))
    return tuple(filled)


def _of_four_quarters(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Read quarters over columns as the ends of twelve months: "Free cash flow – trailing 4-quarters"."""
    return tuple(
        replace(heading, words=replace(heading.words, months=12))
        if heading.words.quarter and not heading.words.months
        else heading
        for heading in headings
    )


def _scope_of_year(scope: PeriodWords, year: int, *, stated: bool) -> PeriodWords:
    """Return a title's scope for a column of another year: whole 52-week years earlier where no month ends then."""
    if not stated:
        return scope
    if year and scope.year and scope.day and year != scope.year:
        end = end_of(scope)
        if end is not None and end.day < last_day(end.year, end.month).day:
            end += timedelta(days=364 * (year - scope.year))
            scope = replace(scope, month=end.month, day=end.day)
    return replace(scope, year=0)


def _with_days(headings: Sequence[Heading], titles: Sequence[str]) -> tuple[Heading, ...]:
    """Give bare years the days that a title prints for each of them."""
    days: dict[int, tuple[int, int]] = {}
    for title in titles:
        for year, day in days_by_year(title).items():
            days.setdefault(year, day)
    if len(days) < 2:
        return tuple(headings)
    settled = []
    for heading in headings:
        words = heading.words
        if words.year in days and not words.month and not words.quarter:
            month, day_of_month = days[words.year]
            heading = replace(heading, words=replace(words, month=month, day=day_of_month))
        settled.append(heading)
    return tuple(settled)


def _with_dates(headings: Sequence[Heading], titles: Sequence[str]) -> tuple[Heading, ...]:
    """Give columns of a balance sheet without headers the dates that a title prints for them, one for each."""
    if len(headings) > 1 and all(heading.words.is_empty for heading in headings):
        for title in titles:
            dates = dates_in_order(title)
            if len(dates) == len(headings) == len(set(dates)):
                words = [PeriodWords(month=month, day=day, year=year, instant=True) for month, day, year in dates]
                return tuple(replace(heading, words=own) for heading, own in zip(headings, words, strict=True))
    return tuple(headings)


def _beside_quarters(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Read a bare year that stands beside fiscal quarters as that year to date."""
    if not any(heading.words.quarter for heading in headings):
        return tuple(headings)
    return tuple(
        replace(heading, words=replace(heading.words, to_date=True))
        if heading.words.year and not heading.words.month and not heading.words.is_duration
        else heading
        for heading in headings
    )


def as_before(headings: Sequence[Heading], before: Sequence[Heading]) -> tuple[Heading, ...]:
    """Take lengths and days from the table above where both have nothing but the same years in their last header."""
    bare = [not (heading.words.month or heading.words.is_duration) for heading in headings]
    years = [heading.words.year for heading in headings]
    same = years == [heading.words.year for heading in before] and all(bare) and all(years)
    if not same:
        return tuple(headings)
    return tuple(replace(heading, words=other.words) for heading, other in zip(headings, before, strict=True))


def as_quarters(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Read bare dates as quarters where some lie a quarter apart (columns of a table of flows, not of balances)."""
    days = sorted(
        (heading.words.year * 372 + heading.words.month * 31 + heading.words.day)
        for heading in headings
        if heading.words.month and heading.words.year and not heading.words.is_duration
    )
    if not any(80 <= later - earlier <= 100 for earlier, later in pairwise(days)):
        return tuple(headings)
    return tuple(
        replace(heading, words=replace(heading.words, months=3, instant=False))
        if heading.words.month and not heading.words.is_duration
        else heading
        for heading in headings
    )


def place_headings(headings: Sequence[Heading], calendar: Calendar) -> tuple[Period | None, ...]:
    """Place every heading's period; a change or share without a year takes it from the amounts at its left."""
    placed = [place(heading.words, calendar) for heading in headings]
    for index, heading in enumerate(headings):
        if heading.role is Role.AMOUNT:
            continue
        at_left = _period_at_left(heading, headings, placed, index)
        own = placed[index]
        if at_left is not None and (own is None or not _says_year(heading) or own.end == at_left.end):
            placed[index] = at_left
    return tuple(placed)


def _says_year(heading: Heading) -> bool:
    label = before_comparison(heading.label) if heading.role in _CHANGES else heading.label
    return period_words(label).year != 0


def _period_at_left(
    heading: Heading, headings: Sequence[Heading], placed: Sequence[Period | None], index: int
) -> Period | None:
    """Return the newest period of the amounts at the left that are as long as the heading says, else as the nearest."""
    if heading.role in (Role.PERCENT_OF, Role.ADJUSTMENT):
        return placed[index - 1] if index else None
    amounts = [
        period
        for other, period in zip(headings[:index], placed[:index], strict=True)
        if other.role is Role.AMOUNT and period is not None
    ]
    if not amounts:
        return None
    wanted = heading.words.length
    if wanted is None or all(period.length is not wanted for period in amounts):
        wanted = amounts[-1].length
    return max(period for period in amounts if period.length is wanted)
