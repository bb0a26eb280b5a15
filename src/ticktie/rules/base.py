"""What a rule is: a function that proposes ties or remarks, known by its code."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ticktie.model import Document, Figure, Kind, Period, Reading, Remark, Table, Tie
from ticktie.statements.facts import TableFacts


@dataclass(frozen=True, slots=True)
class Release:
    """Everything a rule may look at.

    Attributes:
        reported: the period that the release reports on (its newest duration), where known.
        figures: the figures of prose, headings and captions, in the order of the document.
        readings: the claims of the prose, each with the formulas that may prove it, best first.
        fiscal_year_end_month: 1 – 12, as the statements say.
        supporting: the tables of supporting documents.
        facts: the tables with their cells and captions indexed, one for each table, in the same order.
    """

    document: Document
    tables: tuple[Table, ...]
    reported: Period | None
    figures: tuple[Figure, ...] = ()
    readings: tuple[Reading, ...] = ()
    fiscal_year_end_month: int = 12
    supporting: tuple[Table, ...] = ()
    facts: tuple[TableFacts, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", tuple(TableFacts.of(table) for table in self.tables))


def ties_of(release: Release, code: str, kind: Kind) -> Iterator[Tie]:
    """Yield the ties of all claims of one kind, in order, the best formula of each claim first."""
    for reading in release.readings:
        claim = reading.claim
        for option in reading.candidates if claim.kind is kind else ():
            yield Tie(
                rule=code,
                target=claim.figure,
                relation=option.relation,
                formula=option.formula,
                magnitude=True,
                why=option.why,
                settlement=option.settlement,
                passage=option.passage,
                firm=not claim.part,
                hedge=claim.hedge,
                direction=claim.direction,
                unit_factor=option.unit_factor,
            )


# Most rules propose ties for the judge; rules of presentation remark on words.
Proposer = Callable[[Release], Iterator[Tie | Remark]]


class Choice(StrEnum):
    """How the ties of a rule stand to one another."""

    EVERY = "every"  # each is expected to hold
    BEST = "best"  # those of one target are readings of the same words: one has to hold


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its code ("FT001"), name ("total-does-not-foot"), tick ("F") and function."""

    code: str
    name: str
    tick: str
    propose: Proposer
    choice: Choice = Choice.EVERY

    @property
    def document(self) -> str:
        """The rule's page: its docstring, unindented."""
        return inspect.getdoc(self.propose) or ""


RULES: dict[str, Rule] = {}


def rule(code: str, *, name: str, tick: str, choice: Choice = Choice.EVERY) -> Callable[[Proposer], Proposer]:
    """Register a rule; the name states the problem. A code is never reused."""

    def register(propose: Proposer) -> Proposer:
        if code in RULES:
            raise ValueError(f"rule code {code} is taken")
        RULES[code] = Rule(code, name, tick, propose, choice)
        return propose

    return register
