"""A small release, and binders read back."""

import io
from typing import Any

import openpyxl

import ticktie
from ticktie.reports.excel import write_binder

# In thousands. Gross profit of 2024 is 6,016 - 3,500 = 2,516: one off, within rounding. Operating expenses of 2025
# add to 1,900: 1,960 is an exception. Revenue rose by 7,219 / 6,016 - 1 = 19.997 %.
RELEASE = """<html><body>
<h1>Acme Corporation Reports Second Quarter Results</h1>
<p>Revenue for the second quarter ended June 30, 2025 was $7.2 million, an increase of 20% compared to $6.0 million
for the second quarter of 2024. Cost of revenue increased 14% to $4.0 million. A pilot plant cost $4.4 million.</p>
<p>Acme Corporation</p><p>Condensed Statements of Operations</p><p>(in thousands, except per share data)</p>
<table>
<tr><td></td><td colspan=2>Three Months Ended June 30,</td></tr>
<tr><td></td><td>2025</td><td>2024</td></tr>
<tr><td>Revenue</td><td>$7,219</td><td>$6,016</td></tr>
<tr><td>Cost of revenue</td><td>4,000</td><td>3,500</td></tr>
<tr><td>Gross profit</td><td>3,219</td><td>2,517</td></tr>
<tr><td>Operating expenses:</td><td></td><td></td></tr>
<tr><td>Research and development</td><td>1,100</td><td>1,100</td></tr>
<tr><td>Marketing</td><td>400</td><td>100</td></tr>
<tr><td>Restructuring</td><td>400</td><td>&mdash;</td></tr>
<tr><td>Total operating expenses</td><td>1,960</td><td>1,200</td></tr>
<tr><td>Growth of orders</td><td>12.5%</td><td>NM</td></tr>
<tr><td>Other expense</td><td>$(19)</td><td>$(17)</td></tr>
</table></body></html>"""


def opened(data: bytes, *, values: bool = False) -> Any:
    """Return a workbook with its formulas, or with the values that are stored beside them."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def binder_of(text: str, name: str = "acme.htm") -> bytes:
    return write_binder(ticktie.check(text.encode(), name=name))


def row_of(sheet: Any, words: str, column: int = 1) -> int:
    """Return the first row (from 1) whose cell in a column begins with the words."""
    for row in range(1, sheet.max_row + 1):
        if str(sheet.cell(row, column).value or "").startswith(words):
            return row
    raise AssertionError(f"no {words!r} in {sheet.title}")


def formulas(book: Any) -> list[Any]:
    """Return all formula cells."""
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def links(book: Any) -> list[Any]:
    """Return all links."""
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
