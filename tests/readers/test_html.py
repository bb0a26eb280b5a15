"""What the HTML reader makes of the markup that companies file."""

from dataclasses import replace

from ticktie import readers
from ticktie.model import Block, BlockKind, Document, Grid, GridRow, Span


def read(body: str) -> Document:
    return readers.read(f"<html><body>{body}</body></html>".encode(), "release.htm")


def shown(body: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in read(body).blocks]


def table(body: str) -> Block:
    (block,) = (block for block in read(body).blocks if block.kind is BlockKind.TABLE)
    return block


def grid(body: str) -> Grid:
    found = table(body).grid
    assert found is not None
    return found


def cells(body: str) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.column, cell.width) for cell in row.cells] for row in grid(body).rows]


def without_places(row: GridRow) -> GridRow:
    return replace(row, cells=tuple(replace(cell, extent=Span(0, 0)) for cell in row.cells))


def test_blocks_are_numbered_in_the_order_of_the_document() -> None:
    document = read("<h1>Acme grows</h1><p>Revenue was up.</p><ul><li>Profit was up</li></ul>")
    assert [(block.id, block.kind) for block in document.blocks] == [
        ("b1", BlockKind.HEADING),
        ("b2", BlockKind.PARAGRAPH),
        ("b3", BlockKind.LIST_ITEM),
    ]
    assert document.title == "Acme grows"


def test_white_space_is_folded_and_inline_tags_do_not_break_words() -> None:
    assert shown("<p>  Rev<b>en</b>ue\r\n was&nbsp;&#160;<span>$7.</span>2\u2009million&#8203;.</p>") == [
        ("paragraph", "Revenue was $7.2 million.")
    ]


def test_currency_digits_and_bracket_keep_their_own_cells() -> None:
    row = "<tr><td>Net loss</td><td></td><td>$</td><td>(8,512</td><td>)</td></tr>"
    assert cells(f"<table>{row}</table>") == [[("Net loss", 0, 1), ("$", 2, 1), ("(8,512", 3, 1), (")", 4, 1)]]


def test_spans_move_later_cells_to_their_columns() -> None:
    rows = (
        '<tr><td rowspan="2">Line</td><td colspan="3">Three Months</td></tr>'
        "<tr><td>2007</td><td> </td><td>2006</td></tr>"
        "<tr><td>Revenue</td><td>10</td><td></td><td>9</td></tr>"
    )
    assert cells(f"<table>{rows}</table>") == [
        [("Line", 0, 1), ("Three Months", 1, 3)],
        [("2007", 1, 1), ("2006", 3, 1)],
        [("Revenue", 0, 1), ("10", 1, 1), ("9", 3, 1)],
    ]


def test_a_cell_that_is_not_displayed_takes_no_column() -> None:
    row = '<tr><td>Revenue</td><td style="display:none"></td><td>10</td></tr>'
    assert cells(f"<table>{row}</table>") == [[("Revenue", 0, 1), ("10", 1, 1)]]


def test_rows_of_one_markup_keep_their_own_texts_and_places() -> None:
    document = read(
        "<table>"
        + "".join(
            f'<tr>\n<td><p>{caption}</p></td>\n<td style="display:none">x</td><td colspan="2"> {value}</td></tr>\n'
            for caption, value in (("Sales", "10"), ("Rent &amp; rates", "(4"), ("&#160;", "6"))
        )
        + "</table>"
    )
    (block,) = document.blocks
    assert block.grid is not None
    found = [
        [(cell.text, cell.column, document.source.text[cell.extent.start : cell.extent.end]) for cell in row.cells]
        for row in block.grid.rows
    ]
    assert found == [
        [("Sales", 0, "Sales"), ("10", 1, " 10")],
        [("Rent & rates", 0, "Rent &amp; rates"), ("(4", 1, " (4")],
        [("6", 1, " 6")],
    ]


