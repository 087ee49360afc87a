"""Rows pasted from Word or Excel: a spreadsheet's clipboard text, read into the columns of a set."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.text import clean
from workbench.plans.rules.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.schema import Part, Question

MOST_PASTED = 500_000
_LEAST_FOR_HEADER = 2


@dataclass(frozen=True)
class PastedRow:
    """One pasted row: what came of each column that the paste holds."""

    readings: Mapping[str, Reading]

    @property
    def storable(self) -> bool:
        """Whether every cell can be stored, if need be as it was typed."""
        return all(reading.storable for reading in self.readings.values())


@dataclass(frozen=True)
class Pasted:
    """A paste: the columns it fills, in its own order, its rows, and whether its first line named the columns."""

    columns: tuple[Question, ...]
    rows: tuple[PastedRow, ...]
    had_header: bool
    left_over: int


def pasted_rows(part: Part, text: str, references: Mapping[str, Sequence[tuple[str, str]]]) -> Pasted:
    """Read pasted text: a line a row, tabs between cells, quoted cells may hold line ends.

    A first line with the labels of columns decides their order; otherwise cells follow the order of the list.
    Raises ``Refused`` when there is nothing in it, or more than fits.
    """
    lines = _cells(clean(text, MOST_PASTED))
    if not lines:
        raise Refused(Message("There are no rows in this text. Copy the rows in Word or Excel and paste them here."))
    header = _header(part, lines[0])
    columns: tuple[Question | None, ...] = header or part.columns
    body = lines[1:] if header else lines
    if len(body) > part.max_rows:
        raise Refused(
            Message("This is %(found)s rows; at most %(most)s fit in this list.", found=len(body), most=part.max_rows)
        )
    rows = tuple(_row(columns, cells, references) for cells in body)
    widest = max((len(cells) for cells in body), default=0)
    filled = tuple(column for column in columns[:widest] if column)
    return Pasted(filled, rows, header is not None, widest - len(filled))


def _cells(text: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quotechar='"', strict=False)
    lines = [[cell.strip() for cell in line] for line in reader]
    return [line for line in lines if any(line)]


def _header(part: Part, cells: list[str]) -> tuple[Question | None, ...] | None:
    """Return the column under each heading, None under a heading that the list does not have; None for no headings."""
    labels = {column.label.casefold(): column for column in part.columns}
    labels |= {column.id: column for column in part.columns}
    found = [labels.get(cell.casefold()) for cell in cells]
    named = [column.id for column in found if column is not None]
    enough = len(named) >= min(_LEAST_FOR_HEADER, len(part.columns)) and len(named) == len(set(named))
    return tuple(found) if enough else None


def _row(
    columns: Sequence[Question | None], cells: list[str], references: Mapping[str, Sequence[tuple[str, str]]]
) -> PastedRow:
    return PastedRow(
        {column.id: _read(column, cell, references) for column, cell in zip(columns, cells, strict=False) if column}
    )


def _read(column: Question, cell: str, references: Mapping[str, Sequence[tuple[str, str]]]) -> Reading:
    if column.set is None or not cell:
        return read(cell, column)
    wanted = cell.casefold()
    for row_id, label in references.get(column.set, ()):
        # A label is "1.2 Wandelgroep": the number, the name and both together are understood.
        number, _, name = label.partition(" ")
        if wanted in {row_id, label.casefold(), number.casefold(), name.casefold()}:
            return Reading(cell, value=row_id)
    return Reading(
        cell, unread=cell, error=Message("“%(typed)s” is not in the list. Choose a row after adding.", typed=cell[:60])
    )
