"""Tables whose cells are parted by tabs, with rule lines of dashes and with blank lines between their rows."""

from collections.abc import Sequence

from ticktie.readers.text_cells import Field, read_field
from ticktie.readers.text_lines import Line

# Lines without a tab that may stand between two rows: captions of sections.
_MOST_LINES_BETWEEN = 3
_CAPTION_CHARACTERS = 160
_MOST_BLANKS_BETWEEN = 3


def find_tabs(lines: Sequence[Line], start: int) -> int:
    """Return the index behind the tab-separated table that begins at line `start`; `start` where none does."""
    if not lines[start].tabbed:
        return start
    stop = index = start + 1
    between = blanks = 0
    while index < len(lines) and between <= _MOST_LINES_BETWEEN and blanks <= _MOST_BLANKS_BETWEEN:
        line = lines[index]
        index += 1
        if line.blank:
            blanks += 1
        elif line.tabbed:
            if between and _is_header(line, lines[index - 2]):
                break
            stop = index
            between = blanks = 0
        elif len(line.text) > _CAPTION_CHARACTERS or line.tag or line.piped:
            break
        else:
            between += 1
            blanks = 0
    rows = sum(1 for line in lines[start:stop] if line.tabbed)
    return stop if rows > 1 else start


def _is_header(line: Line, above: Line) -> bool:
    """Whether the line begins a table: behind a blank line, without caption and not ruled."""
    return above.blank and line.indent > 0 and not line.rule


def read_tab_row(text: str, line: Line) -> list[Field]:
    """Return the raw cells of a line; the first is the caption, and may be empty."""
    cells: list[Field] = []
    position = line.begin
    for piece in text[line.begin : line.end].split("\t"):
        cells.append(read_field(text, position, position + len(piece)))
        position += len(piece) + 1
    return cells


def ruled_columns(text: str, line: Line) -> tuple[int, ...]:
    """Return the raw columns that a line of dashes is drawn over, the caption's left out."""
    pieces = text[line.begin : line.end].split("\t")
    return tuple(index for index, piece in enumerate(pieces) if index and piece.strip())
