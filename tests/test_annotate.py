"""Annotations made by eye: their arithmetic is checked, and their places lead back to the figures."""

import json
import re
from pathlib import Path

import pytest

from bench.annotate import build, evaluate, rounds_to
from bench.annotations import Locator, read_gold
from ticktie.pipeline import check

RELEASE = b"""<html><body><p>Revenue was $28.6 million, up 29% from 29% less.</p>
<table><tr><td>Revenue</td><td>28,571</td></tr></table></body></html>"""


def test_an_expression_is_plain_arithmetic_or_refused() -> None:
    assert evaluate("(22,579 - 17,561) / 2") == 2509
    for bad in ("__import__('os')", "2 ** 9", "1 / 0", "x + 1", "(1"):
        with pytest.raises(ValueError, match=re.escape(repr(bad))):
            evaluate(bad)


def test_a_figure_is_right_within_half_a_unit_of_its_last_digit() -> None:
    assert rounds_to("28571/1000", "$28.6 million")
    assert not rounds_to("28400/1000", "$28.6 million")
    assert rounds_to("-807/1000", "$0.8 million")  # signs are compared by magnitude


def test_an_annotation_leads_back_to_its_figure(tmp_path: Path) -> None:
    result = check(RELEASE, name="own.htm")
    numbers = [one.figure.text for one in result.figures]
    content, doubts = build(result, [{"n": n, "verdict": "unsupported"} for n in range(1, len(numbers) + 1)])
    path = tmp_path / "own.json"
    path.write_text(json.dumps(content))
    locator = Locator(result)
    found = [locator.find(annotated) for annotated in read_gold(path)[1]]
    assert [one and one.figure.id for one in found] == [one.figure.id for one in result.figures]
    assert numbers.count("29%") == 2
    assert doubts == []


def test_a_verdict_that_its_arithmetic_denies_is_doubted() -> None:
    result = check(RELEASE, name="own.htm")
    _, doubts = build(result, [{"n": 1, "verdict": "exception", "expr": "28571/1000"}])
    assert doubts == ["b1 $28.6 million: exception, and 28571/1000 = 28.571"]
