"""What a part of a Word file holds, as it shows when all its tracked changes are accepted."""

from dataclasses import dataclass, field

from ticktie.model import InPart


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look; `size` in points, 0 where not said."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: bool = False
    hidden: bool = False
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph is set.

    Attributes:
        level: rank of a heading, 1 – 9; 0 for other paragraphs.
        listed: whether it is an item of a list.
        indent: points from the left edge to its first line.
        over: a rule is drawn over it; `under`: under it; `double`: one of them is double.
        merged: its end is deleted, so that it goes on in the next paragraph.
    """

    level: int = 0
    listed: bool = False
    centered: bool = False
    indent: float = 0.0
    over: bool = False
    under: bool = False
    double: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True)
class CellShape:
    """The columns that a cell covers and the rules drawn over and under it; `deleted`: it goes when accepted."""

    width: int = 1
    over: bool = False
    under: bool = False
    double: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look; a tab or line feed stands alone. `place` is None where an element stands for them."""

    text: str
    look: Look
    place: InPart | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph, with the blocks of the text boxes that are anchored in it."""

    shape: Shape = Shape()
    pieces: list[Piece] = field(default_factory=list)
    boxes: list["Block"] = field(default_factory=list)


@dataclass(slots=True)
class Cell:
    """A cell of a table and what it holds."""

    shape: CellShape = CellShape()
    blocks: list["Block"] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A row: its cells, and the columns that it leaves out before the first one."""

    cells: list[Cell] = field(default_factory=list)
    before: int = 0
    deleted: bool = False


@dataclass(slots=True)
class Table:
    """A table."""

    rows: list[Row] = field(default_factory=list)


Block = Paragraph | Table
