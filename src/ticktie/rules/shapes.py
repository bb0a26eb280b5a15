"""Formulas that several columns share: what holds in its company is meant, what holds nowhere is only a guess."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import compress

from ticktie.judge import judge, recompute
from ticktie.model import Outcome, Tie

HOLDS = frozenset({Outcome.AGREES, Outcome.AGREES_WITHIN_ROUNDING})

MAX_SPREAD = Fraction(1, 20)

# One formula written out for every column (or row) in which its operands are printed.
Shape = Sequence[Tie]


def holds(tie: Tie) -> bool:
    """Whether the judge agrees with a tie."""
    return judge(tie)[0] in HOLDS


def tells(tie: Tie) -> bool:
    """Whether a tie holds by more than chance: what the formula can be is narrow against its size."""
    if not holds(tie):
        return False
    recomputed = recompute(tie.formula)
    return recomputed is not None and recomputed.high - recomputed.low <= abs(recomputed.middle) * MAX_SPREAD


def excess(tie: Tie) -> Fraction:
    """Return how far the size of a target that disagrees exceeds what it should be, negative where it falls short.

    In the target's unit; 0 for a tie that holds or is open.
    """
    outcome, recomputed = judge(replace(tie, conditional=False))
    if outcome is not Outcome.DISAGREES or recomputed is None or tie.target.value is None:
        return Fraction(0)
    return abs(Fraction(tie.target.value)) - abs(recomputed)


def misses_by_one(tie: Tie) -> bool:
    """Whether a tie fails by less than one unit of the target's last place."""
    return 0 < abs(excess(tie)) < Fraction(10) ** -tie.target.decimals


def settled(
    shapes: Iterable[Shape], *, least: int = 1, firm: int = 1, plain: bool = False, either: bool = False
) -> Iterator[Tie]:
    """Yield the ties of the shape that holds in most places, of equals the first.

    A tie that fails is an exception only where the shape is meant: words and layout leave no doubt, or it holds in
    enough other places. Else the ties are conditional.

    Args:
        shapes: the formulas that may be meant, the likeliest first.
        least: how many ties have to hold before one that fails counts.
        firm: how many ties have to hold for each that fails.
        plain: whether the first shape is meant whatever its arithmetic.
        either: whether another shape may stand in where the best one fails.
    """
    best: Shape = ()
    held: list[bool] = []
    others: dict[str, Tie] = {}
    for shape in shapes:
        holding = [holds(tie) for tie in shape]
        if either:
            for tie in compress(shape, holding):
                others.setdefault(tie.target.id, tie)
        if not best or sum(holding) > sum(held):
            best, held = shape, holding
        if plain or (held and all(held)):
            break
    ties: list[Tie] = []
    kept = failed = 0
    for tie, came_out in zip(best, held, strict=True):
        other = tie if came_out else others.get(tie.target.id)
        kept += other is not None
        failed += other is None and not tie.conditional
        ties.append(other or tie)
    meant = plain or kept >= max(least, firm * failed)
    yield from ties if meant else (replace(tie, conditional=True) for tie in ties)
