"""Paragraphs of an HTML release turned into passages: lines split, marks kept apart, bullets known."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ticktie.model import BlockKind, Span
from ticktie.model.quick import quick
from ticktie.readers.markup import BLANK, PLAIN, Style, fold
from ticktie.readers.raw import Paragraph, Run

# A raised mark that points to a footnote: (1), 1, (a), *, †, "1, 2". Not the "th" of 24th, nor ™.
_ONE_MARK = r"(?:\(\s?(?:\d{1,2}|[a-z]{1,3}|[*†‡§#]{1,3})\s?\)|\d{1,2}|[a-z]|[*†‡§#]{1,3})"
_MARK = re.compile(rf"{_ONE_MARK}(?:\s*[,/&]\s*{_ONE_MARK}|\s*\((?:\d{{1,2}}|[a-z])\))*", re.IGNORECASE)
_BARE = re.compile(r"\d{1,2}|[a-z]", re.IGNORECASE)

_BULLETS = "•·▪●○◦■□▫►▶➢➤❖✓✔‣⁃∙⦁\uf0b7\uf0a7\uf0d8\uf0fc\uf06e\uf076"
_BULLET = re.compile(rf"(?:[{_BULLETS}]+|o(?= [A-Z“\"$])|§(?= ?[A-Z])|[-–—*](?= [A-Z“\"$a-z])|[-–—](?=[A-Z][a-z]))\s*")
ONLY_BULLET = re.compile(rf"[{_BULLETS}§]")
ONLY_MARK = re.compile(r"\(\s?(?:\d{1,2}|[a-zA-Z]|\*{1,3})\s?\)|\*{1,3}")
RULE_CHARACTERS = "-—–_="
ONLY_RULE = re.compile(rf"(?:[{RULE_CHARACTERS}]\s*){{3,}}")
ORNAMENT = re.compile(r"[\W_]*")
_NUMBERED = re.compile(r"(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s?(?=[A-Z“\"$a-z])(?![a-z][.)])")
BARE_BULLET = re.compile(rf"[{_BULLETS}]+|[-–—o§Øü»]")
_FOOTNOTE = re.compile(
    r"(?:\(\s?(?:\d{1,2}|[a-zA-Z]{1,2}|\*{1,3})\s?\)|[*†‡§#]+|\[\d{1,2}\]|\d{1,2}\)?(?=\s[A-Z]))\s*(?=\S)"
)
_SENTENCE_END = re.compile(r"[.!?;][\"”’)]*(?:\s*\(\w{1,3}\))?$")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{3}")
_ADDRESS = re.compile(r"@|https?:|www\.", re.IGNORECASE)

# Share of a line's characters that makes the line bold.
_MOST = 0.6
# A line so many times as large as the body is a heading.
_LARGE = 1.25
HEADING_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "caption"])
_HEADING_CHARACTERS = 250
_HEADING_WORDS = 40
_PLAIN_HEADING_WORDS = 14


@quick
@dataclass(frozen=True, slots=True)
class Passage:
    """One line or paragraph of prose.

    Attributes:
        style: the look that all its text shares (bold only where all is bold).
        tag: as `Paragraph.tag`.
        marks: places in `text` of raised footnote marks.
        kind: what it was found to be.
        level: rank of a heading said by its tag (1 – 6), else 0.
    """

    text: str
    extent: Span
    style: Style = PLAIN
    tag: str = ""
    marks: tuple[Span, ...] = ()
    kind: BlockKind = BlockKind.PARAGRAPH


def read_passages(source: str, paragraph: Paragraph) -> Iterator[Passage]:
    """Yield the passages of a paragraph: split at blank lines, and at breaks between unlike lines."""
    if None not in paragraph.runs:
        whole = _read_line(source, paragraph.runs, paragraph, paragraph.extent)
        if whole is not None:
            yield whole
        return
    lines: list[Passage] = []
    for runs in _lines(paragraph.runs):
        line = _read_line(source, runs, paragraph) if runs else None
        if line is None:
            yield from _join(lines)
            lines = []
        else:
            lines.append(line)
    yield from _join(lines)


def read_cell(source: str, paragraph: Paragraph) -> Passage | None:
    """Return all text of a cell's paragraph as one passage; bare raised marks are put in brackets."""
    runs = [run for run in paragraph.runs if run is None or run[1] > run[0]]
    return _read_line(source, runs, paragraph, bracket=True)


def _lines(runs: Sequence[Run | None]) -> Iterator[list[Run | None]]:
    line: list[Run | None] = []
    for run in runs:
        if run is None:
            yield line
            line = []
        else:
            line.append(run)
    yield line


def _read_line(
    source: str,
    runs: Sequence[Run | None],
    paragraph: Paragraph,
    extent: Span | None = None,
    *,
    bracket: bool = False,
) -> Passage | None:
    """Return the passage that these runs hold, or None if they are blank; its extent is theirs if none is given."""
    marks: tuple[Span, ...] = ()
    kept = [run for run in runs if run]
    if any(run[2].raised for run in kept):
        text, marks = _read_raised(source, runs, bracket=bracket)
    else:
        text = fold("".join([source[run[0] : run[1]] if run else " " for run in runs]))
    if not text:
        return None
    extent = extent or Span(kept[0][0], kept[-1][1])
    return Passage(text, extent, _shared_style(source, kept), paragraph.tag, marks)


