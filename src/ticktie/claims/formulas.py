"""Candidate formulas for a claim: which cells, combined how, ranked by words and periods, no value looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ticktie.claims.lexicon import MARGIN_WORDS, RATIO_DEFINITIONS
from ticktie.claims.lines import Line, Lines, Match
from ticktie.claims.periods import Calendar, Target, add_months, resolve
from ticktie.claims.words import caption_weight, subject_weight
from ticktie.model import (
    Candidate,
    Change,
    Claim,
    Constant,
    Expression,
    Kind,
    Length,
    PercentChange,
    Period,
    PeriodRef,
    Quotient,
    Relation,
    Relative,
    Role,
    Settlement,
    Sum,
    Term,
)

MOST_CANDIDATES = 40
HUNDRED = Decimal(100)
# A subject that weighs less names nothing by itself ("the cost"): it may be proved, but not contradicted.
THIN_SUBJECT = 0.5
# How well the reporting quarter is settled where a sentence names no period, and where the line prints no other.
DEFAULT_PERIOD = 0.85
SOLE_PERIOD = 0.95
_PER_SHARE_WORDS = frozenset({"per", "share", "diluted", "basic", "common", "ad", "ordinary"})
_ADJACENT_DAYS = 10
_RATE_WORDS = frozenset({"rate", "ratio", "percentage"})
_RATIO_UNITS = ("percent", "points", "bps", "multiple")


@dataclass(frozen=True, slots=True)
class Pick:
    """An amount of a line in a period: one cell, or cells from which it follows exactly."""

    formula: Expression
    period: Period | None
    fit: float


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the makers of formulas work with."""

    lines: Lines
    calendar: Calendar


def candidates(claim: Claim, shop: Workshop) -> tuple[Candidate, ...]:
    """Return the formulas that may prove a claim, the best by words and periods first."""
    if claim.figure.unit == "percent" and claim.kind is Kind.RATIO:
        made = [*_ratios(claim, shop), *_printed_percent(claim, shop)]
    else:
        made = list(_MAKERS[claim.kind](claim, shop))
    made.sort(key=lambda c: -c.settlement.words * c.settlement.period)
    return tuple(made[:MOST_CANDIDATES])


def label(line: Line, period: Period | None) -> str:
    """Name a fact as a proof does: "Revenue [3M 2007-09-30]"."""
    return f"{line.caption} [{period}]" if period else line.caption


# -- periods ------------------------------------------------------------------------------------------


def targets(claim: Claim, shop: Workshop) -> tuple[tuple[Target, float], ...]:
    """Return the periods that a claim may speak of, with how well the words settle each."""
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


def picks(line: Line, target: Target) -> list[Pick]:
    """Return the amounts of a line for a period: printed, or else what follows exactly from printed ones."""
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
            if part.days >= whole.days or whole.start is None or part.start is None:
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


# -- kinds --------------------------------------------------------------------------------------------


def _fitting(claim: Claim, shop: Workshop, *, extra: frozenset[str] = frozenset()) -> tuple[Match, ...]:
    return shop.lines.find(
        claim.subjects, qualifiers=claim.qualifiers, scope=claim.scope, place=claim.place, extra=extra
    )


def _settled(line: Line, pick: Pick, settled: float) -> float:
    """Return how well a period is settled; a default is, where the line prints no other period that ends then."""
    if settled >= SOLE_PERIOD or pick.period is None:
        return settled
    same_end = Target(None, pick.period.end)
    ending = {
        p for column, _ in line.cells if column.role is Role.AMOUNT and same_end.fits(p := line.period_of(column))
    }
    return SOLE_PERIOD if len(ending) == 1 and settled >= DEFAULT_PERIOD else settled


def _unit_fits(claim: Claim, line: Line) -> bool:
    unit = claim.figure.unit
    if unit == line.unit:
        return True
    if unit == "shares":
        return line.unit == "pure"
    if "/" in unit or unit in _RATIO_UNITS:
        return False
    if unit == "pure":
        return "/" not in line.unit and line.unit not in _RATIO_UNITS
    return "/" not in line.unit and line.unit not in (*_RATIO_UNITS, "shares", "pure")


