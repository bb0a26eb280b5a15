"""Lists of figures: "A and B, respectively", "for the three and nine months", "as of Q3, Q2 and Q1"."""

import re
from dataclasses import replace
from typing import Protocol

from ticktie.claims.periods import PeriodPhrase
from ticktie.claims.tokens import Tag, Token
from ticktie.model import (
    Claim,
    Figure,
    PeriodRef,
)

_TWO_MEASURES = re.compile(
    r"\b(GAAP|reported|basic|non-GAAP|diluted|adjusted) and (non-GAAP|adjusted|diluted|GAAP|basic|reported)\b", re.I
)
_LIST_TAGS = (Tag.COMMA, Tag.AND, Tag.HEDGE, Tag.DIRECTION)
_LIST_WORDS = frozenset({"a", "an", "the", "of", "by"})


class Sentence(Protocol):
    """What is needed of a sentence: its text, its tokens and the positions of its figures."""

    text: str
    tokens: tuple[Token, ...]
    start: int
    places: list[int]


def distribute(sentence: Sentence, claims: list[Claim], begin: int) -> None:
    """Give the figures of a list ("A and B") the periods or the subjects of a list, in order."""
    phrases = [t.data for t in sentence.tokens if t.tag is Tag.PERIOD and isinstance(t.data, PeriodPhrase)]
    lists = [phrase for phrase in phrases if len(phrase.refs) > 1]
    for run in _runs(sentence):
        places = [begin + sentence.places.index(place) for place in run]
        _pair_measures(sentence, claims, run, places)
        near = _nearest(sentence, lists, run)
        if near is not None and len(run) % len(near.refs) == 0:
            for order, index in enumerate(places):
                ref = near.refs[order % len(near.refs)]
                claims[index] = replace(claims[index], period=ref, stated_period=True)
        elif _pair_listed(sentence, claims, run, places):
            continue
        elif claims[places[0]].compares:
            _pair_subjects(sentence, claims, begin, places)
        elif "respectively" in sentence.text[sentence.start : sentence.tokens[-1].end]:
            _pair_periods(sentence, claims, begin, places)


def _nearest(sentence: Sentence, lists: list[PeriodPhrase], run: list[int]) -> PeriodPhrase | None:
    """Return the list of periods nearest to a run of figures, one of its own clause before others."""
    start = sentence.tokens[run[0]].start

    def apart(phrase: PeriodPhrase) -> tuple[int, int]:
        low, high = sorted((phrase.start, start))
        between = sum(low < sentence.tokens[place].start < high for place in sentence.places if place not in run)
        inside = sum(phrase.start > sentence.tokens[place].start for place in run) if phrase.start > start else 0
        return between + inside, high - low

    return min(lists, key=apart, default=None)


def _pair_measures(sentence: Sentence, claims: list[Claim], run: list[int], places: list[int]) -> None:
    """Give "GAAP and non-GAAP … were A and B" and "basic and diluted … of A and B" their measures, in order."""
    match = _TWO_MEASURES.search(sentence.text, sentence.start, sentence.tokens[run[0]].start)
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


def _pair_listed(sentence: Sentence, claims: list[Claim], run: list[int], places: list[int]) -> bool:
    """Give "A, B and C as of Q3-25, Q2-25 and Q1-25" its periods; whether there was such a list."""
    listed: list[PeriodRef] = []
    for token in sentence.tokens[run[-1] + 1 :]:
        if token.tag is Tag.PERIOD and isinstance(token.data, PeriodPhrase):
            listed.extend(token.data.refs)
        elif token.tag is Tag.FIGURE or (listed and token.tag not in (Tag.COMMA, Tag.AND)):
            break
    if len(listed) != len(places) or len(listed) < 2:
        return False
    for index, ref in zip(places, listed, strict=True):
        claims[index] = replace(claims[index], period=ref, stated_period=True)
    return True


def _pair_subjects(sentence: Sentence, claims: list[Claim], begin: int, places: list[int]) -> None:
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


def _pair_periods(sentence: Sentence, claims: list[Claim], begin: int, places: list[int]) -> None:
    """Give a list its periods in order: "… for Q3, compared with … for Q2, or 29.9% and 28.8%, respectively"."""
    periods = list(dict.fromkeys((c.period, c.base) for c in claims[begin : places[0]] if c.stated_period))
    if len(periods) == len(places):
        for index, (period, base) in zip(places, periods, strict=True):
            claims[index] = replace(claims[index], period=period, base=base, stated_period=True)


def _runs(sentence: Sentence) -> list[list[int]]:
    """Return runs of two or more figures with nothing but commas and "and" between them."""
    runs: list[list[int]] = []
    for place in sentence.places:
        if runs:
            between = sentence.tokens[runs[-1][-1] + 1 : place]
            like = _unit(sentence, place) == _unit(sentence, runs[-1][-1])
            if between and like and all(t.tag in _LIST_TAGS or t.word in _LIST_WORDS for t in between):
                runs[-1].append(place)
                continue
        runs.append([place])
    return [run for run in runs if len(run) > 1]


def _unit(sentence: Sentence, place: int) -> str:
    figure = sentence.tokens[place].data
    return figure.unit if isinstance(figure, Figure) else ""
