"""What a passage proves by its own levels, recomputed from the cells that prove the levels."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ticktie.diagnose import diagnose
from ticktie.judge import judge
from ticktie.model import Cell, Change, Expression, FigureResult, Outcome, PercentChange, Proof, Sum, Term, Verdict


def through_levels(results: Sequence[FigureResult]) -> tuple[FigureResult, ...]:
    """Put the cells of a line in the place of the levels that they prove, where a passage proved a change.

    "$21.0 million, an increase of 36.4% from $15.4 million": the rounded levels give 36.4, the 21,021 and 15,391
    that prove them 36.6. The cells say more than the levels; where they disagree, the figure was computed from
    rounded operands.
    """
    terms = {result.figure.id: term for result in results if (term := _cell_term(result)) is not None}
    return tuple(_through(result, terms) for result in results)


def _cell_term(result: FigureResult) -> Term | None:
    """Return the cell that proves a level by itself."""
    formula = result.proof.tie.formula if result.proof and result.verdict is Verdict.TIED else None
    return formula if isinstance(formula, Term) and isinstance(formula.figure, Cell) else None


def _through(result: FigureResult, terms: Mapping[str, Term]) -> FigureResult:
    proof = result.proof
    if proof is None or result.verdict is not Verdict.TIED or not proof.tie.passage:
        return result
    formula = _in_cells(proof.tie.formula, terms)
    if formula is None:
        return result
    tie = replace(proof.tie, formula=formula, passage=False)
    outcome, recomputed = judge(tie)
    if outcome is Outcome.OPEN or recomputed is None:
        return result
    if outcome is not Outcome.DISAGREES:
        return replace(result, proof=replace(proof, tie=tie, outcome=outcome, recomputed=recomputed))
    if isinstance(formula, Sum):  # the parts of a passage need not be those that the total has
        return replace(result, verdict=Verdict.UNSUPPORTED, proof=None)
    if tie.hedge or not tie.firm:
        return result
    diagnosis = diagnose(tie, recomputed)
    return replace(result, verdict=Verdict.EXCEPTION, proof=Proof("", tie, outcome, recomputed, diagnosis))


def _in_cells(formula: Expression, terms: Mapping[str, Term]) -> Expression | None:
    """Return a change of one line, or a sum, with the cells that prove its levels in their places."""
    if isinstance(formula, Change | PercentChange):
        current, prior = _cell_of(formula.current, terms), _cell_of(formula.prior, terms)
        if current is None or prior is None or not _of_one_line(current, prior):
            return None
        return type(formula)(current, prior)
    if isinstance(formula, Sum):
        parts = [(weight, _cell_of(part, terms)) for weight, part in formula.parts]
        found = tuple((weight, cell) for weight, cell in parts if cell is not None)
        return Sum(found) if len(found) == len(parts) else None
    return None


def _cell_of(operand: object, terms: Mapping[str, Term]) -> Term | None:
    return terms.get(operand.figure.id) if isinstance(operand, Term) else None


def _of_one_line(current: Term, prior: Term) -> bool:
    """Whether two cells stand in one row of one table, in different columns."""
    one, other = current.figure, prior.figure
    if not isinstance(one, Cell) or not isinstance(other, Cell):
        return False
    return one.id.rpartition(".")[0] == other.id.rpartition(".")[0] and one.column != other.column
