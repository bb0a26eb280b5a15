"""The result as JUnit XML: one suite a release, one case for each figure, total and finding."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from ticktie.model import Figure, Finding, Outcome, Proof, TieOut, Verdict
from ticktie.reports.formula import Names, show_formula
from ticktie.reports.machine import figure_formula
from ticktie.reports.positions import Places
from ticktie.reports.quoting import shortened

MAX_NAME_CHARS = 120
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case: passed where `child` is "", else how it ended and why."""

    group: str
    name: str
    child: str = ""
    kind: str = ""
    message: str = ""
    text: str = ""


def to_junit(tie_outs: Sequence[TieOut], *, paths: Sequence[str] = ()) -> str:
    """Return the suites of some releases as XML.

    A figure of the prose is a case: passed where it is tied, failed where it is an exception, skipped where nothing
    proves it. So is each cell that a tie is to prove (skipped where its ties are open), and each wrong wording.

    Args:
        tie_outs: what was found.
        paths: what each release's file is called; by default its name.
    """
    called = paths or [tie_out.document.source.name for tie_out in tie_outs]
    root = Xml.Element("testsuites", name="ticktie")
    totals = {"tests": 0, "failures": 0, "errors": 0}
    for tie_out, path in zip(tie_outs, called, strict=True):
        suite = _suite(tie_out, path)
        root.append(suite)
        for name in totals:
            totals[name] += int(suite.get(name, "0"))
    root.attrib.update({name: str(count) for name, count in totals.items()})
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _suite(tie_out: TieOut, path: str) -> Xml.Element:
    cases = list(_cases(tie_out, path))
    ended = {child: sum(case.child == child for case in cases) for child in ("failure", "error", "skipped")}
    suite = Xml.Element(
        "testsuite",
        name=_clean(path),
        tests=str(len(cases)),
        failures=str(ended["failure"]),
        errors=str(ended["error"]),
        skipped=str(ended["skipped"]),
    )
    properties = Xml.SubElement(suite, "properties")
    for name, value in _properties(tie_out):
        Xml.SubElement(properties, "property", name=name, value=_clean(value))
    for case in cases:
        element = Xml.SubElement(suite, "testcase", classname=_clean(case.group), name=_clean(case.name))
        if case.child:
            told = {"message": _clean(case.message)} | ({"type": case.kind} if case.kind else {})
            child = Xml.SubElement(element, case.child, told)
            child.text = _clean(case.text) or None
    return suite


def _properties(tie_out: TieOut) -> Iterator[tuple[str, str]]:
    source, coverage = tie_out.document.source, tie_out.coverage
    yield "sha256", source.sha256
    yield "entity", tie_out.entity
    yield "period_end", tie_out.period_end.end.isoformat() if tie_out.period_end else ""
    for name in type(coverage).__slots__:
        yield name, str(getattr(coverage, name))


def _cases(tie_out: TieOut, path: str) -> Iterator[_Case]:
    """Yield the figures of the prose, the cells that are targets, wrong wordings, and rules that failed."""
    findings: dict[str, list[Finding]] = {}
    for finding in tie_out.findings:
        findings.setdefault(finding.figures[0] if finding.figures else "", []).append(finding)
    places, names = Places.of(tie_out), Names.of(tie_out.tables, tie_out.supporting)
    for result in tie_out.figures:
        figure = result.figure
        name = f"{figure.id} {figure.text}"
        if figure.id in findings:
            yield from _failed(findings[figure.id], f"{path}.prose", name, places, path)
        elif result.verdict is Verdict.UNSUPPORTED:
            why = "unsupported: nothing in the document proves or refutes it"
            yield _Case(f"{path}.prose", name, "skipped", message=why)
        else:
            yield _Case(f"{path}.prose", f"{name} = {figure_formula(result, names) or ''}".removesuffix(" = "))
    for key, proofs in _by_cell(tie_out).items():
        target = proofs[0].tie.target
        group = f"{path}.{key.partition('.')[0]}"
        name = f"{names.label(target)} {target.text} ({key})"
        if key in findings:
            yield from _failed(findings[key], group, name, places, path)
        elif all(proof.outcome is Outcome.OPEN for proof in proofs):
            yield _Case(group, name, "skipped", message="open: " + show_formula(proofs[0].tie.formula, names))
        else:
            yield _Case(group, name)
    yield from _failed(findings.get("", ()), f"{path}.wording", "", places, path)
    for failure in tie_out.failures:
        yield _Case(f"{path}.ticktie", failure.partition(" failed")[0], "error", "E901", failure)


def _by_cell(tie_out: TieOut) -> dict[str, list[Proof]]:
    found: dict[str, list[Proof]] = {}
    for proof in tie_out.proofs:
        if not isinstance(proof.tie.target, Figure):
            found.setdefault(proof.tie.target.id, []).append(proof)
    return found


def _failed(findings: Sequence[Finding], group: str, name: str, places: Places, path: str) -> Iterator[_Case]:
    """Yield a failed case for each finding; those after the first name their rule."""
    for number, finding in enumerate(findings):
        position = places.of_finding(finding)
        where = f"{path}:{position.line}:{position.column}" if position.in_text else f"{path}, {position.place}"
        lines = [
            f"{where}: {finding.rule} {finding.name}",
            f"stated      {finding.stated}",
            f"recomputed  {finding.recomputed}",
            f"cause       {finding.cause.value}",
        ]
        lines += [f"suggestion  {finding.suggestion}"] if finding.suggestion else []
        lines += [f"evidence    {part.text} ({part.id})" for part in finding.evidence]
        shown = name or f"{finding.id} {shortened(finding.stated, MAX_NAME_CHARS)}"
        yield _Case(
            group,
            shown if number == 0 and name else f"{shown} {finding.rule}",
            "failure",
            f"{finding.rule} {finding.severity.value}",
            finding.message,
            "\n".join(lines),
        )


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
