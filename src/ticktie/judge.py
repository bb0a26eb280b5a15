"""The only place where two figures are compared."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import lcm

from ticktie.model import (
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

MAX_REPEATED_OPERANDS = 4

# An interval in whole numbers: from low / denominator to high / denominator, the denominator positive. Most of the
# time of judging went into Fractions that were made and thrown away.
Span = tuple[int, int, int]


def printed_interval(figure: Printed) -> Interval | None:
    """Return what a printed figure may stand for; None where it is absent (NM, N/A).

    A dash rounds to zero, so it stands for half a unit of the last place to either side.
    """
    span = _printed(figure)
    return None if span is None else _interval(span)


def recompute(expression: Expression) -> Interval | None:
    """Return all values that a formula can have, its operands within their rounding; None where one is absent."""
    span = _recomputed(expression)
    return None if span is None else _interval(span)


def _printed(figure: Printed) -> Span | None:
    value, decimals = figure.value, figure.decimals
    if value is None:
        return None
    above, below = value.as_integer_ratio()
    unit = 10 ** abs(decimals)
    if decimals > 0:
        return 2 * unit * above - below, 2 * unit * above + below, 2 * unit * below
    return 2 * above - unit * below, 2 * above + unit * below, 2 * below


def _recomputed(expression: Expression) -> Span | None:
    """Evaluate a formula over the intervals of its operands.

    An operand that occurs more than once is held at each end of its interval in turn, so that its rounding
    counts once; formulas are monotone in each operand, so the ends give the exact range.
    """
    if isinstance(expression, Term):
        return _printed(expression.figure)
    operands = leaves(expression)
    terms: dict[str, Span] = {}
    for term in operands:
        span = _printed(term.figure)
        if span is None:
            return None
        terms[term.figure.id] = span
    try:
        if len(terms) == len(operands):
            return _evaluate(expression, terms)
        times = Counter(term.figure.id for term in operands)
        repeated = [key for key in terms if times[key] > 1]
        if len(repeated) > MAX_REPEATED_OPERANDS:
            return _evaluate(expression, terms)
        corners = []
        for ends in product((0, 1), repeat=len(repeated)):
            held = {
                key: (terms[key][end], terms[key][end], terms[key][2]) for key, end in zip(repeated, ends, strict=True)
            }
            corners.append(_evaluate(expression, terms | held))
    except ZeroDivisionError:
        return None
    scale = lcm(*(denominator for _, _, denominator in corners))
    lows = [low * (scale // denominator) for low, _, denominator in corners]
    highs = [high * (scale // denominator) for _, high, denominator in corners]
    return min(lows), max(highs), scale


def _evaluate(expression: Expression, terms: Mapping[str, Span]) -> Span:
    match expression:
        case Term():
            return terms[expression.figure.id]
        case Sum():
            total: Span = (0, 0, 1)
            for weight, part in expression.parts:
                total = _plus(total, _evaluate(part, terms), weight)
            return total
        case Constant(value):
            return value.numerator, value.numerator, value.denominator
        case Change(current, prior):
            return _plus(_evaluate(current, terms), _evaluate(prior, terms), -1)
        case Product(left, right):
            return _times(_evaluate(left, terms), _evaluate(right, terms))
        case Quotient(above, below):
            return _over(_evaluate(above, terms), _evaluate(below, terms))
        case PercentChange(current, prior):
            low, high, scale = _over(_evaluate(current, terms), _evaluate(prior, terms))
            return 100 * (low - scale), 100 * (high - scale), scale


def _plus(one: Span, other: Span, weight: int) -> Span:
    low, high, scale = other
    if weight < 0:
        low, high = -high, -low
    if one[2] == scale:
        return one[0] + low, one[1] + high, scale
    common = lcm(one[2], scale)
    first, second = common // one[2], common // scale
    return one[0] * first + low * second, one[1] * first + high * second, common


def _times(one: Span, other: Span) -> Span:
    corners = (one[0] * other[0], one[0] * other[1], one[1] * other[0], one[1] * other[1])
    return min(corners), max(corners), one[2] * other[2]


def _over(one: Span, other: Span) -> Span:
    """Divide; raise ZeroDivisionError where the divisor may be zero."""
    low, high, scale = other
    if low <= 0 <= high:
        raise ZeroDivisionError("the divisor's interval holds zero")
    corners = (one[0] * high, one[0] * low, one[1] * high, one[1] * low)
    return min(corners) * scale, max(corners) * scale, one[2] * low * high


def _interval(span: Span) -> Interval:
    low, high, scale = span
    return Interval(Fraction(low, scale), Fraction(high, scale))


def _magnitude(span: Span) -> Span:
    low, high, scale = span
    if low >= 0:
        return span
    return (-high, -low, scale) if high <= 0 else (0, max(-low, high), scale)


def stated_interval(figure: Printed, hedge: str = "") -> Interval | None:
    """Return what a figure claims, its hedge read as a fair reader does.

    After "approximately", trailing zeros are not significant and a whole unit of the last significant digit is
    allowed to either side ("about 40,000" for 40,600); "over 300" claims 300 or somewhat more, "nearly 2" somewhat
    less than 2, each up to a tenth.
    """
    span = _stated(figure, hedge)
    return None if span is None else _interval(span)


def _stated(figure: Printed, hedge: str) -> Span | None:
    plain = _printed(figure)
    if plain is None or not hedge or figure.value is None:
        return plain
    value = Fraction(figure.value)
    low, high = Fraction(plain[0], plain[2]), Fraction(plain[1], plain[2])
    tenth = abs(value) / 10
    if hedge == Hedge.OVER:
        low, high = (min(low, value), max(high, value + tenth)) if value >= 0 else (low, high)
    elif hedge == Hedge.NEARLY:
        low = min(low, value - tenth)
    else:
        unit = Fraction(10) ** -_significant_decimals(figure)
        low, high = min(low, value - unit), max(high, value + unit)
    scale = lcm(low.denominator, high.denominator)
    return int(low * scale), int(high * scale), scale


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
    stated = _stated(tie.target, tie.hedge)
    recomputed = _recomputed(tie.formula)
    if stated is None or recomputed is None:
        return Outcome.OPEN, None
    if tie.unit_factor != 1:
        above, below = tie.unit_factor.as_integer_ratio()
        recomputed = (recomputed[0] * above, recomputed[1] * above, recomputed[2] * below)
    middle = Fraction(recomputed[0] + recomputed[1], 2 * recomputed[2])
    if tie.magnitude:
        stated, recomputed = _magnitude(stated), _magnitude(recomputed)
    low, high, scale = (part * recomputed[2] for part in stated)
    new_low, new_high = recomputed[0] * stated[2], recomputed[1] * stated[2]
    apart = high == new_low or new_high == low
    if low > new_high or new_low > high or (apart and _is_same_fact(tie)):
        return (Outcome.OPEN if tie.conditional else Outcome.DISAGREES), middle
    at = abs(middle.numerator) if tie.magnitude else middle.numerator
    exact = low * middle.denominator <= at * scale <= high * middle.denominator
    return (Outcome.AGREES if exact else Outcome.AGREES_WITHIN_ROUNDING), middle


def _is_same_fact(tie: Tie) -> bool:
    """Whether a tie says that the prose repeats a printed figure: then intervals that merely touch disagree.

    0.88 and 0.89 both admit 0.885, but no one number is printed as both.
    """
    said = isinstance(tie.target, Figure) and isinstance(tie.formula, Term)
    return said and tie.relation is Relation.AGREE and not tie.hedge


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
