"""Reading areas, figures, maps and postcodes; each a statement or two, whatever is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from workbench.kit.storage import session
from workbench.kit.values.errors import NotFound
from workbench.neighbourhoods.content import Area, Kind, Map, Published
from workbench.neighbourhoods.models import PublishedArea, PublishedFigures, PublishedMap, PublishedPostcode
from workbench.neighbourhoods.rules.reading import decimals
from workbench.neighbourhoods.rules.searching import folded, postcode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

MOST_FOUND = 40
_ORDER = {Kind.DISTRICT: 0, Kind.MUNICIPALITY: 1, Kind.NEIGHBOURHOOD: 2, Kind.COUNTRY: 3}


def area_of(row: PublishedArea) -> Area:
    """Return a stored area as a value."""
    return Area(
        row.code,
        row.name,
        Kind(row.kind),
        row.municipality,
        row.municipality_name,
        row.year,
        row.stable_from,
        row.changed,
    )


def areas(codes: Collection[str]) -> dict[str, Area]:
    """Return these areas by their code; a code that is not known is left out."""
    wanted = select(PublishedArea).where(PublishedArea.code.in_(sorted(codes)))
    return {row.code: area_of(row) for row in session().scalars(wanted)} if codes else {}


def search(typed: str) -> list[Area]:
    """Return wijken, municipalities and buurten with these words in their name, or with this postcode; at most 40."""
    digits, words = postcode(typed), folded(typed)
    if digits:
        return _with_postcode(digits)
    if not words:
        return []
    found = PublishedArea.search.contains(words, autoescape=True)
    wanted = (
        select(PublishedArea)
        .where(found, PublishedArea.kind != Kind.COUNTRY.value)
        .order_by(func.length(PublishedArea.search), PublishedArea.code)
        .limit(4 * MOST_FOUND)
    )
    return _sorted(area_of(row) for row in session().scalars(wanted))[:MOST_FOUND]


def areas_in(municipality: str, kind: Kind) -> list[Area]:
    """Return the wijken or buurten of a municipality by name."""
    wanted = (
        select(PublishedArea)
        .where(PublishedArea.municipality == municipality, PublishedArea.kind == kind.value)
        .order_by(PublishedArea.search, PublishedArea.code)
    )
    return [area_of(row) for row in session().scalars(wanted)]


def municipality_named(name: str) -> Area | None:
    """Return the municipality of that name, however it is typed."""
    words = folded(name).removeprefix("gemeente ")
    wanted = select(PublishedArea).where(PublishedArea.search == words, PublishedArea.kind == Kind.MUNICIPALITY.value)
    found = session().scalars(wanted.order_by(PublishedArea.code)).first() if words else None
    return area_of(found) if found else None


def municipality(code: str) -> Area:
    """Return a municipality; raises ``NotFound`` when there is none of that code."""
    found = session().get(PublishedArea, code)
    if found is None or found.kind != Kind.MUNICIPALITY.value:
        raise NotFound
    return area_of(found)


def figures_of(codes: Collection[str]) -> list[Published]:
    """Return everything that is published of these areas, by code, source and year."""
    wanted = (
        select(PublishedFigures)
        .where(PublishedFigures.code.in_(sorted(codes)))
        .order_by(PublishedFigures.code, PublishedFigures.source, PublishedFigures.year)
    )
    return [Published(row.code, row.source, row.year, decimals(row.figures)) for row in session().scalars(wanted)]


def map_of(code: str, kind: Kind) -> Map | None:
    """Return the map of a municipality with its wijken or buurten, if there is one."""
    found = session().get(PublishedMap, (code, kind.value))
    return Map(found.view_box, found.paths) if found else None


def postcodes_of(codes: Collection[str]) -> list[tuple[str, str]]:
    """Return postcode and code of these buurten."""
    wanted = (
        select(PublishedPostcode.postcode, PublishedPostcode.code)
        .where(PublishedPostcode.code.in_(sorted(codes)))
        .order_by(PublishedPostcode.postcode, PublishedPostcode.code)
    )
    return [(row.postcode, row.code) for row in session().execute(wanted)]


def anything() -> bool:
    """Say whether any area is known: on a new installation nothing may have been imported yet."""
    return session().scalar(select(PublishedArea.code).limit(1)) is not None


def _with_postcode(digits: str) -> list[Area]:
    wanted = select(PublishedPostcode.code).where(PublishedPostcode.postcode == digits)
    buurten = list(session().scalars(wanted))
    return _sorted(areas({*buurten, *(f"WK{code[2:8]}" for code in buurten)}).values())


def _sorted(found: Iterable[Area]) -> list[Area]:
    return sorted(found, key=lambda area: (_ORDER[area.kind], len(area.name), area.name, area.code))
