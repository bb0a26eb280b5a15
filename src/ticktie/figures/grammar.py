"""Figures of the prose: numbers with their values and units, ranges and per-share amounts understood."""

import re
from bisect import bisect_right
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from ticktie.figures.currency import DOLLAR
from ticktie.figures.lexer import Number, find_numbers
from ticktie.figures.names import Other, other_than_figure
from ticktie.figures.scale import local_dollar
from ticktie.model import BlockKind, Document, Figure, Span

_start = attrgetter("start")


class Candidate(NamedTuple):
    """A number with the verdict on what it is: `other` is None for a figure."""

    number: Number
    other: Other | None
    evidence: tuple[Span, ...] = ()


# What may stand between the two ends of a range, and between the members of a list that share a unit.
_RANGE_GAPS = frozenset({"-", "–", "—", " - ", " – ", " — ", " to ", "- ", " -", "– ", " –"})
_LIST_GAPS = frozenset({" and ", ", ", ", and ", " or "})
# A bare number and a duration or time make a range ("18 to 24 months"); a small one also with names ("Years 1 to 5").
_SHARED_OTHERS = (Other.DURATION, Other.TIME)
_MARK_DIGITS = 2
_SENTENCE_CHARS = 300
_MAX_RATIO = 100

_SHARES_AFTER = re.compile(
    r"\s(?:(?!(?:and|or|in|for|to|per|from|at|on|by|with|was|were|is|are|through)\s)[A-Za-z“\"(][\w'’“”\")-]*\s){0,5}?"
    r"(?P<noun>(?i:shares?|ADSs?|ADRs?))(?![\w’'-])"
)
_SHARES_BEFORE = re.compile(
    r"(?i:shares?)(?:\s(?!and\b)[a-z]+){0,2}\s(?:of|was|were|at|to|is|are|totaled)(?:\s(?:about|approximately|nearly))?\s?~?\Z"
)
_PER_SHARE_AFTER = re.compile(
    r"(?:,?\s(?:and|to|or|-|–)\s\(?\$?\(?[\d.]{1,12}(?:¢|\scents)?\)?){0,6}\)?,?"
    r"(?:[\s-](?:per|a|an|each)[\s-]|\s?/\s?|\sin\s(?:[a-z-]+\s){0,3}?(?:per\s|(?=EPS)))(?:[A-Za-z][\w'’-]*\s){0,5}?"
    r"(?P<noun>(?i:shares?|ADSs?|ADRs?|EPS)|(?:basic|diluted)(?=\s(?:and|or)\s))(?![\w’'])"
)
_PER_SHARE_BEFORE = re.compile(
    r"(?i:\bper[\s-](?:[\w-]+\s){0,4}?(?:share|ADS|ADR)s?\b|\bpar\svalue|\bdividends?\b|\bstated\svalue)|\bEPS\b"
)
_PAR_VALUE_AFTER = re.compile(r",?\s(?:par|stated)\svalue|\spar\b")
_RESPECTIVELY = re.compile(r"[^.;]{0,60}?\brespectively\b")
_PER_SHARE_LIMIT = Decimal(10_000)


def find_figures(document: Document) -> tuple[Figure, ...]:
    """Return every figure of a document's prose, headings, lists, footnotes and captions, in order.

    Values are in full units, signed as printed; a caption's figures keep their printed value (the table's
    scale is applied by `statements`). Dates, times, names, marks and durations are left out.
    """
    figures: list[Figure] = []
    blocks = [block for block in document.blocks if block.kind is not BlockKind.TABLE and block.text]
    dollar = local_dollar(block.text for block in blocks)
    for block in blocks:
        for candidate in _candidates(block.text, block.marks, dollar=dollar):
            if candidate.other is None:
                figures.append(_figure(f"n{len(figures) + 1}", block.id, block.text, candidate))
    return tuple(figures)


def _candidates(text: str, marks: tuple[Span, ...] = (), *, dollar: str = DOLLAR) -> list[Candidate]:
    """Return all numbers of a text but footnote marks, told apart into figures and others, ranges joined.

    Args:
        text: the block's text.
        marks: where its raised footnote marks stand, in order.
        dollar: ISO code that a bare "$" stands for.
    """
    found: list[Candidate] = []
    skip_until = 0
    previous: tuple[int, Other | None] = (-1, None)
    for number in find_numbers(text):
        if number.digits < skip_until or (marks and _is_marked(number, marks)):
            continue
        if dollar != DOLLAR and _is_bare_dollar(text, number):
            number = number._replace(currency=dollar)
        other = other_than_figure(text, number, previous)
        if other is None:
            previous = (number.end, None)
            found.append(Candidate(number, None))
        else:
            previous = (other[1], other[0])
            skip_until = other[1]
            found.append(Candidate(number, other[0]))
    for index in range(len(found) - 1, 0, -1):
        _join(text, found, index)
    return found


def _is_marked(number: Number, marks: tuple[Span, ...]) -> bool:
    """Whether a number stands in one of the marks, which are in order."""
    place = bisect_right(marks, number.digits, key=_start)
    return place > 0 and number.digits < marks[place - 1].end


