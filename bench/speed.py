"""Tying out against lxml's parse of the same HTML, and the cold start: `python -m bench.speed`.

Both are timed in one run and in turn, so that whatever else the machine does weighs on both.
"""

import argparse
import cProfile
import gc
import pstats
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import lxml.html  # type: ignore[import-untyped]

from bench import releases, showing
from ticktie import pipeline, readers
from ticktie.errors import TicktieError
from ticktie.pipeline import check

REPEATS = 7
COLD_REPEATS = 9
PROFILE_LINES = 25
HTML = (".htm", ".html")
# Each stage by the name under which the pipeline calls it; none calls another.
STAGES: dict[str, tuple[object, str]] = {
    "read": (readers, "read"),
    "tables": (pipeline, "understand_tables"),
    "figures": (pipeline, "find_figures"),
    "context": (pipeline, "reporting_context"),
    "claims: read": (pipeline, "read_claims"),
    "claims: propose": (pipeline, "propose"),
    "rules": (pipeline, "_proposed"),
    "verdicts": (pipeline, "decide"),
    "findings": (pipeline, "findings_of"),
}


@dataclass(frozen=True, slots=True)
class Timing:
    """Medians for one file, in milliseconds."""

    path: Path
    parse: float
    check: float

    @property
    def ratio(self) -> float:
        """How many parses one tie-out takes."""
        return self.check / self.parse


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long one call takes; garbage of earlier calls is collected before."""
    gc.collect()
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def time_file(path: Path, repeats: int) -> Timing:
    """Time parse and check in turn, after one of each to warm up."""
    data = path.read_bytes()

    def parse() -> object:
        return lxml.html.fromstring(data)

    def tie_out() -> object:
        return check(data, name=path.name)

    parse(), tie_out()
    pairs = [(milliseconds(parse), milliseconds(tie_out)) for _ in range(repeats)]
    return Timing(path, median(pair[0] for pair in pairs), median(pair[1] for pair in pairs))


def time_files(paths: Iterable[Path], repeats: int) -> Iterator[Timing]:
    """Time every file; one that cannot be tied out is told and left out."""
    for path in paths:
        try:
            yield time_file(path, repeats)
        except TicktieError as error:
            print(f"{error.code} {error}", file=sys.stderr)


class Stopwatch:
    """Counts the milliseconds spent in the stages that `ticktie.pipeline` calls, one check at a time."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def __enter__(self) -> "Stopwatch":
        self.originals = [(home, name, getattr(home, name)) for home, name in STAGES.values()]
        for label, (home, name, original) in zip(STAGES, self.originals, strict=True):
            setattr(home, name, self._timed(label, original))
        return self

    def __exit__(self, *_: object) -> None:
        for home, name, original in self.originals:
            setattr(home, name, original)

    def _timed(self, label: str, original: Callable[..., object]) -> Callable[..., object]:
        def timed(*arguments: object, **options: object) -> object:
            started = time.perf_counter()
            try:
                return original(*arguments, **options)
            finally:
                self.spent[label] = self.spent.get(label, 0.0) + (time.perf_counter() - started) * 1000

        return timed


def time_stages(path: Path, repeats: int) -> dict[str, float]:
    """Return the median milliseconds of each stage, of the rest, and of all."""
    data = path.read_bytes()
    runs: list[dict[str, float]] = []
    for _ in range(repeats):
        with Stopwatch() as watch:
            whole = milliseconds(lambda: check(data, name=path.name))
        runs.append(watch.spent | {"rest": whole - sum(watch.spent.values()), "all": whole})
    return {label: median(run.get(label, 0.0) for run in runs) for label in (*STAGES, "rest", "all")}


def cold_start(repeats: int) -> tuple[float, float]:
    """Return the median milliseconds of a bare interpreter and of `ticktie --help`, each a new process."""

    def start(*arguments: str) -> float:
        command = [sys.executable, *arguments]
        return milliseconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))

    pairs = [(start("-c", "pass"), start("-m", "ticktie", "--help")) for _ in range(repeats)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def profile(path: Path) -> None:
    """Print where one warm check of a file spends its time."""
    data = path.read_bytes()
    check(data, name=path.name)
    profiler = cProfile.Profile()
    profiler.runcall(check, data, name=path.name)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(PROFILE_LINES)


def print_stages(timings: list[Timing], repeats: int) -> None:
    """Print the stages of the slowest release in milliseconds, and of all as median multiples of the parse."""
    spent = {timing.path: time_stages(timing.path, repeats) for timing in timings}
    slowest = timings[-1].path
    rows = [
        (
            label,
            f"{spent[slowest][label]:.1f}",
            f"{median(spent[timing.path][label] / timing.parse for timing in timings):.1f}",
        )
        for label in (*STAGES, "rest", "all")
    ]
    print()
    print(showing.table(("stage", f"ms, {slowest.stem}", "times the parse, median of all"), rows))


def main() -> None:
    """Time every HTML release, the stages of the slowest, and the cold start."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    releases.add_folder_options(parser)
    parser.add_argument("--repeats", type=int, default=REPEATS, help=f"of each timing (default {REPEATS})")
    parser.add_argument("--profile", type=Path, metavar="FILE", help="only profile one file")
    options = parser.parse_args()
    if options.profile:
        profile(options.profile)
        return
    paths = releases.find_releases(options.releases, options.only, suffixes=HTML)
    timings = sorted(time_files(paths, options.repeats), key=lambda timing: timing.ratio)
    if not timings:
        raise SystemExit("no release could be timed")
    rows = [
        (one.path.name, one.path.stat().st_size // 1000, f"{one.parse:.1f}", f"{one.check:.1f}", f"{one.ratio:.1f}")
        for one in timings
    ]
    print(showing.table(("release", "KB", "parse ms", "check ms", "ratio"), rows))
    ratios = [timing.ratio for timing in timings]
    print(f"\nratio: median {median(ratios):.1f}, least {ratios[0]:.1f}, most {ratios[-1]:.1f}")
    print_stages(timings, options.repeats)
    bare, help_ = cold_start(COLD_REPEATS)
    print(
        f"\ncold start: ticktie --help {help_:.0f} ms, bare interpreter {bare:.0f} ms, difference {help_ - bare:.0f} ms"
    )


if __name__ == "__main__":
    main()
