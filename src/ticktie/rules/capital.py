"""Shares counted in the captions of a balance sheet: issued, in treasury, outstanding, and their par value."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ticktie.judge import judge
from ticktie.model import Cell, Constant, Figure, Product, Quotient, Relation, StatementKind, Sum, Term, Tie
from ticktie.printing import nearest
from ticktie.rules.base import Release, rule
from ticktie.rules.shapes import Shape, holds, settled
from ticktie.statements.facts import TableFacts, of_kind

FULL_COUNT = 1_000_000
# At so many dates the amount of common stock by share has to come out alike before it contradicts the par value.
LEAST_DATES = 2

_STOCK = re.compile(r"\b(?:stock|shares)\b", re.IGNORECASE)
_TREASURY = re.compile(r"\b(?:treasury|repurchased)\b", re.IGNORECASE)
_MERGED = re.compile(r"\bpaid[- ]in\b|\bin\s+excess\s+of\b|\bsurplus\b|\bwithout\s+par\b|\bno\s+par\b", re.IGNORECASE)
_AUTHORIZED_AFTER = re.compile(r"\W*(?:shares\s+)?(?:are\s+)?authori[sz]ed\b", re.IGNORECASE)
_AUTHORIZED_BEFORE = re.compile(r"\bauthori[sz]ed[\s:–—-]*$", re.IGNORECASE)
_ISSUED = re.compile(r"\bissued\b", re.IGNORECASE)
_OUTSTANDING = re.compile(r"\boutstanding\b", re.IGNORECASE)
_AND_NONE = re.compile(r"\W*(?:shares\s+)?and\s+(?:no|none|zero)\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:at|as\s+of|on)\b|\d{4}\b|;", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counts:
    """The share counts that a caption states for the columns of its table.

    Attributes:
        row: the row whose caption it is.
        par: the par value per share, where the caption says it.
        issued: shares issued (for treasury stock: held) by column; `outstanding` where the caption counts them apart.
    """

    row: int
    caption: str
    par: Figure | None
    issued: Mapping[int, Figure]
    outstanding: Mapping[int, Figure]


def _counts(release: Release) -> Iterator[tuple[TableFacts, list[Counts]]]:
    """Yield the balance sheets with the share counts of their captions."""
    by_block: dict[str, list[Figure]] = defaultdict(list)
    for figure in release.figures:
        by_block[figure.block].append(figure)
    texts = {block.id: block.text for block in release.document.blocks if block.id in by_block}
    for facts in of_kind(release.facts, StatementKind.BALANCE_SHEET):
        found = []
        for row, line in enumerate(facts.table.rows):
            figures = by_block.get(line.caption_block, [])
            if line.caption_block and figures and _STOCK.search(line.caption):
                found.append(_read(facts, row, figures, texts[line.caption_block]))
        if found:
            yield facts, found


def _read(facts: TableFacts, row: int, figures: Sequence[Figure], text: str) -> Counts:
    par = next((figure for figure in figures if figure.unit.endswith("/shares")), None)
    shares = [figure for figure in figures if _is_count(figure, text)]
    issued, outstanding = _by_column(shares, facts.plain_amounts(), text)
    return Counts(row, text, par, issued, outstanding)


def _is_count(figure: Figure, text: str) -> bool:
    """Whether a figure counts shares that exist: not those authorized, not the parts of a total in brackets."""
    if figure.unit not in ("shares", "pure") or figure.value == 0:
        return False
    before, after = text[max(figure.start - 40, 0) : figure.start], text[figure.end : figure.end + 40]
    if _AUTHORIZED_AFTER.match(after) or _AUTHORIZED_BEFORE.search(before):
        return False
    opened = text.rfind("(", 0, figure.start)
    return opened < 0 or text.find(")", opened, figure.start) >= 0 or "lass" not in text[opened : figure.start]


def _by_column(
    shares: Sequence[Figure], columns: Sequence[int], text: str
) -> tuple[dict[int, Figure], dict[int, Figure]]:
    """Give share counts to columns: one for each, one for all, or issued and outstanding for each."""
    count = len(columns)
    if count and len(shares) == count:
        return dict(zip(columns, shares, strict=True)), {}
    if len(shares) == 1:
        # "6,941,715 and no shares issued and outstanding"
        alone = _AND_NONE.match(text, shares[0].end) is not None
        return dict.fromkeys(columns[:1] if alone else columns, shares[0]), {}
    if count < 2 or len(shares) != 2 * count or not (_ISSUED.search(text) and _OUTSTANDING.search(text)):
        return {}, {}
    issued_first = _ISSUED.search(text, shares[0].end, shares[1].start) is not None
    dated = _DATED.search(text, shares[1].end, shares[2].start) is not None
    if issued_first or dated:
        return dict(zip(columns, shares[::2], strict=True)), dict(zip(columns, shares[1::2], strict=True))
    return dict(zip(columns, shares[:count], strict=True)), dict(zip(columns, shares[count:], strict=True))


@rule("AR006", name="issued-less-treasury-is-not-outstanding", tick="F")
def issued_less_treasury_is_not_outstanding(release: Release) -> Iterator[Tie]:
    """Propose that shares outstanding are shares issued less those in treasury, at every date.

    ## What it does
    Reads the share counts in the captions of common stock and of treasury stock and takes the one from the other.

    ## Why it matters
    The counts in captions are typed by hand, and no formula of the statement touches them.

    ## Example
    | Common stock; 146,067,943 shares issued and 145,474,074 outstanding | 146 |
    | Treasury stock; 593,896 shares | (559) | <- AR006: 146,067,943 - 593,896 is not 145,474,074

    ## Not flagged
    Balance sheets with several classes of stock that are counted both as issued and as outstanding; counts that come
    out at no date.

    ## Source
    Reg. S-X 5-02.29.
    """
    for facts, found in _counts(release):
        stock = [counts for counts in found if counts.outstanding and not _TREASURY.search(counts.caption)]
        treasury = [counts for counts in found if counts.issued and _TREASURY.search(counts.caption)]
        if len(stock) == 1 and len(treasury) == 1:
            yield from settled([_outstanding(facts, stock[0], treasury[0])])


def _outstanding(facts: TableFacts, stock: Counts, treasury: Counts) -> Shape:
    ties = []
    for column, target in stock.outstanding.items():
        issued, held = stock.issued.get(column), treasury.issued.get(column)
        if issued is not None and held is not None:
            formula = Sum(((1, _term(facts, issued, column, "issued")), (-1, _term(facts, held, column, "treasury"))))
            ties.append(Tie("AR006", target, Relation.SUM, formula, why="shares issued less treasury shares"))
    return ties


@rule("AR007", name="par-times-issued-is-not-common-stock", tick="R")
def par_times_issued_is_not_common_stock(release: Release) -> Iterator[Tie]:
    """Propose that the amount of common stock is par value times shares issued, at every date.

    ## What it does
    Multiplies the par value by the shares issued, both of the caption, and ties the line's amount to the product within
    the rounding of the amount. The par value is exact. Counts below a million are taken in the table's scale.

    ## Why it matters
    A share count that was not updated shows here and nowhere else.

    ## Example
    | Common stock, $.001 par value; 146,067,943 shares issued | 164 | <- AR007: the product is 146

    ## Not flagged
    Lines that hold additional paid-in capital as well; lines without par value; a product that comes out at no date,
    unless common stock by share issued is one and the same other par value at all of them.

    ## Source
    Reg. S-X 5-02.28 and 5-02.29.
    """
    for facts, found in _counts(release):
        for counts in found:
            if counts.par is not None and not (_MERGED.search(counts.caption) or _TREASURY.search(counts.caption)):
                both = (counts.issued, counts.outstanding)
                ties = list(settled(_par_value(facts, counts, counts.par, shares) for shares in both))
                yield from ties
                yield from _par_proved(facts, counts, counts.par, ties[:1])
                if not any(holds(tie) for tie in ties):
                    yield from _par_contradicted(facts, counts, counts.par)


def _par_value(facts: TableFacts, counts: Counts, par: Figure, shares: Mapping[int, Figure]) -> Shape:
    ties = []
    for column, issued in shares.items():
        target = facts.number(counts.row, column)
        if target is None or target.unit != facts.money:
            continue
        each = Constant(Fraction(par.value) * _scale(facts, issued))
        formula = Product(each, _term(facts, issued, column, "issued"))
        ties.append(Tie("AR007", target, Relation.PRODUCT, formula, why=f"par value of {par.text} times shares issued"))
    return ties


def _par_proved(facts: TableFacts, counts: Counts, par: Figure, ties: Sequence[Tie]) -> Iterator[Tie]:
    """Yield the tie that proves the par value itself, from the first column."""
    for tie in ties:
        target = tie.target
        if isinstance(target, Cell) and target.value:
            issued = counts.issued[target.column]
            shares = Product(Constant(_scale(facts, issued)), _term(facts, issued, target.column, "issued"))
            quotient = Quotient(facts.term(target), shares)
            proof = Tie("AR007", par, Relation.QUOTIENT, quotient, why="common stock by share issued")
            yield replace(proof, conditional=True)


def _par_contradicted(facts: TableFacts, counts: Counts, par: Figure) -> Iterator[Tie]:
    """Yield the tie that the par value fails: common stock by share issued is one and another value at all dates."""
    ties = []
    for column, issued in counts.issued.items():
        target = facts.number(counts.row, column)
        if target is not None and target.unit == facts.money and target.value:
            shares = Product(Constant(_scale(facts, issued)), _term(facts, issued, column, "issued"))
            quotient = Quotient(facts.term(target), shares)
            ties.append(Tie("AR007", par, Relation.QUOTIENT, quotient, why="common stock by share issued"))
    middles = [recomputed for _, recomputed in map(judge, ties) if recomputed is not None]
    values = {nearest(middle, par.decimals) for middle in middles}
    if len(middles) >= LEAST_DATES and len(values) == 1 and values != {0}:
        yield ties[0]


def _scale(facts: TableFacts, issued: Figure) -> Fraction:
    """Return what a count has to be multiplied by: counts in full are in the millions."""
    return Fraction(1 if issued.value >= FULL_COUNT else facts.table.scale)


def _term(facts: TableFacts, figure: Figure, column: int, what: str) -> Term:
    period = facts.columns[column].period
    return Term(figure, f"shares {what} [{period or facts.columns[column].label}]")
