"""The facts of the statements as xBRL-JSON 1.0 (OIM): those whose caption has a us-gaap concept."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from ticktie.model import Absence, Column, Period, Role, Row, StatementKind, Table, TieOut
from ticktie.printing import plain

DOCUMENT_TYPE = "https://xbrl.org/2021/xbrl-json"
TAXONOMY = "https://xbrl.fasb.org/us-gaap/2025/elts/us-gaap-2025.xsd"
NAMESPACES = {
    "entity": "https://ticktie.dev/entity",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "us-gaap": "http://fasb.org/us-gaap/2025",
    "xbrli": "http://www.xbrl.org/2003/instance",
}
UNKNOWN_ENTITY = "unknown"
_FACES = (StatementKind.BALANCE_SHEET, StatementKind.INCOME_STATEMENT, StatementKind.CASH_FLOW)
# Words of a column that make it no other fact than the bare one.
_PLAIN = frozenset(("", "gaap", "as reported", "consolidated", "total", "actual"))
# Concepts that are positive for money spent or stock held, whatever sign a statement prints.
_SPENT = re.compile(r":(?:Payments|Repayments|CostOf|CostsAnd|TreasuryStock)")

Json = dict[str, Any]


def to_xbrl_json(tie_out: TieOut) -> str:
    """Return the facts of one release's statements as xBRL-JSON; the same release gives the same characters.

    A fact printed more than once is given once, to the most places. Left out: adjusted and segment columns, columns
    without a period, amounts without a currency, NM and blanks. A dash is zero to the place of its line. Payments,
    repayments and costs are positive, as their concepts are; all else has the sign that is printed.

    Source: xBRL-JSON 1.0, 4 (report object); Open Information Model 1.0, 5 (units, periods).
    """
    facts: dict[tuple[str, ...], Json] = {}
    for table in tie_out.tables:
        for fact in _facts(table, _entity(tie_out)):
            key = tuple(fact["dimensions"].values())
            known = facts.get(key)
            if known is None or known["decimals"] < fact["decimals"]:
                facts[key] = fact
    numbered = {f"f{number}": fact for number, fact in enumerate(facts.values(), 1)}
    report = {
        "documentInfo": {"documentType": DOCUMENT_TYPE, "namespaces": NAMESPACES, "taxonomy": [TAXONOMY]},
        "facts": numbered,
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _entity(tie_out: TieOut) -> str:
    """Return the company's name as the identifier of a made-up scheme: a release states no other."""
    return "entity:" + (re.sub(r"\s+", "_", tie_out.entity.strip()) or UNKNOWN_ENTITY)


def _facts(table: Table, entity: str) -> Iterator[Json]:
    if table.kind not in _FACES:
        return
    for cell in table.cells:
        row, column = table.rows[cell.row], table.columns[cell.column]
        period = _period(row, column, table.kind)
        unit = _unit(cell.unit)
        if not row.concept or cell.value is None or cell.absence not in (Absence.NONE, Absence.DASH):
            continue
        if column.role is not Role.AMOUNT or column.dimension.lower() not in _PLAIN or not period or not unit:
            continue
        value = abs(cell.value) if _SPENT.search(row.concept) else cell.value
        yield {
            "value": plain(value),
            "decimals": cell.decimals,
            "dimensions": {"concept": row.concept, "entity": entity, "period": period, "unit": unit},
        }


def _period(row: Row, column: Column, kind: StatementKind) -> str:
    """Return a period in ISO 8601, ends at midnight after the last day; "" where it is not one of the statement's."""
    period = row.period or column.period
    if period is None:
        return ""
    if kind is StatementKind.BALANCE_SHEET:
        return _midnight_after(period)
    return f"{period.start.isoformat()}T00:00:00/{_midnight_after(period)}" if period.start else ""


def _midnight_after(period: Period) -> str:
    return f"{(period.end + timedelta(days=1)).isoformat()}T00:00:00"


def _unit(unit: str) -> str:
    """Return a unit as the OIM writes it, "" for what is no amount, share count or amount per share.

    >>> _unit("USD"), _unit("USD/shares"), _unit("shares"), _unit("percent")
    ('iso4217:USD', 'iso4217:USD/xbrli:shares', 'xbrli:shares', '')
    """
    if unit == "shares":
        return "xbrli:shares"
    amount, _, per = unit.partition("/")
    if len(amount) != 3 or not amount.isupper() or per not in ("", "shares"):
        return ""
    return f"iso4217:{amount}/xbrli:shares" if per else f"iso4217:{amount}"
