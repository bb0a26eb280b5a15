"""Amounts for one of many in a table of thousands."""

import pytest
from gridmaking import plain, table_of, values


def of_row(caption: str, figure: str) -> tuple[str, int, str]:
    """Return a figure of one row beside revenue, in a table of thousands."""
    made = plain(f"|2025|2024\nRevenue|$ 5,200|$ 4,900\n{caption}|$ {figure}|$ {figure}")
    table = table_of("Key figures (in thousands)", made)
    assert values(table, 1)[0] == ("5200000", -3, "USD")
    return values(table, 2)[0]


@pytest.mark.parametrize(
    "caption",
    [
        "Average revenue per customer",
        "Revenue per active account",
        "Realized price per barrel",
        "Operating cost per boe",
        "Cash cost per ounce",
        "Revenue per available room",
        "Average order value",
        "Average selling price",
        "ARPU",
        "RevPAR",
    ],
)
def test_an_amount_per_unit_is_not_scaled(caption: str) -> None:
    assert of_row(caption, "57.81") == ("57.81", 2, "USD")
    assert of_row(caption, "578") == ("578", 0, "USD")


@pytest.mark.parametrize("caption", ["Net income per share", "Net income per ADS", "Dividends per ADS"])
def test_an_amount_per_share_or_ads_is_not_scaled(caption: str) -> None:
    assert of_row(caption, "0.57") == ("0.57", 2, "USD/shares")


@pytest.mark.parametrize("caption", ["Receivables from customers", "Cost of rooms", "Personnel expense"])
def test_an_amount_of_all_units_is_scaled(caption: str) -> None:
    assert of_row(caption, "578") == ("578000", -3, "USD")
