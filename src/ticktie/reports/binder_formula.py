"""A tie's formula over the cells of a workbook, and its value from the numbers that stand in those cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ticktie.model import (
    Change,
    Constant,
    Expression,
    PercentChange,
    Product,
    Proof,
    Quotient,
    Relation,
    Sum,
    Term,
)
from ticktie.reports.binder_number import Number

# Excel's limits for one formula.
MAX_FORMULA_CHARS = 8000
# Shorter runs of a column are added one by one.
LEAST_RANGE = 3
# Digits after the point to which a difference is rounded, besides those that the figure prints.
MORE_DIFFERENCE_PLACES = 6
_SUM, _PRODUCT, _ATOM = 1, 2, 3
LINEAR = (Relation.SUM, Relation.AGREE, Relation.CHANGE)


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of the workbook, row and column counted from 0."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A printed figure with the cell that it stands in.

    Attributes:
        order: for a cell of a table, its number among the numbers of its column, from the top; else -1.
    """

    place: Place
    number: Number
    order: int = -1


@dataclass(frozen=True, slots=True)
class Live:
    """The formula of a tie in the target's printed unit, and what it gives.

    Attributes:
        text: without "=".
        value: exact, from the numbers in the cells.
        stated: the target's number.
        magnitude: whether the difference is one of magnitudes.
        places: digits after the point to which the difference is rounded, for binary noise is no difference.
    """

    text: str
    value: Fraction
    stated: Fraction
    magnitude: bool
    places: int

    @property
    def difference(self) -> Fraction:
        """What is printed less what the formula gives, rounded."""
        apart = abs(self.stated) - abs(self.value) if self.magnitude else self.stated - self.value
        return apart if apart.denominator == 1 else round(apart, self.places)

    def difference_text(self, target: str, recomputed: str) -> str:
        """Return the formula of the difference, given the two cells."""
        apart = f"ABS({target})-ABS({recomputed})" if self.magnitude else f"{target}-{recomputed}"
        return f"ROUND({apart},{self.places})"


class NotShown(Exception):
    """Says why a tie has no live formula."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a formula: value × 10^power is its amount in full units."""

    text: str
    value: Fraction
    power: int
    rank: int
    cell: Standing | None = None

    def inside(self, rank: int) -> str:
        """Return the text, in brackets where what is around it binds more closely."""
        return self.text if self.rank >= rank else f"({self.text})"


def live_formula(proof: Proof, standings: Mapping[str, Standing], sheet: str) -> Live:
    """Return the formula of a tie over the cells of the workbook.

    Raises:
        NotShown: an operand stands in no cell, or the formula is longer than a cell can hold.
    """
    tie = proof.tie
    target = standings.get(tie.target.id)
    if target is None:
        raise NotShown("the figure stands in no cell of this workbook")
    piece = _piece(tie.formula, standings, sheet)
    places = target.number.form.places + MORE_DIFFERENCE_PLACES
    factor = Fraction(tie.unit_factor) * ten(piece.power - target.number.power)
    text = _times(piece, factor)
    if len(text) > MAX_FORMULA_CHARS:
        raise NotShown("the formula is longer than a cell can hold")
    return Live(
        text, piece.value if factor == 1 else piece.value * factor, Fraction(target.number.value), tie.magnitude, places
    )


def reference(place: Place, sheet: str) -> str:
    """Return how a formula on `sheet` names a cell; names of sheets hold no apostrophe.

    >>> reference(Place("t1 Income", 4, 1), "t1 Income"), reference(Place("t1 Income", 4, 27), "Prose")
    ('B5', "'t1 Income'!AB5")
    """
    own = f"{letters(place.column)}{place.row + 1}"
    return own if place.sheet == sheet else f"'{place.sheet}'!{own}"


