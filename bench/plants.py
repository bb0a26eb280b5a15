"""Planted errors, found and blamed: `python -m bench.plants`.

One error at a time is written into a release's bytes and the release is checked again. A plant is *found*
when a finding appears that the clean run does not have, and *blamed rightly* when such a finding names the
planted figure or cell among its figures or its evidence.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import releases, showing
from bench.planting import Plant, plants_in_cells, plants_in_prose, sow
from ticktie.errors import TicktieError
from ticktie.model import Cell, Figure, FigureResult, Finding, Outcome, Relation, StatementKind, Table, TieOut, leaves
from ticktie.pipeline import check

LIMIT = 4
# Draws of plants: one seed alone says as much of the draw as of the tool.
SEEDS = (2007, 2008, 2009)


@dataclass(frozen=True, slots=True)
class Trial:
    """One planted error and what became of it.

    Attributes:
        group: "prose", or the kind of statement.
        role: the kind of error in prose; the part that a cell plays.
        summed: whether the cell takes part in a recognised summation.
        new: the findings that the clean run does not have.
        clean, wrong: the release without and with the error.
    """

    release: str
    plant: Plant
    group: str
    role: str
    summed: bool
    new: tuple[Finding, ...]
    clean: TieOut
    wrong: TieOut

    @property
    def found(self) -> bool:
        """Whether any finding appeared."""
        return bool(self.new)

    @property
    def blamed(self) -> bool:
        """Whether a finding that appeared names the planted figure or cell."""
        target = self.plant.target
        return any(target in finding.figures or _names(finding, target) for finding in self.new)


def _names(finding: Finding, target: str) -> bool:
    return any(evidence.id == target for evidence in finding.evidence)


def draws(paths: Iterable[Path], limit: int, seeds: Sequence[int] = SEEDS) -> Iterator[Trial]:
    """Plant errors in every release, once for each seed."""
    for path in paths:
        for seed in seeds:
            yield from try_release(path, limit, seed)


def try_release(path: Path, limit: int, seed: int) -> Iterator[Trial]:
    """Plant up to `limit` errors in the prose and as many in the statements of one release."""
    chance = random.Random(f"{seed} {path.name}")
    try:
        clean = releases.tie_out(path)
    except TicktieError:
        return
    prose = _in_turn(plants_in_prose(clean, chance), lambda plant: plant.kind, chance)
    for plant, data in _sown(prose, clean, limit):
        yield _trial(path, plant, data, clean, group="prose", role=plant.kind, summed=False)
    parts = _parts(clean)
    statements = {key: part for key, part in parts.items() if part[0].kind is not StatementKind.OTHER}
    planted = (plant for plant in plants_in_cells(clean, chance) if plant.target in statements)
    cells = _in_turn(planted, lambda plant: "", chance)
    for plant, data in _sown(cells, clean, limit):
        table, role, summed = statements[plant.target]
        yield _trial(path, plant, data, clean, group=table.kind, role=role, summed=summed)


def _in_turn(plants: Iterable[Plant], key: Callable[[Plant], str], chance: random.Random) -> Iterator[Plant]:
    """Yield plants in random order, one of each kind in turn."""
    by_kind: dict[str, list[Plant]] = defaultdict(list)
    for plant in plants:
        by_kind[key(plant)].append(plant)
    for kind in by_kind.values():
        chance.shuffle(kind)
    turns = list(by_kind.values())
    chance.shuffle(turns)
    while any(turns):
        yield from [kind.pop() for kind in turns if kind]


def _sown(plants: Iterable[Plant], clean: TieOut, limit: int) -> Iterator[tuple[Plant, bytes]]:
    """Yield the first `limit` plants that can be written into the source."""
    planted = ((plant, sow(clean.document, plant)) for plant in plants)
    for _, (plant, data) in zip(range(limit), ((p, d) for p, d in planted if d is not None), strict=False):
        yield plant, data


def _trial(path: Path, plant: Plant, data: bytes, clean: TieOut, *, group: str, role: str, summed: bool) -> Trial:
    known = {(finding.rule, finding.figures) for finding in clean.findings}
    wrong = check(data, name=path.name)
    new = tuple(finding for finding in wrong.findings if (finding.rule, finding.figures) not in known)
    return Trial(path.stem, plant, group, role, summed, new, clean, wrong)


def _parts(result: TieOut) -> dict[str, tuple[Table, str, bool]]:
    """Return for every cell its table, the part that it plays, and whether a judged summation takes it in."""
    judged = [
        proof.tie for proof in result.proofs if proof.tie.relation is Relation.SUM and proof.outcome is not Outcome.OPEN
    ]
    totals = {tie.target.id for tie in judged}
    added = {term.figure.id for tie in judged for term in leaves(tie.formula)}
    parts: dict[str, tuple[Table, str, bool]] = {}
    for table in result.tables:
        for cell in table.cells:
            is_total, is_part = cell.id in totals, cell.id in added
            parts[cell.id] = (table, _role(cell, is_total=is_total, is_part=is_part), is_total or is_part)
    return parts


def _role(cell: Cell, *, is_total: bool, is_part: bool) -> str:
    if cell.unit.endswith("/shares"):
        return "EPS"
    if cell.unit == "shares":
        return "shares"
    if cell.unit in ("percent", "points", "bps"):
        return "percent"
    if is_total:
        return "subtotal" if is_part else "total"
    return "part" if is_part else "alone"


def summary(trials: list[Trial], key: Callable[[Trial], str], name: str) -> str:
    """Return a table of plants found and blamed by some property."""
    groups: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        groups[key(trial)].append(trial)
    rows = [(group, *_counts(members)) for group, members in sorted(groups.items())]
    return showing.table((name, "planted", "found", "blamed rightly"), [*rows, ("all", *_counts(trials))])


def _counts(trials: list[Trial]) -> tuple[object, ...]:
    found, blamed = sum(trial.found for trial in trials), sum(trial.blamed for trial in trials)
    return len(trials), showing.share(found, len(trials)), showing.share(blamed, len(trials))


def proving_rule(trial: Trial) -> str:
    """Return the rule that proved a figure of the prose in the clean run, and from what."""
    proof = _result(trial.clean, trial.plant.target).proof
    if proof is None:
        return "none"
    prose = any(isinstance(term.figure, Figure) for term in leaves(proof.tie.formula))
    return f"{proof.tie.rule} {proof.tie.relation} of {'the passage' if prose else 'tables'}"


def _result(result: TieOut, figure: str) -> FigureResult:
    return next(one for one in result.figures if one.figure.id == figure)


def missed_lines(trial: Trial) -> str:
    """Return a missed plant with its place, the formulas that held without it, and what it came to."""
    plant = trial.plant
    lines = [
        f"{trial.release} {trial.group}/{trial.role} {plant.target}: {plant.old} → {plant.new}",
        f"    {showing.Places(trial.clean).describe(plant.target)}",
        *(_prose_lines(trial) if trial.group == "prose" else _cell_lines(trial)),
        *(f"    new: {finding.rule} {finding.message}" for finding in trial.new[:3]),
    ]
    return "\n".join(lines)


def _prose_lines(trial: Trial) -> Iterator[str]:
    clean, wrong = _result(trial.clean, trial.plant.target), _result(trial.wrong, trial.plant.target)
    yield f"    clean: {showing.proof_line(clean.proof)}"
    if clean.proof:
        chosen = clean.proof.tie.settlement
        yield (
            f"           words {chosen.words:.2f} covered {chosen.covered:.2f} period {chosen.period:.2f} "
            f"unit {chosen.unit:.2f} rivals {chosen.rivals}"
        )
    yield f"    wrong: {wrong.figure.text} {wrong.verdict}: {showing.proof_line(wrong.proof)}"


def _cell_lines(trial: Trial) -> Iterator[str]:
    target = trial.plant.target
    taking_part = [
        proof
        for proof in trial.clean.proofs
        if target in (proof.tie.target.id, *(term.figure.id for term in leaves(proof.tie.formula)))
    ]
    if not taking_part:
        yield "    clean: in no tie"
    for proof in taking_part[:3]:
        yield f"    clean: {proof.tie.target.text} {showing.proof_line(proof)}"


def main() -> None:
    """Plant errors in every release and report what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.plants", description=__doc__)
    releases.add_folder_options(parser)
    parser.add_argument("--limit", type=int, default=LIMIT, help=f"plants a release, each group (default {LIMIT})")
    parser.add_argument("--seed", type=int, nargs="+", default=SEEDS, help=f"of each draw (default {SEEDS})")
    parser.add_argument("--show", action="store_true", help="print the plants that were not blamed rightly")
    options = parser.parse_args()
    paths = releases.find_releases(options.releases, options.only)
    trials = list(draws(paths, options.limit, options.seed))
    if options.show:
        print("\n".join(missed_lines(trial) for trial in trials if not trial.blamed), end="\n\n")
    prose = [trial for trial in trials if trial.group == "prose"]
    cells = [trial for trial in trials if trial.group != "prose"]
    print(summary(prose, lambda trial: trial.role, "prose"), end="\n\n")
    print(summary(prose, proving_rule, "prose by clean proof"), end="\n\n")
    print(summary(cells, lambda trial: trial.group, "cells by statement"), end="\n\n")
    print(summary(cells, lambda trial: trial.role, "cells by part"), end="\n\n")
    print(summary(cells, lambda trial: "in a summation" if trial.summed else "in none", "cells by summation"))


if __name__ == "__main__":
    main()
