"""Hostile HTML ends in a document or in TooLargeError, soon and without recursion."""

import time

import pytest

from ticktie import readers
from ticktie.errors import TooLargeError

_DEEP = 60_000
_LIMIT_SECONDS = 20.0

CASES = {
    "divs": "<div>" * _DEEP + "Revenue was $7.2 million",
    "bold": "<b>" * _DEEP + "x</i>" * _DEEP,
    "paragraphs in inline tags": "<p>" + "<font>" * _DEEP + "<p>x" * _DEEP,
    "tables": "<table><tr><td>a 12 <p>b" * _DEEP,
    "tables without cells": "<table>1" * _DEEP,
    "cells": "<table>" + "<td>1" * 100_000,
    "cells with paragraphs": "<table>" + "<td><p><p><p>" * 50_000,
    "a chain of paragraphs": "<table><td>" + "<p>" * 200_000,
    "unclosed tags": "<td " * 500_000,
    "unclosed quotes": '<td a="' * 200_000,
    "quotes with brackets": '<td a=">' * 100_000,
    "less-than signs": "<" * 1_000_000,
    "comments": "<p>x<!--" * 500_000,
    "scripts": "<p>x<script>" * 300_000,
    "references": "<p>" + "&amp;" * 500_000,
    "long references": "<p>&#" + "9" * 200_000 + "; &#x" + "f" * 200_000 + ";" + "&" * 100_000,
    "digits": "<p>" + "9" * 200_000,
    "blanks": "<p>" + " " * 1_000_000 + "x",
    "breaks": "<p>" + "a<br>" * 200_000,
    "styles": "<table><tr>" + "".join(f'<td style="padding-left:{i}pt">1' for i in range(50_000)),
    "closing tags": "x" + "</div></b></table></td>" * 100_000,
    "rows": "<table>" + "</tr><tr>" * 200_000 + "<td>1",
    "unclosed rows": "<table>" + "<tr><td>1" * 200_000 + "</tr>",
    "rows that end in other letters": "<table>" + "<tr><td>1</td></TR>" * 50_000,
    "rows that are all different": "<table>"
    + "".join(f'<tr><td id="{i}">A</td><td>1</td></tr>' for i in range(50_000)),
    "ruled rows": "<table>" + '<tr><td colspan="900" style="border-top:1px solid">1</td></tr>' * 2_000,
    "a wide table": '<table><tr><td>A<td colspan="1000000000" style="border-top:1px solid">1</table>',
}


@pytest.mark.parametrize("body", CASES.values(), ids=CASES.keys())
def test_it_is_read(body: str) -> None:
    start = time.process_time()
    document = readers.read(f"<html>{body}</html>".encode(), "hostile.htm")
    assert document.source.format == "html"
    assert time.process_time() - start < _LIMIT_SECONDS


def test_endless_spans_are_too_large() -> None:
    rows = '<tr><td colspan="1000" rowspan="9999">1</td></tr>' * 3000
    with pytest.raises(TooLargeError, match=r"hostile\.htm: tables of more than 2,000,000 cells"):
        readers.read(f"<html><table>{rows}</table>".encode(), "hostile.htm")
