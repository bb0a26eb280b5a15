"""The stages in order; the one module that knows them all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from ticktie import readers
from ticktie.bases import with_other_bases
from ticktie.claims import calendar_of, propose, read_claims
from ticktie.collector import collector_paused
from ticktie.config import Settings, known_codes
from ticktie.errors import InternalError, TicktieError
from ticktie.figures import find_figures
from ticktie.judge import judge
from ticktie.levels import through_levels
from ticktie.misread import without_misread, without_others
from ticktie.model import (
    AGREEING,
    Cell,
    Coverage,
    Document,
    Figure,
    FigureResult,
    Outcome,
    Proof,
    Reading,
    Remark,
    Supporting,
    Table,
    Tie,
    TieOut,
    Verdict,
    leaves,
)
from ticktie.readers.files import load
from ticktie.reports.findings import findings_of
from ticktie.rules import RULES, Choice, Release, Rule
from ticktie.settled import with_pairs, with_settled_amounts, with_settled_lines, with_shared_out
from ticktie.statements import Context, reporting_context, understand_tables
from ticktie.supporting import as_supporting, with_contradictions, with_supported
from ticktie.verdicts import decide, kind_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one rule proposed; `failure` says how it broke, "" where it did not."""

    rule: Rule
    ties: tuple[Tie, ...]
    remarks: tuple[Remark, ...]
    failure: str = ""


def read(source: str | Path | bytes, *, name: str = "") -> Document:
    """Read a release.

    Args:
        source: a path, or the bytes themselves.
        name: what the document is called in results; by default the file's name.

    Raises:
        TicktieError: the source cannot be read; the message is one line that names the cure.
    """
    if isinstance(source, bytes):
        data, called = source, name or "release"
    else:
        data, called = load(Path(source)), name or Path(source).name
    return _stage(lambda: readers.read(data, called), "reading", called)


def check(
    source: str | Path | bytes,
    *,
    name: str = "",
    settings: Settings | None = None,
    supporting: Sequence[str | Path | tuple[bytes, str]] = (),
) -> TieOut:
    """Tie out a release: prove or flag every figure in it.

    Opens no socket; the same bytes give the same result.

    Args:
        source: a path, or the bytes themselves.
        name: what the document is called in results; by default the file's name.
        settings: which rules run; all of them by default.
        supporting: documents whose statements prove or refute figures, too: paths, or bytes with a name.

    Raises:
        TicktieError: a source cannot be read, or a setting names no rule.
    """
    settings = settings or Settings()
    known_codes((*settings.select, *settings.ignore), RULES)
    with collector_paused():
        return _check(source, name, settings, [_supporting(n, one) for n, one in enumerate(supporting, 1)])


def _supporting(number: int, source: str | Path | tuple[bytes, str]) -> Supporting:
    """Read a supporting document and understand its tables."""
    data, name = source if isinstance(source, tuple) else (source, "")
    document, tables = statements(data, name=name)
    context = _stage(lambda: reporting_context(document, tables), "finding the period", document.source.name)
    return as_supporting(number, document, context.entity, tables)


def _check(source: str | Path | bytes, name: str, settings: Settings, supporting: Sequence[Supporting]) -> TieOut:
    document, tables = statements(source, name=name)
    name = document.source.name
    context = _stage(lambda: reporting_context(document, tables), "finding the period", name)
    figures = _stage(lambda: find_figures(document), "finding the figures", name)
    readings = _stage(lambda: _readings(document, tables, figures, context), "reading the prose", name)
    reported = context.quarter or context.year_to_date or context.period_end
    beside = tuple(table for one in supporting for table in one.tables)
    release = Release(document, tables, reported, figures, readings, context.fiscal_year_end_month or 12, beside)
    proposed = [_proposed(RULES[code], release) for code in sorted(RULES) if settings.runs(code)]
    further = _stage(lambda: _supported(release, context, settings), "reading what supports it", name)
    return _stage(lambda: _tie_out(release, context, proposed, supporting, further), "judging", name)


