"""Tables understood: columns with periods, rows with captions, cells with values, and which lines foot."""

from dataclasses import dataclass
from enum import StrEnum

from ticktie.model.figure import Cell
from ticktie.model.period import Period
from ticktie.model.quick import quick


class StatementKind(StrEnum):
    """Which statement a table is."""

    BALANCE_SHEET = "balance_sheet"
    INCOME_STATEMENT = "income_statement"
    CASH_FLOW = "cash_flow"
    EQUITY = "equity"
    RECONCILIATION = "reconciliation"
    SEGMENT = "segment"
    OTHER = "other"


class Role(StrEnum):
    """What a column holds."""

    AMOUNT = "amount"
    CHANGE = "change"
    PERCENT_CHANGE = "percent_change"
    PERCENT_OF = "percent_of"
    ADJUSTMENT = "adjustment"
    OTHER = "other"


class RowKind(StrEnum):
    """What a row is: a header has a caption and no figures."""

    LINE = "line"
    TOTAL = "total"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures.

    Attributes:
        id: "c1", "c2", …
        label: all header texts over the column, from top to bottom, joined by a blank.
        period: what the header says, where it says it.
        role: amounts, or something computed from them.
        dimension: words of the header that are neither period nor role
            ("Domestic", "GAAP", "As adjusted"), else "".
    """

    id: str
    label: str
    period: Period | None
    role: Role
    dimension: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        id: "r1", "r2", …
        caption: the words at the left of the line, as printed, wrapped rows joined.
        depth: 0 at the margin, growing with indentation.
        kind: line, total (said by words or by a rule above it) or header.
        section: captions of the headers that the row stands under, outermost first.
        concept: "us-gaap:Revenues" where one fits, else "".
        ruled: whether a rule is drawn above its figures.
        caption_block: id of the CAPTION block where the caption holds figures, else "".
        period: where the row itself states one (tables with periods down the side), else None.
        bold: whether the caption is bold.
    """

    id: str
    caption: str
    depth: int
    kind: RowKind
    section: tuple[str, ...] = ()
    concept: str = ""
    ruled: bool = False
    caption_block: str = ""
    period: Period | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Footing:
    """A total line and the lines that it totals, the same in every column.

    Attributes:
        total: 0-based row index.
        parts: (weight, 0-based row index), weight +1 or -1.
        settled: what decided: "words", "layout" or "arithmetic" (holds in every column).
    """

    total: int
    parts: tuple[tuple[int, int], ...]
    settled: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures with its meaning.

    Attributes:
        id: "t1", "t2", … ; `block` is the id of its TABLE block.
        title: headings and lines right above it that name it, joined by a blank.
        currency: ISO code, or "" where none is said.
        scale: 1, 1000, 1000000 … of the amounts (rows that are not scaled carry their own values).
        cells: in order of rows, then columns; only cells that hold a number, a dash or NM.
        footings: which lines sum to which.
        cross_footings: (column index of the total, ((weight, column index), …)) that hold in the rows.
    """

    id: str
    block: str
    title: str
    kind: StatementKind
    currency: str
    scale: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    footings: tuple[Footing, ...] = ()
    cross_footings: tuple[tuple[int, tuple[tuple[int, int], ...]], ...] = ()