def test_a_row_with_a_comment_is_read_as_one_without() -> None:
    row = (
        '<tr style="font-weight:bold"><td>Cost<sup>1</sup></td>{}<td style="border-top:1px solid">7</td><td></td></tr>'
    )
    plain, commented = (grid(f"<table>{row.format(inside) * 2}</table>") for inside in ("", "<!-- -->"))
    assert [without_places(row) for row in plain.rows] == [without_places(row) for row in commented.rows]


def test_a_billion_columns_are_cut_to_a_thousand() -> None:
    assert grid('<table><tr><td>A</td><td colspan="1000000000">10</td></tr></table>').width == 1001


def test_rules_come_from_borders_of_this_row_and_the_row_above() -> None:
    rows = (
        '<tr><td>One</td><td style="border-bottom:1pt solid #000">1</td></tr>'
        '<tr><td>Sum</td><td style="border-bottom:3pt double black">1</td></tr>'
        "<tr><td>Next</td><td>5</td></tr>"
        '<tr><td>Last</td><td style="border-top:1px solid rgb(0, 0, 0)">6</td></tr>'
    )
    found = [(row.rule_columns, row.double) for row in grid(f"<table>{rows}</table>").rows]
    assert found == [((), False), ((1,), False), ((1,), True), ((1,), False)]


def test_white_and_zero_borders_are_no_rules() -> None:
    rows = (
        '<tr><td>One</td><td style="border-bottom:1pt solid #ffffff03">1</td></tr>'
        '<tr><td>Two</td><td style="border-top:0pt solid black">2</td></tr>'
    )
    assert [row.rule_columns for row in grid(f"<table>{rows}</table>").rows] == [(), ()]


def test_a_row_of_dashes_or_hr_leaves_its_rule_and_goes() -> None:
    rows = (
        "<tr><td>One</td><td>1</td></tr><tr><td></td><td><hr></td></tr>"
        "<tr><td>Two</td><td>2</td></tr><tr><td></td><td>=====</td></tr>"
        "<tr><td>Three</td><td>3</td></tr>"
    )
    found = [(row.cells[0].text, row.rule_columns, row.double) for row in grid(f"<table>{rows}</table>").rows]
    assert found == [("One", (), False), ("Two", (1,), False), ("Three", (1,), True)]


def test_a_double_dash_is_a_figure_and_no_rule() -> None:
    assert cells("<table><tr><td>Tax</td><td>--</td><td>5</td></tr></table>") == [
        [("Tax", 0, 1), ("--", 1, 1), ("5", 2, 1)]
    ]


def test_indent_grows_with_padding_and_with_leading_blanks() -> None:
    rows = (
        "<tr><td>Assets</td><td>1</td></tr>"
        '<tr><td style="padding:2px 1pt 2px 13pt">Cash</td><td>1</td></tr>'
        '<tr><td><p style="margin-left:36pt;text-indent:-12pt">Notes</p></td><td>1</td></tr>'
        "<tr><td>&nbsp;&nbsp;&nbsp;&nbsp;Bonds</td><td>1</td></tr>"
    )
    assert [row.indent for row in grid(f"<table>{rows}</table>").rows] == [0.0, 13.0, 24.0, 10.0]


def test_bold_captions_are_known() -> None:
    rows = (
        "<tr><td><b>Total</b></td><td>1</td></tr>"
        '<tr><td style="font-weight:bold"><font style="font-weight:400">Part</font></td><td>1</td></tr>'
        "<tr><th>Head</th><td>1</td></tr>"
    )
    assert [row.bold for row in grid(f"<table>{rows}</table>").rows] == [True, False, True]


def test_bullets_made_of_one_row_tables_are_list_items() -> None:
    bullet = "<table><tr><td></td><td>&#8226;</td><td>Revenue was <b>$7.2</b> million</td></tr></table>"
    assert shown(bullet * 2) == [("list_item", "Revenue was $7.2 million")] * 2


def test_a_bullet_in_a_block_of_its_own_belongs_to_the_next() -> None:
    assert shown("<div><div>•</div><div>Revenue was up</div></div>") == [("list_item", "Revenue was up")]


