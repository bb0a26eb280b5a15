"""SARIF: what code scanning and editors show of a tie-out."""

import json

from format_helpers import RELEASE, assert_valid_json, tie_out

from ticktie.reports.sarif import to_sarif


def results(*, every: bool = False) -> list[dict]:
    return json.loads(to_sarif([tie_out()], paths=["drafts/q2.htm"], every=every))["runs"][0]["results"]


def test_the_log_is_valid_by_the_schema() -> None:
    assert_valid_json(to_sarif([tie_out()], every=True), "sarif-2.1.0.json")


def test_an_exception_stands_on_its_figure() -> None:
    (finding,) = results()
    region = finding["locations"][0]["physicalLocation"]["region"]
    assert (finding["ruleId"], finding["kind"], region["snippet"]["text"]) == ("RC001", "fail", "26%")
    line = RELEASE.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "26%"
    assert RELEASE[region["charOffset"] :][: region["charLength"]] == "26%"


def test_a_fix_puts_the_right_figure_into_the_source() -> None:
    (finding,) = results()
    (replacement,) = finding["fixes"][0]["artifactChanges"][0]["replacements"]
    deleted = replacement["deletedRegion"]
    start = deleted["charOffset"]
    fixed = RELEASE[:start] + replacement["insertedContent"]["text"] + RELEASE[start + deleted["charLength"] :]
    assert "up 25% from" in fixed


def test_operands_are_related_locations() -> None:
    (finding,) = results()
    told = [place["message"]["text"] for place in finding["relatedLocations"]]
    assert told == ["Revenue [3M 2025-06-30] $ 12,345", "Revenue [3M 2024-06-30] $ 9,876"]


def test_passes_are_listed_only_on_request() -> None:
    assert {result["kind"] for result in results()} == {"fail"}
    assert {result["kind"] for result in results(every=True)} >= {"fail", "pass", "notApplicable"}
