"""The tables that CSV and Parquet files hold: their columns and, for each release, their rows (docs/data.md)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ticktie.model import Outcome, Printed, Proof, TieOut, leaves
from ticktie.printing import plain
from ticktie.reports.formula import Names, operands, show_formula
from ticktie.reports.machine import figure_formula, figure_parts, recomputed_text
from ticktie.reports.positions import Places, Position
from ticktie.reports.quoting import sentence
from ticktie.rules import RULES


class Kind(StrEnum):
    """What a column holds; TEXT is what may come from the release, so that a spreadsheet must not run it."""

    TEXT = "text"
    LIST = "list of text"
    CODE = "code"
    CODES = "list of codes"
    NUMBER = "number as text"
    DECIMAL = "decimal"
    WHOLE = "integer"
    DATE = "date"
    TRUTH = "boolean"


Value = str | int | bool | list[str] | None
Row = tuple[Value, ...]
Column = tuple[str, Kind]

# A DECIMAL column holds 38 digits, 10 of them after the point; other values are null there and exact in the text.
MAX_DECIMAL_PLACES = 10
_LIMIT = Decimal(10) ** 28

# What every table begins with: the release that the row is of.
_RELEASE: tuple[Column, ...] = (
    ("document", Kind.TEXT),
    ("sha256", Kind.CODE),
    ("entity", Kind.TEXT),
    ("release_period_end", Kind.DATE),
)


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table's name, its columns in order, and how its rows are made of a release."""

    name: str
    columns: tuple[Column, ...]
    rows_of: Callable[[TieOut], Iterator[Row]]


def rows(shape: TableShape, tie_out: TieOut, path: str) -> Iterator[Row]:
    """Yield the rows of one release, each as long as the table has columns."""
    ended = tie_out.period_end
    release = (path, tie_out.document.source.sha256, tie_out.entity or None, ended.end.isoformat() if ended else None)
    for row in shape.rows_of(tie_out):
        yield (*release, *row)


def _figures(tie_out: TieOut) -> Iterator[Row]:
    names, places = Names.of(tie_out.tables, tie_out.supporting), Places.of(tie_out)
    for result in tie_out.figures:
        figure, proof = result.figure, result.proof
        text = places.blocks[figure.block].text
        first, last = sentence(text, figure.start, figure.end)
        yield (
            figure.id,
            figure.block,
            figure.start,
            figure.end,
            *_where(places.of_id(figure.id)),
            text[first:last],
            figure.text,
            plain(figure.value),
            _decimal(figure.value),
            figure.decimals,
            figure.unit,
            result.kind.value,
            result.verdict.value,
            proof.tie.rule if proof else None,
            proof.id if proof else None,
            figure_formula(result, names),
            recomputed_text(proof) if proof and proof.tie.target.id == figure.id else None,
            figure_parts(result),
        )


def _facts(tie_out: TieOut) -> Iterator[Row]:
    in_ties = _in_ties(tie_out)
    places = Places.of(tie_out)
    for table in tie_out.tables:
        for cell in table.cells:
            row, column = table.rows[cell.row], table.columns[cell.column]
            period = row.period or column.period
            yield (
                cell.id,
                table.id,
                table.kind.value,
                table.title,
                row.id,
                row.caption,
                list(row.section),
                row.kind.value,
                row.concept or None,
                column.id,
                column.label,
                column.role.value,
                column.dimension or None,
                period.start.isoformat() if period and period.start else None,
                period.end.isoformat() if period else None,
                *_where(places.of_id(cell.id)),
                cell.text,
                None if cell.value is None else plain(cell.value),
                _decimal(cell.value),
                cell.decimals,
                cell.unit,
                cell.absence.value or None,
                cell.id in in_ties,
            )


def _ties(tie_out: TieOut) -> Iterator[Row]:
    names = Names.of(tie_out.tables, tie_out.supporting)
    for proof in tie_out.proofs:
        tie = proof.tie
        shown = recomputed_text(proof)
        yield (
            proof.id,
            tie.rule,
            RULES[tie.rule].name,
            RULES[tie.rule].tick,
            tie.relation.value,
            tie.target.id,
            names.label(tie.target),
            tie.target.text,
            _plain(tie.target),
            show_formula(tie.formula, names),
            [part.id for part in operands(tie.formula)],
            [part.text for part in operands(tie.formula)],
            proof.outcome.value,
            shown,
            _decimal(Decimal(shown)) if shown is not None else None,
            tie.target.unit,
        )


def _findings(tie_out: TieOut) -> Iterator[Row]:
    places, names = Places.of(tie_out), Names.of(tie_out.tables, tie_out.supporting)
    for finding in tie_out.findings:
        position = places.of_finding(finding)
        blamed = [places.printed[key] for key in finding.figures]
        yield (
            finding.id,
            finding.rule,
            finding.name,
            finding.severity.value,
            finding.cause.value,
            finding.message,
            names.label(blamed[0]) if blamed else None,
            finding.stated,
            finding.recomputed,
            finding.suggestion or None,
            list(finding.figures),
            [part.id for part in finding.evidence],
            *_where(position),
            position.column if position.in_text else None,
        )


