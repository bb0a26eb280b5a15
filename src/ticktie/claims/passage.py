"""Ties between the figures of one passage: "increased $5.1 million, or 96%" beside a level of $10.4 million."""

import re
from collections.abc import Iterator, Sequence

from ticktie.claims.exchange import translations
from ticktie.claims.picks import HUNDRED, Workshop, is_of_other_kind, targets
from ticktie.claims.words import caption_weight, content_words
from ticktie.model import (
    Candidate,
    Change,
    Claim,
    Direction,
    Expression,
    Kind,
    PercentChange,
    Product,
    Quotient,
    Relation,
    Settlement,
    Sum,
    Term,
)

# A formula of the passage ranks behind one of the tables whose words fit.
PASSAGE = Settlement(words=0.75, period=1.0)
MOST_BEFORE = 6
MOST_PARTS = 20
MOST_GAP_CHARS = 110
_CONSISTS = ("consist", "compris", "made up")
# Parts that are all the parts there are: their sum may contradict the whole.
CONSISTS_OF = "the parts that it consists of"
# An amount over the rate at which the release translates it.
TRANSLATED = "translated at the stated rate"
OVER_LINE = "amount of the passage over the line"
AT_PRICE = "shares × price of the passage"
# Rows that print two figures of a sentence beside each other.
SIDE_BY_SIDE = "printed side by side"
# An amount of the sentence, share by share.
OVER_SHARES = "amount over weighted shares"
AROUND, LEAST_WEIGHT = 160, 0.5
_SIDES = (Kind.LEVEL, Kind.PER_SHARE)
_IN_LIST = re.compile(
    r"[\s,()]*(?:per (?:basic|diluted)(?: (?:common )?share)?)?[\s,()]*(?:and|or)?[\s,()]*", re.IGNORECASE
)
_ENUMERATES = ("of which", "including", "consist", "compris", "made up", "includes", "included")
_BY_SHARE = "/shares"
_SHARES = {
    "WeightedAverageNumberOfDilutedSharesOutstanding": "diluted",
    "WeightedAverageNumberOfSharesOutstandingBasic": "basic",
}


def passage_candidates(claims: Sequence[Claim], index: int, shop: Workshop, text: str) -> Iterator[Candidate]:
    """Yield formulas for one claim from the figures that stand around it in its block.

    Args:
        claims: the claims of one block, in order.
        index: which of them is to be proved.
        shop: lines and calendar, for share counts.
        text: the block's text.
    """
    claim = claims[index]
    same = _same_sentence(claims, index)
    for translated in translations(claim, claims[index - 1] if index else None, shop.rates, text):
        yield Candidate(claim, Relation.QUOTIENT, translated, PASSAGE, TRANSLATED, passage=True)
    if claim.kind in _SIDES:
        yield from _side_by_side(claim, same, shop, text)
    if claim.kind in (Kind.PERCENT_CHANGE, Kind.CHANGE):
        yield from _changes(claim, same, claims[max(0, index - MOST_BEFORE) : index])
    if claim.kind in (Kind.PER_SHARE, Kind.CHANGE) and claim.figure.unit.endswith(_BY_SHARE):
        yield from _per_share(claim, same, shop, text)
    elif claim.kind is Kind.RATIO and claim.basis:
        yield from _share_of(claim, claims[max(0, index - 2) : index], shop)
    if claim.kind in (Kind.LEVEL, Kind.COUNT):
        yield from _remaining(claim, claims[max(0, index - MOST_BEFORE) : index], text)
        yield from _total_of_parts(claim, claims, index, text)
        yield from _price(claim, same)


