"""Amounts of lines in periods: what a claim may speak of, and how well its words settle it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from ticktie.claims.exchange import Rates
from ticktie.claims.lexicon import SHARE_KINDS
from ticktie.claims.line import Line
from ticktie.claims.lines import MOST_LINES, Lines, Match
from ticktie.claims.periods import Calendar, Target, add_months, find_periods, refs_of, resolve
from ticktie.claims.words import subject_weight
from ticktie.model import (
    Candidate,
    Claim,
    Expression,
    Length,
    Period,
    PeriodRef,
    Relation,
    Relative,
    Role,
    Settlement,
    Sum,
    Term,
    leaves,
)
from ticktie.model.quick import quick

HUNDRED = Decimal(100)
# A subject that weighs less names nothing by itself ("the cost"): it may be proved, but not contradicted.
THIN_SUBJECT = 0.5
# How well the reporting quarter is settled where a sentence names no period, and where the line prints no other.
DEFAULT_PERIOD = 0.85
SOLE_PERIOD = 0.95
# How well a line of the table above a sentence must fit for lines of other tables to be meant less.
BESIDE = 0.75
# Ends of periods nearer than this are of one period; what a change compared with another is worth.
DAYS_APART, OTHER_BASE = 20, 0.5
ELSEWHERE = 0.8
# What an amount per share is worth for words that speak of none: "net income fell 31%".
OF_SHARES = 0.7
_PER_SHARE = frozenset({"share", "unit", "per"})
# A change in columns of another basis: it proves nothing, but where it agrees, the words were misread.
OTHER_COLUMN = 0.3
RATIO_UNITS = ("percent", "points", "bps", "multiple")
_ADJACENT_DAYS = 10


@quick
@dataclass(frozen=True, slots=True)
class Pick:
    """An amount of a line in a period: one cell, or cells from which it follows exactly."""

    formula: Expression
    period: Period | None
    fit: float


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the makers of formulas work with, and what they have looked up before.

    Attributes:
        found: amounts by line and target, so that no line is searched twice for one period.
        meant: the periods that each claim, by its figure, may speak of.
        rates: the exchange rates that the release states.
    """

    lines: Lines
    calendar: Calendar
    rates: Rates = field(default_factory=dict)
    found: dict[tuple[int, Target], tuple[Pick, ...]] = field(default_factory=dict)
    meant: dict[str, tuple[tuple[Target, float], ...]] = field(default_factory=dict)

    def picks(self, line: Line, target: Target) -> tuple[Pick, ...]:
        """Return the amounts of a line for a period: printed, or else what follows exactly from printed ones."""
        key = (id(line), target)
        if key not in self.found:
            self.found[key] = tuple(_picks(line, target))
        return self.found[key]


def label(line: Line, period: Period | None) -> str:
    """Name a fact as a proof does: "Revenue [3M 2007-09-30]"."""
    return f"{line.caption} [{period}]" if period else line.caption


def targets(claim: Claim, shop: Workshop) -> tuple[tuple[Target, float], ...]:
    """Return the periods that a claim may speak of, with how well the words settle each."""
    if claim.figure.id not in shop.meant:
        shop.meant[claim.figure.id] = _targets(claim, shop)
    return shop.meant[claim.figure.id]


