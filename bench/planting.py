"""Small errors written into a release: one digit, scale word or direction word at a time.

A `Plant` says what is to be changed in a block's or a cell's text; `sow` writes it into the source.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ticktie.judge import judge
from ticktie.model import (
    Document,
    Extent,
    Figure,
    FigureResult,
    Kind,
    Outcome,
    Printed,
    Proof,
    Tie,
    TieOut,
    Verdict,
    leaves,
    with_terms,
)
from ticktie.readers import locate

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
SCALE_WORD = re.compile(r"\b(thousand|million|billion)\b", re.IGNORECASE)
OTHER_SCALE = {"thousand": "million", "million": "billion", "billion": "million"}
_PAIRS = (
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("increases", "decreases"),
    ("up", "down"),
    ("rose", "fell"),
    ("grew", "declined"),
    ("growth", "decline"),
    ("higher", "lower"),
)
OPPOSITE = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
DIRECTION_WORD = re.compile(rf"\b({'|'.join(OPPOSITE)})\b", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(rf"\s+({'|'.join(OPPOSITE)})\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.;!?]\s")
_CLAUSE_END = re.compile(r"[.,;!?]\s")
# How far a direction word may stand from the figure that it moves, in characters.
BEFORE_CHARS, AFTER_CHARS = 60, 15
DIRECTED = frozenset({Kind.CHANGE, Kind.PERCENT_CHANGE, Kind.POINTS})
AGREED = frozenset({Outcome.AGREES, Outcome.AGREES_WITHIN_ROUNDING})


@dataclass(frozen=True, slots=True)
class Plant:
    """One error to be planted.

    Attributes:
        kind: "digit", "last digit", "scale" or "direction".
        target: id of the figure or cell that is wrong afterwards.
        extent: where the block or cell stands in the source; `text` is its text.
        start, end: the characters of `text` that `new` replaces.
    """

    kind: str
    target: str
    extent: Extent
    text: str
    start: int
    end: int
    new: str

    @property
    def old(self) -> str:
        """The characters that are replaced."""
        return self.text[self.start : self.end]

    @property
    def changed(self) -> str:
        """The text with the error."""
        return self.text[: self.start] + self.new + self.text[self.end :]


def sow(document: Document, plant: Plant) -> bytes | None:
    """Return the release's bytes with the plant in place; None where its characters stand in several runs."""
    source = document.source
    spans = locate(document, plant.extent, plant.text, plant.start, plant.end)
    if len(spans) != 1 or source.text[spans[0].start : spans[0].end] != plant.old:
        return None
    span = spans[0]
    return (source.text[: span.start] + plant.new + source.text[span.end :]).encode()


def plants_in_prose(result: TieOut, chance: random.Random) -> Iterator[Plant]:
    """Yield for every tied figure of the prose the errors that make it wrong, one of each kind."""
    blocks = {block.id: block for block in result.document.blocks}
    neighbours: dict[str, list[Figure]] = {}
    for one in result.figures:
        neighbours.setdefault(one.figure.block, []).append(one.figure)
    for one in result.figures:
        figure, proof = one.figure, one.proof
        if one.verdict is not Verdict.TIED or proof is None:
            continue
        block = blocks[figure.block]
        for kind, start, end, new in _changes(one, block.text, neighbours[figure.block], chance):
            plant = Plant(kind, figure.id, block.extent, block.text, start, end, new)
            printed = plant.changed[figure.start : figure.end]
            if kind in ("direction", "scale") or _breaks(figure, printed, [proof]):
                yield plant


def plants_in_cells(result: TieOut, chance: random.Random) -> Iterator[Plant]:
    """Yield for every cell of a statement with digits one changed digit.

    A cell in no tie is taken too; one whose ties all still hold is left out, since the change is within rounding.
    """
    proofs: dict[str, list[Proof]] = {}
    for proof in result.proofs:
        if proof.outcome in AGREED:
            for printed in {proof.tie.target.id, *(term.figure.id for term in leaves(proof.tie.formula))}:
                proofs.setdefault(printed, []).append(proof)
    for table in result.tables:
        for cell in table.cells:
            digits = [index for index, char in enumerate(cell.text) if char.isdigit()]
            if not digits or cell.value is None:
                continue
            at = chance.choice(digits)
            new = _other_digit(cell.text[at], leading=at == digits[0], chance=chance)
            plant = Plant("digit", cell.id, cell.extent, cell.text, at, at + 1, new)
            mine = proofs.get(cell.id, [])
            if not mine or _breaks(cell, plant.changed, mine):
                yield plant


