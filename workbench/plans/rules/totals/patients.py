"""How many registered patients each insurer has, on which reference date."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.plans.rules.totals.rounding import half_up

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workbench.plans.content import Insured, PlanContent

PERCENT = 100
FOLLOWING = frozenset({"preferred", "follows"})
NOT_FOLLOWING = "does_not_follow"


@dataclass(frozen=True)
class Insurer:
    """An insurer with its counts, the oldest first; ``patients`` by the id of the row, None while it is unknown."""

    name: str
    rows: tuple[Insured, ...]
    patients: Mapping[str, int | None]

    def row_on(self, day: date | None) -> Insured:
        """Return the last count on or before a day, else the first there is; of no day: the last one."""
        if day is None or not self._dated:
            return self.rows[-1]
        return self._dated[max(0, bisect_right(self._days, day) - 1)]

    @cached_property
    def _dated(self) -> list[Insured]:
        return [row for row in self.rows if row.reference_date]

    @cached_property
    def _days(self) -> list[date]:
        return [row.reference_date for row in self._dated if row.reference_date]


def insurers_of(content: PlanContent) -> tuple[Insurer, ...]:
    """Return the insurers in the order in which they first stand; a row without a name is one of its own."""
    members, grouped = member_patients(content), dict[str, list["Insured"]]()
    for row in content.insured:
        grouped.setdefault((row.insurer or "").casefold() or f"#{row.id}", []).append(row)
    return tuple(_insurer(rows, members) for rows in grouped.values())


def member_patients(content: PlanContent) -> int:
    """Return the registered patients over all practices."""
    return sum(row.patients or 0 for row in content.members)


def insured_patients(content: PlanContent) -> int:
    """Return the registered patients over all insurers, each at its last count."""
    return sum(one.patients[one.row_on(None).id] or 0 for one in insurers_of(content))


def registered_patients(content: PlanContent) -> int:
    """Return the registered patients: those that the insurers count, else those of the practices."""
    return insured_patients(content) or member_patients(content)


def _insurer(rows: list[Insured], members: int) -> Insurer:
    # Without a date comes first, so that a dated count is the later one.
    order = sorted(rows, key=lambda row: row.reference_date.toordinal() if row.reference_date else 0)
    return Insurer(rows[0].insurer or "", tuple(order), {row.id: _patients(row, members) for row in rows})


def _patients(row: Insured, members: int) -> int | None:
    if row.patients is not None:
        return row.patients
    if row.share is None:
        return None
    share, unit = row.share.as_integer_ratio()
    return half_up(share * members, unit * PERCENT)
