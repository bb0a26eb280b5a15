"""Tables set in columns by blanks: where one begins and ends, and which columns it has.

Figures are set to the right, so those of one column overlap: columns are the clusters of the ranges that
values take up on their lines. Header words belong to the columns under them, however far they span.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ticktie.model import Span
from ticktie.readers.text_cells import Kind, kind_of
from ticktie.readers.text_lines import Line

_WORD = re.compile(r"\S+")
# Dates or years that one blank parts are header words of several columns.
_PERIOD_WORDS = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2},?(?=\s|$)|(?:19|20)\d\d\*{0,2}(?=\s|$)")
_BLANK = re.compile(r" ")
_SEGMENT = re.compile(r"[-=_─—]+")
_TABLE_TAG = re.compile(r"</?table", re.IGNORECASE)

# What stands apart and is one value: "$  53", "(15  )".
_JOINED = {(Kind.CURRENCY, Kind.VALUE), (Kind.VALUE, Kind.SUFFIX)}
# Values that single blanks part take up no more than so many characters.
_LONGEST_VALUES = 200
# Blank lines that part a table from what follows, unless figures follow at once.
_TABLE_GAP = 2
# What it costs, in characters, that words which touch one column stand for several.
_ONE_TOUCHED = 3.0
_MOST_LINES_BETWEEN = 8
_MOST_HEADER_LINES = 12
_FEWEST_VALUE_LINES = 2
# How far header words may stand to the left of the first column of figures.
_OVERHANG = 14
# How far words may reach into the columns of figures and still be a caption.
_REACH = 4


def find_columns(lines: Sequence[Line], first: int, floor: int) -> tuple[int, int] | None:
    """Return the first and the last index, exclusive, of the table whose first line of values is `first`.

    `first` is the index of a line that `is_value_line`; the table's header does not begin before `floor`.
    """
    left = _left_edge(lines[first])
    stop = first + 1
    values = 1
    between = blanks = 0
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.blank:
            blanks += 1
        elif line.tag:
            if _TABLE_TAG.search(line.text):
                break
        elif line.rule:
            stop = index + 1 if stop == index else stop
        elif is_value_line(line) or _is_lone_value(line, left):
            values += 1
            left = min(left, _left_edge(line))
            stop = index + 1
            between = blanks = 0
        elif blanks >= _TABLE_GAP or between >= _MOST_LINES_BETWEEN or _is_prose(line, left):
            break
        else:
            between += 1
            blanks = 0
    if values < _FEWEST_VALUE_LINES:
        return None
    return _header_start(lines, first, floor, left), stop


def is_value_line(line: Line) -> bool:
    """Whether the line ends with a value that two or more blanks set apart from words or values before it."""
    if len(line.text) < 4 or not (line.text[-1].isdigit() or line.text[-1] in ")%-–—*"):
        return False
    fields = line.fields()
    if len(fields) < 2:
        return False
    last = line.text[fields[-1].start - line.start :]
    return kind_of(last) is Kind.VALUE or _are_values(last)


def _is_lone_value(line: Line, left: int) -> bool:
    return line.indent >= left - _REACH and kind_of(line.text) is Kind.VALUE


def _are_values(text: str) -> bool:
    """Whether single blanks part nothing but values and currency signs."""
    return len(text) <= _LONGEST_VALUES and all(kind_of(word) in (Kind.VALUE, Kind.CURRENCY) for word in text.split())


def _left_edge(line: Line) -> int:
    """Return the character position of the line's first value behind its caption."""
    starts = [start for start, _, kind in parts(line)[1:] if kind is Kind.VALUE]
    return min(starts, default=line.indent + len(line.text))


def _is_prose(line: Line, left: int) -> bool:
    """Whether words run through the columns of figures without a gap."""
    return len(line.fields()) == 1 and line.indent < left - _OVERHANG and line.indent + len(line.text) > left + _REACH


def _header_start(lines: Sequence[Line], first: int, floor: int, left: int) -> int:
    """Return the index of the topmost line above the values that has words over the columns."""
    top = first
    blanks = 0
    for index in range(first - 1, max(floor, first - _MOST_HEADER_LINES) - 1, -1):
        line = lines[index]
        if line.blank:
            blanks += 1
            if blanks >= _TABLE_GAP:
                break
            continue
        if line.tag:
            if _TABLE_TAG.search(line.text):
                break
            continue
        if line.rule or _is_over_columns(line, left):
            top = index
        elif line.indent + len(line.text) > left:
            break
        blanks = 0
    return top


def _is_over_columns(line: Line, left: int) -> bool:
    fields = line.fields()
    return line.indent + fields[-1].start - line.start >= left - _OVERHANG


