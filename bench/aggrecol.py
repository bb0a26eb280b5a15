"""Measure the arithmetic search on the AggreCol tables: `python -m bench.aggrecol dataset.jl.gz`.

Public statistics tables with annotated aggregations (lanchiang/AggreCol). Sums run down or across, with
the total first or last. A sum counts as found when its total and the set of its parts are the same.
Averages, products and divisions, which are annotated too, are none of ours.
"""

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ticktie.statements.summation import Matrix, Summation, find_sums, fit

Place = tuple[int, int]
Sum = tuple[Place, frozenset[Place]]
Numbers = list[list[tuple[int, int] | None]]

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


def matrix_of(numbers: Numbers) -> tuple[Matrix, list[int]]:
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


def sums_of(table: Numbers) -> Iterator[tuple[int, tuple[int, ...], tuple[int, ...]]]:
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


def numbers_of(record: dict[str, Any]) -> Numbers:
    """Return the numbers of a table as (digits, decimals), all rows of one width."""
    rows = [[read_number(text or "", record["number_format"]) for text in row] for row in record["table_array"]]
    width = max(map(len, rows), default=0)
    return [[*row, *[None] * (width - len(row))] for row in rows]


def predicted(table: Numbers) -> set[Sum]:
    """Return every sum found in one table, down and across."""
    across = [list(column) for column in zip(*table, strict=True)]
    found: set[Sum] = set()
    for total, parts, columns in sums_of(table):
        found |= {((total, column), frozenset((part, column) for part in parts)) for column in columns}
    for total, parts, lines in sums_of(across):
        found |= {((row, total), frozenset((row, part) for part in parts)) for row in lines}
    return found


def annotated(record: dict[str, Any]) -> set[Sum]:
    """Return the sums that the annotation of one table has."""
    return {
        (tuple(one["aggregator_index"]), frozenset(map(tuple, one["aggregatee_indices"])))
        for one in record["aggregation_annotations"]
        if one["operator"] == "Sum"
    }


def classes(table: Numbers, truth: set[Sum], found: set[Sum]) -> Counter[str]:
    """Count the sums that annotation and search do not share, by what sets them apart; the first that fits counts."""
    known, said = {total for total, _ in truth}, {total for total, _ in found}
    counts: Counter[str] = Counter()
    for one in truth - found:
        counts[f"missed: {_why_missed(one, table, said)}"] += 1
    for total, _ in found - truth:
        counts["surplus: other parts than annotated" if total in known else "surplus: no annotated total"] += 1
    return counts


def _why_missed(one: Sum, table: Numbers, said: set[Place]) -> str:
    total, parts = one
    stated = table[total[0]][total[1]]
    added = [cell for row, column in parts if (cell := table[row][column]) is not None]
    if stated is None or not added:
        return "total or all parts blank or no numbers"
    finest = max(decimals for _, decimals in (stated, *added))
    first, *rest = (2 * digits * 10 ** (finest - decimals) for digits, decimals in (stated, *added))
    if abs(first - sum(rest)) > sum(10 ** (finest - decimals) for _, decimals in (stated, *added)):
        return "does not add up within rounding"
    if total in said:
        return "other parts found for the total"
    if len(parts) == 1:
        return "one part"
    axis = 0 if len({row for row, _ in parts}) > 1 else 1
    places = sorted(place[axis] for place in (total, *parts))
    return "parts and total in one run" if places[-1] - places[0] == len(parts) else "lines between parts or total"


@dataclass(frozen=True, slots=True)
class Measured:
    """Sums annotated, found and both over a file of tables; `classes` of those that are not shared.

    Attributes:
        tables: (sums not shared, what is told of the table) for every table, worst first.
    """

    true: int
    said: int
    right: int
    classes: Counter[str]
    tables: list[tuple[int, str]]

    @property
    def line(self) -> str:
        """The closing line."""
        precision, recall = self.right / self.said, self.right / self.true
        f1 = 2 * precision * recall / (precision + recall)
        return f"sums: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"

    @property
    def counted(self) -> str:
        """The classes with their counts, a line each, most frequent first."""
        return "\n".join(f"{count:6}  {name}" for name, count in self.classes.most_common())


def measure(path: Path) -> Measured:
    """Search every table of a file and compare with its annotations."""
    right = said = true = 0
    apart: Counter[str] = Counter()
    tables = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            table, truth = numbers_of(record), annotated(record)
            found = predicted(table)
            right, said, true = right + len(truth & found), said + len(found), true + len(truth)
            apart += classes(table, truth, found)
            told = f"table {number}: annotated {len(truth)}, found {len(found)}, both {len(truth & found)}"
            tables.append((len(truth ^ found), told))
    return Measured(true, said, right, apart, sorted(tables, reverse=True))


def main(path: Path) -> None:
    """Print how many annotated sums are found; the last line is the result."""
    began = time.perf_counter()
    measured = measure(path)
    print(*(told for _, told in measured.tables[:SHOWN]), sep="\n")
    print(f"\n{measured.counted}\n")
    spent = time.perf_counter() - began
    print(f"{spent:.1f} s; annotated {measured.true}, found {measured.said}, both {measured.right}")
    print(measured.line)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("name the file of tables: python -m bench.aggrecol FILE.jl.gz")
    main(Path(sys.argv[1]))
