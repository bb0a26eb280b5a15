"""The bytes that were read, and places in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ticktie.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int


# Where a block or a cell stands: the range of `Source.text` that holds its markup or its lines.
Extent = Span


@quick
@dataclass(frozen=True, slots=True)
class InPart:
    """A place in a Word package: bytes of one of its parts, inside one `<w:t>`.

    Attributes:
        part: name of the part in the package, as "word/document.xml".
        start: first byte of the characters.
        end: the byte behind them.
        paragraph: number of the paragraph in its part, from 1; paragraphs in cells and text boxes count.
    """

    part: str
    start: int
    end: int
    paragraph: int


@quick
@dataclass(frozen=True, slots=True)
class OnPage:
    """A place on a page of a PDF: a box in points, in the page's own coordinates (y grows upwards, not rotated).

    Attributes:
        page: number of the page, from 1.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float


@quick
@dataclass(frozen=True, slots=True)
class InSheet:
    """A cell of a workbook: the name of its sheet, and its name there ("B7")."""

    sheet: str
    cell: str


@quick
@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of `Source.text` with the place in the file that shows it.

    Attributes:
        start: first character of the stretch.
        end: the character behind it.
    """

    start: int
    end: int
    place: InPart | OnPage | InSheet


@dataclass(frozen=True, slots=True)
class Source:
    """One input file, decoded once and never rewritten.

    Attributes:
        name: the file's name, without its folder.
        format: "html", "text", "docx", "pdf" or "xlsx".
        sha256: digest of the bytes, in lower-case hex.
        text: the decoded characters, line ends as they were; every `Extent` indexes this. Of a Word, PDF or Excel
            file: what it shows, written down in HTML when it was read.
        anchors: where the stretches of such a text stand in the file, in order of their starts; stretches do not
            overlap.
        data: the bytes of such a file, for marks that are written into it.
        remarks: how such a file was read, for its reader to know ("tracked changes are read as accepted …").
    """

    name: str
    format: str
    sha256: str
    text: str
    anchors: Sequence[Anchor] = field(default=(), repr=False, compare=False)
    data: bytes = field(default=b"", repr=False, compare=False)
    remarks: tuple[str, ...] = ()

    @property
    def is_markup(self) -> bool:
        """Whether `text` is HTML."""
        return self.format != "text"
