"""Every tie of one figure or cell with its arithmetic."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from ticktie.judge import printed_interval, recompute
from ticktie.model import Figure, FigureResult, Interval, Printed, Proof, Settlement, TieOut
from ticktie.printing import plain
from ticktie.reports.formula import Names, operands, printed_by_id, show_formula
from ticktie.reports.quoting import BOLD, Style, clean, quote


def find_printed(tie_out: TieOut, asked: str) -> tuple[Printed, ...]:
    """Return the figure or cell with this id, or else all that are printed so ("28%"), white space aside."""
    printed = printed_by_id(tie_out)
    if asked in printed:
        return (printed[asked],)
    wanted = "".join(asked.split())
    return tuple(figure for figure in printed.values() if "".join(figure.text.split()) == wanted)


def explain(tie_out: TieOut, figures: Iterable[Printed], *, colour: bool = False) -> str:
    """Return all ties in which some figures or cells take part, with operands, intervals and verdicts."""
    names = Names.of(tie_out.tables, tie_out.supporting)
    proofs: dict[str, list[Proof]] = {}
    for proof in tie_out.proofs:
        for key in {proof.tie.target.id, *(part.id for part in operands(proof.tie.formula))}:
            proofs.setdefault(key, []).append(proof)
    results = {result.figure.id: result for result in tie_out.figures}
    texts = {block.id: block.text for block in tie_out.document.blocks}
    lines: list[str] = []
    for figure in figures:
        lines += [""] if lines else []
        if isinstance(figure, Figure):
            lines += _figure_heading(results[figure.id], texts[figure.block], Style(colour))
        else:
            lines.append(f"{figure.id}  {clean(figure.text)}  {clean(names.label(figure))}")
        lines.append(f"  stands for  {shown_range(printed_interval(figure), figure)} {figure.unit}")
        if figure.id not in proofs:
            lines += ["", "  no tie: nothing in the document proves or refutes it"]
        for proof in proofs.get(figure.id, ()):
            lines += ["", *_proof(proof, names)]
    return "\n".join(lines) + "\n"


def _figure_heading(result: FigureResult, text: str, style: Style) -> Iterator[str]:
    figure = result.figure
    yield f"{figure.id}  {clean(figure.text)}  {result.kind.replace('_', ' ')}: {result.verdict}"
    yield from quote(text, figure.start, figure.end, style, BOLD)


def _proof(proof: Proof, names: Names) -> Iterator[str]:
    tie = proof.tie
    yield f"  {proof.id} {tie.rule} {tie.relation.replace('_', ' ')}: {proof.outcome.replace('_', ' ')}"
    yield f"    {clean(names.label(tie.target))} = {clean(show_formula(tie.formula, names))}"
    for part in (tie.target, *operands(tie.formula)):
        mark = "=" if part is tie.target else " "
        within = shown_range(printed_interval(part), part)
        yield f"    {mark} {clean(part.text):>16}  {within}  {clean(names.label(part))} ({part.id})"
    recomputed = recompute(tie.formula)
    if recomputed is not None and tie.unit_factor != 1:
        recomputed = recomputed * Interval.point(tie.unit_factor)
    signs = ", signs aside" if tie.magnitude else ""
    yield f"    recomputed  {shown_range(recomputed, tie.target)}{signs}"
    yield f"    settled by  {shown_settlement(tie.settlement)}{'; ' + clean(tie.why) if tie.why else ''}"


def shown_range(interval: Interval | None, like: Printed) -> str:
    """Return an interval as "[7,150,000.0000, 7,250,000.0000]", with four digits more than the figure has."""
    if interval is None:
        return "absent"
    places = max(like.decimals, 0) + 4
    return f"[{_grouped(interval.low, places)}, {_grouped(interval.high, places)}]"


def _grouped(value: Fraction, places: int) -> str:
    return f"{Decimal(plain(value, places=places)):,f}"


def shown_settlement(settlement: Settlement) -> str:
    """Return in words how a formula was chosen."""
    return (
        f"words {settlement.words:.0%}, period {settlement.period:.0%}, unit {settlement.unit:.0%}, "
        f"{settlement.rivals} rival{'s' * (settlement.rivals != 1)}"
    )
