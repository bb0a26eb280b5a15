"""Measure the arithmetic search on the AggreCol tables: `python -m bench.aggrecol dataset.jl.gz`.

Public statistics tables with annotated aggregations (lanchiang/AggreCol). Sums run down or across, with
the total first or last. A sum counts as found when its total and the set of its parts are the same.
"""

import gzip
import json
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

from ticktie.statements.summation import Matrix, Summation, find_sums, fit

Place = tuple[int, int]
Sum = tuple[Place, frozenset[Place]]

NUMBER = re.compile(r"\(?[-−+]?\$?\d[\d,]*(?:\.\d+)?\)?%?")
SHARE, BITS = 0.7, 8.0
DIFFERENCE_SHARE, DIFFERENCE_BITS = 0.9, 80.0
REACH = 10
SHOWN = 20
SEPARATORS = {"Comma": ",", "Space": " ", "Point": ".", "None": ""}


def read_number(text: str, number_format: str) -> tuple[int, int] | None:
    """Return (digits as an integer, number of decimals), or None where the text is no number."""
    thousands, point = number_format.split()
    text = text.strip().replace("\xa0", " ")
    if SEPARATORS[thousands]:
        text = re.sub(rf"(?<=\d){re.escape(SEPARATORS[thousands])}(?=\d\d\d(?!\d))", "", text)
    if point == "Comma":
        text = text.replace(",", ".")
    if not NUMBER.fullmatch(text) or len(text) > 40:
        return None
    negative = text.startswith(("(", "-", "−"))
    bare = text.strip("()-−+$%").lstrip("$").replace(",", "")
    whole, _, fraction = bare.partition(".")
    try:
        digits = int(whole + fraction)
    except ValueError:
        return None
    return (-digits if negative else digits), len(fraction)


def matrix_of(numbers: list[list[tuple[int, int] | None]]) -> tuple[Matrix, list[int]]:
    """Return the matrix of the rows that hold numbers, in half units, and their row indices."""
    kept = [row for row, cells in enumerate(numbers) if any(cells)]
    finest = max((cell[1] for row in kept for cell in numbers[row] if cell), default=0)
    width = max((len(numbers[row]) for row in kept), default=0)
    values, halves = [], []
    for column in range(width):
        cells = [numbers[row][column] if column < len(numbers[row]) else None for row in kept]
        values.append(tuple(cell and 2 * cell[0] * 10 ** (finest - cell[1]) if cell else None for cell in cells))
        halves.append(tuple(10 ** (finest - cell[1]) if cell else 0 for cell in cells))
    return Matrix(tuple(values), tuple(halves)), kept


def sums_of(table: list[list[tuple[int, int] | None]]) -> Iterator[tuple[int, tuple[int, ...], tuple[int, ...]]]:
    """Yield (total line, part lines, columns that agree), each once.

    Lines of whole numbers and lines of fractions (rates beside counts) are searched apart as well.
    """
    matrix, kept = matrix_of(table)
    whole = [all(cell is None or not cell[0] % 10 ** cell[1] for cell in table[row]) for row in kept]
    groups = [list(range(len(kept)))]
    if len(set(whole)) > 1:
        groups += [[line for line in groups[0] if whole[line] is kind] for kind in (True, False)]
    found: dict[tuple[int, frozenset[int]], Summation] = {}
    for lines in groups:
        for order in (lines, lines[::-1]):
            for one in find_sums(matrix, order, share=SHARE, bits=BITS):
                found.setdefault((one.total, frozenset(line for _, line in one.parts)), one)
    for one in differences(matrix):
        found.setdefault((one.total, frozenset(line for _, line in one.parts)), one)
    for one in found.values():
        yield kept[one.total], tuple(kept[line] for _, line in one.parts), one.fit.agrees + one.fit.trivial


def differences(matrix: Matrix) -> Iterator[Summation]:
    """Yield a = b + c for lines near each other where b = a - c is printed: the annotation calls that a sum of a."""
    for line in range(matrix.lines):
        near = [other for other in range(max(0, line - REACH), min(matrix.lines, line + REACH + 1)) if other != line]
        pairs: set[tuple[int, int]] = set()
        for column in matrix.pilots(line)[:2]:
            values, slack = [value or 0 for value in matrix.values[column]], matrix.halves[column]
            told = [other for other in near if values[other]]
            pairs |= {
                (one, two)
                for one in told
                for two in told
                if one != two and abs(values[line] - values[one] + values[two]) <= slack[line] + slack[one] + slack[two]
            }
        for one, two in sorted(pairs):
            result = fit(matrix, one, ((1, line), (1, two)))
            agrees = len(result.agrees)
            if result.evidence >= DIFFERENCE_BITS and agrees >= DIFFERENCE_SHARE * (agrees + len(result.fails)):
                yield Summation(one, ((1, line), (1, two)), result)


def predicted(record: dict[str, Any]) -> set[Sum]:
    """Return every sum found in one table, down and across."""
    number_format = record["number_format"]
    rows = [[read_number(text or "", number_format) for text in row] for row in record["table_array"]]
    width = max(map(len, rows), default=0)
    table = [[*row, *[None] * (width - len(row))] for row in rows]
    across = [list(column) for column in zip(*table, strict=True)]
    found: set[Sum] = set()
    for total, parts, columns in sums_of(table):
        found |= {((total, column), frozenset((part, column) for part in parts)) for column in columns}
    for total, parts, lines in sums_of(across):
        found |= {((row, total), frozenset((row, part) for part in parts)) for row in lines}
    return found


def annotated(record: dict[str, Any]) -> set[Sum]:
    return {
        (tuple(one["aggregator_index"]), frozenset(map(tuple, one["aggregatee_indices"])))
        for one in record["aggregation_annotations"]
        if one["operator"] == "Sum"
    }


def main(path: str) -> None:
    """Print how many annotated sums are found; the last line is the result."""
    right = said = true = 0
    began = time.perf_counter()
    per_table = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            truth, found = annotated(record), predicted(record)
            right, said, true = right + len(truth & found), said + len(found), true + len(truth)
            told = f"table {number}: annotated {len(truth)}, found {len(found)}, both {len(truth & found)}"
            per_table.append((len(truth ^ found), told))
    per_table.sort(reverse=True)
    print(*(told for _, told in per_table[:SHOWN]), sep="\n")
    print(f"{time.perf_counter() - began:.1f} s; annotated {true}, found {said}, both {right}")
    precision, recall = right / said, right / true
    print(f"sums: precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")


if __name__ == "__main__":
    main(sys.argv[1])
