"""How well a line fits the words that ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ticktie.claims.lexicon import IMPLIED_WORDS, MEASURES
from ticktie.claims.line import FACE_STATEMENTS, SAME_AS_PLAIN, Line
from ticktie.claims.words import family, subject_weight
from ticktie.model.quick import quick

# A subject that weighs more must have a word in the caption, unless the caption says nothing of the measure.
MOST_UNANCHORED = 0.5
# A word that stands alone for a line of a related word ("income" for "Net profit") may as well mean another.
ALONE = 0.84
# Captions that weigh less say nothing of the measure.
LIGHT_CAPTION = 0.8
STRONG_WORD, MOST_ANCHOR = 0.3, 0.4
# What amounts per share are of, unless their caption says otherwise.
_EARNINGS = frozenset("net income earning loss profit".split())


@quick
@dataclass(frozen=True, slots=True)
class Asked:
    """One reading of a subject, with what stands around it.

    Attributes:
        subject: its content words; `terms` the same with their weights and the words that name the same.
        weight: of all its words; `anchor` what a word must weigh to anchor a line.
        wanted: all words that name what one of its words names.
        scope, place, extra, names: as in `Lines.find`; `known`: all words that a line's columns may have.
    """

    subject: frozenset[str]
    terms: tuple[tuple[str, float, frozenset[str]], ...]
    weight: float
    anchor: float
    wanted: frozenset[str]
    scope: frozenset[str]
    place: frozenset[str]
    extra: frozenset[str]
    names: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(
        cls,
        reading: Sequence[str],
        scope: frozenset[str],
        place: frozenset[str],
        extra: frozenset[str],
        names: frozenset[str],
    ) -> "Asked":
        """Weigh the words of a reading."""
        subject = frozenset(reading)
        # In the order of the reading: sums of weights must not depend on how a set happens to be ordered.
        terms = tuple((word, subject_weight(word), family(word)) for word in dict.fromkeys(reading))
        weights = [weight for _, weight, _ in terms]
        wanted = frozenset().union(*(relatives for _, _, relatives in terms))
        return cls(
            subject,
            terms,
            sum(weights),
            min(MOST_ANCHOR, max(weights, default=0.0)),
            wanted,
            scope,
            place,
            extra,
            names,
            subject | scope | names,
        )

    @property
    def strong(self) -> tuple[str, ...]:
        """The words that lines are looked up by, and those that name the same."""
        strong = [relatives for _, weight, relatives in self.terms if weight >= STRONG_WORD]
        return tuple(frozenset().union(*(strong or [self.wanted])))

    def may_mean(self, line: Line) -> bool:
        """Whether a line can fit at all: its caption has a word of the subject, or says nothing of the measure."""
        if self.weight <= MOST_UNANCHORED or not self.wanted.isdisjoint(line.words):
            return True
        return not self.wanted.isdisjoint(line.alternatives) or self.finds_light(line)

    def finds_light(self, line: Line) -> bool:
        """Whether a caption says nothing of the measure: a total alone, or the name of the place that is asked for."""
        return line.weight < LIGHT_CAPTION or (bool(line.words) and line.words <= self.place)


def fit_of(line: Line, asked: Asked) -> tuple[float, float]:
    """Return (fit, share of the subject that the line accounts for).

    A word of the subject counts in full where the caption has it or gives it for the other sign, a little less where
    the section or column has it, less where only the title has it. Words of the caption that the subject lacks
    lower the fit, not the share. A line that is named for a place or a total alone ("Latin America", "Total company")
    says nothing of the measure: section, column and title may.
    """
    light = asked.finds_light(line)
    titled = light and line.table.kind not in FACE_STATEMENTS
    hit = accounted = 0.0
    anchored = False
    used: set[str] = set()
    for word, weight, relatives in asked.terms:
        if word in line.words or word in line.alternatives:
            used |= relatives & line.words if word in line.alternatives else {word}
            worth, share = 1.0, 1.0
            anchored = anchored or weight >= asked.anchor
        elif not relatives.isdisjoint(line.words):
            used |= relatives & line.words
            worth, share = 0.92, 1.0 if len(asked.subject) > 1 else ALONE
            anchored = anchored or weight >= asked.anchor
        elif not relatives.isdisjoint(line.nearby):
            used |= relatives & line.nearby
            worth, share = (0.95 if light or relatives & line.dimension else 0.8), 1.0
            anchored = anchored or light
        elif "/" in line.unit and (word in asked.extra or word in _EARNINGS):
            worth, share = 0.8, 1.0
        else:
            # What a section measures is not what the table's title does.
            elsewhere = word in MEASURES and not line.nearby.isdisjoint(MEASURES)
            in_title = not elsewhere and not relatives.isdisjoint(line.around)
            worth, share = (0.75, 0.9) if in_title else (0.0, 0.8 if word in IMPLIED_WORDS else 0.0)
            if titled and in_title:
                worth, anchored = 0.85, True
        hit += worth * weight
        accounted += share * weight
    if not asked.weight or (not anchored and asked.weight > MOST_UNANCHORED):
        return 0.0, 0.0
    met = 1.0 if light else _met(line, used, asked)
    fit = hit / asked.weight * (0.4 + 0.6 * met)
    return fit * _at_home(line, fit, asked), accounted / asked.weight


def _at_home(line: Line, fit: float, asked: Asked) -> float:
    """Return what it is worth that a line's columns and section are those that the words speak of, or others."""
    scope = asked.scope
    if line.dimension and line.dimension - asked.known - SAME_AS_PLAIN:
        return 0.7
    if line.apart and line.apart - asked.known - asked.place:
        return 0.9
    if scope and fit and scope & (line.dimension | line.nearby | line.around):
        return min(1.03, 1.0 / fit)
    return 1.0


def _met(line: Line, used: set[str], asked: Asked) -> float:
    """Return the share of the caption that the subject's words and those around it account for."""
    met = 0.0
    for word, weight in line.weights:
        if word in used or word in asked.extra or word in asked.scope or word in asked.names:
            met += weight
    return met / line.weight
