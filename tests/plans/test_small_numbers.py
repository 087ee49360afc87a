"""A number of fewer than five people may point at somebody: it is kept as typed, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from tests.pages import Pages
from tests.people import MARIT
from workbench.kit.storage import transaction
from workbench.plans.rules.standing import standing

if TYPE_CHECKING:
    import uuid

    from flask import Flask

FIGURE = {"id": "f-1", "name": "Bewoners met een maatje", "unit": "huisbezoeken bij ouderen", "value": "4"}


def small(**rows: Any) -> list[tuple[str, str | None, str | None, bool]]:
    """Return the findings on small numbers in a content with these rows."""
    found = standing(make.content(**rows), make.example()).findings
    return [(one.part, one.row, one.question, one.blocking) for one in found if one.rule == "few_people"]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"value": "1"},
        {"unit": None, "name": "Inwoners zonder huisarts"},
        {"unit": "cliënten met hulp"},
        {"unit": "Patiënten in zorg"},
    ],
)
def test_few_people_in_a_figure_of_ones_own_are_told_as_advice(changes: dict[str, Any]) -> None:
    assert small(figures=[FIGURE | changes]) == [("figures", "f-1", "value", False)]


@pytest.mark.parametrize(
    "changes",
    [
        {"value": "5"},
        {"value": "0"},
        {"unit": "%"},
        {"unit": "per 1.000 inwoners"},
        {"unit": "uur", "name": "Wachttijd"},
        {"unit": None, "name": "Praktijken"},
        {"key": "a_inw"},
        {"value": "3.4", "unit": "personen per huishouden"},
    ],
)
def test_what_counts_no_few_people_is_left_alone(changes: dict[str, Any]) -> None:
    assert small(figures=[FIGURE | changes]) == []


def test_few_registered_patients_are_told_too() -> None:
    areas = [{"id": "p-1", "postcode": "1234", "patients": 2}, {"id": "p-2", "postcode": "1235", "patients": 200}]
    assert small(patient_areas=areas) == [("patient_areas", "p-1", "patients", False)]


def test_what_the_evidence_tells_is_not_told_twice() -> None:
    signals = [{"id": "s-1", "name": "Wie alleen is", "count": 3, "total": 25}]
    figures = [FIGURE | {"unit": "personen"}]
    assert small(signals=signals, figures=figures) == []
    rules = [one.rule for one in standing(make.content(signals=signals, figures=figures), make.example()).findings]
    assert rules.count("small_count") == 2


def test_the_field_says_so_before_anything_is_typed(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        base = f"/plannen/{make.plan(ids['lindewijk']).id}/onderdeel"
    marit = Pages(app, MARIT)
    for place, field in (("figures", "value"), ("signals", "count"), ("patient_areas", "patients")):
        page = marit.get(f"{base}/{place}/regels/nieuw")
        assert "5" in page.one(f"#{field}-help").get_text(), place
