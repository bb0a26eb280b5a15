"""Numbers as printed, with their places: figures of the prose and cells of the tables."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ticktie.model.quick import quick
from ticktie.model.source import Extent, Span


class Kind(StrEnum):
    """What a figure of the prose states, as the JSON names it."""

    LEVEL = "level"
    CHANGE = "change"
    PERCENT_CHANGE = "percent_change"
    POINTS = "points"
    RATIO = "ratio"
    PER_SHARE = "per_share"
    MULTIPLE = "multiple"
    COUNT = "count"


class Verdict(StrEnum):
    """How a figure ends."""

    TIED = "tied"
    EXCEPTION = "exception"
    UNSUPPORTED = "unsupported"


class Absence(StrEnum):
    """How a cell says that it has no number: a dash rounds to zero, the others leave it open."""

    NONE = ""
    DASH = "dash"
    NOT_MEANINGFUL = "nm"


@quick
@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the prose, of a heading or of a caption.

    `block.text[start:end] == text`, always.

    Attributes:
        id: "n1", "n2", … in the order of the document.
        block: id of the block it stands in.
        value: full units, signed as printed ("$(2.8) million" is -2800000); percent in percent,
            basis points in basis points.
        decimals: place of the last significant printed digit, as in XBRL ("$7.2 million" has -5).
        unit: an ISO currency ("USD"), "USD/shares", "shares", "percent", "points", "bps",
            "multiple" or "pure" (a count or a bare number).
        evidence: spans of the block's text that changed the value or the unit besides `text` itself
            (the scale word that a range shares, say).
    """

    id: str
    block: str
    start: int
    end: int
    text: str
    value: Decimal
    decimals: int
    unit: str
    evidence: tuple[Span, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table.

    Attributes:
        id: "t2.r1.c1".
        row: 0-based index into the table's rows.
        column: 0-based index into the table's columns.
        text: as printed, `$`, brackets and percent sign joined by what stood between them.
        value: full units (7,219 in thousands is 7219000), negative in brackets or after a minus;
            0 for a dash; None for NM, N/A.
        decimals: place of the last printed digit in full units (-3 for thousands).
        unit: as for `Figure`.
        extent: where it stands in the source.
    """

    id: str
    row: int
    column: int
    text: str
    value: Decimal | None
    decimals: int
    unit: str
    extent: Extent
    absence: Absence = Absence.NONE


# Whatever can be an operand or a target of a tie.
Printed = Figure | Cell
