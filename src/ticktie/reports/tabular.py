"""Tables as CSV and as Parquet; what they hold is in rows.py and docs/data.md."""

import csv
import io
import json
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from ticktie.errors import SettingsError
from ticktie.model import TieOut
from ticktie.reports.quoting import clean
from ticktie.reports.rows import Kind, Row, TableShape, Value, rows

# A text that begins so could run as a formula in a spreadsheet; a quote before it makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_QUOTED_STARTS = (*_FORMULA_STARTS, "'")
_TEXTS = (Kind.TEXT, Kind.LIST)

_SQL_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.CODE: "VARCHAR",
    Kind.NUMBER: "VARCHAR",
    Kind.LIST: "VARCHAR[]",
    Kind.CODES: "VARCHAR[]",
    Kind.DECIMAL: "DECIMAL(38, 10)",
    Kind.WHOLE: "BIGINT",
    Kind.DATE: "DATE",
    Kind.TRUTH: "BOOLEAN",
}


# DuckDB fetches nothing; which files it may touch is set once they are known.
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 1,
}


def to_csv(shape: TableShape, releases: Iterable[tuple[TieOut, str]]) -> bytes:
    r"""Return a table over some releases as CSV (RFC 4180): UTF-8, a header, \r\n at line ends, nothing for null.

    Texts of a release that a spreadsheet would take for a formula get a ' before them.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _ in shape.columns])
    kinds = [kind for _, kind in shape.columns]
    for tie_out, path in releases:
        for row in rows(shape, tie_out, path):
            writer.writerow([_cell(value, kind) for value, kind in zip(row, kinds, strict=True)])
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: Value, kind: Kind) -> str:
    """Return a value as a CSV field.

    >>> _cell("=1+1", Kind.TEXT), _cell("-5", Kind.NUMBER), _cell(True, Kind.TRUTH), _cell(["n1", "n2"], Kind.CODES)
    ("'=1+1", '-5', 'true', 'n1 n2')
    """
    if value is None:
        return ""
    if isinstance(value, list):
        text = (" | " if kind is Kind.LIST else " ").join(value)
    elif isinstance(value, bool):
        text = "true" if value else "false"
    else:
        text = str(value)
    if kind in _TEXTS:
        text = clean(text)
        return f"'{text}" if text.startswith(_QUOTED_STARTS) else text
    return text


def need_duckdb() -> None:
    """Raise SettingsError where DuckDB, which writes Parquet, is not installed."""
    if find_spec("duckdb") is None:
        raise SettingsError("Parquet needs DuckDB, which is not installed; get it with: pip install 'ticktie[store]'")


def to_parquet(shape: TableShape, releases: Iterable[tuple[TieOut, str]]) -> bytes:
    """Return a table over some releases as a Parquet file (zstd).

    Raises:
        SettingsError: DuckDB is not installed.
    """
    need_duckdb()
    import duckdb

    columns = {name: _SQL_TYPES[kind] for name, kind in shape.columns}
    with tempfile.TemporaryDirectory(prefix="ticktie-") as folder:
        lines, target = Path(folder, "rows.json"), Path(folder, "table.parquet")
        with lines.open("w", encoding="utf-8", errors="replace") as file:
            for tie_out, path in releases:
                for row in rows(shape, tie_out, path):
                    file.write(_json_line(shape, row))
        with duckdb.connect(":memory:", config=_OFFLINE) as database:
            database.execute(f"SET temp_directory = {_quoted(folder)}")
            database.execute(f"SET allowed_directories = [{_quoted(folder)}]")
            database.execute("SET enable_external_access = false")
            database.execute(
                f"COPY (SELECT * FROM read_json($lines, format = 'newline_delimited', columns = {_sql(columns)})) "
                f"TO {_quoted(str(target))} (FORMAT parquet, COMPRESSION zstd, "
                f"KV_METADATA {{ticktie_table: {_quoted(shape.name)}, ticktie_schema: '1'}})",
                {"lines": str(lines)},
            )
        return target.read_bytes()


def _json_line(shape: TableShape, row: Row) -> str:
    named = {name: value for (name, _), value in zip(shape.columns, row, strict=True)}
    return json.dumps(named, ensure_ascii=False, separators=(",", ":")) + "\n"


def _sql(columns: dict[str, str]) -> str:
    return "{" + ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, kind in columns.items()) + "}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