def _where(position: Position) -> tuple[int | None, str]:
    return position.line if position.in_text else None, position.place


def _in_ties(tie_out: TieOut) -> set[str]:
    """Return the ids of the cells and figures of ties that are not open, as coverage counts them."""
    judged: list[Proof] = [proof for proof in tie_out.proofs if proof.outcome is not Outcome.OPEN]
    return {part.id for proof in judged for part in (proof.tie.target, *(t.figure for t in leaves(proof.tie.formula)))}


def _plain(printed: Printed) -> str | None:
    return None if printed.value is None else plain(printed.value)


def _decimal(value: Decimal | None) -> str | None:
    """Return a value that a DECIMAL column holds exactly, else None.

    >>> _decimal(Decimal("7219000")), _decimal(Decimal("1e40"))
    ('7219000', None)
    """
    if value is None or abs(value) >= _LIMIT:
        return None
    shown = plain(value)
    return shown if len(shown.partition(".")[2]) <= MAX_DECIMAL_PLACES else None


FIGURES = TableShape(
    "figures",
    (
        *_RELEASE,
        ("id", Kind.CODE),
        ("block", Kind.CODE),
        ("start", Kind.WHOLE),
        ("end", Kind.WHOLE),
        ("line", Kind.WHOLE),
        ("place", Kind.TEXT),
        ("sentence", Kind.TEXT),
        ("text", Kind.TEXT),
        ("value", Kind.NUMBER),
        ("value_decimal", Kind.DECIMAL),
        ("decimals", Kind.WHOLE),
        ("unit", Kind.CODE),
        ("kind", Kind.CODE),
        ("verdict", Kind.CODE),
        ("rule", Kind.CODE),
        ("tie", Kind.CODE),
        ("formula", Kind.TEXT),
        ("recomputed", Kind.NUMBER),
        ("evidence", Kind.CODES),
    ),
    _figures,
)
FACTS = TableShape(
    "facts",
    (
        *_RELEASE,
        ("id", Kind.CODE),
        ("table", Kind.CODE),
        ("statement", Kind.CODE),
        ("title", Kind.TEXT),
        ("row", Kind.CODE),
        ("caption", Kind.TEXT),
        ("section", Kind.LIST),
        ("row_kind", Kind.CODE),
        ("concept", Kind.CODE),
        ("column", Kind.CODE),
        ("label", Kind.TEXT),
        ("role", Kind.CODE),
        ("dimension", Kind.TEXT),
        ("period_start", Kind.DATE),
        ("period_end", Kind.DATE),
        ("line", Kind.WHOLE),
        ("place", Kind.TEXT),
        ("text", Kind.TEXT),
        ("value", Kind.NUMBER),
        ("value_decimal", Kind.DECIMAL),
        ("decimals", Kind.WHOLE),
        ("unit", Kind.CODE),
        ("absence", Kind.CODE),
        ("in_ties", Kind.TRUTH),
    ),
    _facts,
)
TIES = TableShape(
    "ties",
    (
        *_RELEASE,
        ("id", Kind.CODE),
        ("rule", Kind.CODE),
        ("rule_name", Kind.CODE),
        ("tick", Kind.CODE),
        ("relation", Kind.CODE),
        ("target", Kind.CODE),
        ("target_label", Kind.TEXT),
        ("target_text", Kind.TEXT),
        ("target_value", Kind.NUMBER),
        ("formula", Kind.TEXT),
        ("operands", Kind.CODES),
        ("operand_texts", Kind.LIST),
        ("outcome", Kind.CODE),
        ("recomputed", Kind.NUMBER),
        ("recomputed_decimal", Kind.DECIMAL),
        ("unit", Kind.CODE),
    ),
    _ties,
)
FINDINGS = TableShape(
    "findings",
    (
        *_RELEASE,
        ("id", Kind.CODE),
        ("rule", Kind.CODE),
        ("rule_name", Kind.CODE),
        ("severity", Kind.CODE),
        ("cause", Kind.CODE),
        ("message", Kind.TEXT),
        ("blamed_label", Kind.TEXT),
        ("stated", Kind.TEXT),
        ("recomputed", Kind.TEXT),
        ("suggestion", Kind.TEXT),
        ("figures", Kind.CODES),
        ("evidence", Kind.CODES),
        ("line", Kind.WHOLE),
        ("place", Kind.TEXT),
        ("column", Kind.WHOLE),
    ),
    _findings,
)
TABLES = {shape.name: shape for shape in (FIGURES, FACTS, TIES, FINDINGS)}
