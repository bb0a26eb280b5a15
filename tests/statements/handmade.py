"""Tables made by hand from Markdown, without readers: `| caption | figure | figure |`, a header row first."""

import re
from decimal import Decimal

from ticktie.model import Absence, Cell, Column, Extent, Role, Row, RowKind, StatementKind, Table

NOWHERE = Extent(0, 0)
ROLES = {"Change": Role.CHANGE, "% Change": Role.PERCENT_CHANGE}


def table_of(markdown: str) -> Table:
    """Return the table; a caption in `**` is bold, one that begins with `^` has a rule above its figures."""
    lines = [line.strip().strip("|").split("|") for line in markdown.strip().splitlines()]
    columns = tuple(
        Column(f"c{number}", label.strip(), None, ROLES.get(label.strip(), Role.AMOUNT))
        for number, label in enumerate(lines[0][1:], 1)
    )
    rows, cells = [], []
    for index, (caption, *texts) in enumerate(lines[1:]):
        found = [cell for column, text in enumerate(texts) if (cell := _cell(index, column, text.strip()))]
        kind = RowKind.LINE if found else RowKind.HEADER
        said = caption.strip()
        rows.append(
            Row(f"r{index + 1}", said.strip("*^ "), 0, kind, ruled=said.startswith("^"), bold=said.startswith("**"))
        )
        cells.extend(found)
    return Table("t1", "b1", "", StatementKind.OTHER, "USD", 1, columns, tuple(rows), tuple(cells))


def _cell(row: int, column: int, text: str) -> Cell | None:
    if not text:
        return None
    name = f"t1.r{row + 1}.c{column + 1}"
    if text == "-":
        return Cell(name, row, column, text, Decimal(0), 0, "USD", NOWHERE, Absence.DASH)
    unit = "percent" if "%" in text else "USD/shares" if "$0." in text else "USD"
    digits = re.sub(r"[^0-9.]", "", text)
    value = Decimal(digits) * (-1 if "(" in text else 1)
    return Cell(name, row, column, text, value, len(digits.partition(".")[2]), unit, NOWHERE)


def sums_of(table: Table) -> dict[str, str]:
    """Return each total's caption with its formula: {"Total": "Product + Service"}."""
    from ticktie.statements.totals import find_footings

    said = {}
    for footing in find_footings(table):
        terms = [("- " if weight < 0 else "+ ") + table.rows[row].caption for weight, row in footing.parts]
        said[table.rows[footing.total].caption] = " ".join(terms).removeprefix("+ ")
    return said
