"""Write the small table of figures that ships with the workbench, from a database that holds the official files.

Usage: scripts/demo_neighbourhoods.py, with DATA_DIR or DATABASE_URL of an installation into which
`workbench figures import` brought the files; it writes workbench/demo/neighbourhoods/.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import workbench
from workbench.cli import open_app
from workbench.kit.storage import transaction
from workbench.neighbourhoods import queries
from workbench.neighbourhoods.content import COUNTRY, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.neighbourhoods.content import Area

FOLDER = Path(workbench.__file__).parent / "demo" / "neighbourhoods"
# Merenwijkdistrict, Randwijck, Stokhasselt, Heikant, Quirijnstok, Staatsliedenwijk, Feijenoord.
DISTRICTS = ("WK054608", "WK036201", "WK085542", "WK085543", "WK085544", "WK003425", "WK059910")
YEARS = {"cbs": {2022, 2023, 2024}, "rivm": {2020}, "elan": {2020}}


def main() -> None:
    """Write the four files."""
    open_app()
    FOLDER.mkdir(exist_ok=True)
    municipalities = sorted({f"GM{code[2:6]}" for code in DISTRICTS})
    with transaction(write=False):
        inside = [area for code in municipalities for area in queries.areas_in(code, Kind.NEIGHBOURHOOD)]
        buurten = [area for area in inside if f"WK{area.code[2:8]}" in DISTRICTS]
        areas = [*queries.areas({COUNTRY, *municipalities, *DISTRICTS}).values(), *buurten]
        areas.sort(key=lambda area: (list(Kind).index(area.kind), area.code))
        _write_areas(areas)
        _write_figures([area.code for area in areas])
        _write("postcodes.csv", ["postcode", "code"], sorted(queries.postcodes_of([area.code for area in buurten])))
        _write_outlines(municipalities, {area.code for area in buurten})


def _write(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


def _write_areas(areas: Iterable[Area]) -> None:
    head = ["code", "name", "municipality", "municipality_name", "year", "stable_from", "changed"]
    rows = [
        (one.code, one.name, one.municipality, one.municipality_name, one.year, one.stable_from, _yes(one.changed))
        for one in areas
    ]
    _write("areas.csv", head, rows)


def _yes(said: bool) -> str:
    return "yes" if said else "no"


def _write_figures(codes: Sequence[str]) -> None:
    rows = [
        (one.code, one.source, one.year, key, value)
        for one in queries.figures_of(codes)
        if one.year in YEARS[one.source]
        for key, value in sorted(one.values.items())
    ]
    _write("figures.csv", ["code", "source", "year", "indicator", "value"], rows)


def _write_outlines(municipalities: Iterable[str], buurten: set[str]) -> None:
    found = []
    for code in municipalities:
        for kind in (Kind.DISTRICT, Kind.NEIGHBOURHOOD):
            outlines = queries.map_of(code, kind)
            if outlines is not None:
                own = {key: path for key, path in outlines.paths.items() if kind is Kind.DISTRICT or key in buurten}
                found.append({"municipality": code, "kind": kind, "view_box": outlines.view_box, "paths": own})
    text = json.dumps(found, ensure_ascii=False, sort_keys=True, indent=1)
    (FOLDER / "outlines.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
