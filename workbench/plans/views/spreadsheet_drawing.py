"""What a workbook would change, as plain values for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.kit.documents.spreadsheets import short
from workbench.kit.values.messages import Message
from workbench.kit.web.language import translate
from workbench.plans.rules.sheets import digest, in_words, labels_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Question
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.sheets import Added, Clash, SetChanges

NAMELESS = Message("Without a name")
MOST_TOLD = 50  # refused cells that are named; more is more of the same


def drawn(found: tuple[SetChanges, ...], content: PlanContent) -> dict[str, Any]:
    """Return what the page shows: the ``sets``, the ``refused`` cells, the counts, and whether one may go on."""
    refused = [
        translate(
            Message(
                "%(sheet)s, cell %(cell)s (%(column)s): %(reason)s",
                sheet=short(one.sheet),
                cell=one.address,
                column=one.column,
                reason=translate(one.reason),
            )
        )
        for each in found
        for one in each.refused
    ]
    full = [each.part for each in found if each.full]
    return {
        "sets": [_set(each, content) for each in found],
        "refused": refused[:MOST_TOLD],
        "more": max(0, len(refused) - MOST_TOLD),
        "full": [(part.title, part.max_rows) for part in full],
        "counts": {
            "added": sum(len(each.added) for each in found),
            "changed": sum(len(each.changed) for each in found),
            "removed": sum(len(each.removed) for each in found),
            "unchanged": sum(each.unchanged for each in found),
        },
        "may_go_on": not refused and not full and any(each.anything for each in found),
        "digest": digest(found),
    }


def _set(one: SetChanges, content: PlanContent) -> dict[str, Any]:
    labels = labels_of(one.part, content)
    return {
        "key": one.set,
        "title": one.part.title,
        "added": _added(one, labels),
        "changed": [
            [
                _name(changed.row.label),
                cell.column.label,
                in_words(cell.old, cell.column, labels),
                in_words(cell.new, cell.column, labels),
            ]
            for changed in one.changed
            for cell in changed.cells
        ],
        "removed": [_name(row.label) for row in one.removed],
        "clashes": [
            [_name(clash.label), clash.cell.column.label, *_both(clash, labels)] for clash in one.clashes if clash.cell
        ],
        "lines": [_line_clash(clash) for clash in one.clashes if clash.cell is None],
        "left_out": len(one.left_out),
    }


def _added(one: SetChanges, labels: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return the new lines as a table of the columns in which something stands."""
    filled = {cell.column.id for line in one.added for cell in line.cells}
    columns: list[Question] = [column for column in one.part.columns if column.id in filled]
    return {
        "columns": [{"label": column.label, "numeric": column.answer_kind.numeric} for column in columns],
        "rows": [[_cell(line, column, labels) for column in columns] for line in one.added],
    }


def _cell(line: Added, column: Question, labels: Mapping[str, Mapping[str, str]]) -> str:
    return next((in_words(cell.new, column, labels) for cell in line.cells if cell.column.id == column.id), "")


def _both(clash: Clash, labels: Mapping[str, Mapping[str, str]]) -> list[str]:
    if clash.cell is None:
        return []
    return [in_words(cell, clash.cell.column, labels) for cell in (clash.cell.new, clash.cell.old)]


def _line_clash(clash: Clash) -> str:
    if clash.gone:
        return translate(
            Message("“%(line)s”: somebody else removed this line, so your change is left out.", line=_name(clash.label))
        )
    return translate(
        Message(
            "“%(line)s”: you took this line out, but somebody else changed it meanwhile. It stays in the plan.",
            line=_name(clash.label),
        )
    )


def _name(label: str) -> str:
    return label or translate(NAMELESS)
