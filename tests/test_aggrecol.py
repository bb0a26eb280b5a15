"""Sums that the search on foreign tables and their annotation do not share are counted by what sets them apart."""

import gzip
import json
from pathlib import Path

from bench.aggrecol import measure

# "All" is North and South in each year (1,013 + 2,041 = 3,054). The annotation also claims a sum that is none.
TABLE = [
    ["", "2021", "2022", "2023"],
    ["North", "1013", "1127", "1239"],
    ["South", "2041", "2257", "2371"],
    ["All", "3054", "3384", "3610"],
    ["Staff", "17", "18", "19"],
]


def annotation(total: tuple[int, int], *parts: tuple[int, int]) -> dict[str, object]:
    return {"operator": "Sum", "aggregator_index": total, "aggregatee_indices": parts}


def test_a_wrong_annotation_is_missed_for_its_arithmetic(tmp_path: Path) -> None:
    sums = [annotation((3, column), (1, column), (2, column)) for column in (1, 2, 3)]
    wrong = annotation((4, 1), (1, 1), (2, 1))  # 17 is not 1,013 + 2,041
    record = {"number_format": "None Point", "table_array": TABLE, "aggregation_annotations": [*sums, wrong]}
    path = tmp_path / "tables.jl.gz"
    path.write_bytes(gzip.compress(json.dumps(record).encode()))
    measured = measure(path)
    assert (measured.true, measured.said, measured.right) == (4, 3, 3)
    assert dict(measured.classes) == {"missed: does not add up within rounding": 1}
    assert measured.line == "sums: precision 1.000 recall 0.750 F1 0.857"
