"""A table of Word beside a list of the template: which column of the list each of its columns is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.plans.rules.from_word.synonyms import COLUMNS
from workbench.plans.rules.from_word.terms import likeness, terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Part, Question
    from workbench.plans.rules.from_word.pieces import Cells
    from workbench.plans.rules.from_word.terms import Terms

LEAST = 0.6
# A file may hold hundreds of tables, each compared with every list: what is wider is data, what is longer is text.
MOST_COLUMNS = 40
MOST_HEADING = 200
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
    wanted = [terms(heading[:MOST_HEADING]) for heading in headings[:MOST_COLUMNS]]
    scored: list[tuple[float, int, int]] = []
    for order, column in enumerate(part.columns):
        if column.kind != "file":
            names = _names(part.set or "", column.id, column.label)
            alike = ((_alike(heading, names), place) for place, heading in enumerate(wanted))
            scored += [(-score, place, order) for score, place in alike if score >= LEAST]
    found: dict[int, int] = {}
    total = 0.0
    for score, place, order in sorted(scored):
        if place not in found and order not in found.values():
            found[place] = order
            total -= score
    columns = (part.columns[found[place]] if place in found else None for place in range(len(headings)))
    return Columns(tuple(columns), total / max(1, len(headings)))


@lru_cache(maxsize=16_384)
def _alike(heading: Terms, names: tuple[Terms, ...]) -> float:
    return max(likeness(heading, name, _NONE) for name in names)


@lru_cache(maxsize=2048)
def _names(set_name: str, column_id: str, label: str) -> tuple[Terms, ...]:
    """Return the words of everything a column is called."""
    called = (label, *COLUMNS.get((set_name, column_id), ()), *COLUMNS.get(("", column_id), ()))
    return tuple(terms(name) for name in called)
