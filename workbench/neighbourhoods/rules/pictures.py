"""Drawings of a profile that page and paper share: bars on one scale, and the ages as a pyramid.

Every bar has its number beside it, so that nobody has to measure, and colour alone says nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.kit.documents.drawing import line, rect, shortened, svg, text
from workbench.kit.values.numbers import number
from workbench.neighbourhoods.rules.sentences import named, of_one_place, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from workbench.neighbourhoods.content import Shown

INK, SOFT, OWN, TOWN, COUNTRY = "#1b2b34", "#47555d", "#0b5563", "#8a8573", "#c9c5b8"
AGES = {
    "p_65_oo": "65 en ouder",
    "p_45_64": "45 tot 65",
    "p_25_44": "25 tot 45",
    "p_15_24": "15 tot 25",
    "p_00_14": "0 tot 15",
}
LONGEST_PLACE = 17
HERE, NATION = "Dit gebied", "Nederland"
# Points: three rows of bars, their names before them and their numbers behind.
WIDTH, ROW, THICK, NAME, VALUE, SIZE = 240.0, 15.0, 9.0, 86.0, 44.0, 9.5
# The pyramid: two wings around the names of the ages.
WING, MIDDLE, STEP, BAR, HEAD = 120.0, 70.0, 22.0, 15.0, 20.0
LEAST = 0.75


def short_place(figure: Shown) -> str:
    """Return the name of the neighbourhood where there is room for it."""
    return figure.place if 0 < len(figure.place) <= LONGEST_PLACE else HERE


def town(figure: Shown) -> str:
    """Return the name of what a figure is compared with, without the word "gemeente"."""
    words = named(figure.compared_with)[0].removeprefix("de ")
    return words.removeprefix("gemeenten ").removeprefix("gemeente ") or "Vergelijking"


def amount(value: Decimal, unit: str) -> str:
    """Return a figure with a short unit; longer units stand in the heading."""
    return f"{number(value)}%" if unit == "%" else number(value)


def spoken(figure: Shown) -> str:
    """Return what a drawing of bars says, for who does not see it."""
    told = ", ".join(f"{name} {amount(value, figure.unit)}" for name, value, _colour in _bars(figure))
    unit = "" if figure.unit == "%" else f" ({figure.unit})"
    return f"{figure.name}{unit}, {figure.year}: {told}."


def bars(figure: Shown, *, width: float = WIDTH) -> Markup:
    """Return a bar for the neighbourhood, and under it those of municipality and country where they are known."""
    rows = _bars(figure)
    most = max([abs(value) for _name, value, _colour in rows], default=Decimal(0)) or Decimal(1)
    parts: list[Markup] = []
    for place, (name, value, colour) in enumerate(rows):
        top = place * ROW
        length = max(LEAST, float(max(value, Decimal(0)) / most) * (width - NAME - VALUE))
        own = place == 0
        parts += [
            text(
                0,
                top + THICK,
                shortened(name, NAME - 4, SIZE),
                size=SIZE,
                fill=INK if own else SOFT,
                weight=600 if own else 400,
            ),
            rect(NAME, top + 1, length, THICK, fill=colour),
            text(
                NAME + length + 4,
                top + THICK,
                amount(value, figure.unit),
                size=SIZE,
                fill=INK,
                weight=600 if own else 400,
            ),
        ]  # fmt: skip - a row of the drawing a line
    return svg(parts, width=width, height=len(rows) * ROW, title=spoken(figure), css_class="compared")


def pyramid(figures: Iterable[Shown]) -> Markup | None:
    """Return the ages of the neighbourhood on the left and of the municipality on the right, the oldest on top.

    ``None`` unless all five ages are known of one year.
    """
    known = {key: one for key, one in of_one_place(figures).items() if key in AGES}
    if len(known) < len(AGES) or len({one.year for one in known.values()}) > 1:
        return None
    ages = [known[key] for key in AGES]
    most = max(float(value) for one in ages for value in (one.value, one.comparison) if value is not None) or 1.0
    compared = all(one.comparison is not None for one in ages)
    bottom = HEAD + len(ages) * STEP
    parts = [*_heads(ages[0], compared=compared)]
    for place, (key, label) in enumerate(AGES.items()):
        parts += _age(known[key], label, HEAD + place * STEP, most, compared=compared)
    parts += [line(x, HEAD - 4, x, bottom, stroke=SOFT) for x in ((WING, WING + MIDDLE) if compared else (WING,))]
    wide = 2 * WING + MIDDLE
    return svg(
        parts,
        width=wide,
        height=bottom,
        title=_title(ages[0], compared=compared),
        desc=_said(ages),
        css_class="pyramid",
    )


def _bars(figure: Shown) -> list[tuple[str, Decimal, str]]:
    _where, year = named(figure.compared_with)
    told = f"{town(figure)} {year}".strip()
    rows = [
        (short_place(figure), figure.value, OWN),
        (told, figure.comparison, TOWN),
        (NATION, figure.national, COUNTRY),
    ]
    return [(name, value, colour) for name, value, colour in rows if value is not None]


def _heads(figure: Shown, *, compared: bool) -> list[Markup]:
    heads = [text(WING, 10, short_place(figure), size=SIZE, fill=INK, weight=600, anchor="end")]
    if compared:
        heads.append(text(WING + MIDDLE, 10, shortened(town(figure), WING, SIZE), size=SIZE, fill=SOFT))
    return heads


def _age(figure: Shown, label: str, top: float, most: float, *, compared: bool) -> list[Markup]:
    room, base = WING - 34, top + 11
    own = max(LEAST, float(figure.value or 0) / most * room)
    parts = [
        rect(WING - own, top, own, BAR, fill=OWN),
        text(WING - own - 4, base, _share(figure.value), size=SIZE, fill=INK, weight=600, anchor="end"),
        text(WING + MIDDLE / 2, base, label, size=SIZE - 0.5, fill=SOFT, anchor="middle"),
    ]
    if compared and figure.comparison is not None:
        other = max(LEAST, float(figure.comparison) / most * room)
        end = WING + MIDDLE + other
        parts.append(rect(WING + MIDDLE, top, other, BAR, fill=TOWN))
        parts.append(text(end + 4, base, _share(figure.comparison), size=SIZE, fill=INK))
    return parts


def _share(value: Decimal | None) -> str:
    # Ages are published in whole percents; those of joined areas are not more exact.
    return f"{whole(value or Decimal(0))}%"


def _title(figure: Shown, *, compared: bool) -> str:
    beside = f" naast {named(figure.compared_with)[0]}" if compared and figure.compared_with else ""
    return f"Leeftijden in {figure.place or 'de wijk'}{beside}, {figure.year}"


def _said(ages: Sequence[Shown]) -> str:
    told = []
    for one, label in zip(ages, AGES.values(), strict=True):
        beside = f" tegenover {_share(one.comparison)}" if one.comparison is not None else ""
        told.append(f"{label}: {_share(one.value)}{beside}")
    return "; ".join(told) + "."
