"""All measures of how often the tool is right, in one file: `make accuracy`, or `python -m bench.results`.

Prints one summary, and writes it with the tables behind it to bench/RESULTS.md and into README.md. Takes some minutes.
"""

import argparse
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bench import accuracy, aggrecol, corpus, plants, releases, showing, totals
from ticktie.model import Severity, StatementKind

# Made for releases of the shared folder; another corpus is measured without them.
OWN = releases.REPOSITORY / "bench" / "gold"
CORPUS = releases.SHARED / "releases"
AGGRECOL = releases.SHARED / "aggrecol" / "dataset.jl.gz"
RESULTS = releases.REPOSITORY / "bench" / "RESULTS.md"
README = releases.REPOSITORY / "README.md"
BLOCK = re.compile(r"(?<=<!-- accuracy -->\n)(?s:.*?)(?=<!-- /accuracy -->)")


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that is measured: annotations of the corpus, those made for this project, findings and plants.

    Attributes:
        totals: printed lines that name a total.
        foreign: the search for sums on the AggreCol tables, where they are at hand.
    """

    scores: list[accuracy.Score]
    own: list[accuracy.Score]
    runs: list[corpus.Run]
    trials: list[plants.Trial]
    totals: list[totals.TotalLine]
    foreign: aggrecol.Measured | None


def summary(measured: Measured, day: date) -> str:
    """Return the table for README.md, a line for each measure."""
    scores, runs, trials = measured.scores, measured.runs, measured.trials
    row = dict(zip(accuracy.HEADERS, accuracy.summary_row("all", scores), strict=True))
    findings = Counter(finding.severity for done in runs for finding in done.findings)
    prose = [trial for trial in trials if trial.group == "prose"]
    cells = [trial for trial in trials if trial.group != "prose"]
    summed = [trial for trial in cells if trial.summed]
    annotated = len({score.release for score in scores})
    rows = [
        (f"verdicts as careful readers give them, {annotated} annotated releases", row["verdicts right"]),
        ("figures tied through the relation that the readers give, or an equal one", row["with equivalent"]),
        ("exceptions of the readers found", row["exceptions found"]),
        ("false exceptions; figures tied that no reader would tie", f"{row['false exceptions']}; {row['wrong tied']}"),
        *_own_rows(measured.own),
        ("errors planted in tied figures of the prose, found and blamed rightly", _blamed(prose)),
        ("errors planted in cells of statements, found and blamed rightly", _blamed(cells)),
        ("of those, in cells of a recognised sum", _blamed(summed)),
        ("total lines of the statements that are proved; of all tables", _totals(measured.totals)),
        (f"findings in {len(runs)} releases as published: errors; last digits", _severities(findings)),
    ]
    lines = ["| measure | result |", "|---|---|", *(f"| {name} | {result} |" for name, result in rows)]
    return "\n".join([*lines, "", f"Measured on {day} by `make accuracy`; the tables are in bench/RESULTS.md."]) + "\n"


def _own_rows(scores: list[accuracy.Score]) -> list[tuple[str, object]]:
    if not scores:
        return []
    row = dict(zip(accuracy.HEADERS, accuracy.summary_row("all", scores), strict=True))
    further = len({score.release for score in scores})
    exceptions = f"{row['exceptions found']}; {row['false exceptions']}; {row['wrong tied']}"
    return [
        (f"verdicts, {further} further releases annotated for this project (bench/gold)", row["verdicts right"]),
        ("their exceptions found; false exceptions; wrong tied", exceptions),
    ]


def _totals(lines: list[totals.TotalLine]) -> str:
    statements = [line for line in lines if line.kind is not StatementKind.OTHER]
    return "; ".join(showing.share(sum(line.proved for line in some), len(some)) for some in (statements, lines))


def _blamed(trials: list[plants.Trial]) -> str:
    return showing.share(sum(trial.blamed for trial in trials), len(trials))


def _severities(findings: Counter[Severity]) -> str:
    return f"{findings[Severity.ERROR]}; {findings[Severity.ROUNDING]}"


def _by_release(scores: list[accuracy.Score]) -> str:
    names = dict.fromkeys(score.release for score in scores)
    rows = [accuracy.summary_row(name, [score for score in scores if score.release == name]) for name in names]
    return showing.table(accuracy.HEADERS, [*rows, accuracy.summary_row("all", scores)])


def tables(measured: Measured) -> str:
    """Return the tables behind the summary."""
    runs, trials = measured.runs, measured.trials
    prose = [trial for trial in trials if trial.group == "prose"]
    cells = [trial for trial in trials if trial.group != "prose"]
    parts: tuple[tuple[str, str], ...] = (
        ("Annotated releases", _by_release(measured.scores)),
        ("Releases as published", showing.table(corpus.HEADERS, [*map(corpus.row, runs), corpus.totals(runs)])),
        ("Findings by rule", showing.table(("rule", "errors", "rounding", "releases"), corpus.rule_rows(runs))),
        ("Planted errors: prose", plants.summary(prose, lambda trial: trial.role, "kind")),
        ("Planted errors: prose, by what proved the figure", plants.summary(prose, plants.proving_rule, "proof")),
        ("Planted errors: cells by statement", plants.summary(cells, lambda trial: trial.group, "statement")),
        ("Planted errors: cells by part", plants.summary(cells, lambda trial: trial.role, "part")),
    )
    if measured.totals:
        parts += (
            ("Totals and subtotals proved, counted by the words of printed lines", totals.summary(measured.totals)),
        )
    if measured.own:
        parts += (("Releases annotated for this project (bench/gold)", _by_release(measured.own)),)
    if measured.foreign is not None:
        told = f"{measured.foreign.line}\n\n{measured.foreign.counted}"
        parts += (("Sums of the AggreCol tables, and the sums that search and annotation do not share", told),)
    return "\n".join(f"## {title}\n\n```text\n{table}\n```\n" for title, table in parts)


def main() -> None:
    """Measure, print the summary and write it."""
    parser = argparse.ArgumentParser(prog="python -m bench.results", description=__doc__)
    releases.add_folder_options(parser, gold=True)
    parser.add_argument("--limit", type=int, default=plants.LIMIT, help="plants a release, each group")
    options = parser.parse_args()
    paths = list(releases.find_releases(options.releases, options.only))
    measured = Measured(
        accuracy.score_folder(options.releases, options.gold, options.only),
        accuracy.score_folder(options.releases, OWN, options.only) if options.releases == CORPUS else [],
        [corpus.run(path) for path in paths],
        list(plants.draws(paths, options.limit)),
        totals.measure(paths),
        aggrecol.measure(AGGRECOL) if AGGRECOL.exists() else None,
    )
    told = summary(measured, datetime.now(UTC).date())
    print(told)
    write(RESULTS, f"# How often ticktie is right\n\n{told}\n{tables(measured)}")
    write(README, BLOCK.sub(lambda _: told, README.read_text(encoding="utf-8")))


def write(path: Path, text: str) -> None:
    """Write a file of the repository."""
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