def test_a_bullet_in_the_text_is_dropped_with_its_place() -> None:
    document = read("<p>&#8226;&#160;Revenue was up</p>")
    (item,) = document.blocks
    assert (item.kind, item.text) == (BlockKind.LIST_ITEM, "Revenue was up")
    assert document.source.text[item.extent.start : item.extent.end] == "&#160;Revenue was up"


def test_a_dash_before_an_amount_is_no_bullet() -> None:
    assert shown("<p>-5.2 percent</p>") == [("paragraph", "-5.2 percent")]


def test_footnote_rows_leave_the_table() -> None:
    rows = (
        '<tr><td colspan="3">Assets:</td></tr>'
        "<tr><td>Loans (1)</td><td>10</td><td>9</td></tr>"
        '<tr><td colspan="3">(1) Includes nonaccrual loans of $2 in both years shown.</td></tr>'
        "<tr><td>(2)</td><td>Annualized</td><td></td></tr>"
    )
    assert shown(f"<table>{rows}</table>") == [
        ("table", ""),
        ("footnote", "(1) Includes nonaccrual loans of $2 in both years shown."),
        ("footnote", "(2) Annualized"),
    ]
    assert [row[0][0] for row in cells(f"<table>{rows}</table>")] == ["Assets:", "Loans (1)"]


def test_a_marked_paragraph_under_a_table_is_a_footnote() -> None:
    rows = "<tr><td>Loans</td><td>10</td></tr>"
    assert shown(f"<table>{rows}</table><p>* Not meaningful</p><p>(a) Unaudited</p><p>More.</p>") == [
        ("table", ""),
        ("footnote", "* Not meaningful"),
        ("footnote", "(a) Unaudited"),
        ("paragraph", "More."),
    ]


def test_a_layout_table_gives_its_paragraphs_and_its_inner_table() -> None:
    inner = "<table><tr><td>Revenue</td><td>10</td></tr></table>"
    assert shown(f"<table><tr><td><p>Acme grew.</p>{inner}</td><td><p>Call us.</p></td></tr></table>") == [
        ("paragraph", "Acme grew."),
        ("table", ""),
        ("paragraph", "Call us."),
    ]


def test_a_table_of_sentences_is_prose() -> None:
    sentence = "Revenue for the quarter was $7.2 million, an increase of 5 percent over the prior year."
    assert shown(f"<table><tr><td>{sentence}</td><td>{sentence}</td></tr></table>") == [("paragraph", sentence)] * 2


def test_a_row_of_caption_and_stated_amount_is_one_paragraph() -> None:
    row = "<tr><td>Total revenue</td><td>$5.25 billion to $5.30 billion</td></tr>"
    assert shown(f"<table>{row}</table>") == [("paragraph", "Total revenue $5.25 billion to $5.30 billion")]


def test_amounts_with_a_scale_word_make_a_table() -> None:
    row = "<tr><td>Revenue</td><td>$5.2 billion</td><td>$4.9 billion</td></tr>"
    assert [kind for kind, _ in shown(f"<table>{row}</table>")] == ["table"]


def test_one_break_is_a_blank_and_two_are_a_new_paragraph() -> None:
    assert shown("<p>One<br>line.<br><br>Two.</p>") == [("paragraph", "One line."), ("paragraph", "Two.")]


def test_a_bold_line_before_a_break_is_a_heading() -> None:
    assert shown("<p><strong>Conference Call</strong>&#160;<br>Acme will hold a call.</p>") == [
        ("heading", "Conference Call"),
        ("paragraph", "Acme will hold a call."),
    ]


def test_what_is_not_displayed_is_not_read() -> None:
    hidden = '<p style="display:none">$1<b>$2</b></p><script>"<p>$3</p>"</script><style>p{}</style><!-- <p>$4 -->'
    assert shown(f"{hidden}<p>Shown</p>") == [("paragraph", "Shown")]


