"""The release's own calendar: its quarter, its year to date and how it numbers its fiscal years."""

from dataclasses import replace
from datetime import timedelta

from ticktie.claims.periods import Calendar, find_periods, refs_of
from ticktie.model import BlockKind, Document
from ticktie.statements import Context

MOST_BLOCKS = 40
MOST_CHARS = 1500
# A fiscal year that ends by May may be named for the calendar year in which it began.
LATEST_MONTH_NAMED_BACK = 5


def calendar_of(document: Document, context: Context) -> Calendar:
    """Return the periods that relative words of the prose are resolved against."""
    calendar = Calendar(
        quarter=context.quarter,
        to_date=context.year_to_date,
        period_end=context.period_end.end if context.period_end else None,
        fiscal_year_end_month=context.fiscal_year_end_month or 12,
        fiscal_year=0,
    )
    return replace(calendar, fiscal_year=_fiscal_year(document, calendar))


def _fiscal_year(document: Document, calendar: Calendar) -> int:
    """Return the number that the release gives to its fiscal year ("third quarter of fiscal 2024")."""
    if calendar.period_end is None:
        return 0
    number = calendar.quarter_number
    nominal = calendar.period_end - timedelta(days=10)  # 52-week years may end a few days into the next month
    ending = nominal.year + (1 if nominal.month > calendar.fiscal_year_end_month else 0)
    if calendar.fiscal_year_end_month > LATEST_MONTH_NAMED_BACK:
        return ending
    named: set[int] = set()
    for block in document.blocks[:MOST_BLOCKS]:
        if block.kind is not BlockKind.TABLE and ending not in named:
            refs = refs_of(find_periods(block.text, 0, min(len(block.text), MOST_CHARS)))
            named.update(ref.year for ref in refs if ref.quarter == number)
    return ending - 1 if ending - 1 in named and ending not in named else ending