def _targets(claim: Claim, shop: Workshop) -> tuple[tuple[Target, float], ...]:
    calendar = shop.calendar
    base = resolve(claim.base, calendar) if claim.base is not claim.period else None
    stated = resolve(claim.period, calendar, base)
    if stated is not None and claim.compares and claim.period and _is_bare_year(claim.period):
        now = base or Target(Length.QUARTER if calendar.quarter else Length.YEAR, calendar.period_end)
        if now.end is not None:
            stated = Target(now.length, add_months(now.end, 12 * (claim.period.year - now.end.year)))
    if stated is not None:
        found = [(stated, 1.0 if claim.stated_period else 0.9)]
        if stated.length is None and stated.end is not None:
            return ((stated, found[0][1] * 0.95),)
        if not claim.stated_period and calendar.quarter and stated.end != calendar.quarter.end:
            found.append((Target(Length.QUARTER, calendar.quarter.end), 0.7))
        if (
            claim.period
            and claim.period.relative is Relative.YEAR_AGO
            and stated.end
            and calendar.to_date
            and base is None
        ):
            found.append((Target(calendar.to_date.length, stated.end), 0.7))
        return tuple(found)
    default = []
    if calendar.quarter:
        default.append((Target(Length.QUARTER, calendar.quarter.end), DEFAULT_PERIOD))
    if calendar.to_date and (calendar.quarter is None or calendar.to_date.length is not Length.QUARTER):
        default.append((Target(calendar.to_date.length, calendar.to_date.end), 0.65 if calendar.quarter else 0.85))
    if not default and calendar.period_end:
        default.append((Target(None, calendar.period_end), 0.8))
    return tuple(default)


def _is_bare_year(ref: PeriodRef) -> bool:
    """Whether only a year is named: beside a quarter it means the same quarter of that year."""
    return ref.year > 0 and not (ref.quarter or ref.length or ref.end or ref.month_day or ref.relative)


def comparatives(claim: Claim, current: Target, shop: Workshop) -> tuple[tuple[Target, float], ...]:
    """Return the periods that a change is counted from, with how well the words settle each."""
    stated = resolve(claim.comparative, shop.calendar, current)
    if stated is not None and claim.comparative and _is_bare_year(claim.comparative) and current.end is not None:
        stated = Target(current.length, add_months(current.end, 12 * (claim.comparative.year - current.end.year)))
    if stated is not None:
        length = current.length if stated.length is None or current.length is Length.INSTANT else stated.length
        return ((Target(length, stated.end), 1.0 if claim.stated_comparative else 0.85),)
    if current.end is None:
        return ()
    year_ago = Target(current.length, add_months(current.end, -12), current.days)
    found = [(year_ago, 0.8)]
    if current.length in (Length.QUARTER, Length.INSTANT, None):
        found.append((Target(current.length, add_months(current.end, -3)), 0.6))
    ref = PeriodRef(relative=Relative.PRIOR_YEAR_END)
    if current.length in (Length.INSTANT, None) and (year_end := resolve(ref, shop.calendar, current)):
        found.append((Target(current.length, year_end.end), 0.6))
    return tuple(found)


def _picks(line: Line, target: Target) -> list[Pick]:
    found: list[Pick] = []
    undated = True
    for column, cell in line.cells:
        if column.role is not Role.AMOUNT:
            continue
        period = line.period_of(column)
        undated = undated and period is None
        if period is None:
            continue
        if target.fits(period):
            fit = 1.0 if target.end is not None else 0.8
            found.append(Pick(Term(cell, label(line, period)), period, fit))
        elif target.length is Length.INSTANT and Target(None, target.end).fits(period):
            found.append(Pick(Term(cell, label(line, period)), period, 0.9 if period.length is Length.QUARTER else 0.6))
    if not found and undated:
        amounts = [(column, cell) for column, cell in line.cells if column.role is Role.AMOUNT]
        return [Pick(Term(cell, label(line, None)), None, 0.5 if len(amounts) > 1 else 0.7) for _, cell in amounts[:6]]
    return found or list(_derived(line, target))


def _derived(line: Line, target: Target) -> Iterator[Pick]:
    """Yield a period that is not printed as the difference of two that are: Q1 = six months − Q2.

    Both must begin, or both must end, on about the same day.
    """
    if target.length in (None, Length.INSTANT) or target.end is None:
        return
    spans = [
        (period, cell)
        for column, cell in line.cells
        if column.role is Role.AMOUNT and (period := line.period_of(column)) is not None and period.start is not None
    ]
    for whole, whole_cell in spans:
        for part, part_cell in spans:
            if part.days >= whole.days or part_cell.unit != whole_cell.unit:
                continue
            if whole.start is None or part.start is None:
                continue
            if abs((part.end - whole.end).days) <= _ADJACENT_DAYS:
                rest = Period(part.start, whole.start)
            elif abs((part.start - whole.start).days) <= _ADJACENT_DAYS:
                rest = Period(whole.end, part.end)
            else:
                continue
            if target.fits(rest):
                terms = ((1, Term(whole_cell, label(line, whole))), (-1, Term(part_cell, label(line, part))))
                yield Pick(Sum(terms), rest, 0.95)


