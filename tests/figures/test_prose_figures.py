"""Figures of the prose: text, value in full units, decimals and unit."""

from decimal import Decimal

import pytest
from one_block import document_of, figures_of, stated

from ticktie.figures import find_figures
from ticktie.model import Block, BlockKind, Document, Source, Span


@pytest.mark.parametrize(
    ("sentence", "text", "value", "decimals", "unit"),
    [
        ("Revenue was $7.2 million.", "$7.2 million", "7200000", -5, "USD"),
        ("Revenue of $7.2 Million", "$7.2 Million", "7200000", -5, "USD"),
        ("of which $115,000 was applied", "$115,000", "115000", 0, "USD"),
        ("up 145% from a year ago", "145%", "145", 0, "percent"),
        ("rose 16 percent", "16 percent", "16", 0, "percent"),
        ("rose 2.9 per cent", "2.9 per cent", "2.9", 1, "percent"),
        ("a 15 basis point rise", "15 basis point", "15", 0, "bps"),
        ("down 80 bps", "80 bps", "80", 0, "bps"),
        ("a 13-percentage-point impact", "13-percentage-point", "13", 0, "points"),
        ("down 3.1 ppts", "3.1 ppts", "3.1", 1, "points"),
        ("leverage of 1.5x", "1.5x", "1.5", 1, "multiple"),
        ("grew 2.5 times", "2.5 times", "2.5", 1, "multiple"),
        ("there were 891 warehouses", "891", "891", 0, "pure"),
        ("headcount was 46,276", "46,276", "46276", 0, "pure"),
        ("3.27 billion people", "3.27 billion", "3270000000", -7, "pure"),
        ("we repurchased 3.6M shares", "3.6M", "3600000", -5, "shares"),
        ("an average base of 216.5 million common equivalent shares", "216.5 million", "216500000", -5, "shares"),
        ("a diluted share count of ~453 million", "453 million", "453000000", -6, "shares"),
        ("a charge of 25 cents", "25 cents", "0.25", 2, "USD"),
        ("over $5+ million in all", "$5+ million", "5000000", -6, "USD"),
        ("a $0.25-per-share dividend", "$0.25", "0.25", 2, "USD/shares"),
        ("about ½ of $.5 million", "$.5 million", "500000", -5, "USD"),
    ],
)
def test_a_figure_has_its_text_value_decimals_and_unit(
    sentence: str, text: str, value: str, decimals: int, unit: str
) -> None:
    assert stated(sentence) == [(text, value, decimals, unit)]


@pytest.mark.parametrize(
    ("printed", "unit", "value"),
    [
        ("US$ 5.1 million", "USD", "5100000"),
        ("U.S. $5.1 million", "USD", "5100000"),
        ("RMB 3,012.5 million", "CNY", "3012500000"),
        ("RMB3,012.5 million", "CNY", "3012500000"),
        ("NT$12 billion", "TWD", "12000000000"),
        ("C$4.5 million", "CAD", "4500000"),
        ("A$4.5 million", "AUD", "4500000"),
        ("S$4.5 million", "SGD", "4500000"),
        ("HK$4.5 million", "HKD", "4500000"),
        ("J$4.5 million", "JMD", "4500000"),
        ("R$4.5 million", "BRL", "4500000"),
        ("€1.2bn", "EUR", "1200000000"),
        ("£300", "GBP", "300"),
        ("¥1,000 billion", "JPY", "1000000000000"),
        ("CHF 12.4 million", "CHF", "12400000"),
        ("Ps. 1,500", "MXN", "1500"),
        ("Rs. 5,00,000", "INR", "500000"),
        ("S/ 12.5 million", "PEN", "12500000"),
        ("12.5 million Canadian dollars", "CAD", "12500000"),
        ("1.2 billion yen", "JPY", "1200000000"),
        ("$ 800 million", "USD", "800000000"),
    ],
)
def test_currencies_are_told_by_symbol_code_or_name(printed: str, unit: str, value: str) -> None:
    assert [found[:2] + found[3:] for found in stated(f"a payment of {printed} in all")] == [(printed, value, unit)]


@pytest.mark.parametrize(
    ("sentence", "text", "value"),
    [
        ("a loss of $(2.8) million", "$(2.8) million", "-2800000"),
        ("a loss of ($1.9) billion", "($1.9) billion", "-1900000000"),
        ("growth of (6.4) percent", "(6.4) percent", "-6.4"),
        ("growth of (6.4)% here", "(6.4)%", "-6.4"),
        ("a loss of ($0.10) in all", "($0.10)", "-0.10"),
        ("growth of -3% here", "-3%", "-3"),
        ("growth of −3% here", "−3%", "-3"),
        ("an outflow of -$5 million", "-$5 million", "-5000000"),
    ],
)
def test_brackets_and_minus_make_a_figure_negative(sentence: str, text: str, value: str) -> None:
    assert [found[:2] for found in stated(sentence)] == [(text, value)]


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("grew $1.6 million (28%) in all", ["$1.6 million", "28%"]),
        ("$0.89 per share ($0.88 per share on a diluted basis)", ["$0.89", "$0.88"]),
        ("a benefit of $94 million ($0.21 per diluted share)", ["$94 million", "$0.21"]),
    ],
)
def test_brackets_round_an_aside_are_no_minus(sentence: str, texts: list[str]) -> None:
    found = figures_of(sentence)
    assert [figure.text for figure in found] == texts
    assert all(figure.value > 0 for figure in found)


