"""The annotated releases: what a careful reader decided, and where each figure stands in a Document."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ticktie.model import Document, Figure, FigureResult, Kind, Printed, Proof, TieOut, Verdict, leaves
from ticktie.printing import NUMBER

# White space and the marks of Markdown and pipe tables do not count in a quote (gold/README.md).
LEFT_OUT = frozenset("\\|*_#•●▪\u200b\ufeff\u00ad\u2060")
PLAIN = {
    **dict.fromkeys(map(ord, "“”„‟″"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛`´′"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
}
# Factors of an expression that are no printed figures: per cent, scales, quarters of a year.
CONSTANTS = frozenset(map(Fraction, (1, 4, 100, 1000, 1_000_000)))
SCALES = tuple(map(Fraction, (1, 1000, 1_000_000, 1_000_000_000)))
# Kinds of which a table may print what the reader recomputes, or the other way round.
DERIVED = frozenset({Kind.PERCENT_CHANGE, Kind.POINTS, Kind.RATIO, Kind.PER_SHARE, Kind.MULTIPLE, Kind.CHANGE})


@dataclass(frozen=True, slots=True)
class Annotated:
    """One figure as its reader judged it.

    Attributes:
        quote: words that hold the figure, or "" where `at` and `nth` say where it stands.
        at: offset in the decoded release at which its paragraph begins.
        nth: which of its `occurrences` there it is, from 1.
        allowed: the verdict and those that another reader may give with equal right.
        expression: the recomputation in the unit in which the figure is printed, or "".
    """

    quote: str
    figure: str
    verdict: Verdict
    allowed: frozenset[Verdict]
    expression: str
    derivation: str
    at: int = 0
    nth: int = 0

    @property
    def literals(self) -> frozenset[Fraction]:
        """The numbers printed in the document that the expression uses, constants too."""
        return literals_of(self.expression)


def literals_of(text: str) -> frozenset[Fraction]:
    """Return the numbers of an expression or a text, thousands grouped or not."""
    return frozenset(Fraction(found.replace(",", "")) for found in NUMBER.findall(text))


def read_gold(path: Path) -> tuple[str, tuple[Annotated, ...]]:
    """Return the release's file name and its annotated figures in the order of the document."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return content["release"], tuple(
        Annotated(
            quote=entry.get("quote", ""),
            figure=entry["figure"],
            verdict=Verdict(entry["verdict"]),
            allowed=frozenset(map(Verdict, (entry["verdict"], *entry.get("also", ())))),
            expression=entry.get("expr") or "",
            derivation=entry.get("derivation") or "",
            at=entry.get("at", 0),
            nth=entry.get("nth", 0),
        )
        for entry in content["figures"]
    )


def squeeze(text: str) -> tuple[str, list[int]]:
    """Return the text as quotes are compared, and the offset in `text` of each character kept.

    >>> squeeze("up **3 %**")
    ('up3%', [0, 1, 5, 7])
    """
    kept = [(offset, char) for offset, char in enumerate(text) if not char.isspace() and char not in LEFT_OUT]
    return "".join(char for _, char in kept).translate(PLAIN), [offset for offset, _ in kept]


class Locator:
    """Finds annotated figures among the figures of one tie-out."""

    def __init__(self, result: TieOut) -> None:
        self.text, self.places = _squeeze_document(result.document)
        self.blocks = result.document.blocks
        self.by_block: dict[str, list[FigureResult]] = {}
        for one in result.figures:
            self.by_block.setdefault(one.figure.block, []).append(one)
        self.used: Counter[tuple[str, str]] = Counter()

    def find(self, gold: Annotated) -> FigureResult | None:
        """Return the tool's figure that overlaps the annotated one; None where it sees none.

        Call it in the order of the document: the n-th annotation of the same words is the n-th
        occurrence of the figure in the quote.
        """
        if gold.nth:
            return self._placed(gold)
        quote, figure = squeeze(gold.quote)[0], squeeze(gold.figure)[0]
        at = self.text.find(quote)
        if at < 0:
            return None
        offsets = [at + offset for offset in occurrences(figure, quote)]
        order = self.used[quote, figure]
        self.used[quote, figure] += 1
        if not offsets:
            return None
        first = offsets[min(order, len(offsets) - 1)]
        return self._overlapping(first, first + len(figure))

    def _placed(self, gold: Annotated) -> FigureResult | None:
        figure = squeeze(gold.figure)[0]
        for block in self.blocks:  # captions that hold figures stand within their table
            if block.grid is not None or not block.extent.start <= gold.at < block.extent.end:
                continue
            text, offsets = squeeze(block.text)
            places = occurrences(figure, text)
            if len(places) >= gold.nth:
                first = places[gold.nth - 1]
                start, end = offsets[first], offsets[first + len(figure) - 1] + 1
                return next((one for one in self.by_block.get(block.id, ()) if _meet(one.figure, start, end)), None)
        return None

    def _overlapping(self, first: int, last: int) -> FigureResult | None:
        block, start = self.places[first]
        end = self.places[last - 1][1] + 1
        return next((one for one in self.by_block.get(block, ()) if _meet(one.figure, start, end)), None)


def _meet(figure: Figure, start: int, end: int) -> bool:
    return figure.start < end and start < figure.end


def _squeeze_document(document: Document) -> tuple[str, list[tuple[str, int]]]:
    parts: list[str] = []
    places: list[tuple[str, int]] = []
    for block in document.blocks:
        text, offsets = squeeze(block.text)
        parts.append(text)
        places.extend((block.id, offset) for offset in offsets)
    return "".join(parts), places


def occurrences(figure: str, text: str) -> list[int]:
    """Return where a figure stands in a text, both squeezed, as a number of its own ("4.1" not in "14.1") where it can.

    Without white space, "2025, 910,802 shares" runs together; there any occurrence is taken.
    """
    head = r"(?<![\d.])(?<!\d,)" if figure[:1].isdigit() else ""
    tail = r"(?!\d|[.,]\d)" if figure[-1:].isdigit() else ""
    whole = [match.start() for match in re.finditer(head + re.escape(figure) + tail, text)]
    return whole or [match.start() for match in re.finditer(re.escape(figure), text)]


def same_relation(gold: Annotated, proof: Proof) -> bool:
    """Whether the tie's operands are the printed numbers of the annotated expression, as sets and by magnitude."""
    operands = [_readings(term.figure) for term in leaves(proof.tie.formula)]
    literals = gold.literals
    wanted = literals - CONSTANTS or literals
    every_operand_meant = all(readings & literals for readings in operands)
    every_literal_used = all(any(literal in readings for readings in operands) for literal in wanted)
    return bool(operands) and every_operand_meant and every_literal_used


def equivalent_relation(gold: Annotated, proof: Proof, kind: Kind) -> bool:
    """Whether one side takes the table's own printed figure that the other recomputes, with the same result.

    Both prove the same printed text, so both give the same figure; what is asked here is that exactly one of
    them takes a single number, of a kind that is computed from others.
    """
    ours = sum(1 for _ in leaves(proof.tie.formula))
    theirs = len(gold.literals - CONSTANTS)
    return kind in DERIVED and (ours == 1) != (theirs == 1)


def _readings(printed: Printed) -> frozenset[Fraction]:
    """Return the magnitudes by which an annotation may name a printed figure: as printed, and scaled."""
    readings = literals_of(printed.text)
    if printed.value is not None:
        readings |= {abs(Fraction(printed.value)) / scale for scale in SCALES}
    return frozenset(readings)