def _side_by_side(claim: Claim, same: Sequence[Claim], shop: Workshop, text: str) -> Iterator[Candidate]:
    """Yield rows that print an amount and its amount per share, for "a charge of $41 million, or $0.12 per share".

    The words need have but one in common: only a row that prints both figures proves them.
    """
    if not any(one.kind is not claim.kind and one.kind in _SIDES and one.group == claim.group for one in same):
        return
    words = frozenset(content_words(text[max(0, claim.figure.start - AROUND) : claim.figure.end + AROUND]))
    for row in shop.lines.with_shares():
        if not any(caption_weight(word) >= LEAST_WEIGHT for word in row[0].words & words):
            continue
        for line in row:
            if ("/" in line.unit) == (claim.kind is Kind.PER_SHARE):
                for target, settled in targets(claim, shop):
                    for pick in shop.picks(line, target):
                        settlement = Settlement(words=0.0, period=settled * pick.fit, covered=0.0)
                        yield Candidate(claim, Relation.AGREE, pick.formula, settlement, SIDE_BY_SIDE)


def _same_sentence(claims: Sequence[Claim], index: int) -> Sequence[Claim]:
    """Return the claims of the sentence; they stand next to each other."""
    first = last = index
    while first > 0 and claims[first - 1].sentence == claims[index].sentence:
        first -= 1
    while last < len(claims) and claims[last].sentence == claims[index].sentence:
        last += 1
    return claims[first:last]


def _term(claim: Claim) -> Term:
    return Term(claim.figure, claim.figure.text)


def _give(claim: Claim, relation: Relation, formula: Expression, why: str) -> Candidate:
    factor = HUNDRED if relation is Relation.QUOTIENT and claim.figure.unit == "percent" else HUNDRED / HUNDRED
    return Candidate(claim, relation, formula, PASSAGE, why, factor, passage=True)


def _is_amount(claim: Claim) -> bool:
    return claim.kind in (Kind.LEVEL, Kind.COUNT, Kind.PER_SHARE)


def _changes(claim: Claim, same: Sequence[Claim], before: Sequence[Claim]) -> Iterator[Candidate]:
    """Yield change = level − comparative, and percent = change ÷ (level − change) or level ÷ comparative − 1."""
    levels = [c for c in same if _is_amount(c)]
    now = [c for c in levels if not c.compares and _shares_subject(c, claim)]
    then = [c for c in levels if c.compares and c.figure.start > claim.figure.start][:1]
    if not now:
        now = [c for c in before if _is_amount(c) and _shares_subject(c, claim)][-2:]
    for current in now:
        for prior in then:
            if current.figure.unit != prior.figure.unit or current is prior:
                continue
            if claim.kind is Kind.PERCENT_CHANGE:
                yield _give(
                    claim, Relation.PERCENT_CHANGE, PercentChange(_term(current), _term(prior)), "levels of the passage"
                )
            elif claim.figure.unit == current.figure.unit:
                yield _give(claim, Relation.CHANGE, Change(_term(current), _term(prior)), "levels of the passage")
    if claim.kind is not Kind.PERCENT_CHANGE:
        return
    for change in same:
        if change.kind is not Kind.CHANGE or change.group != claim.group:
            continue
        sign = -1 if (claim.direction or change.direction) is Direction.DOWN else 1
        for current in now:
            if current.figure.unit == change.figure.unit:
                prior_level = Sum(((1, _term(current)), (-sign, _term(change))))
                yield _give(
                    claim,
                    Relation.PERCENT_CHANGE,
                    PercentChange(_term(current), prior_level),
                    "level and change of the passage",
                )


def _shares_subject(level: Claim, claim: Claim) -> bool:
    if not level.subjects or not claim.subjects:
        return False
    return bool(set(level.subjects[0]) & set(claim.subjects[0]))


def _per_share(claim: Claim, same: Sequence[Claim], shop: Workshop, text: str) -> Iterator[Candidate]:
    """Yield amount ÷ weighted shares: "$63 million, $0.14 per diluted share"; an effect of both, too."""
    currency = claim.figure.unit.removesuffix(_BY_SHARE)
    beside = [c for c in same if c.group == claim.group or c in _listed(same, claim, text)]
    amounts = [c for c in beside if c.kind in (Kind.LEVEL, Kind.CHANGE) and c.figure.unit == currency]
    if not amounts:
        return
    concepts = [concept for concept, kind in _SHARES.items() if not is_of_other_kind(claim, frozenset({kind}))]
    lines = [line for concept in concepts for line in shop.lines.of_concept(concept)]
    for amount in amounts[:2]:
        for line in lines[:4]:
            for target, _ in targets(claim, shop)[:1]:
                for pick in shop.picks(line, target)[:1]:
                    formula = Quotient(_term(amount), pick.formula)
                    yield _give(claim, Relation.QUOTIENT, formula, OVER_SHARES)


