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
from ticktie import readers
from ticktie.errors import TicktieError
from ticktie.figures import find_figures
from ticktie.pipeline import check
from ticktie.statements import understand_tables

REPEATS = 7
COLD_REPEATS = 9
PROFILE_LINES = 25
HTML = (".htm", ".html")


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


def time_stages(path: Path, repeats: int) -> list[tuple[str, float]]:
    """Return the median milliseconds of each stage; what the first three leave is claims, rules and findings."""
    data = path.read_bytes()
    document = readers.read(data, path.name)
    understood, _ = understand_tables(document)
    stages: dict[str, Callable[[], object]] = {
        "read": lambda: readers.read(data, path.name),
        "tables": lambda: understand_tables(document),
        "figures": lambda: find_figures(understood),
        "all": lambda: check(data, name=path.name),
    }
    times = {name: median(milliseconds(work) for _ in range(repeats)) for name, work in stages.items()}
    times["claims, rules, findings"] = times["all"] - times["read"] - times["tables"] - times["figures"]
    return [(name, times[name]) for name in ("read", "tables", "figures", "claims, rules, findings", "all")]


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
    rows = [
        (one.path.name, one.path.stat().st_size // 1000, f"{one.parse:.1f}", f"{one.check:.1f}", f"{one.ratio:.1f}")
        for one in timings
    ]
    print(showing.table(("release", "KB", "parse ms", "check ms", "ratio"), rows))
    ratios = [timing.ratio for timing in timings]
    print(f"\nratio: median {median(ratios):.1f}, least {ratios[0]:.1f}, most {ratios[-1]:.1f}")
    slowest = timings[-1].path
    stages = time_stages(slowest, options.repeats)
    print(f"\n{slowest.name} by stage:")
    print(showing.table(("stage", "ms"), [(name, f"{spent:.1f}") for name, spent in stages]))
    bare, help_ = cold_start(COLD_REPEATS)
    print(
        f"\ncold start: ticktie --help {help_:.0f} ms, bare interpreter {bare:.0f} ms, difference {help_ - bare:.0f} ms"
    )


if __name__ == "__main__":
    main()
