"""The facts of the face statements that have concepts, as an xBRL-JSON 1.0 report (docs/outputs.md)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from ticktie.judge import printed_interval
from ticktie.model import Cell, Column, Period, Role, Row, StatementKind, Table, TieOut
from ticktie.printing import plain
from ticktie.statements.concepts import INSTANTS, PREFIX

DOCUMENT_TYPE = "https://xbrl.org/2021/xbrl-json"
TAXONOMY = "https://xbrl.fasb.org/us-gaap/2025/entire/us-gaap-entryPoint-std-2025.xsd"
NAMESPACES = {
    "entity": "urn:ticktie:entity-name",  # a release prints no identifier: put your own scheme in its place
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "us-gaap": "http://fasb.org/us-gaap/2025",
    "xbrli": "http://www.xbrl.org/2003/instance",
}
# Statements whose lines are facts of the whole entity; what others show is a view of it (segments, adjusted, a part).
_FACES = (StatementKind.BALANCE_SHEET, StatementKind.INCOME_STATEMENT, StatementKind.CASH_FLOW)
_OTHER_BASIS = re.compile(
    r"\b(?:non[- ]?(?:gaap|ifrs)|adjusted|pro[- ]?forma|segments?|parent company|core)\b", re.IGNORECASE
)
_FACE = re.compile(r"\bconsolidated (?:\w+ ){0,2}?(?:statements?|balance sheets?)\b", re.IGNORECASE)
_CASH = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"

# Costs and outflows: the taxonomy holds them positive, whichever way a statement shows that they are taken off.
_OUTFLOWS = re.compile(r"(?:Payments(?:For|Of|To)|Repayments|TreasuryStockValue$)")
_COSTS = re.compile(
    r"(?:CostOfRevenue|CostsAndExpenses|OperatingExpenses|InterestExpense|IncomeTaxExpenseBenefit|NoninterestExpense"
    r"|RestructuringCharges|ShareBasedCompensation|DepreciationDepletion\w+|AmortizationOf\w+"
    r"|\w+(?:Development|Administrative|Marketing)Expense)"
)
_INCOMES = re.compile(
    r"(?:GrossProfit|OperatingIncomeLoss|IncomeLossFrom\w+|NetIncomeLoss\w*|ProfitLoss|EarningsPerShare\w+)"
)
_LOSS = re.compile(r"\bloss(?:es)?\b", re.IGNORECASE)
_INCOME = re.compile(r"\b(?:income|profits?|earnings|gains?)\b", re.IGNORECASE)
_PER_SHARE = re.compile(r"PerShare")
_SHARES = re.compile(r"NumberOf\w*Shares")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: `id` is that of the cell; `key` tells it from the others of its report."""

    id: str
    concept: str
    unit: str
    period: str
    value: Decimal
    cell: Cell

    @property
    def key(self) -> tuple[str, str, str]:
        """What a report holds once: concept, unit, period."""
        return self.concept, self.unit, self.period


def to_xbrl_json(tie_out: TieOut) -> str:
    """Return the facts of a release as an xBRL-JSON report, each once, in the order of the document."""
    entity = re.sub(r"\s+", "_", tie_out.entity.strip()) or "unknown"
    facts = {
        fact.id: {
            "value": plain(fact.value),
            "decimals": fact.cell.decimals,
            "dimensions": {
                "concept": fact.concept,
                "entity": f"entity:{entity}",
                "period": fact.period,
                "unit": fact.unit,
            },
        }
        for fact in facts_of(tie_out)
    }
    info = {"documentType": DOCUMENT_TYPE, "namespaces": NAMESPACES, "taxonomy": [TAXONOMY]}
    return json.dumps({"documentInfo": info, "facts": facts}, ensure_ascii=False, indent=1) + "\n"


