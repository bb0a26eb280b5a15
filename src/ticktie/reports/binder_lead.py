"""The lead sheet: whose release it is, what came of it, what the ticks mean, and who signs."""

from collections import Counter

from ticktie.model import Outcome, Severity
from ticktie.reports.binder_book import Book, Sheet
from ticktie.reports.binder_formula import Place
from ticktie.reports.binder_plan import EXCEPTIONS, LEAD, NOT_PROVED, PROSE, Plan
from ticktie.reports.binder_sheets import FAILED, OPERAND, OUTCOME_WORDS, UNTIED, USED
from ticktie.reports.quoting import shortened

LEGEND = (
    ("F", "footed: the lines above add up to it"),
    ("CF", "crossfooted: its row adds up to it"),
    ("R", "recomputed from other figures"),
    ("A", "agreed to the same figure elsewhere"),
    ("RF", "rolled forward from the opening balance"),
    (FAILED, "exception: does not recompute to what is printed"),
    (UNTIED, "unsupported: nothing in the document proves or refutes it"),
    (OPERAND, "takes part in the tie of another figure"),
    (USED, "used by the prose; the mark leads there"),
)
NOTES = (
    "Figures stand in the unit that they are printed in; live formulas convert where units differ.",
    "A printed figure stands for all values that round to it. “Within rounding” means that the figures as printed "
    "differ, and that unrounded ones need not.",
    "A verdict is what ticktie found when it wrote this file; it does not change when cells are changed.",
)


def write_lead(book: Book, plan: Plan) -> None:
    """Write the lead sheet."""
    tie_out = plan.tie_out
    source = tie_out.document.source
    sheet = book.sheet(LEAD, source.name, repeat=(0, 0), freeze=(0, 0))
    sheet.widths((24, 68, 3, 30, 10, 10, 20, 13))
    sheet.text(0, 0, "Tie-out binder", "title")
    facts = (
        ("Entity", tie_out.entity or "not stated"),
        ("Release", shortened(tie_out.document.title, 75)),
        ("Period", str(tie_out.period_end) if tie_out.period_end else "not stated"),
        ("File", source.name),
        ("SHA-256", source.sha256),
        ("Format", source.format),
    )
    row = 2
    for label, value in facts:
        sheet.text(row, 0, label, "bold")
        sheet.text(row, 1, value)
        row += 1
    row = _write_coverage(sheet, plan, row + 1)
    row = _write_findings(sheet, plan, row + 1)
    row = _write_signatures(sheet, row + 1)
    row = _write_legend(sheet, row + 1)
    for note in NOTES:
        sheet.text(row + 1, 0, note, "quiet")
        row += 1
    _write_contents(sheet, plan, 2)


def _write_coverage(sheet: Sheet, plan: Plan, row: int) -> int:
    coverage = plan.tie_out.coverage
    sheet.heads(row, 0, ["Coverage", ""])
    lines = (
        ("Figures of the prose", coverage.figures),
        ("tied", coverage.tied),
        ("exceptions", coverage.exception),
        ("unsupported", coverage.unsupported),
        ("Cells of tables", coverage.cells),
        ("in judged ties", coverage.cells_in_ties),
        ("Ties", coverage.ties),
        ("with a live formula here", plan.ties),
    )
    for label, count in lines:
        row += 1
        sheet.text(row, 0, label, indent=0 if label[0].isupper() else 1)
        sheet.raw.write_number(row, 1, count, sheet.book.style("left_number", "#,##0"))
    return row + 1


def _write_findings(sheet: Sheet, plan: Plan, row: int) -> int:
    counts = Counter(finding.severity for finding in plan.tie_out.findings)
    sheet.heads(row, 0, ["Findings", ""])
    for severity in (Severity.ERROR, Severity.ROUNDING):
        row += 1
        sheet.link(row, 0, Place(EXCEPTIONS, 0, 0), severity.value)
        sheet.raw.write_number(row, 1, counts[severity], sheet.book.style("left_number", "#,##0"))
    for failure in plan.tie_out.failures:
        row += 1
        sheet.text(row, 0, f"{failure}. This is a bug in ticktie.", "disagrees")
    return row + 1


def _write_signatures(sheet: Sheet, row: int) -> int:
    sheet.heads(row, 0, ["Sign-off", "Name, date"])
    for role in ("Prepared by", "Reviewed by"):
        row += 1
        sheet.raw.set_row(row, 26)
        sheet.text(row, 0, role, "line")
        sheet.raw.write_blank(row, 1, None, sheet.book.style("line"))
    return row + 1


def _write_legend(sheet: Sheet, row: int) -> int:
    sheet.heads(row, 0, ["Tick", "Meaning"])
    for tick, meaning in LEGEND:
        row += 1
        sheet.text(row, 0, tick, "tick_bad" if tick == FAILED else "tick")
        sheet.text(row, 1, meaning)
    return row + 1


def _write_contents(sheet: Sheet, plan: Plan, row: int) -> None:
    """Write a link to each sheet, with how its ties came out."""
    outcomes = (Outcome.AGREES, Outcome.AGREES_WITHIN_ROUNDING, Outcome.DISAGREES)
    sheet.heads(row, 3, ["Sheet"])
    sheet.heads(row, 4, ["Figures", *(OUTCOME_WORDS[outcome] for outcome in outcomes)], "head_right")
    entries = [(PROSE, len(plan.tie_out.figures), [*plan.prose_ties.values(), *plan.prose_rest])]
    entries += [(table.sheet, len(table.numbers), [*table.beside.values(), *table.below]) for table in plan.tables]
    for name, figures, ties in entries:
        row += 1
        counts = Counter(shown.proof.outcome for shown in ties)
        sheet.link(row, 3, Place(name, 0, 0), name)
        for at, count in enumerate((figures, *(counts[outcome] for outcome in outcomes)), 4):
            sheet.count(row, at, count)
    for name in (EXCEPTIONS, NOT_PROVED):
        row += 1
        sheet.link(row, 3, Place(name, 0, 0), name)
