"""What `check --format json` prints, against the published schema and against itself."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

import ticktie
from ticktie.reports.machine import figures_to_json, schema, tables_to_json, to_json

EXAMPLES = Path(__file__).parents[1] / "examples"
SHARED = Path(__file__).parents[2] / "shared" / "releases"
NAMES = ["release.htm", "release.txt"]
FIELDS = "schema_version document blocks tables figures ties findings coverage failures supporting".split()


@pytest.fixture(scope="module", params=NAMES)
def data(request: pytest.FixtureRequest) -> Any:
    return json.loads(to_json(ticktie.check(EXAMPLES / request.param)))


@pytest.fixture(scope="module")
def validator() -> Any:
    return jsonschema_rs.validator_for(json.loads(schema()), validate_formats=True)


def test_output_meets_the_schema(data: Any, validator: Any) -> None:
    assert [error.message for error in validator.iter_errors(data)] == []


def test_a_number_that_is_no_plain_decimal_does_not_meet_the_schema(data: Any, validator: Any) -> None:
    figure = data["figures"][0] | {"value": "7.2E+6"}
    assert not validator.is_valid(data | {"figures": [figure]})


def test_fields_stand_in_the_published_order(data: Any) -> None:
    assert list(data) == FIELDS
    assert list(data["figures"][0])[:8] == ["id", "block", "start", "end", "text", "value", "unit", "decimals"]
    assert list(data["ties"][0])[:6] == ["id", "rule", "relation", "target", "operands", "outcome"]


def test_every_figure_stands_where_it_says(data: Any) -> None:
    texts = {block["id"]: block["text"] for block in data["blocks"]}
    for figure in data["figures"]:
        assert texts[figure["block"]][figure["start"] : figure["end"]] == figure["text"]


def test_every_id_that_is_named_exists_once(data: Any) -> None:
    tables = data["tables"]
    cells = [cell["id"] for table in tables for cell in table["cells"]]
    figures = [figure["id"] for figure in data["figures"]]
    blocks = [block["id"] for block in data["blocks"]]
    for ids in (cells, figures, blocks, [tie["id"] for tie in data["ties"]]):
        assert len(ids) == len(set(ids))
    printed = set(cells) | set(figures)
    for tie in data["ties"]:
        assert {tie["target"], *tie["operands"]} <= printed
    for figure in data["figures"]:
        assert set(figure["evidence"]) <= printed
    for finding in data["findings"]:
        assert set(finding["figures"]) <= printed
        assert {part["id"] for part in finding["evidence"]} <= printed | set(blocks)


def test_coverage_counts_what_is_listed(data: Any) -> None:
    verdicts = [figure["verdict"] for figure in data["figures"]]
    coverage = data["coverage"]
    assert coverage["figures"] == len(verdicts)
    for verdict in ("tied", "exception", "unsupported"):
        assert coverage[verdict] == verdicts.count(verdict)
    assert coverage["cells"] == sum(len(table["cells"]) for table in data["tables"])
    assert coverage["ties"] == len(data["ties"])
    assert 0 < coverage["cells_in_ties"] <= coverage["cells"]


def test_every_exception_has_a_finding_that_blames_it(data: Any) -> None:
    blamed = {name for finding in data["findings"] for name in finding["figures"]}
    exceptions = {figure["id"] for figure in data["figures"] if figure["verdict"] == "exception"}
    assert exceptions <= blamed


def test_amounts_are_in_full_units(data: Any) -> None:
    # "Revenue ... $7,219" of a statement in thousands.
    cells = [cell for table in data["tables"] for cell in table["cells"] if "7,219" in cell["text"]]
    assert [(cell["value"], cell["decimals"]) for cell in cells] == [("7219000", -3)]
    shown = [figure for figure in data["figures"] if figure["text"] == "$7.2 million"]
    assert {(figure["value"], figure["decimals"], figure["unit"]) for figure in shown} == {("7200000", -5, "USD")}


def test_lists_are_parts_of_the_whole(data: Any) -> None:
    tie_out = ticktie.check(EXAMPLES / data["document"]["name"])
    assert json.loads(figures_to_json(tie_out))["figures"] == data["figures"]
    assert json.loads(tables_to_json(tie_out.document, tie_out.tables))["tables"] == data["tables"]


def test_real_releases_meet_the_schema(validator: Any) -> None:
    if not SHARED.is_dir():
        pytest.skip("needs the shared releases beside the repository")
    for path in sorted(SHARED.glob("*.htm"))[::8] + sorted(SHARED.glob("*.txt"))[::12]:
        data = json.loads(to_json(ticktie.check(path)))
        assert [error.message for error in validator.iter_errors(data)] == [], path.name
        assert data["failures"] == []