def _listed(same: Sequence[Claim], claim: Claim, text: str) -> list[Claim]:
    """Return the claims that stand before one in a list: "$752 million and $1.5 billion, or $0.06 and $0.12"."""
    listed: list[Claim] = []
    following = claim
    for one in reversed([other for other in same if other.figure.start < claim.figure.start]):
        if not _IN_LIST.fullmatch(text, one.figure.end, following.figure.start):
            break
        listed.append(one)
        following = one
    return listed


def _share_of(claim: Claim, before: Sequence[Claim], shop: Workshop) -> Iterator[Candidate]:
    """Yield an amount of the passage over a line: "backlog of $3 million, or 10% of revenue"."""
    for amount in before:
        if amount.kind is not Kind.LEVEL or amount.group != claim.group:
            continue
        for match in shop.lines.find((claim.basis,))[:3]:
            if match.words < 0.9 or match.line.unit != amount.figure.unit:
                continue
            for target, _ in targets(claim, shop)[:1]:
                for pick in shop.picks(match.line, target)[:1]:
                    yield _give(
                        claim,
                        Relation.QUOTIENT,
                        Quotient(_term(amount), pick.formula),
                        OVER_LINE,
                    )


def _remaining(claim: Claim, before: Sequence[Claim], text: str) -> Iterator[Candidate]:
    """Yield what is left of an amount just named: "The remaining $1.4 million"."""
    lead = text[max(0, claim.figure.start - 24) : claim.figure.start].lower()
    if "remaining" not in lead and "remainder" not in lead and "balance of" not in lead:
        return
    amounts = [c for c in before if c.figure.unit == claim.figure.unit]
    for order, whole in enumerate(amounts):
        for part in amounts[order + 1 :]:
            if part.figure.value < whole.figure.value:
                formula = Sum(((1, _term(whole)), (-1, _term(part))))
                yield _give(claim, Relation.SUM, formula, "what remains of an amount of the passage")


def _total_of_parts(claim: Claim, claims: Sequence[Claim], index: int, text: str) -> Iterator[Candidate]:
    """Yield the sum of the parts that follow: "$633 million, of which $564 million and $69 million"."""
    parts: list[Claim] = []
    for later in claims[index + 1 : index + MOST_PARTS]:
        unlike = later.figure.unit != claim.figure.unit or later.kind not in (Kind.LEVEL, Kind.COUNT)
        if unlike or (parts and later.sentence != parts[0].sentence):
            break
        parts.append(later)
    if len(parts) < 2:
        return
    gap = text[claim.figure.end : parts[0].figure.start].lower()
    if len(gap) <= MOST_GAP_CHARS and any(word in gap for word in _ENUMERATES):
        formula = Sum(tuple((1, _term(part)) for part in parts))
        whole = any(word in gap for word in _CONSISTS)
        yield _give(claim, Relation.SUM, formula, CONSISTS_OF if whole else "parts named after it")


def _price(claim: Claim, same: Sequence[Claim]) -> Iterator[Candidate]:
    """Yield number of shares × average price = cost, all of one sentence."""
    shares = [c for c in same if c.figure.unit == "shares"]
    prices = [c for c in same if c.figure.unit.endswith("/shares") or any("price" in r for r in c.subjects)]
    if len(shares) == 1 and len(prices) == 1 and claim not in (shares[0], prices[0]) and "/" not in claim.figure.unit:
        yield _give(claim, Relation.PRODUCT, Product(_term(shares[0]), _term(prices[0])), AT_PRICE)
