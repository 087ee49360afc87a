"""What stands in a cell of the sheet for a cell of the plan, and back: labels for keys, numbers as numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.definitions.kinds import MANY
from workbench.kit.documents.spreadsheets import holds
from workbench.kit.values.dates import date_short
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.plans.rules.numbering import numbers
from workbench.plans.rules.reading import read
from workbench.plans.rules.visible import cell_of, row_ids, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.definitions.kinds import Value
    from workbench.definitions.schema import Part, Question
    from workbench.kit.documents.spreadsheets import Cell
    from workbench.kit.documents.spreadsheets import Value as SheetValue
    from workbench.plans.content import PlanContent, Row
    from workbench.plans.rules.numbering import Numbers
    from workbench.plans.rules.reading import Reading
    from workbench.plans.rules.sheets.layout import Held

    Labels = Mapping[str, Mapping[str, str]]  # column -> key -> label

MOST_UNITS = 32_000  # of UTF-16 in a cell; Excel takes 32,767 and asks to repair a file with more
CHOSEN = frozenset({"choice", "choices", "reference", "references"})
FAULTY = Message("this formula does not come out. Type the value itself.")


def sheet_columns(part: Part) -> tuple[Question, ...]:
    """Return the columns that a sheet has: all but stored files."""
    return tuple(column for column in part.columns if column.kind != "file")


def labels_of(part: Part, content: PlanContent) -> dict[str, dict[str, str]]:
    """Return, for each column in which one chooses, the label of each key; every label stands once."""
    numbered = numbers(content)
    return {
        column.id: _each_once(_labels(column, content, numbered))
        for column in sheet_columns(part)
        if column.kind in CHOSEN
    }


def content_of(row: Row, column: Question, labels: Labels) -> str | Decimal | date | None:
    """Return what stands in the sheet for a cell of the plan; a number only when the file keeps every figure of it."""
    value = cell_of(row, column)
    if value is None:
        unread = row.unread.get(column.id)
        return None if unread is None else _fitting(unread)
    if column.kind in CHOSEN:
        known = labels[column.id]
        return _fitting(MANY.join(known.get(key, key) for key in row_ids(value)))
    if isinstance(value, int | Decimal):
        number = Decimal(value).scaleb(-2) if column.kind == "money" else Decimal(value)
        return number if holds(number) else column.answer_kind.typed(value)
    return value if isinstance(value, date) else _fitting(str(value))


def written(value: SheetValue | None) -> str:
    """Return the one text by which two contents of a cell are compared."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    return value.isoformat() if isinstance(value, date) else value.replace("\r\n", "\n").replace("\r", "\n").strip()


def held(row: Row, column: Question) -> Held:
    """Return a cell as the plan stores it: its JSON value and its unread text."""
    value = cell_of(row, column)
    return (None if value is None else column.answer_kind.stored(value)), row.unread.get(column.id)


def read_cell(cell: Cell | None, column: Question, known: Mapping[str, str]) -> Reading:
    """Read a cell of a sheet; ``known`` gives the key of each label. What cannot be read has an error."""
    typed = typed_of(None if cell is None else cell.value, column)
    if column.kind in CHOSEN and typed.strip():
        typed = _keys(typed, column, known)
    return read(typed, column)


def typed_of(value: SheetValue | None, column: Question) -> str:
    """Return a cell of a sheet as somebody would type it in a field."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f").replace(".", ",")
    if isinstance(value, date):
        return value.isoformat() if column.kind == "date" else date_short(value)
    return value


def in_words(cell: Held, column: Question, labels: Labels) -> str:
    """Return a stored cell as people read it, empty for nothing."""
    value, unread = cell
    if value is None:
        return unread or ""
    loaded: Value = column.answer_kind.loaded(value)
    if column.kind in CHOSEN:
        known = labels.get(column.id, {})
        return MANY.join(known.get(key, key) for key in row_ids(loaded))
    return column.answer_kind.plain(loaded, column)


def _labels(column: Question, content: PlanContent, numbered: Numbers) -> Iterable[tuple[str, str]]:
    if column.set is None:
        return [(option.key, option.label) for option in column.options]
    return [(row.id, shown(row.id, column, content, numbered) or "…") for row in content.rows(column.set)]


def _each_once(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, label in pairs:
        number, one = 1, " ".join(label.replace(MANY.strip(), ",").split())
        while one.casefold() in taken:
            number += 1
            one = f"{label} ({number})"
        taken.add(one.casefold())
        found[key] = one
    return found


def _keys(typed: str, column: Question, known: Mapping[str, str]) -> str:
    """Return labels as keys; what is no label is left as it is, so that its own kind says what may be chosen."""
    keys = {label.casefold(): key for label, key in known.items()}
    whole = keys.get(typed.strip().casefold())
    if whole is not None:
        return whole
    pieces = [piece.strip() for piece in typed.split(MANY.strip())] if column.answer_kind.many else [typed.strip()]
    found = [keys.get(piece.casefold(), piece) for piece in pieces]
    if column.set is not None and (strange := [piece for piece in found if piece not in set(known.values())]):
        raise Refused(Message("“%(typed)s” is not in the list.", typed=strange[0][:60]))
    return MANY.join(found)


def _fitting(text: str) -> str:
    # Only a text of very many rare characters is cut; it is known by what was written, so it comes back untouched.
    if len(text) * 2 <= MOST_UNITS or len(text.encode("utf-16-le")) // 2 <= MOST_UNITS:
        return text
    return f"{text[: MOST_UNITS // 2 - 1]}…"
