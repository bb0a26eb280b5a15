"""Which places of a release carry which tick mark."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ticktie.model import (
    AGREEING,
    Cell,
    FigureResult,
    Finding,
    Printed,
    Proof,
    Severity,
    Span,
    TieOut,
    Verdict,
    leaves,
)
from ticktie.readers import locate_all
from ticktie.rules import RULES

EXCEPTION_TICK, UNSUPPORTED_TICK = "✗", "○"
# The more a tick tells, the earlier it stands.
TICKS = ("F", "CF", "RF", "R", "A")
TICK_WORDS = {
    "F": "footed",
    "CF": "crossfooted",
    "R": "recomputed",
    "A": "agreed",
    "RF": "rolled forward",
    EXCEPTION_TICK: "exception",
    UNSUPPORTED_TICK: "unsupported",
}


class Status(StrEnum):
    """How a figure or a cell stands on the page; a cell without a tie is OPEN."""

    EXCEPTION = "exception"
    ROUNDING = "rounding"
    TIED = "tied"
    UNSUPPORTED = "unsupported"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure, a cell or words that a finding blames, with its tick and its place in the source.

    Attributes:
        id: of the figure or cell; of the finding where it blames words.
        printed: None for words.
    """

    id: str
    text: str
    status: Status
    tick: str
    span: Span
    printed: Printed | None = None


def marks_of(tie_out: TieOut) -> tuple[Mark, ...]:
    """Return a mark for each figure, each cell and the words of each finding without figures, by place.

    Of two that overlap, the later one is left out; so is one whose place cannot be found in the source.
    """
    standing = _Standing.of(tie_out)
    found = [*_figures(tie_out, standing), *_cells(tie_out, standing), *_words(tie_out)]
    found.sort(key=lambda mark: (mark.span.start, mark.span.end))
    kept: list[Mark] = []
    end = -1
    for mark in found:
        if mark.span.start >= end:
            kept.append(mark)
            end = mark.span.end
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the ties say of each figure: the finding that blames it, and the tick that tells most."""

    blamed: Mapping[str, Finding]
    ticks: Mapping[str, str]

    @classmethod
    def of(cls, tie_out: TieOut) -> "_Standing":
        blamed: dict[str, Finding] = {}
        for finding in tie_out.findings:
            for key in finding.figures:
                held = blamed.get(key)
                if held is None or (held.severity, finding.severity) == (Severity.ROUNDING, Severity.ERROR):
                    blamed[key] = finding
        return cls(blamed, _ticks(tie_out.proofs))

    def of_printed(self, key: str) -> tuple[Status, str]:
        """Return status and tick of a cell."""
        finding = self.blamed.get(key)
        if finding is not None:
            return _blame(finding), EXCEPTION_TICK
        tick = self.ticks.get(key, "")
        return (Status.TIED, tick) if tick else (Status.OPEN, "")


def _blame(finding: Finding) -> Status:
    return Status.ROUNDING if finding.severity is Severity.ROUNDING else Status.EXCEPTION


def _ticks(proofs: Iterable[Proof]) -> dict[str, str]:
    """Return for each figure the tick of the agreeing tie that tells most; as its target before as an operand."""
    best: dict[str, tuple[int, str]] = {}
    rank = {tick: index for index, tick in enumerate(TICKS)}
    for proof in proofs:
        if proof.outcome not in AGREEING:
            continue
        tick = RULES[proof.tie.rule].tick
        target = proof.tie.target.id
        for key in {target, *(term.figure.id for term in leaves(proof.tie.formula))}:
            place = rank[tick] + (0 if key == target else len(TICKS))
            if key not in best or place < best[key][0]:
                best[key] = place, tick
    return {key: tick for key, (_, tick) in best.items()}


def _figures(tie_out: TieOut, standing: _Standing) -> Iterator[Mark]:
    waiting: dict[str, list[FigureResult]] = {}
    for result in tie_out.figures:
        waiting.setdefault(result.figure.block, []).append(result)
    for block in tie_out.document.blocks:
        results = waiting.get(block.id, ())
        spans = [Span(result.figure.start, result.figure.end) for result in results]
        for result, span in zip(results, locate_all(tie_out.document, block.extent, block.text, spans), strict=True):
            if span is not None:
                status, tick = _verdict(result, standing)
                yield Mark(result.figure.id, result.figure.text, status, tick, span, result.figure)


def _verdict(result: FigureResult, standing: _Standing) -> tuple[Status, str]:
    if result.verdict is Verdict.EXCEPTION:
        finding = standing.blamed.get(result.figure.id)
        return (_blame(finding) if finding else Status.EXCEPTION), EXCEPTION_TICK
    if result.verdict is Verdict.UNSUPPORTED:
        return Status.UNSUPPORTED, UNSUPPORTED_TICK
    tick = RULES[result.proof.tie.rule].tick if result.proof else standing.ticks.get(result.figure.id, "")
    return Status.TIED, tick


def _cells(tie_out: TieOut, standing: _Standing) -> Iterator[Mark]:
    cells: Iterator[Cell] = (cell for table in tie_out.tables for cell in table.cells)
    for cell in cells:
        status, tick = standing.of_printed(cell.id)
        yield Mark(cell.id, cell.text, status, tick, cell.extent, cell)


def _words(tie_out: TieOut) -> Iterator[Mark]:
    """Yield the words that findings without figures blame, where they stand in a block's text."""
    blocks = {block.id: block for block in tie_out.document.blocks}
    for finding in tie_out.findings:
        block = blocks.get(finding.evidence[0].id) if not finding.figures and finding.evidence else None
        start = block.text.find(finding.stated) if block is not None and finding.stated else -1
        if block is not None and start >= 0:
            spans = [Span(start, start + len(finding.stated))]
            for span in locate_all(tie_out.document, block.extent, block.text, spans):
                if span is not None:
                    yield Mark(finding.id, finding.stated, _blame(finding), EXCEPTION_TICK, span)
