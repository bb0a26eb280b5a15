"""What a sentence asserts about one of its figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ticktie.model.figure import Figure, Kind
from ticktie.model.period import Length
from ticktie.model.quick import quick
from ticktie.model.tie import Expression, Relation, Settlement


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
    NEARLY = "nearly"


class Relative(StrEnum):
    """A period named by its distance from another."""

    NONE = ""
    SAME = "same"
    YEAR_AGO = "year_ago"
    PRIOR_QUARTER = "prior_quarter"
    PRIOR_YEAR_END = "prior_year_end"


@quick
@dataclass(frozen=True, slots=True)
class PeriodRef:
    """The words that name a period, read but not yet resolved to dates.

    Attributes:
        quarter: 1 – 4 for "second quarter", else 0.
        year: fiscal or calendar year as printed, 0 where none is.
        length: "six months" has HALF; None where no length is said.
        days: length in days, where it is said in weeks.
        end: the last day, where a full date is printed.
        month_day: (month, day) where the date has no year.
        instant: whether the words name a point in time ("at the end of the second quarter").
        start: offset of the words in the block's text.
    """

    quarter: int = 0
    year: int = 0
    length: Length | None = None
    days: int = 0
    end: date | None = None
    month_day: tuple[int, int] | None = None
    relative: Relative = Relative.NONE
    instant: bool = False
    start: int = -1


@quick
@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with the words that say what it is.

    Attributes:
        figure: the figure stated.
        kind: level, change, percent change …
        subjects: readings of the measure from narrow to wide, each a tuple of content words
            in their plain form ("research", "development").
        basis: content words of what a ratio is taken of ("revenue" in "10% of revenue").
        qualifiers: words that make it another measure ("adjusted", "organic").
        scope: content words of the headings that it stands under.
        place: those of the nearest heading, or of a label before the sentence, that may name a segment or product.
        table: id of the TABLE block that it follows under the same heading, else "".
        period: what the sentence says of its period, or what it inherits.
        base: the period that relative words ("the same period last year") are counted from.
        stated_period: whether the words of the sentence itself name the period.
        comparative: what it is compared with; None where nothing is said.
        stated_comparative: whether the words of the sentence itself name it.
        part: whether the words make it a part or a driver of something else ("which included", "of which"):
            its words may fit a wider line, so that it can be proved but not contradicted.
        forward: whether it is guidance or a plan, which nothing in the document can prove.
        compares: whether it is the level that another is compared with ("from the $2.9 million").
        annualized: whether a change is stated as if it went on for a year.
        joined: content words of what an aside adds to the subject ("including principal payments on finance leases").
        group: figures in apposition share a number ("$5.1 million, or 96%").
    """

    figure: Figure
    kind: Kind
    sentence: int
    subjects: tuple[tuple[str, ...], ...] = ()
    basis: tuple[str, ...] = ()
    qualifiers: frozenset[str] = frozenset()
    scope: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    table: str = ""
    period: PeriodRef | None = None
    base: PeriodRef | None = None
    stated_period: bool = False
    comparative: PeriodRef | None = None
    stated_comparative: bool = False
    direction: Direction = Direction.NONE
    hedge: Hedge = Hedge.NONE
    forward: bool = False
    compares: bool = False
    part: bool = False
    annualized: bool = False
    joined: tuple[str, ...] = ()
    group: int = 0


@quick
@dataclass(frozen=True, slots=True)
class Candidate:
    """A formula that may prove a claim, ranked by words and periods; no value has been looked at.

    Attributes:
        formula: in full units; `unit_factor` brings it into the unit of the figure.
        settlement: how well words and periods fit.
        why: which reading of the words led here.
        passage: whether it is made of figures of the claim's own passage.
    """

    claim: Claim
    relation: Relation
    formula: Expression
    settlement: Settlement
    why: str = ""
    unit_factor: Decimal = Decimal(1)
    passage: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Reading:
    """A claim with the formulas that may prove it, best first; formulas of its own passage come last."""

    claim: Claim
    candidates: tuple[Candidate, ...]
