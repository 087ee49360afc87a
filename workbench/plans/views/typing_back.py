"""Giving text back as it was typed, also beside the text of somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.plans.rules.visible import cell_of

if TYPE_CHECKING:
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


def clashes(questions: tuple[Question, ...], form: PartForm | RowForm, theirs: Theirs) -> list[dict[str, str]]:
    """Return both texts of each question that two people changed, for the component ``conflict``."""
    mine = {field.question.id: field.data or "" for field in form.answer_fields}
    return [
        {"label": question.label, "yours": mine[question.id], "theirs": typed_text(question, theirs.cells[question.id])}
        for question in questions
        if question.id in theirs.cells
    ]
