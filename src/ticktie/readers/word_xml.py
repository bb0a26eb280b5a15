"""The parts of a Word package as characters: checked, and made such that tags can be found by pattern."""

import re
from functools import lru_cache

from lxml import etree

from ticktie.errors import TooLargeError, UnreadableError
from ticktie.readers.markup import unescape

# Tags that one part may have: some thousand pages.
MAX_TAGS = 2_000_000

# The namespaces of WordprocessingML, as Word writes it by default and in its strict form (ISO/IEC 29500-1).
_NAMESPACES = (
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_ROOT_CHARACTERS = 20_000
_DECLARATION = re.compile(r"\A<\?xml[^>]*\?>")
_UNREAD = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""\bw:(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

Attributes = dict[str, str]


class _Nothing:
    """Makes nothing of what is parsed."""

    def close(self) -> None:
        """Do nothing at the end, either."""


def normal(name: str, part: bytes) -> bytes:
    """Return a part in UTF-8, without comments and CDATA sections: every `<` of it begins a tag.

    Raises:
        UnreadableError: it is no well-formed XML, has a document type, or other names than Word gives.
        TooLargeError: it has more elements, or deeper ones, than can be read.
    """
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        part = _DECLARATION.sub("", part.decode("utf-16", "replace")).encode()
    if b"<!DOCTYPE" in part:
        raise UnreadableError(f"has a document type in {name}, which no Word file has; save it anew")
    if part.count(b"<") > MAX_TAGS:
        raise TooLargeError(f"{name} has more than {MAX_TAGS:,} tags; cut the release out of it")
    try:
        # libxml2 bounds the depth, and the length of a name or text, by itself.
        etree.fromstring(part, etree.XMLParser(target=_Nothing(), resolve_entities=False, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"is damaged: {name} is no well-formed XML ({error}); save it anew") from None
    head = part[:_ROOT_CHARACTERS]
    if not any(b'xmlns:w="%s"' % uri in head or b"xmlns:w='%s'" % uri in head for uri in _NAMESPACES):
        raise UnreadableError(f"is damaged: {name} does not name Word's elements; save it anew")
    return _UNREAD.sub(_escaped, part) if b"<!" in part else part


def _escaped(section: re.Match[bytes]) -> bytes:
    held = section[1] or b""
    return held.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


@lru_cache(maxsize=4096)
def attributes(raw: bytes) -> Attributes:
    """Return the attributes of Word's own that a tag has, by their names without `w:`."""
    return {
        name.decode(): unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(raw)
    }


def block_end(part: bytes, name: bytes, start: int) -> int:
    """Return the place behind the closing tag of the element `name` whose content begins at `start`."""
    closing = b"</%s>" % name
    end = part.find(closing, start)
    if part.find(closing[:1] + name, start, end) < 0:
        return end + len(closing) if end >= 0 else len(part)
    opening = re.compile(rb"<%s(?=[\s>])[^<>]*(?<!/)>" % name)
    open_ones = len(opening.findall(part, start, end))
    while open_ones and end >= 0:
        following = part.find(closing, end + 1)
        open_ones += len(opening.findall(part, end, following)) - 1
        end = following
    return end + len(closing) if end >= 0 else len(part)