def _changes(
    one: FigureResult, text: str, neighbours: list[Figure], chance: random.Random
) -> Iterator[tuple[str, int, int, str]]:
    """Yield (kind, start, end, new) for the errors that can be planted in one figure or its direction word."""
    figure = one.figure
    number = NUMBER.search(figure.text)
    if number is None:
        return
    digits = [figure.start + index for index in range(number.start(), number.end()) if figure.text[index].isdigit()]
    last = digits[-1]
    if len(digits) > 1:
        at = chance.choice(digits[:-1])
        yield "digit", at, at + 1, _other_digit(text[at], leading=at == digits[0], chance=chance)
    yield "last digit", last, last + 1, _other_digit(text[last], leading=len(digits) == 1, chance=chance)
    if word := SCALE_WORD.search(figure.text):
        start, end = figure.start + word.start(), figure.start + word.end()
        yield "scale", start, end, _as_written(OTHER_SCALE[word[0].lower()], word[0])
    if one.kind in DIRECTED and (place := _direction_word(text, figure, neighbours)):
        start, end = place
        yield "direction", start, end, _as_written(OPPOSITE[text[start:end].lower()], text[start:end])


def _direction_word(text: str, figure: Figure, neighbours: list[Figure]) -> tuple[int, int] | None:
    """Return the direction word of a figure: right behind it ("a $5 million increase"), else the nearest before it.

    It stands in the figure's clause with no other figure between them, and is not the word right behind another.
    """
    if own := _RIGHT_BEHIND.match(text, figure.end):
        return own.start(1), own.end(1)
    left = max((other.end for other in neighbours if other.end <= figure.start), default=0)
    if others := _RIGHT_BEHIND.match(text, left):
        left = others.end()
    left = max(left, figure.start - BEFORE_CHARS)
    before = text[left : figure.start]
    if breaks := list(SENTENCE_END.finditer(before)):
        left, before = left + breaks[-1].end(), before[breaks[-1].end() :]
    if words := list(DIRECTION_WORD.finditer(before)):
        return left + words[-1].start(), left + words[-1].end()
    right = min((other.start for other in neighbours if other.start >= figure.end), default=len(text))
    after = text[figure.end : min(right, figure.end + AFTER_CHARS)]
    if stop := _CLAUSE_END.search(after):
        after = after[: stop.start()]
    word = DIRECTION_WORD.search(after)
    return (figure.end + word.start(), figure.end + word.end()) if word else None


def _other_digit(digit: str, *, leading: bool, chance: random.Random) -> str:
    return chance.choice([other for other in "0123456789" if other != digit and not (leading and other == "0")])


def _as_written(word: str, model: str) -> str:
    """Return the word with the capitals of another."""
    if model.isupper():
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word


def _breaks(printed: Printed, changed: str, proofs: list[Proof]) -> bool:
    """Whether a changed digit breaks one of the ties that held: what lies within their rounding is no error."""
    value = changed_value(printed, changed)
    if value is None:
        return False
    wrong: Printed = replace(printed, text=changed, value=value)
    return any(judge(_with(proof, wrong))[0] not in AGREED for proof in proofs)


def changed_value(printed: Printed, changed: str) -> Decimal | None:
    """Return the value of a figure whose digits were changed; None where it cannot be told (it was zero)."""
    before, after = NUMBER.search(printed.text), NUMBER.search(changed)
    if before is None or after is None or not printed.value:
        return None
    factor = Fraction(printed.value) / Fraction(before[0].replace(",", ""))
    exact = Fraction(after[0].replace(",", "")) * factor
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _with(proof: Proof, wrong: Printed) -> Tie:
    tie = proof.tie
    target = wrong if tie.target.id == wrong.id else tie.target
    formula = with_terms(tie.formula, lambda term: replace(term, figure=wrong) if term.figure.id == wrong.id else term)
    return replace(tie, target=target, formula=formula)
