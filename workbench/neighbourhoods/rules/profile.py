"""The profile of a neighbourhood: per indicator the newest year that is filled, beside municipality and country."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.neighbourhoods.content import COUNTRY, Kind, Shown
from workbench.neighbourhoods.rules.indicators import catalogue, source_line
from workbench.neighbourhoods.rules.joining import Found, Shelf, Why, joined
from workbench.neighbourhoods.rules.stability import Same, same_area

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.neighbourhoods.content import Area, Published
    from workbench.neighbourhoods.rules.indicators import Indicator

# A comparison of another year than the figure's own is better than none, as long as it is near and says so.
FURTHEST = 2


@dataclass(frozen=True)
class Line:
    """One indicator of the profile: the figure with what it is compared with, or why there is none."""

    indicator: Indicator
    shown: Shown
    why: Why

    @property
    def key(self) -> str:
        """The key of the indicator."""
        return self.indicator.key


@dataclass(frozen=True)
class Profile:
    """The profile of one or several areas together."""

    areas: tuple[Area, ...]
    place: str
    lines: tuple[Line, ...]

    @property
    def known(self) -> tuple[Line, ...]:
        """The lines that have a figure."""
        return tuple(line for line in self.lines if line.why is Why.KNOWN)

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The figures that there are, as page, plan and paper show them."""
        return tuple(line.shown for line in self.known)

    @property
    def asked_years(self) -> tuple[int, ...]:
        """The years whose figures wait until people say that a code meant the same area then."""
        return tuple(sorted({line.shown.year for line in self.lines if line.why is Why.ASK}))

    @property
    def was_changed(self) -> bool:
        """Whether figures are left out because a code meant another area."""
        return any(line.why is Why.CHANGED for line in self.lines)

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of the sources of what is shown, in order."""
        used = {line.indicator.source for line in self.lines if line.shown.value is not None}
        return tuple(key for key in catalogue().sources if key in used)


def municipalities_of(areas: Iterable[Area]) -> tuple[str, ...]:
    """Return the codes of the municipalities in which areas lie, each once, in order."""
    return tuple(dict.fromkeys(area.municipality for area in areas if area.municipality))


def needed_codes(areas: Sequence[Area]) -> frozenset[str]:
    """Return the codes of which a profile needs what is published: the areas, their municipalities, the country."""
    return frozenset([*(area.code for area in areas), *municipalities_of(areas), COUNTRY])


def profile(areas: Sequence[Area], published: Iterable[Published], *, same: bool = False) -> Profile:
    """Return the profile of areas; ``same`` when people said that doubtful codes meant the same areas then."""
    shelf, place = Shelf(published), place_of([area.name for area in areas])
    lines = (_line(shelf, areas, place, one, same=same) for one in catalogue().shown)
    return Profile(tuple(areas), place, tuple(line for line in lines if line.why is not Why.UNKNOWN or _compared(line)))


def place_of(names: Sequence[str]) -> str:
    """Return names as one: ``Stokhasselt, Heikant en Quirijnstok``."""
    return " en ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _compared(line: Line) -> bool:
    return line.shown.comparison is not None


def _line(shelf: Shelf, areas: Sequence[Area], place: str, indicator: Indicator, *, same: bool) -> Line:
    year, found = _newest(shelf, areas, indicator, same=same)
    shown = Shown(
        key=indicator.key,
        name=indicator.label,
        unit=indicator.unit,
        value=found.value,
        year=year,
        source=source_line(indicator.source, year) if year else "",
        place=place,
    )
    return Line(indicator, _beside(shelf, areas, indicator, shown), found.why)


def _newest(shelf: Shelf, areas: Sequence[Area], indicator: Indicator, *, same: bool) -> tuple[int, Found]:
    """Return the newest year in which every part is known and may stand under the name of today."""
    codes = [area.code for area in areas]
    refused: tuple[int, Found] | None = None
    for year in shelf.years(indicator.source):
        found = joined(shelf, codes, indicator, year)
        if found.why is Why.UNKNOWN:
            continue
        judged = {same_area(area, year) for area in areas}
        if Same.NO in judged:
            found = Found.none(Why.CHANGED)
        elif Same.ASK in judged and not same:
            found = Found.none(Why.ASK)
        if found.why is Why.KNOWN:
            return year, found
        refused = refused or (year, found)
    return refused or (_any_year(shelf, areas, indicator), Found.none(Why.UNKNOWN))


def _any_year(shelf: Shelf, areas: Sequence[Area], indicator: Indicator) -> int:
    """Return the newest year in which at least the municipality is known."""
    codes = municipalities_of(areas)
    years = shelf.years(indicator.source)
    return next((year for year in years if joined(shelf, codes, indicator, year).why is Why.KNOWN), 0)


def _beside(shelf: Shelf, areas: Sequence[Area], indicator: Indicator, shown: Shown) -> Shown:
    if not shown.year:
        return shown
    country = joined(shelf, [COUNTRY], indicator, shown.year).value
    codes = municipalities_of(areas)
    if all(area.kind is Kind.MUNICIPALITY for area in areas):
        return replace(shown, national=country)
    nearest = sorted(shelf.years(indicator.source), key=lambda year: (abs(year - shown.year), -year))
    for year in nearest:
        found = joined(shelf, codes, indicator, year)
        if abs(year - shown.year) <= FURTHEST and found.value is not None:
            apart = "" if year == shown.year else f" ({year})"
            named = f"{_municipality(areas)}{apart}"
            return replace(shown, comparison=found.value, compared_with=named, national=country)
    return replace(shown, national=country)


def _municipality(areas: Sequence[Area]) -> str:
    names = list(dict.fromkeys(area.municipality_name for area in areas if area.municipality_name))
    return f"{'gemeente' if len(names) < 2 else 'gemeenten'} {place_of(names)}".strip()  # noqa: PLR2004 - one or more
