"""From ranked formulas to a verdict: tied, exception or unsupported."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ticktie.claims import AT_PRICE, CONSISTS_OF, OVER_LINE, TRANSLATED
from ticktie.diagnose import diagnose, is_rounded_to_ten
from ticktie.judge import is_likely, judge, printed_interval, recompute
from ticktie.model import (
    AGREEING,
    Cause,
    Change,
    Diagnosis,
    Figure,
    FigureResult,
    Interval,
    Kind,
    Outcome,
    PercentChange,
    Printed,
    Proof,
    Severity,
    Term,
    Tie,
    Verdict,
)
from ticktie.slips import LEAST, chance, demand, demand_of_changes, demand_of_parts, explains

# A formula that agrees proves a figure when words × period reach this, by number of significant digits
# printed: the more digits agree, the less can it be a coincidence.
TIE_FLOORS = {1: 0.62, 2: 0.5, 3: 0.4}
# … and when it ranks no lower than this share of the best formula.
NEAR_BEST = 0.55
NEARER_BEST, NEARER_WORDS = 0.65, 0.8
RIVAL = 0.985
# A measure that a table prints under the very words goes before what agrees with its operands within rounding.
PRINTED = 0.95
# Another reading that agrees counts where it ranks no lower than this share, or prints the figure as it stands.
ELSEWHERE = 0.72
# A formula whose operands are so coarse that more figures than these would agree proves none of them.
MOST_LOOSE = 30
# A slip found among several values that the words may mean: how likely that is by chance, all in all.
MOST_CHANCE = 0.1
MOST_NEAR = 12
# A difference without an explanation: the figure must have three digits and lie within a twentieth of what is right.
UNEXPLAINED_FLOOR = 0.95
NEARLY_COVERED = 0.88
NEAR_SHARE = Fraction(1, 20)
# Digits of a share ("28.6 percent of revenue") of which one may be told to be off.
TELLING_DIGITS = 3
CHANGES = (Kind.CHANGE, Kind.PERCENT_CHANGE, Kind.POINTS)
# A word of direction that contradicts a right size: what words × period and cover must reach, by digits that agree.
DIRECTION_FLOORS = {1: (0.6, 0.92), 2: (0.6, 0.84), 3: (0.5, 0.75)}
# How near to what coarse operands give a figure must be for its digits to tell something.
CLOSE = Fraction(1, 50)
# Labels of printed changes whose sign does not say which way the amounts moved.
_OTHER_SIGN = re.compile(r"favou?rable|better|worse|loss|\(incr|(?<!\()\b(?:decr|declin|reduc|lower|sav)", re.I)

# Words of a measure that rises when a loss turns into a profit, and those of one that falls.
_GAINS, _LOSSES = re.compile(r"\b(?:income|profit|earning|gain|ebitda)\b"), re.compile(r"\bloss\b")


def digits_of(figure: Printed) -> int:
    """Return the number of digits that a figure prints, zeros before the first left out.

    >>> from decimal import Decimal
    >>> digits_of(Figure("n1", "b1", 0, 4, "$7.2", Decimal("7.2"), 1, "USD"))
    2
    """
    return max(1, figure.value.adjusted() + 1 + figure.decimals) if figure.value else 1


def decide(figure: Figure, ties: Sequence[Tie], *, misread: float = 1.0) -> tuple[Verdict, Proof | None]:
    """Return the verdict on a figure, with the tie that gave it.

    Args:
        figure: what is stated.
        ties: formulas of the tables, best by words first, then formulas of the passage.
        misread: how likely it is that the words were misread, as a share of what it is for most figures.

    Some formula near the best agrees: tied, the best of them by words. None agrees, and the best accounts for every
    word of the subject in a settled period: exception. Otherwise unsupported.
    """
    table = [Trial(tie) for tie in ties if not tie.passage]
    passage = [Trial(tie) for tie in ties if tie.passage]
    tied = _first_agreeing(figure, table)
    if tied is not None:
        return _with_direction(_with_slip(tied), table)
    failed = None if any(_agrees_loosely(trial, table) for trial in table[:MOST_NEAR]) else _exception(table, misread)
    proved = _proved_by_passage(passage)
    if failed is not None and (proved is None or _is_rounding(failed) or not is_between_levels(proved.tie)):
        return Verdict.EXCEPTION, failed
    if proved is not None:
        return _with_direction(proved, ())
    contradicted = _contradicted(passage)
    return (Verdict.EXCEPTION, contradicted) if contradicted else (Verdict.UNSUPPORTED, None)


class Trial:
    """A tie that is judged when its outcome is first asked for, and once."""

    __slots__ = ("_judged", "score", "tie", "words")

    def __init__(self, tie: Tie) -> None:
        self.tie = tie
        self.words = tie.settlement.words
        self.score = self.words * tie.settlement.period  # how well words and period settle it, 0 – 1
        self._judged: tuple[Outcome, Fraction | None] | None = None

    def judged(self) -> tuple[Outcome, Fraction | None]:
        """Return the outcome and the middle of what the formula gives."""
        if self._judged is None:
            self._judged = judge(self.tie)
        return self._judged

    def agrees(self) -> bool:
        """Whether the tie holds."""
        return self.judged()[0] in AGREEING

    def is_telling(self) -> bool:
        """Whether few enough other figures would agree.

        21 over 22 can be anything from -8.9% to 0.0%, and a dash among millions is no proof of $45.
        """
        tie = self.tie
        if isinstance(tie.formula, Term):
            return bool(tie.formula.figure.value) or not tie.target.value
        range_ = recompute(tie.formula)
        if range_ is None:
            return True
        apart = (range_.high - range_.low) * Fraction(tie.unit_factor)
        if tie.target.unit != "percent":
            return self.judged()[0] is Outcome.AGREES or apart <= abs(Fraction(tie.target.value or 0))
        return apart * Fraction(10) ** tie.target.decimals <= MOST_LOOSE


def _first_agreeing(figure: Figure, trials: Sequence[Trial]) -> Proof | None:
    printed = min(3, digits_of(figure))
    for trial in trials:
        formula = trial.tie.formula
        digits = min(printed, digits_of(formula.figure)) if isinstance(formula, Term) else printed
        near = NEAR_BEST if digits >= 3 else NEARER_BEST
        if digits < 3 and trial.words < NEARER_WORDS * trials[0].words:
            continue
        if trial.score >= max(TIE_FLOORS[digits], near * trials[0].score) and trial.agrees() and trial.is_telling():
            computed = not isinstance(formula, Term) and trial.judged()[0] is Outcome.AGREES_WITHIN_ROUNDING
            if computed and _is_printed(trials[0]):
                return None
            return Proof("", trial.tie, *trial.judged())
    return None


def _is_printed(trial: Trial) -> bool:
    """Whether a table prints the very measure that the words name: what is merely computed gives way to it."""
    named = trial.tie.firm and trial.score >= PRINTED and trial.tie.settlement.covered >= PRINTED
    return named and isinstance(trial.tie.formula, Term) and not trial.tie.hedge


def _agrees_loosely(trial: Trial, trials: Sequence[Trial]) -> bool:
    """Whether a formula near the best agrees but tells nothing: it proves nothing, and lets no other contradict."""
    return trial.score >= NEAR_BEST * trials[0].score and trial.agrees() and not trial.is_telling()


def _proved_by_passage(trials: Sequence[Trial]) -> Proof | None:
    return next((Proof("", trial.tie, *trial.judged()) for trial in trials if trial.agrees()), None)


def _is_rounding(proof: Proof) -> bool:
    """Whether a slip in rounding explains a failed tie: the rounded levels of the passage then agree by themselves."""
    return proof.diagnosis is not None and proof.diagnosis.severity is Severity.ROUNDING


def _exception(trials: Sequence[Trial], misread: float) -> Proof | None:
    """Return the failed tie that contradicts a figure: the best one, or one near it that a slip explains."""
    for trial in trials[:MOST_NEAR]:
        failed = _contradiction(trial, trials, misread)
        if failed is not None:
            return failed
    return None


def _contradiction(trial: Trial, trials: Sequence[Trial], misread: float) -> Proof | None:
    tie = trial.tie
    if trial.score < LEAST.score or tie.settlement.covered < LEAST.covered:
        return None
    outcome, middle = trial.judged()
    if outcome is not Outcome.DISAGREES or not middle or is_rounded_to_ten(tie, middle):
        return None
    elsewhere = any(one.agrees() for one in trials if one is not trial and _counts_beside(one, trial, misread))
    diagnosis = diagnose(tie, middle, elsewhere=elsewhere)
    if not any(digit in "123456789" for digit in diagnosis.suggestion):
        return None
    near = trials[:MOST_NEAR]
    enough = _is_slip(trial, diagnosis, near, misread) if explains(diagnosis) else _is_near(trial, diagnosis, near)
    return Proof("", tie, outcome, middle, diagnosis) if enough else None


def _counts_beside(other: Trial, trial: Trial, misread: float) -> bool:
    """Whether another reading of the same words, should it agree, says that a figure is that of another period."""
    if other.tie.why != trial.tie.why:
        return False
    cell = other.tie.formula
    if misread == 1.0 and isinstance(cell, Term) and digits_of(cell.figure) >= digits_of(other.tie.target):
        return True
    return other.score >= ELSEWHERE * trial.score


def _is_near(trial: Trial, diagnosis: Diagnosis, trials: Sequence[Trial]) -> bool:
    """Whether a difference that no slip explains may stand: it is more likely a misread sentence, unless small."""
    tie, right = trial.tie, abs(trial.judged()[1] or Fraction(0))
    if (
        not tie.firm
        or diagnosis.digits < 3
        or trial.score < UNEXPLAINED_FLOOR
        or tie.settlement.covered < NEARLY_COVERED
    ):
        return False
    apart = abs(abs(Fraction(tie.target.value or 0)) - right)
    return apart <= right * NEAR_SHARE and _meanings(trial, trials) <= 2


def _is_slip(trial: Trial, diagnosis: Diagnosis, trials: Sequence[Trial], misread: float) -> bool:
    """Whether words and period settle a formula well enough for the slip that would explain the difference."""
    by_chance = misread * chance(diagnosis)
    if not trial.tie.firm:
        asked = demand_of_parts(diagnosis)
    else:
        asked = demand_of_changes(by_chance) if _moved_as_said(trial.tie) else demand(by_chance)
    if by_chance > asked.chance:
        return False
    if trial.score < max(asked.score, asked.near * trials[0].score) or trial.tie.settlement.covered < asked.covered:
        return False
    meanings = 1 if diagnosis.severity is Severity.ROUNDING else _meanings(trial, trials)
    return meanings == 1 or meanings * by_chance <= MOST_CHANCE


def _moved_as_said(tie: Tie) -> bool:
    """Whether a figure is a percentage by which printed amounts moved, or a printed one, and they moved as said."""
    formula = tie.formula
    printed = isinstance(formula, Term) and tie.target.unit == "percent"
    if isinstance(formula, PercentChange):
        printed = isinstance(formula.current, Term) and isinstance(formula.prior, Term)
    return printed and tie.direction in ("up", "down") and _moved(tie) == tie.direction


def _meanings(trial: Trial, trials: Sequence[Trial]) -> int:
    """Return how many different values the formulas have that the words fit as well as this one."""
    last_place = Fraction(10) ** -trial.tie.target.decimals
    values: list[Fraction] = []
    for other in trials:
        middle = other.judged()[1] if other.score >= RIVAL * trial.score else None
        if middle is not None and all(abs(abs(middle) - known) > last_place for known in values):
            values.append(abs(middle))
    return max(1, len(values))


def _contradicted(trials: Sequence[Trial]) -> Proof | None:
    """Return the failed tie of a figure that its passage states in full: levels of a change, parts, a translation."""
    for trial in trials:
        tie = trial.tie
        if not tie.firm:
            continue
        outcome, middle = trial.judged()
        if outcome is not Outcome.DISAGREES or middle is None:
            continue
        diagnosis = diagnose(tie, middle)
        if is_between_levels(tie) or tie.why in (CONSISTS_OF, TRANSLATED):
            enough = diagnosis.cause is not Cause.UNKNOWN or (tie.why == TRANSLATED and diagnosis.steps == 1)
        else:
            exact = tie.why == AT_PRICE or (tie.why == OVER_LINE and diagnosis.digits >= TELLING_DIGITS)
            enough = diagnosis.cause is Cause.SCALE or (exact and diagnosis.cause is Cause.DIGIT)
        if enough:
            return Proof("", tie, outcome, middle, diagnosis)
    return None


def is_between_levels(tie: Tie) -> bool:
    """Whether a formula compares two printed levels, or a level with what it was before a printed change."""
    formula = tie.formula
    return isinstance(formula, Change | PercentChange) and isinstance(formula.current, Term)


def is_direction(result: FigureResult) -> bool:
    """Whether a figure is an exception for its word of direction alone: its size agrees."""
    diagnosis = result.proof.diagnosis if result.proof else None
    return diagnosis is not None and diagnosis.cause is Cause.DIRECTION


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


def _with_direction(proof: Proof, trials: Sequence[Trial]) -> tuple[Verdict, Proof | None]:
    """Turn a tie whose size is right into an exception where the words say that it moved the other way.

    A change that the table prints may follow a convention of signs: the amounts themselves say how they moved. Where
    words or digits settle too little for an exception, amounts that moved the other way prove nothing.
    """
    tie = proof.tie
    if proof.outcome is Outcome.DISAGREES:
        return Verdict.EXCEPTION, proof
    if tie.direction not in ("up", "down"):
        return Verdict.TIED, proof
    moved = _moved(tie) or next((way for trial in trials if (way := _moved_alike(trial, tie))), None)
    exact = proof.outcome is Outcome.AGREES
    floor, covered = DIRECTION_FLOORS[min(3 if exact else 2, digits_of(tie.target)) if exact or _is_close(proof) else 1]
    settled = (tie.firm or (exact and not tie.passage)) and (
        tie.passage or (Trial(tie).score >= floor and tie.settlement.covered >= covered)
    )
    if moved == tie.direction or (moved is None and _may_move(proof)):
        return Verdict.TIED, proof
    if moved is None or not settled:
        return Verdict.UNSUPPORTED, None
    word = "increase" if moved == "up" else "decrease"
    diagnosis = Diagnosis(Cause.DIRECTION, Severity.ERROR, f"{word} of {tie.target.text}", 0, 0)
    return Verdict.EXCEPTION, replace(proof, outcome=Outcome.DISAGREES, diagnosis=diagnosis)


def _may_move(proof: Proof) -> bool:
    """Whether a change that agrees only within the rounding of its operands can have moved as the words say."""
    tie = proof.tie
    range_, said = recompute(tie.formula), printed_interval(tie.target)
    if proof.outcome is Outcome.AGREES or not tie.magnitude or range_ is None or said is None:
        return True
    changed = range_ * Interval.point(tie.unit_factor)
    one_way = changed.low >= 0 or changed.high <= 0
    return one_way or changed.meets(abs(said) if tie.direction == "up" else -abs(said))


def _is_close(proof: Proof) -> bool:
    """Whether a figure that agrees within the rounding of its operands is near what they give."""
    stated, right = abs(Fraction(proof.tie.target.value or 0)), abs(proof.recomputed or Fraction(0))
    return abs(stated - right) <= right * CLOSE


def _moved_alike(trial: Trial, tie: Tie) -> str | None:
    """Return which way the amounts moved behind a printed change, where they give the same figure."""
    other = trial.tie
    if not isinstance(tie.formula, Term) or not is_between_levels(other) or other.why != tie.why:
        return None
    printed = tie.formula.figure.value
    if printed and (printed > 0) == (tie.direction == "up"):
        return None
    return _moved(other) if trial.agrees() else None


def _moved(tie: Tie) -> str | None:
    """Return which way the amounts moved, by magnitude where both are negative; None where it cannot be said.

    Between a loss and a profit it can be where the words speak of income, profit or gains.
    """
    if isinstance(tie.formula, Term):
        printed = tie.formula.figure.value
        return None if not printed or _OTHER_SIGN.search(tie.formula.label) else "up" if printed > 0 else "down"
    if not isinstance(tie.formula, Change | PercentChange):
        return None
    current, prior = recompute(tie.formula.current), recompute(tie.formula.prior)
    if current is None or prior is None or min(current.high, prior.high) > max(current.low, prior.low):
        return None
    if (current.high < 0) != (prior.high < 0) or (current.low < 0) != (prior.low < 0):
        gains = _GAINS.search(tie.why) and not _LOSSES.search(tie.why)
        return ("up" if current.middle > prior.middle else "down") if gains else None
    now, then = abs(current).middle, abs(prior).middle
    return "up" if now > then else "down"


def kind_of(figure: Figure) -> Kind:
    """Return the kind of a figure that no claim speaks of (a caption's), by its unit."""
    if figure.unit.endswith("/shares"):
        return Kind.PER_SHARE
    by_unit = {"percent": Kind.RATIO, "points": Kind.POINTS, "bps": Kind.POINTS, "multiple": Kind.MULTIPLE}
    return by_unit.get(figure.unit, Kind.COUNT if figure.unit in ("shares", "pure") else Kind.LEVEL)
