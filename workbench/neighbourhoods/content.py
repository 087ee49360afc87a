"""Areas and what is published about them, as frozen values without database or web."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

COUNTRY = "NL00"


class Kind(StrEnum):
    """What an area is, by the first letters of its code."""

    COUNTRY = "NL"
    MUNICIPALITY = "GM"
    DISTRICT = "WK"
    NEIGHBOURHOOD = "BU"


@dataclass(frozen=True)
class Area:
    """An area as it is in ``year``.

    Its code meant the same area since ``stable_from``. Before that year it meant another area when ``changed``, and
    otherwise nobody knows.
    """

    code: str
    name: str
    kind: Kind
    municipality: str = ""
    municipality_name: str = ""
    year: int = 0
    stable_from: int = 0
    changed: bool = False


@dataclass(frozen=True)
class Published:
    """What one source says of one area in one year: values by the key of the indicator; unknown is absent."""

    code: str
    source: str
    year: int
    values: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Map:
    """The outlines of areas in one frame: SVG paths by code, and the frame as an SVG ``viewBox``."""

    view_box: str
    paths: Mapping[str, str]


@dataclass(frozen=True)
class Shown:
    """A figure as people read it, beside municipality and country. ``None`` is "geen gegeven", never 0.

    Page, plan and paper all draw from this: a plan's own figures have the same fields.
    """

    key: str
    name: str
    unit: str
    value: Decimal | None
    year: int
    source: str
    place: str = ""
    comparison: Decimal | None = None
    compared_with: str = ""
    national: Decimal | None = None
