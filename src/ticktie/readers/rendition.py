"""What a Word, PDF or Excel file shows, written down in HTML, with the place in the file of every stretch of text."""

import re
from bisect import bisect_right
from operator import attrgetter

from ticktie.errors import TooLargeError
from ticktie.model import Anchor, InPart, InSheet, OnPage, Source, Span

MAX_CHARACTERS = 8 * 1024 * 1024

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL = re.compile("[&<>]")
_START = attrgetter("start")


class Rendition:
    """HTML under construction: markup as it is given, text escaped and anchored; `remarks` say how it was read."""

    def __init__(self) -> None:
        self.anchors: list[Anchor] = []
        self.remarks: list[str] = []
        self._parts: list[str] = []
        self._length = 0

    def markup(self, html: str) -> None:
        """Add tags, or text that stands nowhere in the file."""
        self._parts.append(html)
        self._length += len(html)
        if self._length > MAX_CHARACTERS:
            raise TooLargeError(f"shows more than {MAX_CHARACTERS:,} characters; cut the release out of it")

    def text(self, text: str, place: InPart | OnPage | InSheet) -> None:
        """Add characters of the file; `place` is where all of them stand."""
        start = self._length
        self.markup(_SPECIAL.sub(lambda found: _ESCAPES[found[0]], text) if _SPECIAL.search(text) else text)
        self.anchors.append(Anchor(start, self._length, place))

    @property
    def html(self) -> str:
        """All that was added."""
        return "".join(self._parts)


def anchors_of(source: Source, span: Span) -> tuple[Anchor, ...]:
    """Return the anchors that a range of `source.text` meets, in order."""
    anchors = source.anchors
    first = max(bisect_right(anchors, span.start, key=_START) - 1, 0)
    last = bisect_right(anchors, span.end - 1, key=_START)
    return tuple(anchor for anchor in anchors[first:last] if anchor.end > span.start)
