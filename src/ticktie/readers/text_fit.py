"""Lays the cells of a row over the slots of its table, at least cost.

A row is given by the kinds of its cells, one letter each: "$" a currency sign, "n" a value, ")" a suffix, "_" an empty
cell, and for words "t", "p" (a period that labels stand under) or "y" (a label that nothing stands under).
"""

import re
from collections import Counter
from dataclasses import dataclass, field

LEAF = re.compile(
    r"^(?:FY\s?)?(?:19|20)\d\d\b|(?:19|20)\d\d\W{0,6}$|[%∆Δ]|\$\s?change|[1-4]Q\W?\d|\bQ[1-4]\b|\d/\d\d|[a-z]-\d\d\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"%|change|incr|decr|growth|[∆Δ]", re.IGNORECASE)

# What a slot may hold (without its spacer), and what it costs; a value is "n", words "t", an empty cell "_".
_CONTENTS: tuple[tuple[str, float], ...] = (
    ("$n)", 0.0), ("$n_", 0.0), ("$n", 0.6), ("n)", 0.0), ("n_", 0.0), ("n", 0.3),
    ("_n)", 0.2), ("_n_", 0.2), ("_n", 0.7), ("$_", 0.5), ("$)", 0.5),
    ("t", 0.0), ("t_", 0.3), ("_t", 0.9), ("_t_", 0.6), ("t)", 0.3), ("$t", 0.2), ("$t_", 0.2), ("n__", 0.8),
    ("_", 0.1), ("__", 0.3), ("___", 0.2), ("_)", 0.6), ("", 1.5),
)  # fmt: skip
_REGULAR_CONTENTS = (("n", 0.0), ("t", 0.0), ("_", 0.0), (")", 0.0), ("", 1.5))
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
_NEVER = float("inf")
_SPANNING = frozenset({"t", "t_", "_"})


def _by_first(contents: tuple[tuple[str, float], ...]) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the contents by the letter they begin with; the empty content is with all."""
    letters = {name[0] for name, _ in contents if name} | {""}
    return {letter: tuple(one for one in contents if one[0][:1] in (letter, "")) for letter in letters}


Labels = tuple[str, ...]


_IRREGULAR = _by_first(_CONTENTS)
_REGULAR = _by_first(_REGULAR_CONTENTS)


@dataclass(slots=True)
class Style:
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
class Step:
    """One slot (or several under one header) laid over cells `start` to `stop` of a row."""

    start: int
    stop: int
    slot: int
    span: int
    contents: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One row to be laid.

    Attributes:
        plain: its kinds with all words as "t".
        even: how many slots each of its words has if they share them evenly.
        known: least cost, and the step that has it, from a cell and a slot on.
    """

    kinds: str
    plain: str
    style: Style
    labels: Labels
    header: bool
    even: float
    known: dict[tuple[int, int], tuple[float, Step | None]] = field(default_factory=dict)


def lay(kinds: str, style: Style, labels: Labels = ()) -> list[Step] | None:
    """Return the cheapest way to lay a row's cells over the slots, or None where there is none.

    `labels` is what the row below says over each slot, for a header row.
    """
    words = sum(1 for kind in kinds if kind in "tpyn")
    plain = kinds.replace("p", "t").replace("y", "t")
    row = _Row(kinds, plain, style, labels, "n" not in kinds and words > 0, style.slots / max(words, 1))
    if _best(row, 0, 0)[0] == _NEVER:
        return None
    steps: list[Step] = []
    at = slot = 0
    while slot < style.slots:
        step = _best(row, at, slot)[1]
        if step is None:
            break
        steps.append(step)
        at, slot = step.stop, slot + step.span
    return steps


def _best(row: _Row, at: int, slot: int) -> tuple[float, Step | None]:
    """Return the least cost of laying the cells from `at` on over the slots from `slot` on, and its first step."""
    found = row.known.get((at, slot))
    if found is None:
        found = row.known[at, slot] = _search(row, at, slot)
    return found


def _search(row: _Row, at: int, slot: int) -> tuple[float, Step | None]:
    style = row.style
    if slot == style.slots:
        rest = row.kinds[at:]
        return (_NEVER if rest.strip("_") else _LEFT_OVER * len(rest)), None
    least: tuple[float, Step | None] = (_NEVER, None)
    for begin, toll in _spacers(row, at, slot):
        letter = row.plain[begin : begin + 1]
        for contents, price in (_REGULAR if style.regular else _IRREGULAR).get(letter, ()):
            if not row.plain.startswith(contents, begin):
                continue
            cost = toll + price + _surprise(contents, style) - (_ABSENT_DISCOUNT if row.header and not contents else 0)
            stop = begin + len(contents)
            kind = row.kinds[begin + contents.index("t")] if "t" in contents else ""
            spans = style.slots - slot if row.header and contents in _SPANNING else 1
            for span in range(1, spans + 1):
                total = cost + (_span_cost(kind, slot, span, row.even, row.labels) if row.header else 0.0)
                if total < least[0]:
                    total += _best(row, stop, slot + span)[0]
                if total < least[0]:
                    least = total, Step(begin, stop, slot, span, contents)
    return least


def _spacers(row: _Row, at: int, slot: int) -> list[tuple[int, float]]:
    """Return where the slot's contents may begin, behind so many spacers, and what each costs."""
    if row.style.regular:
        return [(at, 0.0)]
    ended = at >= len(row.kinds)
    expected = slot > 0 or row.style.lead
    found = [(at, 0.0 if ended or not expected else _NO_SPACER)]
    if row.kinds.startswith("_", at):
        found.insert(0, (at + 1, 0.0 if expected else _NO_SPACER))
    if row.header and slot == 0:
        found += [
            (at + count, _MORE_SPACERS * (count - 1)) for count in (2, 3) if row.kinds.startswith("_" * count, at)
        ]
    return found


def _span_cost(kind: str, slot: int, span: int, even: float, labels: Labels) -> float:
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
        cost += _UNCOVERED_CHANGE if LEAF.search(below[0]) else _UNCOVERED
    return cost


def _surprise(contents: str, style: Style) -> float:
    """Return what it costs that full rows do not do so."""
    if contents in ("_", "__", "___"):
        return 0.0 if style.empty_cells in (0, len(contents)) else _UNUSED_STYLE
    return _UNUSED_STYLE if "n" in contents and style.used and contents not in style.used else 0.0
