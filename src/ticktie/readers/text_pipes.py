"""Tables whose cells are parted by `|`: Markdown's, and those that converters made of HTML.

Markdown puts `|` around the cells of a row and `|---|---|` under the header. Converters write `|` behind each cell
of an HTML table, so that a row without a caption starts with `|`, spanned columns are lost, and cells
may be broken over lines. There, rows end with their line, or with blank lines where each cell has a line of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ticktie.model import Extent
from ticktie.readers.text_cells import Field, Kind, kind_of, read_field
from ticktie.readers.text_lines import Line

_SEPARATOR = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_DIGIT = re.compile(r"\d")
_PERIOD = re.compile(
    r"(?:FY\s?|[1-4]Q|Q[1-4]\s)?(?:19|20)?\d\d(?:\s?\(\w{1,3}\))?|Q[1-4]|[1-4]Q|"
    r"[A-Z][a-z]{2,8}\.? \d{1,2},?(?: (?:19|20)\d\d)?"
)
_BULLET = re.compile(r"[•◦●○▪■□▫‣⁃∙·–*o-]|\(?(?:\d{1,2}|[a-z])[.)]")

# Blank lines between two rows where every row is set apart.
_ROW_GAP = 2
# A gap so many times as wide as between rows ends the table.
_TABLE_GAP_FACTOR = 3
_LONGEST_INNER_GAP = 3
_MOST_CAPTION_LINES = 6
_MOST_WRAPPED = 2
# A row of so many empty cells is the rest of a row, of more it sets widths.
_SHORTEST_LAYOUT = 2
_CAPTION_CHARACTERS = 400
_ENOUGH_CHUNKS = 4
_SPACED_SHARE = 0.6
_MOST_CAPTIONS_SHARE = 2.0
_BROKEN_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class PipeRegion:
    """Lines that hold a table.

    Attributes:
        stop: index behind its last line.
        spaced: whether blank lines part the rows.
        markdown: whether it has a `|---|` line and a `|` at each end of a row.
    """

    start: int
    stop: int
    spaced: bool
    markdown: bool


def rows_are_spaced(lines: Sequence[Line]) -> bool:
    """Whether blank lines part the rows of the document's tables.

    They do where most chunks with `|` neighbour another, and few hold a caption right under the end of a row.
    """
    chunks: list[bool] = []
    captions = 0
    gap = _ROW_GAP
    above = ""
    for line in lines:
        if line.blank:
            gap += 1
            continue
        if gap >= _ROW_GAP:
            chunks.append(False)
        elif gap == 0 and above[-1] == "|" and line.text[0].isalpha():
            captions += 1
        chunks[-1] |= line.piped
        gap = 0
        above = line.text
    piped = sum(chunks)
    pairs = sum(1 for one, other in pairwise(chunks) if one and other)
    return piped >= _ENOUGH_CHUNKS and pairs >= _SPACED_SHARE * piped and captions < _MOST_CAPTIONS_SHARE * piped


def find_region(lines: Sequence[Line], start: int, *, spaced: bool) -> PipeRegion | None:
    """Return the table that begins at line `start`, or None where there is none or its `|` are no cell borders.

    Where rows are spaced, `start` must be the first line of a chunk.
    """
    if not spaced and not lines[start].piped:
        return None
    stop = _spaced_stop(lines, start) if spaced else _dense_stop(lines, start)
    inside = lines[start:stop]
    markdown = any(_DELIMITER.fullmatch(line.text) for line in inside[1:] if line.rule)
    bordered = any(line.text[0] == "|" or line.text[-1] == "|" for line in inside if line.text)
    if not (markdown or bordered):
        return None
    return PipeRegion(start, stop, spaced and not markdown, markdown)


def _spaced_stop(lines: Sequence[Line], start: int) -> int:
    """Return the end of the chunks with `|` that no much wider gap parts; `start` if there is none."""
    stop = index = start
    usual = 0
    while index < len(lines):
        end, piped = _chunk_end(lines, index)
        if not piped:
            break
        stop = index = end
        while index < len(lines) and lines[index].blank:
            index += 1
        gap = index - end
        usual = min(usual or gap, gap)
        if gap > _TABLE_GAP_FACTOR * usual:
            break
    return stop


def _chunk_end(lines: Sequence[Line], start: int) -> tuple[int, bool]:
    """Return the index behind the chunk that begins at `start`, and whether it holds a `|`."""
    end = index = start
    piped = False
    while index < len(lines) and index - end < _ROW_GAP:
        if not lines[index].blank:
            piped |= lines[index].piped
            end = index + 1
        index += 1
    return end, piped


def _dense_stop(lines: Sequence[Line], start: int) -> int:
    """Return the end of rows without blank lines between them; captions without `|` go on in the next line."""
    stop = index = start
    bars = most_bars = 0
    while index < len(lines):
        text = lines[index].text
        if lines[index].piped:
            bars = text.count("|") + (bars if text[0] == "|" and most_bars else 0)
            most_bars = max(most_bars, bars) if not _is_layout(text) else most_bars
            index += 1
            stop = index
            continue
        ahead = index
        while ahead < len(lines) and lines[ahead].blank and ahead - index < _LONGEST_INNER_GAP:
            ahead += 1
        if ahead > index:
            if ahead >= len(lines) or not lines[ahead].text.startswith("|") or _is_layout(lines[ahead].text):
                return stop
            index = ahead
            continue
        while ahead < len(lines) and ahead - index < _MOST_CAPTION_LINES and _is_caption_line(lines[ahead]):
            ahead += 1
        if ahead == index or ahead >= len(lines) or not _goes_on(lines, stop, index, ahead, most_bars):
            return stop
        index = ahead
        bars = 0
    return stop


def _goes_on(lines: Sequence[Line], stop: int, index: int, ahead: int, most_bars: int) -> bool:
    """Whether lines without `|`, from `index` to `ahead`, belong to the cells of the table above and below them."""
    below = lines[ahead].text
    if not lines[ahead].piped or (_is_layout(below) and below.count("|") > most_bars > 0):
        return False
    if lines[stop - 1].text[-1] != "|" or below[0] == "|":
        return True
    if ahead - index >= _MOST_WRAPPED or below[-1] != "|":
        return False
    return _DIGIT.search(below) is not None or lines[index].text[0] == "("


def _is_caption_line(line: Line) -> bool:
    return not line.blank and not line.piped and len(line.text) <= _CAPTION_CHARACTERS and not line.tag


def _is_layout(text: str) -> bool:
    """Whether a line is nothing but `|` of many empty cells, as converters write for a row that sets widths."""
    return text.count("|") > 2 and not text.strip("| \t\xa0")


def read_rows(text: str, lines: Sequence[Line], region: PipeRegion) -> list[list[Field]]:
    """Return the raw cells of the rows; rows without text are left out, but for Markdown's none is empty."""
    inside = lines[region.start : region.stop]
    if region.markdown:
        return [_cells(text, line.start, line.end, markdown=True) for line in inside if line.text and not line.rule]
    stretches = list(_chunks(inside) if region.spaced else _fragments(inside))
    rows = [_cells(text, start, end, markdown=False) for start, end in stretches]
    if not region.spaced and _is_broken(inside):
        rows = _merge_fragments(rows)
    return _mend_captions(rows)


