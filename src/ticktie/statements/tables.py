"""Tables understood: grids to columns with periods, rows with captions and cells with values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ticktie.figures import Measure
from ticktie.model import (
    Block,
    BlockKind,
    Cell,
    Column,
    Document,
    Extent,
    Period,
    Role,
    Row,
    StatementKind,
    Table,
)
from ticktie.statements.bands import Band, split_bands
from ticktie.statements.calendars import Calendar, place
from ticktie.statements.captions import Caption, Draft, draft_rows, place_captions
from ticktie.statements.columns import Lane, find_lanes, place_lines
from ticktie.statements.concepts import INSTANTS, PREFIX, concept_of, fits_statement
from ticktie.statements.context import calendar_of
from ticktie.statements.headers import Heading, as_before, as_quarters, complete_words, place_headings, read_headings
from ticktie.statements.headings import is_note_column
from ticktie.statements.kinds import kind_of
from ticktie.statements.known_periods import with_known_periods
from ticktie.statements.periods import is_only_period, period_words, without_period
from ticktie.statements.runs import Run, join_tables
from ticktie.statements.titles import titles_above
from ticktie.statements.totals import find_cross_footings, find_footings
from ticktie.statements.units import (
    UNSCALED,
    RowMeasure,
    TableScale,
    currency_of,
    currency_over,
    measure_of,
    measure_over,
    scale_by_company,
    scale_number,
    scale_of,
    share_scale_by_eps,
)

_FIGURE_IN_CAPTION = re.compile(
    r"[$€£¥]\s?\.?\d|\d{1,3}(?:,\d{3})+|\d\s?%|\b\d+(?:\.\d+)?\s+(?:million|billion|thousand|shares|bps|basis|percent)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-z]{2,}[\w,;%)\"”’']*\s.{20,}[.:;!?]|(?:\S+\s+){7}", re.DOTALL)
_DIGITS = re.compile(r"\d[\d,.]*")
_CHANGES = (Role.CHANGE, Role.PERCENT_CHANGE)
MIN_KNOWN_CHARACTERS = 5
MAX_SUBJECT_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A table read, before its periods are placed and its numbers scaled."""

    block: Block
    titles: tuple[str, ...]
    lanes: tuple[Lane, ...]
    headings: tuple[Heading, ...]
    rows: tuple[Draft, ...]
    captions: tuple[Caption, ...]
    concepts: tuple[str, ...]
    kind: StatementKind
    scale: TableScale


def understand_tables(document: Document) -> tuple[Document, tuple[Table, ...]]:
    """Understand every table of a document.

    Returns:
        The document with a CAPTION block after its table for each row whose caption holds figures, and with
        tables that hold only sentences turned into paragraphs; and the tables, in order.
    """
    sketches: list[_Sketch] = []
    prose: dict[int, list[Block]] = {}
    for run in join_tables(document.blocks):
        found = _sketch(run, document.blocks, sketches[-1] if sketches else None)
        sketches.extend(found)
        if not found:
            prose.update((index, _as_paragraphs(document.blocks[index])) for index in run.members)
    blocks = [part for index, block in enumerate(document.blocks) for part in prose.get(index, (block,))]
    sketches = _scaled_by_company(sketches)
    calendar = calendar_of(document, [(s.kind, h.words) for s in sketches for h in s.headings])
    tables = tuple(
        _table(sketch, number, calendar, _captions_of(sketches, number)) for number, sketch in enumerate(sketches, 1)
    )
    return replace(document, blocks=tuple(_with_captions(blocks, tables, sketches))), with_known_periods(tables)


def _sketch(run: Run, blocks: Sequence[Block], before: _Sketch | None) -> list[_Sketch]:
    bands = split_bands(run.lines, run.width)
    if not bands:
        return []
    above = titles_above(blocks, run.first)
    sketches: list[_Sketch] = []
    for band in bands:
        before = sketches[-1] if sketches else before
        sketch = _band_sketch(blocks[run.first], band, above, before)
        if sketch is not None:
            sketches.append(sketch)
    return sketches


