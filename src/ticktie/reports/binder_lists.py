"""The sheets of what is wrong and of what is left: exceptions, and what could not be proved and why."""

from ticktie.model import Finding, Outcome, Proof, Severity, TieOut, Verdict, leaves
from ticktie.reports.binder_book import Book, Sheet
from ticktie.reports.binder_formula import Place, letters
from ticktie.reports.binder_plan import EXCEPTIONS, LEAD, NOT_PROVED, Plan
from ticktie.reports.binder_prose import MAX_OPERANDS, context_of, place_words, write_operands
from ticktie.reports.findings import CAUSE_WORDS
from ticktie.reports.formula import printed_by_id, show_formula
from ticktie.reports.quoting import shortened

EXCEPTION_HEADS = (
    "Id",
    "Severity",
    "Rule",
    "Message",
    "Stated",
    "Recomputed",
    "Suggestion",
    "Cause",
    "Place",
    "Disposition",
    "Evidence",
)
EXCEPTION_WIDTHS = (6, 9, 22, 54, 14, 14, 14, 20, 14, 20)
LEFT_HEADS = ("Id", "Figure", "Where", "Why it is not proved", "Place")
LEFT_WIDTHS = (10, 18, 70, 60, 16)
WORDS_CHARS = 400


def write_exceptions(book: Book, plan: Plan) -> None:
    """Write every finding, with links to the figures and cells of its formula."""
    findings = plan.tie_out.findings
    sheet = book.sheet(EXCEPTIONS, plan.tie_out.document.source.name, repeat=(0, 2), freeze=(3, 1))
    sheet.text(0, 0, "Exceptions", "title")
    sheet.link(1, 0, Place(LEAD, 0, 0), "← Lead")
    sheet.widths((*EXCEPTION_WIDTHS, *[26] * MAX_OPERANDS))
    sheet.heads(2, 0, (*EXCEPTION_HEADS, *[""] * (MAX_OPERANDS - 1)))
    sheet.raw.print_area(0, 0, max(3, len(findings) + 2), len(EXCEPTION_WIDTHS) - 1)
    printed = printed_by_id(plan.tie_out)
    for row, finding in enumerate(findings, 3):
        _write_finding(sheet, plan, finding, row)
        parts = [printed[part.id] for part in finding.evidence if part.id in printed]
        write_operands(sheet, plan, row, len(EXCEPTION_HEADS) - 1, parts)
    if not findings:
        sheet.text(3, 0, "none")


def _write_finding(sheet: Sheet, plan: Plan, finding: Finding, row: int) -> None:
    spot = plan.spots.get(finding.figures[0]) if finding.figures else None
    style = "disagrees" if finding.severity is Severity.ERROR else "within"
    sheet.link(row, 0, spot, finding.id)
    sheet.text(row, 1, finding.severity.value, style)
    sheet.text(row, 2, f"{finding.rule} {finding.name}", "wrap")
    sheet.text(row, 3, finding.message, "wrap")
    sheet.text(row, 4, finding.stated, "wrap")
    sheet.text(row, 5, finding.recomputed, "wrap")
    sheet.text(row, 6, finding.suggestion, "wrap")
    sheet.text(row, 7, CAUSE_WORDS[finding.cause], "wrap")
    sheet.text(row, 8, _place(plan, finding), "unproved")
    sheet.text(row, 9, " ", "line")


def _place(plan: Plan, finding: Finding) -> str:
    key = finding.figures[0] if finding.figures else finding.evidence[0].id if finding.evidence else ""
    if key in plan.blocks:
        return place_words(plan, key)
    if key in plan.figures:
        return place_words(plan, plan.figures[key].figure.block)
    spot = plan.spots.get(key)
    return f"{spot.sheet.split(' ')[0]}, {letters(spot.column)}{spot.row + 1}" if spot else key


