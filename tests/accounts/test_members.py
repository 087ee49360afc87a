"""Who sees whom in an organisation, and how roles are given, changed and ended: at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from sqlalchemy import select

from tests.accounts.letters import counting_roles, invited, roles_of
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, BEA, CORA, LOTTE, MARIT, STRANGER, SUZE, TEUN, ZINA
from workbench.accounts.models import Invitation, Notification
from workbench.kit.audit import AuditEvent
from workbench.kit.storage import session, transaction
from workbench.organisations.rules import Role

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.people import Someone


def people(ids: dict[str, uuid.UUID], organisation: str = "lindewijk") -> str:
    """Return the address of the members of an organisation."""
    return f"/organisaties/{ids[organisation]}/mensen"


def role(ids: dict[str, uuid.UUID], someone: Someone, name: str, organisation: str = "lindewijk") -> str:
    """Return the address of one role of somebody."""
    return f"{people(ids, organisation)}/{ids[someone.email]}/rollen/{name}"


def told(someone: Someone, ids: dict[str, uuid.UUID]) -> list[str]:
    """Return the kinds of news that somebody got."""
    with transaction(write=False):
        return list(session().scalars(select(Notification.kind).where(Notification.person_id == ids[someone.email])))


@pytest.mark.parametrize("someone", [ANNA, MARIT, LOTTE, CORA], ids=lambda one: one.name)
def test_members_see_names_and_roles_but_no_addresses(app: Flask, ids: dict[str, uuid.UUID], someone: Someone) -> None:
    page = Pages(app, someone).get(people(ids))
    assert TEUN.name in page.text
    assert "@" not in page.one("#members").get_text()
    Pages(app, someone).get(f"{people(ids)}/{ids[TEUN.email]}", status=403)


def test_an_administrator_sees_addresses_and_of_a_stranger_nothing(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    assert TEUN.email in Pages(app, BEA).get(people(ids)).text
    for stranger in (STRANGER, ZINA):
        Pages(app, stranger).get(people(ids), status=404)
    Pages(app, BEA).get(f"{people(ids)}/{ids[STRANGER.email]}", status=404)
    Pages(app, BEA).get(f"{people(ids)}/{ids[TEUN.email]}/rollen/manager", status=404)


def test_another_role_is_given_and_told(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    pages = Pages(app, BEA)
    form = form_of(pages.get(f"{people(ids)}/{ids[LOTTE.email]}"))
    pages.submit(form, role="board", function="secretary")
    assert roles_of(LOTTE.email) == {(ids["lindewijk"], "reader"), (ids["lindewijk"], "board")}
    assert told(LOTTE, ids) == ["role_given"]
    assert "role" in pages.submit(form, role="board", status=422).errors
    assert "role" in pages.submit(form, role="funder_reader", status=422).errors


def test_the_last_day_of_a_role_counts_and_the_next_does_not(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    pages = Pages(app, BEA)
    form = form_of(pages.get(role(ids, LOTTE, "reader")))
    pages.submit(form, until="31-12-2099")
    assert counting_roles(ids["lindewijk"], LOTTE.name) == ["reader"]
    with time_machine.travel("2099-12-31T22:59:00+00:00", tick=False):
        Pages(app, LOTTE).get(people(ids))
    with time_machine.travel("2099-12-31T23:00:00+00:00", tick=False):
        Pages(app, LOTTE).get(people(ids), status=404)
        assert counting_roles(ids["lindewijk"], LOTTE.name) == []
        assert LOTTE.name in Pages(app, BEA).get(people(ids)).one("#former").get_text()
        assert LOTTE.name not in Pages(app, ANNA).get(people(ids)).text


@pytest.mark.parametrize("until", ["gisteren", "1-1-2020", "31-2-2099"])
def test_a_day_that_does_not_do_is_refused(app: Flask, ids: dict[str, uuid.UUID], until: str) -> None:
    pages = Pages(app, BEA)
    refused = pages.submit(form_of(pages.get(role(ids, LOTTE, "reader"))), until=until, status=422)
    assert "until" in refused.errors
    assert refused.one("#until")["value"] == until


def test_who_changes_a_role_that_somebody_else_changed_is_shown_it(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    pages = Pages(app, BEA)
    form = form_of(pages.get(role(ids, TEUN, "board")))
    pages.submit(form, function="secretary")
    clash = pages.submit(form, function="chair", status=409)
    assert clash.one("#function option[selected]")["value"] == "chair"
    pages.submit(form_of(clash), function="chair")
    ending = form_of(pages.get(f"{role(ids, TEUN, 'board')}/beeindigen"))
    pages.submit(form_of(pages.get(role(ids, TEUN, "board"))), function="treasurer")
    pages.submit(ending, status=409)


def test_a_role_ends_at_once_in_an_open_session_and_is_told(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    lotte = Pages(app, LOTTE)
    lotte.get(people(ids))
    pages = Pages(app, BEA)
    pages.submit(form_of(pages.get(f"{role(ids, LOTTE, 'reader')}/beeindigen")))
    lotte.get(people(ids), status=404)
    assert LOTTE.name not in pages.get(people(ids)).one("#members").get_text()
    assert told(LOTTE, ids) == ["role_ended"]


def test_everything_ends_at_once(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    pages = Pages(app, BEA)
    pages.submit(form_of(pages.get(f"{people(ids)}/{ids[LOTTE.email]}")), role="group_member")
    pages.submit(form_of(pages.get(f"{people(ids)}/{ids[LOTTE.email]}/beeindigen")))
    assert roles_of(LOTTE.email) == set()


def test_the_last_administrator_stays(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    bea = Pages(app, BEA)
    bea.submit(form_of(bea.get(f"{role(ids, BEA, 'administrator')}/beeindigen")), status=422)
    bea.submit(form_of(bea.get(f"{people(ids)}/{ids[BEA.email]}/beeindigen")), status=422)
    bea.submit(form_of(bea.get(f"/organisaties/{ids['lindewijk']}/vertrekken")), status=422)
    bea.submit(form_of(bea.get(role(ids, BEA, "administrator"))), until="31-12-2099", status=422)
    assert roles_of(BEA.email) == {(ids["lindewijk"], "administrator")}
    bea.submit(form_of(bea.get(f"{people(ids)}/{ids[ANNA.email]}")), role="administrator")
    gone = bea.submit(form_of(bea.get(f"/organisaties/{ids['lindewijk']}/vertrekken")))
    assert gone.location == "/organisaties"
    assert roles_of(BEA.email) == set()


def test_one_for_a_time_is_no_administrator_to_count_on(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    bea = Pages(app, BEA)
    form = form_of(bea.get(f"{people(ids)}/{ids[ANNA.email]}"))
    bea.submit(form, role="administrator", until="31-12-2099")
    bea.submit(form_of(bea.get(f"{role(ids, BEA, 'administrator')}/beeindigen")), status=422)


def test_anybody_may_leave(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    cora = Pages(app, CORA)
    cora.submit(form_of(cora.get(f"/organisaties/{ids['lindewijk']}/vertrekken")))
    cora.get(people(ids), status=404)
    assert roles_of(CORA.email) == set()
    assert told(CORA, ids) == []


def test_with_an_administrator_go_the_invitations_in_their_name(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    bea = Pages(app, BEA)
    bea.submit(form_of(bea.get(f"{people(ids)}/{ids[ANNA.email]}")), role="administrator")
    link = invited(ids, "nel@lindewijk.example", Role.ADMINISTRATOR, by=ANNA)
    bea.submit(form_of(bea.get(f"{role(ids, ANNA, 'administrator')}/beeindigen")))
    Pages(app).get(link, status=410)
    with transaction(write=False):
        assert session().scalars(select(Invitation.outcome)).all() == ["withdrawn"]


def test_each_change_is_one_event_with_what_stood_there(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    pages = Pages(app, BEA)
    pages.submit(form_of(pages.get(role(ids, TEUN, "board"))), function="secretary")
    pages.submit(form_of(pages.get(f"{role(ids, TEUN, 'board')}/beeindigen")))
    with transaction(write=False):
        wanted = select(AuditEvent).where(AuditEvent.actor_id == ids[BEA.email]).order_by(AuditEvent.seq)
        changed, ended = [one for one in session().scalars(wanted) if one.event.startswith("membership.")]
    assert (changed.details["before"]["function"], changed.details["function"]) == ("treasurer", "secretary")
    assert (ended.event, ended.details["roles"]) == ("membership.ended", ["board"])


def test_roles_of_one_organisation_are_worth_nothing_in_another(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    suze = Pages(app, SUZE)
    page = suze.get("/organisaties")
    assert [link.get_text() for link in page.html.select("main .plan-list > .plan-list__item > div h2 a")] == [
        "Steunpunt Eerste Lijn"
    ]
    assert len(page.html.select("h3 a")) == 2
    suze.get(f"{people(ids)}/{ids[TEUN.email]}", status=403)
    suze.get(people(ids, "zeekant"), status=404)
