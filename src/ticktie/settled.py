"""A line that one figure of a sentence settles is the line of the others: "revenue of $46.7 billion, up 6%"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ticktie.claims import OVER_SHARES, SIDE_BY_SIDE
from ticktie.judge import judge
from ticktie.model import (
    AGREEING,
    Change,
    Claim,
    FigureResult,
    Kind,
    Outcome,
    PercentChange,
    Proof,
    Quotient,
    Settlement,
    Term,
    Tie,
    Verdict,
    row_of,
)
from ticktie.verdicts import CHANGES, decide, digits_of

# A figure of so many digits settles the line of its sentence.
LEAST_DIGITS, LEAST_COMPUTED = 2, 3
# … or one of fewer, where the words name the line.
SAID, COVERED = 0.88, 0.95
# How much less likely it is that a figure is misread once the line is settled.
MISREAD = 0.1
SAME_PERIOD = 0.95


_Subject = tuple[str, int, tuple[tuple[str, ...], ...]]


def with_settled_lines(
    results: Sequence[FigureResult], claims: Mapping[str, Claim], ties: Mapping[str, Sequence[Tie]]
) -> tuple[FigureResult, ...]:
    """Decide unsupported figures again by the one line that prints another figure of their sentence and subject.

    Args:
        results: verdicts by words alone.
        claims: what each figure states, by its id.
        ties: the formulas of each figure, by its id.
    """
    lines: dict[_Subject, set[str]] = defaultdict(set)
    for result in results:
        claim = claims.get(result.figure.id)
        line = _proved_line(result)
        if claim is not None and claim.subjects and line:
            lines[_subject(claim)].add(line)
    return tuple(_again(result, claims, ties, lines) for result in results)


def _subject(claim: Claim) -> _Subject:
    return claim.figure.block, claim.sentence, claim.subjects[:1]


def _again(
    result: FigureResult,
    claims: Mapping[str, Claim],
    ties: Mapping[str, Sequence[Tie]],
    lines: Mapping[_Subject, set[str]],
) -> FigureResult:
    claim = claims.get(result.figure.id)
    if result.verdict is not Verdict.UNSUPPORTED or claim is None:
        return result
    settled = lines.get(_subject(claim), set())
    if len(settled) != 1:
        return result
    (line,) = settled
    meant = [_settle(tie) for tie in ties.get(result.figure.id, ()) if _line(tie) == line]
    verdict, proof = decide(result.figure, meant, misread=MISREAD if claim.kind in CHANGES else 1.0)
    if proof is None or (verdict is Verdict.EXCEPTION and not _in_best_period(proof.tie, meant)):
        return result
    return replace(result, verdict=verdict, proof=proof)


def _in_best_period(tie: Tie, ties: Sequence[Tie]) -> bool:
    """Whether no other period of the line fits the words much better: the line is settled, not the period."""
    return tie.settlement.period >= SAME_PERIOD * max(other.settlement.period for other in ties)


def with_settled_amounts(
    results: Sequence[FigureResult], claims: Mapping[str, Claim], ties: Mapping[str, Sequence[Tie]]
) -> tuple[FigureResult, ...]:
    """Decide changes again by the amount that their sentence states and a table prints: what changed is that amount.

    "Operating income was $27.6 billion and increased 27%": growth of another period of the line is no proof, where the
    words do not name that period.
    """
    amounts: dict[_Subject, set[Decimal | None]] = defaultdict(set)
    for result in results:
        claim, proof = claims.get(result.figure.id), result.proof
        if claim is None or proof is None or claim.kind is not Kind.LEVEL or claim.compares or not claim.subjects:
            continue
        if _proved_line(result) and isinstance(proof.tie.formula, Term):
            amounts[_subject(claim)].add(proof.tie.formula.figure.value)
    return tuple(_of_amount(result, claims, ties, amounts) for result in results)


def _of_amount(
    result: FigureResult,
    claims: Mapping[str, Claim],
    ties: Mapping[str, Sequence[Tie]],
    amounts: Mapping[_Subject, set[Decimal | None]],
) -> FigureResult:
    claim, proof = claims.get(result.figure.id), result.proof
    if claim is None or proof is None or result.verdict is not Verdict.TIED or claim.kind not in CHANGES:
        return result
    stated, changed = amounts.get(_subject(claim), set()), _changed(proof.tie)
    if len(stated) != 1 or changed is None or changed in stated:
        return result
    meant = [
        tie
        for tie in ties.get(result.figure.id, ())
        if _changed(tie) in stated and tie.settlement.period >= proof.tie.settlement.period
    ]
    if all(_line(tie) != _line(proof.tie) for tie in meant):
        return result
    verdict, other = decide(result.figure, [_settle(tie) for tie in meant], misread=MISREAD)
    return result if other is None else replace(result, verdict=verdict, proof=other)


def _changed(tie: Tie) -> Decimal | None:
    """Return the printed amount whose change a formula is, None where it is no such formula."""
    formula = tie.formula
    current = formula.current if isinstance(formula, Change | PercentChange) else None
    return current.figure.value if isinstance(current, Term) else None


def with_shared_out(
    results: Sequence[FigureResult], claims: Mapping[str, Claim], ties: Mapping[str, Sequence[Tie]]
) -> tuple[FigureResult, ...]:
    """Decide unsupported amounts again by the rows that give the amount per share beside them.

    "Earnings of $153 million, or $2.07 per share": a row that over the weighted shares gives 2.07 is the one meant.
    """
    over_shares: dict[str, list[Tie]] = defaultdict(list)
    for result in results:
        if not result.figure.unit.endswith("/shares") or digits_of(result.figure) < LEAST_DIGITS:
            continue
        for tie in ties.get(result.figure.id, ()):
            if tie.why == OVER_SHARES and isinstance(tie.formula, Quotient) and isinstance(tie.formula.above, Term):
                over_shares[tie.formula.above.figure.id].append(tie)
    return tuple(_by_shares(result, claims, ties, over_shares.get(result.figure.id, ())) for result in results)


def _by_shares(
    result: FigureResult, claims: Mapping[str, Claim], ties: Mapping[str, Sequence[Tie]], over_shares: Sequence[Tie]
) -> FigureResult:
    claim = claims.get(result.figure.id)
    if result.verdict is not Verdict.UNSUPPORTED or claim is None or claim.kind is not Kind.LEVEL or not over_shares:
        return result
    rows = [tie for tie in ties.get(result.figure.id, ()) if _line(tie) and isinstance(tie.formula, Term)]
    meant = [_settle(row) for row in rows if any(_gives(row, tie) for tie in over_shares)]
    verdict, proof = decide(result.figure, meant, misread=MISREAD)
    return result if proof is None else replace(result, verdict=verdict, proof=proof)


def _gives(row: Tie, over_shares: Tie) -> bool:
    """Whether the amount of a row over the weighted shares gives the amount per share."""
    formula = over_shares.formula
    if not isinstance(formula, Quotient):
        return False
    return judge(replace(over_shares, formula=Quotient(row.formula, formula.below)))[0] in AGREEING


def _settle(tie: Tie) -> Tie:
    """Return a tie whose line is settled: what is left to the words is the period."""
    return replace(tie, settlement=Settlement(1.0, tie.settlement.period, tie.settlement.unit, 1.0))


def _proved_line(result: FigureResult) -> str:
    """Return the row that proves a figure; "" where chance could have it: by its digits, or by its words."""
    proof = result.proof
    if result.verdict is not Verdict.TIED or proof is None:
        return ""
    printed, words = isinstance(proof.tie.formula, Term), proof.tie.settlement
    told = digits_of(result.figure) >= (LEAST_DIGITS if printed else LEAST_COMPUTED)
    return _line(proof.tie) if told or (words.words >= SAID and words.covered >= COVERED) else ""


def _line(tie: Tie) -> str:
    """Return the row of a formula of the tables, "" where there is no one row."""
    return "" if tie.passage else row_of(tie.formula)


def with_pairs(
    results: Sequence[FigureResult], claims: Mapping[str, Claim], ties: Mapping[str, Sequence[Tie]]
) -> tuple[FigureResult, ...]:
    """Tie an amount and its amount per share that one row prints side by side, where nothing else proved either."""
    groups: dict[int, list[FigureResult]] = defaultdict(list)
    for result in results:
        claim = claims.get(result.figure.id)
        if claim is not None and result.verdict is Verdict.UNSUPPORTED:
            groups[claim.group].append(result)
    proved: dict[str, Proof] = {}
    for group in groups.values():
        found = [{_line(tie): tie for tie in ties.get(one.figure.id, ()) if _is_printed(tie)} for one in group]
        common = [line for line in found[0] if all(line in other for other in found[1:])]
        if len(group) > 1 and common:
            for one, by_line in zip(group, found, strict=True):
                proved[one.figure.id] = Proof("", by_line[common[0]], *judge(by_line[common[0]]))
    return tuple(
        replace(one, verdict=Verdict.TIED, proof=proved[one.figure.id]) if one.figure.id in proved else one
        for one in results
    )


def _is_printed(tie: Tie) -> bool:
    return tie.why == SIDE_BY_SIDE and judge(tie)[0] is Outcome.AGREES
