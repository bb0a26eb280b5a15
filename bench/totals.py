"""Totals and subtotals that are proved: `python -m bench.totals`.

The lines are counted without the tool's own notion of a total: a printed row counts where its first text has the word
"total" or "subtotal", or begins with "net" or "gross", names no rate and no amount per unit ("gross margin", "net
income per share"), and at least one other cell is a number.
Such a line is *proved* where a tie that agrees has one of its numbers as target ("its lines add up", "printed the same
elsewhere") or as operand (another line follows from it). Counts and key figures that nothing printed adds
up to are counted too; most of them stand in tables that are no statement.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import releases, showing
from ticktie.errors import TicktieError
from ticktie.model import AGREEING, Cell, GridRow, StatementKind, TieOut, leaves

HEADERS = ("lines of", "total lines", "proved", "share", "by their own lines or another printing")
_NAMES_TOTAL = re.compile(r"\b(?:sub-?)?totals?\b|^(?:net|gross)\b", re.IGNORECASE)
_NAMES_RATE = re.compile(
    r"margin|ratio|spread|percent|%|growth|\bper\b|yield|\brate\b|average|number of|change\b", re.IGNORECASE
)
_NUMBER = re.compile(r"^[($€£¥\s-]*\d[\d,.]*[)\s]*$")


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One printed line that names a total.

    Attributes:
        kind: of the table that it stands in.
        caption: its first text.
        as_target: whether a tie that agrees proves one of its numbers; `as_operand`: whether one uses it.
    """

    release: str
    kind: StatementKind
    caption: str
    as_target: bool
    as_operand: bool

    @property
    def proved(self) -> bool:
        """Whether a tie that agrees holds one of its numbers."""
        return self.as_target or self.as_operand


def names_total(row: GridRow) -> bool:
    """Whether a printed row names a total and prints an amount."""
    first, *rest = row.cells
    if _NAMES_TOTAL.search(first.text) is None or _NAMES_RATE.search(first.text):
        return False
    return any(_NUMBER.match(cell.text) for cell in rest)


def total_lines(result: TieOut) -> Iterator[TotalLine]:
    """Yield the lines of a release that name a total."""
    targets, operands = _in_agreeing_ties(result)
    kinds: dict[str, StatementKind] = {}
    cells: dict[str, list[Cell]] = defaultdict(list)
    for table in result.tables:
        kinds.setdefault(table.block, table.kind)
        cells[table.block] += table.cells
    for block in result.document.blocks:
        for row in block.grid.rows if block.grid is not None and block.id in kinds else ():
            if row.cells and names_total(row):
                start, end = row.cells[0].extent.start, row.cells[-1].extent.end
                ids = {cell.id for cell in cells[block.id] if start <= cell.extent.start and cell.extent.end <= end}
                name = result.document.source.name
                caption = row.cells[0].text
                yield TotalLine(name, kinds[block.id], caption, bool(ids & targets), bool(ids & operands))


def _in_agreeing_ties(result: TieOut) -> tuple[set[str], set[str]]:
    targets: set[str] = set()
    operands: set[str] = set()
    for proof in result.proofs:
        if proof.outcome in AGREEING:
            targets.add(proof.tie.target.id)
            operands.update(term.figure.id for term in leaves(proof.tie.formula))
    return targets, operands


def summary(lines: list[TotalLine]) -> str:
    """Return a table by kind of statement, the statements together, and all tables."""
    statements = [line for line in lines if line.kind is not StatementKind.OTHER]
    groups = [(kind.value, [line for line in lines if line.kind is kind]) for kind in StatementKind]
    rows = [_row(name, group) for name, group in (*groups, ("all statements", statements), ("all tables", lines))]
    return showing.table(HEADERS, rows)


def _row(name: str, lines: list[TotalLine]) -> tuple[object, ...]:
    proved = sum(line.proved for line in lines)
    by_lines = sum(line.as_target for line in lines)
    return name, len(lines), proved, showing.share(proved, len(lines)), by_lines


def measure(paths: list[Path]) -> list[TotalLine]:
    """Return the total lines of all releases; those that cannot be read have none."""
    lines: list[TotalLine] = []
    for path in paths:
        try:
            lines += total_lines(releases.tie_out(path))
        except TicktieError:
            continue
    return lines


def main() -> None:
    """Count, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.totals", description=__doc__)
    releases.add_folder_options(parser)
    parser.add_argument("--show", action="store_true", help="print the lines that nothing proves")
    options = parser.parse_args()
    lines = measure(list(releases.find_releases(options.releases, options.only)))
    for line in lines if options.show else ():
        if not line.proved:
            print(f"{line.release} {line.kind}: {line.caption}")
    print(summary(lines))


if __name__ == "__main__":
    main()
