"""The left side of a table: captions, wrapped lines joined, depth, sections and totals."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ticktie.model import RowKind
from ticktie.model.quick import quick
from ticktie.statements.columns import Lane
from ticktie.statements.entries import Entry, Line

_CONNECTIVE = re.compile(
    r"(?:\b(?:of|and|or|to|for|in|by|on|the|from|with|at|net|as|per|a|an|before|after|than|including|excluding|attributable|"
    r"available|related|used|other|January|February|March|April|June|July|August|September|October|November|December)"
    r"|[,;&/–—-])$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\(?(?:sub)?total\b|\(?net\s+(?:\(?(?:income|loss|earnings|profit|cash|increase|decrease|change|deficit|interest\s+income|assets|debt)\b)"
    r"|\(?gross\s+(?:\(?(?:profit|loss|margin|income))\b"
    r"|\(?(?:operating|pre-?tax)\s+\(?(?:income|loss|profit|earnings)\b(?!\s+margin)"
    r"|\(?(?:income|loss|earnings|profit)\)?(?:\s*(?:/|and)?\s*\(?(?:income|loss)\)?)?\s+(?:before|from\s+(?:continuing\s+)?operations|after|for\s+the)\b"
    r"|(?:adjusted|non-gaap|core)\s+(?:net\s+income|net\s+loss|ebitda|ebit|operating\s+income|gross\s+profit|earnings)\b|ebitda\b|ebit\b|free\s+cash\s+flow\b"
    r"|(?:cash|balance)\b.{0,80}\b(?:at\s+(?:the\s+)?)?(?:end|close)\s+of\s+(?:the\s+)?(?:period|year|quarter)"
    r"|(?:total\s+)?comprehensive\s+\(?(?:income|loss)\b",
    re.IGNORECASE,
)
_NOT_TOTAL = re.compile(
    r"\bper\s+(?:\w+\s+){0,3}share|\bmargin\b|\bas\s+a\s+(?:%|percent)|[%]|\battributable\s+to\s+non-?controlling",
    re.IGNORECASE,
)
_LESS = re.compile(r"\(?less\b", re.IGNORECASE)
_NET = re.compile(r"net\b|.{3,60},\s*net$", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3,}")
# Lines of a balance sheet that never hold figures and head nothing.
_NO_SECTION = re.compile(r"commitments?\b|contingenc", re.IGNORECASE)
MAX_WRAPPED_LINES = 8
MAX_CAPTION_CHARACTERS = 300
MAX_OPEN_SECTIONS = 12


@quick
@dataclass(frozen=True, slots=True)
class Draft:
    """A row before its numbers are scaled.

    Attributes:
        caption: words at the left, wrapped lines joined by a blank.
        start: where the caption begins in the source; `end` where it ends.
        figures: entries by index of their lane.
    """

    caption: str
    start: int
    end: int
    indent: float
    bold: bool
    ruled: bool
    figures: Mapping[int, Entry]
    lines: int = 1


@quick
@dataclass(frozen=True, slots=True)
class Caption:
    """Where a row stands among the others."""

    depth: int
    kind: RowKind
    section: tuple[str, ...]


def draft_rows(
    lines: Sequence[Line],
    placed: Sequence[Mapping[int, Entry]],
    lanes: Sequence[Lane],
    *,
    captions: tuple[int, int] | None = None,
) -> tuple[Draft, ...]:
    """Part each line into caption and figures, and join captions that are wrapped over several lines.

    Args:
        lines: rows of the body.
        placed: for each of them its figures by index of their lane.
        lanes: the columns of figures.
        captions: raw columns of the captions where they stand between the figures.
    """
    rows: list[Draft] = []
    first = True
    for line, figures in zip(lines, placed, strict=True):
        row = _draft(line, figures, lanes, captions)
        if row.figures and first:
            row, first = _without_rule(row), False
        if rows and _continues(rows[-1], row):
            rows[-1] = _joined(rows[-1], row)
        elif row.caption or row.figures:
            rows.append(row)
    return tuple(rows)


def _draft(line: Line, figures: Mapping[int, Entry], lanes: Sequence[Lane], captions: tuple[int, int] | None) -> Draft:
    start, edge = captions or (0, lanes[0].left if lanes else 0)
    if lanes and figures and captions is None:
        edge = max(edge, min([entry.left for entry in figures.values()]))
    words = [
        entry
        for position, entry in enumerate(line.entries)
        if (entry.number is None or (position == 0 and all(entry is not figure for figure in figures.values())))
        and not entry.is_mark
        and (start <= entry.left < edge or not figures)
    ]
    rule = line.row.rule_columns
    ruled = bool(rule) and bool(lanes) and _rule_over(rule, lanes)
    return Draft(
        " ".join(entry.text for entry in words),
        words[0].extent.start if words else 0,
        words[-1].extent.end if words else 0,
        line.row.indent,
        line.row.bold,
        ruled,
        figures,
    )


def _rule_over(rule: Sequence[int], lanes: Sequence[Lane]) -> bool:
    """Whether a rule is drawn over some lane of figures."""
    for lane in lanes:
        position = bisect_left(rule, lane.left)
        if position < len(rule) and rule[position] < lane.right:
            return True
    return False


def _without_rule(row: Draft) -> Draft:
    # the rule above the first figures belongs to the header
    return Draft(row.caption, row.start, row.end, row.indent, row.bold, False, row.figures)


def _continues(above: Draft, row: Draft) -> bool:
    """Whether a row only goes on with the caption above it."""
    if (above.figures and row.figures) or not above.caption or above.caption.endswith(":"):
        return False
    if above.lines >= MAX_WRAPPED_LINES or len(above.caption) > MAX_CAPTION_CHARACTERS:
        return False
    if not row.caption:
        return bool(row.figures) and not row.ruled and not above.figures
    lower = _begins_lower(row.caption)
    open_bracket = above.caption.count("(") > above.caption.count(")")
    if above.figures:
        return (lower or (open_bracket and row.caption.count(")") > row.caption.count("("))) and len(row.caption) < 120
    return lower or open_bracket or (_CONNECTIVE.search(above.caption) is not None and not above.caption.isupper())


def _begins_lower(text: str) -> bool:
    return text[0].islower() and not text[:3].endswith((")", "."))


def _joined(above: Draft, row: Draft) -> Draft:
    caption = f"{above.caption} {row.caption}" if row.caption else above.caption
    return Draft(
        caption,
        above.start,
        max(above.end, row.end),
        above.indent,
        above.bold,
        above.ruled or row.ruled,
        above.figures or row.figures,
        above.lines + 1,
    )


def is_total(caption: str, *, ruled: bool) -> bool:
    """Whether words, or a rule over an empty caption, say that a row is a total.

    >>> is_total("Total current assets", ruled=False), is_total("Net sales", ruled=False)
    (True, False)
    """
    return _calls_total(caption) if caption else ruled


@lru_cache(maxsize=8192)
def _calls_total(caption: str) -> bool:
    return _TOTAL.match(caption) is not None and _NOT_TOTAL.search(caption) is None


@dataclass(slots=True)
class _Open:
    """A section header that rows may still stand under."""

    caption: str
    depth: int
    major: bool
    inner: int | None = None
    words: frozenset[str] = field(default_factory=frozenset)


def place_captions(rows: Sequence[Draft]) -> tuple[Caption, ...]:
    """Rank the indents and find the sections that each row stands under."""
    indents = sorted({row.indent for row in rows})
    ranks = {indent: rank for rank, indent in enumerate(indents)}
    indented = len(indents) > 1
    open_: list[_Open] = []
    placed: list[Caption] = []
    after_header, after_less = False, False
    for row in rows:
        depth = ranks[row.indent]
        if not row.figures:
            _close_for_header(open_, row, depth, after_header=after_header, indented=indented)
            placed.append(Caption(depth, RowKind.HEADER, _section(open_)))
            if len(open_) < MAX_OPEN_SECTIONS and _opens_section(row.caption):
                open_.append(_Open(row.caption, depth, row.caption.isupper(), None, _words(row.caption)))
            after_header = True
            continue
        after_header = False
        if indented:
            _close_dedented(open_, depth)
        total = is_total(row.caption, ruled=row.ruled) or (after_less and _NET.match(row.caption) is not None)
        after_less = _LESS.match(row.caption) is not None
        placed.append(Caption(depth, RowKind.TOTAL if total else RowKind.LINE, _section(open_)))
        if total:
            _close_totalled(open_, row.caption, depth)
        elif open_ and open_[-1].inner is None:
            open_[-1].inner = depth
    return tuple(placed)


def _opens_section(caption: str) -> bool:
    return len(caption) <= MAX_CAPTION_CHARACTERS and _NO_SECTION.match(caption) is None


def _section(open_: Sequence[_Open]) -> tuple[str, ...]:
    return tuple(header.caption for header in open_)


@lru_cache(maxsize=4096)
def _words(caption: str) -> frozenset[str]:
    return frozenset(_WORD.findall(caption.lower())) - {"the", "and", "from", "for"}


def _close_for_header(open_: list[_Open], row: Draft, depth: int, *, after_header: bool, indented: bool) -> None:
    if indented:
        while open_ and (
            open_[-1].depth > depth or (open_[-1].depth == depth and not _nests(open_[-1], row, after_header))
        ):
            open_.pop()
        return
    if after_header and not (open_ and open_[-1].major and row.caption.isupper()):
        return
    while open_ and (not open_[-1].major or row.caption.isupper()):
        open_.pop()


def _nests(above: _Open, row: Draft, after_header: bool) -> bool:
    """Whether a header at the same depth stands under the one above: nothing in between, and that one is greater."""
    return (after_header and not row.caption.isupper()) or (above.major and not row.caption.isupper())


def _close_dedented(open_: list[_Open], depth: int) -> None:
    while open_:
        header = open_[-1]
        outside = depth < header.depth or (header.inner is not None and depth <= header.depth < header.inner)
        if not outside:
            return
        open_.pop()


def _close_totalled(open_: list[_Open], caption: str, depth: int) -> None:
    """Close the section that a total names; an unnamed total closes the innermost."""
    words = _words(caption)
    for index in range(len(open_) - 1, -1, -1):
        if open_[index].words and open_[index].words <= words:
            del open_[index:]
            return
    plain = words <= {"total", "subtotal"}
    if open_ and plain and not open_[-1].major:
        open_.pop()
