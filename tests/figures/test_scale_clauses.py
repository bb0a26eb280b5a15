"""Scale clauses, and the rows that they do not scale."""

import pytest

from ticktie.figures import Measure, currency_named, excepts, find_scale, iso_code, local_dollar, row_measure


@pytest.mark.parametrize(
    ("text", "scale", "currency"),
    [
        ("(in thousands)", 1_000, ""),
        ("(Dollars in millions)", 1_000_000, "USD"),
        ("($ in millions)", 1_000_000, "USD"),
        ("In millions of U.S. dollars", 1_000_000, "USD"),
        ("(U.S. dollars, in thousands)", 1_000, "USD"),
        ("(000's omitted)", 1_000, ""),
        ("$000", 1_000, "USD"),
        ("US$'000", 1_000, "USD"),
        ("2022 $'000", 1_000, "USD"),
        ("J$'000", 1_000, "JMD"),
        ("Rmb million", 1_000_000, "CNY"),
        ("unaudited, in $ millions", 1_000_000, "USD"),
        ("€m", 1_000_000, "EUR"),
        ("Millions of dollars", 1_000_000, "USD"),
        ("(Dollars in Billions)", 1_000_000_000, "USD"),
        ("(Figures in millions of Soles", 1_000_000, "PEN"),
        ("Expressed in Jamaican dollars", 1, "JMD"),
    ],
)
def test_a_clause_says_scale_and_currency(text: str, scale: int, currency: str) -> None:
    clause = find_scale(text)
    assert clause is not None
    assert (clause.scale, clause.currency) == (scale, currency)


@pytest.mark.parametrize("text", ["", "Total revenues", "$1,000", "1,000,000", "deals of $1 million", "2007"])
def test_what_names_no_scale_is_no_clause(text: str) -> None:
    assert find_scale(text) is None


def test_the_clause_is_found_where_it_stands() -> None:
    text = "Balance sheets (Unaudited) (In millions, except par value) and more"
    clause = find_scale(text)
    assert clause is not None
    assert text[clause.span.start : clause.span.end] == "(In millions, except par value)"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("(in thousands, except per share data)", {"per share"}),
        ("(in thousands, except share and per share data)", {"per share", "shares"}),
        ("(in thousands, except share amounts and ratios)", {"shares", "ratio"}),
        ("(in millions, except percentages and per share amounts)", {"percent", "per share"}),
        ("(in millions, except for number of employees; unaudited)", {"count"}),
        ("(in thousands)", set()),
    ],
)
def test_the_exception_names_what_is_not_scaled(text: str, kinds: set[str]) -> None:
    clause = find_scale(text)
    assert clause is not None
    assert clause.unscaled & {"per share", "shares", "percent", "ratio", "count", "par value"} == kinds


@pytest.mark.parametrize(
    ("text", "scale", "shares"),
    [
        ("(Shares in thousands)", 1, 1_000),
        ("(in millions, except per share data)", 1_000_000, 1_000_000),
        ("(in thousands, except share and per share data)", 1_000, 1),
        ("(In millions, except share amounts which are reflected in thousands, and per share amounts)", 10**6, 1_000),
        ("Dollars and shares in millions, except per share data", 1_000_000, 1_000_000),
    ],
)
def test_share_counts_may_have_a_scale_of_their_own(text: str, scale: int, shares: int) -> None:
    clause = find_scale(text)
    assert clause is not None
    assert (clause.scale, clause.shares) == (scale, shares)


@pytest.mark.parametrize(
    ("caption", "sections", "measure"),
    [
        ("Revenue", (), Measure.AMOUNT),
        ("Net loss per share - basic", (), Measure.PER_SHARE),
        ("Diluted", ("Earnings per share:",), Measure.PER_SHARE),
        ("Diluted", ("Weighted average shares outstanding:",), Measure.SHARES),
        ("Weighted average shares used in computing net loss per share", (), Measure.SHARES),
        ("Common stock, $.001 par value; 100,000 shares issued", (), Measure.AMOUNT),
        ("Repurchases of common shares", (), Measure.AMOUNT),
        ("Net income attributable to common shareholders", (), Measure.AMOUNT),
        ("Effective tax rate", (), Measure.PERCENT),
        ("Efficiency ratio", (), Measure.RATIO),
        ("Number of stores", (), Measure.COUNT),
    ],
)
def test_a_caption_says_what_its_row_measures(caption: str, sections: tuple[str, ...], measure: Measure) -> None:
    assert row_measure(caption, sections) is measure


def test_currencies_are_named_by_symbol_code_or_words() -> None:
    assert [iso_code(printed) for printed in ("$", "US$", "Rmb", "EUR", "euros", "Jamaican dollars", "??")] == [
        "USD",
        "USD",
        "CNY",
        "EUR",
        "EUR",
        "JMD",
        "",
    ]
    assert currency_named("(expressed in Canadian dollars)") == "CAD"


def test_a_bare_dollar_is_what_the_document_says_it_is() -> None:
    assert local_dollar(["The statements are presented in Jamaican dollars.", ""]) == "JMD"
    assert local_dollar(["(Figures in millions of Soles and millions of US dollars)"]) == "USD"
    assert local_dollar(["Revenue was 5 million dollars"]) == "USD"


def test_an_exception_may_name_rows_by_their_own_words() -> None:
    clause = find_scale("(in millions, except average order value and per share data)")
    assert clause is not None
    assert excepts(clause.unscaled, "Average order value (4)")
    assert not excepts(clause.unscaled, "Net revenue")
    assert not excepts(clause.unscaled, "Orders delivered")
