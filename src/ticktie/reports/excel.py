"""The binder: a workbook with the figures of a release as numbers, and a live formula for every judged tie."""

from collections.abc import Mapping

from ticktie.collector import collector_paused
from ticktie.errors import InternalError
from ticktie.model import Change, Expression, Outcome, Sum, Term, TieOut
from ticktie.reports.binder_book import Book
from ticktie.reports.binder_formula import Live, Place, ten
from ticktie.reports.binder_lead import write_lead
from ticktie.reports.binder_lists import write_exceptions, write_not_proved
from ticktie.reports.binder_plan import Plan, Shown, plan_binder
from ticktie.reports.binder_prose import write_prose
from ticktie.reports.binder_sheets import Marks, write_table

FORMULAS_FOR_A_TIE = 2  # what it gives, and the difference


def write_binder(tie_out: TieOut) -> bytes:
    """Return the binder of a tie-out as an XLSX file; the same tie-out gives the same bytes.

    The cached value of every formula is computed exactly from the numbers in the cells that it names. No macro, no
    outside link; text of the release is written as text, whatever it begins with.

    Raises:
        InternalError: the writer found its own work wrong.
    """
    with collector_paused():
        return write_planned(plan_binder(tie_out))[0]


def write_planned(plan: Plan) -> tuple[bytes, Mapping[str, tuple[Place, Place]]]:
    """Return the binder of a plan, and the two cells of each tie's live formulas by the tie's id."""
    _verify_plan(plan)
    book = Book()
    write_lead(book, plan)
    marks = Marks.of(plan.tie_out.proofs)
    for table in plan.tables:
        write_table(book, plan, table, marks)
    write_prose(book, plan)
    write_exceptions(book, plan)
    write_not_proved(book, plan)
    if len(book.live) != plan.ties or book.formulas != FORMULAS_FOR_A_TIE * plan.ties:
        raise InternalError(f"binder: {book.formulas} formulas written for {plan.ties} ties; please report it")
    return book.close(), book.live


def _verify_plan(plan: Plan) -> None:
    """Check that every judged tie is shown once, and that formulas give what the judge found.

    The judge worked with full amounts, a formula works with the numbers in the cells: where both are linear, they
    must be equal to the last digit.
    """
    judged = sum(proof.outcome is not Outcome.OPEN for proof in plan.tie_out.proofs)
    if judged != plan.ties + len(plan.not_shown):
        raise InternalError(f"binder: {judged} ties were judged, {plan.ties} are shown; please report it")
    for shown in _every(plan):
        if _is_linear(shown.proof.tie.formula) and not _is_as_judged(plan, shown):
            raise InternalError(f"binder: the formula of {shown.proof.id} gives another value; please report it")


def _every(plan: Plan) -> list[Shown]:
    shown = [one for table in plan.tables for one in (*table.beside.values(), *table.below)]
    return [*shown, *plan.prose_ties.values(), *plan.prose_rest]


def _is_linear(expression: Expression) -> bool:
    match expression:
        case Term():
            return True
        case Sum(parts):
            return all(isinstance(part, Term) for _, part in parts)
        case Change(current, prior):
            return isinstance(current, Term) and isinstance(prior, Term)
    return False


def _is_as_judged(plan: Plan, shown: Shown) -> bool:
    live: Live = shown.live
    power = plan.standings[shown.proof.tie.target.id].number.power
    return live.value * ten(power) == shown.proof.recomputed
