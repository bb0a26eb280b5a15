"""Exceptions told to a reviewer: a failed tie or a wrong wording becomes a `Finding`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from ticktie.diagnose import diagnose
from ticktie.model import (
    Cause,
    Document,
    Evidence,
    Figure,
    FigureResult,
    Finding,
    Outcome,
    Printed,
    Proof,
    Remark,
    Severity,
    Supporting,
    Table,
    Verdict,
)
from ticktie.printing import printed_like
from ticktie.reports.formula import Names, operands, show_formula
from ticktie.rules import RULES

CAUSE_WORDS = {
    Cause.ROUNDED_OPERANDS: "computed from rounded figures",
    Cause.TRUNCATED: "cut off instead of rounded",
    Cause.TRANSPOSED: "two digits are transposed",
    Cause.DIGIT: "one digit is off",
    Cause.PERIOD: "the figure of another period",
    Cause.SIGN: "the sign is wrong",
    Cause.DIRECTION: "it moved the other way",
    Cause.SCALE: "thousand, million or billion is wrong",
    Cause.POINTS: "percent and percentage points are mixed up",
    Cause.STALE: "left over from an earlier draft",
    Cause.UNKNOWN: "unknown",
}

Place = tuple[int, int, int]


def findings_of(
    document: Document,
    tables: tuple[Table, ...],
    proofs: Iterable[Proof],
    results: Iterable[FigureResult],
    remarks: Iterable[Remark],
    supporting: Sequence[Supporting] = (),
) -> tuple[Finding, ...]:
    """Return all exceptions in the order of the document, numbered f1, f2, ….

    A relation that several rules propose over the same figures is reported once.
    """
    names = Names.of(tables, supporting)
    order = {block.id: index for index, block in enumerate(document.blocks)}
    homes = {cell.id: order[table.block] for table in tables for cell in table.cells}
    placed: list[tuple[Place, Finding]] = []
    told: set[frozenset[str]] = set()
    for proof in _failed(proofs, results):
        target, parts = proof.tie.target, operands(proof.tie.formula)
        together = frozenset((target.id, *(part.id for part in parts)))
        if together not in told:
            told.add(together)
            placed.append((_place(target, order, homes), _of_proof(proof, target, parts, names)))
    for remark in remarks:
        if remark.outcome is Outcome.DISAGREES:
            placed.append(((order[remark.block], remark.start, 0), _of_remark(remark)))
    placed.sort(key=lambda pair: (pair[0], pair[1].rule))
    return tuple(replace(finding, id=f"f{number}") for number, (_, finding) in enumerate(placed, 1))


def _failed(proofs: Iterable[Proof], results: Iterable[FigureResult]) -> Iterable[Proof]:
    """Yield the ties that disagree, without those of a prose figure that was left unsupported all the same."""
    left = {result.proof.id for result in results if result.proof and result.verdict is not Verdict.EXCEPTION}
    return (proof for proof in proofs if proof.outcome is Outcome.DISAGREES and proof.id not in left)


def _place(target: Printed, order: Mapping[str, int], homes: Mapping[str, int]) -> Place:
    if isinstance(target, Figure):
        return order[target.block], target.start, 0
    return homes[target.id], target.row, target.column


def _of_proof(proof: Proof, target: Printed, parts: tuple[Printed, ...], names: Names) -> Finding:
    tie = proof.tie
    value = proof.recomputed if proof.recomputed is not None else Fraction(0)
    recomputed = printed_like(value, target, more=2, magnitude=tie.magnitude)
    diagnosis = proof.diagnosis or diagnose(tie, value)
    stated = target.text if isinstance(target, Figure) else f"{names.label(target)} {target.text}"
    known = CAUSE_WORDS[diagnosis.cause] if diagnosis.cause is not Cause.UNKNOWN else diagnosis.note
    why = f" ({known})" if known else ""
    message = f"{stated} is stated; {show_formula(tie.formula, names)} gives {recomputed}{why}."
    return Finding(
        id="",
        rule=tie.rule,
        name=RULES[tie.rule].name,
        severity=diagnosis.severity,
        cause=diagnosis.cause,
        message=message,
        stated=target.text,
        recomputed=recomputed,
        suggestion=diagnosis.suggestion,
        figures=(target.id,),
        evidence=tuple(Evidence(part.id, part.text) for part in (target, *parts)),
    )


def _of_remark(remark: Remark) -> Finding:
    return Finding(
        id="",
        rule=remark.rule,
        name=RULES[remark.rule].name,
        severity=Severity.ERROR,
        cause=Cause.UNKNOWN,
        message=remark.message,
        stated=remark.stated,
        recomputed=remark.suggestion,
        suggestion=remark.suggestion,
        figures=(),
        evidence=(Evidence(remark.block, remark.stated),),
    )
