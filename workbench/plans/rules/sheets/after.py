"""The plan as it would be with the changes of a workbook, to show what they do to the amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.plans.content import SETS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.plans.content import PlanContent, Row
    from workbench.plans.rules.sheets.changes import NewCell, SetChanges


def content_after(content: PlanContent, found: Iterable[SetChanges]) -> PlanContent:
    """Return a content with the changes in it; columns that a template added are left as they are."""
    return content.model_copy(update={one.set: _rows(content, one) for one in found})


def _rows(content: PlanContent, one: SetChanges) -> tuple[Row, ...]:
    kind = SETS[one.set]
    gone = {row.id for row in one.removed}
    changed = {line.row.id: _values(kind, line.cells) for line in one.changed}
    kept = [row.model_copy(update=changed.get(row.id, {})) for row in content.rows(one.set) if row.id not in gone]
    added = [
        kind.model_validate({"id": f"new-{line.number}"}).model_copy(update=_values(kind, line.cells))
        for line in one.added
    ]
    return (*kept, *added)


def _values(kind: type[Row], cells: Iterable[NewCell]) -> dict[str, Any]:
    empty: dict[str, Any] = {name: field.default for name, field in kind.model_fields.items()}
    return {
        cell.column.id: empty[cell.column.id] if cell.reading.value is None else cell.reading.value
        for cell in cells
        if cell.column.id in empty
    }
