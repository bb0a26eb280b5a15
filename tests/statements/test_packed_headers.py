"""Headers that a table packs to the left, and dates that only a title prints."""

import pytest
from gridmaking import grid, periods, plain, row, table_of

from ticktie.model import Grid
from ticktie.statements.periods import dates_in_order

SHEET = plain("Cash|5,120|4,310\nInventories|3,204|3,112\nTotal assets|8,324|7,422")


def packed(*years: str) -> Grid:
    """Return a grid of four columns whose two lengths stand over the first two of them."""
    return grid(
        row((1, "Three Months Ended June 30,"), (2, "Six Months Ended June 30,")),
        row(*enumerate(years, 1)),
        row((0, "Revenue"), (1, "7,219"), (2, "5,946"), (3, "13,834"), (4, "11,512")),
        row((0, "Cost of revenue"), (1, "3,419"), (2, "3,146"), (3, "6,229"), (4, "5,572")),
    )


def test_packed_lengths_stand_over_the_years_that_repeat() -> None:
    table = table_of("# Statements of Operations", packed("2025", "2024", "2025", "2024"))
    assert periods(table) == ["3M 2025-06-30", "3M 2024-06-30", "6M 2025-06-30", "6M 2024-06-30"]


def test_lengths_over_years_that_do_not_repeat_are_not_shared_out() -> None:
    table = table_of("# Statements of Operations", packed("2025", "2024", "2023", "2022"))
    assert periods(table)[:2] == ["3M 2025-06-30", "6M 2024-06-30"]


@pytest.mark.parametrize(
    "title", ["As of September 30, 2025 and December 31, 2024", "September 30, December 31, 2025 2024"]
)
def test_columns_without_headers_take_the_dates_of_the_title(title: str) -> None:
    assert periods(table_of("# Balance Sheets", title, SHEET)) == ["2025-09-30", "2024-12-31"]


def test_more_dates_than_columns_are_not_shared_out() -> None:
    title = "As of September 30, 2025, December 31, 2024 and September 30, 2024"
    assert "2024-12-31" not in periods(table_of("# Balance Sheets", title, SHEET))


def test_columns_with_headers_keep_their_own_dates() -> None:
    made = plain("|June 30, 2025|June 30, 2024\nCash|5,120|4,310\nTotal assets|8,324|7,422")
    table = table_of("# Balance Sheets", "As of September 30, 2025 and December 31, 2024", made)
    assert periods(table) == ["2025-06-30", "2024-06-30"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("September 30, 2025 and December 31, 2024", ((9, 30, 2025), (12, 31, 2024))),
        ("September 30, December 31, 2025 2024", ((9, 30, 2025), (12, 31, 2024))),
        ("September 30, December 31, 2025", ()),  # two days, one year
        ("in thousands", ()),
    ],
)
def test_years_behind_all_dates_are_shared_out_in_order(text: str, dates: tuple[tuple[int, int, int], ...]) -> None:
    assert dates_in_order(text) == dates
