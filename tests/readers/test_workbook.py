"""Excel workbooks: values as their formats show them, the name of every cell, and what a hostile one ends in."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import Alignment, Border, Font, Side
from word_made import parts_of, zipped

from ticktie import readers
from ticktie.errors import TooLargeError, UnreadableError
from ticktie.model import Document, InSheet
from ticktie.readers.rendition import anchors_of
from ticktie.readers.workbook_formats import shown


def saved(book: openpyxl.Workbook) -> bytes:
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Balance"
    for row in (["Acme Corp."], ["Balance Sheets"], [None, "As of"], [None, date(2025, 6, 30), date(2024, 6, 30)]):
        sheet.append(row)
    for row in (["Cash", 1200.4, 900], ["Inventory", 300, 400], ["Total assets", 1500.4, 1300]):
        sheet.append(row)
    sheet.merge_cells("B3:C3")
    for cells in sheet["B5:C7"]:
        for cell in cells:
            cell.number_format = "#,##0"
    return made


def read(made: openpyxl.Workbook) -> Document:
    return readers.read(saved(made), "books.xlsx")


def rows(document: Document, number: int = 0) -> list[list[str]]:
    grids = [block.grid for block in document.blocks if block.grid is not None]
    return [[cell.text for cell in row.cells] for row in grids[number].rows]


def test_sheets_are_titles_and_tables() -> None:
    document = read(book())
    assert document.source.format == "xlsx"
    assert [block.text for block in document.blocks if block.text][:3] == ["Balance", "Acme Corp.", "Balance Sheets"]
    assert rows(document)[-1] == ["Total assets", "1,500", "1,300"]
    assert ["June 30, 2025", "June 30, 2024"] in rows(document)


def test_every_cell_has_its_name() -> None:
    document = read(book())
    grid = next(block.grid for block in document.blocks if block.grid is not None)
    places = [anchor.place for anchor in anchors_of(document.source, grid.rows[-1].cells[1].extent)]
    assert places == [InSheet("Balance", "B7")]


def test_what_is_hidden_does_not_show() -> None:
    made = book()
    made.create_sheet("Draft").append(["Secret", 1])
    made["Draft"].sheet_state = "hidden"
    made["Balance"].row_dimensions[6].hidden = True
    made["Balance"].column_dimensions["C"].hidden = True
    document = read(made)
    assert "Secret" not in document.source.text
    assert [row for row in rows(document) if len(row) == 2] == [["Cash", "1,200"], ["Total assets", "1,500"]]


def test_empty_rows_part_tables_and_looks_are_kept() -> None:
    made = book()
    sheet = made["Balance"]
    sheet["A5"].alignment = Alignment(indent=2)
    sheet["A7"].font = Font(bold=True)
    sheet["B7"].border = Border(top=Side(style="thin"))
    for row in ([], [], [None, 2025, 2024], ["Shares", 10, 11], ["Options", 1, 2]):
        sheet.append(row)
    sheet["B10"].value = None
    document = read(made)
    grids = [block.grid for block in document.blocks if block.grid is not None]
    assert len(grids) == 2
    assert grids[0].rows[1].indent == 18.0
    assert grids[0].rows[-1].rule_columns == (1,)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234.5, "#,##0.0", "1,234.5"),
        (-1234.5, "#,##0_);(#,##0)", "(1,235)"),
        (-0.0251, "0.0%", "-2.5%"),
        (45_102_000, "#,##0,", "45,102"),
        (45_102_000, "0.0,,", "45.1"),
        (12.5, '"$"#,##0.00', "$12.50"),
        (12.5, "[$€-407] #,##0.00", "€12.50"),
        (0, '#,##0;(#,##0);"-"', "—"),
        (0.1 + 0.2, "General", "0.3"),
        (2025, "General", "2025"),
        (date(2025, 6, 30), "yyyy", "2025"),
        ("  Cash   and equivalents ", "@", "Cash and equivalents"),
        (True, "General", "TRUE"),
        (float("inf"), "0", ""),
    ],
)
def test_values_are_shown_by_their_formats(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_hostile_workbooks_get_one_clear_line() -> None:
    parts = parts_of(saved(book()))
    sheet = "xl/worksheets/sheet1.xml"
    bomb = zipped(parts | {sheet: parts[sheet] + b" " * 200_000_000})
    with pytest.raises(TooLargeError, match="unpacks to more than"):
        readers.read(bomb, "books.xlsx")
    entities = parts[sheet].replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1)
    with pytest.raises(UnreadableError, match="document type"):
        readers.read(zipped(parts | {sheet: entities}), "books.xlsx")
    with pytest.raises(UnreadableError, match="damaged Excel file"):
        readers.read(zipped(parts | {sheet: b"<worksheet><no"}), "books.xlsx")
    wide = book()
    wide["Balance"]["A1048576"] = "far away"
    with pytest.raises(TooLargeError, match="rows"):
        read(wide)
