"""What a workbook would change in the plan: found before anything is changed, for somebody to look at.

Three states of each cell are compared: as it was exported, as it stands in the sheet, and as it stands in the plan
now. What only the sheet changed is a change; what only a colleague changed is left; what both changed is a clash,
shown and never overwritten.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.kit.documents.spreadsheets import address
from workbench.kit.values.errors import Refused
from workbench.plans.rules.reading import Reading
from workbench.plans.rules.sheets.layout import Origin
from workbench.plans.rules.sheets.words import CHOSEN, FAULTY, held, read_cell, sheet_columns, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.definitions.schema import Part, Question
    from workbench.kit.documents.spreadsheets import Cell
    from workbench.kit.values.messages import Message
    from workbench.plans.content import Row
    from workbench.plans.rules.sheets.layout import Held
    from workbench.plans.rules.sheets.own import Lines, SheetLine
    from workbench.plans.rules.sheets.words import Labels

NOTHING = Origin("", None, None)


@dataclass(frozen=True)
class RefusedCell:
    """A cell that cannot be read: nothing of the workbook is stored while there is one."""

    sheet: str
    address: str
    column: str
    reason: Message


@dataclass(frozen=True)
class NewCell:
    """A cell as it would become, beside what stands in the plan now."""

    column: Question
    old: Held
    new: Held
    reading: Reading


@dataclass(frozen=True)
class Added:
    """A line that would be added."""

    number: int
    cells: tuple[NewCell, ...]

    @property
    def readings(self) -> dict[str, Reading]:
        """What is stored, by column."""
        return {cell.column.id: cell.reading for cell in self.cells}


@dataclass(frozen=True)
class Changed:
    """A line of which cells would change."""

    row: Row
    number: int
    cells: tuple[NewCell, ...]

    @property
    def readings(self) -> dict[str, Reading]:
        """What is stored, by column."""
        return {cell.column.id: cell.reading for cell in self.cells}


@dataclass(frozen=True)
class Clash:
    """What both sides changed: a cell, or (without one) a line that one side removed while the other changed it.

    ``gone``: a colleague removed the line, and the sheet changed it. Otherwise the sheet removed it.
    """

    label: str
    number: int | None
    cell: NewCell | None
    gone: bool = False


@dataclass
class SetChanges:
    """Everything that the sheet of one set would change."""

    part: Part
    sheet: str
    added: list[Added] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    unchanged: int = 0
    left_out: tuple[str, ...] = ()
    full: bool = False

    @property
    def anything(self) -> bool:
        """Whether the plan would change at all."""
        return bool(self.added or self.changed or self.removed)

    @property
    def set(self) -> str:
        """The name of the set."""
        return self.part.set or ""


def digest(found: Sequence[SetChanges]) -> str:
    """Return a hash of what would change: a page that was looked at and the plan as it stands now must agree on it."""
    told = [
        (
            one.set,
            [(line.number, [(cell.column.id, cell.new) for cell in line.cells]) for line in one.added],
            [(line.row.id, [(cell.column.id, cell.old, cell.new) for cell in line.cells]) for line in one.changed],
            [row.id for row in one.removed],
            len(one.clashes),
        )
        for one in found
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def changes_of(lines: Lines, part: Part, rows: Sequence[Row], labels: Labels) -> SetChanges:
    """Return what the lines of one sheet would change in the rows of a set as they stand now.

    Of more lines than the set may hold only the first are looked at: nothing of such a sheet can be brought in.
    """
    too_many = len(lines.lines) > part.max_rows
    columns = tuple(column for column in sheet_columns(part) if column.id in lines.columns)
    known = {column.id for column in columns}
    found = SetChanges(part, lines.sheet, left_out=tuple(key for key in lines.columns if key not in known))
    one = _Comparison(lines, columns, labels, found)
    there = {row.id: row for row in rows}
    origins = lines.origins or {}
    listed: set[str] = set()
    fresh: list[SheetLine] = []
    for line in lines.lines[: part.max_rows]:
        if line.row_id is None or line.row_id not in origins:
            fresh.append(line)
        else:
            listed.add(line.row_id)
            one.compare(line, there.get(line.row_id), origins[line.row_id])
    one.add(fresh, [row for row in rows if row.id not in origins])
    for row in () if too_many else rows:
        if row.id in origins and row.id not in listed:
            one.leave_out(row, origins[row.id])
    left = len(rows) - len(found.removed)
    found.full = too_many or (bool(found.added) and left + len(found.added) > part.max_rows)
    return found


@dataclass
class _Comparison:
    """One sheet beside its set; what comes of it goes into ``found``."""

    lines: Lines
    columns: tuple[Question, ...]
    labels: Labels
    found: SetChanges

    def compare(self, line: SheetLine, row: Row | None, origins: Mapping[str, Origin]) -> None:
        cells: list[NewCell] = []
        clashing, refused = False, len(self.found.refused)
        for column, reading in self._edited(line, origins):
            began, mine = origins.get(column.id, NOTHING).held, _held(reading, column)
            theirs = began if row is None else held(row, column)
            if mine == began or (mine == theirs and row is not None):
                continue
            cell = NewCell(column, theirs, mine, reading)
            if row is None or theirs != began:
                clashing = True
                if row is not None:
                    self.found.clashes.append(Clash(row.label, line.number, cell))
            else:
                cells.append(cell)
        if row is None and clashing:
            self.found.clashes.append(Clash(self._name(line), line.number, None, gone=True))
        elif row is not None and cells:
            self.found.changed.append(Changed(row, line.number, tuple(cells)))
        elif row is not None and not clashing and refused == len(self.found.refused):
            self.found.unchanged += 1

    def add(self, lines: Sequence[SheetLine], others: Sequence[Row]) -> None:
        """Add new lines, except those that an earlier import of the same work brought in already."""
        there = Counter(repr([held(row, column) for column in self.columns]) for row in others)
        for line in lines:
            cells = tuple(
                NewCell(column, (None, None), _held(reading, column), reading)
                for column, reading in self._edited(line, {})
            )
            by_column = {cell.column.id: cell.new for cell in cells}
            told = repr([by_column.get(column.id, (None, None)) for column in self.columns])
            if there[told]:
                there[told] -= 1
                self.found.unchanged += 1
            elif cells:
                self.found.added.append(Added(line.number, cells))

    def leave_out(self, row: Row, origins: Mapping[str, Origin]) -> None:
        """Remove a line that no longer stands in the sheet, unless a colleague changed it since."""
        if all(held(row, column) == origins.get(column.id, NOTHING).held for column in self.columns):
            self.found.removed.append(row)
        else:
            self.found.clashes.append(Clash(row.label, None, None))

    def _edited(self, line: SheetLine, origins: Mapping[str, Origin]) -> Iterator[tuple[Question, Reading]]:
        """Yield the cells that say something else than they were exported with; those that cannot be read are told."""
        for column in self.columns:
            cell = line.cells.get(column.id)
            if written(cell.value if cell else None) == origins.get(column.id, NOTHING).written:
                continue
            reading = self._read(cell, column)
            if reading.error is None:
                yield column, reading
            else:
                place = address(line.number, self.lines.columns[column.id])
                self.found.refused.append(RefusedCell(self.lines.sheet, place, column.label, reading.error))

    def _read(self, cell: Cell | None, column: Question) -> Reading:
        if cell is not None and cell.error:
            return Reading(str(cell.value), error=FAULTY)
        known = {label: key for key, label in self.labels.get(column.id, {}).items()}
        if column.kind in CHOSEN:
            now = set(known.values())
            exported = (self.lines.labels or {}).get(column.id, {})
            known |= {label: key for label, key in exported.items() if key in now}
        try:
            return read_cell(cell, column, known)
        except Refused as refusal:
            return Reading("", error=refusal.message)

    def _name(self, line: SheetLine) -> str:
        return next((str(cell.value) for cell in line.cells.values()), "")


def _held(reading: Reading, column: Question) -> Held:
    return (None if reading.value is None else column.answer_kind.stored(reading.value)), None
