"""Money of a plan: every amount in cents, rounded once at the line, so that parts always sum to the whole."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from workbench.kit.values.money import cents
from workbench.plans.content import BudgetLine, CoverLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.plans.content import PlanContent, Row

QUARTERS = 4
OI = "oi"
Grouping = Literal["category", "theme", "activity", "funder"]


@dataclass(frozen=True)
class YearBalance:
    """Cost and cover of one calendar year; ``year`` is None for lines that name no year yet."""

    year: int | None
    cost: int
    cover: int

    @property
    def difference(self) -> int:
        """Cover minus cost: negative when money is short."""
        return self.cover - self.cost


@dataclass(frozen=True)
class Balance:
    """Cost and cover of the whole plan, and of each year."""

    years: tuple[YearBalance, ...]

    @property
    def cost(self) -> int:
        """All costs."""
        return sum(year.cost for year in self.years)

    @property
    def cover(self) -> int:
        """All cover, whatever its status."""
        return sum(year.cover for year in self.years)

    @property
    def difference(self) -> int:
        """Cover minus cost: negative when money is short."""
        return self.cover - self.cost


@dataclass(frozen=True)
class Group:
    """The sum of the lines that share a key; ``key`` is None for lines without one."""

    key: str | None
    by_year: dict[int | None, int]

    @property
    def total(self) -> int:
        """The sum over all years."""
        return sum(self.by_year.values())


def line_total(line: BudgetLine) -> int | None:
    """Return quantity times rate in cents, or None while one of them is missing."""
    if line.quantity is None or line.rate is None:
        return None
    return cents(line.quantity, Decimal(line.rate).scaleb(-2))


def cover_total(line: CoverLine) -> int | None:
    """Return patients times tariff (four times when it is per quarter), else the amount, in cents."""
    if line.patients is not None and line.tariff is not None:
        return cents(line.patients, line.tariff, QUARTERS if line.per == "quarter" else 1)
    return line.amount


def row_total(row: Row) -> int | None:
    """Return the amount of a row of money in cents; None for other rows, and while something is missing."""
    if isinstance(row, BudgetLine):
        return line_total(row)
    return cover_total(row) if isinstance(row, CoverLine) else None


def balance(content: PlanContent) -> Balance:
    """Return cost and cover per year, in order of years; lines without a year come last."""
    cost, cover = budget_by_year(content), cover_by_year(content)
    years = sorted({*content.years, *(year for year in (*cost, *cover) if year is not None)})
    rows: list[int | None] = [*years]
    if None in cost or None in cover:
        rows.append(None)
    return Balance(tuple(YearBalance(year, cost.get(year, 0), cover.get(year, 0)) for year in rows))


def budget_by_year(content: PlanContent) -> dict[int | None, int]:
    """Return all costs by year."""
    return _summed((line.year, line_total(line)) for line in content.budget_lines)


def cover_by_year(content: PlanContent) -> dict[int | None, int]:
    """Return all cover by year."""
    return _summed((line.year, cover_total(line)) for line in content.cover_lines)


def totals_by(content: PlanContent, grouping: Grouping) -> tuple[Group, ...]:
    """Return the costs in groups, in the order in which the keys first occur; lines without a key last."""
    key = _grouping(content, grouping)
    return _groups((key(line), line.year, line_total(line)) for line in content.budget_lines)


def cover_by(content: PlanContent, grouping: Literal["funder", "status"]) -> tuple[Group, ...]:
    """Return the cover in groups of funder or status."""
    return _groups((getattr(line, grouping), line.year, cover_total(line)) for line in content.cover_lines)


def asked_of_insurer(content: PlanContent) -> dict[int | None, int]:
    """Return what is asked from O&I money, by year."""
    return _summed((line.year, cover_total(line)) for line in content.cover_lines if line.funder == OI)


def registered_patients(content: PlanContent) -> int:
    """Return the registered patients over all insurers."""
    return sum(row.patients or 0 for row in content.insured)


def share_of_others(content: PlanContent) -> Decimal | None:
    """Return the part of the cover that others than the insurer pay, 0 to 1; None while there is no cover."""
    whole = balance(content).cover
    if whole <= 0:
        return None
    return 1 - Decimal(sum(asked_of_insurer(content).values())) / Decimal(whole)


def _grouping(content: PlanContent, grouping: Grouping) -> Callable[[BudgetLine], str | None]:
    if grouping == "theme":
        themes = {activity.id: activity.theme for activity in content.activities}
        return lambda line: themes.get(line.activity) if line.activity else None
    return lambda line: getattr(line, grouping)


def _groups(entries: Iterable[tuple[str | None, int | None, int | None]]) -> tuple[Group, ...]:
    found: dict[str | None, dict[int | None, int]] = {}
    for key, year, amount in entries:
        if amount is not None:
            group = found.setdefault(key, defaultdict(int))
            group[year] = group.get(year, 0) + amount
    keys = sorted(found, key=lambda key: key is None)
    return tuple(Group(key, dict(found[key])) for key in keys)


def _summed(entries: Iterable[tuple[int | None, int | None]]) -> dict[int | None, int]:
    found: dict[int | None, int] = {}
    for year, amount in entries:
        if amount is not None:
            found[year] = found.get(year, 0) + amount
    return found
