"""A workbook as values: sheets, their filled rows, and cells of text, exact number or date with their address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | Decimal | date
LETTERS = 26
MOST_NAME = 40


@dataclass(frozen=True)
class Cell:
    """A filled cell, rows and columns counted from 1; ``error`` when a formula came out wrong (``#DEEL/0!``)."""

    row: int
    column: int
    value: Value
    error: bool = False

    @property
    def address(self) -> str:
        """Where people find it: ``F12``."""
        return address(self.row, self.column)


@dataclass(frozen=True)
class Row:
    """A row with at least one filled cell; cells stand in the order of their columns."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell | None:
        """Return the filled cell in a column, if there is one."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, whether Excel hides it, and its filled rows from top to bottom."""

    name: str
    hidden: bool
    rows: tuple[Row, ...]

    def row(self, number: int) -> Row | None:
        """Return a filled row by its number, if there is one."""
        return next((row for row in self.rows if row.number == number), None)

    @property
    def width(self) -> int:
        """The number of its last filled column, 0 for an empty sheet."""
        return max((row.cells[-1].column for row in self.rows), default=0)


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file in their order."""

    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, if there is one."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def address(row: int, column: int) -> str:
    """Return the address of a cell, rows and columns counted from 1: ``F12``."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: 27 is ``AA``."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1."""
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def short(name: str) -> str:
    """Return the name of a sheet as it fits in a sentence; a hostile file can give it any length."""
    return name if len(name) <= MOST_NAME else f"{name[: MOST_NAME - 1]}…"
