"""Cost against cover by year, and sums of lines that share a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A piece of a line: its key, its year, its cents.
Entry = tuple[str | None, int | None, int]


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


def grouped(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Return sums in the order in which the keys first occur; what has no key comes last."""
    found: dict[str | None, dict[int | None, int]] = {}
    for key, year, amount in entries:
        group = found.setdefault(key, {})
        group[year] = group.get(year, 0) + amount
    return tuple(Group(key, found[key]) for key in sorted(found, key=lambda key: key is None))


def summed(entries: Iterable[tuple[int | None, int | None]]) -> dict[int | None, int]:
    """Return sums by year; a line without an amount adds nothing."""
    found: dict[int | None, int] = {}
    for year, amount in entries:
        if amount is not None:
            found[year] = found.get(year, 0) + amount
    return found
