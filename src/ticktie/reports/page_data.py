"""What the page's panel shows, as JSON: figures, ties and findings, each string written once."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ticktie.judge import printed_interval, recompute
from ticktie.model import (
    Expression,
    Figure,
    FigureResult,
    Finding,
    Interval,
    Outcome,
    Proof,
    Term,
    TieOut,
    leaves,
    with_terms,
)
from ticktie.printing import printed_like
from ticktie.reports.explain import shown_range, shown_settlement
from ticktie.reports.findings import CAUSE_WORDS
from ticktie.reports.formula import Names, operands, show_formula
from ticktie.reports.machine import coverage_counts
from ticktie.reports.page_marks import TICK_WORDS, Mark
from ticktie.reports.quoting import clean, sentence, shortened
from ticktie.rules import RULES

CONTEXT_CHARS = 70
TITLE_CHARS = 90
RULE_TITLE_CHARS = 160
_OUTCOMES = tuple(Outcome)


def page_data(tie_out: TieOut, marks: Sequence[Mark]) -> str:
    """Return the panel's data as JSON that can stand in a `<script>`; `marks` in the order of the page."""
    data = _Data.of(tie_out, marks)
    whole = {
        "document": _document(tie_out),
        "coverage": coverage_counts(tie_out),
        "rules": [[code, RULES[code].name, RULES[code].tick, _purpose(code)] for code in data.rules],
        "ticks": TICK_WORDS,
        "outcomes": [outcome.value for outcome in _OUTCOMES],
        "marks": [data.mark(mark) for mark in marks],
        "ties": [data.tie(proof) for proof in tie_out.proofs],
        "findings": [data.finding(finding) for finding in tie_out.findings],
        "failures": list(tie_out.failures),
        "strings": list(data.strings),  # last: the others fill it
    }
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _document(tie_out: TieOut) -> dict[str, str]:
    source, ended = tie_out.document.source, tie_out.period_end
    return {
        "name": clean(source.name),
        "title": clean(shortened(tie_out.document.title, RULE_TITLE_CHARS)),
        "entity": clean(tie_out.entity),
        "period": ended.end.isoformat() if ended else "",
        "sha256": source.sha256,
    }


def _purpose(code: str) -> str:
    """Return the first sentence of what a rule's document says that it does."""
    _, _, rest = RULES[code].document.partition("## What it does\n")
    return shortened(" ".join(rest.partition("\n\n")[0].split()), RULE_TITLE_CHARS)


