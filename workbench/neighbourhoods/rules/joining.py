"""One figure of several areas: counts are summed, shares and means weighted by their base.

When one part is unknown the whole is unknown; it is never counted as nothing. Numbers of people under five are not
given, nor shares that stand for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.neighbourhoods.rules.reading import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.neighbourhoods.content import Published
    from workbench.neighbourhoods.rules.indicators import Indicator

FEWEST = 5
BASES = "cbs"  # the source of the counts by which others are weighted


class Why(StrEnum):
    """Why there is no figure; ``KNOWN`` when there is one."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    FEW = "few"
    NOT_JOINED = "not_joined"
    CHANGED = "changed"
    ASK = "ask"


@dataclass(frozen=True)
class Found:
    """A value, or why there is none."""

    value: Decimal | None
    why: Why

    @classmethod
    def none(cls, why: Why) -> Found:
        """Return "no figure", with the reason."""
        return cls(None, why)


class Shelf:
    """Everything published of some areas, to look up by area, indicator and year."""

    def __init__(self, published: Iterable[Published]) -> None:
        self._values: dict[tuple[str, str, int], Mapping[str, Decimal]] = {
            (one.code, one.source, one.year): one.values for one in published
        }

    @cached_property
    def _years(self) -> dict[str, list[int]]:
        found: dict[str, set[int]] = {}
        for _code, source, year in self._values:
            found.setdefault(source, set()).add(year)
        return {source: sorted(years, reverse=True) for source, years in found.items()}

    def years(self, source: str) -> list[int]:
        """Return the years of a source, the newest first."""
        return self._years.get(source, [])

    def raw(self, code: str, source: str, key: str, year: int) -> Decimal | None:
        """Return what is published, as it is published."""
        return self._values.get((code, source, year), {}).get(key)

    def base(self, code: str, indicator: Indicator, year: int) -> Decimal | None:
        """Return how many there are in the group that an indicator is about, in that year."""
        counts = [self.raw(code, BASES, key, year) for key in indicator.base]
        known = [count for count in counts if count is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(counts) else None


def joined(shelf: Shelf, codes: Sequence[str], indicator: Indicator, year: int) -> Found:
    """Return one figure of these areas together in a year."""
    if _too_few(shelf, codes, indicator, year):
        return Found.none(Why.FEW)
    if indicator.kind == "single" and len(codes) > 1:
        return Found.none(Why.NOT_JOINED)
    values = [shelf.raw(code, indicator.source, indicator.key, year) for code in codes]
    known = [value for value in values if value is not None]
    whole = bool(known) and len(known) == len(codes)
    if whole and (len(codes) == 1 or indicator.kind == "count"):
        return Found(sum(known, Decimal(0)), Why.KNOWN)
    counted = _of_counts(shelf, codes, indicator, year)
    if counted is not None:
        return Found(counted, Why.KNOWN)
    return _weighted(shelf, codes, indicator, year, known) if whole else Found.none(Why.UNKNOWN)


def _too_few(shelf: Shelf, codes: Sequence[str], indicator: Indicator, year: int) -> bool:
    """Say whether the figure stands for fewer than five people, as far as that is known."""
    key = indicator.key if indicator.people else indicator.counted or indicator.of
    counts = [shelf.raw(code, indicator.source, key, year) for code in codes] if key else []
    known = [count for count in counts if count is not None]
    return bool(known) and len(known) == len(codes) and sum(known) < FEWEST


def _of_counts(shelf: Shelf, codes: Sequence[str], indicator: Indicator, year: int) -> Decimal | None:
    """Return a share from the counts themselves, which is exact; ``None`` when one is not known."""
    if not indicator.of:
        return None
    counts = [shelf.raw(code, indicator.source, indicator.of, year) for code in codes]
    bases = [shelf.base(code, indicator, year) for code in codes]
    known = [one for one in counts if one is not None]
    whole = [one for one in bases if one]
    if not known or len(known) < len(codes) or len(whole) < len(codes):
        return None
    return _rounded(sum(known, Decimal(0)) / sum(whole, Decimal(0)) * indicator.per, 1)


def _weighted(shelf: Shelf, codes: Sequence[str], indicator: Indicator, year: int, values: Sequence[Decimal]) -> Found:
    """Return the mean weighted by the base of that year, else of the nearest year in which all bases are known."""
    for nearest in sorted(shelf.years(BASES), key=lambda one: (abs(one - year), -one)):
        weights = [weight for code in codes if (weight := shelf.base(code, indicator, nearest))]
        if weights and len(weights) == len(codes):
            total = sum((value * weight for value, weight in zip(values, weights, strict=True)), Decimal(0))
            return Found(_rounded(total / sum(weights, Decimal(0)), max(map(_places, values))), Why.KNOWN)
    return Found.none(Why.NOT_JOINED)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounded(value: Decimal, places: int) -> Decimal:
    return plain(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
