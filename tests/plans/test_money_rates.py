"""The rates of a collaboration: kept once, and taken over in a line of costs that then keeps its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, BO, LOTTE, MARIT, STRANGER
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Plan, Rate
from workbench.plans.rules.rates import rate_of

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from workbench.plans.content import BudgetLine

FORM = "form[data-form='plans.rate']"
MANAGER = {"role": "Wijkmanager", "year": "2027", "amount": "82,50", "source": "Ledenvergadering"}
COSTS = "onderdeel/budget_lines"


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan with one cost without a rate."""
    with transaction(write=True):
        line = {"id": "b-1", "description": "Overleg", "year": 2028, "quantity": "2"}
        return make.plan(ids["lindewijk"], make.content(budget_lines=[line])).id


def add(pages: Pages, status: int = 303, **changes: str) -> str:
    """Add a rate; returns the address where the browser is sent."""
    return pages.submit(form_of(pages.get("/plannen/tarieven"), FORM), MANAGER | changes, status=status).location


def rates(ids: dict[str, uuid.UUID]) -> list[tuple[str, int, int]]:
    """Return the rates of Lindewijk: role, year, cents."""
    with transaction(write=False):
        return [(one.role, one.year, one.amount) for one in queries.rates_of([ids["lindewijk"]])]


def line(plan_id: uuid.UUID) -> BudgetLine:
    """Return the cost as it stands."""
    with transaction(write=False) as session:
        plan = session.get(Plan, plan_id)
        assert plan is not None
        return queries.plan_content(plan).budget_lines[0]


