"""Bringing in what is published: all of a file or nothing, and a second time the same as once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.messages import Message
from workbench.neighbourhoods.models import PublishedArea, PublishedFigures, PublishedMap, PublishedPostcode
from workbench.neighbourhoods.queries import area_of
from workbench.neighbourhoods.rules import files, stability
from workbench.neighbourhoods.rules.searching import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from decimal import Decimal

    from workbench.neighbourhoods.content import Area, Map
    from workbench.neighbourhoods.rules.figures import Figures
    from workbench.neighbourhoods.rules.shipped import Shipped

FIGURES_IMPORTED = Event(
    "figures.imported",
    keys=("file", "year", "kind", "areas", "added", "changed", "sha256"),
    words=Message("brought in published figures"),
)
NAME = 120


@dataclass(frozen=True)
class Outcome:
    """What came of an import: how many pieces the file holds, how many of them were new, how many changed."""

    kind: str
    pieces: int
    added: int
    changed: int


def import_figures(data: bytes, *, name: str, year: int) -> Outcome:
    """Store what a file holds of one year; ``name`` is only told in the audit.

    A value that is not known in this file leaves one that is known from another file of that source and year.
    Raises ``Refused`` for a file that cannot be read; then nothing was stored.
    """
    found = files.read_file(data, year)
    match found.kind:
        case files.FIGURES if found.figures:
            outcome = _store_figures(found.figures, year)
        case files.OUTLINES:
            outcome = _store_maps(found)
        case files.POSTCODES:
            outcome = _store_postcodes(found.postcodes)
        case _:
            outcome = _store_changes(found)
    _tell(outcome, name=name, year=year, sha256=hashlib.sha256(data).hexdigest())
    return outcome


def _tell(outcome: Outcome, *, name: str, year: int, sha256: str) -> None:
    record(
        FIGURES_IMPORTED,
        organisation_id=None,
        object_type="figures",
        object_id=f"{outcome.kind}/{year}",
        file=name[:NAME],
        year=year,
        kind=outcome.kind,
        areas=outcome.pieces,
        added=outcome.added,
        changed=outcome.changed,
        sha256=sha256,
    )


def load_shipped(shipped: Shipped) -> bool:
    """Store the small table that comes with the workbench; what is known already stays. Return whether any was new."""
    there = _known_areas()
    fresh = [area for area in shipped.areas if area.code not in there]
    known = {
        tuple(row)
        for row in session().execute(select(PublishedFigures.code, PublishedFigures.source, PublishedFigures.year))
    }
    rows = [
        {"code": one.code, "source": one.source, "year": one.year, "figures": _stored(one.values)}
        for one in shipped.published
        if (one.code, one.source, one.year) not in known
    ]
    maps = {tuple(row) for row in session().execute(select(PublishedMap.municipality, PublishedMap.kind))}
    _store_areas(there, fresh)
    _insert(PublishedFigures, rows)
    _insert(PublishedMap, [_map_row(place, one) for place, one in shipped.maps.items() if place not in maps])
    _insert(PublishedPostcode, _new_pairs(shipped.postcodes))
    if fresh or rows:
        outcome = Outcome(files.FIGURES, len(shipped.areas), len(rows), 0)
        _tell(outcome, name="shipped", year=max(one.year for one in shipped.published), sha256="")
    return bool(fresh or rows)


def _store_figures(found: Figures, year: int) -> Outcome:
    there = _known_areas()
    # Only the key figures follow the map of their year; other sources may name areas that are no more.
    named = {code: area for code, area in found.areas.items() if code in there or found.source == "cbs"}
    _store_areas(there, [_brought(there.get(code), area, found) for code, area in named.items()])
    wanted = select(PublishedFigures.code, PublishedFigures.figures).where(
        PublishedFigures.source == found.source, PublishedFigures.year == year
    )
    known: dict[str, dict[str, str]] = {row.code: row.figures for row in session().execute(wanted)}
    rows = [
        {"code": code, "source": found.source, "year": year, "figures": {**known.get(code, {}), **_stored(values)}}
        for code, values in found.values.items()
    ]
    added = [row for row in rows if row["code"] not in known]
    changed = [row for row in rows if row["code"] in known and row["figures"] != known[row["code"]]]
    _insert(PublishedFigures, added)
    if changed:
        session().execute(update(PublishedFigures), changed)
    return Outcome(files.FIGURES, len(rows), len(added), len(changed))


def _stored(values: Mapping[str, Decimal]) -> dict[str, str]:
    return {key: str(value) for key, value in values.items()}


def _brought(there: Area | None, area: Area, found: Figures) -> Area:
    """Return an area as it stands after the file, which may not name it."""
    if there is None:
        return replace(area, name=area.name or area.code)
    year, since, changed = stability.newer(there, area, found.unchanged.get(area.code))
    name, within = (area.name, area.municipality_name) if area.year >= there.year else ("", "")
    return replace(
        there,
        name=name or there.name,
        municipality_name=within or there.municipality_name,
        year=year,
        stable_from=since,
        changed=changed,
    )


def _store_changes(found: files.Brought) -> Outcome:
    there = _known_areas()
    told = []
    for code, one in found.changes.items():
        area = there.get(code) or files.area_of(code, one.name or code, one.year)
        year, since, changed = stability.told(area, one)
        told.append(replace(area, year=year, stable_from=since, changed=changed))
    added, changed_rows = _store_areas(there, told)
    return Outcome(found.kind, len(told), added, changed_rows)


def _store_maps(found: files.Brought) -> Outcome:
    there = {(row.municipality, row.kind): row for row in session().scalars(select(PublishedMap))}
    changed = 0
    for place, one in found.maps.items():
        row = there.get(place)
        if row is not None and (row.view_box, row.paths) != (one.view_box, one.paths):
            row.view_box, row.paths = one.view_box, dict(one.paths)
            changed += 1
    added = [_map_row(place, one) for place, one in found.maps.items() if place not in there]
    _insert(PublishedMap, added)
    session().flush()
    return Outcome(found.kind, len(found.maps), len(added), changed)


def _map_row(place: tuple[str, str], one: Map) -> dict[str, Any]:
    municipality, kind = place
    return {"municipality": municipality, "kind": kind, "view_box": one.view_box, "paths": dict(one.paths)}


def _store_postcodes(pairs: set[tuple[str, str]]) -> Outcome:
    """Store pairs; a buurt has one most frequent postcode, and the file that came last says which."""
    there, told = _known_pairs(), {code for _postcode, code in pairs}
    gone = {(postcode, code) for postcode, code in there - pairs if code in told}
    for postcode, code in sorted(gone):
        session().execute(
            delete(PublishedPostcode).where(PublishedPostcode.postcode == postcode, PublishedPostcode.code == code)
        )
    fresh = _new_pairs(pairs)
    _insert(PublishedPostcode, fresh)
    return Outcome(files.POSTCODES, len(pairs), len(fresh) - len(gone), len(gone))


def _known_pairs() -> set[tuple[str, str]]:
    return {(row.postcode, row.code) for row in session().scalars(select(PublishedPostcode))}


def _new_pairs(pairs: Collection[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"postcode": postcode, "code": code} for postcode, code in sorted(set(pairs) - _known_pairs())]


def _known_areas() -> dict[str, Area]:
    return {row.code: area_of(row) for row in session().scalars(select(PublishedArea))}


def _store_areas(there: Mapping[str, Area], brought: Iterable[Area]) -> tuple[int, int]:
    different = [area for area in brought if there.get(area.code) != area]
    added = [area for area in different if area.code not in there]
    changed = [area for area in different if area.code in there]
    _insert(PublishedArea, [_row(area) for area in added])
    if changed:
        session().execute(update(PublishedArea), [_row(area) for area in changed])
        session().expire_all()
    return len(added), len(changed)


def _row(area: Area) -> dict[str, Any]:
    return {
        "code": area.code,
        "name": area.name[:NAME],
        "search": folded(area.name)[:NAME],
        "kind": area.kind.value,
        "municipality": area.municipality,
        "municipality_name": area.municipality_name[:NAME],
        "year": area.year,
        "stable_from": area.stable_from,
        "changed": area.changed,
    }


def _insert(table: type[Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        session().execute(insert(table), rows)
