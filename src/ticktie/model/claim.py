"""What a sentence asserts about one of its figures."""

from dataclasses import dataclass
from enum import StrEnum

from ticktie.model.figure import Figure, Kind

ClaimKind = Kind


class Direction(StrEnum):
    """Which way a change is said to go."""

    NONE = ""
    UP = "up"
    DOWN = "down"
    FLAT = "flat"


class Hedge(StrEnum):
    """How loosely a figure is stated."""

    NONE = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    NEARLY = "nearly"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with the words that say what it is.

    Attributes:
        figure: the figure stated.
        kind: level, change, percent change …
        subject: content words of the measure, lower case, singular ("research", "development").
        basis: content words of what a ratio is taken of ("revenue" in "10% of revenue").
        period: words that name the period ("second quarter"), resolved by `claims.resolve`.
        comparative: words that name the period compared with ("prior quarter").
        direction: up, down, flat.
        hedge: approximately, more than, nearly.
    """

    figure: Figure
    kind: Kind
    subject: tuple[str, ...]
    basis: tuple[str, ...] = ()
    period: str = ""
    comparative: str = ""
    direction: Direction = Direction.NONE
    hedge: Hedge = Hedge.NONE
