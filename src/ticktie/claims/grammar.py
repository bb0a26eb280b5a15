"""From the tokens of a sentence to what it claims of each of its figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import takewhile

from ticktie.claims.lexicon import (
    CHANGE_NOUNS,
    EVALUATIVE,
    FINANCE_WORDS,
    FORWARD,
    FORWARD_HEADING,
    PART_WORDS,
    QUALIFIER_CLASSES,
    QUALIFIER_PHRASES,
    QUALIFIER_WORDS,
    WEAK_DIRECTIONS,
)
from ticktie.claims.periods import PeriodPhrase, find_periods
from ticktie.claims.tokens import Tag, Token, sentences, tokenize
from ticktie.claims.words import content_words
from ticktie.model import (
    Block,
    BlockKind,
    Claim,
    Direction,
    Document,
    Figure,
    Hedge,
    Kind,
    PeriodRef,
    Relative,
)

MAX_CLAIMS = 20_000
MAX_READINGS = 4
_BREAKS = (Tag.COMMA, Tag.STOP, Tag.VERB, Tag.DIRECTION, Tag.COMPARE, Tag.FIGURE)
_CHANGES = (Kind.CHANGE, Kind.PERCENT_CHANGE, Kind.POINTS)
MAX_PLACE_WORDS = 5
MIN_PARAGRAPH_CHARS = 120
_LABEL = re.compile(r"[\W]*([A-Z][\w&’', -]{2,40}?)\s*(?:—|–|--|:)\s")
_RATE_WORDS = frozenset("margin rate ratio yield return percentage tax efficiency".split())


@dataclass(slots=True)
class _Frame:
    """What the sentences of one block hand on to the next figure."""

    subjects: tuple[tuple[str, ...], ...] = ()
    qualifiers: frozenset[str] = frozenset()
    basis: tuple[str, ...] = ()
    period: PeriodRef | None = None
    comparative: PeriodRef | None = None
    kind: Kind | None = None
    direction: Direction = Direction.NONE
    group: int = 0
    scope: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    forward: bool = False
    claims: list[Claim] = field(default_factory=list)


def read_claims(document: Document, figures: Sequence[Figure], *, entity: str = "") -> tuple[Claim, ...]:
    """Return one claim for every figure of the prose, in the order of the document.

    What would go beyond `MAX_CLAIMS` is left without claims, and so unsupported: no release holds so many.

    Args:
        document: the release.
        figures: its figures, in order.
        entity: the company's name; its words are no part of a subject.
    """
    by_block: dict[str, list[Figure]] = {}
    for figure in figures:
        by_block.setdefault(figure.block, []).append(figure)
    names = frozenset(content_words(entity))
    claims: list[Claim] = []
    headings: list[Block] = []
    headlines: set[str] = set()  # ids of headings above the first paragraph: they name no part of the release
    started = False
    for block in document.blocks:
        started = started or (block.kind is BlockKind.PARAGRAPH and len(block.text) >= MIN_PARAGRAPH_CHARS)
        if not started:
            headlines.add(block.id)
        if block.kind is BlockKind.HEADING:
            while headings and headings[-1].level >= block.level:
                headings.pop()
            headings.append(block)
        found = by_block.get(block.id)
        if found and block.kind is not BlockKind.CAPTION and len(claims) + len(found) <= MAX_CLAIMS:
            scope = _scope(headings, block)
            forward = any(FORWARD_HEADING.search(h.text) for h in headings)
            scope = tuple(word for word in scope if word not in names)
            below = [heading for heading in headings if heading.id not in headlines]
            place = tuple(word for word in _place(below, block) if word not in names)
            claims.extend(_block_claims(block, found, names, scope, place, _period(headings), len(claims), forward))
    return tuple(claims)


def _scope(headings: Sequence[Block], block: Block) -> tuple[str, ...]:
    """Return the content words of the headings that a block stands under, the title's left out."""
    words: dict[str, None] = {}
    for heading in headings:
        if heading is not block and heading.level > 1:
            words |= dict.fromkeys(content_words(heading.text)[:8])
    return tuple(words)


def _place(headings: Sequence[Block], block: Block) -> tuple[str, ...]:
    """Return the words of the nearest heading that may name a segment or a product; none of a long heading."""
    near = [heading for heading in headings if heading is not block and heading.level > 1]
    if not near:
        return ()
    words = content_words(near[-1].text)
    return tuple(word for word in words if word not in FINANCE_WORDS) if len(words) <= MAX_PLACE_WORDS else ()


