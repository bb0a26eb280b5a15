"""The marked PDF: highlights that lie on their figures, pages beneath as they were, one set of marks."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from pdf_made import LEADING, TOP, Text, lines, pdf, rows

import ticktie
from ticktie.cli import run
from ticktie.errors import SettingsError
from ticktie.reports.pdf_marks import write_marked_pdf

# 45.1 / 35.1 - 1 = 28.49 %
RELEASE = pdf(
    [
        *lines(
            "For the three months ended June 30, 2025, revenue rose $10.0 million, or 23.5%, to $45.1",
            "million from $35.1 million a year ago. Orders were 217.",
            y=600,
        ),
        Text(375, TOP + LEADING, "Three months ended June 30,"),
        *rows(
            ("(in millions)", "2025", "2024"),
            ("Revenue", "45.1", "35.1"),
            ("Cost of revenue", "20.0", "18.0"),
            ("Gross profit", "25.1", "17.1"),
        ),
    ],
    lines("Contact: Ann Smith"),
)


def marked(data: bytes = RELEASE, *, ticks: bool = False) -> bytes:
    return write_marked_pdf(ticktie.check(data, name="q2.pdf"), ticks=ticks)


def notes(data: bytes) -> list[tuple[str, str, list[float]]]:
    """Return text beneath, note and colour of our annotations, read with pypdf and PDFium."""
    found = []
    pages = pypdfium2.PdfDocument(data)
    for number, page in enumerate(pypdf.PdfReader(BytesIO(data)).pages):
        text = pages[number].get_textpage()
        for one in page.get("/Annots", []):
            annotation = one.get_object()
            if annotation["/T"] == "ticktie":
                corners = [float(part) for part in annotation["/QuadPoints"]]
                beneath = "".join(
                    text.get_text_bounded(corners[at], corners[at + 5], corners[at + 2], corners[at + 1])
                    for at in range(0, len(corners), 8)
                )
                found.append(
                    (beneath.strip(), str(annotation["/Contents"]), [float(part) for part in annotation["/C"]])
                )
    return found


def test_every_figure_of_the_prose_is_highlighted_by_its_status() -> None:
    found = {beneath: (note, colour) for beneath, note, colour in notes(marked())}
    assert set(found) == {"$10.0 million", "23.5%", "$45.1million", "$35.1 million", "217"}
    note, colour = found["23.5%"]
    assert note.splitlines()[1:3] == ["Stated 23.5%, recomputed 28.49%: one digit is off.", "Suggested: 28.5%"]
    assert colour[0] > colour[1]  # red
    assert found["217"][0] == "○ unsupported: nothing in the document proves or refutes it"
    assert "45.1  Revenue [3M 2025-06-30]" in found["$45.1million"][0]
    assert found["$45.1million"][1][1] > found["$45.1million"][1][0]  # green


def test_a_figure_over_two_lines_has_a_box_on_each() -> None:
    reader = pypdf.PdfReader(BytesIO(marked()))
    annotations = [one.get_object() for one in reader.pages[0]["/Annots"]]
    boxes = {str(one["/TickTie"]): len(one["/QuadPoints"]) // 8 for one in annotations}
    assert sorted(boxes.values()) == [1, 1, 1, 1, 2]


def test_on_request_tied_cells_are_highlighted() -> None:
    beneath = [one for one, _, _ in notes(marked(ticks=True))]
    assert {"25.1", "17.1"} <= set(beneath)


def test_the_pages_beneath_are_untouched() -> None:
    before, after = pikepdf.open(BytesIO(RELEASE)), pikepdf.open(BytesIO(marked(ticks=True)))
    for one, other in zip(before.pages, after.pages, strict=True):
        assert one.Contents.read_bytes() == other.Contents.read_bytes()
    texts = [
        [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)] for data in (RELEASE, marked())
    ]
    assert texts[0] == texts[1]


def test_the_outline_leads_to_the_exceptions() -> None:
    outline = pypdf.PdfReader(BytesIO(marked())).outline
    assert outline[0].title.startswith("ticktie: 5 figures: 3 tied, 1 exceptions, 1 unsupported")  # type: ignore[union-attr]
    assert next(item.title[:7] for item in outline[1]) == "✗ RC001"  # type: ignore[union-attr]


def test_a_second_run_replaces_the_first_and_keeps_what_others_noted() -> None:
    with pikepdf.open(BytesIO(RELEASE)) as document:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[9, 9, 20, 20], T="Ann")
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(note)])
        output = BytesIO()
        document.save(output)
    once = marked(output.getvalue(), ticks=True)
    assert marked(once, ticks=True) == once
    again = pypdf.PdfReader(BytesIO(marked(once)))
    authors = [str(one.get_object()["/T"]) for one in again.pages[0]["/Annots"]]
    assert authors.count("Ann") == 1
    assert authors.count("ticktie") == 5
    assert len([item for item in again.outline if not isinstance(item, list)]) == 1


def test_what_is_no_pdf_is_not_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release = tmp_path / "q2.txt"
    release.write_text("Revenue rose 10% to $1.1 million from $1.0 million.")
    assert run(["check", str(release), "-o", str(tmp_path / "marked.pdf")]) == 2
    assert "q2.txt is no PDF" in capsys.readouterr().err
    with pytest.raises(SettingsError):
        write_marked_pdf(ticktie.check(release))


def test_the_command_writes_the_marked_pdf(tmp_path: Path) -> None:
    (tmp_path / "q2.pdf").write_bytes(RELEASE)
    assert run(["check", str(tmp_path / "q2.pdf"), "-o", str(tmp_path / "marked.pdf")]) == 1
    assert (tmp_path / "marked.pdf").read_bytes() == marked()
