"""Which column each cell of a ragged row stands in, where a converter lost the columns that cells span.

A table is taken as a caption and a number of slots. A slot is what one column of figures has: perhaps an empty cell as
spacer, a currency sign, the value, a closing bracket or percent sign. A row is laid over the slots at least
cost; header words may cover several slots.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ticktie.readers.text_cells import Field, Kind, signature

_LEAF = re.compile(
    r"^(?:FY\s?)?(?:19|20)\d\d\b|(?:19|20)\d\d\W{0,6}$|[%∆Δ]|\$\s?change|[1-4]Q\W?\d|\bQ[1-4]\b|\d/\d\d|[a-z]-\d\d\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"%|change|incr|decr|growth|[∆Δ]", re.IGNORECASE)
_PERIOD = re.compile(r"\b(?:ended|ending|months?|weeks|quarters?|half|year|as of|as at)\b|,$", re.IGNORECASE)

# Raw columns of a slot: currency sign, value, suffix. The caption is raw column 0.
SLOT_WIDTH = 3

# What a slot may hold (without its spacer), and what it costs; a value is "n", words "t", an empty cell "_".
_CONTENTS: tuple[tuple[str, float], ...] = (
    ("$n)", 0.0), ("$n_", 0.0), ("$n", 0.6), ("n)", 0.0), ("n_", 0.0), ("n", 0.3),
    ("_n)", 0.2), ("_n_", 0.2), ("_n", 0.7), ("$_", 0.5), ("$)", 0.5),
    ("t", 0.0), ("t_", 0.3), ("_t", 0.9), ("_t_", 0.6), ("t)", 0.3), ("$t", 0.2), ("$t_", 0.2), ("n__", 0.8),
    ("_", 0.1), ("__", 0.3), ("___", 0.2), ("_)", 0.6), ("", 1.5),
)  # fmt: skip
_REGULAR_CONTENTS = (("n", 0.0), ("t", 0.0), ("_", 0.0), (")", 0.0), ("", 1.5))
_REGULAR_SHARE = 0.7
_FEWEST_CELLS = 3
_NO_SPACER = 0.8
_MORE_SPACERS = 0.25
_LEFT_OVER = 0.2
_UNUSED_STYLE = 0.4
_EACH_SLOT_SPANNED = 0.05
_UNEVEN = 0.02
_LEAF_SPANS = 0.5
_UNCOVERED = 0.35
_UNCOVERED_CHANGE = 0.1
_REPEATED = 0.3
_EMPTY_SPANS = 0.15
_ABSENT_DISCOUNT = 1.2
_MOST_SLOTS = 40
_MOST_CELLS = 200


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its raw columns."""

    cell: Field
    column: int
    width: int


_Labels = tuple[str, ...]


@dataclass(slots=True)
class _Style:
    """What the full rows of a table use.

    Attributes:
        regular: whether each slot is one cell, without spacers.
        lead: whether a spacer stands before the first slot.
        used: what the slots hold, counted.
        empty_cells: how many cells an empty slot has, 0 where no row says so.
    """

    slots: int
    regular: bool = False
    lead: bool = False
    used: Counter[str] = field(default_factory=Counter)
    empty_cells: int = 0


@dataclass(frozen=True, slots=True)
class _Step:
    """One slot (or several under one header) laid over cells `start` to `stop` of a row."""

    start: int
    stop: int
    slot: int
    span: int
    contents: str


def place(rows: Sequence[list[Field]]) -> tuple[list[list[Placed]], int]:
    """Return the cells of each row with their raw columns, and how many raw columns there are."""
    slots = max((_count(row, Kind.VALUE, Kind.WORDS) for row in rows), default=0)
    regular = _is_regular(rows)
    if regular:
        lengths = Counter(len(row) for row in rows if _count(row, Kind.VALUE))
        slots = max(slots, lengths.most_common(1)[0][0] - 1)
    else:
        rows = _without_lead(rows, slots)
    style = _Style(slots, regular)
    if slots > _MOST_SLOTS or any(len(row) > _MOST_CELLS for row in rows):
        placed = [_place_by_order(row) for row in rows]
        return placed, max((cells[-1].column + cells[-1].width for cells in placed if cells), default=1)
    if not regular:
        _learn(rows, style)
    known: dict[tuple[str, _Labels], list[_Step] | None] = {}
    placed = []
    labels: _Labels = ()
    for row in reversed(rows):
        kinds = _signature(row)
        header = "n" not in kinds
        key = kinds, labels if header else ()
        if key not in known:
            known[key] = _lay(kinds, style, key[1])
        steps = known[key]
        placed.append(_place_by_order(row) if steps is None else _place_by_steps(row, steps))
        labels = _labels(row, steps, slots) if header and steps else ()
    placed.reverse()
    return placed, 1 + SLOT_WIDTH * slots


def _without_lead(rows: Sequence[list[Field]], slots: int) -> list[list[Field]]:
    """Leave one of the empty cells that rows full of values have between the caption and the first column."""
    leads = [_lead(row) for row in rows if _count(row, Kind.VALUE) == slots > 0]
    usual = max(leads, default=0)
    if usual == 0 or max(map(_lead, rows)) == 1:
        return list(rows)
    return [[*row[:1], *row[1 + max(min(_lead(row), usual) - 1, 0) :]] for row in rows]