def _band_sketch(block: Block, band: Band, above: tuple[str, ...], before: _Sketch | None) -> _Sketch | None:
    lanes, placed = place_lines(band.body, find_lanes(band.body))
    headings, notes = read_headings(band, lanes)
    if before is not None and not above:
        above = before.titles
        if not band.header:
            headings = _continued(lanes, headings, before)
    kept = [index for index, heading in enumerate(headings) if not is_note_column(heading.label)]
    if not kept:
        return None
    if len(kept) < len(lanes):
        order = {index: position for position, index in enumerate(kept)}
        lanes, headings = tuple(lanes[index] for index in kept), tuple(headings[index] for index in kept)
        placed = tuple({order[i]: entry for i, entry in figures.items() if i in order} for figures in placed)
    rows = draft_rows(band.body, placed, lanes, captions=band.captions)
    captions = place_captions(rows)
    concepts = tuple(
        concept_of(row.caption, place.section) if row.figures else "" for row, place in zip(rows, captions, strict=True)
    )
    titles = (*reversed(notes), *above)
    kind = kind_of(titles, (concept.removeprefix(PREFIX) for concept in concepts if concept))
    concepts = tuple(concept if concept and fits_statement(concept, kind) else "" for concept in concepts)
    headings = complete_words(headings, titles, instants=kind is StatementKind.BALANCE_SHEET)
    if before is not None:
        headings = as_before(headings, before.headings)
    if kind is not StatementKind.BALANCE_SHEET and _holds_flows(concepts):
        headings = as_quarters(headings)
    headings = _with_roles(headings, rows)
    texts = (*(heading.label for heading in headings), *titles, *_clause_rows(rows))
    scale = scale_of(texts, before.scale if before else UNSCALED)
    currency = scale.currency or currency_of(entry for row in rows for entry in row.figures.values())
    return _Sketch(block, titles, lanes, headings, rows, captions, concepts, kind, replace(scale, currency=currency))


def _holds_flows(concepts: Sequence[str]) -> bool:
    """Whether the rows are flows over a period and none of them is a balance at a date."""
    names = [concept.removeprefix(PREFIX) for concept in concepts if concept]
    return bool(names) and not any(name in INSTANTS for name in names)


def _clause_rows(rows: Sequence[Draft]) -> Iterator[str]:
    """Yield captions that stand alone and may be a scale clause of the whole table ("(in thousands)")."""
    for row in rows:
        if not row.figures and row.caption[:1] == "(":
            yield row.caption


def _continued(lanes: Sequence[Lane], headings: Sequence[Heading], before: _Sketch) -> tuple[Heading, ...]:
    """Take the headings of the table above for one that goes on with it on the same columns."""
    if len(lanes) == len(before.lanes):
        return before.headings
    taken: list[Heading] = []
    for lane, heading in zip(lanes, headings, strict=True):
        over = [
            other
            for other, of in zip(before.headings, before.lanes, strict=True)
            if of.outer_left < lane.outer_right and lane.outer_left < of.outer_right
        ]
        taken.append(over[0] if len(over) == 1 else heading)
    return tuple(taken)


def _with_roles(headings: Sequence[Heading], rows: Sequence[Draft]) -> tuple[Heading, ...]:
    """Settle the role of changes and of columns of percents by their cells."""
    settled: list[Heading] = []
    for index, heading in enumerate(headings):
        units = [row.figures[index].number for row in rows if index in row.figures]
        percents = sum(1 for number in units if number is not None and number.unit == "percent")
        mostly_percent = 2 * percents > len(units) or (percents and _begins_with_percent(index, rows))
        role = heading.role
        if role is Role.AMOUNT and not heading.label and mostly_percent and settled and settled[-1].role in _CHANGES:
            role = Role.CHANGE
        if role is Role.CHANGE and mostly_percent:
            role = Role.PERCENT_CHANGE
        elif role is Role.PERCENT_CHANGE and not percents and not _says_percent(heading.label):
            role = Role.CHANGE if "change" in heading.label.lower() else Role.AMOUNT
        elif role is Role.AMOUNT and heading.texts and heading.texts[-1].strip("()") in ("%", "Percent", "Pct", "%*"):
            before = [other.role for other in settled[-2:]]
            role = Role.PERCENT_CHANGE if before == [Role.AMOUNT] * 2 or Role.CHANGE in before else Role.PERCENT_OF
        settled.append(replace(heading, role=role) if role is not heading.role else heading)
    return tuple(settled)


