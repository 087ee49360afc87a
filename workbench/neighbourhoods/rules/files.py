"""What kind of file somebody brings, by its columns; everything else is refused with what was expected."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.neighbourhoods.content import Area, Kind
from workbench.neighbourhoods.rules import reading
from workbench.neighbourhoods.rules.figures import Figures, layout_of, read_figures
from workbench.neighbourhoods.rules.outlines import Maps, read_outlines

if TYPE_CHECKING:
    from collections.abc import Iterable

FIGURES, OUTLINES, POSTCODES, CHANGES = "figures", "outlines", "postcodes", "changes"
MOST_NAMED = 12
_CHANGES = re.compile(r"stabiliteit_([0-9]{4})_([0-9]{4})")
_POSTCODE = re.compile(r"[1-9][0-9]{3}")


@dataclass(frozen=True)
class Stability:
    """Since when the code of an area means that area, seen from the year of the file."""

    year: int
    stable_from: int
    changed: bool
    name: str


@dataclass
class Brought:
    """What one file brings; ``kind`` says which of the fields is filled."""

    kind: str
    figures: Figures | None = None
    maps: Maps = field(default_factory=dict)
    postcodes: set[tuple[str, str]] = field(default_factory=set)
    changes: dict[str, Stability] = field(default_factory=dict)


def read_file(data: bytes, year: int) -> Brought:
    """Read a file of figures, boundaries, postcodes or changed codes, of which ``year`` is the year.

    Raises ``Refused`` with a sentence for an unknown layout, another year, or a cell that is no number.
    """
    text = reading.unpacked(data)
    if text.lstrip()[:1] in {"{", "["}:
        return Brought(OUTLINES, maps=read_outlines(text))
    header, rows = reading.table(text)
    if {"pc4", "bu_code"} <= set(header):
        return Brought(POSTCODES, postcodes=_postcodes(header, rows))
    layout = layout_of(header, year)
    if layout is None and "code" in header and any(_CHANGES.fullmatch(name) for name in header):
        return Brought(CHANGES, changes=_changes(header, rows))
    if layout is None:
        raise Refused(_unknown(header))
    return Brought(FIGURES, figures=read_figures(layout, rows, year))


def _unknown(header: list[str]) -> Message:
    found = ", ".join(name[:30] for name in header[:MOST_NAMED] if name) or "–"
    return Message(
        "This layout is not known. Expected the columns of one of these: key figures of Statistics Netherlands "
        "(code, gwb_code_10 or WijkenEnBuurten, with a_inw or AantalInwoners, a_hh or HuishoudensTotaal), the health "
        "monitor (code or WijkenEnBuurten, Leeftijd, Eenzaam), use of care (WKC, YEAR, ZVWKOSTENTOTAAL_MEAN), "
        "postcodes (pc4, bu_code), changed codes (code, stabiliteit_2016_2024), or boundaries as JSON. "
        "Found: %(found)s.",
        found=found,
    )


def _postcodes(header: list[str], rows: Iterable[list[str]]) -> set[tuple[str, str]]:
    at, where = header.index("pc4"), header.index("bu_code")
    pairs = ((row[at].strip(), reading.code(row[where])) for row in rows if len(row) > max(at, where))
    found = {(postcode, code) for postcode, code in pairs if code and _POSTCODE.fullmatch(postcode)}
    if not found:
        raise Refused(Message("No row of this file has a postcode of four digits and the code of a buurt."))
    return found


def _changes(header: list[str], rows: Iterable[list[str]]) -> dict[str, Stability]:
    column = next(name for name in header if _CHANGES.fullmatch(name))
    first, last = (int(part) for part in column.split("_")[1:])
    return {
        found: _stability(dict(zip(header, row, strict=False)), column, first, last)
        for row in rows
        if row and (found := reading.code(row[header.index("code")]))
    }


def _stability(row: dict[str, str], column: str, first: int, last: int) -> Stability:
    judged = row.get(column, "").strip()
    since = first if judged == "stabiel" else last - 1 if row.get(f"zelfde_{last - 1}", "") == "True" else last
    return Stability(last, since, judged in {"gewijzigd", "deels"}, reading.name(row.get(f"naam_{last}", "")))


def area_of(code: str, name: str, year: int) -> Area:
    """Return an area that only its code and name are known of."""
    return Area(code, name, Kind(code[:2]), f"GM{code[2:6]}", "", year, year)
