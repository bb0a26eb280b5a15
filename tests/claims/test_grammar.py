"""What sentences claim of their figures."""

from datetime import date

from made import claims_of

from ticktie.model import Direction, Hedge, Kind, Length, PeriodRef, Relative


def test_a_level_takes_the_noun_before_its_verb_as_subject() -> None:
    claim = claims_of("Revenue was $7.2 million.")["$7.2 million"]
    assert (claim.kind, claim.subjects[0]) == (Kind.LEVEL, ("revenue",))


def test_an_amount_after_increased_by_is_a_change() -> None:
    claim = claims_of("Revenue increased by $5.1 million.")["$5.1 million"]
    assert (claim.kind, claim.direction) == (Kind.CHANGE, Direction.UP)


def test_an_amount_after_decreased_to_is_a_level() -> None:
    claim = claims_of("Net loss decreased to $2.1 million.")["$2.1 million"]
    assert (claim.kind, claim.direction) == (Kind.LEVEL, Direction.NONE)


def test_an_amount_before_increase_is_a_change_of_what_follows() -> None:
    claim = claims_of("A $3.9 million increase in net interest income offset lower fees.")["$3.9 million"]
    assert (claim.kind, claim.subjects[0]) == (Kind.CHANGE, ("net", "interest", "income"))


def test_a_percentage_after_a_change_is_a_percent_change() -> None:
    claims = claims_of("Revenue increased by $5.1 million, or 96%.")
    assert (claims["96%"].kind, claims["96%"].direction) == (Kind.PERCENT_CHANGE, Direction.UP)


def test_figures_in_apposition_are_of_one_group() -> None:
    claims = claims_of("Revenue increased by $5.1 million, or 96%.")
    assert claims["96%"].group == claims["$5.1 million"].group
    assert claims["96%"].subjects == claims["$5.1 million"].subjects


def test_basis_points_are_points_with_their_direction() -> None:
    claim = claims_of("Net interest margin increased 15 basis points from the prior quarter.")["15 basis points"]
    assert (claim.kind, claim.direction) == (Kind.POINTS, Direction.UP)


def test_a_prior_quarter_after_from_is_the_comparative() -> None:
    claim = claims_of("Net interest margin increased 15 basis points from the prior quarter.")["15 basis points"]
    assert claim.stated_comparative
    assert claim.comparative is not None
    assert claim.comparative.relative is Relative.PRIOR_QUARTER


def test_a_percentage_of_something_is_a_ratio_with_its_basis() -> None:
    claim = claims_of("Research and development expense was $1.4 million, or 10% of revenue.")["10%"]
    assert (claim.kind, claim.basis) == (Kind.RATIO, ("revenue",))
    assert claim.subjects[0] == ("research", "development", "expense")


def test_as_a_percentage_of_names_the_basis_before_the_figure() -> None:
    claim = claims_of("Selling, general and administrative expenses as a percentage of revenues were 12.1%.")["12.1%"]
    assert (claim.kind, claim.basis) == (Kind.RATIO, ("revenue",))
    assert claim.subjects[0] == ("selling", "general", "administrative", "expense")


def test_an_amount_per_diluted_share_keeps_the_word_diluted() -> None:
    claim = claims_of("Net income was $8.5 million, or $0.06 per diluted share.")["$0.06"]
    assert (claim.kind, claim.subjects[0]) == (Kind.PER_SHARE, ("net", "income", "diluted"))


def test_a_figure_with_an_x_is_a_multiple() -> None:
    assert claims_of("Net debt to EBITDA was 3.2x.")["3.2x"].kind is Kind.MULTIPLE


def test_to_names_the_current_and_from_the_compared_level() -> None:
    claims = claims_of("Revenue increased 12% to $7.2 million from $6.4 million in the same period last year.")
    assert [claims[text].compares for text in ("12%", "$7.2 million", "$6.4 million")] == [False, False, True]


def test_a_change_takes_its_comparative_from_the_level_after_from() -> None:
    claim = claims_of("Revenue increased 12% to $7.2 million from $6.4 million in the same period last year.")["12%"]
    assert claim.comparative is not None
    assert claim.comparative.relative is Relative.YEAR_AGO


def test_a_level_after_compared_with_inherits_the_subject() -> None:
    claim = claims_of("Gross margin was 52.6%, compared with 47.1% in the third quarter of 2006.")["47.1%"]
    assert (claim.kind, claim.subjects[0], claim.compares) == (Kind.RATIO, ("gross", "margin"), True)
    assert claim.period is not None
    assert (claim.period.quarter, claim.period.year) == (3, 2006)


def test_each_compared_level_has_its_own_date() -> None:
    claims = claims_of("Cash was $5.0 million as of June 30, 2024, compared with $4.0 million as of December 31, 2023.")
    now, then = claims["$5.0 million"].period, claims["$4.0 million"].period
    assert now is not None
    assert (now.end, now.instant) == (date(2024, 6, 30), True)
    assert then is not None
    assert (then.end, then.instant) == (date(2023, 12, 31), True)


