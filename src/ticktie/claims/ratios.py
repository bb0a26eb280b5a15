"""Ratios and their changes: margins, shares of something, rates, in percent or points."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ticktie.claims.lexicon import MARGIN_WORDS, RATIO_DEFINITIONS
from ticktie.claims.lines import Match
from ticktie.claims.periods import Target
from ticktie.claims.picks import (
    HUNDRED,
    RATIO_UNITS,
    Workshop,
    candidate,
    comparatives,
    fitting,
    label,
    pairs,
    printed_role,
    settled_period,
    targets,
)
from ticktie.model import Candidate, Change, Claim, Constant, Product, Quotient, Relation, Role, Term

_RATE_WORDS = frozenset({"rate", "ratio", "percentage"})


def points(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield differences of two printed percentages, or of two ratios, in points or basis points."""
    factor = HUNDRED if claim.figure.unit == "bps" else Decimal(1)
    for match in fitting(claim, shop):
        if match.line.unit not in ("percent", "points", "bps"):
            continue
        scale = Decimal(1) if match.line.unit == "bps" else factor
        yield from (
            Candidate(c.claim, c.relation, c.formula, c.settlement, c.why, scale)
            for c in printed_role(claim, match, shop, Role.CHANGE, Relation.AGREE)
        )
        for pair, period in pairs(claim, match.line, shop):
            yield candidate(claim, match, Relation.CHANGE, Change(*pair), period, factor=scale)
    yield from _defined_points(claim, shop, factor)


def _defined_points(claim: Claim, shop: Workshop, factor: Decimal) -> Iterator[Candidate]:
    """Yield the change of a derived ratio: gross margin of this quarter less that of the other."""
    for target, settled in targets(claim, shop):
        for above, below, fit in _definition(claim, shop):
            for before, compared in comparatives(claim, target, shop):
                (now, fit_now), (then, fit_then) = (
                    _quotient(above, below, when, shop) or (None, 0.0) for when in (target, before)
                )
                if now and then:
                    hundred = Constant(Fraction(100))
                    formula = Change(Product(hundred, now), Product(hundred, then))
                    settled *= compared * fit_now * fit_then
                    yield candidate(
                        claim, above, Relation.CHANGE, formula, settled, factor=factor, fit=fit, defined=True
                    )


def _quotient(above: Match, below: Match, target: Target, shop: Workshop) -> tuple[Quotient, float] | None:
    """Return the quotient of two lines in a period, with how well their cells fit it."""
    tops, bottoms = shop.picks(above.line, target), shop.picks(below.line, target)
    if not tops or not bottoms:
        return None
    return Quotient(tops[0].formula, bottoms[0].formula), tops[0].fit * bottoms[0].fit


def ratios(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield quotients: subject over basis ("10% of revenue"), or the definition of a named margin or rate."""
    parts = [(above, below, fit, True) for above, below, fit in _definition(claim, shop)]
    yield from _gross_margins(claim, shop)
    if claim.basis:
        bases = shop.lines.find((claim.basis,), scope=claim.scope, place=claim.place)[:10]
        for match in fitting(claim, shop)[:8]:
            parts.extend((match, base, base.words, False) for base in _beside(match, bases))
    for above, below, fit, defined in parts:
        if above.line.unit in RATIO_UNITS or below.line.unit != above.line.unit:
            continue
        worth = fit if above.line.table.id == below.line.table.id else 0.9 * fit
        for target, settled in targets(claim, shop):
            found = _quotient(above, below, target, shop)
            if found:
                formula, fit = found
                yield candidate(
                    claim, above, Relation.QUOTIENT, formula, settled * fit, factor=HUNDRED, fit=worth, defined=defined
                )


def _beside(match: Match, others: tuple[Match, ...]) -> list[Match]:
    """Return the lines of a match's own table and columns, or of other tables where its own has none."""
    apart = [other for other in others if other.line is not match.line]
    table = [other for other in apart if other.line.table.id == match.line.table.id]
    near = [other for other in table if other.line.dimension == match.line.dimension]
    return near or table or apart


def _gross_margins(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield 1 − cost of sales / sales where a gross margin is named, for releases that print no gross profit."""
    if not any({"gross", "margin"} <= set(reading) for reading in claim.subjects):
        return
    costs = [m for m in shop.lines.find((("cost", "sale"),), scope=claim.scope, place=claim.place) if _is_cost(m)]
    found = shop.lines.find((("sale",), ("revenue",)), scope=claim.scope, place=claim.place)[:20]
    for cost in costs[:6]:
        for sales in _beside(cost, tuple(match for match in found if not _is_cost(match)))[:4]:
            for target, settled in targets(claim, shop):
                quotient = _quotient(cost, sales, target, shop)
                if quotient:
                    formula, period = Change(Constant(Fraction(1)), quotient[0]), settled * quotient[1]
                    yield candidate(
                        claim, sales, Relation.QUOTIENT, formula, period, factor=HUNDRED, fit=cost.words, defined=True
                    )


def _is_cost(match: Match) -> bool:
    return "cost" in match.line.words and match.line.unit not in RATIO_UNITS


def _definition(claim: Claim, shop: Workshop) -> Iterator[tuple[Match, Match, float]]:
    """Yield (above, below, fit) for a derived measure that the subject names: "gross margin", "effective tax rate"."""
    for reading in claim.subjects[:2]:
        words = frozenset(reading)
        found: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
            (tuple(dict.fromkeys((*_without(reading, _RATE_WORDS.union(name)), *top))), bottom)
            for name, (top, bottom) in RATIO_DEFINITIONS.items()
            if words >= set(name)
        ]
        if not found and words & MARGIN_WORDS and len(words) > 1:
            found.append((_without(reading, MARGIN_WORDS), ("revenue",)))
        for top, bottom in found[:2]:
            bottoms = shop.lines.find((bottom,), scope=claim.scope, place=claim.place)[:8]
            for above in shop.lines.find((top,), qualifiers=claim.qualifiers, scope=claim.scope, place=claim.place)[:3]:
                for below in _beside(above, bottoms)[:3]:
                    yield above, below, below.words


def _without(reading: Sequence[str], words: frozenset[str]) -> tuple[str, ...]:
    """Return a reading without some words, in its order: that of a set would depend on the hash seed."""
    return tuple(word for word in reading if word not in words)


def printed_percent(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield percentages that a table prints as a level: "return on average assets"."""
    readings = claim.subjects
    if claim.basis:
        readings = tuple(tuple(dict.fromkeys((*reading, *claim.basis))) for reading in readings)
    for match in fitting(claim, shop, readings=readings):
        if match.line.unit == "percent":
            for target, settled in targets(claim, shop):
                for pick in shop.picks(match.line, target):
                    yield candidate(
                        claim, match, Relation.AGREE, pick.formula, settled_period(match.line, pick, settled) * pick.fit
                    )
        for column, cell in match.line.cells:
            if column.role is Role.PERCENT_OF and cell.unit == "percent":
                period = match.line.period_of(column)
                fit = max((s for t, s in targets(claim, shop) if period is None or t.fits(period)), default=0.0)
                if fit:
                    yield candidate(claim, match, Relation.AGREE, Term(cell, label(match.line, period)), fit * 0.95)
