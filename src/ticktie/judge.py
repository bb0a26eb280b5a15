"""The only place where two figures are compared."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import lcm

from ticktie.model import (
    Absence,
    Cell,
    Change,
    Constant,
    Expression,
    Figure,
    Hedge,
    Interval,
    Outcome,
    PercentChange,
    Printed,
    Product,
    Quotient,
    Relation,
    Sum,
    Term,
    Tie,
    leaves,
)

HUNDRED = Interval.point(100)
MAX_REPEATED_OPERANDS = 4
MAX_SPREAD_PLACES = 40


def printed_absent(figure: Printed) -> bool:
    """Whether a cell says that it has no number (NM, N/A); a dash has one, it rounds to zero."""
    return figure.value is None or (isinstance(figure, Cell) and figure.absence is Absence.NOT_MEANINGFUL)


def printed_interval(figure: Printed) -> Interval | None:
    """Return what a printed figure may stand for; None where it is absent (NM, N/A).

    A dash rounds to zero, so it stands for half a unit of the last place to either side.
    """
    if figure.value is None or printed_absent(figure):
        return None
    return Interval.printed(figure.value, figure.decimals)


def recompute(expression: Expression) -> Interval | None:
    """Return all values that a formula can have, its operands within their rounding; None where one is absent.

    An operand that occurs more than once is held at each end of its interval in turn, so that its rounding
    counts once; formulas are monotone in each operand, so the ends give the exact range.
    """
    terms: dict[str, Interval] = {}
    repeated: list[str] = []
    for term in leaves(expression):
        key = term.figure.id
        if key in terms:
            if key not in repeated:
                repeated.append(key)
            continue
        interval = printed_interval(term.figure)
        if interval is None:
            return None
        terms[key] = interval
    try:
        if not repeated or len(repeated) > MAX_REPEATED_OPERANDS:
            return _evaluate(expression, terms)
        corners = []
        for ends in product(*((terms[key].low, terms[key].high) for key in repeated)):
            held = {key: Interval.point(end) for key, end in zip(repeated, ends, strict=True)}
            corners.append(_evaluate(expression, terms | held))
        return Interval(min(c.low for c in corners), max(c.high for c in corners))
    except ZeroDivisionError:
        return None


def _evaluate(expression: Expression, terms: dict[str, Interval]) -> Interval:
    match expression:
        case Constant(value):
            return Interval(value, value)
        case Term(figure):
            return terms[figure.id]
        case Sum(parts):
            added = [(weight, _evaluate(part, terms)) for weight, part in parts]
            low = _total((weight, one.low if weight > 0 else one.high) for weight, one in added)
            high = _total((weight, one.high if weight > 0 else one.low) for weight, one in added)
            return Interval(low, high)
        case Product(left, right):
            return _evaluate(left, terms) * _evaluate(right, terms)
        case Quotient(above, below):
            return _evaluate(above, terms) / _evaluate(below, terms)
        case Change(current, prior):
            return _evaluate(current, terms) - _evaluate(prior, terms)
        case PercentChange(current, prior):
            base = _evaluate(prior, terms)
            return _evaluate(current, terms) / base * HUNDRED - HUNDRED


def _total(weighted: Iterable[tuple[int, Fraction]]) -> Fraction:
    """Return a weighted sum over one common denominator, which is quicker than adding fractions one by one."""
    added = tuple(weighted)
    scale = lcm(*(value.denominator for _, value in added))
    return Fraction(sum(weight * value.numerator * (scale // value.denominator) for weight, value in added), scale)


def stated_interval(figure: Printed, hedge: str = "") -> Interval | None:
    """Return what a figure claims, its hedge read as a fair reader does.

    After "approximately", trailing zeros are not significant and a whole unit of the last significant digit is
    allowed to either side ("about 40,000" for 40,600); "over 300" claims 300 or somewhat more, "nearly 2" somewhat
    less than 2, each up to a tenth.
    """
    plain = printed_interval(figure)
    if plain is None or not hedge or figure.value is None:
        return plain
    value = Fraction(figure.value)
    tenth = abs(value) / 10
    if hedge == Hedge.OVER:
        return Interval(min(plain.low, value), max(plain.high, value + tenth)) if value >= 0 else plain
    if hedge == Hedge.NEARLY:
        return Interval(min(plain.low, value - tenth), plain.high)
    unit = Fraction(10) ** -_significant_decimals(figure)
    return Interval(min(plain.low, value - unit), max(plain.high, value + unit))


def _significant_decimals(figure: Printed) -> int:
    """Return the place of the last digit that is not a trailing zero, or that of the figure itself after a point."""
    if figure.value is None or figure.value == 0 or "." in figure.text:
        return figure.decimals
    decimals = figure.decimals
    scaled = int(figure.value.scaleb(decimals))
    while scaled and scaled % 10 == 0 and abs(scaled) >= 100:
        scaled //= 10
        decimals -= 1
    return decimals


def judge(tie: Tie) -> tuple[Outcome, Fraction | None]:
    """Decide one tie: do the target's interval and the formula's have a value in common?

    Returns:
        The outcome, and the midpoint of the recomputed interval in the target's unit
        (None where an operand or the target is absent: the tie is open). A conditional tie that
        disagrees is open too.

    Source: XBRL Calculations 1.1 (interval consistency), extended to quotients and products.
    """
    if tie.unit_factor == 1 and not tie.hedge:
        decided = _judge_in_integers(tie)
        if decided is not None:
            return decided
    stated = stated_interval(tie.target, tie.hedge)
    recomputed = recompute(tie.formula)
    if stated is None or recomputed is None:
        return Outcome.OPEN, None
    if tie.unit_factor != 1:
        recomputed = recomputed * Interval.point(tie.unit_factor)
    middle = recomputed.middle
    if tie.magnitude:
        stated, recomputed = abs(stated), abs(recomputed)
    apart = stated.high == recomputed.low or recomputed.high == stated.low
    if not stated.meets(recomputed) or (apart and _is_same_fact(tie)):
        return (Outcome.OPEN if tie.conditional else Outcome.DISAGREES), middle
    exact = stated.low <= (abs(middle) if tie.magnitude else middle) <= stated.high
    return (Outcome.AGREES if exact else Outcome.AGREES_WITHIN_ROUNDING), middle


def _is_same_fact(tie: Tie) -> bool:
    """Whether a tie says that the prose repeats a printed figure: then intervals that merely touch disagree.

    0.88 and 0.89 both admit 0.885, but no one number is printed as both.
    """
    said = isinstance(tie.target, Figure) and isinstance(tie.formula, Term)
    return said and tie.relation is Relation.AGREE and not tie.hedge


def _judge_in_integers(tie: Tie) -> tuple[Outcome, Fraction | None] | None:
    """Decide a tie whose formula is a sum of printed amounts: the same answer as with fractions, in half units.

    Returns None where the formula is another, or an operand is absent, repeated or finer than it is printed.
    """
    parts = _weighted(tie.formula)
    if parts is None or len({figure.id for _, figure in parts}) < len(parts):
        return None
    figures = (tie.target, *(figure for _, figure in parts))
    finest = max(figure.decimals for figure in figures)
    if finest - min(figure.decimals for figure in figures) > MAX_SPREAD_PLACES:
        return None
    unit = Decimal(2).scaleb(finest)
    doubled: list[int] = []
    for figure in figures:
        value = None if printed_absent(figure) else figure.value
        scaled = None if value is None else value * unit
        if scaled is None or scaled != (whole := int(scaled)):
            return None
        doubled.append(whole)
    halves = [10 ** (finest - figure.decimals) for figure in figures]
    middle = sum(weight * value for (weight, _), value in zip(parts, doubled[1:], strict=True))
    slack = sum(halves[1:])
    stated = doubled[0]
    recomputed = Fraction(middle, 2) * Fraction(10) ** -finest
    gap = abs(abs(stated) - abs(middle)) if tie.magnitude else abs(stated - middle)
    if tie.magnitude and (abs(middle) < slack or abs(stated) < halves[0]):
        return None  # an interval over zero is not mirrored by magnitude alone
    room = slack + halves[0]
    if gap > room or (gap == room and _is_same_fact(tie)):
        return (Outcome.OPEN if tie.conditional else Outcome.DISAGREES), recomputed
    return (Outcome.AGREES if gap <= halves[0] else Outcome.AGREES_WITHIN_ROUNDING), recomputed


def _weighted(expression: Expression) -> tuple[tuple[int, Printed], ...] | None:
    """Return a formula as a weighted sum of printed figures; None where it is something else."""
    match expression:
        case Term(figure):
            return ((1, figure),)
        case Sum(parts):
            if all(isinstance(part, Term) for _, part in parts):
                return tuple((weight, part.figure) for weight, part in parts if isinstance(part, Term))
        case Change(Term(current), Term(prior)):
            return ((1, current), (-1, prior))
    return None


def is_likely(tie: Tie) -> bool:
    """Whether a tie that agrees within rounding could well have come from unrounded amounts.

    The two intervals must share a quarter of the narrower one; where they share less, a slip in rounding explains
    the figure better than the unrounded amounts do.
    """
    stated, recomputed = stated_interval(tie.target, tie.hedge), recompute(tie.formula)
    if stated is None or recomputed is None or recomputed.high == recomputed.low:
        return True
    recomputed = recomputed * Interval.point(tie.unit_factor)
    if tie.magnitude:
        stated, recomputed = abs(stated), abs(recomputed)
    shared = min(stated.high, recomputed.high) - max(stated.low, recomputed.low)
    return shared >= min(recomputed.high - recomputed.low, stated.high - stated.low) / 4


def agree(first: Figure | Cell, second: Figure | Cell) -> bool:
    """Whether two printed figures may stand for the same value, signs included."""
    one, other = printed_interval(first), printed_interval(second)
    return one is not None and other is not None and one.meets(other)
