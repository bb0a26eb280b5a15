"""The lines of all tables, found by words: what a sentence speaks of when it names a caption."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ticktie.claims.lexicon import CURRENCY_WORDS, FINANCE_WORDS, IMPLIED_WORDS
from ticktie.claims.words import (
    alternatives,
    caption_weight,
    content_words,
    family,
    main_caption,
    qualifiers_in,
    subject_weight,
)
from ticktie.model import Cell, Column, Period, Role, StatementKind, Table
from ticktie.statements.concepts import CONCEPTS, PREFIX

FLOOR = 0.45
# A subject that weighs more must have a word in the caption, unless the caption says nothing of the measure.
MOST_UNANCHORED = 0.5
MOST_LINES = 14
MOST_FOUND = 60
# A word that stands alone for a line of a related word ("income" for "Net profit") may as well mean another.
ALONE = 0.85
# A subject that is another usual caption of the line's concept: enough to prove, hardly to contradict.
# Growth in constant currency or organic growth is not what bare words say, but a figure may be of it all the same.
OTHER_BASES, OTHER_BASIS = frozenset({"constant", "organic"}), 0.4
NAMED, NAMED_COVERED = 0.8, 0.87
_SAME_AS_PLAIN = frozenset("total consolidated reported gaap actual company unaudited amount".split())
# Words that captions of parts have, though a subject that sums them up may not.
_OF_PARTS = frozenset({"total", "short", "long", "term", "equivalent", "current", "noncurrent"})
_GAAP = re.compile(r"(?<![Nn]on-)(?<![Nn]on )\bGAAP\b")
_FACE_STATEMENTS = (StatementKind.INCOME_STATEMENT, StatementKind.BALANCE_SHEET, StatementKind.CASH_FLOW)
# What amounts per share are of, unless their caption says otherwise.
_EARNINGS = frozenset("net income earning loss profit".split())
_GROWTH = frozenset("growth change increase decrease".split())


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

    @property
    def caption(self) -> str:
        """The row's caption as printed."""
        return self.table.rows[self.row].caption

    def period_of(self, column: Column) -> Period | None:
        """The period of one of its cells: the row's own, else the column's."""
        return self.table.rows[self.row].period or column.period


@dataclass(frozen=True, slots=True)
class Match:
    """A line with how well a reading of the subject fits it, 0 – 1."""

    line: Line
    words: float
    covered: float
    reading: tuple[str, ...]


