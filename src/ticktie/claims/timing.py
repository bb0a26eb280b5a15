"""Which of the periods that a sentence names belong to a figure, and which it is compared with."""

from collections.abc import Iterator, Sequence
from enum import Enum

from ticktie.claims.cues import CHANGES, Cue, is_apposition, is_distant, is_relative
from ticktie.claims.lexicon import CHANGE_NOUNS
from ticktie.claims.periods import PeriodPhrase
from ticktie.claims.tokens import Tag, Token
from ticktie.model import Kind, PeriodRef

# Words that open a reason: a period after them is no longer the figure's.
DRIVES = frozenset("due driven reflecting because resulting offset partially attributable".split())
_PARTS = (Tag.COMMA, Tag.AND, Tag.STOP, Tag.COMPARE)


class Compared(Enum):
    """Whether a period is what another is compared with."""

    NO = 0
    IMPLIED = 1  # "the prior quarter"
    SAID = 2  # "from the prior quarter"
    COUNTED = 3  # "year over year": how a change is counted


Said = Iterator[tuple[PeriodRef, Compared]]


def periods_of(
    tokens: Sequence[Token], places: Sequence[int], place: int, cue: Cue, kind: Kind
) -> tuple[PeriodRef | None, PeriodRef | None, bool]:
    """Return a figure's own period, its comparative, and whether the sentence states the period.

    Args:
        tokens: the sentence.
        places: where its figures stand among the tokens.
        place: which of them is asked for.
        cue: what the words before it say.
        kind: what it states.
    """
    own: PeriodRef | None = None
    comparative: PeriodRef | None = None
    meant: PeriodRef | None = None  # a relative period that no comparing word introduces
    order = places.index(place)
    around = (*_after(tokens, places, order), *reversed(tuple(_before(tokens, places, order))))
    for ref, compared in (*around, *_of_group(tokens, places, order)):
        if compared is Compared.NO:
            own = own or ref
        elif not (cue.compares and ref.start < tokens[place].start) or (
            compared is Compared.COUNTED and kind in CHANGES
        ):
            comparative = comparative or ref
            if compared is Compared.IMPLIED:
                meant = meant or ref
        else:
            own = own or ref
    if own is None and kind not in CHANGES:
        own = comparative if cue.compares else meant
    if is_distant(own) and not cue.compares and kind in CHANGES:
        comparative, own = comparative or own, None
    return own, comparative, own is not None


def _of_group(tokens: Sequence[Token], places: Sequence[int], order: int) -> Said:
    """Yield the periods said after figures in apposition: "$0.2 million, or 6% from last year"."""
    for later in range(order + 1, len(places)):
        if not is_apposition(tokens[places[later - 1] + 1 : places[later]]):
            return
        found = tuple(_after(tokens, places, later))
        yield from found
        if found:
            return


def _after(tokens: Sequence[Token], places: Sequence[int], order: int) -> Said:
    """Yield the periods right of a figure that belong to it, and whether each is compared with."""
    place = places[order]
    last_break = following = places[order + 1] if order + 1 < len(places) else len(tokens)
    if following < len(tokens):
        for position in range(following - 1, place, -1):
            if tokens[position].tag in _PARTS:
                last_break = position
                break
        for position in range(place + 1, last_break):
            if tokens[position].tag is Tag.DIRECTION and tokens[position].word not in CHANGE_NOUNS:
                last_break = position
                break
    for position in range(place + 1, last_break):
        token = tokens[position]
        if token.tag is Tag.STOP or token.word in DRIVES:
            return
        if token.tag is Tag.PERIOD and isinstance(token.data, PeriodPhrase):
            yield token.data.refs[0], _compared(tokens, position, place)


def _before(tokens: Sequence[Token], places: Sequence[int], order: int) -> Said:
    """Yield the periods left of a figure, those that belong to an earlier figure left out."""
    place, begin = places[order], 0
    if order:
        begin = places[order - 1] + 1
        for position in range(place - 1, begin - 1, -1):
            if tokens[position].tag in _PARTS:
                begin = position
                break
    for position in range(begin, place):
        token = tokens[position]
        if token.tag is Tag.PERIOD and isinstance(token.data, PeriodPhrase):
            yield token.data.refs[0], _compared(tokens, position, begin - 1)


def _compared(tokens: Sequence[Token], position: int, floor: int) -> Compared:
    """How a period is compared with: by a word before it (only idle words between), or by its own words."""
    phrase = tokens[position].data
    if isinstance(phrase, PeriodPhrase) and phrase.adverb:
        return Compared.COUNTED
    for back in range(position - 1, floor, -1):
        token = tokens[back]
        if token.tag is Tag.COMPARE:
            return Compared.SAID
        if token.word == "than":
            return Compared.SAID
        if token.word in ("over", "on"):
            return Compared.SAID if is_relative(tokens[position]) else Compared.NO
        if token.tag is Tag.PERIOD and is_relative(tokens[position]):
            continue
        if token.tag is not Tag.IDLE and token.word not in ("of", "end", "close", "level"):
            break
    implied = is_relative(tokens[position]) and not _says_in(tokens, position)
    return Compared.IMPLIED if implied else Compared.NO


def _says_in(tokens: Sequence[Token], position: int) -> bool:
    return (
        position > 0
        and tokens[position - 1].word in ("in", "for", "the", "during")
        and (position < 2 or tokens[position - 2].tag is not Tag.COMPARE)
    )
