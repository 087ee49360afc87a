"""A table of Word beside a list of the template: which column of the list each of its columns is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.plans.rules.from_word.synonyms import COLUMNS
from workbench.plans.rules.from_word.terms import likeness, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.definitions.schema import Part, Question
    from workbench.plans.rules.from_word.pieces import Cells

LEAST = 0.6
_NONE: Mapping[str, int] = {}


@dataclass(frozen=True)
class Columns:
    """The columns of a list in the order of a table, None where the table has one that the list does not."""

    columns: tuple[Question | None, ...]
    likeness: float

    @property
    def matched(self) -> int:
        """How many columns of the table have a place."""
        return sum(column is not None for column in self.columns)


def columns_for(rows: Cells, part: Part) -> Columns:
    """Return the columns of a list by the headings in the first row of a table; each column at most once."""
    headings = rows[0] if rows else ()
    scored = sorted(
        (
            (-_alike(heading, part, column), place, order, column)
            for place, heading in enumerate(headings)
            for order, column in enumerate(part.columns)
            if column.kind != "file"
        ),
        key=lambda one: one[:3],
    )
    found: dict[int, Question] = {}
    total = 0.0
    for score, place, _, column in scored:
        if -score >= LEAST and place not in found and column not in found.values():
            found[place] = column
            total -= score
    return Columns(tuple(found.get(place) for place in range(len(headings))), total / max(1, len(headings)))


def _alike(heading: str, part: Part, column: Question) -> float:
    wanted = terms(heading)
    return max((likeness(wanted, terms(name), _NONE) for name in _names(part, column)), default=0.0)


def _names(part: Part, column: Question) -> Iterator[str]:
    yield column.label
    yield from COLUMNS.get((part.set or "", column.id), ())
    yield from COLUMNS.get(("", column.id), ())
