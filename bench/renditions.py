"""Does a release give the same answers as Word and as PDF?

`python -m bench.renditions FILES...` converts HTML releases with LibreOffice (Word) and Chromium (PDF), ties out
all three, and prints how many figures of the prose are found again and get the verdict that the HTML gives.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median

import ticktie
from ticktie.model import TieOut

SECONDS = 180


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures of the HTML, those found in its conversion, those with the same verdict, and the two times."""

    figures: int
    found: int
    same: int
    seconds: float
    other_seconds: float
    changed: tuple[str, ...]


def to_docx(release: Path, folder: Path) -> Path:
    """Return the release as LibreOffice saves it for Word."""
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    kind = ["--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML"]
    _run(["soffice", profile, "--headless", *kind, "--outdir", str(folder), str(release)])
    return folder / f"{release.stem}.docx"


def to_pdf(release: Path, folder: Path) -> Path:
    """Return the release as Chromium prints it."""
    output = folder / f"{release.stem}.pdf"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={output}"]
    _run(["chromium", *flags, release.resolve().as_uri()])
    return output


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)


KINDS = {"docx": to_docx, "pdf": to_pdf}


def compare(first: TieOut, second: TieOut, seconds: tuple[float, float] = (0.0, 0.0)) -> Compared:
    """Compare the verdicts of one release in two formats; its figures are aligned in their order, by their texts."""
    texts = [["".join(result.figure.text.split()) for result in tie_out.figures] for tie_out in (first, second)]
    found = same = 0
    changed: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if tag != "equal":
            changed += [f"lost {text}" for text in texts[0][i1:i2]] + [f"new {text}" for text in texts[1][j1:j2]]
            continue
        for one, other in zip(first.figures[i1:i2], second.figures[j1:j2], strict=True):
            found += 1
            if one.verdict is other.verdict:
                same += 1
            else:
                changed.append(f"{one.figure.id} {one.figure.text}: {one.verdict} → {other.verdict} {other.figure.id}")
    return Compared(len(texts[0]), found, same, *seconds, tuple(changed))


def timed(path: Path) -> tuple[TieOut, float]:
    """Tie out a file three times; return the result and the least time."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        tie_out = ticktie.check(path)
        times.append(time.perf_counter() - started)
    return tie_out, min(times)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.renditions", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this format; may be repeated")
    parser.add_argument("--folder", type=Path, help="keep the conversions here, and use those that are there")
    parser.add_argument("--changes", action="store_true", help="list the figures whose verdict differs")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for kind in asked.kind or KINDS:
            _report(kind, asked.files, folder, changes=asked.changes)


def _report(kind: str, files: Sequence[Path], folder: Path, *, changes: bool) -> None:
    print(f"{kind:34} figures  found   same  share  times the HTML's seconds")
    every: list[Compared] = []
    for release in files:
        converted = folder / f"{release.stem}.{kind}"
        if not converted.exists():
            converted = KINDS[kind](release, folder)
        (first, seconds), (second, other_seconds) = timed(release), timed(converted)
        every.append(compare(first, second, (seconds, other_seconds)))
        _print(release.stem, [every[-1]])
        if changes:
            print(*(f"    {line}" for line in every[-1].changed), sep="\n")
    _print("all", every)


def _print(name: str, rows: Sequence[Compared]) -> None:
    figures, same = sum(row.figures for row in rows), sum(row.same for row in rows)
    share = f"{same / figures:6.1%}" if figures else "     –"
    ratio = median(row.other_seconds / row.seconds for row in rows)
    print(f"{name:34} {figures:7} {sum(row.found for row in rows):6} {same:6} {share} {ratio:6.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
