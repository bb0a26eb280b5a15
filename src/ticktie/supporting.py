"""Supporting documents: their tables beside those of a release, and what only they prove or refute."""

from collections.abc import Sequence
from dataclasses import replace

from ticktie.diagnose import diagnose
from ticktie.judge import judge
from ticktie.model import Cell, Document, FigureResult, Outcome, Proof, Supporting, Table, Term, Verdict, leaves
from ticktie.rules.supported import other_printings

CONTRADICTS = "one supporting document proves it, another one contradicts it"


def as_supporting(number: int, document: Document, entity: str, tables: Sequence[Table]) -> Supporting:
    """Return a document with ids of its own for its tables and cells: those of document 2 begin with "s2"."""
    return Supporting(document, entity, tuple(_renamed(table, f"s{number}") for table in tables))


def _renamed(table: Table, prefix: str) -> Table:
    cells = tuple(replace(cell, id=f"{prefix}{cell.id}") for cell in table.cells)
    return replace(table, id=f"{prefix}{table.id}", cells=cells)


def with_supported(
    results: Sequence[FigureResult], further: Sequence[FigureResult], tables: Sequence[Table]
) -> tuple[FigureResult, ...]:
    """Return the results of a release, in which supporting tables decide what it leaves open.

    Args:
        results: verdicts by the release alone.
        further: verdicts by the release and its supporting documents, in the same order.
        tables: of the supporting documents.
    """
    ids = {table.id for table in tables}
    return tuple(
        other if one.verdict is Verdict.UNSUPPORTED and _is_supported(other, ids) else one
        for one, other in zip(results, further, strict=True)
    )


def with_contradictions(results: Sequence[FigureResult], supporting: Sequence[Supporting]) -> tuple[FigureResult, ...]:
    """Turn a figure that one supporting document proves into an exception where another one contradicts it."""
    return tuple(_contradicted(result, supporting) for result in results)


def _contradicted(result: FigureResult, supporting: Sequence[Supporting]) -> FigureResult:
    formula = result.proof.tie.formula if result.proof and result.verdict is Verdict.TIED else None
    if not isinstance(formula, Term) or not isinstance(formula.figure, Cell) or result.proof is None:
        return result
    cell = formula.figure
    home = next((one for one in supporting if any(_holds(table, cell) for table in one.tables)), None)
    if home is None:
        return result
    (table,) = (table for table in home.tables if _holds(table, cell))
    others = [one for other in supporting if other is not home for one in other.tables]
    for same in other_printings(cell, table, others):
        tie = replace(result.proof.tie, rule="AG003", formula=Term(same, formula.label), why=CONTRADICTS)
        outcome, recomputed = judge(tie)
        if outcome is Outcome.DISAGREES and recomputed is not None:
            proof = Proof("", tie, outcome, recomputed, diagnose(tie, recomputed))
            return replace(result, verdict=Verdict.EXCEPTION, proof=proof)
    return result


def _holds(table: Table, cell: Cell) -> bool:
    return cell.id.startswith(f"{table.id}.")


def _is_supported(result: FigureResult, ids: set[str]) -> bool:
    """Whether a cell of a supporting table takes part in what decided a figure."""
    if result.proof is None:
        return False
    return any(term.figure.id.partition(".")[0] in ids for term in leaves(result.proof.tie.formula))
