"""Giving text back as it was typed, also beside the text of somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.kit.web.pages import datetime_short
from workbench.plans.rules.visible import cell_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.schema import Part, Question
    from workbench.plans.content import Row
    from workbench.plans.forms import PartForm, RowForm
    from workbench.plans.operations import Theirs
    from workbench.plans.operations.pieces import Cell


def typed_text(question: Question, cell: Cell) -> str:
    """Return a stored cell as it would be typed."""
    value, unread = cell
    if unread is not None:
        return unread
    return "" if value is None else question.answer_kind.typed(question.answer_kind.loaded(value))


def typed_cells(row: Row, part: Part) -> dict[str, str]:
    """Return the cells of a row as they would be typed."""
    cells: dict[str, str] = {}
    for column in part.columns:
        value = cell_of(row, column)
        cells[column.id] = row.unread.get(column.id) or ("" if value is None else column.answer_kind.typed(value))
    return cells


def settled_cells(questions: tuple[Question, ...], theirs: Theirs, mine: Mapping[str, str]) -> dict[str, str]:
    """Return what a clashing piece shows to go on with: my text where both changed it, else the joined cell."""
    return {
        question.id: mine.get(question.id, "")
        if question.id in theirs.cells or question.id not in theirs.settled
        else typed_text(question, theirs.settled[question.id])
        for question in questions
    }


def as_read(question: Question, typed: str, references: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    """Return what stands in a field as people read it: a choice by its label, a reference by its row."""
    labels = {option.key: option.label for option in question.options}
    labels |= dict(references.get(question.set or "", ()))
    return labels.get(typed, typed)


def conflict(
    form: PartForm | RowForm, theirs: Theirs | None, references: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, Any]:
    """Return what a page shows of a conflict: ``theirs``, ``their_time``, ``clashes``; of none: None and empty."""
    if theirs is None:
        return {"theirs": None, "their_time": "", "clashes": {}}
    when = datetime_short(theirs.at) if theirs.at else ""
    return {"theirs": theirs, "their_time": when, "clashes": _clashes(form, theirs, references)}


def _clashes(
    form: PartForm | RowForm, theirs: Theirs, references: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, dict[str, str]]:
    """Return both texts of each question that two people changed, by the id of the question."""
    mine = {field.question.id: field for field in form.answer_fields}
    return {
        key: {
            "label": mine[key].question.label,
            "yours": as_read(mine[key].question, mine[key].data or "", references),
            "theirs": as_read(mine[key].question, typed_text(mine[key].question, cell), references),
        }
        for key, cell in theirs.cells.items()
        if key in mine
    }
