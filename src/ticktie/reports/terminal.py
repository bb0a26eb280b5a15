"""The result for a person at a terminal: a summary line, the findings, and on request what is unsupported."""

from collections.abc import Iterator
from dataclasses import dataclass

from ticktie.model import (
    Block,
    Cell,
    Figure,
    FigureResult,
    Finding,
    Outcome,
    Printed,
    Proof,
    Severity,
    Table,
    TieOut,
    Verdict,
)
from ticktie.reports.findings import CAUSE_WORDS
from ticktie.reports.formula import Names, operands, printed_by_id, show_formula
from ticktie.reports.positions import Places
from ticktie.reports.quoting import BOLD, DIM, GREEN, RED, YELLOW, Style, clean, quote, shortened

CAPTION_CHARS = 60
TITLE_CHARS = 100


def render(tie_out: TieOut, *, name: str = "", colour: bool = False, unsupported: bool = False) -> str:
    """Return the report, ending in a line feed.

    Args:
        tie_out: what was found.
        name: what to call the document, by default its own name.
        colour: whether to use the colours of a terminal; without, a figure is underlined by ^^^.
        unsupported: whether to list the figures that nothing in the document proves or refutes.
    """
    style = Style(colour)
    lines = [_summary(tie_out, name or tie_out.document.source.name, style)]
    lines += [f"  {clean(remark)}" for remark in tie_out.document.source.remarks]
    failed = {(proof.tie.rule, proof.tie.target.id): proof for proof in tie_out.proofs if _is_failed(proof)}
    view = _View.of(tie_out, style)
    for finding in tie_out.findings:
        proof = failed.get((finding.rule, finding.figures[0])) if finding.figures else None
        lines += ["", *_finding(finding, proof, view)]
    for failure in tie_out.failures:
        lines += ["", style.paint(f"{failure}. This is a bug in ticktie.", RED)]
    if unsupported:
        lines += _unsupported(tie_out, view)
    return "\n".join(lines) + "\n"


def _is_failed(proof: Proof) -> bool:
    return proof.outcome is Outcome.DISAGREES


@dataclass(frozen=True, slots=True)
class _View:
    """What the lines of a report look up."""

    names: Names
    places: Places
    printed: dict[str, Printed]
    blocks: dict[str, Block]
    tables: dict[str, Table]
    lines: dict[tuple[str, int], list[Cell]]
    style: Style

    @classmethod
    def of(cls, tie_out: TieOut, style: Style) -> "_View":
        lines: dict[tuple[str, int], list[Cell]] = {}
        for table in tie_out.tables:
            for cell in table.cells:
                lines.setdefault((table.id, cell.row), []).append(cell)
        return cls(
            names=Names.of(tie_out.tables, tie_out.supporting),
            places=Places.of(tie_out),
            printed=printed_by_id(tie_out),
            blocks={block.id: block for block in tie_out.document.blocks},
            tables={table.id: table for table in tie_out.tables},
            lines=lines,
            style=style,
        )


def _summary(tie_out: TieOut, name: str, style: Style) -> str:
    coverage = tie_out.coverage
    counts = [
        style.paint(f"{coverage.tied} tied", GREEN),
        style.paint(
            f"{coverage.exception} exception{'s' * (coverage.exception != 1)}", RED if coverage.exception else ""
        ),
        f"{coverage.unsupported} unsupported",
    ]
    head = style.paint(clean(name), BOLD)
    tables = f"tables: {coverage.cells_in_ties} of {coverage.cells} cells in {coverage.ties} ties"
    number = len(tie_out.findings)
    found = f"{number} finding{'s' * (number != 1)}"
    return f"{head}: {coverage.figures} figures: {', '.join(counts)}; {tables}; {found}"


def _finding(finding: Finding, proof: Proof | None, view: _View) -> Iterator[str]:
    style = view.style
    tone = YELLOW if finding.severity is Severity.ROUNDING else RED
    position = view.places.of_finding(finding)
    where = "" if position.in_text else f", {position.place}"
    yield f"{style.paint(f'{finding.id} {finding.rule} {finding.name}', tone)} [{finding.severity}]{where}"
    target = view.printed.get(finding.figures[0]) if finding.figures else None
    if isinstance(target, Figure):
        yield from quote(view.blocks[target.block].text, target.start, target.end, style, tone)
    elif isinstance(target, Cell):
        yield from _row(target, view, tone)
    elif finding.evidence and finding.evidence[0].id in view.blocks:
        yield from _quote_words(view.blocks[finding.evidence[0].id].text, finding.stated, style, tone)
    yield from _facts(finding, proof, view)


def _facts(finding: Finding, proof: Proof | None, view: _View) -> Iterator[str]:
    if proof is None:
        yield f"  {clean(finding.message)}"
    else:
        formula = clean(show_formula(proof.tie.formula, view.names))
        yield f"  stated      {clean(finding.stated)}"
        yield f"  recomputed  {clean(finding.recomputed)} = {formula}"
        yield from operand_lines(proof, view.names, indent=14)
    yield f"  cause       {CAUSE_WORDS[finding.cause]}"
    if finding.suggestion:
        yield f"  suggestion  {clean(finding.stated)} → {view.style.paint(clean(finding.suggestion), GREEN)}"


def operand_lines(proof: Proof, names: Names, *, indent: int) -> Iterator[str]:
    """Yield one line for each operand: its printed text, its caption and its id."""
    parts = operands(proof.tie.formula)
    width = max((len(part.text) for part in parts), default=0)
    for part in parts:
        caption = shortened(names.label(part), CAPTION_CHARS) if isinstance(part, Cell) else "of the prose"
        yield f"{' ' * indent}{clean(part.text):>{min(width, CAPTION_CHARS)}}  {clean(caption)} ({part.id})"


def _quote_words(text: str, words: str, style: Style, tone: str) -> Iterator[str]:
    start = text.find(words)
    if words and start >= 0:
        yield from quote(text, start, start + len(words), style, tone)


def _row(cell: Cell, view: _View, tone: str) -> Iterator[str]:
    """Yield the table's title and the line of the cell as printed, the cell marked."""
    table = view.tables[cell.id.partition(".")[0]]
    if table.title:
        yield f"  {view.style.paint(clean(shortened(table.title, TITLE_CHARS)), DIM)}"
    caption = shortened(table.rows[cell.row].caption, CAPTION_CHARS)
    text, start = caption, 0
    for other in view.lines[table.id, cell.row]:
        text += "  "
        start = len(text) if other is cell else start
        text += other.text
    yield from quote(text, start, start + len(cell.text), view.style, tone)


def _unsupported(tie_out: TieOut, view: _View) -> Iterator[str]:
    left = [result for result in tie_out.figures if result.verdict is Verdict.UNSUPPORTED]
    yield ""
    yield f"{len(left)} unsupported: nothing in the document proves or refutes them"
    for result in left:
        yield from ("", *_listed(result, view))


def _listed(result: FigureResult, view: _View) -> Iterator[str]:
    figure = result.figure
    yield f"{figure.id} {result.kind.replace('_', ' ')}"
    yield from quote(view.blocks[figure.block].text, figure.start, figure.end, view.style, YELLOW)
