"""Shares of the wrong base: "0.27% of loans", where a table prints 0.27% of assets."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ticktie.claims import content_words, is_same_measure
from ticktie.diagnose import diagnose
from ticktie.judge import judge
from ticktie.model import Claim, FigureResult, Kind, Outcome, Proof, Quotient, Table, Term, Tie, Verdict, row_of

# What stands between a measure and its base in the caption of a printed share.
_OVER = re.compile(r"\s(?:to|as (?:an? )?(?:%|percent(?:age)?) of|divided by)\s", re.IGNORECASE)
# How well period, and words × period, settle the share that is printed and the one that the words ask for.
LEAST_PERIOD, LEAST_SCORE = 0.8, 0.6


def with_other_bases(
    results: Sequence[FigureResult],
    claims: Mapping[str, Claim],
    ties: Mapping[str, Sequence[Tie]],
    tables: Sequence[Table],
) -> tuple[FigureResult, ...]:
    """Contradict the shares that nothing proves and that a table prints of another base.

    Both are asked for: the table prints the figure as a share that the very amount has of something else, and the
    share that the words speak of, computed, is another one.

    Args:
        results: verdicts so far.
        claims: what each figure states, by its id.
        ties: the formulas of each figure, by its id.
        tables: whose captions say what a printed share is of.
    """
    captions = {f"{table.id}.{row.id}": row.caption for table in tables for row in table.rows}
    return tuple(
        _judged(result, claims.get(result.figure.id), ties.get(result.figure.id, ()), captions) for result in results
    )


def _judged(
    result: FigureResult, claim: Claim | None, ties: Sequence[Tie], captions: Mapping[str, str]
) -> FigureResult:
    if result.verdict is not Verdict.UNSUPPORTED or claim is None or claim.kind is not Kind.RATIO or not claim.basis:
        return result
    printed = next((tie for tie in ties if _is_of_another_base(tie, claim, captions)), None)
    proof = next(_contradictions(ties), None) if printed else None
    if printed is None or proof is None or proof.diagnosis is None:
        return result
    note = f'it is printed as "{captions[row_of(printed.formula)]}"'
    proof = replace(proof, diagnosis=replace(proof.diagnosis, note=note))
    return replace(result, verdict=Verdict.EXCEPTION, proof=proof)


def _is_of_another_base(tie: Tie, claim: Claim, captions: Mapping[str, str]) -> bool:
    """Whether a table prints the figure as a share of something else that the subject has."""
    if tie.passage or not isinstance(tie.formula, Term) or tie.settlement.period < LEAST_PERIOD:
        return False
    measure, *bases = _OVER.split(captions.get(row_of(tie.formula), ""), maxsplit=1)
    if not bases or not is_same_measure(content_words(measure), claim.subjects[0]):
        return False
    base = content_words(bases[0])
    return (
        bool(base)
        and not any(is_same_measure((one,), (other,)) for one in base for other in claim.basis)
        and (judge(tie)[0] is Outcome.AGREES)
    )


def _contradictions(ties: Sequence[Tie]) -> Iterator[Proof]:
    """Yield the share of the stated base where it is settled and another one; a share that agrees ends the search."""
    for tie in ties:
        settled = tie.firm and tie.settlement.words * tie.settlement.period >= LEAST_SCORE
        if tie.passage or not isinstance(tie.formula, Quotient) or not settled:
            continue
        outcome, recomputed = judge(tie)
        if outcome is not Outcome.DISAGREES or recomputed is None:
            return
        yield Proof("", tie, outcome, recomputed, diagnose(tie, recomputed))
