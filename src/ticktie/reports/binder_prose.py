"""The sheet of the prose: every figure in its sentence, with its live formula over the sheets of the tables."""

from collections.abc import Iterable

from ticktie.diagnose import diagnose
from ticktie.model import Cause, FigureResult, Outcome, Printed, Proof, Verdict
from ticktie.reports.binder_book import Book, Sheet
from ticktie.reports.binder_formula import Place
from ticktie.reports.binder_plan import FIRST_PROSE_ROW, LEAD, PROSE, VALUE_COLUMN, Plan, Shown, rest_row
from ticktie.reports.binder_sheets import (
    FAILED,
    OUTCOME_STYLES,
    OUTCOME_WORDS,
    UNTIED,
    tick_of,
    write_live,
)
from ticktie.reports.findings import CAUSE_WORDS
from ticktie.reports.formula import operands, show_formula
from ticktie.reports.quoting import sentence, shortened

HEADS = ("Id", "Tick", "Sentence", "As printed", "Value", "Recomputed", "Difference", "Tie", "Verdict", "Cause",
         "Formula", "Place", "Operands")  # fmt: skip
WIDTHS = (6, 5, 56, 14, 14, 14, 11, 14, 12, 18, 40, 14)
RIGHT = ("As printed", "Value", "Recomputed", "Difference")
SET_IN = ("Tie", "Verdict", "Place")
RECOMPUTED, DIFFERENCE, TIE, VERDICT, CAUSE, FORMULA, WHERE, OPERANDS = 5, 6, 7, 8, 9, 10, 11, 12
MAX_OPERANDS, OPERAND_WIDTH, OPERAND_CHARS, FORMULA_CHARS = 6, 26, 60, 300
SENTENCE_ENDS = (".", "!", "?", ".”", "!”", "?”", '."', '!"', '?"', ".)")
VERDICT_STYLES = {Verdict.TIED: "agrees", Verdict.EXCEPTION: "disagrees", Verdict.UNSUPPORTED: "unproved"}


def write_prose(book: Book, plan: Plan) -> None:
    """Write the sheet of the prose."""
    tie_out = plan.tie_out
    sheet = book.sheet(
        PROSE, tie_out.document.source.name, repeat=(0, FIRST_PROSE_ROW - 1), freeze=(FIRST_PROSE_ROW, 2)
    )
    sheet.widths((*WIDTHS, *[OPERAND_WIDTH] * MAX_OPERANDS))
    sheet.text(0, 0, "Figures of the prose, the headings and the captions", "title")
    sheet.link(1, 0, Place(LEAD, 0, 0), "← Lead")
    _write_heads(sheet, FIRST_PROSE_ROW - 1)
    last = rest_row(tie_out) + len(plan.prose_rest)
    sheet.raw.print_area(0, 0, last, WHERE)  # the links beyond are of no use on paper
    for result in tie_out.figures:
        if result.figure.id in plan.spots:
            _write_figure(sheet, plan, result)
    if plan.prose_rest:
        first = rest_row(tie_out)
        sheet.text(first - 2, 0, "Further ties of these figures", "section")
        _write_heads(sheet, first - 1)
        for row, shown in enumerate(plan.prose_rest, first):
            _write_rest(sheet, plan, shown, row)


def context_of(plan: Plan, result: FigureResult) -> tuple[str, str, str]:
    """Return the sentence around a figure: what stands before it, the figure, what follows."""
    figure = result.figure
    text = plan.blocks[figure.block].text
    left, right = sentence(text, figure.start, figure.end)
    before, after = text[left : figure.start], text[figure.end : right]
    lead = "…" if left and not text[:left].rstrip().endswith(SENTENCE_ENDS) else ""
    tail = "…" if right < len(text) and not after.endswith(SENTENCE_ENDS) else ""
    return lead + before, figure.text, after + tail


def place_words(plan: Plan, block_id: str) -> str:
    """Return where a block stands: its id, and its line, page or paragraph; of HTML, whose lines say little, none."""
    if block_id not in plan.blocks or plan.tie_out.document.source.format == "html":
        return block_id
    return f"{block_id}, {plan.places.of_id(block_id).place}"


