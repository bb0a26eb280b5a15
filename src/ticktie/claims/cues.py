"""What the words around a figure say it is: a level, a change, a comparative; hedged or not."""

from collections.abc import Sequence
from dataclasses import dataclass

from ticktie.claims.lexicon import (
    CHANGE_NOUNS,
    EVALUATIVE,
    ORNAMENTS,
    WEAK_DIRECTIONS,
)
from ticktie.claims.periods import PeriodPhrase
from ticktie.claims.tokens import Tag, Token
from ticktie.model import (
    Claim,
    Direction,
    Figure,
    Hedge,
    Kind,
    PeriodRef,
    Relative,
)
from ticktie.model.quick import quick

CHANGES = (Kind.CHANGE, Kind.PERCENT_CHANGE, Kind.POINTS)
RATE_WORDS = frozenset("margin rate ratio yield return percentage tax efficiency".split())
# Words that say a rate, but not of what: it was named before ("deposits increased, while the average rate paid …").
BARE_RATE_WORDS = frozenset("average rate yield cost margin paid earned".split())


@quick
@dataclass(frozen=True, slots=True)
class Cue:
    """What the words right before a figure say."""

    word: str = ""
    direction: Direction = Direction.NONE
    change: bool = False
    level: bool = False
    compares: bool = False
    hedge: Hedge = Hedge.NONE


def left_cue(left: Sequence[Token]) -> Cue:
    """Read the words before a figure from right to left: "decreased by approximately" is a change, hedged."""
    hedge = Hedge.NONE
    word = ""
    for token in reversed(left):
        if token.tag is Tag.HEDGE:
            hedge = token.data if isinstance(token.data, Hedge) else hedge
            continue
        if token.word == "over" and not word:
            hedge = Hedge.OVER
            continue
        if token.tag is Tag.IDLE and token.word in ORNAMENTS:
            continue
        if (token.tag is Tag.COMMA and token.word == "(") or token.tag is Tag.PERIOD:
            continue
        if token.tag is Tag.DIRECTION:
            return _direction_cue(token, word, hedge)
        if token.tag is Tag.COMPARE:
            return Cue(token.word, compares=True, level=True, hedge=hedge)
        if token.word in ("of", "by", "to", "with", "at") and not word:
            word = token.word
            continue
        break
    if word in ("of", "by") and (moved := _moved_further(left, word)):
        return _direction_cue(moved, "by", hedge)
    compares = _compares_further(left)
    return Cue(word, level=word in ("to", "of", "at") or _ends_in_verb(left), compares=compares, hedge=hedge)


def _direction_cue(token: Token, word: str, hedge: Hedge) -> Cue:
    direction = token.data if isinstance(token.data, Direction) else Direction.NONE
    if token.word in EVALUATIVE:
        direction = Direction.NONE
    if word in ("to", "at"):
        return Cue(word, level=True, hedge=hedge)
    if token.word in WEAK_DIRECTIONS and word != "by":
        return Cue(word, level=True, hedge=hedge)
    return Cue(word, direction=direction, change=True, hedge=hedge)


def _moved_further(left: Sequence[Token], word: str) -> Token | None:
    """Return the word of change whose amount follows: "growth in card revenue of 5.4%", "higher fees by 27.3%"."""
    for position in range(len(left) - 1, -1, -1):
        token = left[position]
        if token.tag is Tag.DIRECTION:
            noun = token.word in CHANGE_NOUNS and left[position + 1].word == "in"
            return token if noun or (word == "by" and token.word not in WEAK_DIRECTIONS) else None
        if token.tag in (Tag.STOP, Tag.FIGURE, Tag.COMPARE) or (token.tag is Tag.VERB and token.word != "of"):
            return None
    return None


def _compares_further(left: Sequence[Token]) -> bool:
    """Whether a comparing word opens the noun phrase before the figure: "compared with net income of"."""
    for token in reversed(left):
        if token.tag is Tag.COMPARE:
            return True
        if token.tag in (Tag.STOP, Tag.DIRECTION, Tag.FIGURE, Tag.AND) or (
            token.tag is Tag.VERB and token.word not in ("of", "reported")
        ):
            return False
        if token.tag is Tag.COMMA and token.word == ",":
            return False
    return False


def goes_on_comparing(left: Sequence[Token]) -> bool:
    """Whether "and" adds a comparative: "compared with 14.4% in the same quarter of 2025 and 12.8% last quarter"."""
    joins = [place for place, token in enumerate(left) if token.tag is Tag.AND]
    if len(joins) != 1:
        return False
    period, noun = left[: joins[0]], left[joins[0] + 1 :]
    said = any(token.tag is Tag.PERIOD for token in period)
    plain = all(token.tag in (Tag.WORD, Tag.IDLE, Tag.HEDGE) or token.word == "of" for token in noun)
    return said and plain and all(token.tag in (Tag.PERIOD, Tag.IDLE) or token.word == "of" for token in period)


