"""Changes of other lines: where the sentence states the level too, the line of a change must prove it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ticktie.model import (
    Claim,
    FigureResult,
    Kind,
    Term,
    Tie,
    Verdict,
    row_of,
)
from ticktie.verdicts import CHANGES, is_between_levels, is_direction


def without_misread(
    results: Sequence[FigureResult], claims: Mapping[str, Claim], ties: Mapping[str, Sequence[Tie]]
) -> tuple[FigureResult, ...]:
    """Withdraw an exception of a change whose sentence states the level too, where no line proves that level.

    Were the line the right one, the level would agree with it: the words were misread. A line that prints growth
    alone says nothing of the level.

    Args:
        results: verdicts by words alone.
        claims: what each figure states, by its id.
        ties: the formulas of each figure, by its id.
    """
    withdrawn = {
        result.figure.id
        for result in _without_level(results, claims, ties)
        if result.verdict is Verdict.EXCEPTION and not is_direction(result)
    }
    return tuple(_withdraw(result) if result.figure.id in withdrawn else result for result in results)


def without_others(
    results: Sequence[FigureResult], claims: Mapping[str, Claim], ties: Mapping[str, Sequence[Tie]]
) -> tuple[FigureResult, ...]:
    """Withdraw the proof of a change by two amounts of which neither is the level that its sentence states.

    "Second-quarter revenue was $41.1 billion, up 56%" speaks of a segment: that total revenue rose 56%, too, is chance.
    The arguments are those of `without_misread`; the verdicts are the last ones.
    """
    withdrawn = {
        result.figure.id
        for result in _without_level(results, claims, ties)
        if result.verdict is Verdict.TIED and result.proof is not None and is_between_levels(result.proof.tie)
    }
    return tuple(_withdraw(result) if result.figure.id in withdrawn else result for result in results)


def _withdraw(result: FigureResult) -> FigureResult:
    return replace(result, verdict=Verdict.UNSUPPORTED, proof=None)


def _without_level(
    results: Sequence[FigureResult], claims: Mapping[str, Claim], ties: Mapping[str, Sequence[Tie]]
) -> Iterator[FigureResult]:
    """Yield the changes by formulas of the tables whose sentence states a level that no line proves."""
    by_sentence: dict[tuple[str, int], list[FigureResult]] = {}
    for result in results:
        claim = claims.get(result.figure.id)
        if claim is not None and claim.kind not in CHANGES and not claim.compares:
            by_sentence.setdefault((result.figure.block, claim.sentence), []).append(result)
    for result in results:
        claim, proof = claims.get(result.figure.id), result.proof
        if claim is None or claim.kind not in CHANGES or proof is None or proof.tie.passage:
            continue
        around = by_sentence.get((result.figure.block, claim.sentence), ())
        alike = (other for other in around if _is_level_of(claims[other.figure.id], claim))
        levels = [other for other in alike if _may_prove(proof.tie, ties.get(other.figure.id, ()))]
        if levels and all(other.verdict is Verdict.UNSUPPORTED for other in levels):
            yield result


def _is_level_of(level: Claim, change: Claim) -> bool:
    """Whether a claim states the level of what a change is of: a ratio is that of points alone."""
    measured = level.kind is not Kind.RATIO or change.kind is Kind.POINTS
    return measured and level.subjects[:1] == change.subjects[:1]


def _may_prove(change: Tie, ties: Sequence[Tie]) -> bool:
    """Whether the line of a change may print its level; where a table prints the change, it need not."""
    if not isinstance(change.formula, Term):
        return True
    line = row_of(change.formula)
    return any(row_of(tie.formula) == line for tie in ties)
