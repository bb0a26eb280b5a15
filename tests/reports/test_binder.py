"""The binder of a small release, by hand."""

from typing import Any

import pytest
from binder_helpers import RELEASE, binder_of, formulas, links, opened, row_of

import ticktie
from ticktie.errors import InternalError
from ticktie.reports import binder_book, binder_plan, excel
from ticktie.reports.binder_plan import plan_binder
from ticktie.reports.excel import write_binder

STATEMENT = "t1 Income statement"


@pytest.fixture(scope="module")
def data() -> bytes:
    return binder_of(RELEASE)


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    return opened(data)


@pytest.fixture(scope="module")
def values(data: bytes) -> Any:
    return opened(data, values=True)


def line(book: Any, caption: str) -> int:
    return row_of(book[STATEMENT], caption)


def prose(book: Any, words: str) -> int:
    return row_of(book["Prose"], words, column=4)


def test_sheets_stand_in_the_order_of_a_binder(book: Any) -> None:
    assert book.sheetnames == ["Lead", STATEMENT, "Prose", "Exceptions", "Not proved"]


def test_figures_are_numbers_in_the_unit_that_they_are_printed_in(book: Any) -> None:
    sheet = book[STATEMENT]
    assert [sheet.cell(line(book, "Revenue"), column).value for column in (2, 4)] == [7219, 6016]
    assert sheet.cell(line(book, "Other expense"), 2).value == -19
    assert sheet.cell(line(book, "Growth of orders"), 2).value == 12.5


def test_a_dash_is_zero_shown_as_a_dash_and_nm_is_text(book: Any) -> None:
    sheet = book[STATEMENT]
    dash = sheet.cell(line(book, "Restructuring"), 4)
    assert dash.value == 0
    assert dash.number_format.split(";")[2] == '"—"_)'
    assert sheet.cell(line(book, "Growth of orders"), 4).value == "NM"


def test_a_total_has_a_live_formula_over_the_cells_above_it(book: Any, values: Any) -> None:
    row, sheet = line(book, "Total operating expenses"), book[STATEMENT]
    first = line(book, "Research and development")
    live = {cell.value for cell in sheet[row] if cell.data_type == "f"}
    assert {f"=SUM(B{first}:B{row - 1})", f"=SUM(D{first}:D{row - 1})"} < live
    # 1,100 + 400 + 400 = 1,900, printed 1,960; 1,100 + 100 + 0 = 1,200
    assert [cell.value for cell in values[STATEMENT][row] if isinstance(cell.value, int)] == [
        1960,
        1200,
        1900,
        60,
        1200,
        0,
    ]
    assert sheet.cell(row, 3).value.startswith("✗")
    assert "disagrees (1 of 2)" in [cell.value for cell in sheet[row]]


def test_a_difference_within_rounding_is_shown_with_the_verdict(book: Any, values: Any) -> None:
    row = line(book, "Gross profit")
    stored = [cell.value for cell in values[STATEMENT][row] if isinstance(cell.value, int)]
    # 7,219 - 4,000 = 3,219; 6,016 - 3,500 = 2,516, printed 2,517
    assert stored == [3219, 2517, 3219, 0, 2516, 1]
    assert "within rounding (1 of 2)" in [cell.value for cell in book[STATEMENT][row]]


def test_a_figure_of_the_prose_is_converted_to_its_own_unit(book: Any, values: Any) -> None:
    row, sheet = prose(book, "$7.2 million"), book["Prose"]
    assert sheet.cell(row, 5).value == 7.2
    assert sheet.cell(row, 6).value == f"='{STATEMENT}'!B{line(book, 'Revenue')}/1000"
    assert sheet.cell(row, 7).value == f"=ROUND(ABS(E{row})-ABS(F{row}),7)"
    assert [values["Prose"].cell(row, column).value for column in (6, 7)] == [7.219, -0.019]
    assert [sheet.cell(row, column).value for column in (8, 9)] == ["agrees", "tied"]


def test_a_percentage_of_the_prose_is_computed_from_the_cells(book: Any, values: Any) -> None:
    row = prose(book, "14%")
    cost = line(book, "Cost of revenue")
    assert book["Prose"].cell(row, 6).value == f"=('{STATEMENT}'!B{cost}/'{STATEMENT}'!D{cost}-1)*100"
    # 4,000 / 3,500 - 1 = 14.2857... %
    assert values["Prose"].cell(row, 6).value == pytest.approx(100 / 7)
    assert values["Prose"].cell(row, 7).value == pytest.approx(14 - 100 / 7, abs=1e-6)


