"""Which column each cell of a ragged row stands in, where a converter lost the columns that cells span.

A table is taken as a caption and a number of slots. A slot is what one column of figures has: perhaps an empty cell as
spacer, a currency sign, the value, a closing bracket or percent sign. A row is laid over the slots at least
cost; header words may cover several slots.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ticktie.readers.text_cells import Field, Kind, signature
from ticktie.readers.text_fit import LEAF, Labels, Step, Style, lay

_PERIOD = re.compile(r"\b(?:ended|ending|months?|weeks|quarters?|half|year|as of|as at)\b|,$", re.IGNORECASE)

# Raw columns of a slot: currency sign, value, suffix. The caption is raw column 0.
SLOT_WIDTH = 3

_REGULAR_SHARE = 0.7
_SPACED_CELLS = 3
_FEWEST_CELLS = 3
_MOST_SLOTS = 40
_MOST_CELLS = 200


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its raw columns."""

    cell: Field
    column: int
    width: int


def place(rows: Sequence[list[Field]]) -> tuple[list[list[Placed]], int]:
    """Return the cells of each row with their raw columns, and how many raw columns there are."""
    slots = max((_count(row, Kind.VALUE, Kind.WORDS) for row in rows), default=0)
    regular = _is_regular(rows)
    if regular:
        lengths = Counter(len(row) for row in rows if _count(row, Kind.VALUE))
        slots = max(slots, lengths.most_common(1)[0][0] - 1)
    else:
        rows = _without_lead(rows, slots)
    style = Style(slots, regular)
    if slots > _MOST_SLOTS or any(len(row) > _MOST_CELLS for row in rows):
        placed = [_place_by_order(row) for row in rows]
        return placed, max((cells[-1].column + cells[-1].width for cells in placed if cells), default=1)
    if not regular:
        _learn(rows, style)
    known: dict[tuple[str, Labels], list[Step] | None] = {}
    placed = []
    labels: Labels = ()
    for row in reversed(rows):
        kinds = _signature(row)
        header = "n" not in kinds
        key = kinds, labels if header else ()
        if key not in known:
            known[key] = lay(kinds, style, key[1])
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
    if len(held | {0}) == length:
        return True
    spaced = length - 1 >= _SPACED_CELLS * len(values)  # each value has spacers or signs of its own
    return not spaced and covered >= max(_REGULAR_SHARE * len(values), 2)


def _signature(row: list[Field]) -> str:
    """Return the kinds of a row's cells behind its caption; words are told apart where none are values.

    "p" is a period that years stand under, "y" a label that nothing stands under (a year, a change, a percent sign).
    """
    kinds = signature(row[1:])
    if "n" in kinds or "t" not in kinds:
        return kinds
    return "".join(_word_kind(cell.text) if cell.kind is Kind.WORDS else cell.kind.value for cell in row[1:])


def _word_kind(text: str) -> str:
    if LEAF.search(text):
        return "y"
    return "p" if _PERIOD.search(text) else "t"


def _labels(row: list[Field], steps: list[Step], slots: int) -> Labels:
    """Return what a header row says over each slot; what spans several slots is made different for each."""
    labels = [""] * slots
    for step in steps:
        text = "".join(cell.text for cell in row[1 + step.start : 1 + step.stop])
        for slot in range(step.slot, min(step.slot + step.span, slots)) if text else ():
            labels[slot] = text if step.span == 1 else f"{text} {slot}"
    return tuple(labels)


def _learn(rows: Sequence[list[Field]], style: Style) -> None:
    """Note what the rows hold that fill all slots with values, and how wide an empty slot is."""
    full = Counter(signature(row[1:]) for row in rows)
    starts = {kinds[:2] for kinds in full if kinds.count("n") == style.slots > 0}
    signed = any(start[0] == "$" for start in starts)
    style.lead = "_$" in starts or (not signed and any(start[0] == "_" for start in starts))
    for kinds, count in full.items():
        if kinds.count("n") == style.slots > 0:
            for step in lay(kinds, style) or ():
                style.used[step.contents] += count
    blanks = [len(row) - 1 for row in rows if len(row) > 1 and not any(cell.text for cell in row[1:])]
    for width in (1, 2, 3):
        total = style.slots * width + style.slots - (not style.lead)
        if total in blanks:
            style.empty_cells = width
            break


def _place_by_steps(row: list[Field], steps: list[Step]) -> list[Placed]:
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
