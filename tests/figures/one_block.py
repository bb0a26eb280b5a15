"""Documents of one block, and their figures."""

from ticktie.figures import find_figures
from ticktie.model import Block, BlockKind, Document, Figure, Source, Span

WHOLE = Span(0, 0)


def document_of(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    """Return a document with one block for each text."""
    blocks = tuple(Block(f"b{number}", kind, text, WHOLE) for number, text in enumerate(texts, 1))
    return Document(Source("release.txt", "text", "", ""), "", blocks)


def figures_of(text: str, *, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Figure, ...]:
    """Return the figures of one block, having checked that each stands where it says."""
    figures = find_figures(document_of(text, kind=kind))
    for figure in figures:
        assert text[figure.start : figure.end] == figure.text
    return figures


def stated(text: str, *, kind: BlockKind = BlockKind.PARAGRAPH) -> list[tuple[str, str, int, str]]:
    """Return (text, value, decimals, unit) of each figure of one block."""
    return [(f.text, format(f.value, "f"), f.decimals, f.unit) for f in figures_of(text, kind=kind)]