def _supported(release: Release, context: Context, settings: Settings) -> tuple[FigureResult, ...]:
    """Return the verdicts on the prose by the release and its supporting documents; none where there are none."""
    if not release.supporting:
        return ()
    readings = _readings(release.document, release.tables, release.figures, context, release.supporting)
    whole = replace(release, readings=readings)
    rules = [RULES[code] for code in sorted(RULES) if settings.runs(code) and RULES[code].choice is Choice.BEST]
    return _prose(whole, _by_figure(_proposed(rule, whole) for rule in rules))


def _by_figure(proposed: Iterable[Proposed]) -> dict[str, list[Tie]]:
    """Return the ties of the rules whose ties are readings of the same words, by what they speak of."""
    readings: dict[str, list[Tie]] = {}
    for one in proposed:
        for tie in one.ties if one.rule.choice is Choice.BEST else ():
            readings.setdefault(tie.target.id, []).append(tie)
    return readings


def statements(source: str | Path | bytes, *, name: str = "") -> tuple[Document, tuple[Table, ...]]:
    """Read a release and understand its tables; the captions that hold figures become blocks of the document.

    Raises:
        TicktieError: the source cannot be read.
    """
    document = read(source, name=name)
    return _stage(lambda: understand_tables(document), "understanding the tables", document.source.name)


def _readings(
    document: Document,
    tables: tuple[Table, ...],
    figures: tuple[Figure, ...],
    context: Context,
    supporting: tuple[Table, ...] = (),
) -> tuple[Reading, ...]:
    """Return the claims of the prose, each with the formulas that may prove it."""
    claims = read_claims(document, figures, entity=context.entity)
    calendar = calendar_of(document, context)
    return propose(claims, document, tables, calendar, entity=context.entity, supporting=supporting)


def _attempt(work: Callable[[], T], failed: Callable[[Exception], T]) -> T:
    """Do some work of ours on a hostile input; a bug that shows itself there is told, not raised.

    The one place where any exception is caught: one rule or one document must not stop the others.
    """
    try:
        return work()
    except TicktieError:
        raise
    except Exception as error:
        return failed(error)


def _stage(work: Callable[[], T], doing: str, name: str) -> T:
    """Do one stage; a bug there is an InternalError that names the document."""

    def failed(error: Exception) -> T:
        raise InternalError(f"{name}: {doing} failed ({_told(error)}); please report it") from error

    return _attempt(work, failed)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _proposed(rule: Rule, release: Release) -> Proposed:
    """Run one rule; where it fails, what it had proposed by then is kept."""
    ties: list[Tie] = []
    remarks: list[Remark] = []

    def work() -> Proposed:
        for one in rule.propose(release):
            if isinstance(one, Remark):
                remarks.append(one)
            else:
                ties.append(one)
        return Proposed(rule, tuple(ties), tuple(remarks))

    def failed(error: Exception) -> Proposed:
        failure = f"{InternalError.code} rule {rule.code} failed ({_told(error)}); its ties stay open"
        return Proposed(rule, tuple(ties), (), failure)

    return _attempt(work, failed)


def _tie_out(
    release: Release,
    context: Context,
    proposed: Sequence[Proposed],
    supporting: Sequence[Supporting],
    further: Sequence[FigureResult],
) -> TieOut:
    """Judge every tie of the rules, choose among the readings of the prose, and number the proofs."""
    document, tables = release.document, release.tables
    proofs: list[Proof] = []
    remarks: list[Remark] = []
    for one in proposed:
        remarks += one.remarks
        for tie in one.ties if one.rule.choice is not Choice.BEST else ():
            outcome, recomputed = (Outcome.OPEN, None) if one.failure else judge(tie)
            proofs.append(Proof(f"k{len(proofs) + 1}", tie, outcome, recomputed))
    prose = _prose(release, _by_figure(proposed))
    if further:
        prose = with_contradictions(with_supported(prose, further, release.supporting), supporting)
    results = _numbered(prose, start=len(proofs) + 1)
    every = (*proofs, *(result.proof for result in results if result.proof))
    results = _with_rules(results, proofs)
    return TieOut(
        document=document,
        entity=context.entity,
        period_end=context.period_end,
        tables=tables,
        figures=results,
        proofs=every,
        findings=findings_of(document, tables, every, results, remarks, supporting),
        coverage=_coverage(tables, results, every),
        failures=tuple(one.failure for one in proposed if one.failure),
        supporting=tuple(supporting),
    )


