"""Amounts, counts and their changes: levels, changes, percent changes, per-share amounts, multiples."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ticktie.claims.line import Line
from ticktie.claims.lines import Match
from ticktie.claims.picks import (
    Workshop,
    candidate,
    fitting,
    is_of_other_kind,
    pairs,
    printed_role,
    settled_period,
    targets,
    unit_fits,
)
from ticktie.claims.words import caption_weight
from ticktie.model import (
    Candidate,
    Change,
    Claim,
    Constant,
    Expression,
    Figure,
    PercentChange,
    Product,
    Relation,
    Role,
    Settlement,
    Sum,
    Term,
)

_PER_SHARE_WORDS = frozenset({"per", "share", "diluted", "basic", "common", "ad", "ordinary"})
QUARTERS = 4
MOST_SUMMED = 4
# A subject may speak of more lines than share out its words: their sum proves, and hardly contradicts.
SUM_COVERED, SOLE_SUM_COVERED = 0.7, 0.88
# The scale of counts in a table that says none; how well a figure is settled by an unsaid scale; the least amount told
# by its digits.
UNSAID = 1000
UNSAID_SCALE, LEAST_AS_PRINTED, MANY_DIGITS = 0.95, 100, 4
# A line that accounts for so much of the subject leaves nothing for another to add.
WHOLE_SUBJECT = 0.93


def levels(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield cells of the lines that the subject names, in the periods that the claim may speak of."""
    matches = [m for m in fitting(claim, shop) if unit_fits(claim, m.line)]
    for match in matches:
        for target, settled in targets(claim, shop):
            for pick in shop.picks(match.line, target):
                relation = Relation.AGREE if isinstance(pick.formula, Term) else Relation.SUM
                period = settled_period(match.line, pick, settled) * pick.fit
                yield candidate(claim, match, relation, pick.formula, period)
                if factor := _unsaid_scale(claim.figure, pick.formula, match.line.table.scale):
                    yield candidate(claim, match, relation, pick.formula, period, factor=factor, fit=UNSAID_SCALE)
    yield from _several_lines(claim, shop, matches)
    if claim.joined:
        yield from _with_aside(claim, shop, matches[:4])


def _unsaid_scale(figure: Figure, formula: Expression, stated: int) -> Decimal | None:
    """Return the factor by which a cell gives a figure where one of the two leaves its scale unsaid; None where none.

    A table may count in thousands without saying so ("2,781" for 2.8 million customers), or in the scale that it states
    for its amounts; it may note an amount per customer among millions ("$578"); and a note below it may print its
    amounts as the table does ("$9,327").

    Args:
        figure: what is stated.
        formula: the cell.
        stated: the scale that the table states, 1 where it states none.
    """
    if not isinstance(formula, Term) or not formula.figure.value or not figure.value:
        return None
    cell, value, scale = formula.figure, abs(formula.figure.value), Decimal(stated if stated > 1 else UNSAID)
    if figure.unit == "pure":
        said = figure.decimals < 0 <= cell.decimals
        return scale if said and _prints(figure, value * scale) else None
    if figure.decimals < 0 or cell.decimals >= 0 or abs(figure.value) < LEAST_AS_PRINTED:
        return None
    return 1 / scale if _resembles(abs(figure.value), value / scale) else None


def _prints(figure: Figure, value: Decimal) -> bool:
    """Whether a value, rounded to a figure's last digit, is what the figure prints."""
    return abs(value - abs(figure.value or Decimal(0))) <= Decimal(5).scaleb(-figure.decimals - 1)


def _resembles(stated: Decimal, value: Decimal) -> bool:
    """Whether a figure is a value, or is it but for one of four digits and more."""
    one, other = str(stated), str(value.normalize())
    different = sum(a != b for a, b in zip(one, other, strict=False))
    return stated == value or (len(one) == len(other) >= MANY_DIGITS and different == 1)


def _with_aside(claim: Claim, shop: Workshop, matches: list[Match]) -> Iterator[Candidate]:
    """Yield a line with the one that an aside adds: "capital expenditures, including payments on finance leases"."""
    added = shop.lines.find((claim.joined,), scope=claim.scope)[:4]
    for match in matches:
        for other in added:
            if other.line is match.line or other.line.table.id != match.line.table.id:
                continue
            for target, settled in targets(claim, shop):
                for pick in shop.picks(match.line, target):
                    for more in shop.picks(other.line, target):
                        if pick.period == more.period:
                            both = Sum(((1, pick.formula), (1, more.formula)))
                            yield candidate(claim, match, Relation.SUM, both, settled * pick.fit, fit=other.words)