class Lines:
    """All lines of a release with an index from words to lines."""

    def __init__(self, tables: Sequence[Table], names: frozenset[str] = frozenset()) -> None:
        self.names = names
        self.lines: list[Line] = []
        for table in tables:
            self.lines.extend(_lines_of(table))
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, line in enumerate(self.lines):
            for word in line.words | line.alternatives | line.nearby:
                self._by_word[word].append(index)
        self._by_concept: dict[str, list[int]] = defaultdict(list)
        for index, line in enumerate(self.lines):
            if concept := line.table.rows[line.row].concept:
                self._by_concept[concept.removeprefix(PREFIX)].append(index)
        named = frozenset().union(*(line.words | line.nearby | line.around for line in self.lines))
        self.named = named
        self.narrowing = named - self.names - _SAME_AS_PLAIN - FINANCE_WORDS
        self._seen: dict[tuple[object, ...], tuple[Match, ...]] = {}

    def of_concept(self, concept: str) -> tuple[Line, ...]:
        """Return the lines of a us-gaap concept, given by its local name."""
        return tuple(self.lines[index] for index in self._by_concept.get(concept, ()))

    def within(self, subject: frozenset[str]) -> tuple[Line, ...]:
        """Return the lines whose captions have no words but the subject's: those that may share it out."""
        indexes = {index for word in subject for index in self._by_word.get(word, ())}
        lines = (self.lines[index] for index in sorted(indexes))
        return tuple(line for line in lines if line.words and line.words <= subject | _OF_PARTS)

    def find(
        self,
        readings: Sequence[tuple[str, ...]],
        *,
        qualifiers: frozenset[str] = frozenset(),
        scope: tuple[str, ...] = (),
        place: tuple[str, ...] = (),
        extra: frozenset[str] = frozenset(),
    ) -> tuple[Match, ...]:
        """Return the lines that a subject may name, best first.

        Args:
            readings: content words of the subject, from narrow to wide; the best reading counts.
            qualifiers: must be the line's own.
            scope: words of headings; they may account for words that a line has beyond the subject.
            place: words of a heading that may name a segment; where tables have them, the line must too.
            extra: words that the line may have, though the subject does not (those of the unit: "share").
        """
        key = (tuple(readings), qualifiers, scope, place, extra)
        if key not in self._seen:
            self._seen[key] = self._find(readings, qualifiers, frozenset(scope), frozenset(place), extra)
        return self._seen[key]

    def _find(
        self,
        readings: Sequence[tuple[str, ...]],
        qualifiers: frozenset[str],
        scope: frozenset[str],
        place: frozenset[str],
        extra: frozenset[str],
    ) -> tuple[Match, ...]:
        best: dict[int, Match] = {}
        for reading in readings:
            subject = frozenset(reading)
            strong = [word for word in subject if subject_weight(word) >= 0.3] or list(subject)
            indexes: set[int] = set()
            for word in strong:
                for synonym in family(word):
                    indexes.update(self._by_word.get(synonym, ()))
            named = self._by_concept.get(_concept_named(subject), ())
            wanted = frozenset().union(*map(family, subject))
            telling = sum(map(subject_weight, subject)) > MOST_UNANCHORED
            for index in indexes.union(named):
                line = self.lines[index]
                anchored = wanted & line.words or wanted & line.alternatives or _is_light(line, place)
                if telling and not anchored and index not in named:
                    continue
                other = line.required - qualifiers - scope
                if other - OTHER_BASES or not qualifiers <= line.required | line.allowed:
                    continue
                words, covered = _score(line, subject, scope, place, extra, self.names)
                if words < NAMED and index in named:
                    words, covered = NAMED, NAMED_COVERED
                narrowing = place & self.narrowing
                if narrowing and not narrowing & (line.words | line.nearby | line.around):
                    words, covered = 0.9 * words, 0.9 * covered
                if not qualifiers <= line.required:
                    words *= 0.97
                if other and words >= FLOOR:
                    words, covered = OTHER_BASIS * words, OTHER_BASIS * covered
                if (words >= FLOOR or other) and (index not in best or words > best[index].words):
                    best[index] = Match(line, words, covered, reading)
        ranked = sorted(best.values(), key=lambda match: (-match.words, _rank(match.line)))
        return tuple(ranked[:MOST_FOUND])


@lru_cache(maxsize=1)
def _names_of_concepts() -> dict[frozenset[str], str]:
    """Return the concepts by the content words of their usual captions."""
    return {frozenset(content_words(caption)): concept for caption, concept in CONCEPTS.items()}


def _concept_named(subject: frozenset[str]) -> str:
    """Return the concept that a subject names in other words than its line may: "capital expenditures"."""
    return _names_of_concepts().get(subject, "")


def _rank(line: Line) -> tuple[int, int]:
    return (0 if line.table.kind in _FACE_STATEMENTS else 1, len(line.words))


def _score(
    line: Line,
    subject: frozenset[str],
    scope: frozenset[str],
    place: frozenset[str],
    extra: frozenset[str],
    names: frozenset[str],
) -> tuple[float, float]:
    """Return (fit, share of the subject that the line accounts for).

    A word of the subject counts in full where the caption has it or gives it for the other sign, a little less where
    the section or column has it, less where only the title has it. Words of the caption that the subject lacks
    lower the fit, not the share. A line that is named for a place or a total alone ("Latin America", "Total company")
    says nothing of the measure: section, column and title may.
    """
    light = _is_light(line, place)
    titled = light and line.table.kind not in _FACE_STATEMENTS
    anchor = min(0.4, max(map(subject_weight, subject)))
    said = hit = accounted = 0.0
    anchored = False
    used: set[str] = set()
    for word in subject:
        weight = subject_weight(word)
        said += weight
        relatives = family(word)
        if word in line.words or word in line.alternatives:
            used |= relatives & line.words if word in line.alternatives else {word}
            worth, share = 1.0, 1.0
            anchored = anchored or weight >= anchor
        elif relatives & line.words:
            used |= relatives & line.words
            worth, share = 0.92, 1.0 if len(subject) > 1 else ALONE
            anchored = anchored or weight >= anchor
        elif relatives & line.nearby:
            used |= relatives & line.nearby
            worth, share = (0.95 if light or relatives & line.dimension else 0.8), 1.0
            anchored = anchored or light
        elif "/" in line.unit and (word in extra or word in _EARNINGS):
            worth, share = 0.8, 1.0
        else:
            worth, share = (0.75, 0.9) if relatives & line.around else (0.0, 0.8 if word in IMPLIED_WORDS else 0.0)
            if titled and worth:
                worth, anchored = 0.85, True
        hit += worth * weight
        accounted += share * weight
    if not said or (not anchored and said > MOST_UNANCHORED):
        return 0.0, 0.0
    fit = hit / said * (0.4 + 0.6 * _met(line, used | extra | scope | names, light=light))
    return fit * _at_home(line, fit, subject, scope, place, names), accounted / said


