"""Who reports, and on which period: read off the title, the headings and the statements' columns."""

import re

from ticktie.model import BlockKind, Document, Period, Role, StatementKind, Table

NAME_ENDS = (
    "Inc",
    "Incorporated",
    "Corp",
    "Corporation",
    "Company",
    "Co",
    "Ltd",
    "Limited",
    "LLC",
    "LP",
    "plc",
    "SA",
    "NV",
    "AG",
    "SE",
    "Trust",
    "Group",
    "Holdings",
    "Bancorp",
    "Bancshares",
    "Partners",
)
NAMED = re.compile(r"^.{0,80}?\b(?:" + "|".join([*NAME_ENDS, *map(str.upper, NAME_ENDS)]) + r")\b\.?")
ANNOUNCES = re.compile(
    r"^(.{2,80}?),?\s+(?:to\s+)?(?:today\s+)?(?:announc|report|post|releas|deliver|achiev|provid|publish|issu|record)"
    r"(?:s|es|ed)\b",
    re.IGNORECASE,
)
STATEMENTS = (StatementKind.INCOME_STATEMENT, StatementKind.CASH_FLOW, StatementKind.BALANCE_SHEET)
HEADLINE_KINDS = (BlockKind.HEADING, BlockKind.PARAGRAPH)
HEADLINE_BLOCKS = 12
MAX_HEADLINE_CHARS = 300


def entity(document: Document, tables: tuple[Table, ...]) -> str:
    """Return the company's name, from "X Reports Second Quarter Results" or above a statement; "" where unsaid."""
    headlines = [document.title]
    headlines += [block.text for block in document.blocks[:HEADLINE_BLOCKS] if block.kind in HEADLINE_KINDS]
    for line in headlines:
        said = ANNOUNCES.match(line[:MAX_HEADLINE_CHARS])
        if said:
            return said.group(1).strip()
    for table in tables:
        if table.kind in STATEMENTS:
            named = NAMED.match(table.title[:MAX_HEADLINE_CHARS])
            if named:
                return named.group().strip()
    return ""


def reported_period(tables: tuple[Table, ...]) -> Period | None:
    """Return the newest period of the statements: by last day, then the shortest duration.

    The income statement decides, then the cash flow, then the balance sheet (an instant), then any table.
    """
    for kind in STATEMENTS:
        newest = _newest(tuple(table for table in tables if table.kind is kind))
        if newest is not None:
            return newest
    return _newest(tables)


def _newest(tables: tuple[Table, ...]) -> Period | None:
    periods = {
        column.period
        for table in tables
        for column in table.columns
        if column.period is not None and column.role is Role.AMOUNT
    }
    return max(periods, key=lambda period: (period.end, period.start is not None, -period.days), default=None)