def _period(headings: Sequence[Block]) -> PeriodRef | None:
    """Return the period that the nearest heading with one names: "Nine Months Ended September 27, 2025"."""
    for heading in reversed(headings):
        if heading.level > 1:
            for phrase in find_periods(heading.text, 0, len(heading.text)):
                if not _is_distant(phrase.refs[0]) and (phrase.refs[0].length or phrase.refs[0].instant):
                    return phrase.refs[0] if len(phrase.refs) == 1 else None
    return None


def _label(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the words of a label that opens a sentence: "Financing — revenues of"."""
    match = _LABEL.match(text, start, end)
    return tuple(w for w in content_words(match.group(1)) if w not in FINANCE_WORDS) if match else ()


def _block_claims(
    block: Block,
    figures: Sequence[Figure],
    names: frozenset[str],
    scope: tuple[str, ...],
    place: tuple[str, ...],
    period: PeriodRef | None,
    count: int,
    forward: bool,
) -> list[Claim]:
    frame = _Frame(scope=scope, place=place, period=period, group=count * 8)
    ordered = sorted(figures, key=lambda figure: figure.start)
    index = 0
    for number, (start, end) in enumerate(sentences(block.text, ordered)):
        inside: list[Figure] = []
        while index < len(ordered) and ordered[index].start < end:
            inside.append(ordered[index])
            index += 1
        if not inside:
            continue
        frame.forward = forward
        tokens = tokenize(block.text, start, end, inside)
        _Sentence(block.text, tokens, frame, names, count + len(frame.claims) + number, start).read()
    return frame.claims


class _Sentence:
    """One sentence on its way to claims; positions are indexes of tokens."""

    def __init__(
        self, text: str, tokens: tuple[Token, ...], frame: _Frame, names: frozenset[str], number: int, start: int
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.frame = frame
        self.names = names
        self.number = number
        self.start = start
        self.places = [i for i, token in enumerate(tokens) if token.tag is Tag.FIGURE]
        self._starts_with_part = any(token.word in PART_WORDS for token in tokens[:3])
        self.label = tuple(word for word in _label(text, start, tokens[-1].end) if word not in names)
        self.complemented = False  # whether the figure before took a noun phrase at its right
        self.consumed = 0  # tokens before this index belong to an earlier figure

    def read(self) -> None:
        """Append a claim to the frame for every figure of the sentence."""
        before = len(self.frame.claims)
        for order, place in enumerate(self.places):
            following = self.places[order + 1] if order + 1 < len(self.places) else len(self.tokens)
            self._figure(place, following)
        self._distribute(self.frame.claims, before)
        self._comparatives_from_levels(self.frame.claims, before)

    # -- one figure ---------------------------------------------------------------------------------

    def _figure(self, place: int, following: int) -> None:
        frame, figure = self.frame, self.tokens[place].data
        assert isinstance(figure, Figure)
        left = self.tokens[self.consumed : place]
        tail, tail_words = _unit_tail(figure, self.tokens[place + 1 : following])
        right = self.tokens[place + 1 + tail : following]
        earlier = [*takewhile(lambda claim: claim.sentence == self.number, reversed(frame.claims))][::-1]
        apposed = _is_apposition(left) and bool(earlier) and not self.complemented
        cue = _left_cue(left)
        complement, size, change_right = self._right_complement(right)
        distributed = (cue.change and not change_right) or _leads_change(earlier, apposed)
        if distributed:
            complement, size = self._change_in(right)
        said, stated_basis = _without_basis(left)
        readings = self._readings(said)
        coordinate = not readings and not complement and not cue.level and not cue.compares
        kind, direction = _kind(figure, cue, right, change_right, _leader(earlier, apposed, coordinate), complement)
        basis: tuple[str, ...] = stated_basis if kind is Kind.RATIO else ()
        if figure.unit == "percent" and kind is Kind.RATIO and right and right[0].word == "of" and complement:
            basis, complement = complement, ()
        part = (
            self._starts_with_part
            or _is_part(left)
            or _is_effect(left)
            or (bool(earlier) and earlier[-1].part and _goes_on_listing(left))
        )
        if part and not apposed and not change_right:
            readings = self._readings(_after_part(said)) or ((complement,) if complement else ())
        else:
            readings = self._with_complement(
                readings, complement, said, cue, change_right or bool(distributed and size)
            )
        if not readings and (earlier or cue.compares or kind not in (Kind.LEVEL, Kind.COUNT)):
            readings = frame.subjects
            basis = basis or (frame.basis if kind is Kind.RATIO and cue.compares else ())
        own = not frame.subjects or not readings or not set(frame.subjects[0]) <= set(readings[0])
        if figure.unit == "shares" and complement and readings:
            joined = tuple(dict.fromkeys((*readings[0], *complement)))
            readings = tuple(dict.fromkeys((joined, *readings)))
        if tail_words and kind is Kind.PER_SHARE:
            readings = tuple(tuple(dict.fromkeys((*reading, *tail_words))) for reading in readings) or (tail_words,)
        if apposed and distributed and size:
            self._regroup(readings)
        self._append(figure, kind, direction, cue, readings, basis, place, following, apposed, own, part)
        self.consumed = place + 1 + tail + size
        self.complemented = size > 0

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
        cue: "_Cue",
        change: bool,
    ) -> tuple[tuple[str, ...], ...]:
        """Return the readings of the subject, the noun phrase at the right put in where it names the measure."""
        if not complement:
            return readings
        if change:
            return (complement,)
        if readings:
            return readings if _states_level(left) else (complement, *readings)
        inherited = self.frame.subjects
        if inherited and (cue.compares or set(complement) <= set(inherited[0]) | _RATE_WORDS):
            return tuple(tuple(dict.fromkeys((*reading, *complement))) for reading in inherited)
        return (complement,)

    def _append(
        self, figure: Figure, kind: Kind, direction: Direction, cue: "_Cue", readings: tuple[tuple[str, ...], ...],
        basis: tuple[str, ...], place: int, following: int, apposed: bool, own: bool,
        part: bool,
    ) -> None:  # fmt: skip
        frame = self.frame
        if not apposed:
            frame.group += 1
        period, comparative, stated = self._periods(place, following, cue, kind)
        qualifiers = self._qualifiers(place, following)
        if not own and not qualifiers:
            qualifiers = frame.qualifiers
        inherited = period or (frame.claims[-1].period if apposed else None) or self._period_of_sentence()
        claim = Claim(
            figure=figure,
            kind=kind,
            sentence=self.number,
            subjects=readings[:MAX_READINGS],
            basis=basis,
            qualifiers=qualifiers,
            scope=(*frame.scope, *self.label),
            place=(*frame.place, *self.label),
            period=inherited or frame.period,
            base=frame.claims[-1].base if apposed else frame.period,
            stated_period=stated,
            comparative=comparative or (frame.comparative if kind in _CHANGES else None),
            stated_comparative=comparative is not None,
            direction=direction,
            hedge=cue.hedge,
            forward=frame.forward or self._is_forward(place),
            group=frame.group,
            compares=cue.compares,
            part=part,
        )
        if cue.compares and kind in (Kind.LEVEL, Kind.RATIO, Kind.PER_SHARE, Kind.COUNT, Kind.MULTIPLE):
            claim = self._as_comparative(claim, period)
        frame.claims.append(claim)
        frame.subjects = tuple(tuple(w for w in r if w not in _SHARE_KINDS) for r in readings) or frame.subjects
        frame.qualifiers, frame.kind, frame.direction = qualifiers, kind, direction
        frame.basis = basis or frame.basis
        if comparative is not None:
            frame.comparative = comparative
        if cue.compares and period is not None:
            frame.comparative = period
        if stated and not cue.compares and not part and not _is_distant(period):
            frame.period = period

    def _period_of_sentence(self) -> PeriodRef | None:
        """Return the period that the sentence stated last for a figure that is no comparative."""
        for claim in reversed(self.frame.claims):
            if claim.sentence != self.number:
                break
            if claim.stated_period and not claim.compares and not _is_distant(claim.period):
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
        begin, end = self.start, self.tokens[-1].end
        for token in self.tokens:
            if token.word == ";" and token.end <= figure.start:
                begin = token.end
            elif token.word == ";" and token.start >= figure.end:
                end = token.start
                break
        return FORWARD.search(self.text, begin, end) is not None

    # -- words ----------------------------------------------------------------------------------------

    def _readings(self, left: Sequence[Token]) -> tuple[tuple[str, ...], ...]:
        """Return the noun phrases at the left, the nearest first, then joined with those before it."""
        segments: list[list[str]] = [[]]
        listing = 0  # segments before this one may be the first members of a list ("cash, equivalents and securities")
        for token in _without_asides(left):
            if token.tag is Tag.AND and len(segments) - listing > 1:
                segments[listing:] = [[word for segment in segments[listing:] for word in segment]]
            if token.tag is Tag.STOP:
                segments, listing = [[]], 0
            elif token.tag in _BREAKS or token.word in _SPLITS:
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
            elif token.tag is Tag.AND:
                if not words or not _goes_on(right, position):
                    break
            elif token.tag in (Tag.VERB, Tag.COMPARE, Tag.STOP, Tag.HEDGE):
                if token.word != "of":
                    break
            elif token.tag is Tag.COMMA:
                if not _list_goes_on(right, position, words):
                    break
            elif (token.tag is Tag.PERIOD and words) or (
                token.tag is Tag.IDLE and token.word in _ENDS_PHRASE and not _binds(right, position)
            ):
                break
            size = position + 1
        if not words and not change:
            return (), 0, False
        return tuple(dict.fromkeys(words)), size, change

    def _qualifiers(self, place: int, following: int) -> frozenset[str]:
        """Return the qualifiers said in the figure's clause, from the last stop to the next figure."""
        start = self.tokens[place].start
        begin = self.start
        for token in self.tokens[self.consumed : place]:
            if token.tag is Tag.STOP:
                begin = token.end
        begin = max(begin, self.tokens[self.consumed].start if self.consumed < len(self.tokens) else begin)
        end = self.tokens[following].start if following < len(self.tokens) else self.tokens[-1].end
        found = set()
        for pattern, name in QUALIFIER_PHRASES:
            if pattern.search(self.text, begin, start) or pattern.search(
                self.text, start, _clause_end(self.text, start, end)
            ):
                found.add(QUALIFIER_CLASSES.get(name, name))
        return frozenset(found)

    # -- periods --------------------------------------------------------------------------------------

    def _periods(
        self, place: int, following: int, cue: "_Cue", kind: Kind
    ) -> tuple[PeriodRef | None, PeriodRef | None, bool]:
        """Return the claim's own period, its comparative, and whether the sentence states the period."""
        own: PeriodRef | None = None
        comparative: PeriodRef | None = None
        meant: PeriodRef | None = None  # a relative period that no comparing word introduces
        said = (*self._after(place, following), *reversed(tuple(self._before(place))), *self._of_group(following))
        for ref, compared in said:
            if compared is _Compared.NO:
                own = own or ref
            elif not (cue.compares and ref.start < self.tokens[place].start):
                comparative = comparative or ref
                if compared is _Compared.IMPLIED and ref.start > self.tokens[place].start:
                    meant = meant or ref
            else:
                own = own or ref
        if own is None and kind not in _CHANGES:
            own = comparative if cue.compares else meant
        if _is_distant(own) and not cue.compares and kind in _CHANGES:
            comparative, own = comparative or own, None
        return own, comparative, own is not None

    def _of_group(self, following: int) -> Iterator[tuple[PeriodRef, "_Compared"]]:
        """Yield the periods said after figures in apposition: "$0.2 million, or 6% from last year"."""
        for order, place in enumerate(self.places):
            if place < following:
                continue
            if not _is_apposition(self.tokens[self.places[order - 1] + 1 : place]):
                return
            after = self.places[order + 1] if order + 1 < len(self.places) else len(self.tokens)
            found = tuple(self._after(place, after))
            yield from found
            if found:
                return

    def _after(self, place: int, following: int) -> Iterator[tuple[PeriodRef, "_Compared"]]:
        """Yield the periods right of a figure that belong to it, and whether each is compared with."""
        last_break = following
        if following < len(self.tokens):
            for position in range(following - 1, place, -1):
                if self.tokens[position].tag in (Tag.COMMA, Tag.AND, Tag.STOP, Tag.COMPARE):
                    last_break = position
                    break
            for position in range(place + 1, last_break):
                token = self.tokens[position]
                if token.tag is Tag.DIRECTION and token.word not in CHANGE_NOUNS:
                    last_break = position
                    break
        for position in range(place + 1, last_break):
            token = self.tokens[position]
            if token.tag is Tag.STOP or token.word in _DRIVES:
                return
            if token.tag is Tag.PERIOD and isinstance(token.data, PeriodPhrase):
                yield token.data.refs[0], self._is_compared(position, place)

    def _before(self, place: int) -> Iterator[tuple[PeriodRef, "_Compared"]]:
        """Yield the periods left of a figure, those that belong to an earlier figure left out."""
        begin = 0
        earlier = [p for p in self.places if p < place]
        if earlier:
            begin = earlier[-1] + 1
            for position in range(place - 1, begin - 1, -1):
                if self.tokens[position].tag in (Tag.COMMA, Tag.AND, Tag.STOP, Tag.COMPARE):
                    begin = position
                    break
        for position in range(begin, place):
            token = self.tokens[position]
            if token.tag is Tag.PERIOD and isinstance(token.data, PeriodPhrase):
                yield token.data.refs[0], self._is_compared(position, begin - 1)

    def _is_compared(self, position: int, floor: int) -> "_Compared":
        """How a period is compared with: by a word before it (only idle words between), or by its own words."""
        for back in range(position - 1, floor, -1):
            token = self.tokens[back]
            if token.tag is Tag.COMPARE:
                return _Compared.SAID
            if token.word in ("over", "than", "on"):
                return _Compared.SAID if _is_relative(self.tokens[position]) else _Compared.NO
            if token.tag is Tag.PERIOD and _is_relative(self.tokens[position]):
                continue
            if token.tag is not Tag.IDLE and token.word not in ("of", "end", "close", "level"):
                break
        implied = _is_relative(self.tokens[position]) and not self._says_in(position)
        return _Compared.IMPLIED if implied else _Compared.NO

    def _says_in(self, position: int) -> bool:
        return (
            position > 0
            and self.tokens[position - 1].word in ("in", "for", "the", "during")
            and (position < 2 or self.tokens[position - 2].tag is not Tag.COMPARE)
        )

    def _comparatives_from_levels(self, claims: list[Claim], begin: int) -> None:
        """Let a change take its comparative from the level that follows: "145% from the $2.9 million of …"."""
        for index in range(begin, len(claims)):
            if claims[index].kind in _CHANGES and claims[index].comparative is None:
                level = next((c for c in claims[index + 1 :] if c.compares), None)
                if level is not None:
                    claims[index] = replace(claims[index], comparative=level.period)

    # -- lists ----------------------------------------------------------------------------------------

    def _distribute(self, claims: list[Claim], begin: int) -> None:
        """Give the figures of a list ("A and B") the periods or the subjects of a list, in order."""
        phrases = [t.data for t in self.tokens if t.tag is Tag.PERIOD and isinstance(t.data, PeriodPhrase)]
        lists = [phrase for phrase in phrases if len(phrase.refs) > 1]
        for run in self._runs():
            places = [begin + self.places.index(place) for place in run]
            self._pair_measures(claims, run, places)
            near = min(lists, key=lambda p: abs(p.start - self.tokens[run[0]].start), default=None)
            if near is not None and len(run) % len(near.refs) == 0:
                for order, index in enumerate(places):
                    ref = near.refs[order % len(near.refs)]
                    claims[index] = replace(claims[index], period=ref, stated_period=True)
            elif self._pair_listed(claims, run, places):
                continue
            elif claims[places[0]].compares:
                self._pair_subjects(claims, begin, places)
            elif "respectively" in self.text[self.start : self.tokens[-1].end]:
                self._pair_periods(claims, begin, places)

    def _pair_measures(self, claims: list[Claim], run: list[int], places: list[int]) -> None:
        """Give "GAAP and non-GAAP … were A and B" and "basic and diluted … of A and B" their measures, in order."""
        match = _TWO_MEASURES.search(self.text, self.start, self.tokens[run[0]].start)
        if match is None or len(places) != 2:
            return
        for index, word in zip(places, (match.group(1), match.group(2)), strict=True):
            claim = claims[index]
            if "gaap" in word.lower() or word.lower() in ("reported", "adjusted"):
                restated = word.lower().startswith(("non", "adjusted"))
                others = claim.qualifiers - {"adjusted"}
                claims[index] = replace(claim, qualifiers=others | {"adjusted"} if restated else others)
            else:
                kept = tuple(tuple(w for w in r if w not in ("basic", "diluted")) for r in claim.subjects)
                claims[index] = replace(claim, subjects=tuple((*reading, word.lower()) for reading in kept))

    def _pair_listed(self, claims: list[Claim], run: list[int], places: list[int]) -> bool:
        """Give "A, B and C as of Q3-25, Q2-25 and Q1-25" its periods; whether there was such a list."""
        listed: list[PeriodRef] = []
        for token in self.tokens[run[-1] + 1 :]:
            if token.tag is Tag.PERIOD and isinstance(token.data, PeriodPhrase):
                listed.extend(token.data.refs)
            elif token.tag is Tag.FIGURE or (listed and token.tag not in (Tag.COMMA, Tag.AND)):
                break
        if len(listed) != len(places) or len(listed) < 2:
            return False
        for index, ref in zip(places, listed, strict=True):
            claims[index] = replace(claims[index], period=ref, stated_period=True)
        return True

    def _pair_subjects(self, claims: list[Claim], begin: int, places: list[int]) -> None:
        """Give comparatives their subjects in order: "A was 12.0% and B 15.1%, compared with 12.1% and 15.2%"."""
        unit = claims[places[0]].figure.unit
        before = [c for c in claims[begin : places[0]] if c.figure.unit == unit and not c.compares][-len(places) :]
        if len(before) < len(places):
            return
        first = max((claims[index] for index in places), key=lambda claim: claim.stated_period)
        for index, model in zip(places, before, strict=True):
            claims[index] = replace(
                claims[index], subjects=model.subjects, qualifiers=model.qualifiers, basis=model.basis, kind=model.kind,
                period=first.period, stated_period=first.stated_period, base=first.base, compares=True,
            )  # fmt: skip

    def _pair_periods(self, claims: list[Claim], begin: int, places: list[int]) -> None:
        """Give a list its periods in order: "… for Q3, compared with … for Q2, or 29.9% and 28.8%, respectively"."""
        periods = list(dict.fromkeys((c.period, c.base) for c in claims[begin : places[0]] if c.stated_period))
        if len(periods) == len(places):
            for index, (period, base) in zip(places, periods, strict=True):
                claims[index] = replace(claims[index], period=period, base=base, stated_period=True)

    def _runs(self) -> list[list[int]]:
        """Return runs of two or more figures with nothing but commas and "and" between them."""
        runs: list[list[int]] = []
        for place in self.places:
            if runs:
                between = self.tokens[runs[-1][-1] + 1 : place]
                like = self._unit(place) == self._unit(runs[-1][-1])
                if between and like and all(t.tag in _LIST_TAGS or t.word in _LIST_WORDS for t in between):
                    runs[-1].append(place)
                    continue
            runs.append([place])
        return [run for run in runs if len(run) > 1]

    def _unit(self, place: int) -> str:
        figure = self.tokens[place].data
        return figure.unit if isinstance(figure, Figure) else ""


class _Compared(Enum):
    """Whether a period is what another is compared with."""

    NO = 0
    IMPLIED = 1  # "year-over-year", "the prior quarter"
    SAID = 2  # "from the prior quarter"


@dataclass(frozen=True, slots=True)
class _Cue:
    """What the words right before a figure say."""

    word: str = ""
    direction: Direction = Direction.NONE
    change: bool = False
    level: bool = False
    compares: bool = False
    hedge: Hedge = Hedge.NONE


_DRIVES = frozenset("due driven reflecting because resulting offset partially attributable".split())
_SPLITS = frozenset(
    """
    announced announces reports posted recorded today by with including excluding reflecting driven due which who that
    """.split()
)
_TWO_MEASURES = re.compile(
    r"\b(GAAP|reported|basic|non-GAAP|diluted|adjusted) and (non-GAAP|adjusted|diluted|GAAP|basic|reported)\b", re.I
)
_LIST_TAGS = (Tag.COMMA, Tag.AND, Tag.HEDGE, Tag.DIRECTION)
_LIST_WORDS = frozenset({"a", "an", "the", "of", "by"})
_SHARE_KINDS = ("basic", "diluted")
_UNIT_TAIL = frozenset(
    "per a an each diluted basic common share ad ordinary unit and or on basis assuming dilution fully".split()
)
_ENDS_PHRASE = frozenset(
    """
    on by with to for from as at that which who due primarily mainly largely driven reflecting respectively including
    excluding attributable during while was were per resulting partially offset related over under through after before
    since compared included includes include led contributed helped drove caused made resulted came offset
    """.split()
)


def _left_cue(left: Sequence[Token]) -> _Cue:
    """Read the words before a figure from right to left: "decreased by approximately" is a change, hedged."""
    hedge = Hedge.NONE
    word = ""
    for token in reversed(left):
        if token.tag is Tag.HEDGE:
            hedge = token.data if isinstance(token.data, Hedge) else hedge
            continue
        if token.word == "over" and not word:
            hedge = Hedge.OVER
            continue
        if token.tag is Tag.IDLE and token.word in ("a", "an", "the", "or", "another", "approximate"):
            continue
        if (token.tag is Tag.COMMA and token.word == "(") or token.tag is Tag.PERIOD:
            continue
        if token.tag is Tag.DIRECTION:
            return _direction_cue(token, word, hedge)
        if token.tag is Tag.COMPARE:
            return _Cue(token.word, compares=True, level=True, hedge=hedge)
        if token.word in ("of", "by", "to", "with", "at") and not word:
            word = token.word
            continue
        break
    compares = _compares_further(left)
    return _Cue(word, level=word in ("to", "of", "at") or _ends_in_verb(left), compares=compares, hedge=hedge)


def _direction_cue(token: Token, word: str, hedge: Hedge) -> _Cue:
    direction = token.data if isinstance(token.data, Direction) else Direction.NONE
    if token.word in EVALUATIVE:
        direction = Direction.NONE
    if word in ("to", "at"):
        return _Cue(word, level=True, hedge=hedge)
    if token.word in WEAK_DIRECTIONS and word != "by":
        return _Cue(word, level=True, hedge=hedge)
    return _Cue(word, direction=direction, change=True, hedge=hedge)


def _compares_further(left: Sequence[Token]) -> bool:
    """Whether a comparing word opens the noun phrase before the figure: "compared with net income of"."""
    for token in reversed(left):
        if token.tag is Tag.COMPARE:
            return True
        if token.tag in (Tag.STOP, Tag.DIRECTION, Tag.FIGURE, Tag.AND) or (
            token.tag is Tag.VERB and token.word not in ("of", "reported")
        ):
            return False
        if token.tag is Tag.COMMA and token.word == ",":
            return False
    return False


def _ends_in_verb(left: Sequence[Token]) -> bool:
    for token in left[:-5:-1]:
        if token.tag in (Tag.AND, Tag.COMMA, Tag.STOP, Tag.PERIOD):
            return False
        if token.tag is Tag.VERB:
            return True
    return False


def _states_level(left: Sequence[Token]) -> bool:
    """Whether the words at the left end in "of", "was", "totaled", "to" …, so that the noun stands before them."""
    for token in reversed(left):
        if token.tag in (Tag.HEDGE, Tag.COMPARE) or token.word in ("a", "an", "the", "by"):
            continue
        return token.tag in (Tag.VERB, Tag.DIRECTION) or token.word in ("of", "to", "at", ":", "(", "–", "—")
    return False


def _is_apposition(left: Sequence[Token]) -> bool:
    """Whether nothing but "or" and commas stands between this figure and the one before."""
    return bool(left) and all(
        token.tag in (Tag.COMMA, Tag.HEDGE) or token.word in ("or", "per", "share", "diluted", "basic", "a", "an")
        for token in left
    )


def _kind(
    figure: Figure,
    cue: _Cue,
    right: Sequence[Token],
    change_right: bool,
    leader: Claim | None,
    complement: tuple[str, ...],
) -> tuple[Kind, Direction]:
    """Return what is stated: a level, a change, a percent change …, and its direction."""
    direction = cue.direction
    if change_right:
        direction = next(
            (
                t.data
                for t in right
                if t.tag is Tag.DIRECTION and isinstance(t.data, Direction) and t.word not in EVALUATIVE
            ),
            Direction.NONE,
        )
    change = cue.change or change_right
    if figure.unit in ("points", "bps"):
        return Kind.POINTS, direction
    if figure.unit == "multiple":
        return Kind.MULTIPLE, direction
    if figure.unit == "percent":
        return _percent_kind(cue, right, change, direction, leader, complement)
    if not change and leader is not None and leader.kind in (Kind.PERCENT_CHANGE, Kind.CHANGE) and not cue.level:
        change, direction = True, leader.direction
    if change:
        return Kind.CHANGE, direction
    if figure.unit.endswith("/shares"):
        return Kind.PER_SHARE, Direction.NONE
    return (Kind.COUNT if figure.unit in ("pure", "shares") else Kind.LEVEL), Direction.NONE


def _percent_kind(
    cue: _Cue,
    right: Sequence[Token],
    change: bool,
    direction: Direction,
    leader: Claim | None,
    complement: tuple[str, ...],
) -> tuple[Kind, Direction]:
    if change:
        return Kind.PERCENT_CHANGE, direction
    if right and right[0].word == "of" and complement:
        return Kind.RATIO, Direction.NONE
    if complement and complement[0] in _RATE_WORDS:
        return Kind.RATIO, Direction.NONE
    if leader is not None and leader.kind in (Kind.CHANGE, Kind.PERCENT_CHANGE):
        return Kind.PERCENT_CHANGE, leader.direction
    if right and right[0].tag is Tag.PERIOD and _is_relative(right[0]) and not cue.compares:
        return Kind.PERCENT_CHANGE, Direction.NONE
    return Kind.RATIO, Direction.NONE


def _leads_change(earlier: Sequence[Claim], apposed: bool) -> bool:
    """Whether a figure goes on with a list of changes: "an increase of $123.0 million in A, $121.8 million in B"."""
    return bool(earlier) and earlier[-1].kind in _CHANGES and apposed


def _leader(earlier: Sequence[Claim], apposed: bool, coordinate: bool) -> Claim | None:
    """Return the claim that an elliptic figure goes on: its apposition, or the last that is no comparative.

    "an increase of 145% from the $2.9 million of last year and $1.6 million or 28% from the prior quarter":
    $1.6 million is a change.
    """
    if not earlier:
        return None
    if apposed:
        return earlier[-1]
    if coordinate:
        return next((c for c in reversed(earlier) if not c.compares), None)
    return None


def _is_distant(period: PeriodRef | None) -> bool:
    """Whether a period is named by its distance from the one that a passage speaks of."""
    return period is not None and period.relative in (
        Relative.YEAR_AGO,
        Relative.PRIOR_QUARTER,
        Relative.PRIOR_YEAR_END,
    )


def _unit_tail(figure: Figure, right: Sequence[Token]) -> tuple[int, tuple[str, ...]]:
    """Return how many tokens after a figure spell out its unit, and those that tell it apart ("diluted")."""
    if "share" not in figure.unit:
        return 0, ()
    size = 0
    for position, token in enumerate(right[:7]):
        if token.word not in _UNIT_TAIL:
            break
        if token.word in ("share", "unit", "ad", "diluted", "basic", "basis", "dilution"):
            size = position + 1
    words = tuple("diluted" if t.word == "dilution" else t.word for t in right[:size])
    return size, tuple(word for word in words if word in _SHARE_KINDS)


def _is_relative(token: Token) -> bool:
    return isinstance(token.data, PeriodPhrase) and _is_distant(token.data.refs[0])


def _goes_on(right: Sequence[Token], position: int) -> bool:
    """Whether "and" joins two words of one noun phrase, and does not open a new clause or figure."""
    rest = right[position + 1 :]
    if not rest or rest[0].tag is not Tag.WORD:
        return False
    for token in rest:
        if token.tag in (Tag.COMMA, Tag.STOP, Tag.PERIOD, Tag.COMPARE):
            return True
        if token.tag in (Tag.DIRECTION, Tag.HEDGE) or (token.tag is Tag.VERB and token.word != "of"):
            return False
    return True


def _without_asides(left: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens without ", including … ," and "(…)" between subject and verb."""
    skipping = ""
    for position, token in enumerate(left):
        if skipping:
            skipping = "" if token.word == skipping else skipping
        elif token.word == "(" and any(later.word == ")" for later in left[position:]):
            skipping = ")"
        elif token.word in PART_WORDS and any(later.word == "," for later in left[position:]):
            skipping = ","
        else:
            yield token


def _without_basis(left: Sequence[Token]) -> tuple[Sequence[Token], tuple[str, ...]]:
    """Take "as a percentage of revenues" out of the words before a figure; return the rest and the basis."""
    for position, token in enumerate(left):
        if token.word not in ("percentage", "percent") or "as" not in [
            t.word for t in left[max(0, position - 2) : position]
        ]:
            continue
        end = position + 1
        words: list[str] = []
        while end < len(left) and (left[end].tag in (Tag.WORD, Tag.IDLE, Tag.AND) or left[end].word == "of"):
            if left[end].tag is Tag.WORD:
                words.append(left[end].word)
            end += 1
        return (*left[: position - 1], *left[end:]), tuple(words)
    return left, ()


def _is_effect(left: Sequence[Token]) -> bool:
    """Whether the words speak of an effect or point at something: "reduced earnings by", "these losses totaled"."""
    words = [token.word for token in left]
    if any(word in ("these", "those", "such", "would") for word in words):
        return True
    for position in range(len(left) - 1, -1, -1):
        token = left[position]
        if token.tag is Tag.HEDGE or token.word in ("a", "an", "the", "approximate"):
            continue
        return token.word == "by" and position > 0 and left[position - 1].tag is Tag.WORD
    return False


def _after_part(left: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens after the last word that makes a part: those of the loans in "Includes loans of"."""
    for position in range(len(left) - 1, -1, -1):
        if left[position].word in PART_WORDS or left[position].word == "which":
            return left[position + 1 :]
    return ()


def _goes_on_listing(left: Sequence[Token]) -> bool:
    """Whether the words before a figure only go on with a list: no verb, no new clause."""
    return all(t.tag not in (Tag.STOP, Tag.COMPARE) and (t.tag is not Tag.VERB or t.word == "of") for t in left)


def _is_part(left: Sequence[Token]) -> bool:
    """Whether the figure is a part of what was named before: "which included a", "of which", "consisting of"."""
    for position in range(len(left) - 1, -1, -1):
        token = left[position]
        if token.word in PART_WORDS:
            return True
        if token.tag in (Tag.WORD, Tag.STOP, Tag.FIGURE):
            return False
        if token.word == "which":
            return position > 0 and left[position - 1].word == "of"
    return False


def _binds(right: Sequence[Token], position: int) -> bool:
    """Whether "for" or "on" stands inside a name: "loans held for sale", "return on average assets"."""
    if right[position].word not in ("for", "on"):
        return False
    return (
        position > 0
        and right[position - 1].tag is Tag.WORD
        and right[position + 1 : position + 2] != ()
        and right[position + 1].tag is Tag.WORD
    )


def _list_goes_on(right: Sequence[Token], position: int, words: list[str]) -> bool:
    """Whether a comma stands inside a noun phrase: "selling, general and administrative"."""
    rest = right[position + 1 : position + 5]
    if not words or not rest or rest[0].tag is not Tag.WORD or right[position].word != ",":
        return False
    return any(token.tag is Tag.AND for token in rest)


_CLAUSE_END = re.compile(r"[;:]\s|,\s(?!excluding|exclusive|on an? |in constant|adjusted)|\bor\b|\band\b|\.\s")


def _clause_end(text: str, start: int, end: int) -> int:
    match = _CLAUSE_END.search(text, start, end)
    return match.start() if match else end
