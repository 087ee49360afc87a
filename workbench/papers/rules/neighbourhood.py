"""The neighbourhood at a glance: sentences, ages and bars, drawn from the plan's own figures and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.neighbourhoods.rules.indicators import catalogue
from workbench.neighbourhoods.rules.pictures import AGES, bars, pyramid
from workbench.neighbourhoods.rules.sentences import of_one_place, sentences
from workbench.plans.rules.neighbourhood import shown_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from workbench.neighbourhoods.content import Shown
    from workbench.plans.content import PlanContent

# Bars for more figures would push the table of all figures to the next page.
MOST_COMPARED = 6
SENTENCE, PYRAMID, BARS = 36.0, 160.0, 224.0


@dataclass(frozen=True)
class Compared:
    """One figure beside municipality and country, as bars."""

    name: str
    unit: str
    bars: Markup
    source: str


@dataclass(frozen=True)
class NeighbourhoodView:
    """What stands above the table of figures; ``source`` are the words under the drawing of the ages."""

    sentences: tuple[str, ...]
    pyramid: Markup | None
    source: str
    compared: tuple[Compared, ...]
    notes: tuple[str, ...]
    room: float


def neighbourhood_of(content: PlanContent) -> NeighbourhoodView | None:
    """Return the neighbourhood at a glance; ``None`` when the plan has no published figures."""
    figures = shown_figures(content)
    said, ages = sentences(figures), pyramid(figures)
    compared = tuple(_compared(one) for one in _telling(figures))
    if not said and ages is None and not compared:
        return None
    source = next((one.source for one in figures if one.key in AGES), "")
    room = SENTENCE * len(said) + (PYRAMID if ages is not None else 0)
    return NeighbourhoodView(said, ages, source, compared, _notes(figures), room)


def _telling(figures: Sequence[Shown]) -> list[Shown]:
    """Return the figures that are worth bars: shares and averages of the neighbourhood with something beside them.

    Those that also have the country beside them come first; then the order of the plan counts.
    """
    known = {one.key: one for one in catalogue().indicators}
    found = [
        one
        for key, one in of_one_place(figures).items()
        if key not in AGES
        and known[key].kind in {"share", "mean"}
        and (one.comparison is not None or one.national is not None)
    ]
    return sorted(found, key=lambda one: one.national is None)[:MOST_COMPARED]


def _compared(figure: Shown) -> Compared:
    said = figure.unit == "%" or figure.unit.casefold() in figure.name.casefold()
    source = figure.source if str(figure.year) in figure.source else f"{figure.source}, {figure.year}".strip(", ")
    return Compared(figure.name, "" if said else figure.unit, bars(figure, width=BARS), source)


def _notes(figures: Sequence[Shown]) -> tuple[str, ...]:
    """Return what a reader must know of the sources: which figures were computed and not counted."""
    sources = {found.source for one in figures if (found := catalogue().indicator(one.key))}
    return tuple(source.note for key, source in catalogue().sources.items() if key in sources and source.note)
