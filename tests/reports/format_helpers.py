"""A small release with one exception, and the schemas of the outputs."""

import json
from functools import lru_cache
from pathlib import Path

import jsonschema_rs
from lxml import etree

import ticktie
from ticktie.model import TieOut

SCHEMAS = Path(__file__).parents[1] / "schemas"

RELEASE = """<html><body><h1>Example Corp Reports Second Quarter Results</h1>
<p>Exampleton, July 24, 2025 &mdash; Example Corp today announced its second quarter ended June 30, 2025.</p>
<p>Revenue was $12.3 million, up 26% from $9.9 million in the second quarter of 2024. Orders were $40.5 million.
</p>
<p>CONDENSED STATEMENTS OF INCOME (in thousands)</p>
<table>
<tr><td></td><td>Three Months Ended June 30, 2025</td><td>Three Months Ended June 30, 2024</td></tr>
<tr><td>Revenue</td><td>$ 12,345</td><td>$ 9,876</td></tr>
<tr><td>Cost of revenue</td><td>(7,100)</td><td>(5,900)</td></tr>
<tr><td>=Gross profit</td><td>5,245</td><td>3,976</td></tr>
</table></body></html>"""


@lru_cache(maxsize=1)
def tie_out() -> TieOut:
    """Return the tie-out of the release: 12,345 / 9,876 - 1 is 25.0 %, so 26% is an exception."""
    return ticktie.check(RELEASE.encode(), name="q2.htm")


@lru_cache(maxsize=4)
def _validator(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads((SCHEMAS / name).read_text(encoding="utf-8")))


def assert_valid_json(text: str, schema: str) -> None:
    """Assert that a JSON text is valid by one of the schemas."""
    errors = [f"{error.instance_path}: {error.message}" for error in _validator(schema).iter_errors(json.loads(text))]
    assert not errors, errors[:5]


def assert_valid_junit(text: str) -> None:
    """Assert that a JUnit report is valid by its schema."""
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "junit.xsd")))
    schema.assertValid(etree.fromstring(text.encode()))
