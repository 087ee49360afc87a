"""The data, practices and neighbourhoods of a collaboration, and who may change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, BEA, CORA, MARIT, STAN, SUZE, TWAN, ZINA
from workbench.kit.audit import AuditEvent
from workbench.kit.storage import session, transaction
from workbench.neighbourhoods.models import PublishedArea
from workbench.organisations.models import Practice
from workbench.organisations.queries import areas_of, organisation_by_slug, practices_of

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.people import Someone

FULL = {
    "name": "Samenwerking Lindewijk",
    "legal_form": "foundation",
    "kvk": "6875 0110",
    "agb": "53.530.123",
    "iban": "nl91 abna 0417 1643 00",
    "street": "Lindelaan 1",
    "postcode": "2317ab",
    "place": "Lindeveen",
    "signatory": "Anna Voorzitter",
    "signatory_function": "voorzitter",
}
PRACTICE = {
    "name": "Apotheek De Linde",
    "discipline": "pharmacy",
    "agb": "02012345",
    "kvk": "",
    "postcode": "",
    "place": "",
}


def way(ids: dict[str, uuid.UUID], what: str = "", organisation: str = "lindewijk") -> str:
    """Return an address within an organisation."""
    return f"/organisaties/{ids[organisation]}{what}"


def add_practice(app: Flask, ids: dict[str, uuid.UUID]) -> str:
    """Add a practice by its page, and return its address."""
    marit = Pages(app, MARIT)
    marit.submit(form_of(marit.get(way(ids, "/praktijken/nieuw"))), PRACTICE)
    with transaction(write=False):
        return way(ids, f"/praktijken/{practices_of(ids['lindewijk'])[0].id}")


def test_data_are_checked_stored_and_shown(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    anna = Pages(app, ANNA)
    anna.submit(form_of(anna.get(way(ids, "/gegevens"))), FULL)
    with transaction(write=False):
        found = organisation_by_slug("lindewijk")
        assert found is not None
        assert (found.kvk, found.agb, found.postcode) == ("68750110", "53530123", "2317AB")
        told = session().scalars(select(AuditEvent).where(AuditEvent.event == "organisation.changed")).one()
    assert "kvk" in told.details["fields"]
    assert "68750110" not in str(told.details)
    shown = anna.get(way(ids)).text
    for words in ("NL91 ABNA 0417 1643 00", "Lindelaan 1, 2317 AB Lindeveen", "Anna Voorzitter, voorzitter"):
        assert words in shown
    assert "NL91" not in Pages(app, CORA).get(way(ids)).text


@pytest.mark.parametrize(
    ("field", "typed"),
    [("kvk", "123"), ("agb", "abc"), ("iban", "NL00"), ("postcode", "1"), ("name", " "), ("legal_form", "club")],
)
def test_what_is_wrong_is_given_back(app: Flask, ids: dict[str, uuid.UUID], field: str, typed: str) -> None:
    anna = Pages(app, ANNA)
    page = anna.submit(form_of(anna.get(way(ids, "/gegevens"))), {**FULL, field: typed}, status=422)
    assert list(page.errors) == [field]
    assert page.one("#street")["value"] == "Lindelaan 1"


def test_of_two_who_save_the_second_sees_what_the_first_saved(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    anna, marit = Pages(app, ANNA), Pages(app, MARIT)
    opened = form_of(anna.get(way(ids, "/gegevens")))
    marit.submit(form_of(marit.get(way(ids, "/gegevens"))), {**FULL, "place": "Van Marit"})
    clash = anna.submit(opened, {**FULL, "place": "Van Anna"}, status=409)
    assert clash.one("#place")["value"] == "Van Anna"
    assert "Van Marit" in clash.text
    anna.submit(form_of(clash))
    assert "Van Anna" in anna.get(way(ids)).text


def test_another_kind_of_organisation_is_asked_less(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    stan = Pages(app, STAN)
    page = stan.get(way(ids, "/gegevens", "steunpunt"))
    assert not page.html.select("#iban")
    stan.submit(form_of(page), kvk="68750110", iban="NL91ABNA0417164300", kind="funder")
    with transaction(write=False):
        found = organisation_by_slug("steunpunt")
        assert found is not None
        assert (found.kvk, found.iban, found.kind) == ("68750110", None, "support")
    for what in ("/praktijken", "/wijken", "/betrokken"):
        stan.get(way(ids, what, "steunpunt"), status=403)


@pytest.mark.parametrize("what", ["", "/gegevens", "/praktijken", "/wijken", "/betrokken", "/mensen"])
@pytest.mark.parametrize("someone", [ZINA, MARIT], ids=lambda one: one.name)
def test_a_stranger_sees_nothing(app: Flask, ids: dict[str, uuid.UUID], someone: Someone, what: str) -> None:
    Pages(app, someone).get(way(ids, what, "heuvelzijde"), status=404)


def test_who_reads_only_is_told_so(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    for someone in (CORA, SUZE, TWAN):
        pages = Pages(app, someone)
        pages.get(way(ids, "/praktijken"))
        for what in ("/gegevens", "/praktijken/nieuw", "/uitnodigingen", "/logboek"):
            pages.get(way(ids, what), status=403)


def test_a_practice_is_added_once_changed_and_removed(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    marit = Pages(app, MARIT)
    form = form_of(marit.get(way(ids, "/praktijken/nieuw")))
    for _ in range(2):
        marit.submit(form, PRACTICE)
    assert len(marit.get(way(ids, "/praktijken")).html.select("#practices tbody tr")) == 1
    link = str(marit.get(way(ids, "/praktijken")).one("#practices tbody a")["href"])
    opened = form_of(marit.get(link))
    marit.submit(opened, {**PRACTICE, "name": "Apotheek Linde"})
    clash = marit.submit(opened, {**PRACTICE, "name": "Anders"}, status=409)
    assert "Apotheek Linde" in clash.text
    removal = form_of(marit.get(f"{link}/verwijderen"))
    marit.submit(form_of(marit.get(link)), {**PRACTICE, "name": "Nog anders"})
    marit.submit(removal, status=409)
    marit.submit(form_of(marit.get(f"{link}/verwijderen")))
    marit.get(link, status=404)


def test_a_practice_of_another_collaboration_is_out_of_reach(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    mine = add_practice(app, ids)
    key = mine.rpartition("/")[2]
    zina = Pages(app, ZINA)
    form = form_of(zina.get(way(ids, "/praktijken/nieuw", "zeekant")))
    zina.submit(form, {**PRACTICE, "request_key": key}, status=404)
    for what in (key, f"{key}/verwijderen"):
        there = way(ids, f"/praktijken/{what}", "zeekant")
        zina.get(there, status=404)
        zina.post(there, {**PRACTICE, "csrf_token": form.fields["csrf_token"], "version": "1"}, status=404)
    with transaction(write=False):
        assert session().scalars(select(Practice.name)).all() == [PRACTICE["name"]]


def test_a_neighbourhood_is_found_by_name_or_code_added_and_removed(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        session().add(_area())
    bea, there = Pages(app, BEA), way(ids, "/wijken")
    pages = [bea.get(f"{there}?zoek={typed}") for typed in ("lindehof", "WK054604", "wk054604")]
    form = [form_of(page, 'form[data-form="organisations.add_area"]') for page in pages][-1]
    bea.submit(form)
    bea.submit(form)
    with transaction(write=False):
        assert [one.code for one in areas_of(ids["lindewijk"])] == ["WK054604"]
    bea.submit(form, code="WK999999", status=404)
    bea.submit(form_of(bea.get(there), 'form[data-form="organisations.remove_area"]'))
    with transaction(write=False):
        assert areas_of(ids["lindewijk"]) == []


def _area() -> PublishedArea:
    return PublishedArea(
        code="WK054604",
        name="Lindehof",
        kind="WK",
        municipality="GM0546",
        municipality_name="Lindeveen",
        year=2025,
        search="lindehof",
        stable_from=2020,
        changed=False,
    )
