"""Tasks against roles on paper: letters in columns, as the page shows them; a row holds all answers of its task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.plans.rules.raci import LETTERS, matrix_of

if TYPE_CHECKING:
    from workbench.definitions.schema import Part
    from workbench.plans.content import PlanContent, Row
    from workbench.plans.rules.raci import MatrixRow

# More roles do not fit beside each other; then the tasks are an ordinary table.
MOST_ROLES = 7
KNOWN = frozenset({"name", "portfolio", *LETTERS})
# Percents of the width for the task, and points of a head and a row.
TASK, HEAD, ROW = 37, 34.0, 30.0


@dataclass(frozen=True)
class RaciRow:
    """A task with the keys of the answers that its row holds."""

    row: MatrixRow
    address: str
    answers: str


@dataclass(frozen=True)
class Raci:
    """The matrix, the width of a role's column in percents, and the room of its first rows in points."""

    roles: tuple[str, ...]
    rows: tuple[RaciRow, ...]
    task_share: int
    share: int
    room: float = HEAD + 2 * ROW


def raci_of(part: Part, content: PlanContent) -> Raci | None:
    """Return the tasks as a matrix, or nothing where they must be an ordinary table to say everything."""
    matrix = matrix_of(content)
    strange = {column.id for column in part.columns} - KNOWN
    lost = any(row.unread or not _roles(row) <= {role for role, _name in matrix.roles} for row in content.tasks)
    if not matrix.rows or not 0 < len(matrix.roles) <= MOST_ROLES or strange or lost:
        return None
    share = (100 - TASK) // len(matrix.roles)
    rows = tuple(
        RaciRow(shown, f"tasks/{row.id}", _answers(part, row))
        for shown, row in zip(matrix.rows, content.tasks, strict=True)
    )
    names = tuple(name or "Zonder naam" for _role, name in matrix.roles)
    return Raci(names, rows, 100 - share * len(matrix.roles), share)


def _roles(row: Row) -> set[str]:
    return {role for column in LETTERS for role in (row.cell(column) or ())}  # type: ignore[union-attr]  # these columns hold ids of roles


def _answers(part: Part, row: Row) -> str:
    return " ".join(f"tasks/{row.id}/{one.id}" for one in part.columns if row.cell(one.id) is not None)