def test_a_raised_digit_is_a_mark_and_no_digit() -> None:
    (block,) = read("<p>earnings per share<sup>1</sup>, of $1.07<sup>(a)</sup></p>").blocks
    assert block.text == "earnings per share 1, of $1.07 (a)"
    assert [block.text[mark.start : mark.end] for mark in block.marks] == ["1", "(a)"]


def test_raised_endings_stay_in_their_word() -> None:
    (block,) = read('<p>24<font style="position:relative;top:-3pt">th</font> store, Zap<sup>TM</sup></p>').blocks
    assert (block.text, block.marks) == ("24th store, ZapTM", ())


def test_marks_in_cells_are_bracketed() -> None:
    row = "<tr><td>Sales<sup>1</sup></td><td>1,234<sup>2</sup></td><td>1,234 <sup>(a)</sup></td></tr>"
    assert [text for text, _, _ in cells(f"<table>{row}</table>")[0]] == ["Sales (1)", "1,234 (2)", "1,234 (a)"]


def test_the_largest_early_heading_is_the_title() -> None:
    body = (
        '<p><b>Exhibit 99.1</b></p><p><font style="font-size:20pt">Acme reports a good quarter</font></p>'
        f'<p style="font-size:10pt">{"Acme grew again. " * 20}</p><p><b>Outlook</b></p>'
    )
    document = read(body)
    assert document.title == "Acme reports a good quarter"
    assert [block.level for block in document.blocks if block.kind is BlockKind.HEADING][1] == 1


def test_headings_are_short_bold_underlined_slanted_or_in_capitals() -> None:
    body = "<p><b>Outlook</b></p><p><u>Margin</u></p><p><i>Income taxes</i></p><p>BALANCE SHEETS</p><p>Plain</p>"
    assert [kind for kind, _ in shown(body)] == ["heading"] * 4 + ["paragraph"]


def test_a_bold_number_is_no_heading() -> None:
    assert shown("<p><b>4</b></p>") == [("paragraph", "4")]


def test_upper_case_tags_and_unquoted_attributes_are_read() -> None:
    rows = "<TR><TD COLSPAN=2 ALIGN=center>Head</TD></TR><TR><TD>A<TD>1"
    assert cells(f"<TABLE>{rows}</TABLE>") == [[("Head", 0, 2)], [("A", 0, 1), ("1", 1, 1)]]


def test_a_closing_bracket_in_an_attribute_ends_no_tag() -> None:
    assert shown('<p title="a > b">One</p><div><img alt="x > y">Two</div>') == [
        ("paragraph", "One"),
        ("paragraph", "Two"),
    ]


def test_only_exhibits_99_of_a_submission_are_read() -> None:
    part = "<DOCUMENT>\n<TYPE>{}\n<SEQUENCE>1\n<TEXT>\n<html><body><p>{}</p></body></html>\n</TEXT>\n</DOCUMENT>\n"
    submission = part.format("8-K", "Form 8-K") + part.format("EX-99.1", "Revenue was up.")
    document = readers.read(submission.encode(), "submission.txt")
    assert [block.text for block in document.blocks] == ["Revenue was up."]


def test_text_in_a_table_outside_of_cells_stands_before_it() -> None:
    assert shown("<table>Stray<tr><td>A</td><td>1</td></tr></table>") == [("paragraph", "Stray"), ("table", "")]


def test_a_heading_that_begins_in_lower_case_goes_on() -> None:
    body = "<p><b>Acme earnings bolstered by</b></p><p><b>strong growth</b></p><p>Acme grew.</p>"
    assert shown(body)[0] == ("heading", "Acme earnings bolstered by strong growth")


def test_an_underlined_figure_has_a_rule_under_it() -> None:
    rows = "<tr><td>One</td><td><u>&nbsp; 1</u></td></tr><tr><td>Sum</td><td>1</td></tr>"
    assert [row.rule_columns for row in grid(f"<table>{rows}</table>").rows] == [(), (1,)]