def fitting(
    claim: Claim,
    shop: Workshop,
    *,
    readings: tuple[tuple[str, ...], ...] = (),
    extra: frozenset[str] = frozenset(),
) -> tuple[Match, ...]:
    """Return the lines that a claim's subject may name, best first, those of the table above it before others.

    Args:
        claim: what is stated.
        shop: where the lines are.
        readings: the subject, where it is not the claim's own as it stands.
        extra: words that a line may have, though the subject does not.
    """
    found = shop.lines.find(
        readings or claim.subjects, qualifiers=claim.qualifiers, scope=claim.scope, place=claim.place, extra=extra
    )
    beside = any(match.line.table.block == claim.table and match.words >= BESIDE for match in found)
    worth = [
        (ELSEWHERE if beside and match.line.table.block != claim.table else 1.0)
        * (OF_SHARES if "/" in match.line.unit and not _speaks_of_shares(claim, match) else 1.0)
        for match in found
    ]
    if all(share == 1.0 for share in worth):
        return found[:MOST_LINES]
    moved = [Match(m.line, share * m.words, m.covered, m.reading) for m, share in zip(found, worth, strict=True)]
    return tuple(sorted(moved, key=lambda match: -match.words))[:MOST_LINES]


def _speaks_of_shares(claim: Claim, match: Match) -> bool:
    """Whether a claim may mean an amount per share: its figure is one, or its words say so."""
    return "/" in claim.figure.unit or not _PER_SHARE.isdisjoint(match.reading)


def is_of_other_kind(claim: Claim, words: frozenset[str]) -> bool:
    """Whether words are of basic shares where a claim speaks of diluted ones, or the other way round."""
    said = SHARE_KINDS.intersection(*claim.subjects[:1])
    named = SHARE_KINDS & words
    return bool(said and named) and said.isdisjoint(named)


def settled_period(line: Line, pick: Pick, settled: float) -> float:
    """Return how well a period is settled; a default is, where the line prints no other period that ends then."""
    if settled >= SOLE_PERIOD or pick.period is None:
        return settled
    same_end = Target(None, pick.period.end)
    ending = {
        p for column, _ in line.cells if column.role is Role.AMOUNT and same_end.fits(p := line.period_of(column))
    }
    return SOLE_PERIOD if len(ending) == 1 and settled >= DEFAULT_PERIOD else settled


def unit_fits(claim: Claim, line: Line) -> bool:
    """Whether a line's amounts can be what a figure states, by unit."""
    unit = claim.figure.unit
    if unit == line.unit:
        return True
    if unit == "shares":
        return line.unit == "pure"
    if "/" in unit or unit in RATIO_UNITS:
        return False
    if unit == "pure":
        return "/" not in line.unit and line.unit not in RATIO_UNITS
    if line.unit == "pure":
        return not line.table.currency  # a table that names no currency prints amounts all the same
    if line.table.currency == unit:
        return False  # a column of another currency ("2Q'26 (USD)") beside the figure's own
    return "/" not in line.unit and line.unit not in (*RATIO_UNITS, "shares")


def candidate(
    claim: Claim,
    match: Match,
    relation: Relation,
    formula: Expression,
    period: float,
    *,
    factor: Decimal = Decimal(1),
    fit: float = 1.0,
    defined: bool = False,
) -> Candidate:
    """Return a formula with how well it is settled; `defined` where the words name a measure made of several lines."""
    whole = defined or not claim.subjects or set(claim.subjects[0]) <= set(match.reading) or bool(claim.basis)
    thin = sum(map(subject_weight, match.reading)) < THIN_SUBJECT
    firm = whole and not thin and not _is_elsewhere(claim, match)
    covered = match.covered if firm else 0.9 * match.covered
    settlement = Settlement(words=match.words * fit, period=period, covered=covered)
    return Candidate(claim, relation, formula, settlement, " ".join(match.reading), factor)