def _count(row: list[Field], *kinds: Kind) -> int:
    return sum(1 for cell in row[1:] if cell.kind in kinds)


def _lead(row: list[Field]) -> int:
    """Return how many empty cells stand behind the caption."""
    kinds = signature(row[1:])
    return len(kinds) - len(kinds.lstrip("_"))


def _is_regular(rows: Sequence[list[Field]]) -> bool:
    """Whether each column has one cell in each row of values, and no sign has a cell of its own.

    Either no column is empty, or a header row shows that it has the same cells.
    """
    full = [row for row in rows if _count(row, Kind.VALUE)]
    if not full or any(_count(row, Kind.CURRENCY) for row in full):
        return False
    length = Counter(map(len, full)).most_common(1)[0][0]
    alike = [row for row in rows if len(row) == length]
    if length < _FEWEST_CELLS or len(alike) < _REGULAR_SHARE * len(full):
        return False
    values = {index for row in alike for index, cell in enumerate(row) if index and cell.kind is Kind.VALUE}
    held = {index for row in alike for index, cell in enumerate(row) if cell.text and cell.kind is not Kind.SUFFIX}
    headers = (row for row in alike if not _count(row, Kind.VALUE))
    covered = max((sum(1 for index in values if row[index].text) for row in headers), default=0)
    return len(held | {0}) == length or covered >= max(_REGULAR_SHARE * len(values), 2)


def _signature(row: list[Field]) -> str:
    """Return the kinds of a row's cells behind its caption; words are told apart where none are values.

    "p" is a period that years stand under, "y" a label that nothing stands under (a year, a change, a percent sign).
    """
    kinds = signature(row[1:])
    if "n" in kinds or "t" not in kinds:
        return kinds
    return "".join(_word_kind(cell.text) if cell.kind is Kind.WORDS else cell.kind.value for cell in row[1:])


def _word_kind(text: str) -> str:
    if _LEAF.search(text):
        return "y"
    return "p" if _PERIOD.search(text) else "t"


def _labels(row: list[Field], steps: list[_Step], slots: int) -> _Labels:
    """Return what a header row says over each slot; what spans several slots is made different for each."""
    labels = [""] * slots
    for step in steps:
        text = "".join(cell.text for cell in row[1 + step.start : 1 + step.stop])
        for slot in range(step.slot, min(step.slot + step.span, slots)) if text else ():
            labels[slot] = text if step.span == 1 else f"{text} {slot}"
    return tuple(labels)


def _learn(rows: Sequence[list[Field]], style: _Style) -> None:
    """Note what the rows hold that fill all slots with values, and how wide an empty slot is."""
    full = Counter(signature(row[1:]) for row in rows)
    starts = {kinds[:2] for kinds in full if kinds.count("n") == style.slots > 0}
    signed = any(start[0] == "$" for start in starts)
    style.lead = "_$" in starts or (not signed and any(start[0] == "_" for start in starts))
    for kinds, count in full.items():
        if kinds.count("n") == style.slots > 0:
            for step in _lay(kinds, style, ()) or ():
                style.used[step.contents] += count
    blanks = [len(row) - 1 for row in rows if len(row) > 1 and not any(cell.text for cell in row[1:])]
    for width in (1, 2, 3):
        total = style.slots * width + style.slots - (not style.lead)
        if total in blanks:
            style.empty_cells = width
            break


def _lay(kinds: str, style: _Style, labels: _Labels) -> list[_Step] | None:
    """Return the cheapest way to lay a row's cells over the slots, or None where there is none.

    `labels` is what the row below says over each slot, for a header row.
    """
    words = sum(1 for kind in kinds if kind in "tpyn")
    even = style.slots / max(words, 1)
    size = len(kinds)
    plain = kinds.replace("p", "t").replace("y", "t")
    header = "n" not in kinds and words > 0

    @cache
    def best(at: int, slot: int) -> tuple[float, _Step | None]:
        if slot == style.slots:
            rest = kinds[at:]
            return (_LEFT_OVER * len(rest), None) if not rest.strip("_") else (float("inf"), None)
        least: tuple[float, _Step | None] = (float("inf"), None)
        spacers = (0,) if style.regular else (1, 0, 2, 3) if header and slot == 0 else (1, 0)
        for spacer in spacers:
            if not kinds.startswith("_" * spacer, at):
                continue
            expected = (slot > 0 or style.lead) and not style.regular
            toll = (
                0.0 if spacer == expected or at >= size else _MORE_SPACERS * (spacer - 1) if spacer > 1 else _NO_SPACER
            )
            begin = at + spacer
            for contents, price in _REGULAR_CONTENTS if style.regular else _CONTENTS:
                if not plain.startswith(contents, begin):
                    continue
                cost = toll + price + _surprise(contents, style)
                if header and not contents:
                    cost -= _ABSENT_DISCOUNT
                kind = kinds[begin + contents.index("t")] if "t" in contents else ""
                spans = range(1, style.slots - slot + 1) if header and contents in ("t", "t_", "_") else range(1, 2)
                for span in spans:
                    spread = _span_cost(kind, slot, span, even, labels) if header else 0.0
                    total = cost + spread + best(begin + len(contents), slot + span)[0]
                    if total < least[0]:
                        least = total, _Step(begin, begin + len(contents), slot, span, contents)
        return least

    if best(0, 0)[0] == float("inf"):
        return None
    steps: list[_Step] = []
    at = slot = 0
    while slot < style.slots:
        step = best(at, slot)[1]
        if step is None:
            break
        steps.append(step)
        at, slot = step.stop, slot + step.span
    return steps