def _is_bare_dollar(text: str, number: Number) -> bool:
    span = number.currency_span
    return span is not None and text[span.start : span.end] == "$"


def _join(text: str, found: list[Candidate], index: int) -> None:
    """Let a number and the one before it share what is printed once: currency, scale, unit, or being no figure."""
    first, second = found[index - 1], found[index]
    if second.number.start - first.number.end > 5 or first.other is not None:
        return
    gap = text[first.number.end : second.number.start]
    if gap in _RANGE_GAPS:
        pass
    elif gap in _LIST_GAPS:
        if not _shares_unit(text, first.number, second.number):
            return
    else:
        return
    if second.other is not None:
        if first.number.bare and (second.other in _SHARED_OTHERS or len(first.number.body) <= _MARK_DIGITS):
            found[index - 1] = first._replace(other=second.other)
        return
    found[index - 1], found[index] = _share(text, first, second)


def _shares_unit(text: str, first: Number, second: Number) -> bool:
    """Whether two members of a list stand for a range ("between 4 and 5 percent") or a paired list."""
    before = text[max(0, first.start - 30) : first.start].lower()
    return "between " in before or "from " in before or _RESPECTIVELY.match(text, second.end) is not None


def _share(text: str, first: Candidate, second: Candidate) -> tuple[Candidate, Candidate]:
    """Give each end of a range what only the other one prints."""
    one, other = first.number, second.number
    lacks = not one.unit and not one.power and not (one.currency and other.unit)
    if lacks and (other.unit or other.power) and _comparable(one, other):
        span = other.scale_span or Span(other.digits_end, other.end)
        one = one._replace(power=other.power, unit=other.unit)
        first = Candidate(one, None, (*first.evidence, span))
    if one.currency and not other.currency and not other.unit and one.currency_span and not _counted(text, other):
        other = other._replace(currency=one.currency)
        second = Candidate(other, None, (*second.evidence, one.currency_span))
    return first, second


def _comparable(first: Number, second: Number) -> bool:
    """Whether printed digits are near enough that one scale word serves both ("$900 to $1.2 million" are not)."""
    low, high = sorted((first.magnitude, second.magnitude))
    return high <= _MAX_RATIO * low or low == 0


def _counted(text: str, number: Number) -> bool:
    """Whether a number without a scale word counts the noun after it ("$5 to 42 stores")."""
    return not number.power and "." not in number.body and text[number.end : number.end + 1] == " "


def _figure(identity: str, block: str, text: str, candidate: Candidate) -> Figure:
    """Build the figure: value in full units, XBRL decimals, unit and evidence."""
    number = candidate.number
    power = number.power
    unit, evidence = _unit(text, number)
    if number.unit == "cents":
        power -= 2
    value = _full_value(number, power)
    return Figure(
        id=identity,
        block=block,
        start=number.start,
        end=number.end,
        text=text[number.start : number.end],
        value=-value if number.negative else value,
        decimals=number.places - power,
        unit=unit,
        evidence=candidate.evidence + evidence,
    )


def _full_value(number: Number, power: int) -> Decimal:
    """Return the printed digits times a power of ten, exactly, and without an exponent where it is whole."""
    digits = number.body.replace(",", "")
    if power >= number.places:
        return Decimal(int(digits.replace(".", "")) * 10 ** (power - number.places))
    return Decimal(f"{digits}E{power}")


def _unit(text: str, number: Number) -> tuple[str, tuple[Span, ...]]:
    """Return a figure's unit and the span of the words that settle it, where they are not its own."""
    if number.unit and number.unit != "cents":
        return number.unit, ()
    currency = number.currency or ("USD" if number.unit == "cents" else "")
    if currency:
        span = None if number.power else _per_share(text, number)
        return (currency, ()) if span is None else (f"{currency}/shares", (span,))
    span = _shares(text, number)
    return ("pure", ()) if span is None else ("shares", (span,))


def _shares(text: str, number: Number) -> Span | None:
    """Return the words that make a number a count of shares, None where there are none."""
    if text[number.end : number.end + 1] == " ":
        found = _SHARES_AFTER.match(text, number.end)
        if found is not None:
            return Span(*found.span("noun"))
    if number.power or "," in number.body:
        before = _SHARES_BEFORE.search(text, max(0, number.start - 60), number.start)
        if before is not None:
            return Span(*before.span())
    return None


def _per_share(text: str, number: Number) -> Span | None:
    """Return the words that make an amount one per share, None where there are none."""
    if number.magnitude >= _PER_SHARE_LIMIT:
        return None
    after = _PER_SHARE_AFTER.match(text, number.end)
    if after is not None:
        return Span(*after.span("noun"))
    par = _PAR_VALUE_AFTER.match(text, number.end)
    if par is not None:
        return Span(*par.span())
    if number.places < 2 and number.unit != "cents":
        return None
    spans = [m.span() for m in _PER_SHARE_BEFORE.finditer(text, _sentence_start(text, number.start), number.start)]
    return Span(*spans[-1]) if spans else None


def _sentence_start(text: str, end: int) -> int:
    """Return where the sentence that holds a place begins, not further back than its readers look."""
    low = max(0, end - _SENTENCE_CHARS)
    return max(text.rfind(". ", low, end) + 1, low)
