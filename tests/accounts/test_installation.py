"""The operator makes organisations and lets their first administrator in, and sees no plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.accounts.letters import link_to, roles_of
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, BEA, MARIT, OLGA, STAN
from workbench.kit.storage import transaction
from workbench.organisations.queries import organisation_by_slug

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.people import Someone

PASSWORD = "vijf stille lantaarns"  # of somebody invented


@pytest.mark.parametrize("someone", [ANNA, BEA, STAN], ids=lambda one: one.name)
def test_nobody_else_sees_these_pages(app: Flask, ids: dict[str, uuid.UUID], someone: Someone) -> None:
    pages = Pages(app, someone)
    for way in ("/beheer", "/beheer/nieuw", f"/beheer/{ids['lindewijk']}"):
        pages.get(way, status=404)
    token = form_of(pages.get("/organisaties"), "form[action='/uitloggen']").fields["csrf_token"]
    for what in ("beheerder", "beheerder/intrekken", "sluiten", "openen"):
        pages.post(f"/beheer/{ids['lindewijk']}/{what}", {"csrf_token": token, "email": "x@y.example"}, status=404)
    assert "/beheer" not in [link["href"] for link in pages.get("/organisaties").html.select(".main-nav a")]


def test_an_organisation_begins_with_its_first_administrator(app: Flask) -> None:
    olga = Pages(app, OLGA)
    made = olga.submit(form_of(olga.get("/beheer/nieuw")), name="Wijkverband De Kreek", kind="collaboration")
    page = olga.follow(made)
    olga.submit(form_of(page, 'form[data-form="installation.invite"]'), email="kim@kreek.example")
    kim = Pages(app)
    kim.submit(form_of(kim.get(link_to("kim@kreek.example")), press="accept"), name="Kim Kreek", password=PASSWORD)
    with transaction(write=False):
        found = organisation_by_slug("wijkverband-de-kreek")
        assert found is not None
    assert roles_of("kim@kreek.example") == {(found.id, "administrator")}
    kim.get(f"/organisaties/{found.id}/uitnodigingen")


def test_who_has_an_administrator_needs_no_operator(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    olga = Pages(app, OLGA)
    page = olga.get(f"/beheer/{ids['lindewijk']}")
    assert not page.html.select('form[data-form="installation.invite"]')
    token = form_of(page, 'form[data-form="installation.close"]').fields["csrf_token"]
    olga.post(f"/beheer/{ids['lindewijk']}/beheerder", {"csrf_token": token, "email": OLGA.email}, status=422)


def test_to_the_same_address_it_is_sent_again_and_it_can_be_withdrawn(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    olga, way = Pages(app, OLGA), f"/beheer/{ids['heuvelzijde']}"
    for _ in range(2):
        olga.submit(form_of(olga.get(way), 'form[data-form="installation.invite"]'), email="kim@kreek.example")
    link = link_to("kim@kreek.example")
    Pages(app).get(link)
    olga.submit(form_of(olga.get(way), 'form[data-form="installation.withdraw"]'))
    Pages(app).get(link, status=410)


def test_a_closed_organisation_lets_nobody_in_until_it_is_opened(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"]).id
    marit, olga = Pages(app, MARIT), Pages(app, OLGA)
    way = f"/beheer/{ids['lindewijk']}"
    marit.get(f"/plannen/{plan}/")
    olga.submit(form_of(olga.get(way), 'form[data-form="installation.close"]'))
    marit.get(f"/plannen/{plan}/", status=404)
    marit.get(f"/organisaties/{ids['lindewijk']}", status=404)
    olga.submit(form_of(olga.get(way), 'form[data-form="installation.close"]'))
    marit.get(f"/plannen/{plan}/")


def test_the_operator_sees_no_plan_and_no_inside_of_an_organisation(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"])
        plan_id, title = plan.id, plan.title
    olga = Pages(app, OLGA)
    olga.get(f"/plannen/{plan_id}/", status=404)
    for what in ("", "/mensen", "/uitnodigingen", "/logboek", "/gegevens"):
        olga.get(f"/organisaties/{ids['lindewijk']}{what}", status=404)
    for way in ("/beheer", f"/beheer/{ids['lindewijk']}"):
        page = olga.get(way)
        assert title not in page.text
        assert BEA.name not in page.text
        assert not [link for link in page.html.select("main a") if "/plannen" in str(link["href"])]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "", "kind": "support"}, "name"),
        ({"name": "X"}, "kind"),
        ({"name": "X", "kind": "club"}, "kind"),
        ({"name": "X", "kind": "funder"}, "funder_kind"),
        ({"name": "X", "kind": "support", "slug": "Met Spaties"}, "slug"),
        ({"name": "X", "kind": "support", "slug": "lindewijk"}, "slug"),
    ],
)
def test_what_does_not_do_is_refused(app: Flask, typed: dict[str, str], field: str) -> None:
    olga = Pages(app, OLGA)
    assert field in olga.submit(form_of(olga.get("/beheer/nieuw")), typed, status=422).errors
