"""The logical columns of a grid: which raw columns hold figures, and which figure stands in which."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ticktie.model.quick import quick
from ticktie.statements.entries import Entry, Line

_NOTE_REFERENCE = re.compile(r"\d{1,2}(?:\s?\(?[a-z]\)?)?$")


@quick
@dataclass(frozen=True, slots=True)
class Lane:
    """The raw columns of one logical column of figures.

    Attributes:
        left: first raw column that its digits use; `right` the one after the last.
        outer_left: the same with the signs around the digits; `outer_right` likewise.
    """

    left: int
    right: int
    outer_left: int
    outer_right: int

    @property
    def middle(self) -> float:
        """Midpoint of the digits."""
        return (self.left + self.right) / 2


def find_lanes(lines: Sequence[Line]) -> tuple[Lane, ...]:
    """Cluster the ranges of the figures to columns, from left to right.

    Narrow ranges are placed first; a range that would bridge two columns makes none. A cluster in which more
    words than figures begin is a column of captions, not of figures.
    """
    ranges: Counter[tuple[int, int]] = Counter()
    words: Counter[int] = Counter()
    for line in lines:
        if not line.figures:
            continue
        for position, entry in enumerate(line.entries):
            if entry.number is None:
                words[entry.left] += 1
            elif not entry.is_mark and not (entry.is_year and position == 0):
                ranges[entry.left, entry.right] += 1
    clusters = _without_captions(_clusters(ranges), ranges, words)
    return _merged(_with_signs(clusters, lines), lines)


def _clusters(ranges: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge overlapping ranges, the frequent and narrow first; the result is sorted and disjoint."""
    clusters: list[tuple[int, int]] = []
    for left, right in sorted(ranges, key=lambda item: (item[1] - item[0], item)):
        first = bisect_right(clusters, (left, left)) - 1
        if first < 0 or clusters[first][1] <= left:
            first += 1
        last = first
        while last < len(clusters) and clusters[last][0] < right:
            last += 1
            if last - first > 1:
                break
        if last == first:
            clusters.insert(first, (left, right))
        elif last - first == 1:
            old = clusters[first]
            clusters[first] = (min(old[0], left), max(old[1], right))
    return clusters


def _without_captions(
    clusters: list[tuple[int, int]], ranges: Counter[tuple[int, int]], words: Counter[int]
) -> list[tuple[int, int]]:
    figures, texts = [0] * len(clusters), [0] * len(clusters)
    lefts = [left for left, _ in clusters]
    for (left, _), count in ranges.items():
        index = bisect_right(lefts, left) - 1
        if index >= 0:
            figures[index] += count
    for left, count in words.items():
        index = bisect_right(lefts, left) - 1
        if index >= 0 and left < clusters[index][1]:
            texts[index] += count
    kept = [cluster for cluster, number, text in zip(clusters, figures, texts, strict=True) if number >= text]
    return kept


def _with_signs(clusters: list[tuple[int, int]], lines: Sequence[Line]) -> tuple[Lane, ...]:
    outer = [[left, right] for left, right in clusters]
    lefts = [left for left, _ in clusters]
    seen: set[tuple[int, int]] = set()
    for line in lines:
        for entry in line.entries:
            if entry.number is None:
                continue
            span = (entry.outer_left, entry.outer_right)
            if span in seen:
                continue
            seen.add(span)
            index = bisect_right(lefts, entry.left) - 1
            if index >= 0 and entry.right <= clusters[index][1]:
                outer[index][0] = min(outer[index][0], span[0])
                outer[index][1] = max(outer[index][1], span[1])
    return tuple(
        Lane(left, right, wide[0], max(wide[1], right)) for (left, right), wide in zip(clusters, outer, strict=True)
    )


def _merged(lanes: Sequence[Lane], lines: Sequence[Line]) -> tuple[Lane, ...]:
    """Merge neighbours that overlap with their signs and never both hold a figure in one row."""
    touching = [index for index in range(len(lanes) - 1) if lanes[index].outer_right > lanes[index + 1].outer_left]
    if not touching:
        return tuple(lanes)
    rows: list[set[int]] = [set() for _ in lanes]
    lefts = lefts_of(lanes)
    for number, line in enumerate(lines):
        for entry in line.entries if line.figures else ():
            if entry.number is not None:
                rows[max(bisect_right(lefts, entry.left) - 1, 0)].add(number)
    merged: list[Lane] = list(lanes)
    for index in reversed(touching):
        one, other = merged[index], merged[index + 1]
        if rows[index] & rows[index + 1]:
            # neighbours never share a raw column: the digits win
            edge = max(other.outer_left, one.right)
            merged[index] = Lane(one.left, one.right, one.outer_left, min(one.outer_right, edge))
            merged[index + 1] = Lane(other.left, other.right, edge, other.outer_right)
            continue
        rows[index] |= rows[index + 1]
        merged[index : index + 2] = [
            Lane(one.left, other.right, one.outer_left, max(one.outer_right, other.outer_right))
        ]
    return tuple(merged)


def place_lines(lines: Sequence[Line], lanes: Sequence[Lane]) -> tuple[tuple[Lane, ...], tuple[dict[int, Entry], ...]]:
    """Place the figures of every line.

    Where one row has as many figures as most, but begins a raw column too early or too late, they are taken in order.

    Returns:
        The lanes that hold figures, and for every line its figures by index of their lane. References to notes
        ("5" in a sparse first column of small numbers) are no figures.
    """
    lefts = lefts_of(lanes)
    known: _Known = {}
    placed = [_place_figures(line, lanes, lefts, known) if line.figures or line.years else {} for line in lines]
    _align_shifted(lines, placed)
    if len(lanes) > 1 and _are_note_references(placed, len(lanes)):
        for figures in placed:
            figures.pop(0, None)
    used = sorted({index for figures in placed for index in figures})
    if len(used) == len(lanes):
        return tuple(lanes), tuple(placed)
    order = {index: position for position, index in enumerate(used)}
    renumbered = tuple({order[index]: entry for index, entry in figures.items()} for figures in placed)
    return tuple(lanes[index] for index in used), renumbered