def test_respectively_gives_listed_figures_the_listed_periods() -> None:
    claims = claims_of(
        "Revenue for the three and nine months ended September 30, 2024 was $14.1 million and $40.6 million,"
        " respectively."
    )
    lengths = [claims[text].period for text in ("$14.1 million", "$40.6 million")]
    assert [period and period.length for period in lengths] == [Length.QUARTER, Length.NINE_MONTHS]


def test_listed_comparatives_take_the_subjects_in_order() -> None:
    claims = claims_of(
        "Gross margin was 40.1% and operating margin was 12.0%, compared with 39.0% and 11.5% in the prior year."
    )
    assert claims["39.0%"].subjects[0] == ("gross", "margin")
    assert claims["11.5%"].subjects[0] == ("operating", "margin")


def test_a_sentence_without_a_subject_goes_on_with_the_one_before() -> None:
    text = "Revenue was $7.2 million. This represents an increase of 12% over the third quarter of 2006."
    claim = claims_of(text)["12%"]
    assert (claim.kind, claim.subjects[0]) == (Kind.PERCENT_CHANGE, ("revenue",))


def test_approximately_is_a_hedge() -> None:
    assert claims_of("Operating expenses were approximately $3.2 million.")["$3.2 million"].hedge is Hedge.ABOUT


def test_over_before_a_figure_is_a_hedge() -> None:
    assert claims_of("The company has over 300 employees.")["300"].hedge is Hedge.OVER


def test_nearly_is_a_hedge() -> None:
    assert claims_of("Revenue was nearly $2 billion.")["$2 billion"].hedge is Hedge.NEARLY


def test_what_is_expected_is_forward() -> None:
    assert claims_of("We expect revenue of $7.3 million for the fourth quarter.")["$7.3 million"].forward


def test_what_stands_under_an_outlook_heading_is_forward() -> None:
    assert claims_of("# Outlook", "Revenue of $7.3 million.")["$7.3 million"].forward


def test_what_was_reported_is_not_forward() -> None:
    assert not claims_of("# Results", "Revenue was $7.3 million.")["$7.3 million"].forward


def test_what_is_included_in_an_amount_is_a_part_with_its_own_subject() -> None:
    claims = claims_of("Operating expenses were $3.2 million, which included $0.4 million of severance.")
    assert (claims["$3.2 million"].part, claims["$0.4 million"].part) == (False, True)
    assert claims["$0.4 million"].subjects[0] == ("severance",)


def test_adjusted_is_a_qualifier_and_no_word_of_the_subject() -> None:
    claim = claims_of("Adjusted EBITDA was $4.0 million.")["$4.0 million"]
    assert (claim.qualifiers, claim.subjects[0]) == (frozenset({"adjusted"}), ("ebitda",))


def test_a_sentence_without_a_period_claims_none() -> None:
    claim = claims_of("Revenue was $7.2 million.")["$7.2 million"]
    assert (claim.period, claim.stated_period) == (None, False)


def test_a_heading_gives_its_period_to_the_paragraph() -> None:
    claim = claims_of("# Nine Months Ended September 27, 2025", "Revenue was $7.2 million.")["$7.2 million"]
    assert claim.period is not None
    assert (claim.period.length, claim.period.end) == (Length.NINE_MONTHS, date(2025, 9, 27))
    assert not claim.stated_period
    assert isinstance(claim.period, PeriodRef)


def test_growth_in_something_of_so_much_is_a_percent_change_of_it() -> None:
    claim = claims_of("The increase came from growth in card revenue of 5.4%.")["5.4%"]
    assert (claim.kind, claim.direction, claim.subjects[0]) == (Kind.PERCENT_CHANGE, Direction.UP, ("card", "revenue"))


def test_constant_currency_is_no_subject() -> None:
    claims = claims_of("Total revenue grew 6% in USD and 8% in constant currency.")
    assert claims["6%"].subjects[0] == claims["8%"].subjects[0] == ("total", "revenue")
    assert (claims["6%"].qualifiers, claims["8%"].qualifiers) == (frozenset(), frozenset({"constant"}))


def test_a_record_level_after_a_change_is_a_level() -> None:
    claim = claims_of("Sales increased 9.8% to a record $5.8 billion.")["$5.8 billion"]
    assert (claim.kind, claim.subjects[0]) == (Kind.LEVEL, ("sale",))


def test_an_amount_restated_with_a_qualifier_is_a_level_again() -> None:
    claims = claims_of("Net income was $1.1 billion, an increase of 18%, or $1.2 billion adjusted, an increase of 20%.")
    assert (claims["$1.2 billion"].kind, claims["$1.2 billion"].qualifiers) == (Kind.LEVEL, frozenset({"adjusted"}))
    assert (claims["20%"].kind, claims["20%"].qualifiers) == (Kind.PERCENT_CHANGE, frozenset({"adjusted"}))