def write_operands(sheet: Sheet, plan: Plan, row: int, column: int, parts: Iterable[Printed]) -> None:
    """Write a link to each operand, side by side; how many are left out, where there are too many."""
    every = list(parts)
    shown = every if len(every) <= MAX_OPERANDS else every[: MAX_OPERANDS - 1]
    for at, part in enumerate(shown, column):
        name = plan.names.label(part)
        words = part.text if name == part.text else f"{part.text}  {name}"
        sheet.link(row, at, plan.spots.get(part.id), shortened(words, OPERAND_CHARS))
    if len(shown) < len(every):
        sheet.text(row, column + MAX_OPERANDS - 1, f"and {len(every) - len(shown)} more, in the formula", "quiet")


def _write_heads(sheet: Sheet, row: int) -> None:
    for at, label in enumerate(HEADS):
        sheet.heads(row, at, [label], "head_right" if label in RIGHT else "head_in" if label in SET_IN else "head")
    sheet.heads(row, len(HEADS), [""] * (MAX_OPERANDS - 1))


def _write_figure(sheet: Sheet, plan: Plan, result: FigureResult) -> None:
    figure, proof = result.figure, result.proof
    row = plan.spots[figure.id].row
    bad = result.verdict is Verdict.EXCEPTION
    tick = FAILED if bad else tick_of(proof) if proof and result.verdict is Verdict.TIED else UNTIED
    sheet.text(row, 0, figure.id)
    sheet.text(row, 1, tick, "tick_bad" if bad else "tick")
    sheet.marked(row, 2, context_of(plan, result))
    sheet.text(row, 3, figure.text, "text_right")
    standing = plan.standings.get(figure.id)
    if standing is not None:
        sheet.number(row, VALUE_COLUMN, standing.number, "bad_number" if bad else "number")
    sheet.text(row, VERDICT, result.verdict.value, VERDICT_STYLES[result.verdict])
    sheet.text(row, WHERE, place_words(plan, figure.block), "unproved")
    shown = plan.prose_ties.get(figure.id)
    if shown is not None:
        _write_tie(sheet, plan, shown, row)
    elif proof is not None:
        _write_elsewhere(sheet, plan, figure.id, proof, row)


def _write_elsewhere(sheet: Sheet, plan: Plan, figure_id: str, proof: Proof, row: int) -> None:
    """Write how a figure was proved by a tie that stands elsewhere: as an operand of it, mostly."""
    tie = proof.tie
    words = f"{plan.names.label(tie.target)} = {show_formula(tie.formula, plan.names)}"
    sheet.link(row, FORMULA, plan.homes.get(proof.id), shortened(f"see {words}", FORMULA_CHARS))
    sheet.text(row, TIE, OUTCOME_WORDS[proof.outcome], OUTCOME_STYLES[proof.outcome])
    others = [part for part in (tie.target, *operands(tie.formula)) if part.id != figure_id]
    write_operands(sheet, plan, row, OPERANDS, others)


def _write_tie(sheet: Sheet, plan: Plan, shown: Shown, row: int) -> None:
    proof = shown.proof
    write_live(sheet, plan, shown, row, (RECOMPUTED, DIFFERENCE))
    sheet.text(row, TIE, OUTCOME_WORDS[proof.outcome], OUTCOME_STYLES[proof.outcome])
    sheet.text(row, CAUSE, cause_words(proof), "wrap")
    formula = show_formula(proof.tie.formula, plan.names)
    sheet.text(row, FORMULA, f"{proof.tie.rule}: {shortened(formula, FORMULA_CHARS)}", "wrap")
    write_operands(sheet, plan, row, OPERANDS, operands(proof.tie.formula))


def cause_words(proof: Proof) -> str:
    """Return why a tie disagrees, and what would mend it; "" for one that holds."""
    if proof.outcome is not Outcome.DISAGREES or proof.recomputed is None:
        return ""
    diagnosis = proof.diagnosis or diagnose(proof.tie, proof.recomputed)
    why = CAUSE_WORDS[diagnosis.cause] if diagnosis.cause is not Cause.UNKNOWN else ""
    mend = f"→ {diagnosis.suggestion}" if diagnosis.suggestion else ""
    return f"{why} {mend}".strip()


def _write_rest(sheet: Sheet, plan: Plan, shown: Shown, row: int) -> None:
    target = shown.proof.tie.target
    sheet.link(row, 0, plan.spots.get(target.id), target.id)
    bad = shown.proof.outcome is Outcome.DISAGREES
    sheet.text(row, 1, tick_of(shown.proof), "tick_bad" if bad else "tick")
    result = plan.figures.get(target.id)
    if result is not None:
        sheet.marked(row, 2, context_of(plan, result))
    sheet.text(row, 3, target.text, "text_right")
    _write_tie(sheet, plan, shown, row)
