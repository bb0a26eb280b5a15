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
from decimal import Decimal

from ticktie.statements.summation import Matrix, Summation, find_sums

Place = tuple[int, int]
Sum = tuple[Place, frozenset[Place]]

NUMBER = re.compile(r"\(?[-−+]?\$?\d[\d,]*(?:\.\d+)?\)?%?")
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
    """Yield (total line, part lines, columns that agree)."""
    matrix, kept = matrix_of(table)
    forward = range(len(kept))
    found: list[Summation] = []
    for order in (forward, reversed(forward)):
        found += find_sums(matrix, order, share=SHARE, bits=BITS)
    for summation in found:
        parts = tuple(kept[line] for _, line in summation.parts)
        yield kept[summation.total], parts, summation.fit.agrees + summation.fit.trivial


SHARE, BITS = 0.7, 8.0


def predicted(record: dict) -> set[Sum]:
    """Return every sum found in one table, down and across."""
    number_format = record["number_format"]
    table = [[read_number(text or "", number_format) for text in row] for row in record["table_array"]]
    width = max(map(len, table), default=0)
    across = [[row[column] if column < len(row) else None for row in table] for column in range(width)]
    found: set[Sum] = set()
    for total, parts, columns in sums_of(table):
        found |= {((total, c), frozenset((part, c) for part in parts if table[part][c])) for c in columns}
    for total, parts, rows in sums_of(across):
        found |= {((r, total), frozenset((r, part) for part in parts if across[part][r])) for r in rows}
    return found


def annotated(record: dict) -> set[Sum]:
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
            per_table.append((len(truth ^ found), number, len(truth), len(found), len(truth & found)))
    per_table.sort(reverse=True)
    for wrong, number, truth, found, both in per_table[:20]:
        print(f"table {number}: {wrong} wrong; annotated {truth}, found {found}, both {both}")
    print(f"{time.perf_counter() - began:.1f} s; annotated {true}, found {said}, both {right}")
    precision, recall = right / said, right / true
    print(f"sums: precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")


if __name__ == "__main__":
    main(sys.argv[1])
