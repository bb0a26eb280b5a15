"""Documents with grids made by hand, as readers give them: raw cells with their columns, indents and rules."""

from ticktie.model import Block, BlockKind, Document, Extent, Grid, GridCell, GridRow, Source, Table
from ticktie.statements import understand_tables


def row(*cells: tuple[int, str] | tuple[int, str, int], indent: float = 0.0, rule: tuple[int, ...] = ()) -> GridRow:
    """Return a row of (raw column, text[, width]) cells; places in the source are made up, in order."""
    made = tuple(
        GridCell(text, column, width[0] if width else 1, Extent(column * 100, column * 100 + len(text)))
        for column, text, *width in cells
    )
    return GridRow(made, indent=indent, rule_columns=rule)


def grid(*rows: GridRow) -> Grid:
    """Return a grid just wide enough."""
    return Grid(rows, max(cell.column + cell.width for each in rows for cell in each.cells))


def document(*parts: str | Grid, title: str = "") -> Document:
    """Return a document of paragraphs, headings ("# …") and tables."""
    blocks = []
    for number, part in enumerate(parts, 1):
        name, extent = f"b{number}", Extent(number * 1000, number * 1000 + 1)
        if isinstance(part, Grid):
            blocks.append(Block(name, BlockKind.TABLE, "", extent, grid=part))
        elif part.startswith("# "):
            blocks.append(Block(name, BlockKind.HEADING, part[2:], extent, level=3))
        else:
            blocks.append(Block(name, BlockKind.PARAGRAPH, part, extent))
    return Document(Source("made.txt", "text", "", ""), title, tuple(blocks))


def plain(text: str) -> Grid:
    """Return the grid of "caption | figure | figure" lines; leading blanks of a line are its indent."""
    rows = []
    for line in text.strip("\n").splitlines():
        indent = len(line) - len(line.lstrip())
        cells = [(column, part.strip()) for column, part in enumerate(line.split("|")) if part.strip()]
        if cells:
            rows.append(row(*cells, indent=float(indent)))
    return grid(*rows)


def tables_of(*parts: str | Grid) -> tuple[Table, ...]:
    """Understand the tables of a document made of parts."""
    return understand_tables(document(*parts))[1]


def table_of(*parts: str | Grid) -> Table:
    """Understand the only table of a document made of parts."""
    (table,) = tables_of(*parts)
    return table


def values(table: Table, number: int) -> list[tuple[str, int, str]]:
    """Return value, decimals and unit of each cell of a row (its number begins with 1)."""
    return [
        (format(cell.value, "f") if cell.value is not None else "NM", cell.decimals, cell.unit)
        for cell in table.cells
        if cell.row == number - 1
    ]


def periods(table: Table) -> list[str]:
    """Return the columns' periods as they print, "?" where there is none."""
    return [str(column.period) if column.period else "?" for column in table.columns]
