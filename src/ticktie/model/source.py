"""The bytes that were read, and places in them."""

from dataclasses import dataclass

from ticktie.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int


# Where a block or a cell stands: the range of `Source.text` that holds its markup or its lines.
Extent = Span


@dataclass(frozen=True, slots=True)
class Source:
    """One input file, decoded once and never rewritten.

    Attributes:
        name: the file's name, without its folder.
        format: "html" or "text".
        sha256: digest of the bytes, in lower-case hex.
        text: the decoded characters, line ends as they were; every `Extent` indexes this.
    """

    name: str
    format: str
    sha256: str
    text: str
