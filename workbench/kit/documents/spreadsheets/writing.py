"""Writing a workbook: the same bytes for the same values, text never taken for a formula or an address."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from workbench.kit.documents.spreadsheets.meaning import exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook as Writer
    from xlsxwriter.worksheet import Worksheet

Look = Literal[
    "plain",
    "title",
    "hint",
    "heading",
    "text",
    "money",
    "tariff",
    "decimal",
    "count",
    "year",
    "date",
    "sum_money",
    "sum_text",
    "total_text",
    "total_money",
    "grey",
    "strong",
    "sum_count",
]  # fmt: skip - one word a look reads better in lines than in a column
MOST_TEXT = 32_767  # what a cell of Excel holds, in units of UTF-16
_PAPER_A4 = 9
LINE_HEIGHT, MOST_LINES = 15, 12
_INK, _QUIET, _PALE, _LINE = "#1A2B33", "#5A6B73", "#EEF2F3", "#B8C4C9"
_EURO = '"€" #,##0.00;[Red]"€" -#,##0.00'
_TYPED: dict[str, object] = {"border": 1, "border_color": _LINE, "valign": "top", "font_color": _INK}
_SUM: dict[str, object] = {**_TYPED, "bg_color": _PALE}
_TOTAL: dict[str, object] = {**_SUM, "bold": True, "top": 2}
LOOKS: Mapping[Look, Mapping[str, object]] = {
    "plain": {"valign": "top", "text_wrap": True, "font_color": _INK},
    "title": {"bold": True, "font_size": 16, "font_color": _INK},
    "hint": {"font_color": _QUIET, "valign": "top"},
    "heading": {
        "bold": True,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": _LINE,
        "font_color": "#FFFFFF",
        "bg_color": "#1F4E5F",
    },
    "text": {**_TYPED, "text_wrap": True, "indent": 1},
    "money": {**_TYPED, "num_format": _EURO},
    "tariff": {**_TYPED, "num_format": '"€" #,##0.00####'},
    "decimal": {**_TYPED, "num_format": "#,##0.####"},
    "count": {**_TYPED, "num_format": "#,##0"},
    "year": {**_TYPED, "num_format": "0", "align": "center"},
    "date": {**_TYPED, "num_format": "d-m-yyyy", "align": "right"},
    "sum_money": {**_SUM, "num_format": _EURO},
    "sum_text": {**_SUM, "text_wrap": True, "indent": 1},
    "total_text": _TOTAL,
    "total_money": {**_TOTAL, "num_format": _EURO},
    "sum_count": {**_SUM, "num_format": "#,##0"},
    "strong": {"bold": True, "valign": "top", "font_color": _INK},
    "grey": {"font_color": "#9AA8AE", "font_size": 8},
}  # fmt: skip - a table of looks


@dataclass(frozen=True)
class Formula:
    """A formula in the English of the file format, with the value that stands in the cell until it is computed."""

    text: str
    value: Decimal | str


Content = str | int | Decimal | date | Formula | None


@dataclass(frozen=True)
class Choices:
    """A list to choose from: the cells that have it, and the range that holds it (``=Lijst!$A$2:$A$9``)."""

    first_row: int
    last_row: int
    column: int
    source: str


@dataclass(frozen=True)
class OutSheet:
    """One sheet to write; rows and columns count from 1.

    ``widths`` are characters by column; folded columns are hidden under a plus sign; ``frozen`` is the first row and
    column that scroll; ``top`` are the rows that every printed page repeats.
    """

    name: str
    cells: Mapping[tuple[int, int], tuple[Content, Look]]
    widths: Mapping[int, int] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    folded_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    frozen: tuple[int, int] | None = None
    top: tuple[int, int] | None = None
    choices: Sequence[Choices] = ()
    shown: Literal["shown", "hidden", "buried"] = "shown"
    portrait: bool = False


def holds(number: Decimal) -> bool:
    """Say whether a cell can hold this number: a file keeps about fifteen figures, and would round the others."""
    return exact(format(float(number), ".15G")) == number


def write_workbook(sheets: Sequence[OutSheet], *, title: str, created: datetime, opens: str = "") -> bytes:
    """Return the file of these sheets, A4 when printed; ``opens`` names the sheet that is seen first.

    ``created`` is the time that the file says it was made: never now, or the bytes would differ each time.
    """
    import xlsxwriter  # noqa: PLC0415 - a heavy library of others, which few processes need

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": created.replace(tzinfo=None)})
    book.set_calc_mode("auto")
    formats = {look: book.add_format(dict(how)) for look, how in LOOKS.items()}
    for sheet in sheets:
        _write(book, formats, sheet, opened=sheet.name == opens)
    book.close()
    return made.getvalue()


def _write(book: Writer, formats: Mapping[Look, Format], sheet: OutSheet, *, opened: bool) -> None:
    page = book.add_worksheet(sheet.name)
    page._prepare_formula = _as_written  # noqa: SLF001 - three quarters of the time went into looking for newer functions
    for (row, column), (content, look) in sheet.cells.items():
        _put(page, row - 1, column - 1, content, formats[look])
    _size(page, sheet)
    if sheet.frozen:
        page.freeze_panes(sheet.frozen[0] - 1, sheet.frozen[1] - 1)
    for one in sheet.choices:
        page.data_validation(one.first_row - 1, one.column - 1, one.last_row - 1, one.column - 1, _choice(one))
    _set_up_print(page, sheet)
    if opened:
        page.activate()
        page.set_first_sheet()
    if sheet.shown != "shown":
        page.hide() if sheet.shown == "hidden" else page.very_hidden()


def _size(page: Worksheet, sheet: OutSheet) -> None:
    for column, width in sheet.widths.items():
        folded = column in sheet.folded_columns
        how = {"hidden": folded or column in sheet.hidden_columns, "level": int(folded)}
        if not folded and column - 1 in sheet.folded_columns:
            how["collapsed"] = True
        page.set_column(column - 1, column - 1, width, None, how)
    for row, lines in sorted(_lines(sheet).items()):
        page.set_row(row - 1, LINE_HEIGHT * min(lines, MOST_LINES))
    for row in sheet.hidden_rows:
        page.set_row(row - 1, None, None, {"hidden": True})


def _lines(sheet: OutSheet) -> dict[int, int]:
    """Return how many lines the wrapped text of a row needs: not every program finds that out for itself."""
    found: dict[int, int] = {}
    for (row, column), (content, look) in sheet.cells.items():
        width = sheet.widths.get(column)
        content = content.value if isinstance(content, Formula) else content  # noqa: PLW2901 - what the cell shows
        if isinstance(content, str) and width and LOOKS[look].get("text_wrap"):
            lines = sum(-(-len(line) * 11 // (int(width) * 10)) or 1 for line in content.split("\n"))
            if lines > found.get(row, 1):
                found[row] = lines
    return found


def _as_written(formula: str, *_: object) -> str:
    """Return a formula as the file holds it; ours use no function that is newer than the format."""
    return formula.removeprefix("=")


def _choice(one: Choices) -> dict[str, Any]:
    # Another word than the list has is marked by Excel, not forbidden: on import it is named with its cell.
    return {"validate": "list", "source": one.source, "error_type": "warning", "show_error": False}


def _set_up_print(page: Worksheet, sheet: OutSheet) -> None:
    page.set_paper(_PAPER_A4)
    page.set_portrait() if sheet.portrait else page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.set_footer("&L&A&R&P / &N")
    if sheet.top:
        page.repeat_rows(sheet.top[0] - 1, sheet.top[1] - 1)


def _put(page: Worksheet, row: int, column: int, content: Content, look: Format) -> None:
    if content is None:
        page.write_blank(row, column, None, look)
    elif isinstance(content, Formula):
        value = content.value if isinstance(content.value, str) else float(content.value)
        page.write_formula(row, column, content.text, look, value)
    elif isinstance(content, str):
        page.write_string(row, column, content, look)
    elif isinstance(content, date):
        page.write_datetime(row, column, content, look)
    else:
        page.write_number(row, column, float(content), look)
