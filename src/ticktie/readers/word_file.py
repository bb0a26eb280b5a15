"""A Word file without ticktie's own marks: its parts as the draft's author left them."""

import re
from posixpath import dirname, join, normpath

from ticktie.errors import UnreadableError
from ticktie.readers.package import Package
from ticktie.readers.word_xml import attributes, block_end, normal

# The author of our comments and tracked changes. Whatever bears this name is ours: it is no part of the draft.
AUTHOR = "ticktie"

_USUAL_BODY = "word/document.xml"
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"""\b(Id|Type|Target|TargetMode)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_COMMENT = re.compile(rb"<w:comment(?=\s)([^<>]*)>")
_COMMENT_MARK = re.compile(
    rb"<w:commentRange(?:Start|End)\s([^<>]*)/>|<w:r>\s*<w:commentReference\s([^<>]*)/>\s*</w:r>"
)
_CHANGE = re.compile(rb"<w:(ins|del)(?=\s)([^<>]*)>")
_BY_US = b'w:author="%s"' % AUTHOR.encode()


class WordFile:
    """An opened Word file: its body, and the parts that belong to it by their kinds ("styles", "footnotes")."""

    def __init__(self, data: bytes) -> None:
        """Open a package.

        Raises:
            UnreadableError: it is damaged or holds no Word document.
            TooLargeError: what it unpacks to is more than can be read.
        """
        self.package = Package(data)
        self.body = related(self.package, "").get("officeDocument", _USUAL_BODY)
        if self.body not in self.package:
            raise UnreadableError("is an Office file without a Word document in it; save it anew as .docx")
        self.related = related(self.package, self.body)
        self._parts: dict[str, bytes] = {}
        self._own_comments: frozenset[str] = frozenset()
        comments = self.part("comments")
        if _BY_US in comments:
            said = (attributes(raw) for raw in _COMMENT.findall(comments))
            self._own_comments = frozenset(one.get("id", "") for one in said if one.get("author") == AUTHOR)

    def name(self, kind: str) -> str:
        """Return the name of the part of a kind; "" where there is none. The body's kind is "document"."""
        name = self.body if kind == "document" else self.related.get(kind, "")
        return name if name in self.package else ""

    def part(self, kind: str) -> bytes:
        """Return the part of a kind, with nothing of ours in it; no bytes where there is none."""
        name = self.name(kind)
        if name and name not in self._parts:
            self._parts[name] = self._unmarked(kind, normal(name, self.package.read(name)))
        return self._parts.get(name, b"")

    def _unmarked(self, kind: str, part: bytes) -> bytes:
        if kind == "comments":
            return part
        if self._own_comments:
            part = _COMMENT_MARK.sub(self._unless_own, part)
        return without_changes(part) if _BY_US in part else part

    def _unless_own(self, found: re.Match[bytes]) -> bytes:
        return b"" if attributes(found[1] or found[2]).get("id") in self._own_comments else found[0]

    def others_comments(self) -> bytes:
        """Return the part of the comments without ours."""
        part = self.part("comments")
        for found in reversed(list(_COMMENT.finditer(part))):
            if attributes(found[1]).get("author") == AUTHOR:
                part = part[: found.start()] + part[block_end(part, b"w:comment", found.end()) :]
        return part


def without_changes(part: bytes) -> bytes:
    """Return a part without the text that we suggest, and with the text that we suggest to delete."""
    for found in reversed(list(_CHANGE.finditer(part))):
        if attributes(found[2]).get("author") != AUTHOR or found[0].endswith(b"/>"):
            continue
        end = block_end(part, b"w:" + found[1], found.end())
        held = b""
        if found[1] == b"del":
            held = part[found.end() : end - len(b"</w:del>")]
            held = held.replace(b"<w:delText", b"<w:t").replace(b"</w:delText>", b"</w:t>")
        part = part[: found.start()] + held + part[end:]
    return part


def related(package: Package, part: str) -> dict[str, str]:
    """Return the parts that a part refers to, by the last word of the relation's type ("styles", "footnotes")."""
    relations = relations_of(part)
    if relations not in package:
        return {}
    found: dict[str, str] = {}
    for relation in _RELATIONSHIP.findall(package.read(relations)):
        matches = _ATTRIBUTE.findall(relation)
        said = {name: (double or single).decode("utf-8", "replace") for name, double, single in matches}
        if said.get(b"TargetMode") != "External":
            target = normpath(join("/", dirname(part), said.get(b"Target", ""))).lstrip("/")
            found.setdefault(said.get(b"Type", "").rpartition("/")[2], target)
    return found


def relations_of(part: str) -> str:
    """Return the name of the part that holds a part's relations.

    >>> relations_of("word/document.xml"), relations_of("")
    ('word/_rels/document.xml.rels', '_rels/.rels')
    """
    return join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
