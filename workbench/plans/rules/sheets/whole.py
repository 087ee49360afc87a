"""A whole workbook beside a whole plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.plans.rules.sheets.changes import changes_of
from workbench.plans.rules.sheets.layout import TITLES
from workbench.plans.rules.sheets.own import own_lines
from workbench.plans.rules.sheets.plain import plain_lines
from workbench.plans.rules.sheets.words import labels_of

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition, Part
    from workbench.kit.documents.spreadsheets import Sheet, Workbook
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.sheets.changes import SetChanges
    from workbench.plans.rules.sheets.plain import Layout


def money_parts(definition: Definition) -> dict[str, Part]:
    """Return the parts of a template that a workbook holds, by their set."""
    return {name: definition.set_parts[name] for name in TITLES if name in definition.set_parts}


def own_changes(
    book: Workbook, content: PlanContent, definition: Definition, *, plan_id: str
) -> tuple[SetChanges, ...]:
    """Return what a workbook of this plan would change in each set; a sheet that was taken out changes nothing.

    Raises ``Refused`` when the workbook can no longer be compared.
    """
    parts = money_parts(definition)
    return tuple(
        changes_of(lines, parts[lines.set], content.rows(lines.set), labels_of(parts[lines.set], content))
        for lines in own_lines(book, plan_id)
        if lines.set in parts
    )


def plain_changes(sheet: Sheet, content: PlanContent, part: Part, layout: Layout) -> tuple[SetChanges, ...]:
    """Return the lines that a sheet of others would add to a set."""
    lines = plain_lines(sheet, part.set or "", layout)
    return (changes_of(lines, part, content.rows(part.set or ""), labels_of(part, content)),)
