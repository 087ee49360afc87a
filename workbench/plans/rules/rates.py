"""Choosing the rate of a line: the one of its year, or else the last one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class Agreed(Protocol):
    """A rate as it was agreed."""

    @property
    def role(self) -> str:
        """What it is paid for."""

    @property
    def year(self) -> int:
        """The first year in which it counts."""


One = TypeVar("One", bound=Agreed)


def rate_of(rates: Iterable[One], role: str, year: int | None) -> One | None:
    """Return the rate of a role in a year: the last that was agreed for that year or earlier; of no year the last."""
    wanted = role.strip().casefold()
    fitting = [one for one in rates if one.role.casefold() == wanted and (year is None or one.year <= year)]
    return max(fitting, key=lambda one: one.year, default=None)
