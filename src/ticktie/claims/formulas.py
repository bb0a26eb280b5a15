"""Candidate formulas for a claim: which cells, combined how, ranked by words and periods, no value looked at."""

from ticktie.claims.amounts import changes, levels, multiples, per_share, percent_changes
from ticktie.claims.picks import Workshop
from ticktie.claims.ratios import points, printed_percent, ratios
from ticktie.model import Candidate, Claim, Kind

MOST_CANDIDATES = 24

_MAKERS = {
    Kind.LEVEL: levels,
    Kind.COUNT: levels,
    Kind.CHANGE: changes,
    Kind.PERCENT_CHANGE: percent_changes,
    Kind.POINTS: points,
    Kind.RATIO: ratios,
    Kind.PER_SHARE: per_share,
    Kind.MULTIPLE: multiples,
}


def candidates(claim: Claim, shop: Workshop) -> tuple[Candidate, ...]:
    """Return the formulas that may prove a claim, the best by words and periods first."""
    made = list(_MAKERS[claim.kind](claim, shop))
    if claim.kind is Kind.RATIO:
        made += printed_percent(claim, shop)
    made.sort(key=lambda c: -c.settlement.words * c.settlement.period)
    return tuple(made[:MOST_CANDIDATES])