def facts_of(tie_out: TieOut) -> tuple[Fact, ...]:
    """Return the facts, duplicates resolved: the most precise of equal ones, none where they contradict each other."""
    found: dict[tuple[str, str, str], list[Fact]] = {}
    for table in tie_out.tables:
        # The title of a face statement may begin with the heading before it ("Non-GAAP Financial Measures").
        if table.kind in _FACES and (_FACE.search(table.title) or not _OTHER_BASIS.search(table.title)):
            for fact in _of_table(table):
                found.setdefault(fact.key, []).append(fact)
    return tuple(max(same, key=lambda fact: fact.cell.decimals) for same in found.values() if _is_consistent(same))


def _is_consistent(facts: list[Fact]) -> bool:
    """Whether the intervals of some facts have a value in common, signs as the facts have them."""
    intervals = []
    for fact in facts:
        interval = printed_interval(replace(fact.cell, value=fact.value))
        if interval is None:
            return False
        intervals.append(interval)
    return max(interval.low for interval in intervals) <= min(interval.high for interval in intervals)


def _of_table(table: Table) -> Iterator[Fact]:
    negative_rows = {cell.row for cell in table.cells if cell.value is not None and cell.value < 0}
    weights = _weights(table)
    for cell in table.cells:
        row, column = table.rows[cell.row], table.columns[cell.column]
        if cell.value is None or not row.concept or not _is_plain(row, column):
            continue
        name = row.concept.removeprefix(PREFIX)
        unit = _unit(name, cell.unit)
        period = _period(name, row.period or column.period)
        if unit and period:
            value = _signed(cell, row, name, weight=weights.get(cell.row), negative=cell.row in negative_rows)
            yield Fact(cell.id, row.concept, unit, period, value, cell)


def _is_plain(row: Row, column: Column) -> bool:
    """Whether a cell is of the whole entity as reported: no segment, no other basis, nothing computed."""
    if column.role is not Role.AMOUNT or column.dimension.lower() not in ("", "gaap", "consolidated", "as reported"):
        return False
    return not any(_OTHER_BASIS.search(words) for words in (row.caption, column.label, *row.section))


def _weights(table: Table) -> dict[int, tuple[int, int]]:
    """Return for each row that enters one total: its weight, and the total's row."""
    return {part: (weight, footing.total) for footing in reversed(table.footings) for weight, part in footing.parts}


def _unit(name: str, unit: str) -> str:
    """Return the unit of a fact as xBRL-JSON writes it; "" where the printed unit is not one of the concept's."""
    currency, _, below = unit.partition("/")
    if _PER_SHARE.search(name):
        return f"iso4217:{currency}/xbrli:shares" if below == "shares" and _is_currency(currency) else ""
    if _SHARES.search(name):
        return "xbrli:shares" if unit == "shares" else ""
    return f"iso4217:{unit}" if _is_currency(unit) else ""


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def _period(name: str, period: Period | None) -> str:
    """Return a period as xBRL-JSON writes it, "" where it does not fit the concept.

    A day ends where the next begins: September 30 is 2007-10-01T00:00:00.
    """
    if period is None:
        return ""
    if name == _CASH:  # in a cash flow statement, at the end of its column's period
        return _end(period.end)
    if name in INSTANTS:
        return "" if period.start else _end(period.end)
    if period.start is None:
        return ""
    return f"{period.start}T00:00:00/{_end(period.end)}"


def _end(day: date) -> str:
    return f"{day + timedelta(days=1)}T00:00:00" if day < date.max else ""


def _signed(cell: Cell, row: Row, name: str, *, weight: tuple[int, int] | None, negative: bool) -> Decimal:
    """Return a cell's value with the sign that its concept asks for.

    Outflows are positive. So is a cost in brackets, which only shows that it is taken off; of income taxes, which may
    be a benefit, only where the statement adds the brackets up. What stands under "Net loss" without brackets is
    negative, unless its line has brackets elsewhere.
    """
    value = cell.value if cell.value is not None else Decimal(0)
    if _OUTFLOWS.match(name):
        return abs(value)
    if _COSTS.fullmatch(name) and value < 0:
        in_brackets = name != "IncomeTaxExpenseBenefit" or (weight is not None and weight[0] > 0)
        return -value if in_brackets else value
    if _INCOMES.fullmatch(name) and _LOSS.search(row.caption) and not _INCOME.search(row.caption) and not negative:
        return -value
    return value
