"""The words around a figure, with the figure marked: by colour, or underlined by ^^^."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

RED, YELLOW, GREEN, BOLD, DIM, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
LINE_CHARS = 100
# At most so much of a sentence is quoted to either side of the figure.
MAX_BEFORE_CHARS = 240
MAX_AFTER_CHARS = 200
SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)]?\s+(?=[A-Z\"'\u201c\u2018(\d$])")
# Full stops that end no sentence.
ABBREVIATED = re.compile(r"\b(?:Inc|Corp|Co|Ltd|No|Nos|vs|approx|Mr|Ms|Dr|St|U\.S|[A-Z]|[ap]\.m)\.$")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set off: by colour, or without any."""

    colour: bool

    def paint(self, text: str, code: str) -> str:
        """Return the text in a colour, or as it is."""
        return f"{code}{text}{PLAIN}" if self.colour and text and code else text


def clean(text: str) -> str:
    """Return the text without control characters, which a hostile document could use on a terminal."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def shortened(text: str, limit: int) -> str:
    """Return at most `limit` characters, cut at a word with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return head[: head.rfind(" ", limit // 2) if " " in head[limit // 2 :] else None].rstrip(",;: ") + "…"


def quote(text: str, start: int, end: int, style: Style, tone: str) -> Iterator[str]:
    """Yield the sentence around a figure, wrapped and set in by two blanks."""
    left, right = sentence(text, start, end)
    for first, last in _wrapped(text, left, right, start, end):
        lead = "…" if first == left and left and not _begins(text, left) else ""
        tail = "…" if last == right and right < len(text) and not _ends(text, right) else ""
        if not first <= start < last:
            yield f"  {lead}{clean(text[first:last])}{tail}"
            continue
        before, figure, after = clean(text[first:start]), clean(text[start:end]), clean(text[end:last])
        yield f"  {lead}{before}{style.paint(figure, tone)}{after}{tail}"
        if not style.colour:
            yield f"  {' ' * (len(lead) + len(before))}{'^' * len(figure)}"


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the sentence around a figure, or of the words next to it where it is long."""
    left = max(0, start - MAX_BEFORE_CHARS)
    right = min(len(text), end + MAX_AFTER_CHARS)
    begins = left == 0
    for stop in SENTENCE_END.finditer(text, left, min(start + 1, len(text))):
        if stop.end() <= start and not ABBREVIATED.search(text, max(0, stop.start() - 5), stop.start() + 1):
            left, begins = stop.end(), True
    if not begins:
        left = min(text.find(" ", left, start) + 1 or left, start)
    for stop in SENTENCE_END.finditer(text, end, right):
        if not ABBREVIATED.search(text, max(0, stop.start() - 5), stop.start() + 1):
            return left, stop.end() - len(stop.group()) + len(stop.group().rstrip())
    if right < len(text):
        right = max(text.rfind(" ", end, right), end)
    return left, right


def _begins(text: str, place: int) -> bool:
    return bool(re.search(r"[.!?][\"'\u201d\u2019)]?\s+$", text[max(0, place - 4) : place]))


def _ends(text: str, place: int) -> bool:
    return bool(re.search(r"[.!?][\"'\u201d\u2019)]?$", text[max(0, place - 2) : place]))


def _wrapped(text: str, left: int, right: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines; a figure is never broken."""
    first = left
    while right - first > LINE_CHARS:
        cut = text.rfind(" ", first + 1, first + LINE_CHARS)
        if start < cut < end:
            cut = start - 1 if start - 1 > first else text.find(" ", end, right)
        if cut <= first:
            cut = min(max(first + LINE_CHARS, end if start < first + LINE_CHARS else 0), right)
        yield first, cut
        first = cut + (text[cut : cut + 1] == " ")
    yield first, right