def _is_light(line: Line, place: frozenset[str]) -> bool:
    """Whether a caption says nothing of the measure: a total alone, or the name of a place."""
    return line.weight < 0.8 or (bool(line.words) and line.words <= place)


def _at_home(
    line: Line, fit: float, subject: frozenset[str], scope: frozenset[str], place: frozenset[str], names: frozenset[str]
) -> float:
    """Return what it is worth that a line's columns and section are those that the words speak of, or others."""
    foreign = line.dimension - subject - scope - names - _SAME_AS_PLAIN
    if foreign:
        return 0.7
    if line.apart - subject - scope - place - names:
        return 0.9
    if scope and scope & (line.dimension | line.nearby | line.around):
        return min(1.03, 1.0 / fit) if fit else 1.0
    return 1.0


def _met(line: Line, words: frozenset[str] | set[str], *, light: bool) -> float:
    """Return the share of the caption that some words account for; a caption of light words asks for none."""
    if light:
        return 1.0
    total = sum(map(caption_weight, line.words))
    return sum(caption_weight(word) for word in line.words if word in words) / total


def _lines_of(table: Table) -> Iterator[Line]:
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.value is not None:
            rows[cell.row].append(cell)
    title_words = frozenset(content_words(table.title))
    title_qualifiers = qualifiers_in(table.title)
    dimensions = [column.dimension for column in table.columns]
    dimension_words = {name: _dimension_words(name) for name in set(dimensions)}
    dimension_qualifiers = {name: qualifiers_in(name) for name in dimension_words}
    face = table.kind in _FACE_STATEMENTS
    section_words: dict[tuple[str, ...], frozenset[str]] = {}
    for index, cells in rows.items():
        row = table.rows[index]
        section = row.section
        if section not in section_words:
            section_words[section] = frozenset(content_words(" ; ".join(main_caption(s) for s in section)))
        groups: dict[str, list[tuple[Column, Cell]]] = defaultdict(list)
        for cell in cells:
            groups[dimensions[cell.column]].append((table.columns[cell.column], cell))
        caption = main_caption(row.caption)
        words = content_words(caption)
        others = frozenset(alternatives(row.caption)) if "(" in row.caption else frozenset()
        own = qualifiers_in(row.caption)
        section_qualifiers = qualifiers_in(" ".join(section)) if section else frozenset()
        lower = row.caption.lower()
        for name, group in groups.items():
            unit = _unit_of(group)
            growth = unit == "percent" and any(word in lower for word in _GROWTH)
            word_set = frozenset(words)
            yield Line(
                table=table,
                row=index,
                dimension=dimension_words[name],
                words=word_set,
                alternatives=others,
                nearby=section_words[section] | dimension_words[name],
                around=title_words,
                apart=frozenset() if face else section_words[section] - FINANCE_WORDS - _SAME_AS_PLAIN,
                required=own | dimension_qualifiers[name],
                allowed=frozenset() if _GAAP.search(row.caption) else section_qualifiers | title_qualifiers,
                cells=tuple(group),
                unit=unit,
                growth=growth,
                weight=sum(caption_weight(word) for word in word_set),
            )


def _dimension_words(name: str) -> frozenset[str]:
    """Return the content words of a dimension, those that only take exchange rates out left out."""
    words = frozenset(content_words(name))
    return words - CURRENCY_WORDS if "constant" in qualifiers_in(name) else words


def _unit_of(group: Sequence[tuple[Column, Cell]]) -> str:
    for column, cell in group:
        if column.role is Role.AMOUNT or column.role is Role.ADJUSTMENT:
            return cell.unit
    return group[0][1].unit
