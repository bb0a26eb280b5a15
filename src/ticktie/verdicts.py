"""From ranked formulas to a verdict: tied, exception or unsupported."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from ticktie.claims import CONSISTS_OF
from ticktie.diagnose import diagnose
from ticktie.judge import is_likely, judge, recompute
from ticktie.model import (
    Cause,
    Change,
    Claim,
    Diagnosis,
    Figure,
    FigureResult,
    Interval,
    Kind,
    Outcome,
    PercentChange,
    Proof,
    Severity,
    Sum,
    Term,
    Tie,
    Verdict,
)

AGREEING = (Outcome.AGREES, Outcome.AGREES_WITHIN_ROUNDING)
# A formula that agrees proves a figure when words × period reach this, by number of significant digits
# printed: the more digits agree, the less can it be a coincidence.
TIE_FLOORS = {1: 0.62, 2: 0.5, 3: 0.4}
# … and when it ranks no lower than this share of the best formula.
NEAR_BEST = 0.55
NEARER_BEST = 0.65
# Formulas as good as the best: where the best does not explain a difference of three digits as a slip, they may.
AS_GOOD = 0.8
RIVAL = 0.97
MOST_NEAR = 12
# A formula that disagrees makes an exception when words × period reach this; see docs/decisions/0003.
EXCEPTION_FLOOR = 0.7
ONE_DIGIT_FLOOR = 0.85
# Lower where the difference itself looks like a slip: the less a near miss can be chance, the lower.
SLIP_FLOORS = {
    Cause.TRUNCATED: 0.65,
    Cause.ROUNDED_OPERANDS: 0.65,
    Cause.TRANSPOSED: 0.55,
    Cause.SCALE: 0.55,
    Cause.DIGIT: 0.6,
}
FULLY_COVERED = 0.92
# With three digits, less of the subject: a near miss is hardly chance.
NEARLY_COVERED = 0.88
# A difference without an explanation: the figure must have three digits and lie within a twentieth of what is right.
UNEXPLAINED_FLOOR = 0.95
NEAR_SHARE = Fraction(1, 20)
NEVER = 2.0
_CHANGES = (Kind.CHANGE, Kind.PERCENT_CHANGE, Kind.POINTS)
# A word of direction that contradicts a right size.
DIRECTION_FLOOR = 0.7


def digits_of(figure: Figure) -> int:
    """Return the number of significant digits that a figure prints.

    >>> from decimal import Decimal
    >>> digits_of(Figure("n1", "b1", 0, 4, "$7.2", Decimal("7.2"), 1, "USD"))
    2
    """
    scaled = abs(Fraction(figure.value)) * Fraction(10) ** figure.decimals
    return max(1, len(str(int(scaled)))) if scaled else 1


def decide(figure: Figure, ties: Sequence[Tie]) -> tuple[Verdict, Proof | None]:
    """Return the verdict on a figure, with the tie that gave it.

    Args:
        figure: what is stated.
        ties: formulas of the tables, best by words first, then formulas of the passage.

    Some formula near the best agrees: tied, the best of them by words. None agrees, and the best accounts for every
    word of the subject in a settled period: exception. Otherwise unsupported.
    """
    table = [tie for tie in ties if not tie.passage]
    passage = [tie for tie in ties if tie.passage]
    tied = _first_agreeing(figure, table)
    if tied is not None:
        return _with_direction(_with_slip(tied), table)
    failed = _exception(figure, table)
    proved = _proved_by_passage(passage)
    if failed is not None and (proved is None or _is_rounding(failed) or not _between_levels(proved.tie)):
        return Verdict.EXCEPTION, failed
    if proved is not None:
        return _with_direction(proved, ())
    contradicted = _contradicted(passage)
    return (Verdict.EXCEPTION, contradicted) if contradicted else (Verdict.UNSUPPORTED, None)


def score(tie: Tie) -> float:
    """How well words and period settle a formula, 0 – 1."""
    return tie.settlement.words * tie.settlement.period


def _first_agreeing(figure: Figure, ties: Sequence[Tie]) -> Proof | None:
    if not ties:
        return None
    near = NEAR_BEST if digits_of(figure) >= 3 else NEARER_BEST
    floor = max(TIE_FLOORS.get(digits_of(figure), TIE_FLOORS[3]), near * score(ties[0]))
    for tie in ties:
        if score(tie) < floor:
            break
        outcome, middle = judge(tie)
        if outcome in AGREEING:
            return Proof("", tie, outcome, middle)
    return None


def _proved_by_passage(passage: Sequence[Tie]) -> Proof | None:
    for tie in passage:
        outcome, middle = judge(tie)
        if outcome in AGREEING:
            return Proof("", tie, outcome, middle)
    return None


def _is_rounding(proof: Proof) -> bool:
    """Whether a slip in rounding explains a failed tie: the rounded levels of the passage then agree by themselves."""
    return proof.diagnosis is not None and proof.diagnosis.severity is Severity.ROUNDING


def _exception(figure: Figure, ties: Sequence[Tie]) -> Proof | None:
    """Return the failed tie that contradicts a figure: the best one, or one near it that a slip explains."""
    if not ties:
        return None
    near = [tie for tie in ties[:MOST_NEAR] if score(tie) >= AS_GOOD * score(ties[0])]
    short = digits_of(figure) < 3
    rivals = _rivals(near)
    for tie in near[:1] if short else near:
        failed = _contradiction(figure, tie, ties)
        if failed is not None and (rivals <= (0 if short else 1) or _is_rounding(failed)):
            return failed
    return None


def _rivals(ties: Sequence[Tie]) -> int:
    """Return how many other values formulas as good as the best give: so many things the words may mean."""
    best = [tie for tie in ties if score(tie) >= RIVAL * score(ties[0])]
    values: list[Interval] = []
    for tie in best:
        value = recompute(tie.formula)
        if value is not None and not any(abs(value).meets(other) for other in values):
            values.append(abs(value))
    return max(0, len(values) - 1)


def _contradiction(figure: Figure, tie: Tie, ties: Sequence[Tie]) -> Proof | None:
    enough = FULLY_COVERED if digits_of(figure) < 3 else NEARLY_COVERED
    if tie.settlement.covered < enough or not tie.firm:
        return None
    outcome, middle = judge(tie)
    if outcome is not Outcome.DISAGREES or not middle:
        return None
    others = tuple(other for other in ties[:MOST_NEAR] if other.why == tie.why and other is not tie)
    diagnosis = diagnose(tie, middle, others=others)
    if score(tie) < _floor(tie, diagnosis, middle) or not any(digit in "123456789" for digit in diagnosis.suggestion):
        return None
    return Proof("", tie, outcome, middle, diagnosis)


def _contradicted(passage: Sequence[Tie]) -> Proof | None:
    """Return the failed tie of a change or percentage whose levels its own sentence states."""
    for tie in passage:
        outcome, middle = judge(tie)
        if (
            not tie.firm
            or not (_between_levels(tie) or _is_whole(tie))
            or outcome is not Outcome.DISAGREES
            or middle is None
        ):
            continue
        diagnosis = diagnose(tie, middle)
        if diagnosis.cause is not Cause.UNKNOWN:
            return Proof("", tie, outcome, middle, diagnosis)
    return None


def _between_levels(tie: Tie) -> bool:
    """Whether a formula compares two printed levels, or a level with what it was before a printed change."""
    formula = tie.formula
    return isinstance(formula, Change | PercentChange) and isinstance(formula.current, Term)


def _is_whole(tie: Tie) -> bool:
    """Whether a formula sums all the parts that a passage says its target consists of."""
    return tie.why == CONSISTS_OF


def _floor(tie: Tie, diagnosis: Diagnosis, recomputed: Fraction) -> float:
    """Return how well words and period must settle a formula before it may contradict a figure.

    A difference that no slip explains is more likely a misread sentence than an error, unless it is small.
    """
    if diagnosis.cause is Cause.UNKNOWN:
        stated = abs(Fraction(tie.target.value or 0))
        near = abs(stated - abs(recomputed)) <= abs(recomputed) * NEAR_SHARE
        return UNEXPLAINED_FLOOR if near and diagnosis.digits >= 3 else NEVER
    if diagnosis.digits < 3 and diagnosis.cause is Cause.PERIOD:
        return NEVER
    if diagnosis.digits < 3 and diagnosis.cause in (Cause.DIGIT, Cause.TRANSPOSED):
        return EXCEPTION_FLOOR if diagnosis.digits > 1 else ONE_DIGIT_FLOOR
    return SLIP_FLOORS.get(diagnosis.cause, EXCEPTION_FLOOR)


def _with_slip(proof: Proof) -> Proof:
    """Turn a tie that hardly agrees into one that disagrees where a slip in rounding explains the figure exactly.

    5,910 / 6,061 − 1 is 2.49 %: "3%" is at the very edge of the operands' rounding, but 0.2 / 6.1 gives it.
    """
    tie = proof.tie
    if proof.outcome is not Outcome.AGREES_WITHIN_ROUNDING or proof.recomputed is None:
        return proof
    if not isinstance(tie.formula, Change | PercentChange) or tie.hedge or not tie.firm or is_likely(tie):
        return proof
    diagnosis = diagnose(tie, proof.recomputed)
    if diagnosis.cause not in (Cause.ROUNDED_OPERANDS, Cause.TRUNCATED):
        return proof
    return replace(proof, outcome=Outcome.DISAGREES, diagnosis=diagnosis)


def _with_direction(proof: Proof, ties: Sequence[Tie]) -> tuple[Verdict, Proof]:
    """Turn a tie whose size is right into an exception where the words say that it moved the other way.

    A change that the table prints may follow a convention of signs: the amounts themselves say how they moved.
    """
    tie = proof.tie
    if proof.outcome is Outcome.DISAGREES:
        return Verdict.EXCEPTION, proof
    if tie.direction not in ("up", "down"):
        return Verdict.TIED, proof
    moved = _moved(tie) or next((way for other in ties if (way := _moved_alike(other, tie))), None)
    settled = tie.firm and (tie.passage or score(tie) >= DIRECTION_FLOOR) and tie.settlement.covered >= FULLY_COVERED
    if moved is None or not settled or moved == tie.direction:
        return Verdict.TIED, proof
    word = "increase" if moved == "up" else "decrease"
    diagnosis = Diagnosis(Cause.DIRECTION, Severity.ERROR, f"{word} of {tie.target.text}", 0, 0)
    return Verdict.EXCEPTION, replace(proof, outcome=Outcome.DISAGREES, diagnosis=diagnosis)


def _moved_alike(other: Tie, tie: Tie) -> str | None:
    """Return which way the amounts moved behind a printed change, where they give the same figure."""
    if not isinstance(tie.formula, Term) or not _between_levels(other) or other.why != tie.why:
        return None
    printed = tie.formula.figure.value
    if printed and (printed > 0) == (tie.direction == "up"):
        return None
    return _moved(other) if judge(other)[0] in AGREEING else None


def _moved(tie: Tie) -> str | None:
    """Return which way the amounts moved, by magnitude where both are negative; None where it cannot be said."""
    if not isinstance(tie.formula, Change | PercentChange):
        return None
    if not isinstance(tie.formula.current, Term | Sum) or not isinstance(tie.formula.prior, Term | Sum):
        return None
    current, prior = recompute(tie.formula.current), recompute(tie.formula.prior)
    if current is None or prior is None or current.meets(prior):
        return None
    if (current.high < 0) != (prior.high < 0) or (current.low < 0) != (prior.low < 0):
        return None
    now, then = abs(current).middle, abs(prior).middle
    return "up" if now > then else "down"


def without_misread(results: Sequence[FigureResult], claims: Mapping[str, Claim]) -> tuple[FigureResult, ...]:
    """Withdraw an exception of a change whose sentence states the level too, where no line proves that level.

    Were the line the right one, the level would agree with it: the words were misread.
    """
    by_sentence: dict[tuple[str, int], list[FigureResult]] = {}
    for result in results:
        claim = claims.get(result.figure.id)
        if claim is not None and claim.kind not in _CHANGES and not claim.compares:
            by_sentence.setdefault((result.figure.block, claim.sentence), []).append(result)
    kept = []
    for result in results:
        claim = claims.get(result.figure.id)
        stands = result.proof is None or result.proof.tie.passage
        if result.verdict is Verdict.EXCEPTION and claim is not None and claim.kind in _CHANGES and not stands:
            around = by_sentence.get((result.figure.block, claim.sentence), ())
            levels = [other for other in around if claims[other.figure.id].subjects[:1] == claim.subjects[:1]]
            if levels and all(other.verdict is Verdict.UNSUPPORTED for other in levels):
                result = replace(result, verdict=Verdict.UNSUPPORTED, proof=None)
        kept.append(result)
    return tuple(kept)


def kind_of(figure: Figure) -> Kind:
    """Return the kind of a figure that no claim speaks of (a caption's), by its unit."""
    if figure.unit.endswith("/shares"):
        return Kind.PER_SHARE
    by_unit = {"percent": Kind.RATIO, "points": Kind.POINTS, "bps": Kind.POINTS, "multiple": Kind.MULTIPLE}
    return by_unit.get(figure.unit, Kind.COUNT if figure.unit in ("shares", "pure") else Kind.LEVEL)
