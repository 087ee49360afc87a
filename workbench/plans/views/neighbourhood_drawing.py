"""What the pages of the neighbourhood show, as plain values for the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.kit.values.messages import Message
from workbench.kit.values.numbers import number
from workbench.kit.web.language import translate
from workbench.neighbourhoods import queries as published
from workbench.neighbourhoods.content import Kind
from workbench.neighbourhoods.rules.indicators import catalogue
from workbench.neighbourhoods.rules.joining import Why
from workbench.neighbourhoods.rules.pictures import AGES, bars, pyramid, town
from workbench.neighbourhoods.rules.sentences import named, sentences
from workbench.plans.rules.neighbourhood import FEWEST, key_of, patients

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from decimal import Decimal

    from workbench.neighbourhoods.content import Area, Shown
    from workbench.neighbourhoods.rules.profile import Line, Profile
    from workbench.plans.content import Figure, PlanContent

NOTHING = Message("no figure")
WHY = {
    Why.UNKNOWN: NOTHING,
    Why.FEW: Message("fewer than 5"),
    Why.NOT_JOINED: Message("cannot be joined"),
    Why.CHANGED: Message("the area has changed"),
    Why.ASK: Message("waits for your answer"),
}
NAMES = {
    Kind.DISTRICT: Message("wijk"),
    Kind.NEIGHBOURHOOD: Message("buurt"),
    Kind.MUNICIPALITY: Message("municipality"),
}


def drawn_profile(found: Profile, content: PlanContent, versions: Mapping[str, int]) -> dict[str, Any]:
    """Return the profile as the page shows it: sentences, drawings, tables and the sources beneath."""
    shown = found.shown
    return {
        "sentences": sentences(shown),
        "pyramid": pyramid(shown),
        "ages": next((one for one in shown if one.key in AGES), None),
        "compared": [
            {"name": line.shown.name, "unit": _unit(line.shown), "source": line.shown.source, "bars": bars(line.shown)}
            for line in found.known
            if line.indicator.core and line.key not in AGES and line.indicator.kind != "count"
        ],
        "groups": _groups(found, _standing(content, found.place), versions),
        "sources": [catalogue().sources[key] for key in found.sources],
        "compared_with": next((town(one) for one in shown if one.compared_with), ""),
    }


def _groups(found: Profile, standing: Mapping[str, Figure], versions: Mapping[str, int]) -> list[dict[str, Any]]:
    rows: dict[str, list[dict[str, Any]]] = {key: [] for key in catalogue().groups}
    for line in found.lines:
        rows[line.indicator.group].append(_row(line, standing.get(line.key), versions, begun=bool(standing)))
    return [{"title": title, "rows": rows[key]} for key, title in catalogue().groups.items() if rows[key]]


def residents_and_patients(content: PlanContent, found: Profile | None) -> dict[str, Any]:
    """Return how many live here, how many are registered with the practices, and where those live."""
    residents = next((line.shown for line in found.known if line.key == "a_inw"), None) if found else None
    rows = [
        {
            "postcode": row.postcode or "",
            "patients": _people(row.patients),
            "date": row.reference_date,
            "source": row.source or "",
        }
        for row in content.patient_areas
    ]
    known = [row.patients for row in content.patient_areas if row.patients is not None and row.patients >= FEWEST]
    return {"residents": residents, "patients": patients(content), "rows": rows, "total": sum(known) if known else None}


def outlines(areas: Sequence[Area], codes: Collection[str]) -> dict[str, Any] | None:
    """Return the map of the municipality of the first area, with these areas filled in; ``None`` without a map."""
    first = next((area for area in areas if area.municipality), None)
    if first is None:
        return None
    kind = Kind.NEIGHBOURHOOD if any(area.kind is Kind.NEIGHBOURHOOD for area in areas) else Kind.DISTRICT
    found = published.map_of(first.municipality, kind)
    if found is None:
        return None
    whole = first.kind is Kind.MUNICIPALITY
    shapes = [
        {"path": path, "chosen": whole or code in codes or f"WK{code[2:8]}" in codes}
        for code, path in sorted(found.paths.items())
    ]
    return {
        "view_box": found.view_box,
        "shapes": sorted(shapes, key=lambda shape: bool(shape["chosen"])),
        "name": first.municipality_name,
    }


def choice_of(
    chosen: Sequence[Area], found: Sequence[Area], town: Area | None, inside: Sequence[Area]
) -> dict[str, Any]:
    """Return the lists of the page on which areas are chosen, each area once, and the map of the municipality."""
    codes = [area.code for area in chosen]
    listed = {area.code for area in inside}
    elsewhere = [area for area in chosen if area.code not in listed]
    fresh = [area for area in found if area.code not in listed and area.code not in codes]
    return {
        "town": town,
        "codes": codes,
        "inside": [_option(area, codes, short=True) for area in inside],
        "elsewhere": [_option(area, codes) for area in elsewhere],
        "found": [_option(area, codes) for area in fresh],
        "found_inside": [area.name for area in found if area.code in listed],
        "towns": {area.municipality: area.municipality_name for area in found if area.municipality_name},
        "map": _map(town, inside, codes) if town and inside else None,
    }


def _map(town: Area, inside: Sequence[Area], codes: Sequence[str]) -> dict[str, Any] | None:
    drawn = published.map_of(town.code, inside[0].kind)
    if drawn is None:
        return None
    names = {area.code: area.name for area in inside}
    shapes = [
        {
            "code": code,
            "name": names.get(code, ""),
            "path": path,
            "chosen": code in codes,
        }
        for code, path in drawn.paths.items()
    ]
    return {
        "view_box": drawn.view_box,
        "shapes": sorted(shapes, key=lambda shape: (bool(shape["name"]), str(shape["name"]))),
    }


def _option(area: Area, codes: Collection[str], *, short: bool = False) -> dict[str, Any]:
    within = f", {area.municipality_name}" if area.municipality_name and area.kind is not Kind.MUNICIPALITY else ""
    words = area.name if short else f"{area.name} ({translate(NAMES[area.kind])}{within})"
    return {"code": area.code, "label": words, "chosen": area.code in codes}


def _standing(content: PlanContent, place: str) -> dict[str, Figure]:
    """Return the figures that the plan has of this neighbourhood, by their indicator; the first of each."""
    found: dict[str, Figure] = {}
    for figure in content.figures:
        if (key := key_of(figure)) and figure.place in {None, place}:
            found.setdefault(key, figure)
    return found


def _row(line: Line, standing: Figure | None, versions: Mapping[str, int], *, begun: bool) -> dict[str, Any]:
    shown = line.shown
    equal = standing is not None and (standing.value, standing.year) == (shown.value, shown.year)
    _where, year = named(shown.compared_with)
    return {
        "key": line.key,
        "name": shown.name,
        "unit": _unit(shown),
        "value": _amount(shown.value, shown) or translate(WHY.get(line.why, NOTHING)),
        "known": line.why is Why.KNOWN,
        "comparison": _amount(shown.comparison, shown) or translate(NOTHING),
        "comparison_year": year,
        "national": _amount(shown.national, shown) or translate(NOTHING),
        "year": shown.year or "",
        "standing": f"{_amount(standing.value, shown)} ({standing.year or '–'})" if standing else "",
        "equal": equal,
        "seen": f"{standing.id}.{versions.get(standing.id, 0)}" if standing else "",
        "ticked": line.indicator.first and not begun and not standing,
    }


def _unit(shown: Shown) -> str:
    """Return the unit where the name does not say it already."""
    return "" if shown.unit == "%" or shown.unit.casefold() in shown.name.casefold() else shown.unit


def _amount(value: Decimal | None, shown: Shown) -> str:
    if value is None:
        return ""
    return f"{number(value)}%" if shown.unit == "%" else number(value)


def _people(count: int | None) -> str:
    if count is None:
        return translate(NOTHING)
    return number(count) if count >= FEWEST else translate(WHY[Why.FEW])
