"""Throws broken releases at the check: `python -m bench.fuzz --seconds 60`.

Every input must end in a result without a failed rule, or in a TicktieError that is no bug of ours, within
`MAX_SECONDS`. An input that does not is written to the folder of `--keep` and its traceback printed.
With atheris installed, `--atheris` lets coverage guide the mutations; else they are seeded and repeatable.
"""

import argparse
import hashlib
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from bench import releases
from ticktie.errors import InternalError, TicktieError
from ticktie.pipeline import check

MAX_SECONDS = 10
MAX_MUTATIONS = 8
MAX_RUN = 4000
EXAMPLES = releases.REPOSITORY / "examples"
# What breaks readers of numbers and tables; a mutation may put any of it anywhere.
MORSELS = (
    *(
        b"<",
        b">",
        b"&",
        b"</td>",
        b"<td>",
        b"<tr>",
        b"<table>",
        b"</table>",
        b"<td colspan=999999999>",
        b"<!--",
        b"<pre>",
    ),
    *(
        b"(",
        b")",
        b"$",
        b"%",
        b"-",
        b"--",
        b"\xe2\x80\x94",
        b".",
        b",",
        b"9" * 50,
        b"0",
        b"1e9",
        b"million",
        b"bps",
        b"NM",
    ),
    *(b"\n", b"\n\n", b"\t", b"|", b"   ", b"\x00", b"\xff", b"\xa0", b"\xc2\xa0", b"\\", b"**", b"-----", b"====="),
    *(b" respectively ", b" increased ", b" from ", b" to ", b" and ", b" total ", b"Total", b"September 31, 2007"),
)


class TooSlowError(Exception):
    """One input took longer than the bound."""


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a few runs of them removed, doubled, moved, overwritten or filled with morsels."""
    broken = bytearray(data)
    for _ in range(chance.randint(1, MAX_MUTATIONS)):
        start = chance.randrange(len(broken) + 1)
        end = min(len(broken), start + int(chance.paretovariate(0.6)) % MAX_RUN)
        match chance.randrange(6):
            case 0:
                del broken[start:end]
            case 1:
                broken[start:start] = broken[start:end]
            case 2:
                target = chance.randrange(len(broken) + 1)
                broken[target:target] = broken[start:end]
            case 3:
                broken[start:end] = chance.randbytes(end - start)
            case 4:
                broken[start:start] = chance.choice(MORSELS) * chance.choice((1, 1, 1, 2, 50, 1000))
            case _:
                broken[start : start + 1] = chance.choice(MORSELS)
    return bytes(broken)


def try_one(data: bytes) -> None:
    """Check one input; raise whatever a user must never see.

    Raises:
        InternalError: a stage or a rule broke.
        TooSlowError: it took longer than `MAX_SECONDS`.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {MAX_SECONDS} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(MAX_SECONDS)
    try:
        result = check(data, name="fuzzed")
    except InternalError:
        raise
    except TicktieError:
        return
    finally:
        signal.alarm(0)
    if result.failures:
        raise InternalError(result.failures[0])


def fuzz(seeds: list[bytes], seconds: float, seed: int, report: Callable[[bytes], None]) -> int:
    """Try mutated seeds until the time is over; return how many were tried."""
    chance = random.Random(seed)
    tried, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        data = mutate(chance.choice(seeds), chance)
        try:
            try_one(data)
        except Exception:
            report(data)
        tried += 1
    return tried


def fuzz_with_atheris(seeds: list[bytes]) -> None:
    """Let atheris guide the mutations; it stops at the first input that breaks."""
    import atheris  # type: ignore[import-untyped]

    atheris.instrument_all()
    chance = random.Random(0)
    atheris.Setup(sys.argv[:1], lambda data: try_one(data or mutate(chance.choice(seeds), chance)))
    atheris.Fuzz()


def main() -> None:
    """Fuzz for some seconds, print each new failure, and leave with 1 if there was any."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=Path, default=EXAMPLES, metavar="DIR", help="releases to break")
    parser.add_argument("--max-bytes", type=int, default=100_000, help="leave larger releases out")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), metavar="DIR", help="where failures are kept")
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    paths = [path for path in releases.find_releases(options.seeds) if path.stat().st_size <= options.max_bytes]
    seeds = [path.read_bytes() for path in paths]
    if options.atheris:
        fuzz_with_atheris(seeds)
        return
    told: dict[str, Path] = {}

    def report(data: bytes) -> None:
        shown = traceback.format_exc()
        where = "\n".join(line for line in shown.splitlines() if line.startswith("  File"))[-400:]
        if where in told:
            return
        told[where] = options.keep / hashlib.sha256(data).hexdigest()[:16]
        options.keep.mkdir(parents=True, exist_ok=True)
        told[where].write_bytes(data)
        print(f"{told[where]}\n{shown}")

    tried = fuzz(seeds, options.seconds, options.seed, report)
    print(f"{tried} inputs from {len(seeds)} releases, {len(told)} different failures")
    sys.exit(1 if told else 0)


if __name__ == "__main__":
    main()