def letters(column: int) -> str:
    """Return the name of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def ten(power: int) -> Fraction:
    """Return a power of ten, exactly."""
    return Fraction(10**power) if power >= 0 else Fraction(1, 10**-power)


def _times(piece: _Piece, factor: Fraction) -> str:
    """Return the text of a part times an exact factor; a factor of 1 is left out."""
    if factor == 1:
        return piece.text
    text = piece.inside(_PRODUCT)
    if factor.numerator != 1:
        text = f"{text}*{factor.numerator}"
    return text if factor.denominator == 1 else f"{text}/{factor.denominator}"


def _piece(expression: Expression, standings: Mapping[str, Standing], sheet: str) -> _Piece:
    match expression:
        case Term(figure):
            standing = standings.get(figure.id)
            if standing is None:
                raise NotShown(f"its operand {figure.text[:40]} stands in no cell of this workbook")
            number = standing.number
            return _Piece(reference(standing.place, sheet), Fraction(number.value), number.power, _ATOM, standing)
        case Sum(parts):
            return _sum([(weight, _piece(part, standings, sheet)) for weight, part in parts])
        case Change(current, prior):
            return _sum([(1, _piece(current, standings, sheet)), (-1, _piece(prior, standings, sheet))])
        case PercentChange(current, prior):
            ratio = _quotient(_piece(current, standings, sheet), _piece(prior, standings, sheet))
            return _Piece(
                f"({_times(ratio, ten(ratio.power))}-1)*100", (ratio.value * ten(ratio.power) - 1) * 100, 0, _PRODUCT
            )
        case Quotient(above, below):
            return _quotient(_piece(above, standings, sheet), _piece(below, standings, sheet))
        case Product(left, right):
            one, other = _piece(left, standings, sheet), _piece(right, standings, sheet)
            text = f"{one.inside(_PRODUCT)}*{other.inside(_ATOM)}"
            return _Piece(text, one.value * other.value, one.power + other.power, _PRODUCT)
        case Constant(value):
            shown = f"{value.numerator}" if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
            whole = value.denominator == 1 and value >= 0
            return _Piece(shown, value, 0, _ATOM if whole else _SUM)


def _quotient(above: _Piece, below: _Piece) -> _Piece:
    text = f"{above.inside(_PRODUCT)}/{below.inside(_ATOM)}"
    return _Piece(text, above.value / below.value, above.power - below.power, _PRODUCT)


def _sum(parts: list[tuple[int, _Piece]]) -> _Piece:
    """Add parts; where they are printed in different units, each is brought into the smallest of them."""
    power = min((piece.power for _, piece in parts), default=0)
    value = Fraction(0)
    for weight, piece in parts:
        amount = piece.value if piece.power == power else piece.value * ten(piece.power - power)
        value = value + amount if weight > 0 else value - amount
    text = ""
    for weight, shown in _addends(parts, power):
        sign = "-" if weight < 0 else "+" if text else ""
        text += f"{sign}{shown}"
    return _Piece(text or "0", value, power, _SUM)


def _addends(parts: list[tuple[int, _Piece]], power: int) -> Iterable[tuple[int, str]]:
    """Yield the signed parts of a sum; neighbours in one column as a range."""
    at = 0
    while at < len(parts):
        weight, piece = parts[at]
        end = at + 1
        while end < len(parts) and parts[end][0] == weight and _follows(parts[end - 1][1], parts[end][1]):
            end += 1
        if end - at >= LEAST_RANGE:
            last = parts[end - 1][1].cell
            assert last is not None
            ranged = _Piece(f"SUM({piece.text}:{reference(last.place, last.place.sheet)})", Fraction(0), 0, _ATOM)
            yield weight, _times(ranged, ten(piece.power - power))
        else:
            end = at + 1
            one = _times(piece, ten(piece.power - power))
            yield weight, one if piece.rank > _SUM or weight > 0 or piece.power != power else f"({one})"
        at = end


def _follows(upper: _Piece, lower: _Piece) -> bool:
    """Whether two cells are neighbours in a column, with no other number between them."""
    one, other = upper.cell, lower.cell
    if one is None or other is None or one.order < 0 or upper.power != lower.power:
        return False
    same = one.place.sheet == other.place.sheet and one.place.column == other.place.column
    return same and other.order == one.order + 1
