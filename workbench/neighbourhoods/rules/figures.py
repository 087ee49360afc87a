"""Files of figures: the key figures of Statistics Netherlands, the health monitor, use of care."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.neighbourhoods.content import Area, Kind
from workbench.neighbourhoods.rules import reading
from workbench.neighbourhoods.rules.indicators import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from workbench.neighbourhoods.rules.indicators import Indicator

CODES = (
    "code",
    "gwb_code_10",
    "gwb_code",
    "WijkenEnBuurten",
    "Codering",
    "buurtcode",
    "wijkcode",
    "gemeentecode",
    "WKC",
)  # fmt: skip - one paragraph reads better than a column
NAMES = ("naam", "regio", "buurtnaam", "wijknaam", "WKN")
MUNICIPALITIES = ("gm_naam", "Gemeentenaam", "gemeentenaam", "gem_name")
YEARS = ("jaar", "YEAR", "Perioden")
UNCHANGED = ("ind_wbi", "IndelingswijzigingGemeenteWijkBuurt", "indelingswijzigingWijkenEnBuurten")
AGES = {
    "18+": "18+",
    "20300": "18+",
    "18 jaar of ouder": "18+",
    "65+": "65+",
    "80200": "65+",
    "65 jaar of ouder": "65+",
}
LEAST_COLUMNS = 3
_OTHERS = {
    name: name for name in (*CODES, *NAMES, *MUNICIPALITIES, *YEARS, *UNCHANGED, "leeftijd", "Leeftijd", "Marges")
}


@dataclass
class Figures:
    """What a file of figures holds: areas by code, values by code, and which areas are said to be unchanged or not."""

    source: str
    areas: dict[str, Area] = field(default_factory=dict)
    values: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    unchanged: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class _Layout:
    source: str
    others: dict[str, int]
    columns: dict[str, dict[str, int]]
    age: str = ""

    def cell(self, row: Sequence[str], names: Iterable[str]) -> str:
        """Return the first of these columns that the row fills."""
        found = (row[self.others[name]].strip() for name in names if self.others.get(name, len(row)) < len(row))
        return next((cell for cell in found if cell), "")


def layout_of(header: Sequence[str], year: int) -> _Layout | None:
    """Return how a file of figures is laid out, by its columns; ``None`` when it is none."""
    others = reading.places(header, _OTHERS)
    if not any(name in others for name in CODES):
        return None
    age = next((name for name in ("leeftijd", "Leeftijd") if name in others), "")
    source = "rivm" if age else "elan" if "WKC" in others else "cbs"
    columns = {one: reading.places(header, columns_of(source, year, one)) for one in ("18+", "65+")}
    return _Layout(source, others, columns, age) if len(columns["18+"]) >= LEAST_COLUMNS else None


def read_figures(layout: _Layout, rows: Iterable[list[str]], year: int) -> Figures:
    """Return the figures of one year; raises ``Refused`` when the file has none of that year, or a cell no number."""
    found, years, strange = Figures(layout.source), set[str](), 0
    known = {age: columns_of(layout.source, year, age) for age in layout.columns}
    for line, row in enumerate(rows, start=2):
        code = reading.code(next(_codes(layout, row), ""))
        told = layout.cell(row, YEARS)[:4]
        if told:
            years.add(told)
        if not code or (told and told != str(year)) or layout.cell(row, ["Marges"]) not in {"", "MW00000", "Waarde"}:
            strange += not code and any(row)
            continue
        age = AGES.get(layout.cell(row, [layout.age]), "") if layout.age else "18+"
        if age:
            _take(found, layout, row, code, year, _Columns(known[age], layout.columns[age], line))
    _refuse_empty(found, years, year, strange)
    return found


@dataclass(frozen=True)
class _Columns:
    known: dict[str, Indicator]
    places: dict[str, int]
    line: int


def _take(found: Figures, layout: _Layout, row: list[str], code: str, year: int, columns: _Columns) -> None:
    values = found.values.setdefault(code, {})
    for name, place in columns.places.items():
        if place < len(row) and row[place]:
            value = reading.figure(row[place], f"{name}, {columns.line}")
            if value is not None:
                values.setdefault(columns.known[name].key, value)
    if code not in found.areas:
        found.areas[code] = _area(layout, row, code, year)
    if layout.source == "cbs" and (mark := layout.cell(row, UNCHANGED)):
        found.unchanged[code] = mark == "1"


def _area(layout: _Layout, row: list[str], code: str, year: int) -> Area:
    kind = Kind(code[:2])
    if kind is Kind.COUNTRY:
        return Area(code, "Nederland", kind, year=year, stable_from=year)
    own = reading.name(layout.cell(row, NAMES))
    within = layout.cell(row, MUNICIPALITIES) or (own if kind is Kind.MUNICIPALITY else "")
    named = within if kind is Kind.MUNICIPALITY else own
    return Area(code, named, kind, f"GM{code[2:6]}", within, year, year)


def _codes(layout: _Layout, row: Sequence[str]) -> Iterator[str]:
    for name in CODES:
        place = layout.others.get(name)
        if place is not None and place < len(row) and reading.CODE.fullmatch(row[place].strip()):
            yield row[place]


def _refuse_empty(found: Figures, years: set[str], year: int, strange: int) -> None:
    if found.values:
        return
    if years and str(year) not in years:
        told = ", ".join(sorted(years))
        raise Refused(Message("This file holds figures of %(years)s, not of %(year)s.", years=told, year=str(year)))
    raise Refused(
        Message("No row of this file names an area by its code, such as WK054608; %(n)s rows do not.", n=strange)
    )
