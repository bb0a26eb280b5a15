"""xBRL-JSON: the facts of the statements."""

import json

from format_helpers import assert_valid_json, tie_out

from ticktie.reports.xbrl_json import to_xbrl_json


def facts() -> dict[str, dict]:
    """Return the facts by concept and first year of their period."""
    found = json.loads(to_xbrl_json(tie_out()))["facts"].values()
    return {f"{fact['dimensions']['concept']} {fact['dimensions']['period'][:4]}": fact for fact in found}


def test_the_report_is_valid_by_its_schema() -> None:
    assert_valid_json(to_xbrl_json(tie_out()), "xbrl-json.json")


def test_a_fact_has_its_full_value_its_places_and_its_period() -> None:
    fact = facts()["us-gaap:Revenues 2025"]
    assert (fact["value"], fact["decimals"]) == ("12345000", -3)
    assert fact["dimensions"]["period"] == "2025-04-01T00:00:00/2025-07-01T00:00:00"
    assert (fact["dimensions"]["unit"], fact["dimensions"]["entity"]) == ("iso4217:USD", "entity:Example_Corp")


def test_a_cost_printed_in_brackets_is_positive() -> None:
    assert facts()["us-gaap:CostOfRevenue 2024"]["value"] == "5900000"
