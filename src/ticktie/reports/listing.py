"""Lists for a person: the figures of a release with their verdicts, and its statements as tables."""

from collections.abc import Iterator

from ticktie.model import Table, TieOut
from ticktie.reports.formula import Names
from ticktie.reports.machine import figure_formula
from ticktie.reports.quoting import clean, shortened

CAPTION_CHARS = 56
FIGURE_CHARS = 24
TITLE_CHARS = 100
QUOTE_CHARS = 30


def list_figures(tie_out: TieOut) -> str:
    """Return one line for each figure: id, verdict, the figure in its words, and what it was tied to."""
    names = Names.of(tie_out.tables, tie_out.supporting)
    texts = {block.id: block.text for block in tie_out.document.blocks}
    lines = []
    for result in tie_out.figures:
        figure = result.figure
        text = texts[figure.block]
        before = text[max(0, figure.start - QUOTE_CHARS) : figure.start]
        after = text[figure.end : figure.end + QUOTE_CHARS // 2]
        formula = figure_formula(result, names)
        shown = clean(f"{before:>{QUOTE_CHARS}}[{figure.text}]{after}")
        lines.append(f"{figure.id:<5} {result.verdict:<12} {shown}" + (f"  = {clean(formula)}" if formula else ""))
    return "".join(f"{line}\n" for line in lines)


def list_tables(tables: tuple[Table, ...]) -> str:
    """Return every table with its columns, its captions set in by depth, and its figures as printed."""
    return "\n".join("".join(f"{line}\n" for line in _table(table)) for table in tables)


def _table(table: Table) -> Iterator[str]:
    scale = f", × {table.scale:,}" if table.scale != 1 else ""
    yield f"{table.id}  {table.kind.replace('_', ' ')}  {clean(shortened(table.title, TITLE_CHARS))}"
    yield f"    {table.currency or 'no currency'}{scale}"
    for described in table.columns:
        period = f"  [{described.period}]" if described.period else ""
        label = clean(shortened(described.label, TITLE_CHARS))
        yield f"    {described.id}  {label}{period}  {described.role.replace('_', ' ')}"
    texts = {(cell.row, cell.column): clean(cell.text) for cell in table.cells}
    widths = [len(column.id) for column in table.columns]
    for (_, column), text in texts.items():
        widths[column] = min(max(widths[column], len(text)), FIGURE_CHARS)
    heads = "  ".join(f"{described.id:>{width}}" for described, width in zip(table.columns, widths, strict=True))
    yield f"    {'':<{CAPTION_CHARS}}  {heads}"
    for number, row in enumerate(table.rows):
        caption = shortened(clean("  " * min(row.depth, 8) + row.caption), CAPTION_CHARS)
        figures = "  ".join(f"{texts.get((number, index), ''):>{width}}" for index, width in enumerate(widths))
        yield f"    {caption:<{CAPTION_CHARS}}  {figures}".rstrip()
