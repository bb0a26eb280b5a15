"""Agreement of a release's statements with those of its supporting documents."""

import re
from collections.abc import Iterator, Sequence

from ticktie.model import Cell, Relation, Table, Tie
from ticktie.rules.base import Release, rule
from ticktie.rules.shapes import holds
from ticktie.rules.table_agreement import FACE
from ticktie.statements.facts import TableFacts

# So many amounts of a statement have to agree for each that does not: else the two are not of the same facts.
_FIRM = 3
# Words of a title, caption or column that say that amounts are not those printed before.
_CHANGED = re.compile(
    r"\b(?:re-?stated|re-?cast|revised|reclassified|as adjusted|pro\s?-?forma|as previously)\b", re.IGNORECASE
)


@rule("AG003", name="contradicts-a-supporting-document", tick="A")
def contradicts_a_supporting_document(release: Release) -> Iterator[Tie]:
    """Propose that a line of a statement is the same line of a supporting document's statement for the same period.

    ## What it does
    With `--with FILE`, compares statements of one kind: lines of one caption, or of one meaning, in the same period.

    ## Why it matters
    The release, the filing and the earlier release are read side by side; one figure in two versions has to be
    explained.

    ## Example
    | Total revenue (release)          | 45,100 | <- AG003
    | Total revenue (10-Q, supporting) | 45,010 |

    ## Not flagged
    Statements of which fewer than three amounts agree for each that does not; captions that a statement prints
    twice; columns and titles that say that amounts were restated, recast or adjusted.

    ## Source
    PCAOB AS 1105.26 – .27 (agreeing amounts to underlying records); AS 2710 (other information).
    """
    for other in release.supporting:
        facts = TableFacts.of(other)
        if facts.kind not in FACE or _CHANGED.search(other.title):
            continue
        for own in release.facts:
            if own.kind is facts.kind and not _CHANGED.search(own.table.title):
                ties = list(_same_lines(own, facts))
                agreeing = sum(map(holds, ties))
                if agreeing >= _FIRM * (len(ties) - agreeing):
                    yield from ties


def other_printings(cell: Cell, table: Table, others: Sequence[Table]) -> Iterator[Cell]:
    """Yield the cells of other documents that print the line and the period of a cell of one of them."""
    facts = TableFacts.of(table)
    period = facts.period(cell.row, cell.column)
    for other in map(TableFacts.of, others):
        line = _line_of(facts, cell.row, other) if other.kind is facts.kind else None
        for column in other.plain_amounts() if line is not None else ():
            same = other.number(line or 0, column)
            if same is not None and same.unit == cell.unit and other.period(line or 0, column) == period:
                yield same


def _same_lines(own: TableFacts, other: TableFacts) -> Iterator[Tie]:
    for row in range(len(own.table.rows)):
        line = _line_of(own, row, other)
        if line is None:
            continue
        there = {
            (period, cell.unit): cell
            for column in reversed(other.plain_amounts())
            if (cell := other.number(line, column)) is not None
            and (period := other.period(line, column)) is not None
            and not _CHANGED.search(other.columns[column].label)
        }
        for column in own.plain_amounts():
            cell, period = own.number(row, column), own.period(row, column)
            same = there.get((period, cell.unit)) if cell is not None and period is not None else None
            if cell is not None and same is not None and not _CHANGED.search(own.columns[column].label):
                yield _tie(cell, other, same)


def _line_of(own: TableFacts, row: int, other: TableFacts) -> int | None:
    """Return the line of another statement that is the same one, by its caption or else by its concept."""
    caption, concept = own.captions[row], own.concepts[row]
    if caption and len(own.rows_named(caption)) == len(other.rows_named(caption)) == 1:
        return other.rows_named(caption)[0]
    if concept and len(own.rows_of(concept)) == len(other.rows_of(concept)) == 1:
        return other.rows_of(concept)[0]
    return None


def _tie(cell: Cell, other: TableFacts, same: Cell) -> Tie:
    why = f"the same line of a supporting {_named(other.table)}"
    return Tie("AG003", cell, Relation.AGREE, other.term(same), magnitude=True, why=why)


def _named(table: Table) -> str:
    return table.kind.value.replace("_", " ")
