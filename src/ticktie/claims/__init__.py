"""Prose to claims, and claims to the formulas that may prove them."""

from collections.abc import Sequence
from itertools import groupby

from ticktie.claims.calendar import calendar_of
from ticktie.claims.exchange import stated_rates
from ticktie.claims.formulas import candidates
from ticktie.claims.grammar import read_claims
from ticktie.claims.lines import Lines
from ticktie.claims.passage import (
    AT_PRICE,
    CONSISTS_OF,
    OVER_LINE,
    OVER_SHARES,
    SIDE_BY_SIDE,
    TRANSLATED,
    passage_candidates,
)
from ticktie.claims.periods import Calendar
from ticktie.claims.picks import Workshop
from ticktie.claims.words import content_words, is_same_measure, names_of
from ticktie.model import Claim, Document, Reading, Table

__all__ = [
    "AT_PRICE",
    "CONSISTS_OF",
    "OVER_LINE",
    "OVER_SHARES",
    "SIDE_BY_SIDE",
    "TRANSLATED",
    "Calendar",
    "calendar_of",
    "content_words",
    "is_same_measure",
    "propose",
    "read_claims",
]


def propose(
    claims: Sequence[Claim],
    document: Document,
    tables: Sequence[Table],
    calendar: Calendar,
    *,
    entity: str = "",
    supporting: Sequence[Table] = (),
) -> tuple[Reading, ...]:
    """Return, for each claim in order, the formulas that may prove it, best first; those of the passage come last.

    Args:
        claims: what `read_claims` found.
        document: the release.
        tables: its tables, understood.
        calendar: the release's own periods.
        entity: the company's name; its words narrow no column.
        supporting: tables of other documents, which print further periods of the release's lines, and further lines.
    """
    texts = {block.id: block.text for block in document.blocks}
    shop = Workshop(Lines(tables, names_of(entity), supporting), calendar, stated_rates(claims, texts))
    found: list[Reading] = []
    for block, group in groupby(claims, key=lambda claim: claim.figure.block):
        around = list(group)
        for index, claim in enumerate(around):
            passage = tuple(passage_candidates(around, index, shop, texts[block]))
            found.append(Reading(claim, (candidates(claim, shop) if not claim.forward else ()) + passage))
    return tuple(found)
