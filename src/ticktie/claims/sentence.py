"""One sentence on its way to claims: what each of its figures states, of what, and of which period."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ticktie.claims.cues import (
    BARE_RATE_WORDS,
    CHANGES,
    RATE_WORDS,
    Cue,
    goes_on_comparing,
    is_apposition,
    is_distant,
    kind_of,
    leader,
    leads_change,
    left_cue,
    states_level,
)
from ticktie.claims.lexicon import (
    CHANGE_NOUNS,
    CURRENCY_WORDS,
    EXCLUDES,
    FORWARD,
    GAAP,
    PART_WORDS,
    PLAIN_GAAP,
    PLAIN_MEASURE,
    QUALIFIER_WORDS,
    REQUIRED,
    SHARE_KINDS,
)
from ticktie.claims.lists import distribute
from ticktie.claims.phrases import (
    BREAKS,
    ENDS_PHRASE,
    SPLITS,
    after_part,
    aside_in,
    begins_source,
    binds,
    clause_end,
    goes_on,
    goes_on_listing,
    is_effect,
    is_part,
    list_goes_on,
    unit_tail,
    without_asides,
    without_basis,
)
from ticktie.claims.setting import Frame, label_of
from ticktie.claims.timing import periods_of
from ticktie.claims.tokens import Tag, Token
from ticktie.claims.words import is_same_measure, qualifier_spans, qualifiers_in
from ticktie.model import (
    Claim,
    Direction,
    Figure,
    Kind,
    PeriodRef,
    Relative,
)

MAX_READINGS = 4
# Verbs that may follow a noun without opening a clause of their own: "$8.54, net income adjusted for …".
_PARTICIPLES = frozenset("of adjusted reported related".split())
TRANSLATION = frozenset({"constant"})
_JOINING = (Tag.AND, Tag.WORD, Tag.IDLE, Tag.HEDGE, Tag.FIGURE)


class Sentence:
    """One sentence; positions are indexes of tokens."""

    def __init__(self, text: str, tokens: tuple[Token, ...], frame: Frame, number: int, start: int) -> None:
        self.text = text
        self.tokens = tokens
        self.frame = frame
        self.names = frame.setting.names
        self.number = number
        self.start = start
        self.places = [i for i, token in enumerate(tokens) if token.tag is Tag.FIGURE]
        self._starts_with_part = any(token.word in PART_WORDS - EXCLUDES for token in tokens[:3])
        self.excluded = self._excluded_first()  # tokens before this index say what the whole sentence leaves out
        self.label = tuple(word for word in label_of(text, start, tokens[-1].end) if word not in self.names)
        self.forward = [match.start() for match in FORWARD.finditer(text, start, tokens[-1].end)]
        required = REQUIRED.search(text, start, tokens[-1].end)
        self.required_from = required.start() if required else len(text)  # what follows is no result
        self.complemented = False  # whether the figure before took a noun phrase at its right
        self.consumed = 0  # tokens before this index belong to an earlier figure

    def read(self) -> None:
        """Append a claim to the frame for every figure of the sentence."""
        before = len(self.frame.claims)
        for order, place in enumerate(self.places):
            following = self.places[order + 1] if order + 1 < len(self.places) else len(self.tokens)
            self._figure(place, following)
        distribute(self, self.frame.claims, before)
        self._periods_of_coordinates(self.frame.claims, before)
        self._comparatives_from_levels(self.frame.claims, before)

    def _figure(self, place: int, following: int) -> None:
        frame, figure = self.frame, self.tokens[place].data
        assert isinstance(figure, Figure)
        left = self.tokens[self.consumed : place]
        tail, tail_words = unit_tail(figure, self.tokens[place + 1 : following])
        right = self.tokens[place + 1 + tail : following]
        earlier = [*takewhile(lambda claim: claim.sentence == self.number, reversed(frame.claims))][::-1]
        apposed = is_apposition(left) and bool(earlier) and (not self.complemented or figure.unit.endswith("/shares"))
        cue = left_cue(left)
        if earlier and earlier[-1].compares and goes_on_comparing(left) and not cue.change:
            cue = replace(cue, compares=True, level=True)
        complement, size, change_right = self._right_complement(right)
        distributed = (cue.change and not change_right) or leads_change(earlier, apposed)
        if distributed:
            complement, size = self._change_in(right)
        said, stated_basis = without_basis(left)
        readings = spoken = self._readings(said)
        coordinate = not readings and not complement and not cue.level and not cue.compares
        led = self._restated(figure, right, earlier) if apposed or coordinate else None
        led = led or leader(earlier, apposed, coordinate)
        kind, direction = kind_of(figure, cue, right, change_right, led, complement)
        basis: tuple[str, ...] = stated_basis if kind is Kind.RATIO else ()
        if figure.unit == "percent" and kind is Kind.RATIO and right and right[0].word == "of" and complement:
            basis, complement = complement, ()
        effect = is_effect(left) and not (change_right and complement) and not self._is_translated(left)
        part = self._is_part(left, earlier) or effect
        if part and not apposed and not change_right:
            readings = self._readings(after_part(said)) or ((complement,) if complement else ())
        else:
            readings = self._with_complement(
                readings, complement, said, cue, change_right or bool(distributed and size)
            )
        if not readings and (earlier or cue.compares or kind not in (Kind.LEVEL, Kind.COUNT)):
            readings = frame.subjects
            basis = basis or (frame.basis if kind is Kind.RATIO and cue.compares else ())
        elif kind is Kind.RATIO and readings and frame.subjects and set(readings[0]) <= BARE_RATE_WORDS:
            readings = (tuple(dict.fromkeys((*frame.subjects[0], *readings[0]))), *readings)
        named = bool(spoken) or change_right or bool(distributed and size)
        renamed = bool(frame.subjects and readings) and set(frame.subjects[0]) != set(readings[0])
        if renamed and cue.compares:  # a profit is compared with a loss
            renamed = not is_same_measure(frame.subjects[0], readings[0])
        own = not frame.subjects or not readings or (named and (renamed or not earlier))
        readings = _with_unit(figure, kind, readings, complement, tail_words)
        if apposed and distributed and size:
            self._regroup(readings)
        self._append(figure, kind, direction, cue, readings, basis, place, following, apposed, own, part)
        self.consumed = place + 1 + tail + size
        self.complemented = size > 0

    def _excluded_first(self) -> int:
        """Return where an "Excluding …," that opens the sentence ends; 0 where none does."""
        first = next((token for token in self.tokens if token.tag not in (Tag.IDLE, Tag.COMMA)), None)
        if first is None or not (first.word in EXCLUDES or self.tokens[0].word in EXCLUDES):
            return 0
        return next((place for place, token in enumerate(self.tokens) if token.word == ","), 0)

    def _is_excluded(self, left: Sequence[Token]) -> bool:
        """Whether the figure after these tokens stands within the "Excluding …," that opens the sentence."""
        return self.consumed + len(left) < self.excluded

    def _is_translated(self, left: Sequence[Token]) -> bool:
        """Whether a measure is only translated otherwise: "revenue in constant currency would have increased 23%"."""
        return bool(left) and qualifiers_in(self.text, left[0].start, left[-1].end) == TRANSLATION

    def _is_part(self, left: Sequence[Token], earlier: Sequence[Claim]) -> bool:
        """Whether a figure is a part of what was named before, or goes on with a list of parts."""
        goes_on = bool(earlier) and earlier[-1].part and goes_on_listing(left)
        return self._starts_with_part or self._is_excluded(left) or is_part(left) or goes_on

    def _restated(self, figure: Figure, right: Sequence[Token], earlier: Sequence[Claim]) -> Claim | None:
        """Return the claim that a figure with a qualifier of its own restates.

        "Net income was $1.1 billion, an increase of 18%, or $1.2 billion adjusted": a level, not a change.
        "Revenue grew 12% to $14.2 billion, or 11% in constant currency": a change, not a ratio.
        """
        until = next((token.start for token in right if token.tag in (Tag.COMMA, Tag.STOP)), None)
        end = until if until is not None else (right[-1].end if right else figure.end)
        if not earlier or not qualifiers_in(self.text, figure.end, end):
            return None
        if figure.unit == "percent":
            return next((c for c in reversed(earlier) if c.kind is Kind.PERCENT_CHANGE), None)
        if earlier[-1].kind not in CHANGES:
            return None
        return next((c for c in reversed(earlier) if c.figure.unit == figure.unit and c.kind not in CHANGES), None)

    def _change_in(self, right: Sequence[Token]) -> tuple[tuple[str, ...], int]:
        """Return the noun phrase of "…, or 2.2%, in residential mortgage loans" and how many tokens it takes."""
        skipped = 1 if right and right[0].word == "," else 0
        if len(right) < skipped + 2 or right[skipped].word != "in" or right[skipped + 1].tag is not Tag.WORD:
            return (), 0
        complement, size, _ = self._right_complement(right[skipped:])
        return complement, size + skipped

    def _regroup(self, readings: tuple[tuple[str, ...], ...]) -> None:
        """Give the figures in apposition the subject that is said after the last of them."""
        claims = self.frame.claims
        for index in range(len(claims) - 1, -1, -1):
            if claims[index].group != self.frame.group:
                break
            claims[index] = replace(claims[index], subjects=readings)

    def _with_complement(
        self,
        readings: tuple[tuple[str, ...], ...],
        complement: tuple[str, ...],
        left: Sequence[Token],
        cue: Cue,
        change: bool,
    ) -> tuple[tuple[str, ...], ...]:
        """Return the readings of the subject, the noun phrase at the right put in where it names the measure."""
        if not complement:
            return readings
        if change:
            return (complement,)
        if readings:
            return readings if states_level(left) else (complement, *readings)
        inherited = self.frame.subjects
        if inherited and (cue.compares or set(complement) <= set(inherited[0]) | RATE_WORDS):
            return tuple(tuple(dict.fromkeys((*reading, *complement))) for reading in inherited)
        return (complement,)

    def _append(
        self, figure: Figure, kind: Kind, direction: Direction, cue: Cue, readings: tuple[tuple[str, ...], ...],
        basis: tuple[str, ...], place: int, following: int, apposed: bool, own: bool,
        part: bool,
    ) -> None:  # fmt: skip
        frame = self.frame
        if not apposed:
            frame.group += 1
        period, comparative, stated = periods_of(self.tokens, self.places, place, cue, kind)
        qualifiers = self._qualifiers(place, following)
        if not own and qualifiers <= TRANSLATION:  # says how a change is translated, not which measure it is of
            qualifiers |= frame.qualifiers
        if not own and kind in (Kind.LEVEL, Kind.PER_SHARE) and frame.claims and frame.claims[-1].kind in CHANGES:
            qualifiers -= TRANSLATION  # "up 22% in constant currency to $5.6 billion"
        inherited = period or (frame.claims[-1].period if apposed else None) or self._period_of_sentence()
        claim = Claim(
            figure=figure,
            kind=kind,
            sentence=self.number,
            subjects=readings[:MAX_READINGS],
            basis=basis,
            qualifiers=qualifiers,
            scope=(*frame.setting.scope, *self.label, *self._basis_said(place, qualifiers)),
            place=(*frame.setting.place, *self.label),
            table=frame.setting.table,
            period=inherited or frame.period,
            base=frame.claims[-1].base if apposed else frame.period,
            stated_period=stated,
            comparative=comparative or (frame.comparative if kind in CHANGES else None),
            stated_comparative=comparative is not None,
            direction=direction,
            hedge=cue.hedge,
            forward=frame.setting.forward or self._is_forward(place),
            group=frame.group,
            compares=cue.compares,
            part=part,
            annualized=self._is_annualized(place),
            joined=aside_in(self.tokens[self.consumed : place]),
        )
        if cue.compares and kind in (Kind.LEVEL, Kind.RATIO, Kind.PER_SHARE, Kind.COUNT, Kind.MULTIPLE):
            claim = self._as_comparative(claim, period)
        frame.claims.append(claim)
        whole = self._before_aside(place) if part and not apposed else ()
        frame.subjects = whole or tuple(tuple(w for w in r if w not in SHARE_KINDS) for r in readings) or frame.subjects
        frame.qualifiers = qualifiers
        frame.basis = basis or frame.basis
        if comparative is not None:
            frame.comparative = comparative
        if cue.compares and period is not None:
            frame.comparative = period
        if stated and not cue.compares and not part and not is_distant(period):
            frame.period = period

    def _before_aside(self, place: int) -> tuple[tuple[str, ...], ...]:
        """Return what a sentence that opens with an aside speaks of: debt in "Debt, including leases of $1, was $6"."""
        left = self.tokens[self.consumed : place]
        for position, token in enumerate(left):
            if token.word in PART_WORDS and position and left[position - 1].tag is Tag.COMMA:
                return self._readings(left[:position])
        return ()

    def _is_annualized(self, place: int) -> bool:
        """Whether "annualized" stands within two words of the figure: "a 2.4% annualized increase"."""
        return any(token.word == "annualized" for token in self.tokens[max(0, place - 2) : place + 3])

    def _period_of_sentence(self) -> PeriodRef | None:
        """Return the period that the sentence stated last for a figure that is no comparative."""
        for claim in reversed(self.frame.claims):
            if claim.sentence != self.number:
                break
            if claim.stated_period and not claim.compares and not is_distant(claim.period):
                return claim.period
        return None

    def _as_comparative(self, claim: Claim, period: PeriodRef | None) -> Claim:
        """Return the claim of a level that another is compared with: its period is the comparative one."""
        if period is not None:
            return replace(claim, period=period, stated_period=True)
        for earlier in reversed(self.frame.claims):
            if earlier.sentence != self.number:
                break
            if earlier.comparative is not None:
                return replace(claim, period=earlier.comparative, stated_period=True)
        return replace(claim, period=PeriodRef(relative=Relative.YEAR_AGO), stated_period=False)

    def _is_forward(self, place: int) -> bool:
        """Whether the clause between semicolons that holds the figure speaks of the future."""
        figure = self.tokens[place]
        if figure.start > self.required_from:
            return True
        begin, end = self.start, self.tokens[-1].end
        for token in self.tokens:
            if token.word == ";" and token.end <= figure.start:
                begin = token.end
            elif token.word == ";" and token.start >= figure.end:
                end = token.start
                break
        return any(begin <= at < end for at in self.forward)

    def _readings(self, left: Sequence[Token]) -> tuple[tuple[str, ...], ...]:
        """Return the noun phrases at the left, the nearest first, then joined with those before it."""
        segments: list[list[str]] = [[]]
        listing = 0  # segments before this one may be the first members of a list ("cash, equivalents and securities")
        for token in without_asides(left):
            if token.tag is Tag.AND and len(segments) - listing > 1:
                segments[listing:] = [[word for segment in segments[listing:] for word in segment]]
            if token.tag is Tag.STOP:
                segments, listing = [[]], 0
            elif token.tag in BREAKS or token.word in SPLITS:
                if segments[-1]:
                    segments.append([])
                if token.tag is not Tag.COMMA:
                    listing = len(segments) - 1
            elif token.tag is Tag.WORD and token.word not in self.names and token.word not in QUALIFIER_WORDS:
                segments[-1].append(token.word)
        filled = [segment for segment in segments if segment][-3:]
        readings: list[tuple[str, ...]] = []
        for size in range(1, len(filled) + 1):
            words = [word for segment in filled[-size:] for word in segment]
            readings.append(tuple(dict.fromkeys(words)))
        for segment in filled[-2::-1]:
            readings.append(tuple(dict.fromkeys(segment)))
        return tuple(dict.fromkeys(readings))[:MAX_READINGS]

    def _right_complement(self, right: Sequence[Token]) -> tuple[tuple[str, ...], int, bool]:
        """Return the noun phrase at the right, how many tokens it takes, and whether a change of it is meant.

        "a $3.9 million increase in net interest income" gives ("net", "interest", "income"), 5, True.
        """
        words: list[str] = []
        change = False
        size = 0
        for position, token in enumerate(right):
            if token.tag is Tag.DIRECTION:
                if change or position > 5 or token.word not in CHANGE_NOUNS:
                    break
                change = True
            elif token.tag is Tag.WORD:
                if token.word not in self.names and token.word not in QUALIFIER_WORDS:
                    words.append(token.word)
            elif token.word == "per" and words and right[position + 1 : position + 2]:
                pass  # "barrels per day"
            elif token.tag is Tag.AND:
                if not words or not goes_on(right, position):
                    break
            elif token.tag in (Tag.VERB, Tag.COMPARE, Tag.STOP, Tag.HEDGE):
                if token.word != "of" and not (change and not words and begins_source(right, position)):
                    break
            elif token.tag is Tag.COMMA:
                if not list_goes_on(right, position, words):
                    break
            elif (token.tag is Tag.PERIOD and words) or (
                token.tag is Tag.IDLE and token.word in ENDS_PHRASE and not binds(right, position)
            ):
                break
            size = position + 1
        if (not words and not change) or (set(words) <= CURRENCY_WORDS and self._is_qualifier(right[:size])):
            return (), 0, False
        return tuple(dict.fromkeys(words)), size, change

    def _is_qualifier(self, tokens: Sequence[Token]) -> bool:
        """Whether words only qualify: "2%, or 4% in constant currency"."""
        return bool(tokens) and bool(qualifiers_in(self.text, tokens[0].start, tokens[-1].end))

    def _qualifiers(self, place: int, following: int) -> frozenset[str]:
        """Return the qualifiers said in the figure's clause, from the last stop to the next figure."""
        if not qualifier_spans(self.text):
            return frozenset()
        start = self.tokens[place].start
        begin = self.start
        for token in self.tokens[self.consumed : place]:
            if token.tag is Tag.STOP:
                begin = token.end
        begin = max(begin, self.tokens[self.consumed].start if self.consumed < len(self.tokens) else begin)
        begin = max(begin, self._after_bracket(place))
        end = self.tokens[following].start if following < len(self.tokens) else self.tokens[-1].end
        end = self._before_next_clause(place, following, end)
        before = qualifiers_in(self.text, begin, start)
        if 0 < self.excluded < place and not before:
            before = qualifiers_in(self.text, self.start, self.tokens[self.excluded].start)
        after = qualifiers_in(self.text, start, clause_end(self.text, start, end))
        if not before and PLAIN_MEASURE.search(self.text, begin, start):
            after -= {"adjusted"}  # "GAAP net income was $12.4 billion while non-GAAP net income was $17.3 billion"
        return before | after

    def _after_bracket(self, place: int) -> int:
        """Return where the bracket ends that the figure before stands in: "(up 13% in constant currency) driven by"."""
        order = self.places.index(place)
        earlier = self.tokens[self.places[order - 1]].end if order else self.start
        closed, opened = (self.text.find(sign, earlier, self.tokens[place].start) for sign in ")(")
        return closed + 1 if order and closed >= 0 and not 0 <= opened < closed else 0

    def _basis_said(self, place: int, qualifiers: frozenset[str]) -> tuple[str, ...]:
        """Return GAAP where the sentence says before a figure that the measure is that of GAAP."""
        said = not qualifiers and PLAIN_GAAP.search(self.text, self.start, self.tokens[place].start)
        return (GAAP,) if said else ()

    def _before_next_clause(self, place: int, following: int, end: int) -> int:
        """Return where a comma opens a clause of its own right of a figure: "$8.54, adjusted EPS increased"."""
        comma, named = -1, False
        for token in self.tokens[place + 1 : following]:
            if token.tag is Tag.COMMA and token.word == ",":
                comma, named = token.start, False
            elif token.tag is Tag.WORD:
                named = True
            elif named and comma >= 0 and token.tag in (Tag.DIRECTION, Tag.VERB) and token.word not in _PARTICIPLES:
                return comma
        return end

    def _periods_of_coordinates(self, claims: list[Claim], begin: int) -> None:
        """Let two levels joined by "and" share the period said after both: "cash flow of A and B in the first half"."""
        for index in range(len(claims) - 2, begin - 1, -1):
            one, other = claims[index], claims[index + 1]
            said = other.period
            if one.stated_period or not other.stated_period or said is None or said.start < other.figure.end:
                continue
            between = self.tokens[self.places[index - begin] + 1 : self.places[index + 1 - begin]]
            joins = any(token.tag is Tag.AND for token in between) and not other.compares
            if joins and all(token.tag in _JOINING or token.word == "of" for token in between):
                claims[index] = replace(one, period=said, stated_period=True)

    def _comparatives_from_levels(self, claims: list[Claim], begin: int) -> None:
        """Let a change take its comparative from the level that follows: "145% from the $2.9 million of …"."""
        for index in range(begin, len(claims)):
            if claims[index].kind in CHANGES and claims[index].comparative is None:
                level = next((c for c in claims[index + 1 :] if c.compares), None)
                if level is not None:
                    claims[index] = replace(claims[index], comparative=level.period)


def _with_unit(
    figure: Figure,
    kind: Kind,
    readings: tuple[tuple[str, ...], ...],
    complement: tuple[str, ...],
    tail_words: tuple[str, ...],
) -> tuple[tuple[str, ...], ...]:
    """Return the readings with the words of the unit that tell measures apart ("diluted", what shares are of)."""
    if figure.unit == "shares" and complement and readings:
        joined = tuple(dict.fromkeys((*readings[0], *complement)))
        return tuple(dict.fromkeys((joined, *readings)))
    if tail_words and kind is Kind.PER_SHARE:
        return tuple(tuple(dict.fromkeys((*reading, *tail_words))) for reading in readings) or (tail_words,)
    return readings
