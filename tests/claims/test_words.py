"""Words in their plain form."""

from ticktie.claims.words import alternatives, content_words, family, main_caption, plain


def test_a_plural_is_read_as_its_singular() -> None:
    assert [plain(word) for word in ("Revenues", "liabilities", "taxes")] == ["revenue", "liability", "tax"]


def test_a_word_that_ends_in_s_by_nature_keeps_it() -> None:
    assert [plain(word) for word in ("gross", "loss", "basis")] == ["gross", "loss", "basis"]


def test_a_possessive_loses_its_ending() -> None:
    assert plain("Company’s") == "company"


def test_an_abbreviation_is_written_out() -> None:
    assert content_words("R&D expense") == ("research", "development", "expense")


def test_little_words_are_left_out_and_repeats_said_once() -> None:
    assert content_words("Cost of revenue and of other revenue") == ("cost", "revenue", "other")


def test_a_qualifier_is_no_content_word() -> None:
    assert content_words("Adjusted EBITDA") == ("ebitda",)


def test_a_caption_loses_what_only_explains_it() -> None:
    assert main_caption("Accounts receivable, net of allowance of $835") == "Accounts receivable"


def test_the_name_of_the_other_sign_is_an_alternative() -> None:
    assert alternatives("Net income (loss)") == ("loss",)


def test_revenue_and_sales_name_the_same_thing() -> None:
    assert "sale" in family("revenue")


def test_a_word_without_synonyms_is_its_own_family() -> None:
    assert family("backlog") == {"backlog"}
