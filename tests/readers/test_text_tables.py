"""Tables of text releases set by blanks and by tabs."""

from text_helpers import read, rows, tables

STATEMENT = """\
    FABRIKAM CORP.
    CONSOLIDATED INCOME

                                          For the 13         For the 26
                                          Weeks Ended        Weeks Ended
    (millions, except earnings per
     common share)                       2004     2003      2004      2003

    REVENUES
     Merchandise sales                  $8,700  $ 8,851   $16,403   $16,325
     Credit and other
      products                              81    1,345       172     2,751
                                        ------  -------   -------   -------
              Total revenues             8,781   10,196    16,575    19,076

    Other income                             -        -      (839)        -

    NET INCOME/ (LOSS)                  $  53   $  309   $  (806)  $   501
                                        =====   ======   =======   =======
"""


def test_header_words_span_the_columns_under_them() -> None:
    found = rows(STATEMENT)
    assert found[0] == [(1, 2, "For the 13"), (3, 2, "For the 26")]
    assert found[1] == [(1, 2, "Weeks Ended"), (3, 2, "Weeks Ended")]


def test_a_caption_broken_over_lines_is_one_cell() -> None:
    found = rows(STATEMENT)
    assert found[2][0] == (0, 1, "(millions, except earnings per common share)")
    assert found[5] == [
        (0, 1, "Credit and other products"),
        (1, 1, "81"),
        (2, 1, "1,345"),
        (3, 1, "172"),
        (4, 1, "2,751"),
    ]


def test_a_sign_set_apart_stands_with_its_value() -> None:
    assert rows(STATEMENT)[-1] == [
        (0, 1, "NET INCOME/ (LOSS)"),
        (1, 1, "$ 53"),
        (2, 1, "$ 309"),
        (3, 1, "$ (806)"),
        (4, 1, "$ 501"),
    ]


def test_a_rule_line_is_no_row_but_leaves_its_columns_on_the_next_one() -> None:
    (table,) = tables(STATEMENT)
    assert table.grid
    total = next(row for row in table.grid.rows if row.cells[0].text == "Total revenues")
    assert total.rule_columns == (1, 2, 3, 4)
    assert not total.double
    assert all("---" not in cell.text for row in table.grid.rows for cell in row.cells)


def test_indentation_grows_with_depth() -> None:
    (table,) = tables(STATEMENT)
    assert table.grid
    indents = {row.cells[0].text: row.indent for row in table.grid.rows if row.cells[0].column == 0}
    assert indents["REVENUES"] < indents["Merchandise sales"] < indents["Total revenues"]


def test_titles_stay_blocks_before_the_table() -> None:
    assert [block.text for block in read(STATEMENT).blocks[:2]] == ["FABRIKAM CORP.", "CONSOLIDATED INCOME"]


def test_an_old_filing_shows_columns_by_strokes() -> None:
    text = """\
<TABLE>
<CAPTION>
                           3 Months Ended December     12 Months Ended December
                           -----------------------     ------------------------
                           2004    2003  Change        2004    2003 Change
                           ----    ----  ------        ----    ---- ------
<S>                        <C>     <C>   <C>           <C>     <C>  <C>
Income Account-
Retail Revenue              216     190      26         988     880    108
Wholesale                    (2)      4      (6)         11       9      2
</TABLE>
"""
    found = rows(text)
    assert found[0] == [(1, 3, "3 Months Ended December"), (4, 3, "12 Months Ended December")]
    assert [cell[2] for cell in found[1]] == ["2004", "2003", "Change", "2004", "2003", "Change"]
    assert found[2] == [(0, 1, "Income Account-")]
    assert found[4] == [
        (0, 1, "Wholesale"),
        (1, 1, "(2)"),
        (2, 1, "4"),
        (3, 1, "(6)"),
        (4, 1, "11"),
        (5, 1, "9"),
        (6, 1, "2"),
    ]


def test_a_value_missing_in_a_column_leaves_the_others_in_theirs() -> None:
    text = """\
Sales           1,200     1,100       900
Rate                                 0.73
Profit            120                  90
"""
    assert rows(text)[1:] == [[(0, 1, "Rate"), (3, 1, "0.73")], [(0, 1, "Profit"), (1, 1, "120"), (3, 1, "90")]]


def test_a_paragraph_with_figures_is_no_table() -> None:
    text = "Net income was $53 million.  It was $309 million in 2003.\nThe rate was 27.9 percent.  It was 27.5.\n"
    assert not tables(text)


TABBED = (
    "\tThree Months Ended June 30,\t\tSix Months Ended June 30,\t\n"
    "\t2007\t2006\t2007\t2006\n"
    "Revenue\t\\$ 7,219\t\\$ 2,946\t\\$ 12,834\t\\$ 9,512\n"
    "Costs\t7,975\t5,282\t16,063\t13,084\n"
    "\t-----\t-----\t-----\t-----\n"
    "\n"
    "Gross loss\t(756)\t(2,336)\t(3,229)\t(3,572)\n"
    "\t=====\t=====\t=====\t=====\n"
    "\n"
    "Per share:\n"
    "\n"
    "Basic and diluted\t\\$ (0.06)\t--\t(0.13)\t(0.19)\n"
)


def test_a_tab_separated_header_does_not_shift() -> None:
    found = rows(TABBED)
    assert found[0] == [(1, 2, "Three Months Ended June 30,"), (3, 2, "Six Months Ended June 30,")]
    assert found[1][0] == (1, 1, "2007")


def test_blank_lines_and_captions_do_not_end_a_tab_separated_table() -> None:
    found = rows(TABBED)
    assert found[-2:] == [
        [(0, 1, "Per share:")],
        [(0, 1, "Basic and diluted"), (1, 1, "$ (0.06)"), (2, 1, "--"), (3, 1, "(0.13)"), (4, 1, "(0.19)")],
    ]


def test_single_and_double_rules_are_told_apart() -> None:
    (table,) = tables(TABBED)
    assert table.grid
    loss, per_share = table.grid.rows[4:6]
    assert (loss.rule_columns, loss.double) == ((1, 2, 3, 4), False)
    assert (per_share.rule_columns, per_share.double) == ((1, 2, 3, 4), True)


def test_a_new_header_behind_titles_begins_a_new_tab_separated_table() -> None:
    text = "\t2007\t2006\nCash\t1\t2\n\nFABRIKAM CORP.\nOPERATIONS\n(Unaudited)\n\n\t2007\t2006\nRevenue\t3\t4\n"
    assert len(tables(text)) == 2