def test_the_table_is_empty_until_somebody_adds_a_rate(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    marit = Pages(app, MARIT)
    assert rates(ids) == []
    assert add(marit) == "/plannen/tarieven"
    assert rates(ids) == [("Wijkmanager", 2027, 8250)]
    assert "82,50" in Pages(app, ANNA).get("/plannen/tarieven").text


def test_a_rate_is_changed_and_removed(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    marit = Pages(app, MARIT)
    add(marit)
    page = marit.get(str(marit.get("/plannen/tarieven").one("tbody a")["href"]))
    marit.submit(form_of(page, FORM), amount="90")
    assert rates(ids) == [("Wijkmanager", 2027, 9000)]
    page = marit.get(page.url)
    marit.submit(form_of(page, "form[data-form='plans.remove_rate']"))
    assert rates(ids) == []


def test_a_rate_that_somebody_else_changed_is_shown_before_it_is_overwritten(
    app: Flask, ids: dict[str, uuid.UUID]
) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    add(marit)
    address = str(marit.get("/plannen/tarieven").one("tbody a")["href"])
    pages = [one.get(address) for one in (marit, bo)]
    bo.submit(form_of(pages[1], FORM), amount="95")
    again = marit.submit(form_of(pages[0], FORM), source="Notulen", status=409)
    marit.submit(form_of(pages[0], "form[data-form='plans.remove_rate']"))
    assert rates(ids) == [("Wijkmanager", 2027, 9500)]
    marit.submit(form_of(again, FORM))
    assert rates(ids) == [("Wijkmanager", 2027, 8250)]


def test_an_add_form_that_is_sent_again_changes_nothing(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    marit = Pages(app, MARIT)
    form = form_of(marit.get("/plannen/tarieven"), FORM)
    marit.submit(form, MANAGER)
    marit.submit(form, MANAGER | {"amount": "12"})
    assert rates(ids) == [("Wijkmanager", 2027, 8250)]


def test_a_role_has_one_rate_a_year(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    marit = Pages(app, MARIT)
    add(marit)
    add(marit, 422, amount="90")
    add(marit, year="2028", amount="90")
    assert rates(ids) == [("Wijkmanager", 2028, 9000), ("Wijkmanager", 2027, 8250)]


@pytest.mark.parametrize(
    ("field", "typed"),
    [("role", " "), ("year", "volgend jaar"), ("amount", "1.5050"), ("amount", "-5"), ("amount", "")],
)
def test_what_cannot_be_read_is_told_at_its_field(app: Flask, field: str, typed: str) -> None:
    marit = Pages(app, MARIT)
    page = marit.submit(form_of(marit.get("/plannen/tarieven"), FORM), MANAGER | {field: typed}, status=422)
    assert set(page.errors) == {field}


def test_to_a_reader_and_a_stranger_no_rate_exists(app: Flask, ids: dict[str, uuid.UUID], plan_id: uuid.UUID) -> None:
    marit, lotte, vera = Pages(app, MARIT), Pages(app, LOTTE), Pages(app, STRANGER)
    add(marit)
    address = str(marit.get("/plannen/tarieven").one("tbody a")["href"])
    for url in ("/plannen/tarieven", address):
        lotte.get(url, status=404)
    assert not lotte.get(f"/plannen/{plan_id}/begroting").html.select("a[href='/plannen/tarieven']")
    assert marit.get(f"/plannen/{plan_id}/begroting").html.select("a[href='/plannen/tarieven']")
    assert "Ledenvergadering" not in vera.get("/plannen/tarieven").text
    vera.get(address, status=404)
    form = form_of(vera.get("/plannen/tarieven"), FORM)
    vera.submit(form, MANAGER | {"request_key": address.rpartition("/")[2]}, status=404)
    assert rates(ids) == [("Wijkmanager", 2027, 8250)]


def test_a_rate_is_taken_over_with_a_button_and_the_plan_keeps_its_own(
    app: Flask, ids: dict[str, uuid.UUID], plan_id: uuid.UUID
) -> None:
    marit = Pages(app, MARIT)
    add(marit)
    page = marit.get(f"/plannen/{plan_id}/{COSTS}/regels/b-1")
    choice = str(page.html.select("#rate_choice option")[1]["value"])
    after = marit.submit(form_of(page, "form[data-form='plans.row']", press="take_rate"), rate_choice=choice)
    assert after.location.endswith("/regels/b-1")
    with transaction(write=True) as session:
        session.query(Rate).delete()
    taken = line(plan_id)
    assert (taken.role, taken.rate, taken.rate_source) == ("Wijkmanager", 8250, "Ledenvergadering")
    assert rates(ids) == []


@pytest.mark.parametrize(("typed", "cents", "source"), [("", 8250, "Ledenvergadering"), ("70", 7000, None)])
def test_a_role_typed_in_the_table_brings_its_rate_where_none_was_typed(
    app: Flask, plan_id: uuid.UUID, typed: str, cents: int, source: str | None
) -> None:
    marit = Pages(app, MARIT)
    add(marit)
    form = form_of(marit.get(f"/plannen/{plan_id}/{COSTS}/tabel"), "form[data-form='plans.table']")
    marit.submit(form, {"row_b-1_role": "wijkmanager", "row_b-1_rate": typed}, status=0)
    found = line(plan_id)
    assert (found.rate, found.rate_source) == (cents, source)


def test_where_a_rate_is_from_is_written_in_dutch_on_english_screens(app: Flask, plan_id: uuid.UUID) -> None:
    marit = Pages(app, MARIT)
    add(marit, source="")
    form = form_of(marit.get(f"/plannen/{plan_id}/{COSTS}/tabel"), "form[data-form='plans.table']")
    marit.post("/taal", {"language": "en", "next": "/plannen/", "csrf_token": form.fields["csrf_token"][0]})
    marit.submit(form, {"row_b-1_role": "wijkmanager", "row_b-1_rate": ""}, status=0)
    assert line(plan_id).rate_source == "Tarieven van het samenwerkingsverband, 2027"


def test_the_rate_of_a_year_is_the_last_that_was_agreed() -> None:
    known = [Rate(role="Wijkmanager", year=year, amount=year) for year in (2026, 2028)]
    found = {year: rate_of(known, " wijkmanager ", year) for year in (2025, 2026, 2027, 2029, None)}
    assert {year: one.year if one else None for year, one in found.items()} == {
        2025: None,
        2026: 2026,
        2027: 2026,
        2029: 2028,
        None: 2028,
    }
    assert rate_of(known, "POH", 2027) is None
