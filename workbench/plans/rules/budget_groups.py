"""Groups of money with the words by which people know them, in the order of the template and of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, cast, get_args

from workbench.plans.rules.totals import QUARTERS, CoverGrouping, Grouping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.numbering import Numbers
    from workbench.plans.rules.totals import Group, Ledger

COSTS, COVER = "budget_lines", "cover_lines"
# The column that a grouping looks at; quarters are always there.
_COLUMNS: Mapping[str, str] = MappingProxyType({"theme": "activity", "insurer": "basis"})


@dataclass(frozen=True)
class Named:
    """A group with its words, empty for what has no key; cents by year."""

    key: str | None
    name: str
    by_year: Mapping[int | None, int]

    @property
    def total(self) -> int:
        """The sum over all years."""
        return sum(self.by_year.values())


@dataclass(frozen=True)
class Pair:
    """Cost against cover of one group in one year, in cents."""

    year: int | None
    key: str | None
    name: str
    cost: int
    cover: int

    @property
    def difference(self) -> int:
        """Cover minus cost: negative when money is short."""
        return self.cover - self.cost


def groupings(definition: Definition) -> tuple[str, ...]:
    """Return how the money of a plan can be grouped, as far as its template asks for it."""
    kinds: Sequence[str] = ("category", "theme", "activity", "funder", "insurer", "payment_title", "quarter", "status")
    return tuple(one for one in kinds if groups_costs(definition, one) or groups_cover(definition, one))


def groups_costs(definition: Definition, grouping: str) -> bool:
    """Say whether costs can be grouped so."""
    return grouping in get_args(Grouping) and _asked(definition, COSTS, grouping)


def groups_cover(definition: Definition, grouping: str) -> bool:
    """Say whether cover can be grouped so."""
    return grouping in get_args(CoverGrouping) and _asked(definition, COVER, grouping)


def costs_by(found: Ledger, definition: Definition, numbered: Numbers, grouping: str) -> tuple[Named, ...]:
    """Return the costs in groups, in order."""
    names = names_of(found.content, definition, numbered, COSTS, grouping)
    return _named(found.costs_by(cast("Grouping", grouping)), names)


def cover_by(found: Ledger, definition: Definition, numbered: Numbers, grouping: str) -> tuple[Named, ...]:
    """Return the cover in groups, in order."""
    names = names_of(found.content, definition, numbered, COVER, grouping)
    return _named(found.cover_by(cast("CoverGrouping", grouping)), names)


def pairs(costs: Sequence[Named], cover: Sequence[Named]) -> tuple[Pair, ...]:
    """Return cost beside cover of the same group, by year; what has no year or no key comes last."""
    order = list(dict.fromkeys([*(one.key for one in costs), *(one.key for one in cover)]))
    order.sort(key=lambda key: (key is None, QUARTERS.index(key) if key in QUARTERS else 0))
    names = {one.key: one.name for one in (*cover, *costs)}
    amounts = {(year, one.key): [0, 0] for groups in (costs, cover) for one in groups for year in one.by_year}
    for at, groups in enumerate((costs, cover)):
        for one in groups:
            for year, amount in one.by_year.items():
                amounts[year, one.key][at] += amount
    places = sorted(amounts, key=lambda place: (place[0] is None, place[0] or 0, order.index(place[1])))
    return tuple(Pair(year, key, names[key], *amounts[year, key]) for year, key in places)


def names_of(
    content: PlanContent, definition: Definition, numbered: Numbers, name: str, grouping: str
) -> dict[str, str]:
    """Return the words of each key of a grouping, in the order in which they are read."""
    if grouping == "quarter":
        return {quarter: f"Q{place}" for place, quarter in enumerate(QUARTERS, start=1)}
    if grouping == "insurer":
        return {row.insurer: row.insurer for row in content.insured if row.insurer}
    if grouping in {"theme", "activity"}:
        rows = content.themes if grouping == "theme" else content.activities
        number = numbered.themes if grouping == "theme" else numbered.activities
        found = {row.id: f"{number.get(row.id, '')} {row.label or '…'}".strip() for row in rows}
        return {key: found[key] for key in number if key in found}
    part = definition.set_parts.get(name)
    question = part.column(grouping) if part else None
    return {option.key: option.label for option in question.options} if question else {}


def _asked(definition: Definition, name: str, grouping: str) -> bool:
    part = definition.set_parts.get(name)
    return part is not None and (grouping == "quarter" or part.column(_COLUMNS.get(grouping, grouping)) is not None)


def _named(groups: Sequence[Group], names: Mapping[str, str]) -> tuple[Named, ...]:
    places = {key: place for place, key in enumerate(names)}
    ordered = sorted(groups, key=lambda group: (group.key is None, places.get(group.key or "", len(places))))
    return tuple(
        Named(group.key, names.get(group.key, group.key) if group.key else "", group.by_year) for group in ordered
    )
