"""What a difference that looks like a slip asks of the words before it makes an exception."""

from dataclasses import dataclass

from ticktie.model import Cause, Diagnosis

# A rounding done badly is near the right figure by its nature: chance says little about it.
ROUNDING_CHANCE = 0.1
# So is a last digit that differs; of four digits and more it is hardly another measure's.
LAST_DIGIT_CHANCE, LAST_OF_MANY_CHANCE, MANY_DIGITS = 0.05, 0.01, 4
SCALES_TRIED = 4
# The figure of another period is what a misread sentence gives, rather than chance: it takes this much.
PERIOD_CHANCE = 0.2


@dataclass(frozen=True, slots=True)
class Demand:
    """What a formula must reach before it may contradict a figure.

    Attributes:
        chance: the demand holds for slips that explain at most this share of all figures.
        score: words × period.
        covered: share of the subject that the line accounts for.
        near: share of the best formula's score.
    """

    chance: float
    score: float
    covered: float
    near: float


# The less a near miss can be chance, the less the words have to say; see docs/decisions/0003.
DEMANDS = (
    Demand(0.001, 0.45, 0.7, 0.55),
    Demand(0.01, 0.5, 0.75, 0.6),
    Demand(0.05, 0.55, 0.85, 0.75),
    Demand(0.1, 0.6, 0.88, 1.0),
    Demand(0.25, 0.6, 0.88, 1.0),
    Demand(1.0, 0.93, 0.95, 1.0),
)
# What is said of a part or driver may be of a wider line: one digit of four or more, and words that leave nothing open.
OF_PARTS, LONG_PARTS = Demand(0.001, 0.85, 0.95, 0.9), Demand(0.01, 0.85, 0.95, 0.9)
# A wrong scale word tells itself: the wider line has other digits.
SCALE_OF_PARTS = Demand(0.05, 0.8, 0.95, 0.9)
# A percentage by which amounts moved the way that the words say is hardly misread: it is settled by less.
OF_CHANGES = Demand(1.0, 0.8, 0.95, 1.0)
# What no formula may stay below, whatever the slip.
LEAST = DEMANDS[0]


def chance(diagnosis: Diagnosis) -> float:
    """Return the share of all figures with as many digits that a slip of this kind would explain.

    >>> from ticktie.model import Severity
    >>> round(chance(Diagnosis(Cause.DIGIT, Severity.ERROR, "$838.5 million", 10, 4)), 4)
    0.004
    >>> round(chance(Diagnosis(Cause.SCALE, Severity.ERROR, "$2.9 billion", 10**9, 2)), 3)
    0.044
    """
    figures = 9 * 10.0 ** (max(diagnosis.digits, 1) - 1)
    match diagnosis.cause:
        case Cause.DIGIT:
            by_chance = 9 * diagnosis.digits / figures
            least = LAST_DIGIT_CHANCE if diagnosis.digits < MANY_DIGITS else LAST_OF_MANY_CHANCE
            return min(1.0, by_chance if diagnosis.steps >= 10 else max(least, by_chance))
        case Cause.TRANSPOSED:
            return (diagnosis.digits - 1) / figures
        case Cause.SCALE:
            return SCALES_TRIED / figures
        case Cause.TRUNCATED | Cause.ROUNDED_OPERANDS:
            return ROUNDING_CHANCE
        case Cause.PERIOD | Cause.SIGN | Cause.POINTS | Cause.STALE:
            return PERIOD_CHANCE
        case _:
            return 1.0


def explains(diagnosis: Diagnosis) -> bool:
    """Whether a slip explains the difference; the figure of another period does where it has three digits."""
    if diagnosis.cause is Cause.PERIOD:
        return diagnosis.digits >= 3
    return diagnosis.cause is not Cause.UNKNOWN


def demand(by_chance: float) -> Demand:
    """Return what a formula must reach before it may contradict a figure with a slip that likely by chance."""
    return next(one for one in DEMANDS if by_chance <= one.chance)


def demand_of_changes(by_chance: float) -> Demand:
    """Return what a formula must reach before it may contradict a percentage whose direction is right."""
    asked = demand(by_chance)
    return OF_CHANGES if asked.chance == OF_CHANGES.chance else asked


def demand_of_parts(diagnosis: Diagnosis) -> Demand:
    """Return what a formula must reach before it may contradict what is said of a part."""
    if diagnosis.cause is Cause.SCALE:
        return SCALE_OF_PARTS
    return LONG_PARTS if diagnosis.digits >= MANY_DIGITS else OF_PARTS
