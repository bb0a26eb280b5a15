"""Word files: the text as it shows, the tables, and the place of every character in the package."""

import pytest
from word_made import cell, docx, paragraph, run, table

from ticktie import readers
from ticktie.model import Block, BlockKind, Document, InPart
from ticktie.readers.rendition import anchors_of


def read(body: str, **parts: str) -> Document:
    return readers.read(docx(body, **parts), "draft.docx")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def rows(block: Block) -> list[list[str]]:
    assert block.grid is not None
    return [[one.text for one in row.cells] for row in block.grid.rows]


REVENUE = table(("", "2025", "2024"), ("Revenue", "45.1", "35.1"), ("Costs", "20.0", "18.0"))


def test_paragraphs_and_tables_come_in_order() -> None:
    document = read(paragraph("Revenue rose.") + REVENUE + paragraph("Costs rose."))
    assert document.source.format == "docx"
    assert texts(document) == ["Revenue rose.", "", "Costs rose."]
    assert rows(document.blocks[1]) == [["2025", "2024"], ["Revenue", "45.1", "35.1"], ["Costs", "20.0", "18.0"]]


def test_headings_are_known_by_style_and_by_outline_level() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H"/></w:style>'
    body = paragraph("Results", properties='<w:pStyle w:val="Own"/>')
    body += paragraph("Outlook", properties='<w:outlineLvl w:val="0"/>') + paragraph("We expect more of the same.")
    kinds = [block.kind for block in read(body, styles=styles).blocks]
    assert kinds == [BlockKind.HEADING, BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_lists_are_list_items() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    document = read(paragraph("Revenue of $2 million", properties=numbered))
    assert document.blocks[0].kind is BlockKind.LIST_ITEM


def test_tracked_changes_are_read_as_accepted_and_reported() -> None:
    body = paragraph(
        "Revenue rose ",
        '<w:del w:id="1" w:author="Ann"><w:r><w:delText>12%</w:delText></w:r></w:del>',
        f'<w:ins w:id="2" w:author="Ann">{run("15%")}</w:ins>',
        ".",
    )
    document = read(body)
    assert texts(document) == ["Revenue rose 15%."]
    assert document.source.remarks == ("tracked changes are read as accepted: 1 insertions, 1 deletions",)


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next_one() -> None:
    deleted = '<w:rPr><w:del w:id="1" w:author="Ann"/></w:rPr>'
    assert texts(read(paragraph("Revenue rose", properties=deleted) + paragraph(" 15%."))) == ["Revenue rose 15%."]


def test_moved_text_stands_where_it_was_moved_to() -> None:
    body = paragraph("First. ", f'<w:moveFrom w:id="1">{run("Gone.")}</w:moveFrom>')
    body += paragraph(f'<w:moveTo w:id="2">{run("Here. ")}</w:moveTo>', "Last.")
    assert texts(read(body)) == ["First.", "Here. Last."]


def test_a_deleted_row_is_no_row() -> None:
    gone = '<w:tr><w:trPr><w:del w:id="1" w:author="Ann"/></w:trPr>' + cell("Gone") + cell("1") + "</w:tr>"
    body = REVENUE.replace("</w:tbl>", f"{gone}</w:tbl>")
    assert len(rows(read(body).blocks[0])) == 3


def test_earlier_properties_do_not_count() -> None:
    changed = '<w:b/><w:rPrChange w:id="1" w:author="Ann"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
    assert texts(read(paragraph(run("Seen.", changed), " Too."))) == ["Seen. Too."]


def test_hidden_text_and_field_instructions_do_not_show() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DOCPROPERTY rev </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("45.1") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = paragraph("Revenue was $", field, run(" secret", "<w:vanish/>"), " million.")
    assert texts(read(body)) == ["Revenue was $45.1 million."]


def test_hyperlinks_controls_and_smart_tags_are_read_through() -> None:
    body = paragraph(
        f'<w:hyperlink w:anchor="x">{run("Revenue")}</w:hyperlink>',
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{run(' rose')}</w:sdtContent></w:sdt>",
        f"<w:smartTag>{run(' 4%')}</w:smartTag>",
    )
    assert texts(read(body)) == ["Revenue rose 4%"]


def test_footnotes_stand_behind_the_text_with_their_marks() -> None:
    body = paragraph("Revenue rose 4%.", '<w:r><w:footnoteReference w:id="7"/></w:r>') + paragraph("The end of it.")
    note = '<w:footnote w:id="7">' + paragraph("<w:r><w:footnoteRef/></w:r>", " Without sales taxes.") + "</w:footnote>"
    document = read(body, footnotes=note)
    assert texts(document) == ["Revenue rose 4%. 1", "The end of it.", "1 Without sales taxes."]
    assert [len(block.marks) for block in document.blocks] == [1, 0, 1]
    assert document.blocks[2].kind is BlockKind.FOOTNOTE


def test_the_text_of_a_box_stands_behind_its_paragraph_and_once() -> None:
    inside = f"<w:txbxContent>{paragraph('Record margin of 40%.')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:drawing>{inside}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read(paragraph("Revenue ", drawing, "rose 4%."))
    assert texts(document) == ["Revenue rose 4%.", "Record margin of 40%."]


def test_merged_cells_cover_their_columns() -> None:
    wide = cell("Three months ended", properties='<w:gridSpan w:val="2"/>')
    body = REVENUE.replace("<w:tr>", f"<w:tr>{cell('')}{wide}</w:tr><w:tr>", 1)
    grid = read(body).blocks[0].grid
    assert grid is not None
    assert [(one.column, one.width) for one in grid.rows[0].cells] == [(1, 2)]


def test_rules_and_indents_of_cells_are_kept() -> None:
    ruled = '<w:tcBorders><w:top w:val="single" w:sz="4"/><w:bottom w:val="double"/></w:tcBorders>'
    total = f"<w:tr>{cell('Total')}{cell('65.1', properties=ruled)}{cell('53.1', properties=ruled)}</w:tr>"
    inner = cell(run("Costs")).replace("<w:p>", '<w:p><w:pPr><w:ind w:left="240"/></w:pPr>')
    body = REVENUE.replace("</w:tbl>", f"{total}</w:tbl>").replace(cell("Costs"), inner)
    grid = read(body).blocks[0].grid
    assert grid is not None
    assert grid.rows[-1].rule_columns == (1, 2)
    assert grid.rows[2].indent == 12.0  # 240 twentieths of a point


def test_paragraphs_set_in_columns_by_tabs_are_a_table() -> None:
    tab = "<w:r><w:tab/></w:r>"
    body = paragraph(tab, "2025", tab, "2024")
    body += paragraph("Revenue", tab, "$45.1", tab, "$35.1") + paragraph("Costs", tab, "20.0", tab, "18.0")
    document = read(body)
    assert rows(document.blocks[0]) == [["2025", "2024"], ["Revenue", "$45.1", "$35.1"], ["Costs", "20.0", "18.0"]]


def test_a_tab_in_prose_is_a_blank() -> None:
    body = paragraph("Contact:<w:tab/>".replace("<w:tab/>", ""), "<w:r><w:tab/></w:r>", "Ann Smith")
    assert texts(read(body)) == ["Contact: Ann Smith"]


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("AT&amp;T grew 5%", "AT&T grew 5%"),
        ("1&#160;million", "1 million"),
        ("non<w:noBreakHyphen/>GAAP", "non-GAAP"),
        ("a<w:br/>b", "a b"),
        ("<![CDATA[5 < 6 & 7]]>", "5 < 6 & 7"),
        ("a<!-- <w:t>no</w:t> -->b", "ab"),
        ('<w:sym w:font="Symbol" w:char="00A3"/>5', "£5"),
    ],
)
def test_characters(xml: str, shown: str) -> None:
    pieces = xml
    for name in ("noBreakHyphen", "br"):
        pieces = pieces.replace(f"<w:{name}/>", f"</w:t><w:{name}/><w:t>")
    if xml.startswith("<w:sym"):
        symbol, _, rest = xml.partition("/>")
        body = f"<w:p><w:r>{symbol}/><w:t>{rest}</w:t></w:r></w:p>"
    else:
        body = f"<w:p><w:r><w:t>{pieces}</w:t></w:r></w:p>"
    assert " ".join(texts(read(body))) == shown


def test_every_character_is_anchored_at_its_bytes() -> None:
    body = paragraph("Umsätze of ", run("$1", "<w:b/>"), ".5&#8239;m", "illion, R&amp;D of 3%.")
    document = read(body)
    source, block = document.source, document.blocks[0]
    part = _body(source.data)
    start = block.text.index("$1.5")
    spans = readers.locate(document, block.extent, block.text, start, start + len("$1.5"))
    anchored = [anchor for span in spans for anchor in anchors_of(source, span)]
    assert [part[one.start : one.end] for one in map(_in_part, anchored)] == [b"$1", b".5"]
    joined = "".join(part[place.start : place.end].decode() for place in map(_in_part, source.anchors))
    assert joined == "Umsätze of $1.5&#8239;million, R&amp;D of 3%."


def _in_part(anchor: object) -> InPart:
    place = getattr(anchor, "place", None)
    assert isinstance(place, InPart)
    assert place.part == "word/document.xml"
    assert place.paragraph == 1
    return place


def _body(data: bytes) -> bytes:
    from word_made import parts_of

    return parts_of(data)["word/document.xml"]