def _align_shifted(lines: Sequence[Line], placed: list[dict[int, Entry]]) -> None:
    rows = Counter(tuple(figures) for figures in placed if figures)
    if not rows:
        return
    main, count = max(rows.items(), key=lambda item: (item[1], len(item[0])))
    total = sum(rows.values())
    if len(main) < 2 or max(len(lanes) for lanes in rows) > len(main) or count * 2 <= total:
        return
    for index, line in enumerate(lines):
        figures = placed[index]
        if not figures or (min(figures), max(figures)) == (main[0], main[-1]):
            continue  # where both ends stand where they should, the row has a figure where others have none
        numbers = [entry for entry in line.entries if entry.number is not None and not entry.is_mark]
        if len(numbers) == len(main):
            placed[index] = dict(zip(main, numbers, strict=True))


def _are_note_references(placed: Sequence[dict[int, Entry]], lanes: int) -> bool:
    """Whether the first lane holds nothing but a few small whole numbers beside large figures."""
    first = [figures[0] for figures in placed if 0 in figures]
    rows = sum(1 for figures in placed if figures)
    if not first or 5 * len(first) > 3 * rows or not all(_NOTE_REFERENCE.match(entry.text) for entry in first):
        return False
    others = [figures[index] for figures in placed for index in range(1, lanes) if index in figures]
    return sum(1 for entry in others if len(entry.text) >= 5) * 2 > len(others)


# The lanes of entries by the range of their digits, and whether they are marks: rows stand on the same ranges.
_Known = dict[tuple[int, int, bool], int | None]


def _place_figures(line: Line, lanes: Sequence[Lane], lefts: Sequence[int], known: _Known) -> dict[int, Entry]:
    """Return the figures of a line by index of their lane; `lefts` are the lanes' left edges.

    A footnote mark counts as a figure only where its lane is free and it stands in it.
    """
    placed: dict[int, Entry] = {}
    for entry in line.entries if lanes else ():
        if entry.number is None:
            continue
        stand = (entry.left, entry.right, entry.is_mark)
        if stand not in known:
            known[stand] = _lane_of(entry, lanes, lefts)
        index = known[stand]
        if index is None:
            continue
        if index in placed:
            if entry.is_mark:
                continue
            index = _free_lane(index, placed, len(lanes), entry, lanes)
            if index is None:
                continue
        placed[index] = entry
    return placed


def _lane_of(entry: Entry, lanes: Sequence[Lane], lefts: Sequence[int]) -> int | None:
    """Return the lane that the entry overlaps most; the nearest at its right or left where it overlaps none."""
    first = bisect_right(lefts, entry.left) - 1
    if first >= 0 and entry.right <= lanes[first].right:
        return first
    first = max(first, 0)
    last = bisect_left(lefts, entry.right)
    best, most = None, 0
    for index in range(first, min(last, first + 64)):
        shared = min(entry.right, lanes[index].right) - max(entry.left, lanes[index].left)
        if shared > most:
            best, most = index, shared
    if best is not None or entry.is_mark:
        return best
    if entry.right <= lanes[0].outer_left:
        return None
    return min(range(first, min(first + 2, len(lanes))), key=lambda index: _distance(entry, lanes[index]))


def _distance(entry: Entry, lane: Lane) -> int:
    return max(lane.left - entry.right, entry.left - lane.right, 0)


def _free_lane(taken: int, placed: dict[int, Entry], count: int, entry: Entry, lanes: Sequence[Lane]) -> int | None:
    near = [index for index in (taken - 1, taken + 1) if 0 <= index < count and index not in placed]
    return min(near, key=lambda index: _distance(entry, lanes[index])) if near else None


def spread(texts: Sequence[Entry], lanes: Sequence[Lane]) -> dict[int, Entry]:
    """Return which header text stands over which lane.

    By overlap of raw columns first; where that leaves lanes bare or texts without a lane and the lanes divide
    evenly among the texts, in order.
    """
    over: dict[int, Entry] = {}
    used: set[int] = set()
    starts = [text.outer_left for text in texts]
    for index, lane in enumerate(lanes):
        last = bisect_left(starts, lane.outer_right)
        best, most = None, 0
        for text in texts[max(last - 3, 0) : last]:
            shared = _shared(text, lane)
            if shared > most:
                best, most = text, shared
        if best is not None:
            over[index] = best
            used.add(id(best))
    if len(used) == len(texts) and len(over) == len(lanes):
        return over
    if texts and len(texts) > 1 and len(lanes) % len(texts) == 0 and len(used) < len(texts):
        group = len(lanes) // len(texts)
        return {index: texts[index // group] for index in range(len(lanes))}
    for text in texts:
        if id(text) not in used and lanes:
            middle = (text.left + text.right) / 2
            index = min(range(len(lanes)), key=lambda position: abs(lanes[position].middle - middle))
            over.setdefault(index, text)
    return over


def _shared(text: Entry, lane: Lane) -> int:
    inner = min(text.outer_right, lane.right) - max(text.outer_left, lane.left)
    outer = min(text.outer_right, lane.outer_right) - max(text.outer_left, lane.outer_left)
    return 2 * max(inner, 0) + max(outer, 0)


def lefts_of(lanes: Iterable[Lane]) -> list[int]:
    """Return the left edges of lanes, for looking up by bisection."""
    return [lane.left for lane in lanes]
