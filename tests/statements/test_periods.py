from datetime import date

import pytest

from ticktie.statements.calendars import Calendar, months_before, place
from ticktie.statements.periods import days_by_year, is_only_period, period_words, without_period

DECEMBER = Calendar()
# A retailer: fiscal 2024 ends on 1 February 2025, its second quarter on 3 August 2024.
RETAILER = Calendar(1, -1, frozenset((date(2025, 2, 1), date(2024, 8, 3))), date(2025, 2, 1))
# 12 + 12 + 12 + 16 weeks: the second quarter ends in the middle of June.
GROCER = Calendar(12, 0, frozenset((date(2025, 6, 14),)), date(2025, 6, 14))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Three Months Ended September 30, 2007", "3M 2007-09-30"),
        ("Quarter ended June 30, 2025", "3M 2025-06-30"),
        ("For the Six Months Ended June 30, 2025", "6M 2025-06-30"),
        ("Nine months ended 30 September 2021", "9M 2021-09-30"),
        ("Year Ended December 31, 2024", "12M 2024-12-31"),
        ("Twelve Months Ended December 31 2024", "12M 2024-12-31"),
        ("Year to date June 30, 2025", "6M 2025-06-30"),
        ("As of June 30, 2026", "2026-06-30"),
        ("December 31, 2024 (audited)", "2024-12-31"),
        ("30-Sep-24", "2024-09-30"),
        ("9/30/2025", "2025-09-30"),
        ("3Q25", "3M 2025-09-30"),
        ("Q3-25", "3M 2025-09-30"),
        ("Q4'23", "3M 2023-12-31"),
        ("Q2 FY25", "3M 2025-06-30"),
        ("First Quarter 2025", "3M 2025-03-31"),
        ("1H25", "6M 2025-06-30"),
        ("FY 2024", "12M 2024-12-31"),
        ("Fiscal year 2024", "12M 2024-12-31"),
        ("TTM Q2 2025", "12M 2025-06-30"),
        ("Year End 2025", "2025-12-31"),
    ],
)
def test_words_of_a_header_name_a_period(label, expected):
    assert str(place(period_words(label), DECEMBER)) == expected


def test_weeks_count_back_from_the_end():
    period = place(period_words("16 Weeks Ended September 1, 2024"), DECEMBER)
    assert (period.start, period.end, period.days) == (date(2024, 5, 13), date(2024, 9, 1), 112)


def test_of_two_dates_the_one_of_the_column_s_own_year_counts():
    label = "13 Weeks Ended July 3, 2004 and June 28, 2003 2003"
    assert str(place(period_words(label), DECEMBER)) == "3M 2003-06-28"


def test_a_title_gives_each_year_its_day():
    assert days_by_year("26 Weeks Ended July 3, 2004 and June 28, 2003") == {2004: (7, 3), 2003: (6, 28)}


def test_a_word_without_time_names_no_period():
    assert period_words("Adjustments").is_empty
    assert place(period_words("Adjustments"), DECEMBER) is None


def test_a_month_name_is_no_modal_verb():
    assert period_words("amounts may not add").is_empty


def test_a_fiscal_year_named_for_the_year_it_begins_in_ends_in_the_next():
    assert place(period_words("Fiscal 2024"), RETAILER).end == date(2025, 2, 1)


def test_a_fiscal_quarter_snaps_to_a_printed_date():
    assert place(period_words("Q2 Fiscal 2024"), RETAILER).end == date(2024, 8, 3)


def test_a_quarter_of_unequal_weeks_ends_where_the_release_says():
    assert place(period_words("Second Quarter 2025"), GROCER).end == date(2025, 6, 14)


def test_a_length_alone_ends_with_the_release():
    assert str(place(period_words("12 Weeks"), GROCER)) == "3M 2025-06-14"


def test_months_before_the_end_of_a_month_begin_on_the_first():
    assert months_before(date(2024, 2, 29), 3) == date(2023, 12, 1)


def test_what_is_not_period_stays():
    assert without_period("For the Three Months Ended June 30, 2025 Provision for income taxes") == (
        "Provision for income taxes"
    )


def test_only_period_says_nothing_else():
    assert is_only_period("Six Months Ended June 30, 2025:")
    assert not is_only_period("Revenue for the six months ended June 30, 2025")
