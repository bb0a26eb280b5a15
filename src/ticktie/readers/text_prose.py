"""Lines of prose to blocks: wrapped lines joined, headings, list items and footnotes known."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ticktie.model import Block, BlockKind, Extent
from ticktie.readers.text_lines import Line
from ticktie.readers.text_marks import show

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_BULLET = re.compile(
    r"(?:[•◦●○▪■□▫‣⁃∙⦁➢➤✓✔►▶·–\uf0b7\uf0a7]\s*|[-*+]\s+(?:-\s+)?|o\s+(?=[A-Z“\"$])|(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)(?=\S)"
)
_NOTE = re.compile(
    r"\(\s?(?:\d{1,2}|[a-zA-Z]{1,2}|\*{1,3})\s?\)\s*\S|[*†‡§]{1,3}\s?[A-Za-z“\"]|\[\d{1,2}\]|\d{1,2}\)?\s[A-Z]"
)
_NOTE_MARK = re.compile(r"(?:\(\s?\w{1,2}\s?\)|[*†‡§]{1,3})\s+(?=\S)")
_STRONG = re.compile(r"(?:\*{2,3}|__)(?=\S)(?:(?!\*\*|__).)+(?:\*{2,3}|__):?", re.DOTALL)
_ENDED = re.compile(r"[.!?:;][\"”’)*_]*$")
_FULL_STOP = re.compile(r"[.!?;,][\"”’)]*$")
_COMPANY = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Cos|L\.P|S\.A|N\.V|plc|Bros)\.$", re.IGNORECASE)
_OPENS_LOW = re.compile(r"[a-z0-9$(%]")
_LOW_WORD_LAST = re.compile(r"(?:^|\s)[a-z][a-z'’-]*,?$|,$|\b(?:Inc|Corp|Co)\.?,$")
_FUNCTION_WORD_LAST = re.compile(
    r"(?:^|\s)(?:the|of|and|to|a|an|in|for|by|with|or|that|its|our|their|from|on|at|as|was|were|is|are|has|have|be|than)$"
)
_MONTH_DAY = re.compile(
    r"(?:[A-Z][a-z]+day,? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? \d{4}$"
)
_PAGE_NUMBER = re.compile(r"[-–— ]{0,3}\d{1,3}[-–— ]{0,3}")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d ")
# A line that is one bracket: "(In thousands)", "(Unaudited)".
_ASIDE = re.compile(r"\([^()]{3,100}\)")
_ADDRESS = re.compile(r"@|https?:|www\.|\(\d{3}\)|\d{3}[-.]\d{4}", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_][\w'’&.-]*")

# A line of a wrapped paragraph is no longer than this.
_WIDEST_WRAP = 170
_NARROWEST_WRAP = 55
# The share of lines that a page's width must hold, how full a line is full, and how many must be.
_WIDEST_SHARE = 0.97
_FULL_SHARE = 0.85
_ENOUGH_FULL = 0.2
_HEADING_CHARACTERS = 120
_HEADING_WORDS = 16
# So many headings may stand over one paragraph without blank lines.
_HEADINGS_OVER_PROSE = 2
# How far a first line is set in from the line above it.
_FIRST_LINE_INDENT = 3
_CENTRED_INDENT = 8
_SHORTEST_NOTE_BLANKS = 5


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines that belong together; `alone` where blank lines stand around them or a long line under them."""

    lines: Sequence[Line]
    alone: bool
    underlined: bool

    @property
    def extent(self) -> Extent:
        return Extent(self.lines[0].start, self.lines[-1].end)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a document breaks its paragraphs over lines.

    Attributes:
        width: how long its lines are at most; 0 where each paragraph has one line.
        loose: whether blank lines part all paragraphs, so that lines without one between belong together.
    """

    width: int = 0
    loose: bool = False


def find_wrapping(lines: Sequence[Line], *, loose: bool) -> Wrapping:
    """Return how the document wraps: it does where few lines are longer than a page and many about as long."""
    lengths = sorted(
        line.indent + len(line.text) for line in lines if not (line.blank or line.tag or line.rule or line.piped)
    )
    if not lengths:
        return Wrapping(loose=loose)
    widest = lengths[int((len(lengths) - 1) * _WIDEST_SHARE)]
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return Wrapping(loose=loose)
    full = sum(1 for length in lengths if length >= _FULL_SHARE * widest)
    return Wrapping(widest if full >= _ENOUGH_FULL * len(lengths) else 0, loose)


def read_prose(text: str, lines: Sequence[Line], wrapping: Wrapping, *, under_table: bool) -> Iterator[Block]:
    """Yield the blocks of lines that hold no table; their ids are given later.

    Args:
        text: the source.
        lines: the lines, blank ones and rules too.
        wrapping: how the document breaks its lines.
        under_table: whether a table stands right before them, so that "(1) …" is a footnote.
    """
    for paragraph in _paragraphs(lines, wrapping):
        block = _read_paragraph(text, paragraph, under_table=under_table)
        if block is None:
            continue
        under_table = under_table and block.kind in (BlockKind.FOOTNOTE, BlockKind.PARAGRAPH)
        yield block


def is_note(text: str) -> bool:
    """Whether the text begins as a footnote does, and is a sentence and not a caption."""
    return _NOTE.match(text) is not None and text.count(" ") > _SHORTEST_NOTE_BLANKS


def _paragraphs(lines: Sequence[Line], wrapping: Wrapping) -> Iterator[_Paragraph]:
    group: list[Line] = []
    for line in lines:
        if line.blank or line.tag or line.rule:
            yield from _split(group, wrapping, underlined=line.rule and len(line.text) > 3)
            group = []
        else:
            group.append(line)
    yield from _split(group, wrapping, underlined=False)


def _split(group: list[Line], wrapping: Wrapping, *, underlined: bool) -> Iterator[_Paragraph]:
    """Split lines without a blank line between them into paragraphs."""
    if not group:
        return
    starts = [0]
    strong = _is_open(group[0].text)
    hang = _hanging(group[0])
    for index in range(1, len(group)):
        above, line = group[index - 1], group[index]
        hangs = hang == line.indent and not _BULLET.match(line.text)
        if not (strong or hangs or _continues(above, line, wrapping, first=index - 1 == starts[-1])):
            starts.append(index)
            strong = False
            hang = _hanging(line)
        strong ^= _is_open(line.text)
    for start, stop in zip(starts, [*starts[1:], len(group)], strict=True):
        over_prose = any(len(line.text) > _HEADING_CHARACTERS for line in group[stop : stop + _HEADINGS_OVER_PROSE])
        yield _Paragraph(group[start:stop], len(starts) == 1 or over_prose, underlined and stop == len(group))


def _hanging(line: Line) -> int:
    """Return where the text behind a list marker begins on its line, -1 where there is no marker."""
    found = _BULLET.match(line.text) or _NOTE_MARK.match(line.text)
    return line.indent + found.end() if found else -1


def _is_centred_below(above: Line, line: Line) -> bool:
    """Whether both lines are set in far and have about the same middle."""
    if min(above.indent, line.indent) < _CENTRED_INDENT:
        return False
    return abs(2 * above.indent + len(above.text) - 2 * line.indent - len(line.text)) <= 4


def _is_open(line: str) -> bool:
    """Whether emphasis opens on a line and does not close on it."""
    return line.count("**") % 2 == 1 and line.lstrip("# ").startswith("**") != line.endswith("**")


def _continues(above: Line, line: Line, wrapping: Wrapping, *, first: bool) -> bool:
    """Whether `line` goes on with the paragraph of the line above it; `first` says whether that begins one."""
    if _HASHES.match(above.text) or _HASHES.match(line.text) or _BULLET.match(line.text):
        return False
    if _PAGE_NUMBER.fullmatch(above.text) or (_PAGE_NUMBER.fullmatch(line.text) and not wrapping.loose):
        return False
    if _NOTE.match(line.text) and _ENDED.search(above.text):
        return False
    if _ASIDE.fullmatch(line.text) or _ASIDE.fullmatch(above.text) or line.text.isupper() != above.text.isupper():
        return False
    if wrapping.loose:
        return True
    if _MONTH_DAY.match(line.text) or _MONTH_DAY.match(above.text):
        return False
    word = line.text.split(maxsplit=1)[0]
    length = above.indent + len(above.text)
    if length > wrapping.width // 2 and length + 1 + len(word) > wrapping.width > 0:
        return first or not (line.indent >= above.indent + _FIRST_LINE_INDENT and _ENDED.search(above.text))
    if _ENDED.search(above.text):
        return False
    if _OPENS_LOW.match(line.text):
        return line.text[0].islower() or _LOW_WORD_LAST.search(above.text) is not None
    if _is_centred_below(above, line) and _LOW_WORD_LAST.search(above.text):
        return True
    return _FUNCTION_WORD_LAST.search(above.text) is not None


def _read_paragraph(text: str, paragraph: _Paragraph, *, under_table: bool) -> Block | None:
    extent = paragraph.extent
    raw = text[extent.start : extent.start + 80]
    hashes = _HASHES.match(raw)
    if hashes:
        extent = Extent(extent.start + hashes.end(), extent.end)
        return _block(text, BlockKind.HEADING, extent, level=len(hashes[1]))
    bullet = _BULLET.match(raw)
    if under_table and _NOTE.match(raw) and not (bullet and raw[0] in "-•"):
        return _block(text, BlockKind.FOOTNOTE, extent)
    if bullet:
        return _block(text, BlockKind.LIST_ITEM, Extent(extent.start + bullet.end(), extent.end))
    level = _heading_level(text, paragraph)
    return _block(text, BlockKind.HEADING if level else BlockKind.PARAGRAPH, extent, level=level)


def _block(text: str, kind: BlockKind, extent: Extent, *, level: int = 0) -> Block | None:
    shown = show(text, extent.start, extent.end)
    return Block("", kind, shown, extent, level) if shown else None


def _heading_level(text: str, paragraph: _Paragraph) -> int:
    """Return 2 for capitals, 3 for bold, underlined or title-like lines, 0 for what is no heading."""
    extent = paragraph.extent
    if extent.end - extent.start > 3 * _HEADING_CHARACTERS:
        return 0
    raw = text[extent.start : extent.end]
    shown = show(text, extent.start, extent.end)
    if not _LETTER.search(shown) or shown[0] == "(" or _ADDRESS.search(shown) or _MONTH_DAY.match(shown):
        return 0
    words = shown.count(" ") + 1
    if _STRONG.fullmatch(raw):
        return 3 if words <= 2 * _HEADING_WORDS else 0
    stopped = _FULL_STOP.search(shown) is not None and not _COMPANY.search(shown)
    if len(shown) > _HEADING_CHARACTERS or words > _HEADING_WORDS or stopped:
        return 0
    if shown.isupper():
        return 2
    if paragraph.underlined or _is_title(shown, alone=paragraph.alone):
        return 3
    return 0


def _is_title(shown: str, *, alone: bool) -> bool:
    """Whether a line stands like a title: capital first, most long words capital, or short and alone."""
    if not (shown[0].isupper() or _YEAR_FIRST.match(shown)) or shown[-1] in "-–—":
        return False
    words = [word for word in _WORD.findall(shown) if len(word) > 3]
    if not words:
        return False
    capital = sum(1 for word in words if word[0].isupper())
    return capital >= 0.7 * len(words) or (alone and len(shown) < _HEADING_CHARACTERS // 2 and shown[-1] != ":")