@dataclass(slots=True)
class _Data:
    """What the parts of the data look up; `strings` holds each string with its number."""

    names: Names
    rules: list[str]
    numbers: dict[str, int]
    results: dict[str, FigureResult]
    texts: dict[str, str]
    titles: dict[str, str]
    proofs: dict[str, int]
    first_cells: dict[str, str]
    strings: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, tie_out: TieOut, marks: Sequence[Mark]) -> "_Data":
        used = {proof.tie.rule for proof in tie_out.proofs} | {finding.rule for finding in tie_out.findings}
        return cls(
            names=Names.of(tie_out.tables, tie_out.supporting),
            rules=sorted(used),
            numbers={mark.id: index for index, mark in enumerate(marks)},
            results={result.figure.id: result for result in tie_out.figures},
            texts={block.id: block.text for block in tie_out.document.blocks},
            titles={table.id: table.title for table in tie_out.tables},
            proofs={proof.id: index for index, proof in enumerate(tie_out.proofs)},
            first_cells={table.block: table.cells[0].id for table in tie_out.tables if table.cells},
        )

    def string(self, text: str) -> int:
        """Return the number of a string; 0 is the empty one."""
        if not self.strings:
            self.strings[""] = 0
        return self.strings.setdefault(clean(text), len(self.strings))

    def mark(self, mark: Mark) -> list[Any]:
        """Return id, text, status, tick, what stands for it, unit, kind, tie that decided, and its words.

        The words are (caption, where, table's title) for a cell, (before, after, "") for a figure of the prose.
        """
        printed = mark.printed
        if printed is None:
            return [mark.id, self.string(mark.text), mark.status.value, mark.tick, 0, 0, 0, -1, 0, 0, 0]
        interval = shown_range(printed_interval(printed), printed)
        result = self.results.get(printed.id)
        decided = self.proofs.get(result.proof.id, -1) if result and result.proof else -1
        return [
            mark.id,
            self.string(mark.text),
            mark.status.value,
            mark.tick,
            self.string(interval),
            self.string(printed.unit),
            self.string(result.kind.replace("_", " ") if result else ""),
            decided,
            *map(self.string, self._words(mark)),
        ]

    def _words(self, mark: Mark) -> tuple[str, str, str]:
        printed = mark.printed
        if isinstance(printed, Figure):
            text = self.texts[printed.block]
            left, right = sentence(text, printed.start, printed.end)
            return _ending(text[left : printed.start]), shortened(text[printed.end : right], CONTEXT_CHARS), ""
        caption, _, where = self.names.label(printed).partition(" [") if printed else ("", "", "")
        title = self.titles.get(mark.id.partition(".")[0], "")
        return caption, where.removesuffix("]"), shortened(title, TITLE_CHARS)

    def tie(self, proof: Proof) -> list[Any]:
        """Return id, rule, outcome, target, formula, operands, own labels, result, interval, how settled, signs."""
        tie = proof.tie
        parts = operands(tie.formula)
        places = {part.id: index for index, part in enumerate(parts)}
        labels = dict(self._own_labels(tie.formula, places))
        recomputed = recompute(tie.formula)
        if recomputed is not None and tie.unit_factor != 1:
            recomputed = recomputed * Interval.point(tie.unit_factor)
        result = ""
        if proof.recomputed is not None:
            result = printed_like(proof.recomputed, tie.target, more=2, magnitude=tie.magnitude)
        return [
            proof.id,
            self.rules.index(tie.rule),
            _OUTCOMES.index(proof.outcome),
            self.numbers.get(tie.target.id, -1),
            self.string(show_formula(_numbered(tie.formula, places), self.names)),
            [self.numbers.get(part.id, -1) for part in parts],
            labels,
            self.string(result),
            self.string(shown_range(recomputed, tie.target)),
            self.string(f"{shown_settlement(tie.settlement)}{'; ' + tie.why if tie.why else ''}"),
            int(tie.magnitude),
        ]

    def _own_labels(self, formula: Expression, places: dict[str, int]) -> Iterator[tuple[int, int]]:
        for term in leaves(formula):
            if self.names.origin(term.figure):  # it stands on no page of the release
                yield places[term.figure.id], self.string(f"{term.figure.text}, {self.names.label(term.figure)}")
            elif term.label and term.label != self.names.label(term.figure):
                yield places[term.figure.id], self.string(term.label)

    def finding(self, finding: Finding) -> list[Any]:
        """Return id, rule, severity, cause, message, stated, recomputed, suggestion, mark, tie."""
        blamed = finding.figures[0] if finding.figures else finding.id
        if blamed not in self.numbers and finding.evidence:  # a table as a whole: its first cell stands for it
            blamed = self.first_cells.get(finding.evidence[0].id, "")
        return [
            finding.id,
            self.rules.index(finding.rule),
            finding.severity.value,
            self.string(CAUSE_WORDS[finding.cause]),
            self.string(finding.message),
            self.string(finding.stated),
            self.string(finding.recomputed),
            self.string(finding.suggestion),
            self.numbers.get(blamed, -1),
        ]


def _ending(text: str) -> str:
    """Return the last words of a text."""
    if len(text) <= CONTEXT_CHARS:
        return text
    return f"…{text[-CONTEXT_CHARS:].partition(' ')[2]}"


def _numbered(expression: Expression, places: dict[str, int]) -> Expression:
    """Return a formula whose operands are called {0}, {1} …, so that formulas of one shape are one string."""
    return with_terms(expression, lambda term: Term(term.figure, f"{{{places[term.figure.id]}}}"))
