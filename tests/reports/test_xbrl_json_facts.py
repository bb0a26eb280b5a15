"""Which cells become facts: periods, units, signs and duplicates, on statements made for it."""

import json

import pytest

import ticktie
from ticktie.reports.xbrl_json import to_xbrl_json

BALANCE = """<p>Example Corp</p><p>CONSOLIDATED BALANCE SHEETS (in thousands)</p><table>
<tr><td></td><td>June 30, 2025</td><td>June 30, 2024</td></tr>
<tr><td>ASSETS</td><td></td><td></td></tr>
<tr><td>Cash and cash equivalents</td><td>$ 40</td><td>$ 30</td></tr>
<tr><td>Total assets</td><td>$ 90</td><td>$ 80</td></tr>
<tr><td>LIABILITIES</td><td></td><td></td></tr>
<tr><td>Deferred revenue</td><td>20</td><td>25</td></tr>
<tr><td>Deferred revenue</td><td>7</td><td>5</td></tr>
<tr><td>Total liabilities</td><td>50</td><td>45</td></tr>
</table>"""
INCOME = """<p>CONSOLIDATED STATEMENTS OF OPERATIONS (in thousands)</p><table>
<tr><td></td><td colspan="2">Three Months Ended June 30,</td></tr>
<tr><td></td><td>2025</td><td>2024</td></tr>
<tr><td>Revenue</td><td>$ 100</td><td>$ 90</td></tr>
<tr><td>Cost of revenue</td><td>120</td><td>110</td></tr>
<tr><td>Interest expense</td><td>(5)</td><td>(4)</td></tr>
<tr><td>Net loss</td><td>25</td><td>24</td></tr>
</table>"""
CASH = """<p>CONSOLIDATED STATEMENTS OF CASH FLOWS (in thousands)</p><table>
<tr><td></td><td colspan="2">Six Months Ended June 30,</td></tr>
<tr><td></td><td>2025</td><td>2024</td></tr>
<tr><td>Net cash used in operating activities</td><td>$ (10)</td><td>$ (5)</td></tr>
<tr><td>Net cash provided by financing activities</td><td>20</td><td>15</td></tr>
<tr><td>Cash, cash equivalents and restricted cash at beginning of period</td><td>30</td><td>20</td></tr>
<tr><td>Cash, cash equivalents and restricted cash at end of period</td><td>$ 40</td><td>$ 30</td></tr>
</table>"""
CASH_TOTAL = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"


@pytest.fixture(scope="module")
def facts() -> dict[tuple[str, str], str]:
    """Return the values by the local name of their concept and their period."""
    release = f"<html><body>{BALANCE}{INCOME}{CASH}</body></html>"
    found = json.loads(to_xbrl_json(ticktie.check(release.encode(), name="made.htm")))["facts"]
    return {
        (fact["dimensions"]["concept"].removeprefix("us-gaap:"), fact["dimensions"]["period"]): fact["value"]
        for fact in found.values()
    }


QUARTER = "2025-04-01T00:00:00/2025-07-01T00:00:00"


def test_an_instant_ends_at_midnight_after_its_day(facts: dict[tuple[str, str], str]) -> None:
    assert facts["Assets", "2025-07-01T00:00:00"] == "90000"


def test_cash_of_a_cash_flow_statement_stands_at_the_end_of_its_period(facts: dict[tuple[str, str], str]) -> None:
    assert facts[CASH_TOTAL, "2025-07-01T00:00:00"] == "40000"
    assert not [period for concept, period in facts if concept == CASH_TOTAL and "/" in period]


def test_lines_of_one_concept_that_contradict_each_other_are_no_fact(facts: dict[tuple[str, str], str]) -> None:
    # Deferred revenue is 20 and 7: a current and a long-term part, which the caption does not tell apart.
    assert not [concept for concept, _ in facts if concept == "ContractWithCustomerLiabilityCurrent"]


def test_an_expense_in_brackets_is_positive(facts: dict[tuple[str, str], str]) -> None:
    assert facts["InterestExpense", QUARTER] == "5000"
    assert facts["CostOfRevenue", QUARTER] == "120000"


def test_a_loss_without_brackets_is_negative(facts: dict[tuple[str, str], str]) -> None:
    assert facts["NetIncomeLoss", QUARTER] == "-25000"
