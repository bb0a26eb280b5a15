"""The result as JSON: one object a document, on one line, by `schema.json`."""

import json
from datetime import date
from importlib.resources import files
from typing import Any

from ticktie.model import Block, Document, FigureResult, Finding, Period, Proof, Supporting, Table, TieOut
from ticktie.printing import plain
from ticktie.reports.formula import Names, operands, show_formula

SCHEMA_VERSION = 1
Json = dict[str, Any]


def to_json(tie_out: TieOut) -> str:
    """Return a tie-out as one line of JSON; the same tie-out gives the same characters."""
    return json.dumps(as_data(tie_out), ensure_ascii=False, separators=(",", ":"))


def tables_to_json(document: Document, tables: tuple[Table, ...]) -> str:
    """Return the statements alone: the `document` and `tables` parts of the whole result."""
    data = {"schema_version": SCHEMA_VERSION, "document": _source(document), "tables": [_table(t) for t in tables]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def figures_to_json(tie_out: TieOut) -> str:
    """Return the figures alone: the `document` and `figures` parts of the whole result."""
    names = Names.of(tie_out.tables, tie_out.supporting)
    figures = [_figure(result, names) for result in tie_out.figures]
    data = {"schema_version": SCHEMA_VERSION, "document": _document(tie_out), "figures": figures}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def schema() -> str:
    """Return the JSON Schema of `to_json`."""
    return files("ticktie.reports").joinpath("schema.json").read_text(encoding="utf-8")


def as_data(tie_out: TieOut) -> Json:
    """Return a tie-out as plain lists, dicts and strings, in the order of the published fields."""
    names = Names.of(tie_out.tables, tie_out.supporting)
    return {
        "schema_version": SCHEMA_VERSION,
        "document": _document(tie_out),
        "blocks": [_block(block) for block in tie_out.document.blocks],
        "tables": [_table(table) for table in tie_out.tables],
        "figures": [_figure(result, names) for result in tie_out.figures],
        "ties": [_tie(proof, names) for proof in tie_out.proofs],
        "findings": [_finding(finding) for finding in tie_out.findings],
        "coverage": coverage_counts(tie_out),
        "failures": list(tie_out.failures),
        "supporting": [_supporting(one) for one in tie_out.supporting],
    }


def _document(tie_out: TieOut) -> Json:
    ended = tie_out.period_end
    source = _source(tie_out.document)
    return {**source, "entity": tie_out.entity or None, "period_end": _date(ended.end) if ended else None}


def _supporting(one: Supporting) -> Json:
    said = {**_source(one.document), "entity": one.entity or None}
    return {"document": said, "tables": [_table(table) for table in one.tables]}


def _source(document: Document) -> Json:
    source = document.source
    said = {"name": source.name, "sha256": source.sha256, "format": source.format, "title": document.title}
    return {**said, "remarks": list(source.remarks)}


def _date(day: date) -> str:
    return day.isoformat()


def _period(period: Period | None) -> Json | None:
    if period is None:
        return None
    return {"start": _date(period.start) if period.start else None, "end": _date(period.end)}


def _block(block: Block) -> Json:
    return {"id": block.id, "kind": block.kind.value, "text": block.text}


def _table(table: Table) -> Json:
    columns, rows = table.columns, table.rows
    return {
        "id": table.id,
        "block": table.block,
        "title": table.title,
        "statement": table.kind.value,
        "currency": table.currency or None,
        "scale": table.scale,
        "columns": [
            {
                "id": column.id,
                "label": column.label,
                "period": _period(column.period),
                "role": column.role.value,
                "dimension": column.dimension or None,
            }
            for column in columns
        ],
        "rows": [
            {
                "id": row.id,
                "caption": row.caption,
                "depth": row.depth,
                "concept": row.concept or None,
                "kind": row.kind.value,
                "section": list(row.section),
            }
            for row in rows
        ],
        "cells": [
            {
                "id": cell.id,
                "row": rows[cell.row].id,
                "column": columns[cell.column].id,
                "text": cell.text,
                "value": None if cell.value is None else plain(cell.value),
                "decimals": cell.decimals,
                "unit": cell.unit,
                "absence": cell.absence.value or None,
            }
            for cell in table.cells
        ],
    }


def _figure(result: FigureResult, names: Names) -> Json:
    figure, proof = result.figure, result.proof
    return {
        "id": figure.id,
        "block": figure.block,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "value": plain(figure.value),
        "unit": figure.unit,
        "decimals": figure.decimals,
        "kind": result.kind.value,
        "verdict": result.verdict.value,
        "formula": figure_formula(result, names),
        "recomputed": recomputed_text(proof) if proof and proof.tie.target.id == figure.id else None,
        "evidence": figure_parts(result),
        "tie": proof.id if proof else None,
    }


def figure_formula(result: FigureResult, names: Names) -> str | None:
    """Return the formula that decided a figure; "target = formula" where the figure is an operand of it."""
    if result.proof is None:
        return None
    tie = result.proof.tie
    formula = show_formula(tie.formula, names)
    return formula if tie.target.id == result.figure.id else f"{names.label(tie.target)} = {formula}"


def figure_parts(result: FigureResult) -> list[str]:
    """Return the ids of the other figures and cells of the formula that decided a figure."""
    if result.proof is None:
        return []
    tie = result.proof.tie
    printed = (tie.target, *operands(tie.formula))
    return [part.id for part in printed if part.id != result.figure.id]


def recomputed_text(proof: Proof) -> str | None:
    """Return what a proof's formula gives as a plain decimal, None where it is open."""
    if proof.recomputed is None:
        return None
    return plain(proof.recomputed, places=max(proof.tie.target.decimals, 0) + 2)


def _tie(proof: Proof, names: Names) -> Json:
    tie = proof.tie
    return {
        "id": proof.id,
        "rule": tie.rule,
        "relation": tie.relation.value,
        "target": tie.target.id,
        "operands": [part.id for part in operands(tie.formula)],
        "outcome": proof.outcome.value,
        "formula": show_formula(tie.formula, names),
        "recomputed": recomputed_text(proof),
    }


def _finding(finding: Finding) -> Json:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "cause": finding.cause.value,
        "message": finding.message,
        "stated": finding.stated,
        "recomputed": finding.recomputed,
        "suggestion": finding.suggestion,
        "figures": list(finding.figures),
        "evidence": [{"id": part.id, "text": part.text} for part in finding.evidence],
    }


def coverage_counts(tie_out: TieOut) -> dict[str, int]:
    """Return the counts of a release's coverage, in the order of the published fields."""
    coverage = tie_out.coverage
    return {
        "figures": coverage.figures,
        "tied": coverage.tied,
        "exception": coverage.exception,
        "unsupported": coverage.unsupported,
        "cells": coverage.cells,
        "cells_in_ties": coverage.cells_in_ties,
        "ties": coverage.ties,
    }