def _candidate(
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


def _levels(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    matches = [m for m in _fitting(claim, shop) if _unit_fits(claim, m.line)]
    for match in matches:
        for target, settled in targets(claim, shop):
            for pick in picks(match.line, target):
                relation = Relation.AGREE if isinstance(pick.formula, Term) else Relation.SUM
                period = _settled(match.line, pick, settled) * pick.fit
                yield _candidate(claim, match, relation, pick.formula, period)
    yield from _several_lines(claim, shop, matches)


def _several_lines(claim: Claim, shop: Workshop, matches: list[Match]) -> Iterator[Candidate]:
    """Yield sums of two or three lines of one table that share out the subject: "cash, equivalents and securities"."""
    if any(match.covered >= 0.93 for match in matches):
        return
    for reading in claim.subjects:
        subject = frozenset(reading)
        parts: list[Match] = []
        covered: set[str] = set()
        for match in sorted(matches, key=lambda m: -len(m.line.words)):
            line = match.line
            if (
                not line.words
                or len(line.words) < 1
                or not line.words <= subject | {"total", "short", "term"}
                or line.words & covered
            ):
                continue
            if parts and parts[0].line.table.id != line.table.id:
                continue
            if any(caption_weight(word) >= 1 for word in line.words):
                parts.append(match)
                covered |= line.words
        if not 2 <= len(parts) <= 3 or len(covered & subject) < len(subject):
            continue
        for target, settled in targets(claim, shop):
            chosen = [picks(part.line, target) for part in parts]
            if all(chosen):
                formula = Sum(tuple((1, pick[0].formula) for pick in chosen))
                fit = min(pick[0].fit for pick in chosen)
                settlement = Settlement(words=0.95, period=settled * fit, covered=1.0)
                yield Candidate(claim, Relation.SUM, formula, settlement, " ".join(reading))


def _changes(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    for match in _fitting(claim, shop):
        if not _unit_fits(claim, match.line):
            continue
        yield from _printed_role(claim, match, shop, Role.CHANGE, Relation.AGREE)
        for formula, period in _pairs(claim, match.line, shop):
            yield _candidate(claim, match, Relation.CHANGE, Change(*formula), period)


def _percent_changes(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    for match in _fitting(claim, shop):
        line = match.line
        yield from _printed_role(claim, match, shop, Role.PERCENT_CHANGE, Relation.AGREE)
        if line.unit in ("percent", "points", "bps"):
            if line.growth:
                yield from _growth_row(claim, match, shop)
            continue
        for formula, period in _pairs(claim, line, shop):
            yield _candidate(claim, match, Relation.PERCENT_CHANGE, PercentChange(*formula), period)


def _growth_row(claim: Claim, match: Match, shop: Workshop) -> Iterator[Candidate]:
    for target, settled in targets(claim, shop):
        for pick in picks(match.line, target):
            yield _candidate(claim, match, Relation.AGREE, pick.formula, settled * pick.fit, fit=0.97)


def _printed_role(claim: Claim, match: Match, shop: Workshop, role: Role, relation: Relation) -> Iterator[Candidate]:
    """Yield the table's own change or percentage, which the prose usually repeats."""
    wanted = claim.comparative
    sole = sum(column.role is role for column, _ in match.line.cells) == 1
    for column, cell in match.line.cells:
        if column.role is not role:
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
        period = match.line.period_of(column)
        if period is not None and not any(target.fits(period) for target, _ in targets(claim, shop)):
            settled *= 0.6
        yield _candidate(claim, match, relation, Term(cell, f"{match.line.caption} [{column.label}]"), settled)


def _pairs(claim: Claim, line: Line, shop: Workshop) -> Iterator[tuple[tuple[Expression, Expression], float]]:
    """Yield (current, prior) amounts of a line with how well the words settle the two periods."""
    for target, settled in targets(claim, shop):
        for current in picks(line, target):
            if current.period is None:
                continue
            now = Target(target.length or current.period.length, current.period.end)
            if current.period.start is None:
                now = Target(Length.INSTANT, current.period.end)
            befores = comparatives(claim, now, shop)
            sole = sum(bool(picks(line, before)) for before, _ in befores) == 1
            for before, compared in befores:
                if before.end is not None and now.end is not None and abs((before.end - now.end).days) < 20:
                    continue
                for prior in picks(line, before):
                    if prior.period is not None:
                        compared = max(compared, SOLE_PERIOD) if sole else compared
                        period = _settled(line, current, settled) * compared * current.fit * prior.fit
                        yield (current.formula, prior.formula), period


def _points(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    factor = HUNDRED if claim.figure.unit == "bps" else Decimal(1)
    for match in _fitting(claim, shop):
        if match.line.unit not in ("percent", "points", "bps"):
            continue
        scale = Decimal(1) if match.line.unit == "bps" else factor
        yield from (
            Candidate(c.claim, c.relation, c.formula, c.settlement, c.why, scale)
            for c in _printed_role(claim, match, shop, Role.CHANGE, Relation.AGREE)
        )
        for pair, period in _pairs(claim, match.line, shop):
            yield _candidate(claim, match, Relation.CHANGE, Change(*pair), period, factor=scale)
    yield from _defined_points(claim, shop, factor)


def _defined_points(claim: Claim, shop: Workshop, factor: Decimal) -> Iterator[Candidate]:
    """Yield the change of a derived ratio: gross margin of this quarter less that of the other."""
    for target, settled in targets(claim, shop):
        for above, below, fit in _definition(claim, shop):
            for before, compared in comparatives(claim, target, shop):
                now, then = _quotient(above, below, target), _quotient(above, below, before)
                if now and then:
                    hundred = Product100
                    formula = Change(hundred(now), hundred(then))
                    settled *= compared
                    yield _candidate(
                        claim, above, Relation.CHANGE, formula, settled, factor=factor, fit=fit, defined=True
                    )


def Product100(quotient: Quotient) -> Expression:  # noqa: N802
    """Return a quotient in percent."""
    from ticktie.model import Product

    return Product(Constant(Fraction(100)), quotient)


def _quotient(above: Match, below: Match, target: Target) -> Quotient | None:
    tops, bottoms = picks(above.line, target), picks(below.line, target)
    return Quotient(tops[0].formula, bottoms[0].formula) if tops and bottoms else None


def _ratios(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield quotients: subject over basis ("10% of revenue"), or the definition of a named margin or rate."""
    parts = [(above, below, fit, True) for above, below, fit in _definition(claim, shop)]
    yield from _gross_margins(claim, shop)
    if claim.basis:
        bases = shop.lines.find((claim.basis,), qualifiers=frozenset(), scope=claim.scope)[:6]
        for match in _fitting(claim, shop)[:8]:
            parts.extend((match, base, base.words, False) for base in bases if base.line is not match.line)
    for above, below, fit, defined in parts:
        if above.line.unit in ("percent", "points", "bps") or below.line.unit != above.line.unit:
            continue
        near = 1.0 if above.line.table.id == below.line.table.id else 0.9
        for target, settled in targets(claim, shop):
            quotient = _quotient(above, below, target)
            if quotient:
                fit *= near
                yield _candidate(
                    claim, above, Relation.QUOTIENT, quotient, settled, factor=HUNDRED, fit=fit, defined=defined
                )


def _gross_margins(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield 1 − cost of sales / sales where a gross margin is named and no gross profit is printed."""
    if not any({"gross", "margin"} <= set(reading) for reading in claim.subjects):
        return
    for sales in shop.lines.find((("revenue",),), scope=claim.scope)[:4]:
        for cost in shop.lines.find((("cost", "revenue"),), scope=claim.scope)[:4]:
            if (
                cost.line.table.id != sales.line.table.id
                or "cost" in sales.line.words
                or cost.line.unit in _RATIO_UNITS
            ):
                continue
            for target, settled in targets(claim, shop):
                quotient = _quotient(cost, sales, target)
                if quotient and sales.line.dimension == cost.line.dimension:
                    formula = Change(Constant(Fraction(1)), quotient)
                    yield _candidate(
                        claim, sales, Relation.QUOTIENT, formula, settled, factor=HUNDRED, fit=cost.words, defined=True
                    )


def _definition(claim: Claim, shop: Workshop) -> Iterator[tuple[Match, Match, float]]:
    """Yield (above, below, fit) for a derived measure that the subject names: "gross margin", "effective tax rate"."""
    for reading in claim.subjects[:2]:
        words = frozenset(reading)
        found: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
            (tuple((words - set(name) - _RATE_WORDS) | set(top)), bottom)
            for name, (top, bottom) in RATIO_DEFINITIONS.items()
            if words >= set(name)
        ]
        if not found and words & MARGIN_WORDS and len(words) > 1:
            found.append((tuple(words - MARGIN_WORDS), ("revenue",)))
        for top, bottom in found[:2]:
            for above in shop.lines.find((top,), qualifiers=claim.qualifiers, scope=claim.scope, place=claim.place)[:3]:
                for below in shop.lines.find((bottom,), qualifiers=frozenset(), scope=claim.scope)[:3]:
                    yield above, below, below.words


def _printed_percent(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    """Yield percentages that a table prints as a level: "return on average assets"."""
    readings = claim.subjects
    if claim.basis:
        readings = tuple(tuple(dict.fromkeys((*reading, *claim.basis))) for reading in readings)
    for match in shop.lines.find(readings, qualifiers=claim.qualifiers, scope=claim.scope, place=claim.place):
        if match.line.unit == "percent":
            for target, settled in targets(claim, shop):
                for pick in picks(match.line, target):
                    yield _candidate(
                        claim, match, Relation.AGREE, pick.formula, _settled(match.line, pick, settled) * pick.fit
                    )
        for column, cell in match.line.cells:
            if column.role is Role.PERCENT_OF and cell.unit == "percent":
                period = match.line.period_of(column)
                fit = max((s for t, s in targets(claim, shop) if period is None or t.fits(period)), default=0.0)
                if fit:
                    yield _candidate(claim, match, Relation.AGREE, Term(cell, label(match.line, period)), fit * 0.95)


def _per_share(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    readings = tuple(tuple(dict.fromkeys((*reading, "share"))) for reading in claim.subjects)
    for match in shop.lines.find(
        readings, qualifiers=claim.qualifiers, scope=claim.scope, place=claim.place, extra=_PER_SHARE_WORDS
    ):
        if "/" not in match.line.unit:
            continue
        for target, settled in targets(claim, shop):
            for pick in picks(match.line, target):
                yield _candidate(
                    claim, match, Relation.AGREE, pick.formula, _settled(match.line, pick, settled) * pick.fit
                )


def _multiples(claim: Claim, shop: Workshop) -> Iterator[Candidate]:
    for match in _fitting(claim, shop):
        if match.line.unit == "multiple":
            for target, settled in targets(claim, shop):
                for pick in picks(match.line, target):
                    yield _candidate(
                        claim, match, Relation.AGREE, pick.formula, _settled(match.line, pick, settled) * pick.fit
                    )


_MAKERS = {
    Kind.LEVEL: _levels,
    Kind.COUNT: _levels,
    Kind.CHANGE: _changes,
    Kind.PERCENT_CHANGE: _percent_changes,
    Kind.POINTS: _points,
    Kind.RATIO: _ratios,
    Kind.PER_SHARE: _per_share,
    Kind.MULTIPLE: _multiples,
}
