"""How results are put on the screen: plain tables, marked sentences, formulas with captions and values."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from ticktie.model import (
    Cell,
    Change,
    Constant,
    Expression,
    Figure,
    PercentChange,
    Printed,
    Product,
    Proof,
    Quotient,
    Sum,
    Term,
    TieOut,
)

CONTEXT_CHARACTERS = 110


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as a plain table; the first column is set left, the others right.

    >>> print(table(("kind", "found"), [("scale", 3), ("digit", 12)]))
    kind   found
    scale      3
    digit     12
    """
    lines = [list(map(str, headers)), *(list(map(str, row)) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def share(part: int, whole: int) -> str:
    """Return "12/16  75.0%", or "0/0" where there is nothing to divide by."""
    return f"{part}/{whole} {100 * part / whole:5.1f}%" if whole else f"{part}/0"


def number(value: Fraction | None) -> str:
    """Return a value with at most four decimals, or "–" where it is absent."""
    if value is None:
        return "–"
    shown = f"{float(value):,.4f}"
    return shown.rstrip("0").rstrip(".")


def marked(text: str, start: int, end: int, *, context: int = CONTEXT_CHARACTERS) -> str:
    """Return the surroundings of a figure with the figure in »«.

    >>> marked("Revenue was $7.2 million.", 12, 24)
    'Revenue was »$7.2 million«.'
    """
    left, right = max(0, start - context), min(len(text), end + context)
    before = ("…" if left else "") + text[left:start]
    after = text[end:right] + ("…" if right < len(text) else "")
    return f"{before}»{text[start:end]}«{after}"


def formula(expression: Expression) -> str:
    """Return a formula with the printed text of each operand and its label in brackets."""
    match expression:
        case Constant(value):
            return number(value)
        case Term(figure, label):
            return f"{figure.text} ⟨{label or figure.id}⟩"
        case Sum(parts):
            signed = "".join(f" {'+' if weight > 0 else '−'} {formula(part)}" for weight, part in parts)
            return f"({signed.strip().removeprefix('+ ')})"
        case Product(left, right):
            return f"{formula(left)} × {formula(right)}"
        case Quotient(above, below):
            return f"{formula(above)} / {formula(below)}"
        case Change(current, prior):
            return f"({formula(current)} − {formula(prior)})"
        case PercentChange(current, prior):
            return f"pct({formula(current)}, {formula(prior)})"


def proof_line(proof: Proof | None) -> str:
    """Return rule, outcome, recomputed value and formula of a proof in one line."""
    if proof is None:
        return "no formula"
    why = f"  [{proof.tie.why}]" if proof.tie.why else ""
    return (
        f"{proof.tie.rule} {proof.tie.relation} {proof.outcome} {number(proof.recomputed)} = "
        f"{formula(proof.tie.formula)}{why}"
    )


class Places:
    """Says where a figure or a cell of one tie-out stands, in words."""

    def __init__(self, result: TieOut) -> None:
        self.blocks = {block.id: block for block in result.document.blocks}
        self.figures: dict[str, Figure] = {one.figure.id: one.figure for one in result.figures}
        self.cells = {cell.id: (cell, table) for table in result.tables for cell in table.cells}

    def describe(self, printed_id: str) -> str:
        """Return the sentence around a figure, or title, caption and column of a cell."""
        if figure := self.figures.get(printed_id):
            return marked(self.blocks[figure.block].text, figure.start, figure.end)
        if printed_id not in self.cells:
            return printed_id
        cell, owner = self.cells[printed_id]
        row, column = owner.rows[cell.row], owner.columns[cell.column]
        line = " › ".join((*row.section, row.caption))
        return f"{owner.kind} “{owner.title[-70:]}” | {line} | {column.label} | »{cell.text}«"

    def printed(self, printed_id: str) -> Printed | None:
        """Return the figure or cell with that id."""
        found: Figure | Cell | None = self.figures.get(printed_id)
        return found or self.cells.get(printed_id, (None,))[0]