def _prose(release: Release, ties: Mapping[str, Sequence[Tie]]) -> tuple[FigureResult, ...]:
    """Return a verdict for every figure of the prose, headings and captions; the proofs still without ids."""
    claims = {reading.claim.figure.id: reading.claim for reading in release.readings}
    results = []
    for figure in release.figures:
        claim = claims.get(figure.id)
        verdict, proof = decide(figure, ties.get(figure.id, ()))
        results.append(FigureResult(figure, claim.kind if claim else kind_of(figure), verdict, proof))
    decided = with_settled_lines(through_levels(without_misread(results, claims, ties)), claims, ties)
    of_amounts = with_settled_amounts(with_shared_out(decided, claims, ties), claims, ties)
    based = with_other_bases(without_others(of_amounts, claims, ties), claims, ties, release.tables)
    return with_pairs(based, claims, ties)


def _numbered(results: tuple[FigureResult, ...], *, start: int) -> tuple[FigureResult, ...]:
    """Give the proofs of the prose their ids, after those of the tables."""
    numbered, number = [], start
    for result in results:
        proof = result.proof
        if proof is not None:
            proof = Proof(f"k{number}", proof.tie, proof.outcome, proof.recomputed, proof.diagnosis)
            result = FigureResult(result.figure, result.kind, result.verdict, proof)
            number += 1
        numbered.append(result)
    return tuple(numbered)


def _with_rules(results: tuple[FigureResult, ...], proofs: Sequence[Proof]) -> tuple[FigureResult, ...]:
    """Let the rules' ties decide figures of captions and prose: one that disagrees, or else one that agrees.

    A failed tie makes its target an exception; one that agrees proves its target and its operands, where the
    prose itself proved nothing.
    """
    failed: dict[str, Proof] = {}
    agreed: dict[str, Proof] = {}
    for proof in proofs:
        target = proof.tie.target
        if proof.outcome is Outcome.DISAGREES and isinstance(target, Figure):
            failed.setdefault(target.id, proof)
        elif proof.outcome in AGREEING:
            for printed in (target, *(term.figure for term in leaves(proof.tie.formula))):
                if isinstance(printed, Figure):
                    agreed.setdefault(printed.id, proof)
    decided = []
    for result in results:
        key = result.figure.id
        if key in failed:
            result = replace(result, verdict=Verdict.EXCEPTION, proof=failed[key])
        elif key in agreed and result.verdict is Verdict.UNSUPPORTED:
            result = replace(result, verdict=Verdict.TIED, proof=agreed[key])
        decided.append(result)
    return tuple(decided)


def _coverage(tables: tuple[Table, ...], results: tuple[FigureResult, ...], proofs: tuple[Proof, ...]) -> Coverage:
    verdicts = [result.verdict for result in results]
    in_ties: set[str] = set()
    for proof in proofs:
        if proof.outcome is not Outcome.OPEN:
            printed = (proof.tie.target, *(term.figure for term in leaves(proof.tie.formula)))
            in_ties.update(figure.id for figure in printed if isinstance(figure, Cell))
    own = {cell.id for table in tables for cell in table.cells}
    return Coverage(
        figures=len(results),
        tied=verdicts.count(Verdict.TIED),
        exception=verdicts.count(Verdict.EXCEPTION),
        unsupported=verdicts.count(Verdict.UNSUPPORTED),
        cells=sum(len(table.cells) for table in tables),
        cells_in_ties=len(in_ties & own),
        ties=len(proofs),
    )