def _ends_in_verb(left: Sequence[Token]) -> bool:
    for token in left[:-5:-1]:
        if token.tag in (Tag.AND, Tag.COMMA, Tag.STOP, Tag.PERIOD):
            return False
        if token.tag is Tag.VERB:
            return True
    return False


def states_level(left: Sequence[Token]) -> bool:
    """Whether the words at the left end in "of", "was", "totaled", "to" …, so that the noun stands before them."""
    for token in reversed(left):
        if token.tag in (Tag.HEDGE, Tag.COMPARE) or token.word in ("a", "an", "the", "by"):
            continue
        return token.tag in (Tag.VERB, Tag.DIRECTION) or token.word in ("of", "to", "at", ":", "(", "–", "—")
    return False


def is_apposition(left: Sequence[Token]) -> bool:
    """Whether nothing but "or" and commas stands between this figure and the one before."""
    return bool(left) and all(
        token.tag in (Tag.COMMA, Tag.HEDGE) or token.word in ("or", "per", "share", "diluted", "basic", "a", "an")
        for token in left
    )


def kind_of(
    figure: Figure,
    cue: Cue,
    right: Sequence[Token],
    change_right: bool,
    leader: Claim | None,
    complement: tuple[str, ...],
) -> tuple[Kind, Direction]:
    """Return what is stated: a level, a change, a percent change …, and its direction."""
    direction = cue.direction
    if change_right:
        direction = next(
            (
                t.data
                for t in right
                if t.tag is Tag.DIRECTION and isinstance(t.data, Direction) and t.word not in EVALUATIVE
            ),
            Direction.NONE,
        )
    change = cue.change or change_right
    if figure.unit in ("points", "bps"):
        return Kind.POINTS, direction
    if figure.unit == "multiple":
        return Kind.MULTIPLE, direction
    if figure.unit == "percent":
        return _percent_kind(cue, right, change, direction, leader, complement)
    if not change and leader is not None and leader.kind in (Kind.PERCENT_CHANGE, Kind.CHANGE) and not cue.level:
        change, direction = True, leader.direction
    if change:
        return Kind.CHANGE, direction
    if figure.unit.endswith("/shares"):
        return Kind.PER_SHARE, Direction.NONE
    return (Kind.COUNT if figure.unit in ("pure", "shares") else Kind.LEVEL), Direction.NONE


def _percent_kind(
    cue: Cue,
    right: Sequence[Token],
    change: bool,
    direction: Direction,
    leader: Claim | None,
    complement: tuple[str, ...],
) -> tuple[Kind, Direction]:
    if change:
        return Kind.PERCENT_CHANGE, direction
    if right and right[0].word == "of" and complement:
        return Kind.RATIO, Direction.NONE
    if complement and complement[0] in RATE_WORDS:
        return Kind.RATIO, Direction.NONE
    if leader is not None and leader.kind in (Kind.CHANGE, Kind.PERCENT_CHANGE):
        return Kind.PERCENT_CHANGE, leader.direction
    if right and right[0].tag is Tag.PERIOD and is_relative(right[0]) and not cue.compares:
        return Kind.PERCENT_CHANGE, Direction.NONE
    return Kind.RATIO, Direction.NONE


def leads_change(earlier: Sequence[Claim], apposed: bool) -> bool:
    """Whether a figure goes on with a list of changes: "an increase of $123.0 million in A, $121.8 million in B"."""
    return bool(earlier) and earlier[-1].kind in CHANGES and apposed


def leader(earlier: Sequence[Claim], apposed: bool, coordinate: bool) -> Claim | None:
    """Return the claim that an elliptic figure goes on: its apposition, or the last that is no comparative.

    "an increase of 145% from the $2.9 million of last year and $1.6 million or 28% from the prior quarter":
    $1.6 million is a change.
    """
    if not earlier:
        return None
    if apposed:
        return earlier[-1]
    if coordinate:
        return next((c for c in reversed(earlier) if not c.compares), None)
    return None


def is_distant(period: PeriodRef | None) -> bool:
    """Whether a period is named by its distance from the one that a passage speaks of."""
    return period is not None and period.relative in (
        Relative.YEAR_AGO,
        Relative.PRIOR_QUARTER,
        Relative.PRIOR_YEAR_END,
    )


def is_relative(token: Token) -> bool:
    """Whether a token names a period by its distance from another ("the prior quarter")."""
    return isinstance(token.data, PeriodPhrase) and is_distant(token.data.refs[0])
