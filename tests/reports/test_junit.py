"""JUnit: a release as a suite of test cases."""

from xml.etree import ElementTree as Xml

from format_helpers import assert_valid_junit, tie_out

from ticktie.reports.junit import to_junit


def test_the_report_is_valid_by_its_schema() -> None:
    assert_valid_junit(to_junit([tie_out()]))


def test_an_exception_fails_and_an_unsupported_figure_is_skipped() -> None:
    suite = Xml.fromstring(to_junit([tie_out()])).find("testsuite")
    assert suite is not None
    failed = [case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None]
    skipped = [case.get("name", "") for case in suite.iter("testcase") if case.find("skipped") is not None]
    assert (suite.get("failures"), failed) == ("1", ["n2 26%"])
    assert any("$40.5 million" in name for name in skipped)


def test_the_message_says_what_is_right() -> None:
    failure = Xml.fromstring(to_junit([tie_out()])).find(".//failure")
    assert failure is not None
    assert "suggestion  25%" in (failure.text or "")
