"""What one walk over HTML finds, still in terms of the source: paragraphs, tables, preformatted text."""

from dataclasses import dataclass, field

from ticktie.model import Span
from ticktie.model.quick import quick
from ticktie.readers.markup import Style

# A run of text: its start and end in the source, and its look. None stands for a line break.
Run = tuple[int, int, Style]
# Text, first column, columns covered, start, end, look, and the content where it is more than one run.
RawCell = tuple[str, int, int, int, int, Style, "list[Item] | None"]


@dataclass(slots=True)
class Paragraph:
    """Text between two block boundaries.

    Attributes:
        tag: "li", "h1" … "h6", "caption" or "" for all else.
        extent: from the boundary before the text to the boundary after it.
    """

    runs: list[Run | None]
    tag: str
    extent: Span


@dataclass(slots=True)
class Preformatted:
    """The inside of a `<pre>`."""

    extent: Span


@dataclass(slots=True)
class RawRow:
    """A row with its non-empty cells, and the columns that its cells draw rules over and under."""

    cells: list[RawCell] = field(default_factory=list)
    over: list[int] = field(default_factory=list)
    under: list[int] = field(default_factory=list)
    double_over: bool = False
    double_under: bool = False


@dataclass(slots=True)
class RawTable:
    """A table as marked up: all its rows, also the empty ones, which may carry rules."""

    extent: Span
    rows: list[RawRow] = field(default_factory=list)
    width: int = 0


Item = Paragraph | RawTable | Preformatted


@dataclass(slots=True)
class Frame:
    """What is open inside one cell, or outside of all tables.

    Attributes:
        items: what was found so far.
        style: the look of the text that comes next.
        stack: open elements, outermost first, each with the look before it.
        counts: how many elements of each name are open.
        runs: the paragraph being read, which begins at `start` in the source and has this `tag`.
    """

    items: list[Item]
    style: Style
    stack: list[tuple[str, Style]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    runs: list[Run | None] = field(default_factory=list)
    start: int = 0
    tag: str = ""


@quick
@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell whose content is being read: where it stands, and the frame of its content."""

    column: int
    width: int
    start: int
    style: Style
    frame: Frame
