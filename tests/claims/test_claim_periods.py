"""Words that name periods, found and resolved against a release for the quarter that ended on September 30, 2007."""

from datetime import date

import pytest

from ticktie.claims.periods import Calendar, Target, find_periods, resolve
from ticktie.model import Length, Period, PeriodRef, Relative

QUARTER = Period(date(2007, 9, 30), date(2007, 7, 1))
# The calendar year: the quarter is the third, the year to date has nine months.
CALENDAR = Calendar(QUARTER, Period(date(2007, 9, 30), date(2007, 1, 1)), date(2007, 9, 30), 12, 2007)
# A fiscal year 2008 that ends in March: the same quarter is the second, the year to date has six months.
FISCAL = Calendar(QUARTER, Period(date(2007, 9, 30), date(2007, 4, 1)), date(2007, 9, 30), 3, 2008)


def refs(text: str) -> tuple[PeriodRef, ...]:
    return tuple(ref for phrase in find_periods(text, 0, len(text)) for ref in phrase.refs)


def meant(text: str, calendar: Calendar = CALENDAR) -> list[tuple[Length | None, date | None]]:
    targets = [resolve(ref, calendar) for ref in refs(text)]
    return [(target.length, target.end) for target in targets if target]


@pytest.mark.parametrize(
    ("text", "length", "end"),
    [
        ("the third quarter of 2006", Length.QUARTER, date(2006, 9, 30)),
        ("the second quarter", Length.QUARTER, date(2007, 6, 30)),
        ("Q3 2006", Length.QUARTER, date(2006, 9, 30)),
        ("1Q07", Length.QUARTER, date(2007, 3, 31)),
        ("the quarter", Length.QUARTER, date(2007, 9, 30)),
        ("the same period last year", Length.QUARTER, date(2006, 9, 30)),
        ("year-over-year", Length.QUARTER, date(2006, 9, 30)),
        ("a year ago", Length.QUARTER, date(2006, 9, 30)),
        ("the prior quarter", Length.QUARTER, date(2007, 6, 30)),
        ("sequentially", Length.QUARTER, date(2007, 6, 30)),
        ("year-to-date", Length.NINE_MONTHS, date(2007, 9, 30)),
        ("full year 2006", Length.YEAR, date(2006, 12, 31)),
        ("six months ended June 30, 2007", Length.HALF, date(2007, 6, 30)),
        ("the 13 weeks ended September 29, 2007", Length.QUARTER, date(2007, 9, 29)),
        ("the 39 weeks ended September 29, 2007", Length.NINE_MONTHS, date(2007, 9, 29)),
        ("the 53 weeks ended February 3, 2007", Length.YEAR, date(2007, 2, 3)),
        ("as of December 31, 2006", Length.INSTANT, date(2006, 12, 31)),
        ("prior year-end", Length.INSTANT, date(2006, 12, 31)),
        ("at the end of the second quarter", Length.INSTANT, date(2007, 6, 30)),
    ],
)
def test_words_mean_a_length_and_a_last_day(text: str, length: Length, end: date) -> None:
    assert meant(text) == [(length, end)]


@pytest.mark.parametrize(
    ("text", "length", "end"),
    [
        ("the second quarter of fiscal 2008", Length.QUARTER, date(2007, 9, 30)),
        ("the second quarter of fiscal 2007", Length.QUARTER, date(2006, 9, 30)),
        ("the first quarter", Length.QUARTER, date(2007, 6, 30)),
        ("fiscal 2007", Length.YEAR, date(2007, 3, 31)),
        ("year-to-date", Length.HALF, date(2007, 9, 30)),
        ("prior year-end", Length.INSTANT, date(2007, 3, 31)),
    ],
)
def test_fiscal_words_are_counted_from_the_end_of_the_fiscal_year(text: str, length: Length, end: date) -> None:
    assert meant(text, FISCAL) == [(length, end)]


def test_three_and_nine_months_are_two_periods_with_one_end() -> None:
    end = date(2007, 9, 30)
    assert meant("three and nine months ended September 30, 2007") == [(Length.QUARTER, end), (Length.NINE_MONTHS, end)]


def test_two_years_after_one_date_are_two_periods_of_one_length() -> None:
    found = meant("three months ended June 30, 2007 and 2006")
    assert found == [(Length.QUARTER, date(2007, 6, 30)), (Length.QUARTER, date(2006, 6, 30))]


def test_a_quarter_and_its_date_are_one_phrase() -> None:
    (ref,) = refs("second quarter ended September 30, 2007")
    assert (ref.quarter, ref.end) == (2, date(2007, 9, 30))


def test_a_quarter_compared_with_another_is_two_phrases() -> None:
    assert [ref.quarter for ref in refs("the third quarter, compared with the second quarter")] == [3, 2]


def test_weeks_carry_their_days() -> None:
    # 13 × 7 = 91
    assert refs("the 13 weeks ended September 29, 2007")[0].days == 91


def test_a_fourth_quarter_said_in_the_third_is_that_of_the_year_before() -> None:
    assert meant("the fourth quarter") == [(Length.QUARTER, date(2006, 12, 31))]


def test_the_date_of_a_dateline_names_no_period() -> None:
    assert refs("September 28, 2007 - the company") == ()


def test_an_amount_that_looks_like_a_year_names_no_period() -> None:
    assert refs("$2007") == ()


def test_year_ago_is_counted_from_the_period_of_the_passage() -> None:
    base = Target(Length.NINE_MONTHS, date(2007, 9, 30))
    found = resolve(PeriodRef(relative=Relative.YEAR_AGO), CALENDAR, base)
    assert found == Target(Length.NINE_MONTHS, date(2006, 9, 30))


def test_a_period_fits_a_week_based_column_some_days_off() -> None:
    assert Target(Length.QUARTER, date(2007, 9, 30)).fits(Period(date(2007, 10, 6), date(2007, 7, 1)))


def test_a_quarter_fits_no_column_of_nine_months() -> None:
    assert not Target(Length.QUARTER, date(2007, 9, 30)).fits(Period(date(2007, 9, 30), date(2007, 1, 1)))


def test_without_a_reported_period_nothing_is_resolved() -> None:
    assert resolve(PeriodRef(quarter=2), Calendar(None, None, None, 12, 0)) is None
