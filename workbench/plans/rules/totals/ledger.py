"""All money of a content, each line computed once; every total and grouping is read from here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from workbench.plans.rules.totals.balance import Balance, YearBalance, grouped, summed
from workbench.plans.rules.totals.costs import cost_of
from workbench.plans.rules.totals.cover import cover_of
from workbench.plans.rules.totals.patients import insurers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.plans.content import CoverLine, PlanContent
    from workbench.plans.rules.totals.balance import Entry, Group
    from workbench.plans.rules.totals.costs import Cost
    from workbench.plans.rules.totals.cover import Cover
    from workbench.plans.rules.totals.patients import Insurer

OI = "oi"
Grouping = Literal["category", "theme", "activity", "funder", "status", "quarter"]
CoverGrouping = Literal["funder", "status", "quarter", "insurer", "payment_title", "basis"]


@dataclass(frozen=True)
class Uncertain:
    """Income that is not counted, in cents: of a line, while these insurers may not follow."""

    line: CoverLine
    insurers: tuple[str, ...]
    amount: int


@dataclass(frozen=True)
class Ledger:
    """Every cost and every cover line of a content with its amount."""

    content: PlanContent
    insurers: tuple[Insurer, ...]
    costs: tuple[Cost, ...]
    covers: tuple[Cover, ...]

    @cached_property
    def cost_by_year(self) -> dict[int | None, int]:
        """All costs by year."""
        return summed((cost.line.year, cost.total) for cost in self.costs)

    @cached_property
    def cover_by_year(self) -> dict[int | None, int]:
        """All cover by year."""
        return summed((cover.line.year, cover.total) for cover in self.covers)

    @cached_property
    def balance(self) -> Balance:
        """Cost and cover per year, in order of years; lines without a year come last."""
        cost, cover = self.cost_by_year, self.cover_by_year
        years = sorted({*self.content.years, *(year for year in (*cost, *cover) if year is not None)})
        rows: list[int | None] = [*years]
        if None in cost or None in cover:
            rows.append(None)
        return Balance(tuple(YearBalance(year, cost.get(year, 0), cover.get(year, 0)) for year in rows))

    @cached_property
    def uncertain(self) -> tuple[Uncertain, ...]:
        """Income that is not counted because an insurer may not follow, by line."""
        return tuple(
            Uncertain(cover.line, cover.uncertain_names, cover.uncertain) for cover in self.covers if cover.uncertain
        )

    def costs_by(self, grouping: Grouping) -> tuple[Group, ...]:
        """Return the costs in groups; those of every grouping sum to the same total."""
        return grouped(self._cost_entries(grouping))

    def cover_by(self, grouping: CoverGrouping) -> tuple[Group, ...]:
        """Return the cover in groups; those of every grouping sum to the same total."""
        return grouped(_cover_entries(self.covers, grouping))

    def asked_of_insurer(self) -> dict[int | None, int]:
        """Return what is asked from O&I money, by year."""
        return summed((cover.line.year, cover.total) for cover in self.covers if cover.line.funder == OI)

    def share_of_others(self) -> Decimal | None:
        """Return the part of the cover that others than the insurer pay, 0 to 1; None while there is no cover."""
        whole = self.balance.cover
        return 1 - Decimal(sum(self.asked_of_insurer().values())) / Decimal(whole) if whole > 0 else None

    def with_fewer_patients(self, percent: int = 1) -> Ledger:
        """Return the money as it would be with so many percent fewer registered patients."""
        covers = tuple(cover_of(cover.line, self.insurers, percent) for cover in self.covers)
        return Ledger(self.content, self.insurers, self.costs, covers)

    @cached_property
    def _themes(self) -> dict[str, str | None]:
        """The theme of each activity; None when it has none that still stands."""
        known = {theme.id for theme in self.content.themes}
        return {one.id: one.theme if one.theme in known else None for one in self.content.activities}

    def _cost_entries(self, grouping: Grouping) -> Iterator[Entry]:
        themes = self._themes
        for cost in self.costs:
            if cost.total is None:
                continue
            if grouping == "quarter":
                yield from ((quarter, cost.line.year, amount) for quarter, amount in cost.quarters.items())
            elif grouping == "theme":
                yield themes.get(cost.line.activity or ""), cost.line.year, cost.total
            elif grouping == "activity":
                yield cost.line.activity if cost.line.activity in themes else None, cost.line.year, cost.total
            else:
                yield getattr(cost.line, grouping), cost.line.year, cost.total


def ledger(content: PlanContent) -> Ledger:
    """Compute all money of a content."""
    insurers = insurers_of(content)
    return Ledger(
        content,
        insurers,
        tuple(cost_of(line) for line in content.budget_lines),
        tuple(cover_of(line, insurers) for line in content.cover_lines),
    )


def balance(content: PlanContent) -> Balance:
    """Return cost and cover per year, in order of years; lines without a year come last."""
    return ledger(content).balance


def totals_by(content: PlanContent, grouping: Grouping) -> tuple[Group, ...]:
    """Return the costs in groups, in the order in which the keys first occur; lines without a key last."""
    return ledger(content).costs_by(grouping)


def cover_by(content: PlanContent, grouping: CoverGrouping) -> tuple[Group, ...]:
    """Return the cover in groups, in the order in which the keys first occur; lines without a key last."""
    return ledger(content).cover_by(grouping)


def cover_by_year(content: PlanContent) -> dict[int | None, int]:
    """Return all cover by year."""
    return ledger(content).cover_by_year


def asked_of_insurer(content: PlanContent) -> dict[int | None, int]:
    """Return what is asked from O&I money, by year."""
    return ledger(content).asked_of_insurer()


def share_of_others(content: PlanContent) -> Decimal | None:
    """Return the part of the cover that others than the insurer pay, 0 to 1; None while there is no cover."""
    return ledger(content).share_of_others()


def row_totals(content: PlanContent, name: str) -> dict[str, int | None]:
    """Return the cents of each row of a set of money by its id; empty for another set."""
    found = ledger(content)
    if name == "budget_lines":
        return {cost.line.id: cost.total for cost in found.costs}
    return {cover.line.id: cover.total for cover in found.covers} if name == "cover_lines" else {}


def _cover_entries(covers: tuple[Cover, ...], grouping: CoverGrouping) -> Iterator[Entry]:
    for cover in covers:
        if cover.total is None:
            continue
        if grouping == "quarter":
            yield from ((quarter, cover.line.year, amount) for quarter, amount in cover.quarters.items())
        elif grouping == "insurer":
            yield from ((name, cover.line.year, amount) for name, amount in cover.insurers.items())
        else:
            yield getattr(cover.line, grouping), cover.line.year, cover.total
