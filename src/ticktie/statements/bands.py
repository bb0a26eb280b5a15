"""Where a grid's header rows are: splits a grid into bands, each with its header and the rows under it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ticktie.statements.entries import Entry, Line
from ticktie.statements.headings import is_statement_title, says_header
from ticktie.statements.periods import is_only_period, period_words

MAX_HEADER_TEXT = 120
WIDE_SHARE = 0.8
# In grids with one raw column for each character, a caption begins within this share of the way to the figures.
CAPTION_SHARE = 0.4
CHARACTER_GRID_WIDTH = 20


class RowKindOnPage(Enum):
    """What a row of a grid is, by its own text."""

    FIGURES = "figures"
    HEADER = "header"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Band:
    """A set of header rows with the rows that stand under it.

    Attributes:
        notes: texts of the header rows that stand over no column: titles, scale clauses, "(Unaudited)".
        header: rows whose entries name columns, from top to bottom.
        body: the rows under them, blank ones left out.
        captions: raw columns of the captions (half-open) where they stand between the figures, else None.
    """

    notes: tuple[str, ...]
    header: tuple[Line, ...]
    body: tuple[Line, ...]
    captions: tuple[int, int] | None = None


def split_bands(lines: Sequence[Line], width: int) -> tuple[Band, ...]:
    """Split a grid where new header rows begin; a repeated header begins nothing.

    Returns no band for a grid without figures.
    """
    printed = [line for line in lines if line.entries]
    page = Page.of(printed, width)
    kinds = [page.kind(line) for line in printed]
    starts, dropped = _starts(printed, kinds, page)
    bands: list[Band] = []
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(printed)
        kept = [position for position in range(start, end) if position not in dropped]
        band = _band([printed[k] for k in kept], [kinds[k] for k in kept], page)
        if band is None:
            continue
        bands.append(_inherit(band, bands[-1]) if bands else band)
    return tuple(bands)


@dataclass(frozen=True, slots=True)
class Page:
    """Where captions end and figures begin on a grid.

    Attributes:
        figure_left: first raw column in which figures stand.
        caption_left: last raw column in which a caption may begin.
        captions: raw columns of captions that stand between the figures, else None.
    """

    figure_left: int
    caption_left: int
    width: int
    captions: tuple[int, int] | None = None

    @classmethod
    def of(cls, lines: Sequence[Line], width: int) -> "Page":
        """Measure a grid."""
        lefts = [
            entry.left
            for line in lines
            if line.figures
            for entry in line.entries[1:]
            if entry.number is not None and not entry.is_year and not entry.is_mark
        ]
        if not lefts:
            every = (entry for line in lines for entry in line.entries)
            lefts = [entry.left for entry in every if entry.number is not None and not entry.is_year]
        figure_left = min(lefts, default=0)
        caption_left = int(figure_left * CAPTION_SHARE) if figure_left > CHARACTER_GRID_WIDTH else 0
        return cls(figure_left, caption_left, width, _captions_between(lines, figure_left))

    def over_figures(self, entry: Entry) -> bool:
        """Whether an entry reaches over a column of figures."""
        if self.captions and self._among_captions(entry):
            return False
        return entry.outer_right > self.figure_left

    def at_margin(self, entry: Entry) -> bool:
        """Whether an entry begins where captions begin."""
        if self.captions and self._among_captions(entry):
            return True
        return entry.left <= self.caption_left

    def _among_captions(self, entry: Entry) -> bool:
        left, right = self.captions or (0, 0)
        return left <= entry.left and entry.outer_right <= right

    def is_wide(self, entry: Entry) -> bool:
        """Whether an entry spans most of the grid."""
        return entry.outer_right - entry.outer_left >= WIDE_SHARE * self.width

    def kind(self, line: Line) -> RowKindOnPage:
        """Sort a row by its own text: figures, header or other words."""
        if line.figures:
            return RowKindOnPage.FIGURES
        over = [entry for entry in line.entries if self.over_figures(entry)]
        if not over or any(len(entry.text) > MAX_HEADER_TEXT for entry in over):
            single = len(line.entries) == 1 and is_only_period(line.entries[0].text)
            return (
                RowKindOnPage.HEADER
                if single and period_words(line.entries[0].text).is_duration
                else RowKindOnPage.TEXT
            )
        first = line.entries[0]
        some_years = line.years and line.years + 1 < len(line.entries)
        if some_years and self._is_caption(first) and not self._name_columns(line):
            return RowKindOnPage.TEXT
        if len(over) == 1 and len(line.entries) == 1:
            return self._single(over[0])
        return RowKindOnPage.HEADER

    def _single(self, entry: Entry) -> RowKindOnPage:
        if is_only_period(entry.text):
            return RowKindOnPage.HEADER
        if self.at_margin(entry):
            words = not period_words(entry.text).is_empty and self.is_wide(entry)
            return RowKindOnPage.HEADER if words and not is_statement_title(entry.text) else RowKindOnPage.TEXT
        named = not period_words(entry.text).is_empty or says_header(entry.text)
        return RowKindOnPage.HEADER if named and not is_statement_title(entry.text) else RowKindOnPage.TEXT

    def _is_caption(self, entry: Entry) -> bool:
        text = entry.text
        plain = period_words(text).is_empty and not says_header(text)
        return self.at_margin(entry) and not self.over_figures(entry) and plain

    @staticmethod
    def _name_columns(line: Line) -> bool:
        """Whether all entries but the first say a period or a role: "Revenues | 2026 | % of total | 2025"."""
        return all(
            entry.is_year or not period_words(entry.text).is_empty or says_header(entry.text)
            for entry in line.entries[1:]
        )


def _captions_between(lines: Sequence[Line], figure_left: int) -> tuple[int, int] | None:
    """Return the raw columns of captions where most rows of figures have theirs at the right of some figure."""
    starts: Counter[int] = Counter()
    rows = 0
    for line in lines:
        if not line.figures:
            continue
        rows += 1
        first = next((entry for entry in line.entries if entry.number is None), None)
        if first is not None:
            starts[first.left] += 1
    if not starts:
        return None
    left, count = starts.most_common(1)[0]
    if left <= figure_left or 2 * count <= rows:
        return None
    right = max(e.outer_right for line in lines if line.figures for e in line.entries if e.left == left)
    return left, right


def _starts(lines: Sequence[Line], kinds: Sequence[RowKindOnPage], page: Page) -> tuple[list[int], frozenset[int]]:
    """Return where bands begin, and which rows only repeat the header above them."""
    starts, dropped = [0], set()
    seen_figures = False
    header: set[tuple[str, ...]] = set()
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind is RowKindOnPage.FIGURES:
            seen_figures = True
            continue
        if kind is not RowKindOnPage.HEADER:
            continue
        texts = tuple(entry.text for entry in line.entries)
        if not seen_figures:
            header.add(texts)
            continue
        if not _names_columns(line, page):
            continue
        if texts in header and kinds[index - 1] is not RowKindOnPage.TEXT:
            dropped.add(index)
            continue
        start = index
        while start > starts[-1] and kinds[start - 1] is RowKindOnPage.TEXT:
            start -= 1
        starts.append(start)
        seen_figures, header = False, {texts}
    return starts, frozenset(dropped)


def _names_columns(line: Line, page: Page) -> bool:
    """Whether a row in the middle of a grid surely begins a new header: periods, roles, not stray words."""
    over = [entry for entry in line.entries if page.over_figures(entry)] or list(line.entries)
    named = [entry for entry in over if not period_words(entry.text).is_empty or says_header(entry.text)]
    if len(over) == 1:
        return bool(named) and (is_only_period(over[0].text) or not page.at_margin(over[0]))
    return 2 * len(named) >= len(over)


def _band(lines: list[Line], kinds: list[RowKindOnPage], page: Page) -> Band | None:
    """Split a run of rows into notes, header and body; None where it holds no figures."""
    if RowKindOnPage.FIGURES not in kinds:
        return None
    first = kinds.index(RowKindOnPage.FIGURES)
    headers = [index for index in range(first) if kinds[index] is RowKindOnPage.HEADER]
    headers += [
        index
        for index in range(first)
        if kinds[index] is RowKindOnPage.TEXT and headers and index < headers[-1] and _over_columns(lines[index], page)
    ]
    headers.sort()
    last = headers[-1] if headers else _last_title(lines[:first])
    notes = [entry.text for index in range(last + 1) if index not in headers for entry in lines[index].entries]
    return Band(tuple(notes), tuple(lines[index] for index in headers), tuple(lines[last + 1 :]), page.captions)


def _over_columns(line: Line, page: Page) -> bool:
    """Whether a row of plain words above other header rows names columns ("Domestic | Sears Canada")."""
    over = [entry for entry in line.entries if page.over_figures(entry) and not page.at_margin(entry)]
    return bool(over) and not any(page.is_wide(entry) or is_statement_title(entry.text) for entry in over)


def _last_title(lines: Sequence[Line]) -> int:
    """Return the index of the last leading row that reads as a title or scale clause, or -1."""
    last = -1
    for index, line in enumerate(lines):
        if any(is_statement_title(entry.text) or _is_clause(entry.text) for entry in line.entries):
            last = index
    return last


def _is_clause(text: str) -> bool:
    return text.startswith("(") and says_header(text)


def _inherit(band: Band, above: Band) -> Band:
    """Give a band that names only a length the years of the band above it."""
    if not band.header or any(len(line.entries) > 1 for line in band.header):
        return band
    years = [
        line
        for line in above.header
        if len(line.entries) > 1 and not all(_is_length(entry.text) for entry in line.entries)
    ]
    return replace(band, header=(*band.header, *years))


def _is_length(text: str) -> bool:
    words = period_words(text)
    return words.is_duration and not words.year
