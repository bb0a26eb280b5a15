"""The only place where two figures are compared."""

from fractions import Fraction
from itertools import product

from ticktie.model import (
    Absence,
    Cell,
    Change,
    Constant,
    Expression,
    Figure,
    Interval,
    Outcome,
    PercentChange,
    Printed,
    Product,
    Quotient,
    Sum,
    Term,
    Tie,
    leaves,
)

ONE = Interval.point(1)
HUNDRED = Interval.point(100)
MAX_REPEATED_OPERANDS = 4


def printed_interval(figure: Printed) -> Interval | None:
    """Return what a printed figure may stand for; None where it is absent (NM, N/A).

    A dash rounds to zero, so it stands for half a unit of the last place to either side.
    """
    if figure.value is None:
        return None
    if isinstance(figure, Cell) and figure.absence is Absence.NOT_MEANINGFUL:
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
            low = high = Fraction(0)
            for weight, part in parts:
                interval = _evaluate(part, terms)
                if weight > 0:
                    low, high = low + interval.low, high + interval.high
                else:
                    low, high = low - interval.high, high - interval.low
            return Interval(low, high)
        case Product(left, right):
            return _evaluate(left, terms) * _evaluate(right, terms)
        case Quotient(above, below):
            return _evaluate(above, terms) / _evaluate(below, terms)
        case Change(current, prior):
            return _evaluate(current, terms) - _evaluate(prior, terms)
        case PercentChange(current, prior):
            base = _evaluate(prior, terms)
            ratio = _evaluate(current, terms) / base - ONE
            return ratio * HUNDRED


def judge(tie: Tie) -> tuple[Outcome, Fraction | None]:
    """Decide one tie: do the target's interval and the formula's have a value in common?

    Returns:
        The outcome, and the midpoint of the recomputed interval in the target's unit
        (None where an operand or the target is absent: the tie is open).

    Source: XBRL Calculations 1.1 (interval consistency), extended to quotients and products.
    """
    stated = printed_interval(tie.target)
    recomputed = recompute(tie.formula)
    if stated is None or recomputed is None:
        return Outcome.OPEN, None
    if tie.unit_factor != 1:
        recomputed = recomputed * Interval.point(tie.unit_factor)
    middle = recomputed.middle
    if tie.magnitude:
        stated, recomputed = abs(stated), abs(recomputed)
    if not stated.meets(recomputed):
        return Outcome.DISAGREES, middle
    exact = stated.low <= (abs(middle) if tie.magnitude else middle) <= stated.high
    return (Outcome.AGREES if exact else Outcome.AGREES_WITHIN_ROUNDING), middle


def agree(first: Figure | Cell, second: Figure | Cell) -> bool:
    """Whether two printed figures may stand for the same value, signs included."""
    one, other = printed_interval(first), printed_interval(second)
    return one is not None and other is not None and one.meets(other)
