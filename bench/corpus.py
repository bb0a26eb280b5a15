"""What comes of every shared release: `python -m bench.corpus`."""

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bench import releases, showing
from ticktie.errors import TicktieError
from ticktie.model import Finding, Outcome, Proof, Severity, TieOut


@dataclass(frozen=True, slots=True)
class Run:
    """One release tied out.

    Attributes:
        seconds: from bytes to the result, first time in this process.
        result: None where the release could not be tied out; `failure` then says why.
    """

    name: str
    seconds: float
    result: TieOut | None
    failure: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings; none where there is no result."""
        return self.result.findings if self.result else ()


def run(path: Path) -> Run:
    """Tie out one release; a failure is a result, since the others must go on."""
    started = time.perf_counter()
    try:
        result = releases.tie_out(path)
    except TicktieError as error:
        return Run(path.name, time.perf_counter() - started, None, f"{error.code} {error}")
    return Run(path.name, time.perf_counter() - started, result, "; ".join(result.failures))


HEADERS = ("release", "seconds", "figures", "tied", "exception", "unsupported", "cells", "in ties", "findings", "rules")


def row(done: Run) -> tuple[object, ...]:
    """Return one row of the summary."""
    rules = " ".join(
        f"{code}:{count}" for code, count in sorted(Counter(finding.rule for finding in done.findings).items())
    )
    if done.result is None:
        return (done.name, f"{done.seconds:.2f}", *("–",) * 7, "FAILED")
    counts = done.result.coverage
    return (
        done.name,
        f"{done.seconds:.2f}",
        counts.figures,
        counts.tied,
        counts.exception,
        counts.unsupported,
        counts.cells,
        counts.cells_in_ties,
        len(done.findings),
        rules,
    )


def totals(runs: list[Run]) -> tuple[object, ...]:
    """Return the last row: sums over all releases."""
    counts = [done.result.coverage for done in runs if done.result]
    fields = ("figures", "tied", "exception", "unsupported", "cells", "cells_in_ties")
    sums = [sum(getattr(count, field) for count in counts) for field in fields]
    seconds = sum(done.seconds for done in runs)
    return (f"all {len(runs)}", f"{seconds:.2f}", *sums, sum(len(done.findings) for done in runs), "")


def rule_rows(runs: Iterable[Run]) -> list[tuple[object, ...]]:
    """Return for each rule: its findings by severity and the number of releases that have any."""
    found = [(done.name, finding) for done in runs for finding in done.findings]
    rows: list[tuple[object, ...]] = []
    for code, name in sorted({(finding.rule, finding.name) for _, finding in found}):
        mine = [(release, finding) for release, finding in found if finding.rule == code]
        severities = Counter(finding.severity for _, finding in mine)
        rows.append(
            (
                f"{code} {name}",
                severities[Severity.ERROR],
                severities[Severity.ROUNDING],
                len({name for name, _ in mine}),
            )
        )
    return rows


def finding_lines(done: Run, number: int) -> Iterable[str]:
    """Yield each finding of a release in a few lines, so that a reader can judge it against the release."""
    if done.result is None:
        return
    places = showing.Places(done.result)
    failed = {
        (proof.tie.rule, proof.tie.target.id): proof
        for proof in done.result.proofs
        if proof.outcome is Outcome.DISAGREES
    }
    for order, finding in enumerate(done.findings, start=number):
        target = finding.figures[0] if finding.figures else ""
        proof = failed.get((finding.rule, target))
        yield f"[{order}] {done.name} {finding.id} {finding.rule} {finding.name} {finding.severity}/{finding.cause}"
        yield f"    {places.describe(target) if target else finding.message}"
        yield f"    stated {finding.stated}   recomputed {finding.recomputed}   suggestion {finding.suggestion or '–'}"
        yield f"    {_told(finding, proof)}"


def _told(finding: Finding, proof: Proof | None) -> str:
    if proof:
        return showing.proof_line(proof)
    return f"{finding.message}  {'; '.join(evidence.text for evidence in finding.evidence)}"


def main() -> None:
    """Run every release and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    releases.add_folder_options(parser)
    parser.add_argument("--findings", action="store_true", help="print each finding in a few lines")
    parser.add_argument("--rule", default="", metavar="CODE", help="with --findings: only this rule or family")
    options = parser.parse_args()
    runs = [run(path) for path in releases.find_releases(options.releases, options.only)]
    if options.findings:
        print_findings(runs, options.rule)
    print(showing.table(HEADERS, [*map(row, runs), totals(runs)]))
    print()
    print(showing.table(("rule", "errors", "rounding", "releases"), rule_rows(runs)))
    slowest = max(runs, key=lambda done: done.seconds)
    failures = [f"{done.name}: {done.failure}" for done in runs if done.failure]
    print(f"\nslowest: {slowest.name} {slowest.seconds:.2f} s; failures: {len(failures)}")
    print("\n".join(failures))


def print_findings(runs: list[Run], family: str) -> None:
    """Print the findings of all releases, numbered through."""
    number = 1
    for done in runs:
        kept = tuple(finding for finding in done.findings if finding.rule.startswith(family))
        if done.result and kept:
            done = replace(done, result=replace(done.result, findings=kept))
            print("\n".join(finding_lines(done, number)))
            number += len(kept)
    print()


if __name__ == "__main__":
    main()
