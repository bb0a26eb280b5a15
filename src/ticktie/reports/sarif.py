"""The findings as SARIF 2.1.0, for code scanning, editors and viewers."""

import hashlib
import json
import mimetypes
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote as percent_encoded

from ticktie import __version__
from ticktie.model import Cell, Figure, Finding, Outcome, Proof, Severity, TieOut, Verdict
from ticktie.reports.formula import Names, show_formula
from ticktie.reports.positions import Places, Position
from ticktie.reports.quoting import sentence
from ticktie.rules import RULES

SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.ROUNDING: "warning"}
KINDS = {Outcome.AGREES: "pass", Outcome.AGREES_WITHIN_ROUNDING: "pass", Outcome.OPEN: "open"}
# The rule of results that say that nothing proves a figure; its name can be no rule's code.
UNSUPPORTED = "unsupported"
_MIME_TYPES = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_DRIVE = re.compile(r"^[A-Za-z]:[\\/]")

Json = dict[str, Any]


def to_sarif(tie_outs: Sequence[TieOut], *, paths: Sequence[str] = (), every: bool = False) -> str:
    """Return one run over some releases, as JSON in a fixed order.

    Args:
        tie_outs: what was found.
        paths: what each release's file is called, as a path that a viewer can follow; by default its name.
        every: whether ties that agree ("pass") or stay open and unsupported figures ("notApplicable") are results too.
    """
    called = paths or [tie_out.document.source.name for tie_out in tie_outs]
    rules = _rules(every=every)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    results: list[Json] = []
    for number, (tie_out, path) in enumerate(zip(tie_outs, called, strict=True)):
        results += _Results(tie_out, uri_of(path), number, index).all(every=every)
    run = {
        "tool": {"driver": {"name": "ticktie", "semanticVersion": __version__, "version": __version__, "rules": rules}},
        "invocations": [_invocation(tie_outs)],
        "artifacts": [_artifact(tie_out, path) for tie_out, path in zip(tie_outs, called, strict=True)],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def uri_of(path: str) -> str:
    """Return a path as a URI: relative where the path is, percent-encoded.

    >>> uri_of("drafts/Q2 release.htm"), uri_of("/tmp/a#1.htm")
    ('drafts/Q2%20release.htm', 'file:///tmp/a%231.htm')
    """
    if _DRIVE.match(path):
        path = "/" + path.replace("\\", "/")
    encoded = percent_encoded(PurePath(path).as_posix().encode("utf-8", "surrogateescape"), safe="/")
    if path.startswith("/"):
        return f"file://{encoded}"
    return f"./{encoded}" if ":" in encoded.partition("/")[0] else encoded


def _rules(*, every: bool) -> list[Json]:
    found = [_rule(code) for code in sorted(RULES)]
    if every:
        text = "A figure of the prose that nothing in the document proves or refutes."
        found.append({"id": UNSUPPORTED, "name": "figure-is-unsupported", "shortDescription": {"text": text}})
    return found


def _rule(code: str) -> Json:
    rule = RULES[code]
    document = rule.document
    does = re.search(r"## What it does\n(.*?)(?:\n##|\Z)", document, re.DOTALL)
    what = " ".join(does[1].split()) if does else document.partition("\n")[0]
    said = rule.name.replace("-", " ").capitalize()
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": f"{said}."},
        "fullDescription": {"text": what},
        "help": {"text": document, "markdown": f"# {code} {rule.name}\n\n{document}"},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": [code[:2], f"tick {rule.tick}"]},
    }


def _invocation(tie_outs: Sequence[TieOut]) -> Json:
    failures = [failure for tie_out in tie_outs for failure in tie_out.failures]
    told = [{"level": "error", "message": {"text": failure}} for failure in failures]
    return {"executionSuccessful": not failures, **({"toolExecutionNotifications": told} if told else {})}


def _artifact(tie_out: TieOut, path: str) -> Json:
    source, coverage = tie_out.document.source, tie_out.coverage
    kind = _MIME_TYPES.get(source.format) or mimetypes.types_map.get(PurePath(path).suffix, "text/plain")
    counts = {name: getattr(coverage, name) for name in type(coverage).__slots__}
    return {
        "location": {"uri": uri_of(path)},
        "mimeType": kind if source.format != "text" or kind.startswith("text/") else "text/plain",
        "hashes": {"sha-256": source.sha256},
        "properties": {"entity": tie_out.entity, "coverage": counts},
    }