def _is_elsewhere(claim: Claim, match: Match) -> bool:
    """Whether the heading or label names something (a segment, a product) that the line's words do not."""
    line = match.line
    unknown = set(claim.place) - line.words - line.nearby - line.around - set(match.reading)
    return bool(unknown)


def pairs(claim: Claim, line: Line, shop: Workshop) -> Iterator[tuple[tuple[Expression, Expression], float]]:
    """Yield (current, prior) amounts of a line with how well the words settle the two periods."""
    for target, settled in targets(claim, shop):
        for current in shop.picks(line, target):
            if current.period is None:
                continue
            now = Target(target.length or current.period.length, current.period.end)
            if current.period.start is None:
                now = Target(Length.INSTANT, current.period.end)
            befores = comparatives(claim, now, shop)
            sole = sum(bool(shop.picks(line, before)) for before, _ in befores) == 1
            for before, compared in befores:
                if before.end is not None and now.end is not None and abs((before.end - now.end).days) < DAYS_APART:
                    continue
                for prior in shop.picks(line, before):
                    if prior.period is None or _unit(prior.formula) != _unit(current.formula):
                        continue
                    if prior.period.end < current.period.end:
                        compared = max(compared, SOLE_PERIOD) if sole else compared
                        period = settled_period(line, current, settled) * compared * current.fit * prior.fit
                        yield (current.formula, prior.formula), period


def _compared_alike(label: str, claim: Claim, shop: Workshop) -> float:
    """Return 1, or less where a label compares with another period than the claim: "2Q26 vs 1Q26"."""
    refs = _refs_in(label)
    said = resolve(claim.comparative, shop.calendar)
    base = resolve(refs[-1], shop.calendar) if len(refs) > 1 else None
    if said is None or base is None or said.end is None or base.end is None:
        return 1.0
    return 1.0 if abs((said.end - base.end).days) < DAYS_APART else OTHER_BASE


@lru_cache(maxsize=1024)
def _refs_in(label: str) -> tuple[PeriodRef, ...]:
    return tuple(refs_of(find_periods(label, 0, len(label))))


def _unit(formula: Expression) -> str:
    """Return the unit of the amounts of one line, which is that of the first."""
    return leaves(formula)[0].figure.unit


def printed_role(claim: Claim, match: Match, shop: Workshop, role: Role, relation: Relation) -> Iterator[Candidate]:
    """Yield the table's own change or percentage, which the prose usually repeats."""
    wanted = claim.comparative
    percents = role is Role.PERCENT_CHANGE
    sole = sum(column.role is role for column, _ in match.line.cells) == 1
    for column, cell in match.line.cells:
        if column.role is not role and not (percents and column.role is Role.CHANGE and cell.unit == "percent"):
            continue
        lower = column.label.lower()
        settled = 0.92 if sole else 0.8
        if (
            wanted is not None
            and wanted.relative is Relative.PRIOR_QUARTER
            and ("q/q" in lower or "prior q" in lower or ("quarter" in lower and "year" not in lower))
        ):
            settled = 0.92
        if wanted is not None and wanted.relative is Relative.YEAR_AGO and ("y/y" in lower or "year" in lower):
            settled = 0.92
        settled *= _compared_alike(column.label, claim, shop)
        period = match.line.period_of(column)
        meant = targets(claim, shop)
        if period is not None and meant:
            fit = max((weight for target, weight in meant if target.fits(period)), default=0.0)
            settled *= fit / max(weight for _, weight in meant) if fit else 0.6
        yield candidate(claim, match, relation, Term(cell, f"{match.line.caption} [{column.label}]"), settled)
    for line in shop.lines.beside(match.line) if match.words >= BESIDE else ():
        for column, cell in line.cells:
            if column.role is role:
                label = f"{line.caption} [{column.label}]"
                yield candidate(claim, match, relation, Term(cell, label), OTHER_COLUMN)
