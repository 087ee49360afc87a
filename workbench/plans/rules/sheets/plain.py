"""A workbook of others: which sheet and row hold the headings, and which column goes where; guessed, then chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.plans.rules.sheets.layout import HEADING_ROW
from workbench.plans.rules.sheets.own import Lines, SheetLine, marked_columns
from workbench.plans.rules.sheets.words import sheet_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.definitions.schema import Part
    from workbench.kit.documents.spreadsheets import Cell, Row, Sheet, Workbook

MOST_LOOKED_AT = 30  # rows in which headings are sought


@dataclass(frozen=True)
class Layout:
    """Where lines stand in a workbook: the sheet, the row of headings, the last row (0: all), and column by column."""

    sheet: str
    headings: int
    last: int
    columns: Mapping[str, int]


def guessed(book: Workbook, part: Part) -> Layout:
    """Return the layout in which most headings are those of the set; of none, the first filled sheet and row.

    A workbook of another plan says itself where its columns stand.
    """
    best = None
    for sheet in book.sheets:
        if (columns := marked_columns(sheet, part.set or "")) is not None:
            known = {column.id for column in sheet_columns(part)}
            return Layout(sheet.name, HEADING_ROW, 0, {key: at for key, at in columns.items() if key in known})
        for row in sheet.rows[:MOST_LOOKED_AT]:
            columns = columns_named(row, part)
            if not sheet.hidden and (best is None or len(columns) > len(best.columns)):
                best = Layout(sheet.name, row.number, 0, columns)
    if best is None:
        return Layout(book.sheets[0].name, 1, 0, {})
    return best


def fitness(book: Workbook, part: Part) -> tuple[bool, int]:
    """Return how well a workbook fits a set: whether there are lines in it, and how many headings it knows."""
    layout = guessed(book, part)
    sheet = book.sheet(layout.sheet)
    return bool(sheet and plain_lines(sheet, part.set or "", layout).lines), len(layout.columns)


def columns_named(row: Row, part: Part) -> dict[str, int]:
    """Return the columns whose label stands in this row, each at its first place."""
    names = {column.label.casefold(): column.id for column in sheet_columns(part)}
    found: dict[str, int] = {}
    for cell in row.cells:
        column = names.get(" ".join(str(cell.value).casefold().split()))
        if column is not None:
            found.setdefault(column, cell.column)
    return found


def headings(sheet: Sheet, number: int) -> list[tuple[int, str]]:
    """Return the columns of a sheet to choose from, each with its heading, empty where it has none."""
    row = sheet.row(number)
    named = {cell.column: str(cell.value) for cell in row.cells} if row else {}
    return [(column, named.get(column, "")) for column in range(1, sheet.width + 1)]


def plain_lines(sheet: Sheet, name: str, layout: Layout) -> Lines:
    """Return the lines below the headings as new lines; a row in which no chosen column is filled is none."""
    rows = [
        row for row in sheet.rows if row.number > layout.headings and (not layout.last or row.number <= layout.last)
    ]
    lines = tuple(SheetLine(row.number, None, cells) for row in rows if (cells := _cells(row, layout.columns)))
    return Lines(name, sheet.name, layout.columns, lines)


def _cells(row: Row, columns: Mapping[str, int]) -> dict[str, Cell]:
    by_column: dict[int, Cell] = {cell.column: cell for cell in _filled(row.cells)}
    return {key: by_column[column] for key, column in columns.items() if column in by_column}


def _filled(cells: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in cells if not isinstance(cell.value, str) or cell.value.strip()]
