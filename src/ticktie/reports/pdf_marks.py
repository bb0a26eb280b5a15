"""The release itself, marked: a PDF with a highlight on every figure, its proof in the note, exceptions in the outline.

What was on the pages stays as it was: marks are annotations (ISO 32000-1, 12.5.6.10), which stand beside the contents.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from ticktie.errors import SettingsError, UnreadableError
from ticktie.model import OnPage, Source, Span, TieOut
from ticktie.readers.rendition import anchors_of
from ticktie.reports.formula import Names
from ticktie.reports.html import summary
from ticktie.reports.notes import (
    Note,
    apart,
    notes_on_cells,
    notes_on_figures,
    notes_on_findings,
    notes_on_unsupported,
)
from ticktie.reports.page_marks import Status
from ticktie.reports.positions import Places
from ticktie.reports.quoting import shortened

AUTHOR = "ticktie"
# The key by which we know our own annotations again.
OWN = Name("/TickTie")
OUTLINE = "ticktie: "
_COLOURS = {
    Status.TIED: (0.55, 0.88, 0.55),
    Status.EXCEPTION: (1.0, 0.45, 0.45),
    Status.ROUNDING: (1.0, 0.70, 0.40),
    Status.UNSUPPORTED: (1.0, 0.92, 0.45),
    Status.OPEN: (0.85, 0.85, 0.85),
}
_LEGEND = ("green: tied", "red: an exception", "orange: the last digit", "yellow: nothing here proves or refutes it")
_TITLE_CHARACTERS = 90
_PRINTED = 4  # the flag by which an annotation is printed
# Boxes of one line overlap in height by this share.
_SAME_LINE = 0.5


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a note's figure stands on one line of one page, in points of the page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def write_marked_pdf(tie_out: TieOut, *, ticks: bool = False) -> bytes:
    """Return the PDF that was checked with our marks on it; the same tie-out gives the same bytes.

    Args:
        tie_out: what was found.
        ticks: whether the cells of tables that a tie proves are marked, too.

    Raises:
        SettingsError: what was checked is no PDF.
        UnreadableError: the PDF cannot be written.
    """
    source = tie_out.document.source
    if source.format != "pdf":
        raise SettingsError(f"{source.name} is no PDF and cannot be marked as one; name a .html or .xlsx file")
    places, names = Places.of(tie_out), Names.of(tie_out.tables, tie_out.supporting)
    notes = [*notes_on_findings(tie_out, places, names), *notes_on_figures(tie_out, places, names)]
    notes += notes_on_unsupported(tie_out, places)
    if ticks:
        notes += notes_on_cells(tie_out, places, names)
    output = BytesIO()
    try:
        with pikepdf.open(BytesIO(source.data)) as pdf:
            _mark(pdf, source, apart(notes), summary(tie_out))
            pdf.save(output, deterministic_id=not pdf.is_encrypted, encryption=pdf.is_encrypted)
    except pikepdf.PdfError as error:
        raise UnreadableError(f"{source.name}: its structure cannot be written ({error}); save it anew") from None
    return output.getvalue()


def _mark(pdf: Pdf, source: Source, notes: Sequence[Note], told: str) -> None:
    """Put marks on the pages and into the outline, in the place of those of an earlier run."""
    for page in pdf.pages:
        if Name.Annots in page.obj:
            page.obj.Annots = Array([one for one in page.obj.Annots if OWN not in one])
    found: list[tuple[Note, int]] = []
    for note in notes:
        boxes = _boxes(source, note.spans)
        for page_number in dict.fromkeys(box.page for box in boxes):
            on_page = [box for box in boxes if box.page == page_number]
            page = pdf.pages[page_number - 1]
            if Name.Annots not in page.obj:
                page.obj.Annots = Array()
            page.obj.Annots.append(pdf.make_indirect(_annotation(pdf, note, on_page)))
        if boxes and note.status in (Status.EXCEPTION, Status.ROUNDING):
            found.append((note, boxes[0].page))
    with pdf.open_outline() as outline:
        outline.root[:] = [item for item in outline.root if not item.title.startswith(OUTLINE)]
        entry = pikepdf.OutlineItem(OUTLINE + told, 0)
        entry.children.extend(
            pikepdf.OutlineItem(shortened(" ".join(note.lines[:2]), _TITLE_CHARACTERS), page - 1)
            for note, page in found
        )
        entry.children.append(pikepdf.OutlineItem("; ".join(_LEGEND), 0))
        outline.root.append(entry)


def _boxes(source: Source, spans: Iterable[Span]) -> list[_Box]:
    """Return the boxes of ranges of the source: one for each line that they stand on."""
    boxes: list[_Box] = []
    for place in _places(source, spans):
        last = boxes[-1] if boxes else None
        if last is not None and _is_beside(last, place):
            boxes[-1] = _Box(
                last.page,
                min(last.left, place.left),
                min(last.bottom, place.bottom),
                max(last.right, place.right),
                max(last.top, place.top),
            )
        else:
            boxes.append(_Box(place.page, place.left, place.bottom, place.right, place.top))
    return boxes


def _places(source: Source, spans: Iterable[Span]) -> Iterator[OnPage]:
    for span in spans:
        for anchor in anchors_of(source, span):
            if isinstance(anchor.place, OnPage):
                yield anchor.place


def _is_beside(box: _Box, place: OnPage) -> bool:
    """Whether a place stands on the line of a box, upright or turned by a quarter."""
    if box.page != place.page:
        return False
    height = min(box.top, place.top) - max(box.bottom, place.bottom)
    width = min(box.right, place.right) - max(box.left, place.left)
    low, narrow = place.top - place.bottom, place.right - place.left
    return height > _SAME_LINE * low or width > _SAME_LINE * narrow


def _annotation(pdf: Pdf, note: Note, boxes: Sequence[_Box]) -> Dictionary:
    rect = [
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    ]
    corners = [
        corner
        for box in boxes
        for corner in (box.left, box.top, box.right, box.top, box.left, box.bottom, box.right, box.bottom)
    ]
    colour = _COLOURS[note.status]
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Highlight,
        Rect=_numbers(rect),
        QuadPoints=_numbers(corners),
        C=_numbers(colour),
        F=_PRINTED,
        T=String(AUTHOR),
        Contents=String("\n".join(note.lines)),
        NM=String(f"{AUTHOR}-{note.key}-{boxes[0].page}"),
        AP=Dictionary(N=_appearance(pdf, rect, boxes, colour)),
        TickTie=String(note.key),
    )


def _appearance(pdf: Pdf, rect: Sequence[float], boxes: Sequence[_Box], colour: Sequence[float]) -> pikepdf.Object:
    """Return how the highlight looks: its colour multiplied with what stands beneath."""
    drawn = " ".join(f"{part:.3f}" for part in colour) + " rg\n/Multiplied gs\n"
    for box in boxes:
        drawn += f"{box.left:.2f} {box.bottom:.2f} {box.right - box.left:.2f} {box.top - box.bottom:.2f} re f\n"
    form = pdf.make_stream(drawn.encode("ascii"))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, _numbers(rect)
    form.Resources = Dictionary(ExtGState=Dictionary(Multiplied=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))
    form.Group = Dictionary(S=Name.Transparency)
    return form


def _numbers(values: Iterable[float]) -> Array:
    return Array([round(value, 2) for value in values])