def write_not_proved(book: Book, plan: Plan) -> None:
    """Write figures of the prose without proof, ties that stayed open, and cells that take part in no tie."""
    tie_out = plan.tie_out
    sheet = book.sheet(NOT_PROVED, tie_out.document.source.name, repeat=(0, 2), freeze=(3, 1))
    sheet.text(0, 0, "What could not be proved, and why", "title")
    sheet.link(1, 0, Place(LEAD, 0, 0), "← Lead")
    sheet.widths(LEFT_WIDTHS)
    sheet.heads(2, 0, LEFT_HEADS)
    sheet.heads(2, 3, LEFT_HEADS[3:4], "head_in")
    row = _write_unsupported(sheet, plan, 3)
    row = _write_open(sheet, plan, row)
    _write_untied(sheet, plan, row)


def _write_unsupported(sheet: Sheet, plan: Plan, row: int) -> int:
    left = [result for result in plan.tie_out.figures if result.verdict is Verdict.UNSUPPORTED]
    row = _section(sheet, row, f"{len(left)} figures of the prose")
    for result in left:
        figure = result.figure
        sheet.link(row, 0, plan.spots.get(figure.id), figure.id)
        sheet.text(row, 1, figure.text)
        sheet.text(row, 2, "".join(context_of(plan, result)), "wrap")
        kind = result.kind.replace("_", " ")
        sheet.text(row, 3, f"{kind}: no formula that its words allow proves or refutes it", "wrap_in")
        sheet.text(row, 4, place_words(plan, figure.block), "quiet")
        row += 1
    return row


def _write_open(sheet: Sheet, plan: Plan, row: int) -> int:
    ties = [(proof, why_open(proof)) for proof in plan.tie_out.proofs if proof.outcome is Outcome.OPEN]
    ties += [(proof, f"judged, but without a live formula: {reason}") for proof, reason in plan.not_shown]
    row = _section(sheet, row, f"{len(ties)} ties")
    for proof, reason in ties:
        target = proof.tie.target
        formula = show_formula(proof.tie.formula, plan.names)
        words = f"{proof.tie.rule}: {plan.names.label(target)} = {formula}"
        sheet.link(row, 0, plan.spots.get(target.id), target.id)
        sheet.text(row, 1, target.text)
        sheet.text(row, 2, shortened(words, WORDS_CHARS), "wrap")
        sheet.text(row, 3, reason, "wrap_in")
        row += 1
    return row


def why_open(proof: Proof) -> str:
    """Return why a tie was left open."""
    tie = proof.tie
    absent = [part.text for part in (tie.target, *(term.figure for term in leaves(tie.formula))) if part.value is None]
    if absent:
        return f"no number is printed: {', '.join(dict.fromkeys(absent))}"
    if tie.conditional and proof.recomputed is not None:
        return "the formula gives another amount, but other movements may explain it: it can prove, not contradict"
    return "it cannot be computed: a divisor may be zero, or its rule failed"


def _write_untied(sheet: Sheet, plan: Plan, row: int) -> None:
    tied = _in_ties(plan.tie_out)
    left = [cell for table in plan.tie_out.tables for cell in table.cells if cell.id not in tied]
    row = _section(sheet, row, f"{len(left)} cells of tables that take part in no judged tie")
    for cell in left:
        sheet.link(row, 0, plan.spots.get(cell.id), cell.id)
        sheet.text(row, 1, cell.text)
        sheet.text(row, 2, plan.names.label(cell))
        reason = "no number is printed" if cell.value is None else "no rule relates it to another figure"
        sheet.text(row, 3, reason, "wrap_in")
        row += 1


def _in_ties(tie_out: TieOut) -> set[str]:
    tied: set[str] = set()
    for proof in tie_out.proofs:
        if proof.outcome is not Outcome.OPEN:
            tied.add(proof.tie.target.id)
            tied.update(term.figure.id for term in leaves(proof.tie.formula))
    return tied


def _section(sheet: Sheet, row: int, words: str) -> int:
    """Write the title of a section below what stands above it; return the row after it."""
    row += row > 3
    sheet.text(row, 0, words, "section")
    return row + 1
