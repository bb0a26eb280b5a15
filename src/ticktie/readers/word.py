"""Word files (.docx): what they show when all their tracked changes are accepted, written down in HTML."""

import re
from posixpath import dirname, join, normpath

from ticktie.errors import UnreadableError
from ticktie.readers.package import Package
from ticktie.readers.rendition import Rendition
from ticktie.readers.word_html import write_blocks
from ticktie.readers.word_properties import Styles, read_styles
from ticktie.readers.word_walk import BodyWalk, Notes
from ticktie.readers.word_xml import normal

_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"""\b(Type|Target|TargetMode)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_USUAL_BODY = "word/document.xml"


def render_word(data: bytes) -> Rendition:
    """Return what the bytes of a Word file show: its body, then its footnotes and endnotes.

    Text is read as it will be when all tracked changes are accepted. Headers, footers and comments are left out.

    Raises:
        UnreadableError: the file is damaged or has no body.
        TooLargeError: there is more than can be read.
    """
    package = Package(data)
    body = body_part(package)
    named = related(package, body)
    styles = _styles(package, named.get("styles", ""))
    kinds = (Notes("footnote"), Notes("endnote"))
    to = Rendition()
    walks = [_read(package, body, styles, kinds)]
    for notes in kinds:
        part = named.get(f"{notes.kind}s", "")
        if part in package and notes.numbers:
            walks.append(_read(package, part, styles, kinds))
    to.markup("<html><body>\n")
    write_blocks(to, walks[0].blocks)
    for notes in kinds:
        for note in notes.numbers:
            write_blocks(to, notes.blocks.get(note, []))
    to.markup("</body></html>\n")
    to.remarks += _remarks(sum(walk.insertions for walk in walks), sum(walk.deletions for walk in walks))
    return to


def _read(package: Package, part: str, styles: Styles, kinds: tuple[Notes, Notes]) -> BodyWalk:
    walk = BodyWalk(part, normal(part, package.read(part)), styles, kinds)
    walk.read()
    return walk


def _styles(package: Package, part: str) -> Styles:
    return read_styles(normal(part, package.read(part))) if part in package else Styles()


def _remarks(insertions: int, deletions: int) -> list[str]:
    if not insertions + deletions:
        return []
    return [f"tracked changes are read as accepted: {insertions} insertions, {deletions} deletions"]


def body_part(package: Package) -> str:
    """Return the name of the part that holds the text; raise UnreadableError where there is none."""
    body = related(package, "").get("officeDocument", _USUAL_BODY)
    if body not in package:
        raise UnreadableError("is an Office file without a Word document in it; save it anew as .docx")
    return body


def related(package: Package, part: str) -> dict[str, str]:
    """Return the parts that a part refers to, by the last word of the relation's type ("styles", "footnotes")."""
    relations = relations_of(part)
    if relations not in package:
        return {}
    found: dict[str, str] = {}
    for relation in _RELATIONSHIP.findall(package.read(relations)):
        said = {
            name: (double or single).decode("utf-8", "replace") for name, double, single in _ATTRIBUTE.findall(relation)
        }
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