def _mend_captions(rows: list[list[Field]]) -> list[list[Field]]:
    """Put captions that are set in by empty cells first, and header words that took a spanned caption's place behind.

    A caption cell that spans rows is missing from the rows below, so that "2026" comes first there.
    """
    mended: list[list[Field]] = []
    begun = False
    surplus = _caption_shift(rows)
    for row in rows:
        held = [index for index, cell in enumerate(row) if cell.text]
        values = any(cell.kind is Kind.VALUE for cell in row[1:])
        if surplus and not begun and not values and held and held[0] > surplus:
            row = row[surplus:]
            held = [index - surplus for index in held]
        if held and held[0] > 0 and row[held[0]].kind is Kind.WORDS and (values or (begun and len(held) == 1)):
            row = row[held[0] :]
        elif held and held[0] == 0 and mended and not begun and not values and _are_periods(row):
            row = [Field("", Extent(row[0].extent.start, row[0].extent.start), Kind.EMPTY), *row]
        begun = begun or values
        mended.append(row)
    return mended


def _caption_shift(rows: list[list[Field]]) -> int:
    """Return how many empty cells stand before the captions of most rows with values."""
    shifts = [
        next(index for index, cell in enumerate(row) if cell.text)
        for row in rows
        if any(cell.kind is Kind.VALUE for cell in row[1:]) and any(cell.kind is Kind.WORDS for cell in row)
    ]
    return Counter(shifts).most_common(1)[0][0] if shifts else 0


