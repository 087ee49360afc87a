"""What the XML of a workbook becomes while it is parsed: shared texts, and the cells of a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.kit.documents.spreadsheets.meaning import day_of, exact, plain_text
from workbench.kit.documents.spreadsheets.values import Cell, Row, Sheet, address, column_number, short
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.kit.documents.spreadsheets.values import Value

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_WHOLE = re.compile("[0-9]{1,7}")
TRUE, FALSE = "WAAR", "ONWAAR"  # as a Dutch Excel shows them
DAMAGED = Message("This file cannot be read. Open it in Excel, save it again as .xlsx and choose that file.")
TOO_MUCH = Message("This workbook holds too much to read. Save a copy with only the sheets that are needed.")


@dataclass
class Budget:
    """What is left to read of one workbook, over all its parts: each count goes down to zero, then it is refused."""

    elements: int
    cells: int
    characters: int
    rows: int
    columns: int

    def element(self) -> None:
        """Count an element of XML."""
        self.elements -= 1
        if self.elements < 0:
            raise Refused(TOO_MUCH)

    def cell(self) -> None:
        """Count a filled cell."""
        self.cells -= 1
        if self.cells < 0:
            raise Refused(TOO_MUCH)

    def text(self, length: int) -> None:
        """Count characters."""
        self.characters -= length
        if self.characters < 0:
            raise Refused(TOO_MUCH)


class SharedTexts:
    """The texts that cells share, in order; how it is spoken (phonetic hints) is left out."""

    def __init__(self, budget: Budget) -> None:
        self.texts: list[str] = []
        self._budget = budget
        self._pieces: list[str] = []
        self._hears = False
        self._phonetic = 0

    def start(self, tag: str, _attrs: dict[str, str]) -> None:
        """Begin an element."""
        self._budget.element()
        local = tag.rpartition("}")[2]
        if local == "si":
            self._pieces = []
        self._phonetic += local == "rPh"
        self._hears = local == "t" and not self._phonetic

    def end(self, tag: str) -> None:
        """End an element."""
        local = tag.rpartition("}")[2]
        self._hears = False
        self._phonetic -= local == "rPh"
        if local == "si":
            self.texts.append(plain_text("".join(self._pieces)))

    def data(self, text: str) -> None:
        """Take text."""
        if self._hears:
            self._budget.text(len(text))
            self._pieces.append(text)


@dataclass(frozen=True)
class Look:
    """What the cells of a workbook lean on: shared texts, styles that show a day, and where days are counted from."""

    texts: Sequence[str] = ()
    dates: frozenset[int] = frozenset()
    since_1904: bool = False


@dataclass
class SheetCells:
    """The filled cells of one sheet. A cell that is only coloured is not filled, wherever it stands."""

    name: str
    look: Look
    budget: Budget
    _cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    _inside: bool = False
    _row: int = 0
    _column: int = 0
    _kind: str = ""
    _style: int = 0
    _hears: str = ""
    _phonetic: int = 0
    _pieces: list[str] = field(default_factory=list)

    def sheet(self, *, hidden: bool) -> Sheet:
        """Return what was found."""
        rows: dict[int, list[Cell]] = {}
        for (row, _column), cell in sorted(self._cells.items()):
            rows.setdefault(row, []).append(cell)
        return Sheet(self.name, hidden, tuple(Row(number, tuple(cells)) for number, cells in rows.items()))

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Begin an element."""
        self.budget.element()
        local = tag.rpartition("}")[2]
        if local == "sheetData":
            self._inside = True
        elif not self._inside:
            return
        elif local == "row":
            self._row, self._column = _whole(attrs.get("r"), self._row + 1), 0
        elif local == "c":
            self._begin(attrs)
        elif local == "rPh":
            self._phonetic += 1
        elif local in {"v", "t"} and not self._phonetic:
            self._hears = local

    def end(self, tag: str) -> None:
        """End an element."""
        local = tag.rpartition("}")[2]
        if local == "sheetData":
            self._inside = False
        elif local == "rPh":
            self._phonetic -= 1
        elif local == "c" and self._inside and self._pieces:
            self._keep("".join(self._pieces))
        self._hears = ""

    def data(self, text: str) -> None:
        """Take text."""
        if self._hears:
            self.budget.text(len(text))
            self._pieces.append(text)

    def _begin(self, attrs: dict[str, str]) -> None:
        found = attrs.get("r")
        place = _ADDRESS.fullmatch(found) if found else None
        if found and place is None:
            raise Refused(DAMAGED)
        self._column = column_number(place[1]) if place else self._column + 1
        self._row = int(place[2]) if place else self._row
        self._kind, self._style, self._pieces = attrs.get("t", "n"), _whole(attrs.get("s"), 0), []

    def _keep(self, stored: str) -> None:
        value, error = self._value(stored)
        if value == "":
            return
        if not (1 <= self._row <= self.budget.rows and 1 <= self._column <= self.budget.columns):
            raise Refused(self._too_far())
        place = (self._row, self._column)
        if place in self._cells:
            raise Refused(DAMAGED)
        self.budget.cell()
        self._cells[place] = Cell(*place, value, error)

    def _value(self, stored: str) -> tuple[Value, bool]:
        if self._kind == "s":
            place = _whole(stored.strip(), len(self.look.texts))
            if place >= len(self.look.texts):
                raise Refused(DAMAGED)
            return self.look.texts[place], False
        if self._kind in {"str", "inlineStr"}:
            return plain_text(stored), False
        if self._kind == "b":
            return (TRUE if stored.strip() == "1" else FALSE), False
        if self._kind == "e":
            return stored.strip(), True
        number = exact(stored.strip())
        if number is None:
            return stored.strip(), False  # a date as text (t="d"), or what no cell of ours can read
        day = day_of(number, since_1904=self.look.since_1904) if self._style in self.look.dates else None
        return (number if day is None else day), False

    def _too_far(self) -> Message:
        return Message(
            "Cell %(cell)s of sheet “%(sheet)s” lies too far away: at most %(rows)s rows and %(columns)s columns are "
            "read. Empty that cell, save the file and choose it again.",
            cell=address(self._row, self._column),
            sheet=short(self.name),
            rows=self.budget.rows,
            columns=self.budget.columns,
        )


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not _WHOLE.fullmatch(text):
        raise Refused(DAMAGED)
    return int(text)
