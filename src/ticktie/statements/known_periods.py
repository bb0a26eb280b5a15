"""Periods of columns that name none, from the figures that they share with columns that do."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ticktie.model import Cell, Period, Role, Table

# Figures that a column must share with those of one period; only long ones tell.
LEAST_SHARED, LEAST_CHARACTERS = 3, 5

_Printed = tuple[Decimal, str]


def with_known_periods(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Give the columns of a table that names no period the one whose figures they print again.

    A segment note headed "2021" alone prints the group's quarter or its year to date beside the segments: its columns
    are those of one period, which the group's column tells.
    """
    silent = [table.id for table in tables if _is_silent(table)]
    if not silent:
        return tuple(tables)
    periods = _periods_by_figure(tables)
    return tuple(_with_period(table, periods) if table.id in silent else table for table in tables)


def _is_silent(table: Table) -> bool:
    """Whether a table says no period at all, and its columns differ in what they are of."""
    amounts = [column for column in table.columns if column.role is Role.AMOUNT]
    apart = {column.dimension for column in amounts}
    periods = (*(column.period for column in table.columns), *(row.period for row in table.rows))
    return len(amounts) > 1 and len(apart) == len(amounts) and "" not in apart and not any(periods)


def _long(table: Table) -> Iterator[tuple[Cell, _Printed]]:
    for cell in table.cells:
        if cell.value and len(cell.text) >= LEAST_CHARACTERS:
            yield cell, (cell.value, cell.unit)


def _periods_by_figure(tables: Sequence[Table]) -> Mapping[_Printed, set[Period]]:
    periods: dict[_Printed, set[Period]] = defaultdict(set)
    for table in tables:
        for cell, printed in _long(table):
            period = table.columns[cell.column].period
            if period is not None and table.columns[cell.column].role is Role.AMOUNT:
                periods[printed].add(period)
    return periods


def _with_period(table: Table, periods: Mapping[_Printed, set[Period]]) -> Table:
    votes = Counter(period for _, printed in _long(table) for period in periods.get(printed, ()))
    if not votes:
        return table
    (period, count), *others = votes.most_common(2)
    if count < LEAST_SHARED or (others and others[0][1] == count):
        return table
    columns = (replace(column, period=period) if column.role is Role.AMOUNT else column for column in table.columns)
    return replace(table, columns=tuple(columns))
