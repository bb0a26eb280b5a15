"""Tables that a page break or a section line has parted, put together again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ticktie.model import Block, BlockKind, GridCell, GridRow
from ticktie.statements.bands import Page, RowKindOnPage
from ticktie.statements.columns import Lane, find_lanes
from ticktie.statements.entries import Line, read_line, read_lines
from ticktie.statements.headings import is_statement_title, says_header
from ticktie.statements.periods import period_words
from ticktie.statements.titles import is_page_mark

MAX_LINES_BETWEEN = 3
MAX_PARTS = 40
MAX_SECTION_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one table, from one TABLE block or from several that go on with each other.

    Attributes:
        first: index of the block that it begins with; `members` indices of all its TABLE blocks.
        lines: its rows; section lines that stand between the blocks are rows too.
        width: raw columns of the widest grid.
    """

    first: int
    members: tuple[int, ...]
    lines: tuple[Line, ...]
    width: int


def join_tables(blocks: Sequence[Block]) -> Iterator[Run]:
    """Yield the tables of a document, those put together that go on with each other.

    A table goes on with the one above where it has no header, where at most a few short section lines stand
    between, and where its figures stand in the same columns.
    """
    run: Run | None = None
    for index, block in enumerate(blocks):
        if block.grid is None:
            continue
        lines = read_lines(block.grid.rows)
        width = block.grid.width
        between = blocks[run.members[-1] + 1 : index] if run is not None else ()
        between = [other for other in between if not is_page_mark(other.text)]
        if run is not None and _goes_on(run, between, lines, width):
            section = tuple(_as_line(other, lines) for other in between)
            members = (*run.members, index)
            run = Run(run.first, members, (*run.lines, *section, *lines), max(run.width, width))
            continue
        if run is not None:
            yield run
        run = Run(index, (index,), lines, width)
    if run is not None:
        yield run


def _goes_on(run: Run, between: Sequence[Block], lines: Sequence[Line], width: int) -> bool:
    if (
        len(run.members) == MAX_PARTS
        or len(between) > MAX_LINES_BETWEEN
        or not all(_is_section(block) for block in between)
    ):
        return False
    if not any(line.figures for line in lines) or _has_header(lines, width):
        return False
    lanes = find_lanes(lines)
    above = find_lanes(run.lines)
    if not above:
        return run.width == width and _has_header(run.lines, run.width)
    return len(lanes) == len(above) and all(_overlap(one, other) for one, other in zip(lanes, above, strict=True))


def _is_section(block: Block) -> bool:
    text = block.text
    if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or len(text) > MAX_SECTION_CHARACTERS:
        return False
    if is_statement_title(text) or text.endswith(".") or not any(character.isalpha() for character in text):
        return False
    return period_words(text).is_empty and not (text.startswith("(") and says_header(text))


def _has_header(lines: Sequence[Line], width: int) -> bool:
    printed = [line for line in lines if line.entries]
    if not printed or printed[0].figures:
        return False
    page = Page.of(printed, width)
    for line in printed:
        if line.figures:
            return False
        if page.kind(line) is RowKindOnPage.HEADER:
            return True
    return False


def _overlap(one: Lane, other: Lane) -> bool:
    return one.outer_left < other.outer_right and other.outer_left < one.outer_right


def _as_line(block: Block, below: Sequence[Line]) -> Line:
    """Read a section line between two tables as a row without figures, set in as the row under it."""
    indent = next((line.row.indent for line in below if line.entries), 0.0)
    cell = GridCell(block.text, 0, 1, block.extent)
    return read_line(GridRow((cell,), indent=indent, bold=True))
