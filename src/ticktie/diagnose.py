"""Why a tie disagrees, and what would mend it."""

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ticktie.judge import printed_interval, recompute
from ticktie.model import (
    Cause,
    Change,
    Constant,
    Diagnosis,
    Expression,
    Interval,
    PercentChange,
    Printed,
    Product,
    Quotient,
    Severity,
    Sum,
    Term,
    Tie,
    leaves,
)
from ticktie.printing import nearest, printed_like, rounded

SCALES = (3, -3, 6, -6)
SCALE_WORD = re.compile(r"thousand|million|billion|trillion|\bbn\b|\bmn\b|[\d ]m\b", re.I)
# Steps of the last digit by which a rounding done badly can be off.
ROUNDING_STEPS = 1
HALF = Fraction(1, 2)
# What rounding the operands may take away from a figure, as a share of it.
MOST_ROUNDED = 0.5
MOST_DIGITS = 40
# How much coarser than the figure its operands may be printed ("$188.4 billion" for 188 million).
MOST_COARSE = 10
# Values that coarse operands may admit for one of them to have all digits of the figure but one: near them, and afar.
MOST_ADMITTED, MOST_ADMITTED_FAR = 10, 50


def diagnose(tie: Tie, recomputed: Fraction, *, elsewhere: bool = False) -> Diagnosis:
    """Return the cause of a disagreement and the corrected text.

    Args:
        tie: what disagrees.
        recomputed: middle of what its formula gives, in the target's unit.
        elsewhere: whether the same line agrees in another period: a wrong period's figure was taken.
    """
    figure = tie.target
    right = abs(recomputed) if tie.magnitude else recomputed
    suggestion = printed_like(recomputed, figure, magnitude=tie.magnitude)
    stated_digits, right_digits = _digits(Fraction(figure.value or 0), figure), _digits(right, figure)
    steps = abs(int(stated_digits) - int(right_digits)) if len(right_digits) <= MOST_DIGITS else 10**9
    cause = _cause(tie, recomputed, stated_digits, right_digits, steps, elsewhere=elsewhere)
    if cause is Cause.SCALE:
        suggestion = _rescaled(figure, right)
    is_rounding = steps <= ROUNDING_STEPS and cause in (Cause.ROUNDED_OPERANDS, Cause.TRUNCATED)
    severity = Severity.ROUNDING if is_rounding else Severity.ERROR
    return Diagnosis(cause, severity, suggestion, steps, _telling_digits(stated_digits, right_digits, figure.unit))


def _telling_digits(stated: str, right: str, unit: str) -> int:
    """Return how many digits of a figure tell it from others: basis points come in tens."""
    zeros = min(len(text) - len(text.rstrip("0")) for text in (stated, right)) if unit == "bps" else 0
    return max(1, len(stated.lstrip("0")) - zeros)


def _rescaled(figure: Printed, right: Fraction) -> str:
    """Return the figure with the scale word that makes it right ("$42.7 million" for "$42.7 billion")."""
    word = SCALE_WORD.search(figure.text)
    if word is None or not figure.value:
        return figure.text
    power = round(math.log10(right / abs(Fraction(figure.value))))
    names = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
    now = next((p for p, name in names.items() if name.startswith(word.group().strip().lower()[:1])), 6)
    name = names.get(now + power, "")
    return (
        figure.text[: word.start()] + (name.title() if word.group()[0].isupper() else name) + figure.text[word.end() :]
    )


def _digits(value: Fraction, figure: Printed) -> str:
    """Return the digits of a value at the figure's printed precision, without sign and point."""
    return str(Decimal(nearest(value, figure.decimals)))  # an int of 5,000 digits has no str of its own


def _cause(tie: Tie, recomputed: Fraction, stated: str, right: str, steps: int, *, elsewhere: bool) -> Cause:
    if not tie.magnitude and tie.target.value is not None and stated == right:
        return Cause.SIGN
    if steps == ROUNDING_STEPS and _is_truncated(tie, recomputed, stated):
        return Cause.TRUNCATED
    if steps <= _most_rounded(stated) and _from_rounded_operands(tie, stated):
        return Cause.ROUNDED_OPERANDS
    if _is_transposed(stated, right):
        return Cause.TRANSPOSED
    if elsewhere:
        return Cause.PERIOD
    if _is_scaled(tie, recomputed, stated):
        return Cause.SCALE
    if any(_differ_in_one(stated, right) for right in _admitted(tie, recomputed, right)):
        return Cause.DIGIT
    return Cause.UNKNOWN


def _most_rounded(stated: str) -> float:
    """Return how many steps rounded operands may take a figure of these digits away from what is right."""
    return max(ROUNDING_STEPS, int(stated) * MOST_ROUNDED) if len(stated) <= MOST_DIGITS else ROUNDING_STEPS


def is_rounded_to_ten(tie: Tie, recomputed: Fraction) -> bool:
    """Whether a figure is the ten that lies nearest to what is right: basis points are often stated in tens."""
    return tie.target.unit == "bps" and abs(tie.target.value or 0) == _nearest_ten(abs(recomputed))


def _nearest_ten(value: Fraction) -> int:
    return 10 * round(value / 10)


