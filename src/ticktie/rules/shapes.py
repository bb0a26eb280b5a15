"""Formulas that several columns share: what holds in its company is meant, what holds nowhere is only a guess."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ticktie.judge import judge
from ticktie.model import Outcome, Tie

HOLDS = frozenset({Outcome.AGREES, Outcome.AGREES_WITHIN_ROUNDING})

# One formula written out for every column (or row) in which its operands are printed.
Shape = Sequence[Tie]


def holds(tie: Tie) -> bool:
    """Whether the judge agrees with a tie."""
    return judge(tie)[0] in HOLDS


def settled(shapes: Iterable[Shape], *, least: int = 1, firm: int = 1, plain: bool = False) -> Iterator[Tie]:
    """Yield the ties of the shape that holds in most places, of equals the first.

    A tie that fails is an exception only where the shape is meant: words and layout leave no doubt, or it holds in
    enough other places. Else the ties are conditional.

    Args:
        shapes: the formulas that may be meant, the likeliest first.
        least: how many ties have to hold before one that fails counts.
        firm: how many ties have to hold for each that fails.
        plain: whether the first shape is meant whatever its arithmetic.
    """
    best: Shape = ()
    most = -1
    for shape in shapes:
        held = sum(1 for tie in shape if holds(tie))
        if held > most:
            best, most = shape, held
        if plain or (shape and held == len(shape)):
            break
    failed = sum(1 for tie in best if not tie.conditional and not holds(tie))
    meant = plain or most >= max(least, firm * failed)
    yield from best if meant else (replace(tie, conditional=True) for tie in best)
