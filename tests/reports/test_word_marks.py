"""The marked draft: comments on exact figures, all else as it was, and one set of marks however often it is made."""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from shutil import which

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from word_made import docx, paragraph, parts_of, run, table

import ticktie
from ticktie.cli import run as ticktie_command
from ticktie.errors import SettingsError
from ticktie.reports.word_marks import write_marked_word

STATEMENT = table(
    ("(in millions)", "Three months ended June 30,"),
    ("", "2025", "2024"),
    ("Revenue", "45.1", "35.1"),
    ("Cost of revenue", "20.0", "18.0"),
    ("Gross profit", "25.1", "17.1"),
)
# 45.1 / 35.1 - 1 = 28.49 %; 45.1 - 35.1 = 10.0
OPENING = "For the three months ended June 30, 2025, revenue rose "
WRONG = paragraph(OPENING, "$10.0 million, or 23.5%, to $45.1 million from $35.1 million a year ago.")
RIGHT = WRONG.replace("23.5%", "28.5%")


def marked(data: bytes, *, ticks: bool = False, suggest: bool = False) -> bytes:
    return write_marked_word(ticktie.check(data, name="draft.docx"), ticks=ticks, suggest=suggest)


def ranges(data: bytes) -> dict[str, str]:
    """Return the text of each comment's range, read with python-docx."""
    document = python_docx.Document(BytesIO(data))
    open_ones: dict[str, str] = {}
    found: dict[str, str] = {}
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_ones[element.get(qn("w:id"))] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            key = element.get(qn("w:id"))
            found[key] = open_ones.pop(key)
        elif element.tag == qn("w:t"):
            open_ones = {key: text + (element.text or "") for key, text in open_ones.items()}
    assert not open_ones
    return found


def comments(data: bytes) -> dict[str, tuple[str, str]]:
    document = python_docx.Document(BytesIO(data))
    return {str(one.comment_id): (one.author, one.text) for one in document.comments}


