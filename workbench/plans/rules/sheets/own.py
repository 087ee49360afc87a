"""A workbook that this application wrote, perhaps changed since: its lines by id, and how they were exported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kit.documents.spreadsheets import short
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.plans.rules.sheets.layout import (
    COMPUTED,
    FIRST_ROW,
    HEADING_ROW,
    KEY_COLUMN,
    LISTS,
    MARK_ROW,
    ORIGIN,
    marked,
    origins_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.kit.documents.spreadsheets import Cell, Row, Sheet, Workbook
    from workbench.plans.rules.sheets.layout import Origin

_ROW_ID = re.compile("[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True)
class SheetLine:
    """One line of a sheet: its row, its id in the plan (None for a new one), and its filled cells by column."""

    number: int
    row_id: str | None
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Lines:
    """The lines of one set: where they stand, what each column is called there, and how they were exported.

    ``origins`` is None for a workbook of others, of which every line is new. ``labels`` gives, by column, the key of
    each label as the file lists them.
    """

    set: str
    sheet: str
    columns: Mapping[str, int]
    lines: tuple[SheetLine, ...]
    origins: Mapping[str, Mapping[str, Origin]] | None = None
    labels: Mapping[str, Mapping[str, str]] | None = None


def is_own(book: Workbook, plan_id: str) -> bool:
    """Say whether this application wrote the workbook, for this plan."""
    return any(mark is not None and mark[1] == plan_id for mark in (_mark(sheet) for sheet in book.sheets))


def own_lines(book: Workbook, plan_id: str) -> tuple[Lines, ...]:
    """Return the lines of each set in a workbook of this plan.

    Raises ``Refused`` when a set stands in two sheets, or when what the file needs to be compared is gone.
    """
    origin = book.sheet(ORIGIN)
    buried = [[str(cell.value) for cell in row.cells] for row in origin.rows] if origin else None
    origins = origins_of(buried) if buried is not None else None
    if origins is None:
        raise Refused(Message("A hidden sheet of this workbook is gone or damaged. Download the workbook again."))
    lists = _lists(book)
    found: dict[str, Lines] = {}
    for sheet in book.sheets:
        mark = _mark(sheet)
        if mark is None or mark[1] != plan_id:
            continue
        name = mark[0]
        if name in found:
            raise Refused(
                Message(
                    "The sheets “%(first)s” and “%(second)s” hold the same list. Remove one of them first.",
                    first=short(found[name].sheet),
                    second=short(sheet.name),
                )
            )
        known = {column.partition(".")[2]: keys for column, keys in lists.items() if column.startswith(f"{name}.")}
        found[name] = _lines(sheet, name, origins.get(name, {}), known)
    return tuple(found.values())


def marked_columns(sheet: Sheet, name: str) -> dict[str, int] | None:
    """Return where the columns of a set stand in a sheet that we wrote, for whatever plan; None for any other sheet."""
    mark = _mark(sheet)
    return _columns(sheet) if mark is not None and mark[0] == name else None


def _columns(sheet: Sheet) -> dict[str, int]:
    marks = sheet.row(MARK_ROW)
    return {
        str(cell.value): cell.column
        for cell in (marks.cells if marks else ())
        if cell.column != KEY_COLUMN and not str(cell.value).startswith(COMPUTED)
    }


def _mark(sheet: Sheet) -> tuple[str, str] | None:
    row = sheet.row(MARK_ROW)
    cell = row.cell(KEY_COLUMN) if row else None
    return marked(str(cell.value)) if cell else None


def _lines(
    sheet: Sheet, name: str, origins: Mapping[str, Mapping[str, Origin]], labels: Mapping[str, Mapping[str, str]]
) -> Lines:
    columns = _columns(sheet)
    seen: set[str] = set()
    lines = []
    for row in sheet.rows:
        if row.number <= max(HEADING_ROW, FIRST_ROW - 1):
            continue
        line = _line(row, columns, seen)
        if line.cells:
            lines.append(line)
    return Lines(name, sheet.name, columns, tuple(lines), origins, labels)


def _line(row: Row, columns: Mapping[str, int], seen: set[str]) -> SheetLine:
    key = row.cell(KEY_COLUMN)
    row_id = str(key.value) if key and _ROW_ID.fullmatch(str(key.value)) else None
    if row_id in seen:
        row_id = None  # copied within the sheet: a new line
    by_column = {cell.column: cell for cell in row.cells}
    cells = {key: by_column[column] for key, column in columns.items() if column in by_column}
    if row_id and cells:
        seen.add(row_id)
    return SheetLine(row.number, row_id, cells)


def _lists(book: Workbook) -> dict[str, dict[str, str]]:
    """Return the key of each label, by the name of its list: the labels of an export stay known after a renaming."""
    sheet = book.sheet(LISTS)
    if sheet is None or not sheet.rows:
        return {}
    heads = {cell.column: str(cell.value) for cell in sheet.rows[0].cells}
    found: dict[str, dict[str, str]] = {name: {} for name in heads.values()}
    for row in sheet.rows[1:]:
        cells = {cell.column: str(cell.value) for cell in row.cells}
        for column, name in heads.items():
            if column in cells and column + 1 in cells:
                found[name][cells[column]] = cells[column + 1]
    return found