class _Results:
    """The results of one release; `index` gives each rule its number."""

    def __init__(self, tie_out: TieOut, uri: str, number: int, index: dict[str, int]) -> None:
        self.tie_out = tie_out
        self.places = Places.of(tie_out)
        self.names = Names.of(tie_out.tables, tie_out.supporting)
        self.artifact = {"uri": uri, "index": number}
        self.index = index
        self.seen: dict[str, int] = {}
        self.tables = {table.id: table for table in tie_out.tables}

    def all(self, *, every: bool) -> Iterator[Json]:
        """Yield the findings in the order of the document, then on request what else was judged."""
        for finding in self.tie_out.findings:
            yield self._finding(finding)
        if not every:
            return
        for proof in self.tie_out.proofs:
            if proof.outcome in KINDS:
                yield self._proof(proof)
        for result in self.tie_out.figures:
            if result.verdict is Verdict.UNSUPPORTED:
                text = f"{result.figure.text} is unsupported: nothing in the document proves or refutes it."
                yield self._passed(UNSUPPORTED, "notApplicable", text, result.figure.id)

    def _finding(self, finding: Finding) -> Json:
        advice = f" Suggested: {finding.suggestion}" if finding.suggestion else ""
        blamed = finding.figures[0] if finding.figures else ""
        result = {
            "ruleId": finding.rule,
            "ruleIndex": self.index[finding.rule],
            "kind": "fail",
            "level": LEVELS[finding.severity],
            "message": {"text": f"{finding.message}{advice}"},
            "locations": [self._location(self.places.of_finding(finding), blamed or finding.evidence[0].id)],
        }
        known = (self.places.printed, self.places.blocks)
        evidence = [part for part in finding.evidence if any(part.id in ids for ids in known)]
        related = [part for part in evidence if part.id != blamed and finding.figures]
        if related:
            result["relatedLocations"] = [
                {"id": number, **self._location(self.places.of_id(part.id), part.id), "message": {"text": label}}
                for number, part in enumerate(related, 1)
                for label in [f"{self._label(part.id)} {part.text}".strip()]
            ]
        result["partialFingerprints"] = {"ticktieFinding/v1": self._fingerprint(finding)}
        fix = self._fix(finding)
        if fix:
            result["fixes"] = [fix]
        result["properties"] = {
            "id": finding.id,
            "cause": finding.cause.value,
            "stated": finding.stated,
            "recomputed": finding.recomputed,
            "suggestion": finding.suggestion,
        }
        return result

    def _proof(self, proof: Proof) -> Json:
        tie = proof.tie
        outcome = proof.outcome.value.replace("_", " ")
        stated = self._label(tie.target.id) or tie.target.text
        text = f"{stated} = {show_formula(tie.formula, self.names)}: {outcome}."
        return self._passed(tie.rule, KINDS[proof.outcome], text, tie.target.id)

    def _passed(self, rule: str, kind: str, text: str, key: str) -> Json:
        return {
            "ruleId": rule,
            "ruleIndex": self.index[rule],
            "kind": kind,
            "level": "none",
            "message": {"text": text},
            "locations": [self._location(self.places.of_id(key), key)],
        }

    def _fix(self, finding: Finding) -> Json | None:
        edit = self.places.edit(finding)
        if edit is None or not edit.position.in_text:
            return None
        span = edit.position.span
        deleted = {**_region(edit.position), "charOffset": span.start, "charLength": span.end - span.start}
        replacement = {"deletedRegion": deleted, "insertedContent": {"text": edit.text}}
        return {
            "description": {"text": f"{finding.stated} → {finding.suggestion}"},
            "artifactChanges": [{"artifactLocation": self.artifact, "replacements": [replacement]}],
        }

    def _location(self, position: Position, key: str) -> Json:
        name = self._label(key)
        logical = {"name": key, **({"fullyQualifiedName": name} if name else {}), "kind": "member"}
        if not position.in_text:
            where = {"physicalLocation": {"artifactLocation": self.artifact}, "message": {"text": position.place}}
            return {**where, "logicalLocations": [logical]}
        span = position.span
        snippet = self.tie_out.document.source.text[span.start : span.end]
        region = {
            **_region(position),
            "charOffset": span.start,
            "charLength": span.end - span.start,
            "snippet": {"text": snippet},
        }
        return {
            "physicalLocation": {"artifactLocation": self.artifact, "region": region},
            "logicalLocations": [logical],
        }

    def _label(self, key: str) -> str:
        """Return "Revenue [3M 2007-09-30]" for a cell, "" for a figure of the prose or a block."""
        printed = self.places.printed.get(key)
        return self.names.label(printed) if isinstance(printed, Cell) else ""

    def _fingerprint(self, finding: Finding) -> str:
        """Return what stays the same when the finding only moves: its rule, its words and which of them it is."""
        printed = self.places.printed.get(finding.figures[0]) if finding.figures else None
        if isinstance(printed, Figure):
            text = self.places.blocks[printed.block].text
            first, last = sentence(text, printed.start, printed.end)
            around = text[first:last]
        elif printed is not None:
            around = f"{self.tables[printed.id.partition('.')[0]].title}|{self._label(printed.id)}"
        else:
            around = self.places.blocks[finding.evidence[0].id].text[:200]
        told = "|".join((finding.rule, finding.stated, around))
        count = self.seen[told] = self.seen.get(told, 0) + 1
        return hashlib.sha256(f"{told}|{count}".encode()).hexdigest()[:32]


def _region(position: Position) -> Json:
    return {
        "startLine": position.line,
        "startColumn": position.column,
        "endLine": position.end_line,
        "endColumn": position.end_column,
    }
