"""Three sentences that read a profile aloud, in plain Dutch and without more precision than the figures have."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from workbench.kit.values.numbers import number
from workbench.neighbourhoods.rules.indicators import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.neighbourhoods.content import Shown

PEOPLE, ELDERLY = "a_inw", "p_65_oo"
LIVING = ("p_1p_hh", "p_hh_osm", "r_soz_wb", "p_neu_al")
HOMES = ("p_koopw",)
HEALTH = ("h_eenzaam", "p_wmo_t", "p_jz_tn", "h_ziek", "h_rondkomen", "h_gezond")
# Below two, "van elke 100 zijn er 1" is no sentence, and the share says too little.
LEAST = 2
ALIKE = Decimal("0.05")
MUNICIPALITY = ("gemeente ", "gemeenten ")
_OTHER_YEAR = re.compile(r" \(([0-9]{4})\)$")
STEPS = ((100_000, 5_000), (10_000, 500), (1_000, 100), (0, 10))


def sentences(figures: Iterable[Shown]) -> tuple[str, ...]:
    """Return at most three sentences: how many people and how old, how they live, how they are.

    Of several figures the one is read that differs most from the municipality.
    """
    known = of_one_place(figures)
    living = _telling(known, LIVING, HOMES)
    return tuple(sentence for sentence in (_people(known), living, _telling(known, HEALTH)) if sentence)


def of_one_place(figures: Iterable[Shown]) -> dict[str, Shown]:
    """Return the known figures of the neighbourhood by their key, without those of a part of it.

    The neighbourhood is the place whose inhabitants stand first.
    """
    known = [one for one in figures if one.value is not None]
    place = next((one.place for one in known if one.key == PEOPLE), known[0].place if known else "")
    found: dict[str, Shown] = {}
    for one in known:
        if one.place == place:
            found.setdefault(one.key, one)
    return found


def about(value: Decimal) -> str:
    """Return a number of people as one says it: 14.085 is about 14.000."""
    step = next(step for least, step in STEPS if value >= least)
    return number((value / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def whole(value: Decimal) -> int:
    """Return a share as one says it."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _people(known: dict[str, Shown]) -> str:
    people, elderly = known.get(PEOPLE), known.get(ELDERLY)
    if people is None or people.value is None:
        return ""
    start = f"In {people.place or 'de wijk'} wonen ongeveer {about(people.value)} mensen ({people.year})"
    if elderly is None or elderly.value is None or whole(elderly.value) < LEAST:
        return f"{start}."
    return f"{start}; {whole(elderly.value)}% van hen is 65 jaar of ouder{_beside(elderly, '%')}."


def _telling(known: dict[str, Shown], *groups: Sequence[str]) -> str:
    """Return the sentence of the most telling figure: of the first group that can be compared, else of the first."""
    readable = [[one for key in keys if (one := known.get(key)) and _reads(one)] for keys in groups]
    best = [max(group, key=_difference) for group in readable if group]
    if not best:
        return ""
    found = next((one for one in best if _difference(one) >= 0), best[0])
    indicator = catalogue().indicator(found.key)
    phrase = indicator.phrase if indicator else ""
    said = phrase.replace("{value}", str(whole(found.value or Decimal(0))))
    return f"{said} ({found.year}){_beside(found)}." if said else ""


def _reads(figure: Shown) -> bool:
    return figure.value is not None and whole(figure.value) >= LEAST


def _difference(figure: Shown) -> Decimal:
    if not figure.comparison or figure.value is None or not _of_a_municipality(figure):
        return Decimal(-1)
    return abs(figure.value - figure.comparison) / figure.comparison


def _of_a_municipality(figure: Shown) -> bool:
    """Say whether the comparison is that of the municipality: a board also compares with the wijk next to it."""
    return figure.compared_with.casefold().startswith(MUNICIPALITY)


def _beside(figure: Shown, unit: str = "") -> str:
    """Return how a figure stands to the municipality and to the country, as far as those are known."""
    if figure.value is None:
        return ""
    others: list[tuple[str, str]] = []
    if figure.comparison is not None and _of_a_municipality(figure):
        where, year = named(figure.compared_with)
        theirs = whole(figure.comparison)
        others.append((_against(figure.value, theirs), f"{where} ({theirs}{unit}{f' in {year}' if year else ''})"))
    if figure.national is not None:
        theirs = whole(figure.national)
        others.append((_against(figure.value, theirs), f"Nederland ({theirs}{unit})"))
    told, last = "", ""
    for words, where in others:
        told += f"{' en' if told else ','}{f' {words}' if words != last else ''} in {where}"
        last = words
    return told


def _against(value: Decimal, theirs: int) -> str:
    ours = whole(value)
    if abs(ours - theirs) <= ALIKE * theirs:
        return "ongeveer evenveel als"
    return "meer dan" if ours > theirs else "minder dan"


def named(compared_with: str) -> tuple[str, str]:
    """Return what a figure is compared with as a sentence names it, and the year when that is another one."""
    found = _OTHER_YEAR.search(compared_with)
    where = compared_with[: found.start()] if found else compared_with
    if where.casefold().startswith(MUNICIPALITY):
        where = f"de {where[:1].lower()}{where[1:]}"
    return where, found[1] if found else ""
