"""Writing a workbook: equal bytes, text that stays text, and a file that another program reads as we do."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from workbench.kit.documents.spreadsheets import Choices, Formula, OutSheet, holds, read_workbook, write_workbook

if TYPE_CHECKING:
    from workbench.kit.documents.spreadsheets import Content, Look, Value

MOMENT = datetime(2026, 11, 3, 13, 3, tzinfo=UTC)


def written(*contents: Content) -> bytes:
    """Return a workbook with these contents in the first column."""
    cells: dict[tuple[int, int], tuple[Content, Look]] = {
        (row, 1): (content, "date" if isinstance(content, date) else "text")
        for row, content in enumerate(contents, start=1)
    }
    return write_workbook([OutSheet("Blad", cells)], title="Proef", created=MOMENT)


def read(*contents: Content) -> list[Value]:
    """Return what stands in the cells after writing and reading."""
    return [cell.value for row in read_workbook(written(*contents)).sheets[0].rows for cell in row.cells]


def test_the_same_values_give_the_same_bytes() -> None:
    assert written("een", Decimal("12.5"), date(2027, 5, 3)) == written("een", Decimal("12.5"), date(2027, 5, 3))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+31 6", "-", "@naam", "\t=1", "＝1+1", '"=1"', ";=1", "http://a.example", "_x000D_", "een\ntwee", "1,50"],
)
def test_text_stays_the_text_it_was(text: str) -> None:
    assert read(text) == [text]
    sheet = openpyxl.load_workbook(io.BytesIO(written(text))).worksheets[0]
    assert sheet["A1"].data_type == "s"
    assert sheet["A1"].hyperlink is None


def test_numbers_and_days_come_back_as_they_were() -> None:
    values: list[Content] = [Decimal("5.1"), Decimal("1.275"), Decimal("123456789012.34"), date(1990, 1, 1)]
    assert read(*values) == values


@pytest.mark.parametrize(("number", "fits"), [("12345678901.2345", True), ("123456789012.3456", False), ("0.1", True)])
def test_a_number_of_too_many_figures_is_known(number: str, fits: bool) -> None:
    assert holds(Decimal(number)) is fits
    assert read(Decimal(number)) == [Decimal(number)] or not fits


def test_a_formula_keeps_the_value_that_it_has_now() -> None:
    data = written(Decimal(2), Formula("=A1*3", Decimal(6)))
    assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A2"].value == "=A1*3"
    assert [row.cells[0].value for row in read_workbook(data).sheets[0].rows] == [2, 6]


def test_a_sheet_is_laid_out_for_the_screen_and_for_paper() -> None:
    sheet = OutSheet(
        "Blad",
        {(4, 2): ("Kop", "heading")},
        widths={1: 4, 2: 30},
        hidden_columns=frozenset({1}),
        hidden_rows=frozenset({3}),
        frozen=(5, 3),
        top=(4, 4),
        choices=(Choices(5, 9, 2, "=Lijst!$A$1:$A$2"),),
    )
    lists = OutSheet("Lijst", {(1, 1): ("a", "plain"), (2, 1): ("b", "plain")}, shown="buried")
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([sheet, lists], title="x", created=MOMENT, opens="Blad")))
    page = book["Blad"]
    assert (page.freeze_panes, page.print_title_rows) == ("C5", "$4:$4")
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.column_dimensions["A"].hidden, page.column_dimensions["B"].hidden) == (True, False)
    assert page.row_dimensions[3].hidden
    assert [str(one.sqref) for one in page.data_validations.dataValidation] == ["B5:B9"]
    assert book["Lijst"].sheet_state == "veryHidden"
