"""The lines of a text release, each with its place, and what it looks like at first sight."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ticktie.model import Span

_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028]")
_TAG_LINE = re.compile(r"\s*(?:</?(?:page|table|caption|s|c|fn|f\d)\s*>\s*)+", re.IGNORECASE)
# Only dashes, equal signs and the like, three in a row somewhere; blanks and tabs part them.
_RULE = re.compile(r"[-=_─—\s|+:]+")
_DRAWN = re.compile(r"[-=_─—]{3}")
_SEPARATOR = re.compile(r"(?<!\\)\|")
_FIELD_GAP = re.compile(r"\t\s*| {2,}|\xa0{2,}")
_TAB_WIDTH = 8
# Longer lines are not set in columns by blanks.
_LONGEST_ALIGNED = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        start: place of its first visible character in the source.
        end: place behind its last visible character.
        indent: how many columns it is set in, tabs taken to the next multiple of eight.
        text: the source from `start` to `end`; empty for a blank line.
        begin: place where its leading white space begins.
        tag: whether it is nothing but tags of old EDGAR filings (`<PAGE>`, `<S> <C>` …).
        rule: whether it is drawn and not written: `-----  -----`.
    """

    start: int
    end: int
    indent: int
    text: str
    begin: int
    tag: bool = False
    rule: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is visible on it."""
        return not self.text

    @property
    def piped(self) -> bool:
        """Whether it holds a `|` that is not escaped."""
        return "|" in self.text and _SEPARATOR.search(self.text) is not None

    @property
    def tabbed(self) -> bool:
        """Whether tabs part it."""
        return "\t" in self.text

    def fields(self) -> tuple[Span, ...]:
        """Return the ranges in the source of what tabs or two and more blanks part; one for a long line."""
        if len(self.text) > _LONGEST_ALIGNED:
            return (Span(self.start, self.end),)
        spans: list[Span] = []
        position = 0
        for gap in _FIELD_GAP.finditer(self.text):
            spans.append(Span(self.start + position, self.start + gap.start()))
            position = gap.end()
        spans.append(Span(self.start + position, self.end))
        return tuple(spans)


# All blank lines are alike; nobody asks where one stands.
_BLANK = Line(0, 0, 0, "", 0)


def read_lines(text: str, extent: Span) -> list[Line]:
    """Return the lines of a stretch of the source."""
    return list(_lines(text, extent))


def _lines(text: str, extent: Span) -> Iterator[Line]:
    position = extent.start
    for ended in _BREAK.finditer(text, extent.start, extent.end):
        yield _line(text, position, ended.start()) if ended.start() > position else _BLANK
        position = ended.end()
    yield _line(text, position, extent.end)


def _line(text: str, start: int, end: int) -> Line:
    raw = text[start:end]
    shown = raw.strip()
    if not shown:
        return _BLANK
    lead = len(raw) - len(raw.lstrip())
    tabs = "\t" in raw[:lead]
    indent = len(raw[:lead].expandtabs(_TAB_WIDTH)) if tabs else lead
    begin = start + lead
    tag = shown[0] == "<" and _TAG_LINE.fullmatch(shown) is not None
    rule = not shown[0].isalnum() and _RULE.fullmatch(shown) is not None and _DRAWN.search(shown) is not None
    return Line(begin, begin + len(shown), indent, shown, start, tag, rule)
