"""From the blocks of a release to what it claims of each of its figures."""

from collections.abc import Sequence

from ticktie.claims.sentence import Sentence
from ticktie.claims.setting import Frame, Setting, settings
from ticktie.claims.tokens import sentences, tokenize
from ticktie.model import Block, Claim, Document, Figure

MAX_CLAIMS = 20_000


def read_claims(document: Document, figures: Sequence[Figure], *, entity: str = "") -> tuple[Claim, ...]:
    """Return one claim for every figure of the prose, in the order of the document.

    What would go beyond `MAX_CLAIMS` is left without claims, and so unsupported: no release holds so many.

    Args:
        document: the release.
        figures: its figures, in order.
        entity: the company's name; its words are no part of a subject.
    """
    by_block: dict[str, list[Figure]] = {}
    for figure in figures:
        by_block.setdefault(figure.block, []).append(figure)
    claims: list[Claim] = []
    for block, setting in settings(document, by_block, entity=entity):
        found = by_block[block.id]
        if len(claims) + len(found) <= MAX_CLAIMS:
            claims.extend(_block_claims(block, found, setting, len(claims)))
    return tuple(claims)


def _block_claims(block: Block, figures: Sequence[Figure], setting: Setting, count: int) -> list[Claim]:
    frame = Frame(setting, period=setting.period, group=count * 8)
    ordered = sorted(figures, key=lambda figure: figure.start)
    index = 0
    for number, (start, end) in enumerate(sentences(block.text, ordered)):
        inside: list[Figure] = []
        while index < len(ordered) and ordered[index].start < end:
            inside.append(ordered[index])
            index += 1
        if inside:
            tokens = tokenize(block.text, start, end, inside)
            Sentence(block.text, tokens, frame, count + len(frame.claims) + number, start).read()
    return frame.claims
