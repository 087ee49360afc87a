"""Workbooks as people send them: ours, edited in another program, or one of their own."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import openpyxl

from tests import make
from workbench.kit.documents.spreadsheets import read_workbook
from workbench.papers.content import PaperMeta
from workbench.papers.rules.workbook import workbook_of
from workbench.plans.rules.sheets import own_changes
from workbench.plans.rules.sheets.layout import FIRST_ROW, KEY_COLUMN, MARK_ROW

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.workbook import Workbook

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.sheets import SetChanges

PLAN = "6c1f3c2e-0000-4000-8000-000000000001"
MOMENT = datetime(2026, 11, 3, 13, 3, tzinfo=UTC)
ACTIVITIES = [{"id": "a-1", "name": "Wandelen"}, {"id": "a-2", "name": "Samen eten"}]
LINES: list[dict[str, Any]] = [
    {"id": "b-1", "description": "Zaalhuur", "category": "meetings", "year": 2027, "quantity": "12", "rate": 12500},
    {"id": "b-2", "description": "=1+1", "category": "ict", "activity": "a-1", "year": 2027, "rate": 995},
    {
        "id": "b-3",
        "description": "Trainer",
        "year": 2028,
        "quantity": "7.25",
        "rate": 8050,
        "unread": {"category": "?"},
    },
]

_MADE: dict[str, bytes] = {}


def budget(**changes: object) -> PlanContent:
    """Return a content with two activities and three costs."""
    return make.content(None, **{"activities": ACTIVITIES, "budget_lines": LINES} | changes)


def exported(content: PlanContent, definition: Definition | None = None, plan_id: str = PLAN) -> bytes:
    """Return the workbook of a content."""
    chosen = definition or make.example()
    key = f"{content.sha256} {chosen.fingerprint} {plan_id}"
    if key not in _MADE:  # making one takes longer than most of what is tried with it
        meta = PaperMeta("concept", "1.0", 1, MOMENT, content.sha256, draft=True)
        _MADE[key] = workbook_of(content, chosen, meta, plan_id=plan_id)
    return _MADE[key]


class Edited:
    """Our workbook, open in another program."""

    def __init__(self, data: bytes) -> None:
        self.book: Workbook = openpyxl.load_workbook(io.BytesIO(data))

    def column(self, key: str, sheet: str = "Kosten") -> int:
        """Return the place of a column."""
        return next(cell.column for cell in self.book[sheet][MARK_ROW] if cell.value == key)

    def row(self, row_id: str, sheet: str = "Kosten") -> int:
        """Return the row of a line."""
        page = self.book[sheet]
        return next(n for n in range(FIRST_ROW, page.max_row + 1) if page.cell(n, KEY_COLUMN).value == row_id)

    def set(self, row: int | str, key: str, value: object, sheet: str = "Kosten") -> Edited:
        """Type in a cell of a row, by its number or the id of its line."""
        number = row if isinstance(row, int) else self.row(row, sheet)
        cell: Any = self.book[sheet].cell(number, self.column(key, sheet))
        cell.value = value
        return self

    def remove(self, row_id: str) -> Edited:
        """Take a line out."""
        self.book["Kosten"].delete_rows(self.row(row_id))
        return self

    def saved(self) -> bytes:
        """Return the file as the other program saves it."""
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()


def changes(data: bytes, content: PlanContent, definition: Definition | None = None) -> dict[str, SetChanges]:
    """Return what a workbook would change in a content, by set."""
    found = own_changes(read_workbook(data), content, definition or make.example(), plan_id=PLAN)
    return {one.set: one for one in found}


def costs(
    edit: Callable[[Edited], object], content: PlanContent | None = None, now: PlanContent | None = None
) -> SetChanges:
    """Export a content, edit the workbook, and return what it would change in the costs as they stand now."""
    began = content or budget()
    book = Edited(exported(began))
    edit(book)
    return changes(book.saved(), now or began)["budget_lines"]


def plain(*rows: tuple[object, ...], title: str = "Begroting") -> bytes:
    """Return a workbook of others with these rows."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = title
    for row in rows:
        page.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
