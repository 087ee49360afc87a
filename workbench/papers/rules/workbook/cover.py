"""What the sheet of cover computes: patients times tariff over the quarters, or an amount, and how it falls.

The hidden columns are steps of one calculation: which quarters count, how many patients, exact cents, what is left
of a cent. The cents that rounding leaves over go where the plan's own calculation puts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.papers.rules.workbook.costs import (
    QUARTER_LABEL,
    REST,
    REST_LABEL,
    TOTAL,
    chosen,
    euros,
    quarter_key,
    rest_formula,
)
from workbench.papers.rules.workbook.insured import FIRST, LABEL, NO_YEAR, YEAR
from workbench.papers.rules.workbook.lines import Computed
from workbench.plans.rules.sheets.layout import COMPUTED, list_name
from workbench.plans.rules.totals import QUARTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.definitions.schema import Part
    from workbench.papers.rules.workbook.insured import Patients
    from workbench.papers.rules.workbook.lines import Refs
    from workbench.papers.rules.workbook.lists import Lists
    from workbench.plans.rules.totals import Ledger

NAME = "cover_lines"
BY_PATIENT = f"{COMPUTED}by_patient"
PLACES = range(1, len(QUARTERS) + 1)
ZERO = Decimal(0)


def step(name: str, place: int) -> str:
    """Return the id of a hidden step: ``in``, ``patients``, ``exact`` or ``left`` of a quarter."""
    return f"{COMPUTED}{name}{place}"


def cover_columns(part: Part, money: Ledger, lists: Lists, patients: Patients | None) -> list[Computed]:
    """Return what the sheet of cover computes; without ``patients`` no line counts the insured of the plan."""
    build = _Cover(lists, patients)
    found = [Computed(BY_PATIENT, "Per patiënt", build.by_patient, {}, hidden=True, summed=False)]
    for name, formula in (
        ("in", build.counts_in),
        ("patients", build.patients_in),
        ("exact", build.exact),
        ("left", build.left_of),
    ):
        found += [
            Computed(step(name, place), f"{name} {place}", _at(formula, place), {}, hidden=True, summed=False)
            for place in PLACES
        ]
    known = {cover.line.id: cover for cover in money.covers if cover.total is not None}
    totals = {key: euros(cover.total or 0) for key, cover in known.items()}
    found.append(Computed(TOTAL, "Totaal", build.total, totals))
    for place, quarter in enumerate(QUARTERS, start=1):
        values = {key: euros(cover.quarters.get(quarter, 0)) for key, cover in known.items()}
        label = QUARTER_LABEL.format(place)
        found.append(Computed(quarter_key(place), label, _at(build.quarter, place), values))
    if part.column("spread"):
        rest = {key: euros(cover.quarters.get(None, 0)) for key, cover in known.items()}
        found.append(Computed(REST, REST_LABEL, rest_formula, rest))
    return found


def _at(formula: Callable[[Refs, int], str], place: int) -> Callable[[Refs], str]:
    return lambda refs: formula(refs, place)


@dataclass(frozen=True)
class _Cover:
    lists: Lists
    patients: Patients | None

    def by_patient(self, refs: Refs) -> str:
        """Return 1 for a line of patients times tariff, 0 for an amount."""
        typed = f"COUNT({refs['patients']},{refs['tariff']})=2" if refs.has("patients", "tariff") else "FALSE"
        others = [said for key in ("grant", "carry_over") if (said := self._basis(refs, key))]
        found = f"IF(OR({','.join(others)}),0,IF({typed},1,0))" if others else f"IF({typed},1,0)"
        insured = self._basis(refs, "insured")
        return f"IF({insured},1,{found})" if insured else found

    def counts_in(self, refs: Refs, place: int) -> str:
        """Return 1 when the line is about this quarter; a line that names none is about all four."""
        if not refs.has("quarters"):
            return "1"
        cell = refs["quarters"]
        options = [self.lists.option(list_name(NAME, "quarters"), quarter) for quarter in QUARTERS]
        said = [f'ISNUMBER(SEARCH("; "&{one}&";","; "&{cell}&";"))' if one else "FALSE" for one in options]
        return f'IF({cell}="",1,IF({said[place - 1]},1,IF(OR({",".join(said)}),0,1)))'

    def patients_in(self, refs: Refs, place: int) -> str:
        """Return the patients that count in this quarter."""
        typed = f"N({refs['patients']})" if refs.has("patients") else "0"
        insured = self._basis(refs, "insured")
        if insured:
            counted = self._insured(refs, self.patients, place) if self.patients else "0"
            typed = f"IF({insured},{counted},{typed})"
        return f"IF({refs[step('in', place)]}=0,0,{typed})"

    def exact(self, refs: Refs, place: int) -> str:
        """Return the cents of this quarter, not yet rounded: a yearly tariff is a quarter of it."""
        if not refs.has("tariff"):
            return "0"
        quarterly = chosen(refs, self.lists, NAME, "per", "quarter")
        times = f"IF({quarterly},100,25)" if quarterly else "25"
        return f"ROUND({refs[step('patients', place)]}*N({refs['tariff']})*{times},6)"

    def left_of(self, refs: Refs, place: int) -> str:
        """Return what is left of a cent when this quarter is rounded down."""
        exact = refs[step("exact", place)]
        return f"ROUND({exact}-INT({exact}),6)"

    def total(self, refs: Refs) -> str:
        """Return the amount of the line, rounded once."""
        exact = "+".join(refs[step("exact", place)] for place in PLACES)
        tariff = f"COUNT({refs['tariff']})=0" if refs.has("tariff") else "TRUE"
        by_patient = f'IF({tariff},"",ROUND(ROUND({exact},6),0)/100)'
        amount = f'IF(COUNT({refs["amount"]})=0,"",{refs["amount"]})' if refs.has("amount") else '""'
        if patients := self._basis(refs, "patients"):
            amount = f'IF({patients},"",{amount})'
        return f"IF({refs[BY_PATIENT]}=1,{by_patient},{amount})"

    def quarter(self, refs: Refs, place: int) -> str:
        """Return the part of the amount that falls in this quarter."""
        by_patient = f"({self._floor(refs, place)}+IF({self._rank(refs, place)}<{self._over(refs)},1,0))/100"
        amount = self._spread(refs, place)
        return f'IF({refs[TOTAL]}="","",IF({refs[BY_PATIENT]}=1,{by_patient},{amount}))'

    def _basis(self, refs: Refs, key: str) -> str | None:
        return chosen(refs, self.lists, NAME, "basis", key)

    def _insured(self, refs: Refs, patients: Patients, place: int) -> str:
        year = f'IF(ISNUMBER({refs["year"]}),{refs["year"]}&"","{NO_YEAR}")' if refs.has("year") else f'"{NO_YEAR}"'
        of_year = f"({patients.range(YEAR)}={year})"
        whole = f"SUMPRODUCT(({patients.range(FIRST)}=1)*{of_year},{patients.quarter(place)})"
        if not refs.has("insurer"):
            return whole
        one = f"SUMPRODUCT(({patients.range(LABEL)}={refs['insurer']})*{of_year},{patients.quarter(place)})"
        return f'IF({refs["insurer"]}="",{whole},{one})'

    def _floor(self, refs: Refs, place: int) -> str:
        return f"INT({refs[step('exact', place)]})"

    def _rank(self, refs: Refs, place: int) -> str:
        """Return how many quarters come before this one when cents that are left over are given out."""
        mine = refs[step("left", place)]
        others = [(other, refs[step("left", other)]) for other in PLACES if other != place]
        return "+".join(f"({left}{'>=' if other > place else '>'}{mine})" for other, left in others)

    def _over(self, refs: Refs) -> str:
        floors = "+".join(self._floor(refs, place) for place in PLACES)
        return f"ROUND({refs[TOTAL]}*100,0)-({floors})"

    def _spread(self, refs: Refs, place: int) -> str:
        total, inside = refs[TOTAL], refs[step("in", place)]
        count = "+".join(refs[step("in", one)] for one in PLACES)
        before = "+".join(["0", *(refs[step("in", one)] for one in PLACES if one < place)])
        after = "+".join(["0", *(refs[step("in", one)] for one in PLACES if one > place)])
        share = f"TRUNC(ROUND({total}*100,0)/({count}),0)/100"
        found = f"IF({inside}=0,0,IF({after}=0,ROUND({total}-{share}*({count}-1),2),{share}))"
        by_hand = f"N({refs[f'q{place}']})" if refs.has(f"q{place}") else "0"
        for key, amount in (
            ("by_hand", by_hand),
            ("last", f"IF(({inside}=1)*({after}=0)=1,{total},0)"),
            ("first", f"IF(({inside}=1)*({before}=0)=1,{total},0)"),
        ):
            if said := chosen(refs, self.lists, NAME, "spread", key):
                found = f"IF({said},{amount},{found})"
        return found