@pytest.mark.parametrize(
    ("sentence", "values", "unit"),
    [
        ("between $410.0 to $412.0 million", ["410000000", "412000000"], "USD"),
        ("between $2.160 – $2.164 billion", ["2160000000", "2164000000"], "USD"),
        ("the range of $38.5-41 billion", ["38500000000", "41000000000"], "USD"),
        ("the range of $96-99 billion", ["96000000000", "99000000000"], "USD"),
        ("of $5.5M-$6.0M here", ["5500000", "6000000"], "USD"),
        ("from 41.2 cents to 45 cents per share", ["0.412", "0.45"], "USD/shares"),
        ("from 2% to 3%", ["2", "3"], "percent"),
        ("reflects 8-15% growth", ["8", "15"], "percent"),
        ("reflects 8 to 15 percent growth", ["8", "15"], "percent"),
        ("between 4 and 5 percent", ["4", "5"], "percent"),
        ("moved from $2.85 to 3.10.", ["2.85", "3.10"], "USD"),
        ("of $42 and $158 million, respectively", ["42000000", "158000000"], "USD"),
    ],
)
def test_the_ends_of_a_range_share_currency_scale_and_unit(sentence: str, values: list[str], unit: str) -> None:
    found = stated(sentence)
    assert [value for _, value, _, _ in found] == values
    assert {figure_unit for *_, figure_unit in found} == {unit}


def test_the_scale_word_that_a_range_shares_is_evidence() -> None:
    text = "in the range of $38.5-41 billion"
    first, second = figures_of(text)
    assert (first.text, first.decimals, first.evidence) == ("$38.5", -8, (Span(25, 32),))
    assert text[25:32] == "billion"
    assert (second.text, second.decimals, second.evidence) == ("41 billion", -9, (Span(16, 17),))


@pytest.mark.parametrize("sentence", ["from $115,000 to $1.2 million", "$5 million to $1.2 billion"])
def test_a_range_does_not_share_a_scale_that_makes_no_sense(sentence: str) -> None:
    # 115,000 is 95,000 times 1.2; "$5 million" has a scale word of its own
    assert figures_of(sentence)[0].value in (Decimal(115_000), Decimal(5_000_000))


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("$8.5 million, or $0.06 per share", ["USD", "USD/shares"]),
        ("$2.354 billion, $5.29 per diluted share", ["USD", "USD/shares"]),
        ("Diluted earnings per share was $1.36 on a GAAP basis and $4.48 on a non-GAAP basis.", ["USD/shares"] * 2),
        ("or $0.06 and $0.12 per basic and $0.06 and $0.12 per diluted share", ["USD/shares"] * 4),
        ("EPS of $0.41", ["USD/shares"]),
        ("sold at 12 cents a share", ["USD/shares"]),
        ("EPS was $0.41. The price is $55.10 now", ["USD/shares", "USD"]),
        ("diluted EPS by $42 million, $158 million, and $0.01, respectively", ["USD", "USD", "USD/shares"]),
    ],
)
def test_amounts_per_share_are_told_by_the_words_round_them(sentence: str, units: list[str]) -> None:
    assert [unit for *_, unit in stated(sentence)] == units


def test_captions_keep_the_printed_value() -> None:
    caption = "Accounts receivable, net of allowance of $835 at September 30, 2007 and $789 at March 31, 2007"
    assert [found[:2] for found in stated(caption, kind=BlockKind.CAPTION)] == [("$835", "835"), ("$789", "789")]


def test_a_caption_of_common_stock_holds_par_value_and_share_counts() -> None:
    caption = "Common stock, $.001 par value; 146,067,943 shares issued and 145,474,074 shares outstanding"
    assert stated(caption, kind=BlockKind.CAPTION) == [
        ("$.001", "0.001", 3, "USD/shares"),
        ("146,067,943", "146067943", 0, "shares"),
        ("145,474,074", "145474074", 0, "shares"),
    ]


def test_figures_are_numbered_through_the_document_and_tables_are_left_out() -> None:
    paragraphs = document_of("up 5%", "down 6% and 7%")
    assert [(figure.id, figure.block) for figure in find_figures(paragraphs)] == [
        ("n1", "b1"),
        ("n2", "b2"),
        ("n3", "b2"),
    ]
    assert find_figures(document_of("up 5%", kind=BlockKind.TABLE)) == ()


def test_a_number_of_two_hundred_thousand_digits_is_no_figure() -> None:
    assert stated("about $" + "9" * 200_000 + " and $5 more")[-1][0] == "$5"
    assert len(stated("about $" + "9" * 200_000 + " and $5 more")) == 1


def test_a_bare_dollar_takes_the_currency_that_the_document_presents_in() -> None:
    document = document_of("Amounts are expressed in Canadian dollars.", "Sales were $5 million and US$4 million.")
    assert [figure.unit for figure in find_figures(document)] == ["CAD", "USD"]


def test_raised_footnote_marks_are_no_figures() -> None:
    text = "Online 4 stores 12 sold $5"
    block = Block("b1", BlockKind.PARAGRAPH, text, Span(0, 0), marks=(Span(7, 8), Span(16, 18)))
    assert [figure.text for figure in find_figures(Document(Source("r", "text", "", ""), "", (block,)))] == ["$5"]