def parts(line: Line) -> list[tuple[int, int, Kind]]:
    """Return the character ranges and kinds of what stands on a line; a `$` set apart is joined to its value."""
    found: list[tuple[int, int, Kind]] = []
    for field in line.fields():
        start = line.indent + field.start - line.start
        text = line.text[field.start - line.start : field.end - line.start]
        for part in _words(text, start) if " " in text else [(start, start + len(text), kind_of(text))]:
            above = found[-1] if found else None
            if above and (above[2], part[2]) in _JOINED:
                found[-1] = (above[0], part[1], Kind.VALUE)
            else:
                found.append(part)
    return found


def _words(text: str, start: int) -> Iterator[tuple[int, int, Kind]]:
    """Yield what single blanks part: values, dates or years in a row; else the text as a whole."""
    if _are_values(text):
        words = list(_WORD.finditer(text))
    else:
        words = list(_PERIOD_WORDS.finditer(text))
        alike = len({len(word[0]) == 4 for word in words}) == 1
        if not (alike and sum(len(word[0]) + 1 for word in words) == len(text) + 1):
            yield start, start + len(text), kind_of(text)
            return
    for word in words:
        yield start + word.start(), start + word.end(), kind_of(word[0])


def cluster(lines: Iterable[Line]) -> list[tuple[int, int]]:
    """Return the columns: ranges of character positions that values share, from left to right."""
    values: list[tuple[int, int]] = []
    years: list[tuple[int, int]] = []
    alone: list[tuple[int, int]] = []
    for line in lines:
        found = parts(line)
        values += [(start, end) for start, end, kind in found[1:] if kind is Kind.VALUE]
        behind = found[1:] if found and found[0][2] is not Kind.VALUE else found
        years += [(start, end) for start, end, kind in behind if kind is Kind.WORDS and end - start == 4]
        alone += [(start, end) for start, end, kind in found[:1] if kind is Kind.VALUE]
    left = min((start for start, _ in values), default=0)
    # A wrapped caption may begin with a number: "…outstanding at March" / "31, 2007".
    values += [part for part in alone if part[0] >= left - _REACH]
    return _merge(values) or _merge(years)


def _merge(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def overlapped(columns: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, ...]:
    """Return the indexes of the columns that a range touches."""
    return tuple(index for index, (low, high) in enumerate(columns) if start < high and low < end)


def nearest(columns: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """Return the index of the column that a range overlaps most or lies nearest to."""
    return max(range(len(columns)), key=lambda index: min(columns[index][1], end) - max(columns[index][0], start))


def segments(line: Line) -> list[tuple[int, int]]:
    """Return the character ranges of the strokes of a rule line."""
    return [(line.indent + match.start(), line.indent + match.end()) for match in _SEGMENT.finditer(line.text)]


def split_at_strokes(
    line: Line, words: Sequence[tuple[int, int]], strokes: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Split header words that one blank parts where each has a stroke of its own under it."""
    found: list[tuple[int, int]] = []
    for start, end in words:
        begin = start
        under = [stroke for stroke in strokes if stroke[0] < end and start < stroke[1]]
        for left, right in pairwise(under):
            text = line.text[begin - line.indent : end - line.indent]
            gaps = [begin + blank.start() for blank in _BLANK.finditer(text)]
            gaps = [gap for gap in gaps if left[1] - 1 <= gap <= right[0]]
            if gaps:
                found.append((begin, gaps[0]))
                begin = gaps[0] + 1
        found.append((begin, end))
    return found


def cover(
    columns: Sequence[tuple[int, int]], words: Sequence[tuple[int, int]], strokes: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the first and last column under each of a line's header words, from left to right.

    A stroke right under the words says it; else the run of columns whose middle is nearest to theirs.
    """
    covers: list[tuple[int, int]] = []
    begin = 0
    for nth, (start, end) in enumerate(words):
        later = len(words) - nth - 1
        last = max(len(columns) - later, begin + 1)
        under = [stroke for stroke in strokes if stroke[0] < end and start < stroke[1]]
        touched = overlapped(columns, under[0][0], under[-1][1]) if under else ()
        if touched and touched[0] >= begin:
            found = touched[0], touched[-1]
        else:
            runs = ((low, high) for low in range(begin, last) for high in range(low, last))
            found = min(runs, key=lambda run: _misfit(columns, run, start, end), default=(len(columns) - 1,) * 2)
        covers.append(found)
        begin = min(found[1] + 1, len(columns) - 1)
    return covers


def _misfit(columns: Sequence[tuple[int, int]], run: tuple[int, int], start: int, end: int) -> float:
    """Return how far words lie from the middle of a run of columns, and how much of them lies outside of it."""
    low, high = columns[run[0]][0], columns[run[1]][1]
    outside = max(0, low - start) + max(0, end - high)
    several = run[1] > run[0]
    toll = _ONE_TOUCHED if several and len(overlapped(columns, start, end)) == 1 else 0.0
    return abs(low + high - start - end) / 2 + outside / 2 + toll + 0.01 * (run[1] - run[0])


def place_in_source(line: Line, start: int, end: int) -> Span:
    """Return the source range of character positions on a line."""
    return Span(line.start + start - line.indent, line.start + end - line.indent)