def _are_periods(row: list[Field]) -> bool:
    return all(_PERIOD.fullmatch(cell.text) for cell in row if cell.text)


def _cells(text: str, start: int, end: int, *, markdown: bool) -> list[Field]:
    cells: list[Field] = []
    position = start
    for bar in _SEPARATOR.finditer(text, start, end):
        cells.append(read_field(text, position, bar.start()))
        position = bar.end()
    last = read_field(text, position, end)
    if last.text or not cells:
        cells.append(last)
    return cells[1:] if markdown and cells[0].kind is Kind.EMPTY and text[start] == "|" else cells


def _chunks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the places of what two and more blank lines part."""
    first: Line | None = None
    last: Line | None = None
    gap = 0
    for line in lines:
        if line.blank:
            gap += 1
            continue
        if first is not None and last is not None and gap >= _ROW_GAP:
            yield first.start, last.end
            first = None
        first = first or line
        last = line
        gap = 0
    if first is not None and last is not None:
        yield first.start, last.end


def _fragments(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the places of lines joined until one ends with `|`."""
    first: Line | None = None
    for line in lines:
        if line.blank:
            continue
        first = first or line
        if line.text[-1] == "|":
            yield first.start, line.end
            first = None
    if first is not None:
        yield first.start, lines[-1].end


def _is_broken(lines: Sequence[Line]) -> bool:
    """Whether cells are broken over lines: many start with `|`, hold a value, and end on the next line."""
    shown = [line.text for line in lines if line.text]
    open_ended = 0
    for line, below in pairwise(shown):
        if line[0] == "|" and line[-1] != "|" and below[0] == "|" and _ends_with_value(line):
            open_ended += 1
    return open_ended > _BROKEN_SHARE * len(shown)


def _ends_with_value(line: str) -> bool:
    return kind_of(line[line.rfind("|") + 1 :].strip()) in (Kind.VALUE, Kind.CURRENCY, Kind.SUFFIX)


def _merge_fragments(fragments: list[list[Field]]) -> list[list[Field]]:
    """Join fragments to rows: those without a caption go on with the row above until it is full."""
    usual = _usual_values(fragments)
    rows: list[list[Field]] = []
    for fragment in fragments:
        if rows and fragment[0].kind is Kind.EMPTY and _joins(rows[-1], fragment, usual):
            rows[-1] = [*rows[-1], *fragment]
        else:
            rows.append(list(fragment))
    return rows


def _joins(row: list[Field], fragment: list[Field], usual: int) -> bool:
    held, more = _texts(row), _texts(fragment)
    if not held and row[0].kind is Kind.EMPTY:
        return len(row) <= _SHORTEST_LAYOUT
    if not more:
        return True
    if len(held) + len(more) > usual:
        return False
    if row[0].kind is not Kind.EMPTY:
        return True
    return (held[0].text[:1].isdigit(), held[0].kind) == (more[0].text[:1].isdigit(), more[0].kind)


def _texts(row: list[Field]) -> list[Field]:
    """Return the values and words of a row behind its caption."""
    return [field for field in row[1:] if field.kind in (Kind.VALUE, Kind.WORDS)]


def _usual_values(fragments: list[list[Field]]) -> int:
    """Return how many values the rows with a caption have, most often."""
    counts: list[int] = []
    for fragment in fragments:
        values = sum(1 for field in fragment[1:] if field.kind is Kind.VALUE)
        if fragment[0].kind is not Kind.EMPTY or not counts:
            counts.append(values)
        else:
            counts[-1] += values
    common = Counter(count for count in counts if count)
    return max(common, key=lambda count: (common[count], count)) if common else 1


def list_marker(row: list[Field]) -> str:
    """Return the list marker that stands in a cell of its own before the only other text of the row, else ""."""
    texts = [field.text for field in row if field.text]
    return texts[0] if len(texts) == 2 and _BULLET.fullmatch(texts[0]) else ""