def _begins_with_percent(index: int, rows: Sequence[Draft]) -> bool:
    """Whether a column prints its percent sign beside its first figure, as others print a currency's."""
    first = next((row.figures for row in rows if index in row.figures), {})
    units = {lane: entry.number.unit for lane, entry in first.items() if entry.number is not None}
    beside = [unit for lane, unit in units.items() if lane != index]
    return units.get(index) == "percent" and bool(beside) and "percent" not in beside


def _says_percent(label: str) -> bool:
    return "%" in label or "percent" in label.lower()


def _scaled_by_company(sketches: Sequence[_Sketch]) -> list[_Sketch]:
    """Give tables without a clause the scale of stated tables that print the same figures."""
    if all(sketch.scale.stated for sketch in sketches):
        return list(sketches)
    known: dict[str, int] = {}
    for sketch in sketches:
        if sketch.scale.stated:
            for text in _long_figures(sketch):
                known.setdefault(text, sketch.scale.scale)
    settled: list[_Sketch] = []
    for sketch in sketches:
        scale = None if sketch.scale.stated else scale_by_company(list(_long_figures(sketch)), known)
        if scale is not None:
            sketch = replace(sketch, scale=replace(sketch.scale, scale=scale, shares=scale))
        settled.append(sketch)
    return settled


def _long_figures(sketch: _Sketch) -> Iterator[str]:
    for row in sketch.rows:
        for entry in row.figures.values():
            found = _DIGITS.search(entry.text) if len(entry.text) >= MIN_KNOWN_CHARACTERS else None
            if found and len(found[0]) >= MIN_KNOWN_CHARACTERS:
                yield found[0]


def _captions_of(sketches: Sequence[_Sketch], number: int) -> str:
    """Return what the ids of a table's captions begin with: its block, and its number where a block holds several."""
    block = sketches[number - 1].block.id
    return block if number == 1 or sketches[number - 2].block.id != block else f"{block}.t{number}"


def _table(sketch: _Sketch, number: int, calendar: Calendar, captions: str) -> Table:
    periods = place_headings(sketch.headings, calendar)
    columns = tuple(
        Column(f"c{index}", heading.label, period, heading.role, heading.dimension)
        for index, (heading, period) in enumerate(zip(sketch.headings, periods, strict=True), 1)
    )
    rows = tuple(
        _row(draft, caption, concept, index, captions, calendar)
        for index, (draft, caption, concept) in enumerate(
            zip(sketch.rows, sketch.captions, sketch.concepts, strict=True), 1
        )
    )
    scale = _with_share_scale(sketch, rows)
    table = Table(
        f"t{number}",
        sketch.block.id,
        " ".join(reversed(sketch.titles)),
        sketch.kind,
        scale.currency,
        scale.scale,
        columns,
        rows,
        tuple(_cells(sketch, rows, columns, scale, f"t{number}")),
    )
    table = replace(table, footings=find_footings(table))
    return replace(table, cross_footings=find_cross_footings(table))


def _row(draft: Draft, caption: Caption, concept: str, number: int, captions: str, calendar: Calendar) -> Row:
    return Row(
        f"r{number}",
        draft.caption,
        caption.depth,
        caption.kind,
        caption.section,
        concept,
        draft.ruled,
        f"{captions}.r{number}" if _holds_figures(draft.caption) else "",
        _row_period(draft.caption, calendar),
        draft.bold,
    )


@lru_cache(maxsize=8192)
def _holds_figures(caption: str) -> bool:
    return _FIGURE_IN_CAPTION.search(caption) is not None


def _row_period(caption: str, calendar: Calendar) -> Period | None:
    if not caption or len(caption) > 80:
        return None
    words = period_words(caption)
    if not words.year:
        return None
    if is_only_period(caption) or without_period(caption).lower() in ("balance", "balances"):
        return place(words, calendar)
    return None


def _measure(row: Row, kind: StatementKind) -> RowMeasure:
    return measure_of(row.caption, row.section, kind)


def _subject(sketch: _Sketch) -> str:
    """Return the nearest title of a table that is no statement, or ""."""
    title = next((title for title in sketch.titles if not title.startswith("(")), "")
    return title if sketch.kind is StatementKind.OTHER and len(title) <= MAX_SUBJECT_CHARACTERS else ""


