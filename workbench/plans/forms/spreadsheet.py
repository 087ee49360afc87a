"""Which sheet and columns of a workbook of others are meant: guessed, until somebody chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kit.documents.spreadsheets import column_letters
from workbench.plans.rules.sheets import Layout, columns_named, fitness, guessed, headings, sheet_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Part
    from workbench.kit.documents.spreadsheets import Sheet, Workbook

LIST, SHEET, HEADINGS, LAST, STEP = "lijst", "blad", "koppen", "laatste", "stap"
LINES, COLUMNS = "regels", "kolommen"
COLUMN = "kolom-"
MOST_DIGITS = 5


@dataclass(frozen=True)
class Chosen:
    """What was chosen: the set by its part, the sheet, and where its lines stand; ``ready`` to look at the lines."""

    part: Part
    sheet: Sheet
    place: int
    layout: Layout
    ready: bool

    @property
    def fields(self) -> dict[str, str]:
        """The choice as fields of a form, so that it can be sent again."""
        fixed = {
            LIST: self.part.set or "",
            SHEET: str(self.place),
            HEADINGS: str(self.layout.headings),
            LAST: str(self.layout.last or ""),
            STEP: LINES,
        }
        return fixed | {f"{COLUMN}{key}": str(column) for key, column in self.layout.columns.items()}

    @property
    def options(self) -> list[tuple[str, str]]:
        """The columns of the sheet to choose from, by letter and heading."""
        return [
            (str(column), f"{column_letters(column)}: {name}" if name else column_letters(column))
            for column, name in headings(self.sheet, self.layout.headings)
        ]


def chosen_columns(sent: Mapping[str, str], book: Workbook, parts: Mapping[str, Part]) -> Chosen:
    """Return what was chosen of a workbook; what was not chosen yet is guessed from its headings."""
    name = sent.get(LIST, "")
    if name not in parts:
        name = max(parts, key=lambda one: fitness(book, parts[one]))
    part = parts[name]
    guess = guessed(book, part)
    place = _number(sent.get(SHEET, ""), 1, len(book.sheets))
    if place is None:
        place = next(number for number, sheet in enumerate(book.sheets, start=1) if sheet.name == guess.sheet)
        return Chosen(part, book.sheets[place - 1], place, guess, ready=False)
    sheet = book.sheets[place - 1]
    row = _number(sent.get(HEADINGS, ""), 1, 10**MOST_DIGITS) or 1
    last = _number(sent.get(LAST, ""), 1, 10**MOST_DIGITS) or 0
    columns = _columns(sent, sheet, part) if sent.get(STEP) == LINES else _named(sheet, row, part)
    return Chosen(part, sheet, place, Layout(sheet.name, row, last, columns), sent.get(STEP) == LINES and bool(columns))


def _columns(sent: Mapping[str, str], sheet: Sheet, part: Part) -> dict[str, int]:
    """Return the columns that were chosen, each column of the sheet for one of the list."""
    found: dict[str, int] = {}
    for column in sheet_columns(part):
        number = _number(sent.get(f"{COLUMN}{column.id}", ""), 1, sheet.width)
        if number is not None:
            found[column.id] = number
    return found


def _named(sheet: Sheet, row: int, part: Part) -> dict[str, int]:
    found = sheet.row(row)
    return columns_named(found, part) if found else {}


def _number(text: str, least: int, most: int) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        return None
    return int(text) if least <= int(text) <= most else None
