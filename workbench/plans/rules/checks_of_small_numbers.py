"""Checks of small numbers: fewer than five people in a neighbourhood may be people whom a reader knows."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.plans.rules.checks_of_evidence import FEWEST, PEOPLE
from workbench.plans.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent, Row

# Columns in which a number of people is typed; of a figure, its unit or name says whether it counts people.
COUNTS = {"figures": "value", "signals": "count", "patient_areas": "patients"}
TOLD_HERE = frozenset({"figures", "patient_areas"})  # of signals, and of figures with a plain unit, the evidence tells
FEW = Message("Fewer than %(n)s people can be recognised. Leave this number out or count a larger group.", n=FEWEST)
_PEOPLE = re.compile(
    r"\b(?:personen|mensen|inwoners|bewoners|pati[eë]nten|cli[eë]nten|deelnemers|ouderen|jongeren|kinderen|volwassenen"
    r"|mantelzorgers|gezinnen|huishoudens|leerlingen|vrouwen|mannen)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"%|procent|\bper\b", re.IGNORECASE)


def findings(content: PlanContent, definition: Definition) -> Iterator[Finding]:
    """Yield each number of one to four people that somebody typed, as advice; published figures were judged before."""
    for name, column in COUNTS.items():
        part = definition.set_parts.get(name)
        if part is None or part.column(column) is None:
            continue
        for row in content.rows(name) if name in TOLD_HERE else ():
            if _is_few(row.cell(column)) and _counts_people(name, row):
                yield Finding(part.id, FEW, row=row.id, question=column, blocking=False, rule="few_people")


def _is_few(value: object) -> bool:
    return isinstance(value, int | Decimal) and 0 < value < FEWEST and value == int(value)


def _counts_people(name: str, row: Row) -> bool:
    if name != "figures":
        return True
    unit = str(row.cell("unit") or "")
    if row.cell("key") is not None or unit.casefold() in PEOPLE or _RATIO.search(unit):
        return False
    return bool(_PEOPLE.search(f"{row.label} {unit}"))