def _span_cost(kind: str, slot: int, span: int, even: float, labels: _Labels) -> float:
    """Return how unlikely it is that words of this kind ("" for none) stand over these slots."""
    below = labels[slot : slot + span]
    if not kind:
        bare = sum(_UNCOVERED_CHANGE if _CHANGE.search(label) else _UNCOVERED for label in below if label)
        return bare + _EMPTY_SPANS * (span - 1)
    cost = _EACH_SLOT_SPANNED * (span - 1) + _UNEVEN * (span - even) ** 2
    if kind == "y":
        cost += _LEAF_SPANS * (span - 1)
    if span > 1 and labels:
        cost += _UNCOVERED * below.count("") + _REPEATED * (span - len(set(below)))
    if kind == "p" and span == 1 and labels:
        cost += _UNCOVERED_CHANGE if _LEAF.search(below[0]) else _UNCOVERED
    return cost


def _surprise(contents: str, style: _Style) -> float:
    """Return what it costs that full rows do not do so."""
    if contents in ("_", "__", "___"):
        return 0.0 if style.empty_cells in (0, len(contents)) else _UNUSED_STYLE
    return _UNUSED_STYLE if "n" in contents and style.used and contents not in style.used else 0.0


def _place_by_steps(row: list[Field], steps: list[_Step]) -> list[Placed]:
    placed = [Placed(row[0], 0, 1)] if row and row[0].text else []
    for step in steps:
        first = 1 + SLOT_WIDTH * step.slot
        signed = step.contents.startswith(("$", "_n", "_t"))
        for cell in row[1 + step.start : 1 + step.stop]:
            if not cell.text:
                continue
            if cell.kind is Kind.CURRENCY:
                placed.append(Placed(cell, first, 1))
            elif cell.kind is Kind.SUFFIX:
                placed.append(Placed(cell, first + 2, 1))
            elif cell.kind is Kind.WORDS:
                placed.append(Placed(cell, first, SLOT_WIDTH * step.span))
            else:
                placed.append(Placed(cell, first + signed, 2 - signed))
    return placed


def _place_by_order(row: list[Field]) -> list[Placed]:
    """Place the n-th value or words of a row in the n-th slot."""
    placed = [Placed(row[0], 0, 1)] if row and row[0].text else []
    slot = 0
    for cell in row[1:]:
        first = 1 + SLOT_WIDTH * slot
        if cell.kind is Kind.CURRENCY:
            placed.append(Placed(cell, first, 1))
        elif cell.kind is Kind.SUFFIX:
            placed.append(Placed(cell, max(first - 1, 1), 1))
        elif cell.text:
            words = cell.kind is Kind.WORDS
            placed.append(Placed(cell, first if words else first + 1, SLOT_WIDTH if words else 1))
            slot += 1
    return placed


def place_by_index(rows: Sequence[list[Field]]) -> tuple[list[list[Placed]], int]:
    """Return the cells of each row in the raw column of their index; header words cover the columns below them."""
    placed: list[list[Placed]] = []
    begun = False
    for index, row in enumerate(rows):
        header = not any(cell.kind is Kind.VALUE for cell in row[1:]) and not (begun and row[0].text)
        begun = begun or not header
        below = rows[index + 1] if header and index + 1 < len(rows) else []
        placed.append(_spread(row, below) if header else _by_index(row))
    return placed, max((len(row) for row in rows), default=1)


def _by_index(row: list[Field]) -> list[Placed]:
    return [Placed(cell, index, 1) for index, cell in enumerate(row) if cell.text]


def _spread(row: list[Field], below: list[Field]) -> list[Placed]:
    """Widen header cells over the empty ones behind them, or evenly where they are packed to the left."""
    held = [index for index, cell in enumerate(row) if cell.text and index]
    finer = [index for index, cell in enumerate(below) if cell.text and index]
    if not held or len(finer) <= len(held):
        return _by_index(row)
    placed = [Placed(row[0], 0, 1)] if row[0].text else []
    stop = max(finer[-1], held[-1]) + 1
    packed = held == list(range(1, len(held) + 1))
    if packed and (stop - 1) % len(held) == 0:
        width = (stop - 1) // len(held)
        return placed + [Placed(row[index], 1 + nth * width, width) for nth, index in enumerate(held)]
    ends = [*held[1:], stop]
    return placed + [Placed(row[index], index, end - index) for index, end in zip(held, ends, strict=True)]
