"""Files of boundaries: ready SVG paths for each municipality, or GeoJSON in degrees, which is drawn in a frame here."""

from __future__ import annotations

import json
import re
from math import cos, radians
from typing import TYPE_CHECKING, Any

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.neighbourhoods.content import Map
from workbench.neighbourhoods.rules.reading import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH = 600
# Nothing but numbers and the letters of a path: what is stored here is drawn in pages as it is.
PATH = re.compile(r"[MLHVZmlhvz0-9 .,-]{5,}")
BOX = re.compile(r"-?[0-9.]+( -?[0-9.]+){3}")
Maps = dict[tuple[str, str], Map]
Point = tuple[float, float]


def read_outlines(text: str) -> Maps:
    """Return maps by municipality and kind of area; raises ``Refused`` for JSON of another shape."""
    try:
        data = json.loads(text)
    except ValueError as fault:
        raise Refused(Message("This file begins as JSON and cannot be read as such.")) from fault
    try:
        if "gemeenten" in data:
            found = _ready(data["gemeenten"])
        elif data.get("type") == "FeatureCollection":
            found = _drawn(data["features"])
        else:
            raise Refused(_expected())
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Refused(_expected()) from fault
    if not found:
        raise Refused(_expected())
    return found


def _expected() -> Message:
    return Message(
        "This JSON holds no boundaries that can be read. Expected: GeoJSON with a code such as WK054608 at each area, "
        "or paths for each municipality (gemeenten, viewBox, paden)."
    )


def _ready(municipalities: dict[str, Any]) -> Maps:
    found: Maps = {}
    for code, one in municipalities.items():
        paths = {key: path for key, path in one["paden"].items() if CODE.fullmatch(key) and PATH.fullmatch(path)}
        if not CODE.fullmatch(code) or not BOX.fullmatch(one["viewBox"]) or len(paths) != len(one["paden"]):
            raise ValueError(code)
        found[code, "BU"] = Map(one["viewBox"], paths)
    return found


def _drawn(features: Iterable[dict[str, Any]]) -> Maps:
    grouped: dict[tuple[str, str], dict[str, list[list[Point]]]] = {}
    for feature in features:
        code = feature["properties"]["code"].strip()
        if not CODE.fullmatch(code):
            raise ValueError(code)
        rings = [[(float(x), float(y)) for x, y, *_ in ring] for ring in _rings(feature["geometry"])]
        grouped.setdefault((f"GM{code[2:6]}", code[:2]), {})[code] = rings
    return {place: _framed(shapes) for place, shapes in grouped.items()}


def _rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon


def _framed(shapes: dict[str, list[list[Point]]]) -> Map:
    """Draw degrees in a frame 600 wide; over one municipality the earth is flat enough to stretch one axis."""
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    scale = WIDTH / max((east - west) * narrow, north - south, 1e-9)

    def path(rings: list[list[Point]]) -> str:
        drawn = (
            "L".join(f"{(x - west) * narrow * scale:.0f} {(north - y) * scale:.0f}" for x, y in ring) for ring in rings
        )
        return "".join(f"M{ring}Z" for ring in drawn)

    box = f"0 0 {(east - west) * narrow * scale:.0f} {(north - south) * scale:.0f}"
    return Map(box, {code: path(rings) for code, rings in shapes.items()})
