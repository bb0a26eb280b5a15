"""A row of a table as a line: what words name it, and what it prints."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ticktie.claims.lexicon import AS_REPORTED, CURRENCY_WORDS, FINANCE_WORDS, PLAIN_GAAP
from ticktie.claims.words import alternatives, caption_weight, content_words, main_caption, qualifiers_in
from ticktie.model import Cell, Column, Period, Role, StatementKind, Table
from ticktie.model.quick import quick

FACE_STATEMENTS = (StatementKind.INCOME_STATEMENT, StatementKind.BALANCE_SHEET, StatementKind.CASH_FLOW)
# Words of captions and columns that name no measure and no part of a company.
SAME_AS_PLAIN = frozenset("total consolidated reported gaap actual company unaudited amount".split())
# Words of headings over lines that make those lines no other measures.
_OF_HEADINGS = frozenset("adjustment reconciling reconciliation item measure metric".split())
_GROWTH = frozenset("growth change increase decrease".split())


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table within one dimension of its columns.

    Attributes:
        words: content words of the caption; `alternatives` those that it gives in brackets for the other sign.
        nearby: content words of the section and the dimension, which may stand for words of the caption.
        around: content words of the table's title.
        apart: words of the section that may name a segment or product; a statement's sections name none.
        required: qualifiers that a claim must name; `allowed`: those that it may name.
        cells: (column, cell) for every number of the row in this dimension.
        unit: unit of the row's amounts.
        growth: whether the row prints growth ("Year-over-year growth").
        weight: what the words of the caption weigh, all in all; `weights` each of them, in their order.
    """

    table: Table
    row: int
    dimension: frozenset[str]
    words: frozenset[str]
    alternatives: frozenset[str]
    nearby: frozenset[str]
    around: frozenset[str]
    apart: frozenset[str]
    required: frozenset[str]
    allowed: frozenset[str]
    cells: tuple[tuple[Column, Cell], ...]
    unit: str
    growth: bool
    weight: float
    weights: tuple[tuple[str, float], ...]

    @property
    def caption(self) -> str:
        """The row's caption as printed."""
        return self.table.rows[self.row].caption

    def admits(self, qualifiers: frozenset[str]) -> bool:
        """Whether a claim with these qualifiers may speak of the line: it has them, and needs no others."""
        return self.required <= qualifiers <= self.required | self.allowed

    def period_of(self, column: Column) -> Period | None:
        """The period of one of its cells: the row's own, else the column's."""
        return self.table.rows[self.row].period or column.period


def lines_of(table: Table) -> Iterator[Line]:
    """Yield the rows that print numbers, each once for every dimension of the columns."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.value is not None:
            rows[cell.row].append(cell)
    title_words = frozenset(content_words(table.title))
    title_qualifiers = qualifiers_in(table.title)
    dimensions = [column.dimension for column in table.columns]
    dimension_words = {name: _dimension_words(name) for name in set(dimensions)}
    dimension_qualifiers = {name: qualifiers_in(name) for name in dimension_words}
    face = table.kind in FACE_STATEMENTS
    section_words: dict[tuple[str, ...], frozenset[str]] = {}
    marked, neutral = _marked(table), FINANCE_WORDS | SAME_AS_PLAIN | _OF_HEADINGS
    unnamed = {footing.total: min(line for _, line in footing.parts) for footing in table.footings}
    for index, cells in rows.items():
        row = table.rows[index]
        named = row if row.caption else table.rows[unnamed.get(index, index)]
        section = row.section
        if section not in section_words:
            section_words[section] = frozenset(content_words(" ; ".join(main_caption(s) for s in section)))
        groups: dict[str, list[tuple[Column, Cell]]] = defaultdict(list)
        for cell in cells:
            groups[dimensions[cell.column]].append((table.columns[cell.column], cell))
        caption = main_caption(named.caption)
        words = content_words(caption)
        others = frozenset(alternatives(row.caption)) if "(" in row.caption else frozenset()
        own = qualifiers_in(row.caption)
        section_qualifiers = qualifiers_in(" ".join(section)) if section else frozenset()
        allowed = section_qualifiers | (title_qualifiers - marked[frozenset(words)])
        if allowed and PLAIN_GAAP.search(row.caption):
            allowed = frozenset()
        lower = row.caption.lower()
        word_set = frozenset(words)
        weights = tuple((word, caption_weight(word)) for word in words)
        for name, group in groups.items():
            unit = _unit_of(group)
            plain = name and AS_REPORTED.search(name)
            growth = unit == "percent" and any(word in lower for word in _GROWTH)
            yield Line(
                table=table,
                row=index,
                dimension=dimension_words[name],
                words=word_set,
                alternatives=others,
                nearby=section_words[section] | dimension_words[name],
                around=title_words,
                apart=frozenset() if face else section_words[section] - neutral,
                required=own | dimension_qualifiers[name],
                allowed=frozenset() if plain else allowed,
                cells=tuple(group),
                unit=unit,
                growth=growth,
                weight=sum(weight for _, weight in weights),
                weights=weights,
            )


def _marked(table: Table) -> dict[frozenset[str], frozenset[str]]:
    """Return the qualifiers of captions by their words: beside "Adjusted gross profit", "Gross profit" is not adjusted.

    The title's qualifiers do not go for the plain caption then.
    """
    marked: dict[frozenset[str], frozenset[str]] = defaultdict(frozenset)
    for row in table.rows:
        if own := qualifiers_in(row.caption):
            marked[frozenset(content_words(main_caption(row.caption)))] |= own
    return marked


def _dimension_words(name: str) -> frozenset[str]:
    """Return the content words of a dimension, those that only take exchange rates out left out."""
    words = frozenset(content_words(name))
    return words - CURRENCY_WORDS if "constant" in qualifiers_in(name) else words


def _unit_of(group: Sequence[tuple[Column, Cell]]) -> str:
    for column, cell in group:
        if column.role is Role.AMOUNT or column.role is Role.ADJUSTMENT:
            return cell.unit
    return group[0][1].unit


def with_supporting(lines: Sequence[Line], tables: Sequence[Table]) -> list[Line]:
    """Return the lines of a release with the periods that the same lines of other documents print besides.

    Lines that the release does not have come last. What the release prints itself is not taken from elsewhere.
    """
    further: dict[object, list[Line]] = defaultdict(list)
    for table in tables:
        for line in lines_of(table):
            further[_identity(line)].append(line)
    joined = [_extended(line, further.get(_identity(line), ())) for line in lines]
    own = {_identity(line) for line in lines}
    return joined + [_extended(same[0], same[1:]) for identity, same in further.items() if identity not in own]


def _identity(line: Line) -> object:
    """Return what lines of several documents have in common if they are the same one."""
    concept = line.table.rows[line.row].concept
    named = concept or (line.words, line.apart, line.nearby)
    return named, line.dimension, line.unit, line.required, line.growth


def _extended(line: Line, others: Iterable[Line]) -> Line:
    if line.table.rows[line.row].period is not None:
        return line
    printed = {line.period_of(column) for column, _ in line.cells}
    cells = list(line.cells)
    for other in others:
        for column, cell in other.cells:
            period = other.period_of(column)
            if column.role is Role.AMOUNT and period is not None and period not in printed:
                printed.add(period)
                cells.append((replace(column, period=period), cell))
    return replace(line, cells=tuple(cells)) if len(cells) > len(line.cells) else line