def text_of(data: bytes) -> str:
    return "".join(re.findall(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>", parts_of(data)["word/document.xml"].decode()))


def test_an_exception_gets_a_comment_on_its_figure() -> None:
    result = marked(docx(WRONG + STATEMENT))
    assert list(ranges(result).values()) == ["23.5%"]
    ((author, text),) = comments(result).values()
    assert author == "ticktie"
    assert text.splitlines()[:3] == [
        "✗ RC001 percent change does not recompute",
        "Stated 23.5%, recomputed 28.49%: one digit is off.",
        "Suggested: 28.5%",
    ]
    assert "45.1  Revenue [3M 2025-06-30]" in text


def test_a_draft_without_findings_keeps_every_byte_of_every_part() -> None:
    data = docx(RIGHT + STATEMENT)
    assert parts_of(marked(data)) == parts_of(data)


def test_only_the_named_parts_change() -> None:
    data = docx(WRONG + STATEMENT, others={"word/media/a.png": b"\x89PNG", "docProps/core.xml": b"<x/>"})
    before, after = parts_of(data), parts_of(marked(data))
    assert {name for name in before if before[name] != after[name]} == {
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
    }
    assert set(after) - set(before) == {"word/comments.xml"}
    assert text_of(data) == text_of(marked(data))


def test_a_second_run_replaces_the_first() -> None:
    once = marked(docx(WRONG + STATEMENT), ticks=True)
    assert marked(once, ticks=True) == once
    assert list(ranges(marked(once)).values()) == ["23.5%"]


def test_on_request_tied_figures_get_their_proof() -> None:
    result = marked(docx(RIGHT + STATEMENT), ticks=True)
    told = {text: comments(result)[key][1] for key, text in ranges(result).items()}
    assert {"28.5%", "$10.0 million", "$45.1 million", "$35.1 million", "25.1", "17.1"} <= set(told)
    assert told["25.1"].startswith("F foots") or told["25.1"].startswith("F agrees")
    assert "45.1  Revenue [3M 2025-06-30]" in told["25.1"]


def test_a_suggestion_is_a_tracked_change() -> None:
    result = marked(docx(WRONG + STATEMENT), suggest=True)
    body = parts_of(result)["word/document.xml"].decode()
    assert re.findall(r"<w:delText[^>]*>([^<]*)<", body) == ["23.5"]
    assert re.findall(r'<w:ins [^>]*w:author="ticktie"[^>]*>.*?<w:t[^>]*>([^<]*)<', body) == ["28.5"]
    assert list(ranges(result).values()) == ["28.5%"]
    assert marked(result, suggest=True) == result  # what is only suggested is no text of the draft yet
    assert len(ticktie.check(result, name="draft.docx").findings) == 1


def test_a_figure_in_several_runs_is_marked_whole_and_keeps_its_look() -> None:
    data = docx(
        WRONG.replace("23.5%", f"</w:t></w:r>{run('23', '<w:b/>')}{run('.5%', '<w:i/>')}<w:r><w:t>") + STATEMENT
    )
    result = marked(data, suggest=True)
    assert list(ranges(result).values()) == ["28.5%"]
    body = parts_of(result)["word/document.xml"].decode()
    deleted = re.findall(r"<w:del [^>]*><w:r>(.*?)<w:delText[^>]*>([^<]*)<", body)
    assert deleted == [("<w:rPr><w:b/></w:rPr>", "23"), ("<w:rPr><w:i/></w:rPr>", ".5")]
    assert list(ranges(marked(data)).values()) == ["23.5%"]


def test_what_else_a_run_holds_stays_where_it_was() -> None:
    parts = WRONG.replace("23.5%", "</w:t><w:tab/><w:t>23.5%").replace(", to $45.1", "</w:t><w:br/><w:t>, to $45.1")
    body = parts_of(marked(docx(parts + STATEMENT)))["word/document.xml"].decode()
    order = re.findall(r"<w:(tab|br|commentRangeStart|commentRangeEnd)\b", body)
    assert order == ["tab", "commentRangeStart", "commentRangeEnd", "br"]


NOTE = '<w:footnote w:id="2">' + paragraph("<w:r><w:footnoteRef/></w:r>", " Unaudited.") + "</w:footnote>"
BOX = f"<w:txbxContent>{paragraph('Record quarter.')}</w:txbxContent>"
EARLIER = f'<w:comment w:id="4" w:author="Ann" w:initials="A">{paragraph("Check this.")}</w:comment>'


def reviewed() -> bytes:
    """Return a draft with tracked changes, a footnote, a text box and somebody's comment."""
    first = paragraph(
        '<w:commentRangeStart w:id="4"/>',
        "Acme reports ",
        f'<w:ins w:id="8" w:author="Ann">{run("strong ")}</w:ins>',
        '<w:del w:id="9" w:author="Ann"><w:r><w:delText>weak </w:delText></w:r></w:del>',
        "results.",
        '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>',
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        f"<w:r><w:pict>{BOX}</w:pict></w:r>",
    )
    return docx(first + WRONG + STATEMENT, footnotes=NOTE, comments=EARLIER)


@pytest.mark.parametrize("suggest", [False, True])
def test_a_reviewed_draft_comes_through_whole(suggest: bool) -> None:
    data = reviewed()
    result = marked(data, suggest=suggest)
    before, after = parts_of(data), parts_of(result)
    assert set(before) == set(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/comments.xml"}
    body = after["word/document.xml"].decode()
    for kept in (BOX, '<w:commentReference w:id="4"/>', '<w:ins w:id="8" w:author="Ann">', "<w:delText>weak "):
        assert kept in body
    assert EARLIER in after["word/comments.xml"].decode()
    assert [author for author, _ in comments(result).values()] == ["Ann", "ticktie"]
    assert marked(marked(result, suggest=suggest)) == marked(result)
    ids = re.findall(r'<w:(?:ins|del|comment) w:id="(\d+)"', body + after["word/comments.xml"].decode())
    assert len(ids) == len(set(ids))


def test_inside_what_somebody_inserted_nothing_is_suggested() -> None:
    inserted = WRONG.replace("<w:r>", '<w:ins w:id="8" w:author="Ann"><w:r>').replace("</w:r>", "</w:r></w:ins>")
    result = marked(docx(inserted + STATEMENT), suggest=True)
    assert list(ranges(result).values()) == ["23.5%"]
    assert "<w:delText" not in parts_of(result)["word/document.xml"].decode()


def test_a_figure_of_a_text_box_has_its_comment_at_the_run_of_the_box() -> None:
    inside = f"<w:txbxContent>{WRONG}</w:txbxContent>"
    data = docx(paragraph("Highlights ", f"<w:r><w:pict>{inside}</w:pict></w:r>", "of 2025.") + STATEMENT)
    body = parts_of(marked(data))["word/document.xml"].decode()
    assert body.index("commentRangeStart") < body.index("<w:pict>")
    assert inside in body
    assert len(comments(marked(data))) == 1


def test_a_figure_of_a_footnote_has_its_comment_there() -> None:
    note = NOTE.replace(" Unaudited.", " Revenue rose 23.5% to $45.1 million from $35.1 million a year ago.")
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = docx(paragraph("Results for the three months ended June 30, 2025.", reference) + STATEMENT, footnotes=note)
    after = parts_of(marked(data))
    assert b"commentRangeStart" in after["word/footnotes.xml"]
    assert after["word/document.xml"] == parts_of(data)["word/document.xml"]


def test_what_is_no_word_file_is_not_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release = tmp_path / "q2.txt"
    release.write_text("Revenue rose 10% to $1.1 million from $1.0 million.")
    assert ticktie_command(["check", str(release), "-o", str(tmp_path / "marked.docx")]) == 2
    assert "q2.txt is no Word file" in capsys.readouterr().err
    assert not (tmp_path / "marked.docx").exists()
    with pytest.raises(SettingsError):
        write_marked_word(ticktie.check(release))


def test_the_command_writes_the_marked_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, output = tmp_path / "draft.docx", tmp_path / "marked.docx"
    draft.write_bytes(docx(WRONG + STATEMENT))
    assert ticktie_command(["check", str(draft), "--suggest", "-o", str(output)]) == 1
    assert output.read_bytes() == marked(draft.read_bytes(), suggest=True)
    assert ticktie_command(["check", str(draft), "--suggest"]) == 2
    assert "-o marked.docx" in capsys.readouterr().err


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_marks(tmp_path: Path) -> None:
    (tmp_path / "marked.docx").write_bytes(marked(reviewed(), suggest=True))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", tmp_path, tmp_path / "marked.docx"],
        capture_output=True,
        timeout=120,
    )
    if not (tmp_path / "marked.fodt").exists():
        pytest.skip("LibreOffice has no Writer")
    shown = (tmp_path / "marked.fodt").read_text("utf-8")
    noted = re.findall(r"<office:annotation .*?</office:annotation>", shown, re.DOTALL)
    assert [("RC001" in note, "ticktie" in note) for note in noted] == [(False, False), (True, True)]
    assert len(re.findall(r"<text:changed-region", shown)) == 4  # Ann's two, and a deletion with an insertion of ours
