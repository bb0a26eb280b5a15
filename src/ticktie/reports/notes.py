"""What a reviewer's note on a figure says, for formats that hold notes: Word's comments, a PDF's annotations."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ticktie.model import AGREEING, Cell, Finding, Outcome, Proof, Severity, Span, TieOut, Verdict
from ticktie.reports.findings import CAUSE_WORDS
from ticktie.reports.formula import Names, operands, show_formula
from ticktie.reports.page_marks import EXCEPTION_TICK, UNSUPPORTED_TICK, Status
from ticktie.reports.positions import Places
from ticktie.reports.quoting import clean, shortened
from ticktie.rules import RULES

_MAX_OPERANDS = 12
_LINE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Note:
    """A note on one figure.

    Attributes:
        key: id of the figure, cell or finding.
        spans: the source ranges of the figure, at least one.
        lines: the tick and what it says, the arithmetic, the operands.
        replaced: the source ranges that the suggestion replaces; none where nothing is suggested.
        replacement: what it puts in their place.
    """

    key: str
    status: Status
    spans: tuple[Span, ...]
    lines: tuple[str, ...]
    replaced: tuple[Span, ...] = ()
    replacement: str = ""


def notes_on_findings(tie_out: TieOut, places: Places, names: Names) -> Iterator[Note]:
    """Yield a note for each finding whose place is known."""
    failed = {(one.tie.rule, one.tie.target.id): one for one in tie_out.proofs if one.outcome is Outcome.DISAGREES}
    for finding in tie_out.findings:
        spans = places.spans_of_finding(finding)
        if spans:
            key = finding.figures[0] if finding.figures else finding.id
            lines = tuple(_of_finding(finding, failed.get((finding.rule, key)), names))
            status = Status.ROUNDING if finding.severity is Severity.ROUNDING else Status.EXCEPTION
            yield Note(key, status, spans, lines, *places.replaced(finding))


def notes_on_figures(tie_out: TieOut, places: Places, names: Names) -> Iterator[Note]:
    """Yield a note for each tied figure of the prose."""
    for result in tie_out.figures:
        if result.verdict is Verdict.TIED and result.proof is not None:
            yield from _of_tie(result.figure.id, result.proof, places, names)


def notes_on_unsupported(tie_out: TieOut, places: Places) -> Iterator[Note]:
    """Yield a note for each figure of the prose that nothing proves or refutes."""
    for result in tie_out.figures:
        spans = places.spans_of_id(result.figure.id)
        if result.verdict is Verdict.UNSUPPORTED and spans:
            why = f"{UNSUPPORTED_TICK} unsupported: nothing in the document proves or refutes it"
            yield Note(result.figure.id, Status.UNSUPPORTED, spans, (why,))


def notes_on_cells(tie_out: TieOut, places: Places, names: Names) -> Iterator[Note]:
    """Yield a note for each cell of a tie that agrees: with what proves it, or else with what it helps to prove."""
    agreeing = [proof for proof in tie_out.proofs if proof.outcome in AGREEING]
    told: set[str] = set()
    for proof in agreeing:
        target = proof.tie.target
        if isinstance(target, Cell) and target.id not in told:
            told.add(target.id)
            yield from _of_tie(target.id, proof, places, names)
    for proof in agreeing:
        for part in operands(proof.tie.formula):
            if isinstance(part, Cell) and part.id not in told:
                told.add(part.id)
                yield from _of_tie(part.id, proof, places, names)


def apart(notes: Iterable[Note]) -> list[Note]:
    """Return the notes in the order of the text; of two on the same characters, the first that was given."""
    kept: list[Note] = []
    starts: list[int] = []  # of the kept ones, in order
    for note in notes:
        start, end = note.spans[0].start, note.spans[-1].end
        at = bisect_left(starts, end)
        if at == 0 or kept[at - 1].spans[-1].end <= start:
            starts.insert(at, start)
            kept.insert(at, note)
    return kept


def _of_tie(key: str, proof: Proof, places: Places, names: Names) -> Iterator[Note]:
    spans = places.spans_of_id(key) if key in places.printed else ()
    if spans:
        rule = RULES[proof.tie.rule]
        head = (
            f"{rule.tick} {proof.outcome.value.replace('_', ' ')} ({rule.code} {proof.tie.relation.replace('_', ' ')})"
        )
        yield Note(key, Status.TIED, spans, (head, *_arithmetic(proof, names)))


def _of_finding(finding: Finding, proof: Proof | None, names: Names) -> Iterator[str]:
    yield f"{EXCEPTION_TICK} {finding.rule} {finding.name.replace('-', ' ')}"
    if proof is None:
        yield shortened(clean(finding.message), _LINE_CHARACTERS)
    else:
        yield f"Stated {clean(finding.stated)}, recomputed {clean(finding.recomputed)}: {CAUSE_WORDS[finding.cause]}."
    if finding.suggestion:
        yield f"Suggested: {clean(finding.suggestion)}"
    if proof is not None:
        yield from _arithmetic(proof, names)


def _arithmetic(proof: Proof, names: Names) -> Iterator[str]:
    """Yield the formula, then each operand as printed with its caption."""
    yield shortened(f"= {clean(show_formula(proof.tie.formula, names))}", _LINE_CHARACTERS)
    parts = operands(proof.tie.formula)
    for part in parts[:_MAX_OPERANDS]:
        caption = names.label(part) if isinstance(part, Cell) else "in the text"
        yield shortened(f"{clean(part.text)}  {clean(caption)}", _LINE_CHARACTERS)
    if len(parts) > _MAX_OPERANDS:
        yield f"and {len(parts) - _MAX_OPERANDS} more"
