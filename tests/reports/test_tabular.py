"""CSV and Parquet: the documented tables, safe in a spreadsheet."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest
from format_helpers import tie_out

from ticktie.reports.rows import TABLES
from ticktie.reports.tabular import to_csv, to_parquet

DATA_PAGE = Path(__file__).parents[2] / "docs" / "data.md"


def read(name: str) -> list[dict[str, str]]:
    text = to_csv(TABLES[name], [(tie_out(), "q2.htm")]).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_a_figure_has_its_verdict_and_formula() -> None:
    by_text = {row["text"]: row for row in read("figures")}
    assert (by_text["26%"]["verdict"], by_text["$12.3 million"]["value"]) == ("exception", "12300000")
    assert by_text["$12.3 million"]["formula"] == "Revenue [3M 2025-06-30]"


def test_a_text_that_begins_like_a_formula_is_quoted_and_a_number_is_not() -> None:
    by_caption = {(row["caption"], row["period_end"]): row for row in read("facts")}
    assert ("'=Gross profit", "2025-06-30") in by_caption
    assert by_caption["Cost of revenue", "2025-06-30"]["value"] == "-7100000"


def test_lines_end_as_rfc_4180_says() -> None:
    data = to_csv(TABLES["ties"], [(tie_out(), "q2.htm")])
    assert data.count(b"\r\n") == data.count(b"\n") == len(read("ties")) + 1


@pytest.mark.parametrize("name", sorted(TABLES))
def test_parquet_has_the_documented_columns(name: str, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / f"{name}.parquet"
    path.write_bytes(to_parquet(TABLES[name], [(tie_out(), "q2.htm")]))
    columns = duckdb.sql(f"describe select * from '{path}'").fetchall()
    section = DATA_PAGE.read_text(encoding="utf-8").partition(f"## `{name}`")[2].partition("\n## ")[0]
    documented = re.findall(r"^\| `(\w+)` \| ([\w\[\](), ]+?) \|", section, re.MULTILINE)
    release = DATA_PAGE.read_text(encoding="utf-8").partition("## Every table")[2].partition("\n## ")[0]
    shared = re.findall(r"^\| `(\w+)` \| ([\w\[\](), ]+?) \|", release, re.MULTILINE)
    assert [(column, kind) for column, kind, *_ in columns] == shared + documented


def test_parquet_and_csv_hold_the_same_amounts(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "facts.parquet"
    path.write_bytes(to_parquet(TABLES["facts"], [(tie_out(), "q2.htm")]))
    total = duckdb.sql(f"select sum(value_decimal) from '{path}'").fetchall()[0][0]
    # (12,345 + 9,876 - 7,100 - 5,900 + 5,245 + 3,976) thousand
    assert total == sum(Decimal(row["value"]) for row in read("facts")) == Decimal("18442000")