def _several_lines(claim: Claim, shop: Workshop, matches: list[Match]) -> Iterator[Candidate]:
    """Yield sums of some lines of one table that share out the subject: "cash, equivalents and securities"."""
    if any(match.covered >= WHOLE_SUBJECT for match in matches):
        return
    for reading in claim.subjects:
        subject = frozenset(reading)
        by_table: dict[str, list[Line]] = defaultdict(list)
        for line in shop.lines.within(subject):
            if unit_fits(claim, line) and line.admits(claim.qualifiers):
                by_table[line.table.id].append(line)
        for lines in by_table.values():
            variants = list(_shared_out(subject, lines))
            for parts in variants:
                for target, settled in targets(claim, shop):
                    chosen = [shop.picks(part, target) for part in parts]
                    if all(chosen):
                        formula = Sum(tuple((1, pick[0].formula) for pick in chosen))
                        fit = min(pick[0].fit for pick in chosen)
                        settlement = Settlement(
                            words=0.95,
                            period=settled * fit,
                            covered=SUM_COVERED if len(variants) > 1 else SOLE_SUM_COVERED,
                        )
                        yield Candidate(claim, Relation.SUM, formula, settlement, " ".join(reading))


def _shared_out(subject: frozenset[str], lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines of a table that share out a subject.

    Those whose captions have no word in common and together all words of the subject; and all there are
    ("short-term investments" and "long-term investments" for "investments").
    """
    named = [line for line in lines if any(caption_weight(word) >= 1 for word in line.words & subject)]
    parts: list[Line] = []
    covered: set[str] = set()
    for line in sorted(named, key=lambda line: -len(line.words)):
        if not line.words & covered & subject:
            parts.append(line)
            covered |= line.words
    if subject <= covered:
        for chosen in (parts, named) if len(named) > len(parts) else (parts,):
            if 2 <= len(chosen) <= MOST_SUMMED:
                yield chosen


def changes(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield differences of two periods of a line, and changes that the table itself prints."""
    for match in fitting(claim, shop):
        if not unit_fits(claim, match.line):
            continue
        yield from printed_role(claim, match, shop, Role.CHANGE, Relation.AGREE)
        for formula, period in pairs(claim, match.line, shop):
            yield candidate(claim, match, Relation.CHANGE, Change(*formula), period)


def percent_changes(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield percentages that the table prints, and current ÷ comparative − 1 of the lines."""
    for match in fitting(claim, shop):
        line = match.line
        if not claim.annualized:
            yield from printed_role(claim, match, shop, Role.PERCENT_CHANGE, Relation.AGREE)
        if line.unit in ("percent", "points", "bps"):
            if line.growth:
                yield from _growth_row(claim, match, shop)
            continue
        for formula, period in pairs(claim, line, shop):
            change: Expression = PercentChange(*formula)
            if claim.annualized:
                change = Product(Constant(Fraction(QUARTERS)), change)
            yield candidate(claim, match, Relation.PERCENT_CHANGE, change, period)


def _growth_row(claim: Claim, match: Match, shop: Workshop) -> Iterator[Candidate]:
    for target, settled in targets(claim, shop):
        for pick in shop.picks(match.line, target):
            yield candidate(claim, match, Relation.AGREE, pick.formula, settled * pick.fit, fit=0.97)


def per_share(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield per-share amounts, basic and diluted, whose words fit."""
    readings = tuple(tuple(dict.fromkeys((*reading, "share"))) for reading in claim.subjects)
    for match in fitting(claim, shop, readings=readings, extra=_PER_SHARE_WORDS):
        if "/" not in match.line.unit or is_of_other_kind(claim, match.line.words | match.line.nearby):
            continue
        for target, settled in targets(claim, shop):
            for pick in shop.picks(match.line, target):
                yield candidate(
                    claim, match, Relation.AGREE, pick.formula, settled_period(match.line, pick, settled) * pick.fit
                )


def multiples(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield multiples that a table prints."""
    for match in fitting(claim, shop):
        if match.line.unit == "multiple":
            for target, settled in targets(claim, shop):
                for pick in shop.picks(match.line, target):
                    yield candidate(
                        claim, match, Relation.AGREE, pick.formula, settled_period(match.line, pick, settled) * pick.fit
                    )
