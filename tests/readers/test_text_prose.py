"""Prose of text and Markdown releases: paragraphs, headings, list items, footnotes."""

from text_helpers import kinds, read

from ticktie.model import BlockKind
from ticktie.readers.text import locate

HEADING, PARAGRAPH, ITEM, FOOTNOTE = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.FOOTNOTE,
)

WRAPPED = """\
    Fabrikam Corp. (NYSE: FAB) today reported net income of $53 million, or
$0.24 per share, for the second quarter, compared with $28
million in the second quarter of last year, which had one week less than this
one.

    Outlook

    The company expects sales of between $2.66 and $2.86 billion for the whole
year, which is more than it had expected.
"""


def test_a_paragraph_broken_over_lines_is_one_block() -> None:
    blocks = read(WRAPPED).blocks
    assert [block.kind for block in blocks] == [PARAGRAPH, HEADING, PARAGRAPH]
    assert "compared with $28 million in the second quarter" in blocks[0].text
    assert blocks[1].text == "Outlook"


def test_lines_that_are_paragraphs_of_their_own_stay_apart() -> None:
    long = "Revenue grew 12% year over year to $45 million, because more was sold at higher prices than before. " * 2
    assert [kind for kind, _ in kinds(f"{long}\n{long}\n{long}\n")] == [PARAGRAPH] * 3


def test_titles_over_a_statement_stay_apart() -> None:
    text = "FABRIKAM CORP.\nBALANCE SHEETS\n(In thousands)\n(Unaudited)\n"
    assert kinds(text) == [
        (HEADING, "FABRIKAM CORP."),
        (HEADING, "BALANCE SHEETS"),
        (PARAGRAPH, "(In thousands)"),
        (PARAGRAPH, "(Unaudited)"),
    ]


def test_a_bold_headline_over_two_lines_is_one_heading() -> None:
    text = "**Revenue of \\$7.2 Million Increased 145% from Same\nPeriod Last Year**\n"
    assert kinds(text) == [(HEADING, "Revenue of $7.2 Million Increased 145% from Same Period Last Year")]


def test_hashes_give_the_level() -> None:
    assert [(block.level, block.text) for block in read("# Results\n\n### Outlook for 2025\n").blocks] == [
        (1, "Results"),
        (3, "Outlook for 2025"),
    ]


def test_a_heading_right_above_its_paragraph_is_a_heading() -> None:
    text = "Financial results\n" + "Net sales of $6 million were higher than last year, and the margin was too. " * 3
    assert [kind for kind, _ in kinds(text)] == [HEADING, PARAGRAPH]


def test_a_date_standing_alone_is_no_heading() -> None:
    assert kinds("November 8, 2007\n") == [(PARAGRAPH, "November 8, 2007")]


def test_markers_of_list_items_are_dropped() -> None:
    text = "• Revenue grew 5%\n- Costs fell 3%\n* Backlog was $4 million\n2. Dividends were paid\n◦ Margin was 12%\n"
    assert kinds(text) == [
        (ITEM, "Revenue grew 5%"),
        (ITEM, "Costs fell 3%"),
        (ITEM, "Backlog was $4 million"),
        (ITEM, "Dividends were paid"),
        (ITEM, "Margin was 12%"),
    ]


def test_a_list_item_goes_on_where_its_text_hangs() -> None:
    text = "- -   Excludes a gain of $24 million from\n      Audits of earlier years.\n- -   Unaudited.\n"
    assert [text for _, text in kinds(text)] == [
        "Excludes a gain of $24 million from Audits of earlier years.",
        "Unaudited.",
    ]


def test_a_note_under_a_table_is_a_footnote_with_its_mark() -> None:
    text = "Revenue     1,200     1,100\nCosts         900       800\n\n(1) Includes stock compensation, $4 million.\n"
    assert kinds(text)[-1] == (FOOTNOTE, "(1) Includes stock compensation, $4 million.")


def test_escapes_entities_emphasis_and_links_are_read_as_what_they_are() -> None:
    text = "It was \\$5.1&nbsp;million, *up* **12%**, see [the tables](https://example.com/t_1) &amp; notes_here.\n"
    assert kinds(text) == [(PARAGRAPH, "It was $5.1 million, up 12%, see the tables & notes_here.")]


def test_a_star_without_a_partner_is_a_mark_and_stays() -> None:
    assert kinds("Sales of 2003* and 2004** were 5 and 6.\n")[0][1] == "Sales of 2003* and 2004** were 5 and 6."


def test_tags_of_old_filings_are_not_shown() -> None:
    assert kinds("Profit was $4 million.\n<PAGE>\nIt was $3 million before.\n") == [
        (PARAGRAPH, "Profit was $4 million."),
        (PARAGRAPH, "It was $3 million before."),
    ]


def test_only_the_body_of_an_enveloped_filing_is_read() -> None:
    text = "<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<TEXT>\nProfit was $4 million.\n</TEXT>\n</DOCUMENT>\n"
    assert kinds(text) == [(PARAGRAPH, "Profit was $4 million.")]


def test_places_skip_escapes_emphasis_and_line_breaks() -> None:
    text = "Revenue was **\\$7.2\nmillion** in all.\n"
    document = read(text)
    (block,) = document.blocks
    start = block.text.index("$7.2 million")
    spans = locate(document.source, block.extent, block.text, start, start + len("$7.2 million"))
    assert [text[span.start : span.end] for span in spans] == ["$7.2", "million"]


def test_the_place_of_an_entity_is_the_whole_entity() -> None:
    text = "Sales of AT&amp;T rose.\n"
    document = read(text)
    (block,) = document.blocks
    spans = locate(document.source, block.extent, block.text, 9, 13)
    assert "".join(text[span.start : span.end] for span in spans) == "AT&amp;T"


def test_a_page_number_joins_no_line() -> None:
    text = "EX-99.1\n2\nrelease.htm\n"
    assert [text for _, text in kinds(text)] == ["EX-99.1", "2", "release.htm"]


def test_a_heading_may_begin_with_a_year() -> None:
    assert kinds("2026 Outlook\n\n") == [(HEADING, "2026 Outlook")]


def test_a_line_that_leads_in_to_a_list_is_a_paragraph() -> None:
    assert kinds("For the third quarter, we expect:\n• Revenue of \\$2 million\n")[0][0] == PARAGRAPH
