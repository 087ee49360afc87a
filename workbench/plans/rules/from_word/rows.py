"""Rows of a list out of a table of Word; cells that cannot be read keep what was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.definitions.kinds import LINE_LIMIT, TEXT_LIMIT
from workbench.kit.values.text import clean_line
from workbench.plans.content import SETS
from workbench.plans.rules.from_word.names import unnumbered
from workbench.plans.rules.reading import PERCENT, Reading, is_percentage, read, without_percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.schema import Part, Question
    from workbench.plans.content import Row
    from workbench.plans.rules.from_word.pieces import Cells

_TOTAL = re.compile(r"(?:sub|eind)?tota(?:al|len)\b", re.IGNORECASE)

Known = dict[str, dict[str, list[str]]]  # set -> name of a row -> ids of the rows of that name


@dataclass(frozen=True)
class TableRows:
    """Rows for a list, and the cells that found no place: headings and rows as they stood in the table."""

    rows: tuple[Row, ...]
    left: Cells


def table_rows(
    part: Part, table: Cells, columns: Sequence[Question | None], known: Known, ids: Sequence[str]
) -> TableRows:
    """Return the rows of a table below its headings, at most as many as there are ``ids``.

    Rows of totals are left over: a list makes its own, and would count them twice.
    """
    rows: list[Row] = []
    left: list[tuple[str, ...]] = []
    for cells in table[1:]:
        if len(rows) >= len(ids) or any(_TOTAL.match(cell.strip()) for cell in cells):
            left.append(cells)
            continue
        readings = _readings(part, columns, cells, known)
        if any(reading.typed for reading in readings.values()):
            rows.append(made_row(part, ids[len(rows)], readings))
        over = _left_over(columns, cells, readings)
        if any(over):
            left.append(over)
    return TableRows(tuple(rows), (table[0], *left) if left else ())


def made_row(part: Part, row_id: str, readings: Mapping[str, Reading]) -> Row:
    """Return a row with the values that were read, and unread what could not be."""
    kind = SETS[part.set or ""]
    cells: dict[str, Any] = {"id": row_id, "unread": {}, "extra": {}}
    for column in part.columns:
        reading = readings.get(column.id)
        if reading is None:
            continue
        if reading.unread is not None:
            cells["unread"][column.id] = reading.unread
        elif reading.value is not None:
            stored = column.answer_kind.stored(reading.value)
            (cells if column.id in kind.model_fields else cells["extra"])[column.id] = stored
    return kind.model_validate(cells)


def names_of(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return the ids of rows by their name, as a reference may type it."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.label:
            found.setdefault(row.label.casefold(), []).append(row.id)
    return found


def _readings(part: Part, columns: Sequence[Question | None], cells: Sequence[str], known: Known) -> dict[str, Reading]:
    there = {column.id: (column, cell) for column, cell in zip(columns, cells, strict=False) if column}
    if "name" in there:
        there["name"] = (there["name"][0], unnumbered(there["name"][1]))
    there = _with_unit(part, there)
    found = {key: _read(column, cell, known) for key, (column, cell) in there.items()}
    return {key: reading for key, reading in found.items() if reading.storable}


def _with_unit(part: Part, there: dict[str, tuple[Question, str]]) -> dict[str, tuple[Question, str]]:
    """Take the sign off percentages of a list with a column for units, where that is empty or says percent too."""
    unit = part.column("unit")
    signed = {key: cell for key, (column, cell) in there.items() if column.kind == "decimal" and is_percentage(cell)}
    if unit is None or unit.kind != "line" or not signed or there.get("unit", (unit, ""))[1].strip() not in PERCENT:
        return there
    plain = {key: (there[key][0], without_percent(cell)) for key, cell in signed.items()}
    return {**there, **plain, "unit": (unit, "%")}


def _read(column: Question, cell: str, known: Known) -> Reading:
    if column.set is None or not cell.strip():
        return read(cell, column)
    named = known.get(column.set, {})
    ids = next((named[key] for one in (cell, unnumbered(cell)) if (key := _key(one)) in named), [])
    if len(ids) == 1:
        return Reading(cell, value=tuple(ids) if column.answer_kind.many else ids[0])
    plain = read(cell, column)  # only for what cannot be stored: a cell holds no id, but a name
    if plain.value is None and plain.unread is None:  # refused, or nothing that can be seen
        return plain
    return Reading(cell, unread=clean_line(cell, TEXT_LIMIT if column.answer_kind.many else LINE_LIMIT))


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _left_over(
    columns: Sequence[Question | None], cells: Sequence[str], readings: Mapping[str, Reading]
) -> tuple[str, ...]:
    """Return the cells without a place, with the first cell of the row in front, so that they are still understood."""
    over = [
        "" if place < len(columns) and (column := columns[place]) and column.id in readings else cell
        for place, cell in enumerate(cells)
    ]
    return (cells[0], *over[1:]) if any(over) else tuple(over)
