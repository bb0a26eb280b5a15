"""What a rule is: a function that proposes ties, known by its code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ticktie.model import Document, Period, Table, Tie


@dataclass(frozen=True, slots=True)
class Release:
    """Everything a rule may look at.

    Attributes:
        reported: the period that the release reports on (its newest duration), where known.
    """

    document: Document
    tables: tuple[Table, ...]
    reported: Period | None


Proposer = Callable[[Release], Iterator[Tie]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its code ("FT001"), name ("total-does-not-foot"), tick ("F") and function."""

    code: str
    name: str
    tick: str
    propose: Proposer

    @property
    def document(self) -> str:
        """The rule's page: its docstring, unindented."""
        import inspect

        return inspect.getdoc(self.propose) or ""


RULES: dict[str, Rule] = {}


def rule(code: str, *, name: str, tick: str) -> Callable[[Proposer], Proposer]:
    """Register a rule; the name states the problem. A code is never reused."""

    def register(propose: Proposer) -> Proposer:
        if code in RULES:
            raise ValueError(f"rule code {code} is taken")
        RULES[code] = Rule(code, name, tick, propose)
        return propose

    return register
