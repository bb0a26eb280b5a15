"""Amounts that a release translates at a rate it states: "RMB1,327 million (US$195.6 million)"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ticktie.model import Claim, Quotient, Term

_PER_ONE = re.compile(r"\s?(?:to|per|for|=|:|equals?)\s?(US\$|U\.S\.\s?\$|USD|\$|€|EUR)\s?1(?:\.0+)?(?![\d.,]\d)", re.I)
_ONE_IS = re.compile(r"(US\$|U\.S\.\s?\$|USD|\$|€|EUR)\s?1(?:\.0+)?\s?(?:=|:|to|equals?)\s?$", re.I)
_BRACKET = re.compile(r"\s?\((?:approximately |or |equivalent to |about )*$", re.I)
_NEAR_CHARACTERS = 24

Rates = Mapping[tuple[str, str], Term]


def stated_rates(claims: Sequence[Claim], texts: Mapping[str, str]) -> Rates:
    """Return the exchange rates that a release states, by the currency translated and the one translated into.

    Args:
        claims: all claims of the release.
        texts: the text of its blocks, by id.
    """
    found: dict[tuple[str, str], Term] = {}
    for claim in claims:
        figure = claim.figure
        if len(figure.unit) != 3 or not figure.value:
            continue
        text = texts[figure.block]
        one = _PER_ONE.match(text, figure.end) or _ONE_IS.search(
            text, max(0, figure.start - _NEAR_CHARACTERS), figure.start
        )
        if one is not None:
            into = "EUR" if one[1][0] in "€Ee" else "USD"
            found.setdefault((figure.unit, into), Term(figure, "the stated rate"))
    return {pair: rate for pair, rate in found.items() if pair[0] != pair[1]}


def translations(claim: Claim, before: Claim | None, rates: Rates, text: str) -> Iterator[Quotient]:
    """Yield the amount right before a bracket over the rate at which the bracket translates it."""
    if before is None or not rates or not _BRACKET.fullmatch(text, before.figure.end, claim.figure.start):
        return
    (unit, _, per), (into, _, also_per) = before.figure.unit.partition("/"), claim.figure.unit.partition("/")
    rate = rates.get((unit, into))
    if rate is not None and per == also_per:
        yield Quotient(Term(before.figure, before.figure.text), rate)
