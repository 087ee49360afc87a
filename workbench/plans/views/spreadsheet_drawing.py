"""What a workbook would change, as plain values for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.kit.documents.spreadsheets import short
from workbench.kit.values.dates import LAST_YEAR
from workbench.kit.values.messages import Message
from workbench.kit.values.money import money
from workbench.kit.web.language import translate
from workbench.plans.rules.sheets import content_after, digest, in_words, labels_of
from workbench.plans.rules.totals import ledger

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.definitions.schema import Question
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.sheets import Added, Clash, RefusedCell, SetChanges
    from workbench.plans.rules.sheets.layout import Held
    from workbench.plans.rules.sheets.words import Labels

NAMELESS, NO_YEAR = Message("Without a name"), Message("No year")
EMPTY = Message("(empty)")
MOST_TOLD = 50  # refused cells that are named; more is more of the same


def drawn(found: tuple[SetChanges, ...], content: PlanContent) -> dict[str, Any]:
    """Return what the page shows: the ``sets``, the ``refused`` cells, the counts, and whether one may go on."""
    refused = [_refused(one) for each in found for one in each.refused]
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
        "totals": _totals(content, content_after(content, found)),
        "may_go_on": not refused and not full and any(each.anything for each in found),
        "digest": digest(found),
    }


def _refused(one: RefusedCell) -> str:
    told = Message(
        "%(sheet)s, cell %(cell)s (%(column)s): %(reason)s",
        sheet=short(one.sheet),
        cell=one.address,
        column=one.column,
        reason=translate(one.reason),
    )
    return translate(told)


def _totals(now: PlanContent, after: PlanContent) -> list[list[str]]:
    """Return the amounts that change: what it is, now, and as it would be."""
    before, later = ledger(now), ledger(after)
    rows: list[list[str]] = []
    for name, was, becomes in (
        (translate(Message("Costs")), before.cost_by_year, later.cost_by_year),
        (translate(Message("Funding")), before.cover_by_year, later.cover_by_year),
    ):
        for year in sorted({*was, *becomes}, key=lambda year: year or LAST_YEAR + 1):
            amounts = was.get(year, 0), becomes.get(year, 0)
            if amounts[0] != amounts[1]:
                rows.append([f"{name} {year or translate(NO_YEAR)}", *(money(one) for one in amounts)])
    return rows


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
                *_words((cell.old, cell.new), cell.column, labels),
            ]
            for changed in one.changed
            for cell in changed.cells
        ],
        "removed": [[_name(row.label)] for row in one.removed],
        "clashes": [
            [_name(clash.label), clash.cell.column.label, *_both(clash, labels)] for clash in one.clashes if clash.cell
        ],
        "lines": [_line_clash(clash) for clash in one.clashes if clash.cell is None],
        "left_out": len(one.left_out),
    }


def _added(one: SetChanges, labels: Labels) -> dict[str, Any]:
    """Return the new lines as a table of the columns in which something stands."""
    filled = {cell.column.id for line in one.added for cell in line.cells}
    columns: list[Question] = [column for column in one.part.columns if column.id in filled]
    return {
        "columns": [{"label": column.label, "numeric": column.answer_kind.numeric} for column in columns],
        "rows": [[_cell(line, column, labels) for column in columns] for line in one.added[: one.part.max_rows]],
    }


def _cell(line: Added, column: Question, labels: Labels) -> str:
    return next((in_words(cell.new, column, labels) for cell in line.cells if cell.column.id == column.id), "")


def _both(clash: Clash, labels: Labels) -> list[str]:
    return _words((clash.cell.new, clash.cell.old), clash.cell.column, labels) if clash.cell else []


def _words(cells: Iterable[Held], column: Question, labels: Labels) -> list[str]:
    return [in_words(cell, column, labels) or translate(EMPTY) for cell in cells]


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
