"""Ties: one expected relation between printed figures, and how it came out."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ticktie.model.figure import Printed
from ticktie.model.quick import quick


class Relation(StrEnum):
    """What kind of arithmetic a tie expects."""

    AGREE = "agree"
    SUM = "sum"
    CHANGE = "change"
    PERCENT_CHANGE = "percent_change"
    QUOTIENT = "quotient"
    PRODUCT = "product"
    DIRECTION = "direction"
    CALENDAR = "calendar"
    UNIT = "unit"


class Outcome(StrEnum):
    """What the judge found."""

    AGREES = "agrees"
    AGREES_WITHIN_ROUNDING = "agrees_within_rounding"
    DISAGREES = "disagrees"
    OPEN = "open"


# A tie holds, exactly or within what rounding admits.
AGREEING = (Outcome.AGREES, Outcome.AGREES_WITHIN_ROUNDING)


@dataclass(frozen=True, slots=True)
class Constant:
    """An exact number that is no figure (1, 100, 4 to annualise)."""

    value: Fraction


@quick
@dataclass(frozen=True, slots=True)
class Term:
    """A printed figure, with the words that name it in a proof.

    Attributes:
        figure: the figure or cell.
        label: "Revenue [3M 2007-09-30]".
    """

    figure: Printed
    label: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Sum:
    """A weighted sum; weights are +1 or -1."""

    parts: tuple[tuple[int, "Expression"], ...]


@quick
@dataclass(frozen=True, slots=True)
class Product:
    """left × right."""

    left: "Expression"
    right: "Expression"


@quick
@dataclass(frozen=True, slots=True)
class Quotient:
    """above / below."""

    above: "Expression"
    below: "Expression"


@quick
@dataclass(frozen=True, slots=True)
class Change:
    """current − prior."""

    current: "Expression"
    prior: "Expression"


@quick
@dataclass(frozen=True, slots=True)
class PercentChange:
    """(current / prior − 1) × 100, prior taken by magnitude where both are negative."""

    current: "Expression"
    prior: "Expression"


Expression = Constant | Term | Sum | Product | Quotient | Change | PercentChange


def leaves(expression: Expression) -> list[Term]:
    """Return the terms of a formula from left to right."""
    if isinstance(expression, Term):  # most formulas
        return [expression]
    found: list[Term] = []
    waiting: list[Expression] = [expression]  # the next at the end
    while waiting:
        match waiting.pop():
            case Term() as term:
                found.append(term)
            case Sum(parts):
                waiting += [part for _, part in reversed(parts)]
            case Product(left, right) | Quotient(left, right) | Change(left, right) | PercentChange(left, right):
                waiting += (right, left)
    return found


def row_of(expression: Expression) -> str:
    """Return the id of the row that all operands stand in; "" where there is no such row."""
    rows = {term.figure.id.rpartition(".")[0] for term in leaves(expression)}
    return rows.pop() if len(rows) == 1 else ""


def with_terms(expression: Expression, change: Callable[[Term], Term]) -> Expression:
    """Return a formula with each of its operands changed."""
    match expression:
        case Term():
            return change(expression)
        case Constant():
            return expression
        case Sum(parts):
            return Sum(tuple((weight, with_terms(part, change)) for weight, part in parts))
        case Product(one, other) | Quotient(one, other) | Change(one, other) | PercentChange(one, other):
            return type(expression)(with_terms(one, change), with_terms(other, change))


@quick
@dataclass(frozen=True, slots=True)
class Settlement:
    """How a formula was chosen for a figure; each part between 0 and 1.

    Attributes:
        words: share of the subject's content words that captions, sections and titles account for.
        period: 1 stated and met, 0.5 taken by default, 0 unknown.
        unit: 1 where unit and scale fit.
        covered: share of the subject that the line accounts for, captions' surplus words left out.
        rivals: number of other formulas as good by words.
    """

    words: float = 1.0
    period: float = 1.0
    unit: float = 1.0
    covered: float = 1.0
    rivals: int = 0

    @property
    def confidence(self) -> float:
        """Product of the parts, divided by one more than the number of rivals."""
        return self.words * self.period * self.unit / (1 + self.rivals)


@quick
@dataclass(frozen=True, slots=True)
class Tie:
    """One expected relation: target = formula. Proposed by a rule, decided by `judge`.

    Attributes:
        rule: code of the rule that proposes it ("FT001").
        target: the figure that is to be proved.
        formula: what it should be equal to.
        magnitude: whether signs are left out of the comparison (prose: "a loss of $8.5 million").
        why: in words, for the proof ("the lines above it").
        settlement: how it was chosen.
        passage: whether the operands are figures of the target's own passage: it proves where no table does.
        firm: whether the words allow the tie to contradict its target (not for parts and drivers).
        hedge: how loosely the target is stated ("approximately").
        direction: which way the words say that it moved; "" where they say nothing.
        unit_factor: what the formula's value is multiplied by to be in the target's unit
            (100 for a quotient stated in percent).
        conditional: whether the relation holds only where nothing else moves the target (retained earnings
            and repurchases): it can prove, and where it disagrees it is open, never an exception.
    """

    rule: str
    target: Printed
    relation: Relation
    formula: Expression
    magnitude: bool = False
    why: str = ""
    settlement: Settlement = Settlement()
    passage: bool = False
    firm: bool = True
    hedge: str = ""
    direction: str = ""
    unit_factor: Decimal = Decimal(1)
    conditional: bool = False
