"""Hostile texts end in a document, in time that grows with their length."""

import time

import pytest
from text_helpers import read

HOSTILE = {
    "a megabyte of blanks": " " * 1_000_000,
    "a megabyte of line ends": "\n" * 1_000_000,
    "a paragraph of 600 KB": "the 1,234 words and " * 30_000,
    "a number of 200,000 digits": "Revenue was $" + "1" * 200_000 + " million.",
    "a line of a million letters": "a" * 1_000_000 + "\n" + "b c" * 300_000,
    "100,000 lines of a bar": "|\n" * 100_000,
    "a million bars": "|" * 1_000_000,
    "a table of 50,000 rows": "| a | 1 | 2 |\n" * 50_000,
    "cells broken over 200,000 lines": "a\n| $\n| 1\n|\n| 2\n|\n" * 30_000,
    "rows parted by blank lines": "a |\n1 |\n2 |\n\n\n" * 30_000,
    "50,000 rows of tabs": "a\t1\t2\n" * 50_000,
    "a line of tabs": "a\t" * 300_000,
    "50,000 rows set by blanks": "Revenue      1,234     5,678\n" * 50_000,
    "captions without values": "Revenue\n  and more\n" * 50_000 + "Revenue      1,234     5,678\n" * 10,
    "stars": "*a " * 200_000 + "**" * 200_000,
    "brackets": "[" * 300_000 + "[a](" * 100_000,
    "ampersands and angles": "&" * 300_000 + "<" * 300_000,
    "rules": "-----   " * 100_000 + "\n-----" * 100_000,
    "200,000 short lines": "word\n" * 200_000,
    "a row of 200 cells of all kinds": ("c|" + "1|t||$|)|" * 40 + "\n") * 300,
    "39 columns with ragged rows": ("c|" + "|t" * 39 + "|||||\n" + "c|" + "$|1||" * 38 + "\n") * 50,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_ends_in_a_document(name: str) -> None:
    started = time.process_time()
    read(HOSTILE[name])
    assert time.process_time() - started < 20