def test_a_per_share_amount_beside_a_comparative_is_of_its_period() -> None:
    claims = claims_of("Net loss fell by $1.9 million from the $10.4 million loss, or $0.10 per share, a year ago.")
    assert claims["$0.10"].kind is Kind.PER_SHARE
    periods = claims["$0.10"].period, claims["$10.4 million"].period
    assert [period.relative for period in periods if period] == [Relative.YEAR_AGO, Relative.YEAR_AGO]


def test_after_an_aside_the_whole_goes_on() -> None:
    claims = claims_of("Debt, including lease debt of $11.7 billion, totaled $64.2 billion.")
    assert claims["$11.7 billion"].part
    assert claims["$64.2 billion"].subjects[0] == ("debt",)


def test_an_aside_without_a_figure_adds_to_the_subject() -> None:
    claim = claims_of("Capital expenditures, including payments on finance leases, were $8.5 billion.")["$8.5 billion"]
    assert (claim.subjects[0], claim.joined) == (("capital", "expenditure"), ("payment", "finance", "lease"))


def test_an_annualized_change_is_marked_as_such() -> None:
    claim = claims_of("Deposits saw a 2.4% annualized increase.")["2.4%"]
    assert (claim.kind, claim.annualized) == (Kind.PERCENT_CHANGE, True)


def test_a_country_is_no_pronoun() -> None:
    assert "usa" in claims_of("Sales in the US declined 1%.")["1%"].subjects[0]


def test_periods_of_a_list_belong_to_the_figures_of_their_clause() -> None:
    claims = claims_of(
        "Tax rates for the three and six months ended June 30, 2025 were 20.4% and 23.0%, and for the three and six "
        "months ended June 30, 2024 were 20.2% and 22.5%."
    )
    ends = [(claims[text].period.length, claims[text].period.end.year) for text in ("20.4%", "23.0%", "20.2%", "22.5%")]
    assert ends == [(Length.QUARTER, 2025), (Length.HALF, 2025), (Length.QUARTER, 2024), (Length.HALF, 2024)]


def test_a_figure_without_a_word_of_its_own_is_claimed_all_the_same() -> None:
    assert claims_of("5%.")["5%"].kind is Kind.RATIO


def test_a_ratio_of_one_thing_to_another_has_the_second_as_its_basis() -> None:
    claim = claims_of("The ratio of non-performing assets to total assets was 0.83% as of June 30, 2025.")["0.83%"]
    assert (claim.subjects[0], claim.basis) == (("nonperforming", "asset"), ("total", "asset"))


def test_a_ratio_named_by_hyphens_has_what_is_below_as_its_basis() -> None:
    claim = claims_of("The loan-to-deposit ratio was 94.6%.")["94.6%"]
    assert (claim.subjects[0], claim.basis) == (("loan",), ("deposit",))


def test_what_is_excluded_is_a_qualifier_and_no_subject() -> None:
    claim = claims_of("Earnings excluding identified items were $17.5 billion.")["$17.5 billion"]
    assert (claim.subjects[0], claim.qualifiers) == (("earning",), frozenset({"excluding"}))
    assert not claim.part


def test_an_exclusion_that_opens_a_sentence_qualifies_what_follows_it() -> None:
    claims = claims_of("Excluding a charge of $0.06 per share, diluted earnings per share were $3.38.")
    assert claims["$0.06"].part
    assert "excluding" in claims["$3.38"].qualifiers


def test_an_exclusion_does_not_reach_the_next_sentence_that_names_its_subject() -> None:
    claims = claims_of("Operating expenses excluding fuel were $380.9 million. Operating expenses were $442.3 million.")
    assert not claims["$442.3 million"].qualifiers


def test_two_levels_joined_by_and_share_the_period_after_them() -> None:
    claims = claims_of("It had cash flow of $25.2 billion and dividends of $8.1 billion in the first quarter of 2024.")
    assert claims["$25.2 billion"].period == claims["$8.1 billion"].period
    assert claims["$25.2 billion"].stated_period


def test_a_requirement_says_nothing_of_the_figure_before_it() -> None:
    claims = claims_of("The capital ratio of 13.15% is above the ratio equal to or greater than 8% of banks.")
    assert (claims["13.15%"].forward, claims["8%"].forward) == (False, True)


def test_a_list_with_a_comma_before_its_and_is_one_subject() -> None:
    claim = claims_of("It held $2.7 billion in cash, bank deposits, and short-term investments.")["$2.7 billion"]
    assert {"cash", "deposit", "investment"} <= set(claim.subjects[0])


def test_a_second_comparative_after_and_is_one_too() -> None:
    claims = claims_of(
        "Gross margin was 15.2%, compared with 14.4% in the same quarter of 2025 and 12.8% last quarter."
    )
    assert (claims["12.8%"].kind, claims["12.8%"].compares) == (Kind.RATIO, True)


def test_a_comparative_with_the_other_sign_keeps_the_qualifiers() -> None:
    claims = claims_of(
        "Non-GAAP operating profit was $12.4 million, compared with operating loss of $16.6 million last year."
    )
    assert claims["$16.6 million"].qualifiers == frozenset({"adjusted"})