def test_a_figure_without_proof_has_no_formula_and_is_listed(book: Any) -> None:
    row = prose(book, "$4.4 million")
    assert [book["Prose"].cell(row, column).value for column in (2, 6, 7, 9)] == ["○", None, None, "unsupported"]
    listed = book["Not proved"]
    assert listed.cell(row_of(listed, "n"), 2).value == "$4.4 million"


def test_an_exception_says_what_is_stated_and_what_is_right(book: Any) -> None:
    sheet = book["Exceptions"]
    found = [[sheet.cell(row, column).value for column in (1, 5, 6)] for row in range(4, sheet.max_row + 1)]
    assert ["f2", "1,960", "1,900"] in found or ["f1", "1,960", "1,900"] in found


def test_links_lead_to_the_operands_and_back(book: Any) -> None:
    there = prose(book, "$7.2 million")
    revenue = line(book, "Revenue")
    assert book["Prose"].cell(there, 13).hyperlink.location == f"'{STATEMENT}'!B{revenue}"
    back = [cell.hyperlink.location for cell in book[STATEMENT][revenue] if cell.hyperlink]
    assert f"'Prose'!E{there}" in back


def test_every_link_leads_to_a_cell_of_this_workbook(book: Any) -> None:
    for cell in links(book):
        assert cell.hyperlink.target is None
        name, _, place = cell.hyperlink.location.rpartition("!")
        assert book[name.strip("'")][place] is not None
    assert len(links(book)) > 20


def test_every_judged_tie_has_two_formulas(book: Any) -> None:
    tie_out = ticktie.check(RELEASE.encode(), name="acme.htm")
    judged = [proof for proof in tie_out.proofs if proof.outcome is not ticktie.model.Outcome.OPEN]
    assert len(formulas(book)) == 2 * len(judged) > 10


def test_lead_sheet_says_whose_release_it_is_and_what_came_of_it(book: Any) -> None:
    lead = book["Lead"]
    said = {lead.cell(row, 1).value: lead.cell(row, 2).value for row in range(1, lead.max_row + 1)}
    tie_out = ticktie.check(RELEASE.encode(), name="acme.htm")
    assert said["File"] == "acme.htm"
    assert said["SHA-256"] == tie_out.document.source.sha256
    assert said["Period"] == "2025-06-30"
    assert said["unsupported"] == tie_out.coverage.unsupported == 1
    assert said["error"] + said["rounding"] == len(tie_out.findings)
    assert {"Prepared by", "Reviewed by", "F", "CF", "R", "A", "RF", "✗", "○"} <= set(said)


def test_sheets_are_set_up_for_print_with_frozen_headers(book: Any) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes; one wide
        assert sheet.oddFooter.left.text.startswith("acme.htm")
        assert sheet.oddFooter.right.text == "Page &P of &N"
    assert [book[name].freeze_panes for name in book.sheetnames[1:]] == ["B6", "C4", "B4", "B4"]
    assert book[STATEMENT].print_title_rows == "$1:$5"


def test_the_same_release_gives_the_same_bytes(data: bytes) -> None:
    assert binder_of(RELEASE) == data


def test_more_links_than_a_sheet_may_have_become_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binder_book, "MAX_LINKS", 2)
    book = opened(binder_of(RELEASE))
    for sheet in book:
        assert sum(bool(cell.hyperlink) for row in sheet.iter_rows() for cell in row) <= 2
    assert book["Prose"].cell(prose(book, "$7.2 million"), 13).value.startswith("$7,219")


def test_a_table_too_wide_for_a_sheet_is_told_not_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binder_plan, "MAX_COLUMNS", 40)
    book = opened(binder_of(RELEASE))
    assert STATEMENT not in book.sheetnames
    reasons = [cell.value for cell in book["Not proved"]["D"] if cell.value]
    assert any("stands in no cell of this workbook" in reason for reason in reasons)


def test_the_writer_refuses_a_formula_that_gives_another_value(monkeypatch: pytest.MonkeyPatch) -> None:
    tie_out = ticktie.check(RELEASE.encode(), name="acme.htm")
    plan = plan_binder(tie_out)
    key = next(cell.id for cell in tie_out.tables[0].cells if cell.text == "4,000")
    wrong = binder_plan.number_of(next(cell for cell in tie_out.tables[0].cells if cell.text == "3,500"))
    real = binder_plan.number_of
    monkeypatch.setattr(binder_plan, "number_of", lambda printed: wrong if printed.id == key else real(printed))
    assert plan.ties > 0
    with pytest.raises(InternalError, match="gives another value"):
        write_binder(tie_out)


def test_the_writer_counts_its_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "write_prose", lambda book, plan: None)
    with pytest.raises(InternalError, match="formulas written for"):
        binder_of(RELEASE)