def _currency_over(column: Column, table: TableScale) -> str:
    """Return the currency that stands over a column of amounts, else the table's."""
    return (currency_over(column.label) if column.role is Role.AMOUNT else "") or table.currency


def _cells(
    sketch: _Sketch, rows: Sequence[Row], columns: Sequence[Column], scale: TableScale, table: str
) -> Iterator[Cell]:
    roles = [column.role for column in columns]
    subject = _subject(sketch)
    over = [measure_over(column.label) for column in columns]
    currencies = [_currency_over(column, scale) for column in columns]
    ids = [column.id for column in columns]
    for index, (draft, row) in enumerate(zip(sketch.rows, rows, strict=True)):
        if not draft.figures:
            continue
        measure = measure_of(row.caption, row.section, sketch.kind, subject)
        row_scale = scale.of_row(row.caption)
        for lane in sorted(draft.figures):
            entry = draft.figures[lane]
            number = entry.number
            if number is None:
                continue
            value, decimals, unit = scale_number(number, measure, roles[lane], row_scale, over[lane], currencies[lane])
            identity = f"{table}.{row.id}.{ids[lane]}"
            yield Cell(identity, index, lane, entry.text, value, decimals, unit, entry.extent, number.absence)


def _with_share_scale(sketch: _Sketch, rows: Sequence[Row]) -> TableScale:
    """Settle the scale of share counts by EPS × shares = net income, where the table prints all three."""
    scale = sketch.scale
    income = _printed(sketch, rows, ("NetIncomeLossAvailableToCommonStockholdersBasic", "NetIncomeLoss", "ProfitLoss"))
    if not income:
        return scale
    per_share = _printed(
        sketch, rows, ("EarningsPerShareBasic", "EarningsPerShareDiluted", "EarningsPerShareBasicAndDiluted")
    )
    shares = _printed(sketch, rows, ()) if per_share else {}
    if not shares:
        return scale
    scaled = {column: value * scale.scale for column, value in income.items()}
    found = share_scale_by_eps(scaled, per_share, shares)
    return scale if found is None else replace(scale, shares=found)


def _printed(sketch: _Sketch, rows: Sequence[Row], names: Sequence[str]) -> Mapping[int, Decimal]:
    """Return the printed values of the first row with a concept; of the first row of share counts for no names."""
    for draft, row in zip(sketch.rows, rows, strict=True):
        if not draft.figures:
            continue
        wanted = (
            row.concept.removeprefix(PREFIX) in names if names else _measure(row, sketch.kind).measure is Measure.SHARES
        )
        if wanted and not (names and _measure(row, sketch.kind).measure is Measure.SHARES):
            return {
                lane: entry.number.value
                for lane, entry in draft.figures.items()
                if entry.number is not None and entry.number.value is not None and not entry.number.absence
            }
    return {}


def _with_captions(blocks: Sequence[Block], tables: Sequence[Table], sketches: Sequence[_Sketch]) -> Iterator[Block]:
    """Put a CAPTION block after its table for every row whose caption holds figures."""
    captions: dict[str, list[Block]] = {}
    for table, sketch in zip(tables, sketches, strict=True):
        for row, draft in zip(table.rows, sketch.rows, strict=True):
            if row.caption_block:
                extent = Extent(draft.start, draft.end)
                captions.setdefault(table.block, []).append(
                    Block(row.caption_block, BlockKind.CAPTION, row.caption, extent)
                )
    for block in blocks:
        yield block
        yield from captions.get(block.id, ())


def _as_paragraphs(block: Block) -> list[Block]:
    """Turn a table without figures into paragraphs where it holds sentences; else leave it as it is."""
    cells = [cell for row in block.grid.rows for cell in row.cells] if block.grid is not None else []
    if not any(_SENTENCE.search(cell.text[:400]) for cell in cells):
        return [block]
    if len(cells) == 1:
        return [Block(block.id, BlockKind.PARAGRAPH, cells[0].text, cells[0].extent)]
    return [
        Block(f"{block.id}.{number}", BlockKind.PARAGRAPH, cell.text, cell.extent)
        for number, cell in enumerate(cells, 1)
    ]
