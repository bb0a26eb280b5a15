"""Documents of prose alone, as a reader gives them, and what is claimed in them."""

from ticktie.claims import read_claims
from ticktie.figures import find_figures
from ticktie.model import Block, BlockKind, Claim, Document, Extent, Source


def document(*parts: str) -> Document:
    """Return a document of paragraphs and headings ("# …")."""
    blocks = []
    for number, part in enumerate(parts, 1):
        is_heading = part.startswith("# ")
        kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
        text, level = part.removeprefix("# "), 2 if is_heading else 0
        blocks.append(Block(f"b{number}", kind, text, Extent(number * 1000, number * 1000 + 1), level=level))
    return Document(Source("made.txt", "text", "", ""), "", tuple(blocks))


def claims_of(*parts: str) -> dict[str, Claim]:
    """Return the claims of some paragraphs by the text of their figure."""
    made = document(*parts)
    return {claim.figure.text: claim for claim in read_claims(made, find_figures(made))}