def _read_raised(source: str, runs: Sequence[Run | None], *, bracket: bool) -> tuple[str, tuple[Span, ...]]:
    """Join runs of which some are raised: marks stand apart from words, ordinals' endings do not."""
    text = ""
    gap = False
    marks: list[Span] = []
    after_mark = False
    for run in runs:
        raw = source[run[0] : run[1]] if run else " "
        piece = fold(raw)
        if not piece:
            gap = gap or bool(raw)
            continue
        is_mark = run is not None and run[2].raised and _MARK.fullmatch(piece) is not None
        glued = not gap and raw[0] == piece[0]
        if is_mark:
            glued = False
            if bracket and _BARE.fullmatch(piece):
                piece = f"({piece})"
        elif after_mark:
            glued = glued and not piece[0].isalnum()
        if text and not glued:
            text += " "
        if is_mark:
            marks.append(Span(len(text), len(text) + len(piece)))
        text += piece
        after_mark = is_mark
        gap = not raw.endswith(piece[-1])
    return text, tuple(marks)


def _shared_style(source: str, runs: Sequence[Run]) -> Style:
    """Return the first visible run's style; bold, italic and underline only where most characters have them."""
    if len(runs) == 1:
        return runs[0][2]
    seen = [run for run in runs if not run[2].raised and not BLANK.fullmatch(source, run[0], run[1])]
    if not seen:
        return runs[0][2]
    style = seen[0][2]
    if all(run[2] is style for run in seen):
        return style
    enough = _MOST * sum(run[1] - run[0] for run in seen)
    bold = sum(run[1] - run[0] for run in seen if run[2].bold) >= enough
    italic = sum(run[1] - run[0] for run in seen if run[2].italic) >= enough
    underline = sum(run[1] - run[0] for run in seen if run[2].underline) >= enough
    return replace(style, bold=bold, italic=italic, underline=underline)


def _join(lines: list[Passage]) -> Iterator[Passage]:
    """Join lines that a `<br>` parts into passages, except where they clearly are separate."""
    group: list[Passage] = []
    for line in lines:
        if group and _are_separate(group[-1], line):
            yield _joined(group)
            group = []
        group.append(line)
    if group:
        yield _joined(group)


def _are_separate(above: Passage, line: Passage) -> bool:
    if _BULLET.match(line.text) or above.style.bold != line.style.bold:
        return True
    return above.style.underline != line.style.underline and len(above.text) <= _HEADING_CHARACTERS


def _joined(group: list[Passage]) -> Passage:
    if len(group) == 1:
        return group[0]
    marks: list[Span] = []
    offset = 0
    for line in group:
        marks += [Span(mark.start + offset, mark.end + offset) for mark in line.marks]
        offset += len(line.text) + 1
    text = " ".join(line.text for line in group)
    extent = Span(group[0].extent.start, group[-1].extent.end)
    return replace(group[0], text=text, extent=extent, marks=tuple(marks))


def numbering_length(text: str) -> int:
    """Return how many characters of `text` number it as an item of a list; 0 where none do."""
    found = _NUMBERED.match(text)
    return found.end() if found else 0


def bullet_length(text: str) -> int:
    """Return how many characters of `text` are a bullet and the blanks behind it; 0 where it has none."""
    found = _BULLET.match(text)
    return found.end() if found and found.end() < len(text) else 0


def starts_with_mark(passage: Passage) -> bool:
    """Whether the passage starts as footnotes do: "(1) …", "* …", or a raised mark."""
    if passage.marks and passage.marks[0].start == 0:
        return True
    return _FOOTNOTE.match(passage.text) is not None


def is_sentence(text: str) -> bool:
    """Whether the text is a sentence and not a caption: six words or more, ending with a full stop."""
    return text.count(" ") >= 5 and _SENTENCE_END.search(text) is not None


def is_heading(passage: Passage, body_size: float) -> bool:
    """Whether the passage is set as a heading: short, and bold, underlined, italic, in capitals or large.

    `body_size` is the size in points of most of the text, 0 where not said.
    """
    if passage.tag in HEADING_TAGS:
        return True
    text, style = passage.text, passage.style
    large = style.bold or (body_size and style.size >= _LARGE * body_size)
    if len(text) > _HEADING_CHARACTERS or not (large or style.underline or style.italic or text.isupper()):
        return False
    if not _WORD.search(text) or _ADDRESS.search(text):
        return False
    words = text.count(" ") + 1
    if large:
        return words <= _HEADING_WORDS and not (words > _PLAIN_HEADING_WORDS and _SENTENCE_END.search(text))
    if style.underline or style.italic or 2 * len(_LETTER.findall(text)) > len(text):
        return words <= _PLAIN_HEADING_WORDS and text[-1] not in ".,;" and text[0].isalnum()
    return False
