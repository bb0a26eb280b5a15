"""Print the tables of releases compactly: captions × columns with periods, roles and values.

python bench/show_tables.py FILE [--table t3] [--brief] [--width 44]
"""

import argparse
import sys
from pathlib import Path

from ticktie.model import Cell, Table
from ticktie.readers import read
from ticktie.statements import reporting_context, understand_tables


def show_table(table: Table, *, width: int, brief: bool) -> None:
    scale = f"{table.currency or '-'} ×{table.scale}"
    print(f"\n== {table.id} [{table.block}] {table.kind} {scale} | {table.title[:160]}")
    for column in table.columns:
        dimension = f" <{column.dimension}>" if column.dimension else ""
        print(f"   {column.id}: {column.period or '?'} {column.role}{dimension} | {column.label[:100]}")
    if brief:
        return
    by_row: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, {})[cell.column] = cell
    for index, row in enumerate(table.rows):
        mark = {"total": "T", "header": "H"}.get(row.kind, " ") + ("_" if row.ruled else " ")
        caption = ("  " * row.depth + row.caption)[:width]
        cells = by_row.get(index, {})
        values = [_shown(cells.get(position)) for position in range(len(table.columns))]
        notes = " ".join(
            part
            for part in (
                row.concept.removeprefix("us-gaap:")[:30],
                f"§{row.section[-1][:20]}" if row.section else "",
                str(row.period or ""),
                "¶" if row.caption_block else "",
            )
            if part
        )
        print(f"  {row.id:>4}{mark} {caption:<{width}} " + " ".join(f"{value:>16}" for value in values) + f"  {notes}")
    for footing in table.footings:
        parts = " ".join(f"{'+' if weight > 0 else '-'}r{part + 1}" for weight, part in footing.parts)
        print(f"   r{footing.total + 1} = {parts}  ({footing.settled})")


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return "·"
    unit = {"USD": "$", "USD/shares": "$/s", "percent": "%", "shares": "sh", "pure": "#"}.get(cell.unit, cell.unit)
    return f"{cell.value if cell.value is not None else 'NM'}{unit}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--table", default="")
    parser.add_argument("--brief", action="store_true")
    parser.add_argument("--width", type=int, default=44)
    options = parser.parse_args()
    for path in options.files:
        document, tables = understand_tables(read(path.read_bytes(), path.name))
        print(f"#### {path.name}: {len(tables)} tables, {reporting_context(document, tables)}")
        for table in tables:
            if options.table in ("", table.id):
                show_table(table, width=options.width, brief=options.brief)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
