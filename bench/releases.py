"""Where the releases are, and how one is tied out for a measurement."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from ticktie.model import TieOut
from ticktie.pipeline import check

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"
SUFFIXES = (".htm", ".html", ".txt", ".md")


def add_folder_options(parser: argparse.ArgumentParser, *, gold: bool = False) -> None:
    """Add `--releases`, `--only` and, where wanted, `--gold`."""
    parser.add_argument("--releases", type=Path, default=SHARED / "releases", metavar="DIR")
    parser.add_argument("--only", default="", metavar="WORD", help="take only releases whose name holds WORD")
    if gold:
        parser.add_argument("--gold", type=Path, default=SHARED / "gold", metavar="DIR")


def find_releases(folder: Path, only: str = "", *, suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[Path]:
    """Yield the HTML, text and Markdown releases of a folder by name; leave with a message where there is none.

    `--only .pdf` takes the PDFs instead.
    """
    if not folder.is_dir():
        raise SystemExit(f"{folder} is no folder: name the folder of releases with --releases")
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (*suffixes, only) and only in path.name:
            yield path


def tie_out(path: Path) -> TieOut:
    """Return the tie-out of one release."""
    return check(path.read_bytes(), name=path.name)


def printed_texts(result: TieOut) -> dict[str, str]:
    """Return the text as printed of every figure and cell by its id."""
    texts = {one.figure.id: one.figure.text for one in result.figures}
    texts.update((cell.id, cell.text) for table in result.tables for cell in table.cells)
    return texts
