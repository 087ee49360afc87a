"""Tasks against roles: who carries out (R), answers for (A), is asked (C) and is told (I)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.plans.content import PlanContent, Task

# Column of a task -> its letter, in the order in which letters are read.
LETTERS: Mapping[str, str] = {"responsible": "R", "accountable": "A", "consulted": "C", "informed": "I"}


@dataclass(frozen=True)
class MatrixRow:
    """One task: of each role, in the order of the roles, its letters; most have none, some two (``RA``)."""

    id: str
    name: str
    portfolio: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """All tasks against all roles; ``roles`` are (id, name)."""

    roles: tuple[tuple[str, str], ...]
    rows: tuple[MatrixRow, ...]


def matrix_of(content: PlanContent) -> Matrix:
    """Return the matrix of a content; a role that a task names and that is gone has no column."""
    roles = tuple((row.id, row.label) for row in content.roles)
    return Matrix(
        roles,
        tuple(
            MatrixRow(row.id, row.label, row.portfolio or "", tuple(letters_of(row, role) for role, _name in roles))
            for row in content.tasks
        ),
    )


def letters_of(task: Task, role: str) -> str:
    """Return the letters of a role at a task: ``R``, ``RA`` or nothing."""
    return "".join(letter for column, letter in LETTERS.items() if role in getattr(task, column))


def roles_by_column(task: Task, cells: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the roles of each column after the letters of some roles were chosen anew; others stay as they are."""
    return {
        column: _sorted([*(one for one in getattr(task, column) if one not in cells), *_with(cells, letter)])
        for column, letter in LETTERS.items()
    }


def _with(cells: Mapping[str, str], letter: str) -> Iterable[str]:
    return (role for role, letters in cells.items() if letter in letters)


def _sorted(roles: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(roles)))
