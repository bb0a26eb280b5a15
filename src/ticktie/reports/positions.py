"""Where figures, cells and findings stand in the source: characters, lines and columns."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from ticktie.model import Block, Cause, Extent, Figure, Finding, InPart, InSheet, OnPage, Printed, Span, TieOut
from ticktie.readers import locate
from ticktie.readers.rendition import anchors_of
from ticktie.reports.formula import own_by_id

_NUMBER_CHARACTERS = "0123456789.,"


@dataclass(frozen=True, slots=True)
class Position:
    """A range of the source as people and tools name it: lines and columns from 1, the end column exclusive.

    Attributes:
        place: where it stands in words: "line 12", "page 3", "paragraph 40", "Sheet!B7".
        in_text: whether lines and columns are those of the file; a Word, PDF or Excel file has none.
    """

    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    place: str
    in_text: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """What to put in place of a range of the source."""

    position: Position
    text: str


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one release, looked up by the ids of its figures, cells and blocks."""

    tie_out: TieOut
    printed: Mapping[str, Printed]
    blocks: Mapping[str, Block]
    line_starts: tuple[int, ...]

    @classmethod
    def of(cls, tie_out: TieOut) -> "Places":
        """Index a tie-out; places are found when they are asked for."""
        text = tie_out.document.source.text
        starts = (0, *(match.end() for match in re.finditer("\n", text)))
        blocks = {block.id: block for block in tie_out.document.blocks}
        return cls(tie_out, own_by_id(tie_out), blocks, starts)

    def position(self, span: Span) -> Position:
        """Return the lines and columns of a range."""
        source = self.tie_out.document.source
        line, column = self._line(span.start)
        end_line, end_column = self._line(span.end)
        if not source.data:
            return Position(span, line, column, end_line, end_column, f"line {line}", in_text=True)
        anchors = anchors_of(source, Span(span.start, max(span.end, span.start + 1)))
        place = _words(anchors[0].place) if anchors else ""
        return Position(span, line, column, end_line, end_column, place, in_text=False)

    def of_id(self, key: str) -> Position:
        """Return where a figure or cell stands, or the first line of a block."""
        if key not in self.printed:
            return self._first_line(self.blocks[key].extent)
        return self._around(self.spans_of_id(key), self._home(self.printed[key]))

    def of_finding(self, finding: Finding) -> Position:
        """Return where the blamed figure or cell stands, or the blamed words."""
        if finding.figures:
            return self.of_id(finding.figures[0])
        return self._around(self.spans_of_finding(finding), self.blocks[finding.evidence[0].id].extent)

    def spans_of_id(self, key: str) -> tuple[Span, ...]:
        """Return the source ranges of a figure or cell; none where they cannot be found."""
        printed = self.printed[key]
        return self._spans(printed, 0, len(printed.text))

    def spans_of_finding(self, finding: Finding) -> tuple[Span, ...]:
        """Return the source ranges of the blamed figure or words; none where they cannot be found."""
        if finding.figures:
            return self.spans_of_id(finding.figures[0])
        block, start = self._words(finding)
        if start < 0:
            return ()
        return locate(self.tie_out.document, block.extent, block.text, start, start + len(finding.stated))

    def replaced(self, finding: Finding) -> tuple[tuple[Span, ...], str]:
        """Return which source ranges a finding's suggestion replaces, and by what; no ranges where it replaces none.

        Only the number that changes is replaced ("28" of "28%"), so that markup between the sign and the digits stays.
        A figure that moved the other way is right by itself: what is to change are the words around it.
        """
        moved = bool(finding.figures) and finding.cause is Cause.DIRECTION
        if moved or not finding.suggestion or finding.suggestion == finding.stated:
            return (), ""
        first, last, text = _changed(finding.stated, finding.suggestion)
        if finding.figures:
            return self._spans(self.printed[finding.figures[0]], first, last), text
        block, start = self._words(finding)
        if start < 0 or block.text.count(finding.stated) > 1:
            return (), ""
        return locate(self.tie_out.document, block.extent, block.text, start + first, start + last), text

    def edit(self, finding: Finding) -> Edit | None:
        """Return what would put a finding's suggestion into the source; None where that is not one plain range."""
        spans, text = self.replaced(finding)
        if len(spans) != 1:
            return None
        if self.tie_out.document.source.is_markup:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return Edit(self.position(spans[0]), text)

    def _spans(self, printed: Printed, first: int, last: int) -> tuple[Span, ...]:
        """Return the source ranges of `printed.text[first:last]`."""
        document = self.tie_out.document
        if isinstance(printed, Figure):
            block = self.blocks[printed.block]
            return locate(document, block.extent, block.text, printed.start + first, printed.start + last)
        return locate(document, printed.extent, printed.text, first, last)

    def _home(self, printed: Printed) -> Extent:
        return self.blocks[printed.block].extent if isinstance(printed, Figure) else printed.extent

    def _words(self, finding: Finding) -> tuple[Block, int]:
        block = self.blocks[finding.evidence[0].id]
        return block, block.text.find(finding.stated) if finding.stated else -1

    def _around(self, spans: tuple[Span, ...], home: Extent) -> Position:
        return self.position(Span(spans[0].start, spans[-1].end)) if spans else self._first_line(home)

    def _first_line(self, extent: Extent) -> Position:
        line, _ = self._line(extent.start)
        end = min(extent.end, self.line_starts[line] - 1 if line < len(self.line_starts) else extent.end)
        return self.position(Span(extent.start, max(end, extent.start)))

    def _line(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1


def _words(place: InPart | OnPage | InSheet) -> str:
    match place:
        case InPart(part, paragraph=number):
            note = "note " if "notes" in part else ""
            return f"{note}paragraph {number}"
        case OnPage(number):
            return f"page {number}"
        case InSheet(sheet, cell):
            return f"{sheet}!{cell}"


def _changed(stated: str, suggestion: str) -> tuple[int, int, str]:
    """Return the range of `stated` that differs, widened to whole numbers, and what comes in its place.

    >>> _changed("$ 7,219", "$ 7,220"), _changed("28%", "29%"), _changed("increased", "decreased")
    ((2, 7, '7,220'), (0, 2, '29'), (0, 2, 'de'))
    """
    shorter = min(len(stated), len(suggestion))
    first = next((i for i in range(shorter) if stated[i] != suggestion[i]), shorter)
    tail = next((i for i in range(shorter - first) if stated[-1 - i] != suggestion[-1 - i]), shorter - first)
    while first and stated[first - 1] in _NUMBER_CHARACTERS:
        first -= 1
    while tail and stated[-tail] in _NUMBER_CHARACTERS:
        tail -= 1
    if first == len(stated) - tail and first:  # nothing but an insertion: take a character along
        first -= 1
    return first, len(stated) - tail, suggestion[first : len(suggestion) - tail]