def _admitted(tie: Tie, recomputed: Fraction, right: str) -> Iterator[str]:
    """Yield the digits that are right: for rounded operands of the passage all that they admit, if few.

    Basis points come in tens: what is right is as well the ten that lies nearest.
    """
    yield right
    exact = abs(recomputed) * Fraction(10) ** tie.target.decimals
    if exact.denominator == 2:
        yield str(exact.numerator // 2)  # half a unit of the last place rounds either way
    if tie.target.unit == "bps":
        yield str(_nearest_ten(Fraction(int(right))))
    value = recompute(tie.formula) if tie.passage else None
    if value is None:
        return
    scale = Fraction(10) ** tie.target.decimals * Fraction(tie.unit_factor)
    low, high = (abs(value).low * scale, abs(value).high * scale)
    stated = abs(Fraction(tie.target.value or 0)) * Fraction(10) ** tie.target.decimals
    far = max(low - stated, stated - high) > high - low
    if high - low <= (MOST_ADMITTED_FAR if far else MOST_ADMITTED):
        yield from map(str, range(math.ceil(low - HALF), math.floor(high + HALF) + 1))


def _differ_in_one(stated: str, right: str) -> bool:
    if len(right) > len(stated):
        return False
    return sum(a != b for a, b in zip(stated, right.zfill(len(stated)), strict=True)) == 1


def _is_truncated(tie: Tie, recomputed: Fraction, stated: str) -> bool:
    scaled = abs(recomputed) * Fraction(10) ** tie.target.decimals
    return str(scaled.numerator // scaled.denominator) == stated


def _is_transposed(stated: str, right: str) -> bool:
    if len(stated) != len(right) or sorted(stated) != sorted(right):
        return False
    different = [i for i, (a, b) in enumerate(zip(stated, right, strict=True)) if a != b]
    return len(different) == 2 and different[1] - different[0] == 1


def _is_scaled(tie: Tie, recomputed: Fraction, stated: str) -> bool:
    """Whether the figure's scale word is wrong: its digits are right in another scale."""
    if not SCALE_WORD.search(tie.target.text) or tie.target.unit == "shares" or not stated.strip("0"):
        return False
    # Things counted may stand in a table of thousands without its being said.
    if tie.target.unit == "pure" and any(term.figure.decimals >= 0 for term in leaves(tie.formula)):
        return False
    # Most figures are far from right in every scale, which whole numbers tell without intervals.
    places, units = tie.target.decimals, nearest(Fraction(tie.target.value or 0), tie.target.decimals)
    if all(abs(nearest(recomputed, places + power) - units) > MOST_COARSE for power in SCALES):
        return False
    value = recompute(tie.formula)
    said = printed_interval(tie.target)
    if value is None or said is None:
        return False
    right = abs(value * Interval.point(tie.unit_factor))
    scaled = [right * Interval.point(Fraction(10) ** power) for power in SCALES]
    most = MOST_COARSE * (said.high - said.low)
    return any(one.high - one.low <= most and one.meets(abs(said)) for one in scaled)


def _from_rounded_operands(tie: Tie, stated: str) -> bool:
    """Whether the stated figure follows from operands rounded to what prose prints (millions with one decimal, say)."""
    terms = [term for term in leaves(tie.formula) if term.figure.value]
    if isinstance(tie.formula, Term) or not terms:
        return False
    if isinstance(tie.formula, Product) and isinstance(tie.formula.left, Constant):
        # "annualized": four times what a quarter's change is printed as.
        change = recompute(tie.formula.right)
        once = Fraction(rounded(change.middle, tie.target.decimals).replace(",", "")) if change else Fraction(0)
        return _digits(tie.formula.left.value * once, tie.target) == stated
    largest = max(abs(Fraction(term.figure.value or 0)) for term in terms)
    for decimals in _prose_decimals(tie, largest):
        formula = _rounded_formula(tie.formula, decimals)
        value = recompute(formula) if formula else None
        if value is not None and _digits(value.middle * Fraction(tie.unit_factor), tie.target) == stated:
            return True
    return False


def _prose_decimals(tie: Tie, largest: Fraction) -> tuple[int, ...]:
    if tie.target.unit in ("percent", "points", "bps", "multiple"):
        return (-5, -6, -8, -7, -9) if largest > 10**5 else (1, 0)
    return (tie.target.decimals,)


def _rounded_formula(expression: Expression, decimals: int) -> Expression | None:
    """Return the formula with each operand replaced by what it rounds to, exactly."""
    match expression:
        case Term(figure):
            if figure.value is None or decimals >= figure.decimals:
                return None
            exact = Fraction(figure.value)
            units = nearest(exact, decimals) if exact > 0 else -nearest(exact, decimals)
            return Constant(Fraction(units, 10**decimals) if decimals > 0 else Fraction(units * 10**-decimals))
        case Constant():
            return expression
        case Sum(parts):
            inner = [(weight, _rounded_formula(part, decimals)) for weight, part in parts]
            kept = tuple((weight, part) for weight, part in inner if part is not None)
            return Sum(kept) if len(kept) == len(parts) else None
        case Product(first, second) | Quotient(first, second) | Change(first, second) | PercentChange(first, second):
            one, other = _rounded_formula(first, decimals), _rounded_formula(second, decimals)
            return type(expression)(one, other) if one is not None and other is not None else None
