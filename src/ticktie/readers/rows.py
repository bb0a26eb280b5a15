"""Rows of a table read whole: the markup of a row is learnt once, its texts are read each time.

The rows of a release are printed by a program and share a few dozen skeletons: a row without what its texts say.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ticktie.model import Span
from ticktie.readers.markup import PLAIN, WHOLE_CELL, Style
from ticktie.readers.open_table import Budget, OpenTable, add_text
from ticktie.readers.raw import Frame, RawRow, RawTable

_MAX_ROW_CHARACTERS = 16384
# Columns under rules that a row may have to be remembered.
_MAX_RULED = 4096
# A text that is more than blanks, behind a tag.
_TEXT = re.compile(r">(\s*+[^<\s][^<]*+)")
_MARK = ">x"
_NEXT_ROW = re.compile(r"</tr\s*+>\s*+<tr(\s[^<>]*+)?+>\s*+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What the skeleton of a row says about it.

    Attributes:
        texts: of each text that is more than blanks: the characters of markup before it, the first column and the
            number of columns of its cell, and its look; no look where it is not displayed.
        row: the rules that its cells draw; `width` the columns that they cover.
        ruled: the columns under rules.
    """

    texts: tuple[tuple[int, int, int, Style | None], ...]
    row: RawRow
    width: int
    ruled: int

    def fill(self, table: OpenTable, texts: Iterable[str], start: int) -> None:
        """Fill the open row of a table with these texts; `start` is where in the source the row begins."""
        row = table.row
        if row is None:
            return
        for raw, (before, column, width, style) in zip(texts, self.texts, strict=True):
            start += before
            if style is not None:
                add_text(row, raw, column, width, start, style)
            start += len(raw)
        row.over.extend(self.row.over)
        row.under.extend(self.row.under)
        row.double_over, row.double_under = self.row.double_over, self.row.double_under
        table.budget.spend(self.ruled)
        table.column = self.width


class WholeRows:
    """The rows of a source that are read whole."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tried = 0

    def read(self, table: OpenTable, begin: int, position: int, end: int) -> int:
        """Read the open row of a table and those behind it; return where to go on, 0 where none can be read whole.

        Args:
            table: where no cell is open.
            begin: where the tag of the row stands.
            position: where the row begins, behind its tag.
            end: where the walk ends.
        """
        read = 0
        name = begin + len("<")
        while stop := self._read_row(table, name, position, end):
            read = stop
            following = _NEXT_ROW.match(self.text, stop, end)
            if following is None:
                break
            table.close_row()
            table.open_row(following[1] or "")
            name = stop + len("</")
            read = position = following.end()
        return read

    def _read_row(self, table: OpenTable, name: int, position: int, end: int) -> int:
        """Read one row; return where its closing tag stands, 0 if there is none or the row cannot be read whole.

        Each closing tag is tried once, so that rows that are never closed cost no more than their characters.
        """
        if position < self._tried or table.taken:
            return 0
        stop = self.text.find(f"</{self.text[name : name + 2]}", position, end)
        self._tried = stop if stop >= 0 else end
        if stop < 0 or stop - position > _MAX_ROW_CHARACTERS:
            return 0
        parts = _TEXT.split(self.text[position:stop])
        plan = plan_row(table.row_style, _MARK.join(parts[::2]))
        if plan is None:
            return 0
        plan.fill(table, parts[1::2], position)
        return stop


@lru_cache(maxsize=2048)
def plan_row(style: Style, skeleton: str) -> RowPlan | None:
    """Return the plan of a row that looks like `style`; None where it holds more than cells with one text at most."""
    row = RawRow()
    table = OpenTable(RawTable(Span(0, 0)), Frame([], PLAIN), Budget(), row, style)
    position = 0
    while position < len(skeleton):
        cell = WHOLE_CELL.match(skeleton, position)
        if cell is None:
            return None
        table.add_whole_cell(cell)
        position = cell.end()
    if table.taken or table.budget.spent > _MAX_RULED:
        return None
    shown = {start: (column, width, look) for _, column, width, start, _, look, _ in row.cells}
    texts = []
    behind = 0
    for text in _TEXT.finditer(skeleton):
        start, end = text.span(1)
        texts.append((start - behind, *shown.get(start, (0, 0, None))))
        behind = end
    return RowPlan(tuple(texts), row, table.column, table.budget.spent)
