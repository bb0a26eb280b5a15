"""One guarded walk over a part of a Word package: no document types, no entities, bounded depth and size."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from ticktie.errors import TooLargeError, UnreadableError

MAX_ELEMENTS = 4_000_000
MAX_DEPTH = 400

Attributes = dict[str, str]
Start = Callable[[Attributes], object]
End = Callable[[], object]

# The namespaces of WordprocessingML, as Word writes it by default and in its strict form (ISO/IEC 29500-1).
WORD = frozenset(
    [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ]
)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Handlers:
    """What to do at elements, by their local names, and at text.

    Attributes:
        starts: called with an element's attributes, by their names without `w:`.
        ends: called behind an element.
        skipped: elements of any namespace that are passed over with all that they hold.
        text: called with characters and the byte where they start.
    """

    starts: Mapping[str, Start]
    ends: Mapping[str, End]
    skipped: frozenset[str] = frozenset()
    text: Callable[[str, int], object] | None = None


def normal(part: bytes) -> bytes:
    """Return a part in UTF-8 and without CDATA sections, so that a place in it is a place between its characters."""
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = part.decode("utf-16", "replace")
        part = re.sub(r"\A<\?xml[^>]*\?>", "", text).encode()
    return _CDATA.sub(_escaped, part) if b"<![CDATA[" in part else part


def _escaped(section: re.Match[bytes]) -> bytes:
    return section[1].replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


class Walk:
    """One walk over a part of a package."""

    def __init__(self, name: str, part: bytes) -> None:
        self.name = name
        self._part = part
        self._parser = expat.ParserCreate()

    @property
    def place(self) -> int:
        """First byte of the tag or text that is being handled; at an element's end, of its closing tag."""
        return self._parser.CurrentByteIndex

    def over(self, handlers: Handlers) -> None:
        """Walk over the part.

        Raises:
            UnreadableError: it is no well-formed XML, or has a document type.
            TooLargeError: it has more elements, or deeper ones, than can be read.
        """
        parser = self._parser
        parser.buffer_text = False
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = lambda name, attributes: self._root(name, attributes, handlers)
        try:
            parser.Parse(self._part, True)
        except expat.ExpatError as error:
            raise UnreadableError(f"is damaged: {self.name} is no well-formed XML ({error}); save it anew") from None

    def _refuse_doctype(self, *_: object) -> None:
        raise UnreadableError(f"has a document type in {self.name}, which no Office file has; save it anew")

    def _root(self, name: str, attributes: Attributes, handlers: Handlers) -> None:
        """Handle the first element: learn from it which prefix stands for Word's elements."""
        declared = [key for key, uri in attributes.items() if uri in WORD and key.startswith("xmlns:")]
        self._install(handlers, declared[0].removeprefix("xmlns:") + ":" if declared else "w:")(name, attributes)

    def _install(self, handlers: Handlers, prefix: str) -> Callable[[str, Attributes], None]:
        """Set the handlers, as closures, since they run for every tag; return the one for an element's start."""
        starts = {prefix + local: start for local, start in handlers.starts.items()}
        ends = {prefix + local: end for local, end in handlers.ends.items()}
        skipped = frozenset(before + local for local in handlers.skipped for before in (prefix, "mc:"))
        depth = count = skipping = 0  # skipping: the depth of the element that is passed over

        def start(name: str, attributes: Attributes) -> None:
            nonlocal depth, count, skipping
            depth += 1
            count += 1
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                raise TooLargeError(f"{self.name} has too many or too deep elements; cut the release out of it")
            if skipping:
                return
            if name in skipped:
                skipping = depth
            handle = starts.get(name)
            if handle is not None:
                handle({key.removeprefix(prefix): value for key, value in attributes.items()} if attributes else {})

        def end(name: str) -> None:
            nonlocal depth, skipping
            if not skipping or skipping == depth:
                skipping = 0
                handle = ends.get(name)
                if handle is not None:
                    handle()
            depth -= 1

        def text(characters: str) -> None:
            if not skipping and handlers.text is not None:
                handlers.text(characters, parser.CurrentByteIndex)

        parser = self._parser
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        if handlers.text is not None:
            parser.CharacterDataHandler = text
        return start
