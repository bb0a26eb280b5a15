"""Word files (.docx): what they show when all their tracked changes are accepted, written down in HTML."""

from ticktie.readers.rendition import Rendition
from ticktie.readers.word_file import WordFile
from ticktie.readers.word_html import write_blocks
from ticktie.readers.word_properties import read_styles
from ticktie.readers.word_walk import BodyWalk, Notes


def render_word(data: bytes) -> Rendition:
    """Return what the bytes of a Word file show: its body, then its footnotes and endnotes.

    Text is read as it will be when all tracked changes are accepted; our own earlier marks are no part of it.
    Headers, footers and comments are left out.

    Raises:
        UnreadableError: the file is damaged or has no body.
        TooLargeError: there is more than can be read.
    """
    file = WordFile(data)
    styles = read_styles(file.part("styles"))
    kinds = (Notes("footnote"), Notes("endnote"))
    walks: list[BodyWalk] = []
    for kind in ("document", *(f"{notes.kind}s" for notes in kinds)):
        walks.append(BodyWalk(file.name(kind), file.part(kind), styles, kinds))
        walks[-1].read()
    to = Rendition()
    to.markup("<html><body>\n")
    write_blocks(to, walks[0].blocks)
    for notes in kinds:
        for note in notes.numbers:
            write_blocks(to, notes.blocks.get(note, []))
    to.markup("</body></html>\n")
    to.remarks += _remarks(sum(walk.insertions for walk in walks), sum(walk.deletions for walk in walks))
    return to


def _remarks(insertions: int, deletions: int) -> list[str]:
    if not insertions + deletions:
        return []
    return [f"tracked changes are read as accepted: {insertions} insertions, {deletions} deletions"]
