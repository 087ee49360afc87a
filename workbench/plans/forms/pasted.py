"""Rows pasted from Word or Excel: a spreadsheet's clipboard text, read into the columns of a set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.definitions.kinds import LINE_LIMIT
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.text import clean, clean_line, with_plain_line_ends
from workbench.plans.rules.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.schema import Part, Question

MOST_PASTED = 500_000
_LEAST_FOR_HEADER = 2
# Quotes hold a cell together only when they close it, as a spreadsheet writes them: “"Samen" sterk” is plain text.
_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"(?=[\t\n]|\Z)|([^\t\n]*))([\t\n]|\Z)')


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
    """A paste: the columns it fills, in its own order, its rows, and whether its first line named the columns.

    ``left_over`` counts the columns that the list does not have; ``left_out`` holds their headings.
    """

    columns: tuple[Question, ...]
    rows: tuple[PastedRow, ...]
    had_header: bool
    left_over: int
    left_out: tuple[str, ...] = ()


def pasted_rows(part: Part, text: str, references: Mapping[str, Sequence[tuple[str, str]]]) -> Pasted:
    """Read pasted text: a line a row, tabs between cells, quoted cells may hold line ends.

    A first line with the labels of columns decides their order; otherwise cells follow the order of the list.
    Raises ``Refused`` when there is nothing in it, or more than fits.
    """
    clean(text, MOST_PASTED)  # refuses what no cell could store; the text itself keeps its empty first cell
    lines = _cells(with_plain_line_ends(text).removeprefix("\ufeff"))
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
    unknown = [cell for cell, column in zip(lines[0], header or (), strict=False) if cell and column is None]
    return Pasted(filled, rows, header is not None, widest - len(filled), tuple(unknown))


def _cells(text: str) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    for found in _CELL.finditer(text):
        quoted, plain, end = found.groups()
        lines[-1].append((plain if quoted is None else quoted.replace('""', '"')).strip())
        if end == "\n":
            lines.append([])
        elif not end:
            break
    return [line for line in lines if any(line)]


def _header(part: Part, cells: list[str]) -> tuple[Question | None, ...] | None:
    """Return the column under each heading, None under a heading that the list does not have; None for no headings."""
    labels = {column.label.casefold(): column for column in part.columns}
    labels |= {column.id: column for column in part.columns}
    found: list[Question | None] = []
    for cell in cells:  # a heading that stands twice counts where it stands first
        column = labels.get(cell.casefold())
        found.append(None if column in found else column)
    named = sum(column is not None for column in found)
    return tuple(found) if named >= min(_LEAST_FOR_HEADER, len(part.columns)) else None


def _row(
    columns: Sequence[Question | None], cells: list[str], references: Mapping[str, Sequence[tuple[str, str]]]
) -> PastedRow:
    return PastedRow(
        {column.id: _read(column, cell, references) for column, cell in zip(columns, cells, strict=False) if column}
    )


def _read(column: Question, cell: str, references: Mapping[str, Sequence[tuple[str, str]]]) -> Reading:
    if column.set is None or not cell:
        return read(cell, column)
    known = [row_id for row_id, label in references.get(column.set, ()) if cell.casefold() in _names(row_id, label)]
    if len(known) == 1:
        return Reading(cell, value=known[0])
    reading = read(cell, column)  # only for what cannot be stored: what was pasted is no id, but a name
    if not reading.storable:
        return reading
    sentence = (
        Message("“%(typed)s” stands in the list more than once. Choose a row after adding.", typed=cell[:60])
        if known
        else Message("“%(typed)s” is not in the list. Choose a row after adding.", typed=cell[:60])
    )
    return Reading(cell, unread=clean_line(cell, LINE_LIMIT), error=sentence)


def _names(row_id: str, label: str) -> set[str]:
    """Return what a row may be called: a label is “1.2 Wandelgroep”, so its number, its name, and both together."""
    number, _, name = label.partition(" ")
    return {row_id, label.casefold(), number.casefold(), name.casefold()}
