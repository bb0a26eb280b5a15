from gridmaking import document, grid, plain, row, table_of

from ticktie.model import BlockKind, RowKind
from ticktie.statements import understand_tables
from ticktie.statements.captions import is_total


def captions(table):
    return [each.caption for each in table.rows]


def test_a_caption_wrapped_over_lines_is_joined():
    made = plain("|2025\nIncome before income taxes, minority\n interest and other|89\nIncome tax expense|(32)")
    assert captions(table_of(made)) == ["Income before income taxes, minority interest and other", "Income tax expense"]


def test_a_line_that_goes_on_under_its_figures_is_joined():
    made = plain("|2025\nWeighted average shares|145\n used to compute the loss per share\nOther|1")
    assert captions(table_of(made))[0] == "Weighted average shares used to compute the loss per share"


def test_a_caption_over_figures_without_one_is_theirs():
    made = plain("|2025\nCost of revenue\n|296\nGross profit|40")
    assert captions(table_of(made)) == ["Cost of revenue", "Gross profit"]


def test_a_header_with_a_colon_is_not_joined():
    table = table_of(plain("|2025\nOperating expenses:\nresearch|5\nOther|4"))
    assert table.rows[0].kind is RowKind.HEADER
    assert captions(table) == ["Operating expenses:", "research", "Other"]


def test_depth_ranks_the_indents():
    table = table_of(plain("|2025\nAssets\n  Current assets:\n     Cash|5\n  Total current assets|5"))
    assert [each.depth for each in table.rows] == [0, 1, 2, 1]


def test_a_total_closes_the_section_that_it_names():
    made = plain("|2025\nCurrent assets:\nCash|5\nTotal current assets|5\nGoodwill|3")
    table = table_of("# Balance Sheet", made)
    assert [each.section for each in table.rows] == [(), ("Current assets:",), ("Current assets:",), ()]


def test_commitments_head_no_section():
    made = plain("|2025\nTotal liabilities|5\nCommitments and contingencies\nStockholders' equity:\nCommon stock|3")
    assert table_of("# Balance Sheet", made).rows[-1].section == ("Stockholders' equity:",)


def test_words_say_totals():
    assert is_total("Total current assets", ruled=False)
    assert is_total("Net income (loss)", ruled=False)
    assert is_total("Gross profit", ruled=False)
    assert is_total("(Loss) income from operations", ruled=False)
    assert not is_total("Net sales", ruled=False)
    assert not is_total("Net loss per share", ruled=False)
    assert not is_total("Gross margin %", ruled=False)


def test_a_rule_over_an_empty_caption_says_a_total():
    made = grid(
        row((1, "2025")),
        row((0, "Selling"), (1, "71,986")),
        row((0, "General"), (1, "13,602")),
        row((1, "85,588"), rule=(1,)),
    )
    last = table_of(made).rows[-1]
    assert (last.caption, last.kind, last.ruled) == ("", RowKind.TOTAL, True)


def test_the_rule_under_the_header_is_no_rule_of_the_first_line():
    made = grid(row((1, "2025")), row((0, "Revenue"), (1, "5"), rule=(1,)), row((0, "Cost"), (1, "4")))
    assert not table_of(made).rows[0].ruled


def test_a_net_line_after_less_is_a_total():
    table = table_of("# Balance Sheet", plain("|2025\nReceivables|50\nLess allowance|(5)\nNet receivables|45"))
    assert table.rows[2].kind is RowKind.TOTAL


def test_a_caption_with_figures_becomes_a_block_after_its_table():
    made = plain("|2025\nReceivables, net of allowance of $835 at June 30|5,876\nInventories|18,515")
    read = document("# Balance Sheet", made)
    understood, (table,) = understand_tables(read)
    assert [block.kind for block in understood.blocks] == [BlockKind.HEADING, BlockKind.TABLE, BlockKind.CAPTION]
    caption = understood.blocks[2]
    assert (caption.id, caption.text) == ("b2.r1", "Receivables, net of allowance of $835 at June 30")
    assert table.rows[0].caption_block == caption.id
    assert table.rows[1].caption_block == ""


def test_a_table_of_sentences_becomes_paragraphs():
    made = grid(row((0, "•"), (1, "Revenue grew by 12 percent to a record for the second quarter.")))
    understood, tables = understand_tables(document("# Highlights", made))
    assert tables == ()
    assert BlockKind.TABLE not in {block.kind for block in understood.blocks}


def test_rows_that_are_periods_carry_them():
    table = table_of(plain("|Revenue|Cost\nJune 30, 2025|5|4\nMarch 31, 2025|4|3"))
    assert [str(each.period) for each in table.rows] == ["2025-06-30", "2025-03-31"]
