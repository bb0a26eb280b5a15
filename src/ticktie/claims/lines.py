"""The lines of all tables, found by words: what a sentence speaks of when it names a caption."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ticktie.claims.fit import Asked, fit_of
from ticktie.claims.lexicon import FINANCE_WORDS, GAAP
from ticktie.claims.line import FACE_STATEMENTS, SAME_AS_PLAIN, Line, lines_of, with_supporting
from ticktie.claims.words import content_words
from ticktie.model import Table
from ticktie.model.quick import quick
from ticktie.statements.concepts import CONCEPTS, PREFIX

FLOOR = 0.45
MOST_LINES = 14
MOST_FOUND = 60
# Growth in constant currency or organic growth is not what bare words say, but a figure may be of it all the same.
EXCLUDING, LEAVING_OUT = "excluding", frozenset({"adjusted"})
OTHER_BASES, OTHER_BASIS = frozenset({"constant", "organic"}), 0.4
# A line whose qualifiers only its title or section says: for words that say them, or that say GAAP.
TITLED = 0.97
# A reading that leaves out the noun phrase nearest to the figure.
DROPPED = 0.85
# A subject that is another usual caption of the line's concept: enough to prove, hardly to contradict.
NAMED, NAMED_COVERED = 0.8, 0.84
# Words that captions of parts have, though a subject that sums them up may not.
# A word of captions that is lost among content words: "results from operating activities".
_SAYS_MORE = re.compile(r"\bresults\b")
_OF_PARTS = frozenset({"total", "short", "long", "term", "equivalent", "current", "noncurrent"})


@quick
@dataclass(frozen=True, slots=True)
class Match:
    """A line with how well a reading of the subject fits it, 0 – 1."""

    line: Line
    words: float
    covered: float
    reading: tuple[str, ...]


class Lines:
    """All lines of a release with an index from words to lines."""

    def __init__(
        self, tables: Sequence[Table], names: frozenset[str] = frozenset(), supporting: Sequence[Table] = ()
    ) -> None:
        self.names = names
        self.lines: list[Line] = []
        for table in tables:
            self.lines.extend(lines_of(table))
        if supporting:
            self.lines = with_supporting(self.lines, supporting)
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
        self.narrowing = named - self.names - SAME_AS_PLAIN - FINANCE_WORDS
        self._by_row: dict[tuple[str, int], list[Line]] = defaultdict(list)
        self._with_shares: tuple[tuple[Line, ...], ...] | None = None
        self._seen: dict[tuple[object, ...], tuple[Match, ...]] = {}

    def with_shares(self) -> tuple[tuple[Line, ...], ...]:
        """Return the rows that print an amount and its amount per share side by side, each as its lines."""
        if self._with_shares is None:
            rows = self._rows().values()
            self._with_shares = tuple(tuple(row) for row in rows if len({"/" in line.unit for line in row}) > 1)
        return self._with_shares

    def beside(self, line: Line) -> tuple[Line, ...]:
        """Return the lines of the same row under columns of another dimension."""
        return tuple(other for other in self._rows()[line.table.id, line.row] if other is not line)

    def _rows(self) -> dict[tuple[str, int], list[Line]]:
        if not self._by_row:
            for line in self.lines:
                self._by_row[line.table.id, line.row].append(line)
        return self._by_row

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
        narrowing = place & self.narrowing
        nearest = frozenset(readings[0]) if readings else frozenset()
        for reading in readings:
            worth = 1.0 if nearest <= frozenset(reading) else DROPPED
            asked = Asked.of(reading, scope, place, extra, self.names)
            indexes = {index for word in asked.strong for index in self._by_word.get(word, ())}
            named = self._by_concept.get(_concept_named(asked.subject), ())
            for index in sorted(indexes.union(named)):
                line = self.lines[index]
                other = line.required - qualifiers - scope if line.required else line.required
                if other and EXCLUDING in qualifiers and EXCLUDING in line.required:
                    other = other - LEAVING_OUT  # what leaves something out is no GAAP measure
                if other and other - OTHER_BASES:
                    continue
                if qualifiers and not qualifiers <= line.required | line.allowed:
                    continue
                if index not in named and not asked.may_mean(line):
                    continue
                words, covered = fit_of(line, asked)
                words *= worth
                if words < NAMED and index in named:
                    words, covered = NAMED, NAMED_COVERED
                if narrowing and not narrowing & (line.words | line.nearby | line.around):
                    words, covered = 0.9 * words, 0.9 * covered
                if not qualifiers <= line.required or (line.allowed and GAAP in scope):
                    words *= TITLED
                if other and words >= FLOOR:
                    words, covered = OTHER_BASIS * words, OTHER_BASIS * covered
                if (words >= FLOOR or other) and (index not in best or words > best[index].words):
                    best[index] = Match(line, words, covered, reading)
        ranked = sorted(best.values(), key=lambda match: (-match.words, _rank(match.line)))
        return tuple(ranked[:MOST_FOUND])


@lru_cache(maxsize=1)
def _names_of_concepts() -> dict[frozenset[str], str]:
    """Return the concepts by the content words of their usual captions, where those are all that the captions say."""
    return {
        frozenset(content_words(caption)): concept
        for caption, concept in CONCEPTS.items()
        if not _SAYS_MORE.search(caption)
    }


def _concept_named(subject: frozenset[str]) -> str:
    """Return the concept that a subject names in other words than its line may: "capital expenditures"."""
    return _names_of_concepts().get(subject, "")


def _rank(line: Line) -> tuple[int, int]:
    return (0 if line.table.kind in FACE_STATEMENTS else 1, len(line.words))
