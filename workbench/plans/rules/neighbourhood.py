"""The neighbourhood as a plan itself describes it: its own figures, as page and paper show them.

Only the plan's own rows count here. Whatever is published later, the plan says what it said.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workbench.neighbourhoods.content import Shown
from workbench.neighbourhoods.rules.indicators import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.plans.content import Figure, PlanContent

FEWEST = 5


def key_of(figure: Figure) -> str:
    """Return the indicator of a figure: by its key, else by its name when that is the published one; else empty."""
    if figure.key:
        return figure.key if catalogue().indicator(figure.key) else ""
    return _by_name().get((figure.name or "").casefold(), "")


def shown_figures(content: PlanContent) -> tuple[Shown, ...]:
    """Return the plan's figures of published indicators that have a value and a year, in the order of the plan."""
    place = place_of(content)
    return tuple(
        Shown(
            key=key,
            name=figure.name or "",
            unit=figure.unit or "",
            value=figure.value,
            year=figure.year,
            source=figure.source or "",
            place=figure.place or place,
            comparison=figure.comparison,
            compared_with=figure.compared_with or "",
            national=figure.national,
        )
        for figure in content.figures
        if figure.value is not None and figure.year and (key := key_of(figure))
    )


def place_of(content: PlanContent) -> str:
    """Return the neighbourhood by the areas that were chosen, else as the plan calls it."""
    names = [area.name for area in content.areas if area.name]
    return " en ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part) or content.text("neighbourhood")


def chosen_codes(content: PlanContent) -> tuple[str, ...]:
    """Return the codes of the areas that were chosen, each once, in order."""
    return tuple(dict.fromkeys(area.code for area in content.areas if area.code))


def patients(content: PlanContent) -> int | None:
    """Return the registered patients of the practices; ``None`` when no practice says how many."""
    return _sum(member.patients for member in content.members)


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for one in catalogue().indicators:
        names.setdefault(one.label.casefold(), one.key)
    return names
