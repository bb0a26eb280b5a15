"""The bench counts total lines by their words alone."""

import pytest

from bench.totals import names_total, total_lines
from ticktie.model import Extent, GridCell, GridRow
from ticktie.pipeline import check


def row(*texts: str) -> GridRow:
    return GridRow(tuple(GridCell(text, column, 1, Extent(0, 0)) for column, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("texts", "counted"),
    [
        (("Total assets", "$", "81,769"), True),
        (("Net income", "(1,234)"), True),
        (("Gross profit", "934"), True),
        (("Gross margin", "30.0"), False),  # a rate
        (("Net income per share", "0.12"), False),  # an amount per share
        (("Inventories", "18,515"), False),
        (("Total assets:",), False),  # a header
    ],
)
def test_a_line_is_a_total_by_its_words(texts: tuple[str, ...], counted: bool) -> None:
    assert names_total(row(*texts)) is counted


def test_a_total_that_adds_up_is_proved_and_one_without_parts_is_not() -> None:
    release = """CONDENSED BALANCE SHEETS (in thousands)

|  | June 30, 2025 | December 31, 2024 |
|---|---|---|
| Cash | 4,210 | 3,905 |
| Inventories | 2,000 | 1,845 |
| Total assets | 6,210 | 5,750 |

OTHER DATA

|  | June 30, 2025 | December 31, 2024 |
|---|---|---|
| Total shops | 812 | 790 |
"""
    found = {line.caption: line.proved for line in total_lines(check(release.encode(), name="release.md"))}
    assert found == {"Total assets": True, "Total shops": False}
