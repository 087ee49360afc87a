"""What cells mean: numbers as they were typed, dates by their style, text whole, and nothing made up."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.kit.documents.workbooks import HEAD, MAIN, OFFICE, cell, row, shared, sheet, styles, workbook
from workbench.kit.documents.spreadsheets import address, column_letters, read_workbook
from workbench.kit.documents.spreadsheets.values import column_number

if TYPE_CHECKING:
    from workbench.kit.documents.spreadsheets import Cell


def only(cells: str, **more: str) -> Cell:
    """Return the only filled cell of a sheet with these cells in its first row."""
    found = read_workbook(workbook({"Blad1": sheet(f"<row r='1'>{cells}</row>")}, **more)).sheets[0].rows
    assert len(found) == 1
    assert len(found[0].cells) == 1
    return found[0].cells[0]


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("12", "12"),
        ("5.0999999999999996", "5.1"),
        ("1.2749999999999999", "1.275"),
        ("-0", "0"),
        ("1.5E3", "1500"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("1E+20", "100000000000000000000"),
        (".5", "0.5"),
    ],
)
def test_a_number_is_the_one_that_was_typed(stored: str, typed: str) -> None:
    found = only(cell("A1", stored)).value
    assert isinstance(found, Decimal)
    assert str(found) == typed


@pytest.mark.parametrize("stored", ["1e999", "NaN", "Infinity", "1_000", "１２", "0x10", "1,5"])
def test_what_is_no_number_stays_text(stored: str) -> None:
    assert only(cell("A1", stored)).value == stored


@pytest.mark.parametrize(
    ("code", "serial", "day"),
    [
        ("d-m-yyyy", "46144", date(2026, 5, 2)),
        ("[$-413]d mmmm yyyy", "46144.75", date(2026, 5, 2)),
        ("yyyy\\-mm\\-dd", "61", date(1900, 3, 1)),
        ("d/m/yy", "59", date(1900, 2, 28)),
    ],
)
def test_a_number_with_a_style_of_days_is_a_date(code: str, serial: str, day: date) -> None:
    assert only(cell("A1", serial), styles=styles(code)).value == day


@pytest.mark.parametrize(
    ("code", "serial"),
    [
        ("0.00", "46144"),
        ("[h]:mm", "1.5"),
        ('#,##0 "dagen"', "12"),
        ("[Red]-0", "12"),
        ("d-m-yyyy", "-3"),
        ("d-m-yyyy", "60"),
        ("d-m-yyyy", "99999999"),
    ],
)
def test_a_number_without_a_day_stays_a_number(code: str, serial: str) -> None:
    assert only(cell("A1", serial), styles=styles(code)).value == Decimal(serial)


def test_a_style_that_every_program_knows_is_a_date() -> None:
    known = f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    assert only(cell("A1", "46144", style=1), styles=known).value == date(2026, 5, 2)


def test_days_of_an_old_mac_are_counted_from_1904() -> None:
    book = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="1"/>'
        '<sheets><sheet name="Blad1" r:id="rId1"/></sheets></workbook>'
    )
    assert only(cell("A1", "44682"), styles=styles("d-m-yyyy"), book=book).value == date(2026, 5, 2)


def test_text_of_several_pieces_is_whole_and_how_it_is_spoken_is_left_out() -> None:
    rich = "<r><rPr><b/></rPr><t>Zaal</t></r><r><t xml:space='preserve'> huur</t></r><rPh><t>zaaru</t></rPh>"
    assert only(cell("A1", "0", "s"), shared=shared(rich)).value == "Zaal huur"


@pytest.mark.parametrize(
    ("stored", "text"),
    [("een_x000D_twee", "een\rtwee"), ("_x005F_x000D_", "_x000D_"), ("a_xZZZZ_", "a_xZZZZ_"), ("_xD800_", "_xD800_")],
)
def test_characters_that_a_file_writes_in_letters_are_read_back(stored: str, text: str) -> None:
    assert only(cell("A1", stored, "inlineStr")).value == text


@pytest.mark.parametrize("text", ["=1+1", "+31", "-", "@naam", "'x", "=cmd|'/c calc'!A1"])
def test_text_that_looks_like_a_formula_is_text(text: str) -> None:
    assert only(cell("A1", text, "inlineStr")).value == text


def test_a_formula_has_the_value_that_was_seen_last() -> None:
    assert only("<c r='A1'><f>B1*2</f><v>25</v></c>").value == Decimal(25)


def test_a_formula_that_came_out_wrong_says_so() -> None:
    found = only(cell("A1", "#DIV/0!", "e"))
    assert (found.value, found.error) == ("#DIV/0!", True)


@pytest.mark.parametrize(("stored", "shown"), [("1", "WAAR"), ("0", "ONWAAR")])
def test_true_and_false_read_as_excel_shows_them(stored: str, shown: str) -> None:
    assert only(cell("A1", stored, "b")).value == shown


def test_a_cell_that_is_only_coloured_is_not_filled_wherever_it_stands() -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    found = read_workbook(workbook({"Blad1": sheet(row(1, cell("A1", "1")) + far)}))
    assert [one.number for one in found.sheets[0].rows] == [1]


def test_cells_without_an_address_follow_each_other() -> None:
    found = read_workbook(
        workbook({"Blad1": sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")})
    )
    assert [one.address for line in found.sheets[0].rows for one in line.cells] == ["A1", "B1", "A2"]


def test_rows_come_in_their_order_whatever_the_order_in_the_file() -> None:
    found = read_workbook(
        workbook({"Blad1": sheet(row(9, cell("A9", "9")) + row(2, cell("B2", "2"), cell("A2", "1")))})
    )
    assert [one.address for line in found.sheets[0].rows for one in line.cells] == ["A2", "B2", "A9"]


def test_sheets_keep_their_order_and_say_when_they_are_hidden() -> None:
    one = sheet(row(1, cell("A1", "1")))
    book = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="B" r:id="rId2" state="veryHidden"/>'
        '<sheet name="A &amp; C" r:id="rId1"/></sheets></workbook>'
    )
    found = read_workbook(workbook({"x": one, "y": one}, book=book))
    assert [(sheet.name, sheet.hidden) for sheet in found.sheets] == [("B", True), ("A & C", False)]


def test_another_encoding_that_the_file_names_is_read() -> None:
    wide = sheet(row(1, cell("A1", "café", "inlineStr"))).replace("UTF-8", "UTF-16")
    assert read_workbook(workbook({"Blad1": wide.encode("utf-16")})).sheets[0].rows[0].cells[0].value == "café"  # type: ignore[dict-item]  # bytes where a test wants another encoding


def test_a_workbook_of_another_program_is_read() -> None:
    made = openpyxl.Workbook()
    made.active.append(["Omschrijving", 12.5, date(2027, 5, 3), True, None, "=B1*2"])  # type: ignore[union-attr]  # a new workbook has a sheet
    made.create_sheet("Leeg")
    file = io.BytesIO()
    made.save(file)
    found = read_workbook(file.getvalue())
    values = [one.value for one in found.sheets[0].rows[0].cells]
    assert values == ["Omschrijving", Decimal("12.5"), date(2027, 5, 3), "WAAR"]
    assert found.sheets[1].rows == ()


def test_columns_are_known_by_their_letters() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(column_number(column_letters(number)) == number for number in range(1, 800))
    assert address(12, 6) == "F12"
