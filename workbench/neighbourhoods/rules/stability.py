"""Whether a code means the same area in another year, so that its figures may stand under the name of today."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.neighbourhoods.content import Kind

if TYPE_CHECKING:
    from workbench.neighbourhoods.content import Area
    from workbench.neighbourhoods.rules.files import Stability


class Same(StrEnum):
    """The answer: yes; no; or nobody knows, so the people of the neighbourhood decide."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


def same_area(area: Area, year: int) -> Same:
    """Say whether the code of an area meant that area in a year.

    Codes of wijken and buurten are used again for other areas; those of municipalities and the country are not.
    """
    if area.kind in {Kind.COUNTRY, Kind.MUNICIPALITY} or area.stable_from <= year <= area.year:
        return Same.YES
    if year > area.year:
        return Same.ASK
    return Same.NO if area.changed else Same.ASK


def newer(there: Area, brought: Area, unchanged: bool | None) -> tuple[int, int, bool]:
    """Return year, ``stable_from`` and ``changed`` of a known area after a file of figures told of it again.

    ``unchanged`` is what the file says of the year before: the same area, another one, or nothing (``None``).
    """
    if brought.year < there.year:
        return there.year, there.stable_from, there.changed
    if unchanged is False:
        return brought.year, brought.year, True
    if brought.year == there.year:
        since = min(there.stable_from, there.year - 1) if unchanged else there.stable_from
        return there.year, since, there.changed
    if unchanged and brought.year == there.year + 1:
        return brought.year, there.stable_from, there.changed
    return brought.year, brought.year, False


def told(there: Area, stability: Stability) -> tuple[int, int, bool]:
    """Return the same three after a file of changed codes told of a known area."""
    if there.year > stability.year and there.stable_from > stability.year:
        return there.year, there.stable_from, there.changed  # the file says nothing of the area of today
    return max(there.year, stability.year), stability.stable_from, stability.changed
