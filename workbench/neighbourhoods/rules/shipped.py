"""The small table that comes with the workbench: areas, figures with source and year, postcodes and outlines."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.neighbourhoods.content import Area, Kind, Map, Published

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Shipped:
    """Everything in the folder."""

    areas: tuple[Area, ...]
    published: tuple[Published, ...]
    postcodes: frozenset[tuple[str, str]]
    maps: dict[tuple[str, str], Map]


def read_shipped(folder: Path) -> Shipped:
    """Read the folder; its files are ours, so a fault in them is a fault of the workbench."""
    return Shipped(
        areas=tuple(_area(row) for row in _rows(folder / "areas.csv")),
        published=tuple(_published(folder)),
        postcodes=frozenset((row["postcode"], row["code"]) for row in _rows(folder / "postcodes.csv")),
        maps={
            (one["municipality"], one["kind"]): Map(one["view_box"], one["paths"])
            for one in json.loads((folder / "outlines.json").read_text(encoding="utf-8"))
        },
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _area(row: dict[str, str]) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        kind=Kind(row["code"][:2]),
        municipality=row["municipality"],
        municipality_name=row["municipality_name"],
        year=int(row["year"]),
        stable_from=int(row["stable_from"]),
        changed=row["changed"] == "yes",
    )


def _published(folder: Path) -> Iterator[Published]:
    found: defaultdict[tuple[str, str, int], dict[str, Decimal]] = defaultdict(dict)
    for row in _rows(folder / "figures.csv"):
        found[row["code"], row["source"], int(row["year"])][row["indicator"]] = Decimal(row["value"])
    for (code, source, year), values in found.items():
        yield Published(code, source, year, values)
