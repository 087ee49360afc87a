"""A support organisation sends advisers to collaborations that chose it, and to no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tests.accounts.letters import counting_roles, invited, roles_of
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ADRI, ANNA, BEA, MARIT, STAN, SUZE, TWAN
from workbench.accounts.models import Notification
from workbench.accounts.queries import person_by_email
from workbench.accounts.queries.people import signed_in
from workbench.kit.audit import AuditEvent
from workbench.kit.storage import session, transaction
from workbench.organisations.models import Organisation
from workbench.organisations.operations import close_organisation
from workbench.organisations.rules import Role

if TYPE_CHECKING:
    import uuid

    from flask import Flask


def way(ids: dict[str, uuid.UUID], organisation: str = "steunpunt") -> str:
    """Return the address of the collaborations of an organisation."""
    return f"/organisaties/{ids[organisation]}/samenwerkingen"


def send(pages: Pages, ids: dict[str, uuid.UUID], to: str, someone: str, *, status: int = 303) -> None:
    """Send an adviser (an address) to a collaboration (a slug)."""
    token = form_of(pages.get(way(ids)), "form[action='/uitloggen']").fields["csrf_token"]
    pages.post(f"{way(ids)}/{ids[to]}/adviseurs", {"csrf_token": token, "person": str(ids[someone])}, status=status)


def test_an_adviser_is_sent_and_called_back(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    stan = Pages(app, STAN)
    send(stan, ids, "polderkant", TWAN.email)
    assert counting_roles(ids["polderkant"], TWAN.name) == ["adviser"]
    twan = Pages(app, TWAN)
    twan.get(f"/organisaties/{ids['polderkant']}")
    back = f"{way(ids)}/{ids['polderkant']}/adviseurs/{ids[TWAN.email]}/terug"
    stan.submit(form_of(stan.get(way(ids)), f"form[action='{back}']"))
    twan.get(f"/organisaties/{ids['polderkant']}", status=404)


def test_only_where_the_collaboration_chose_the_organisation(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    stan = Pages(app, STAN)
    for to in ("zeekant", "heuvelzijde", "zekerveld"):
        send(stan, ids, to, SUZE.email, status=404)
    assert counting_roles(ids["zeekant"], SUZE.name) == []


def test_only_ones_own_advisers_and_no_one_twice(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    stan = Pages(app, STAN)
    before = roles_of(MARIT.email), roles_of(STAN.email), roles_of(SUZE.email)
    for somebody in (MARIT.email, STAN.email, SUZE.email):
        send(stan, ids, "polderkant", somebody)
    assert (roles_of(MARIT.email), roles_of(STAN.email), roles_of(SUZE.email)) == before


def test_an_adviser_who_came_by_themselves_cannot_be_called_back(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    stan = Pages(app, STAN)
    token = form_of(stan.get(way(ids)), "form[action='/uitloggen']").fields["csrf_token"]
    stan.post(f"{way(ids)}/{ids['lindewijk']}/adviseurs/{ids[ADRI.email]}/terug", {"csrf_token": token}, status=404)
    assert counting_roles(ids["lindewijk"], ADRI.name) == ["adviser"]


def test_advisers_themselves_send_nobody(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    suze = Pages(app, SUZE)
    assert not suze.get(way(ids)).html.select("main form")
    token = form_of(suze.get(way(ids)), "form[action='/uitloggen']").fields["csrf_token"]
    suze.post(f"{way(ids)}/{ids['lindewijk']}/adviseurs", {"csrf_token": token}, status=403)


def test_both_sides_see_who_was_sent(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    assert SUZE.name in Pages(app, STAN).get(way(ids)).text
    seen = Pages(app, ANNA).get(f"/organisaties/{ids['lindewijk']}/mensen").text
    assert SUZE.name in seen
    assert "Steunpunt Eerste Lijn" in seen


def test_with_the_role_at_home_end_those_where_somebody_was_sent(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    stan = Pages(app, STAN)
    end = f"/organisaties/{ids['steunpunt']}/mensen/{ids[SUZE.email]}/rollen/adviser/beeindigen"
    page = stan.get(end)
    assert "2" in page.one("main form").get_text()
    stan.submit(form_of(page))
    assert roles_of(SUZE.email) == set()
    with transaction(write=False):
        wanted = select(AuditEvent.organisation_id).where(AuditEvent.event == "membership.ended")
        assert set(session().scalars(wanted)) == {ids["steunpunt"], ids["lindewijk"], ids["polderkant"]}
        mine = select(Notification.kind).where(Notification.person_id == ids[SUZE.email])
        assert session().scalars(mine).all() == ["role_ended"] * 3


def test_a_collaboration_that_lets_the_organisation_go_lets_its_advisers_go(
    app: Flask, ids: dict[str, uuid.UUID]
) -> None:
    anna = Pages(app, ANNA)
    gone = f"/organisaties/{ids['lindewijk']}/betrokken/{ids['steunpunt']}/verwijderen"
    anna.submit(form_of(anna.get(gone)))
    assert counting_roles(ids["lindewijk"], SUZE.name) == []
    assert counting_roles(ids["lindewijk"], TWAN.name) == []
    assert counting_roles(ids["lindewijk"], ADRI.name) == ["adviser"]
    assert counting_roles(ids["polderkant"], SUZE.name) == ["adviser"]


def test_while_the_support_organisation_is_closed_nobody_was_sent_by_it(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        support = session().get(Organisation, ids["steunpunt"])
        assert support is not None
        close_organisation(support)
    with transaction(write=False):
        suze, twan = person_by_email(SUZE.email), person_by_email(TWAN.email)
        assert suze is not None
        assert twan is not None
        assert signed_in(suze).memberships == ()
        assert signed_in(twan).memberships == ((ids["heuvelzijde"], "manager", ""),)
    assert counting_roles(ids["lindewijk"], SUZE.name) == []


def test_an_adviser_can_be_invited_as_sent_by_who_they_advise_for(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    link = invited(ids, MARIT.email, Role.ADVISER, by=BEA, via_id=ids["steunpunt"])
    marit = Pages(app, MARIT)
    marit.submit(form_of(marit.get(link), press="accept"), status=422)
    at_home = invited(ids, MARIT.email, Role.ADVISER, by=STAN)
    marit.submit(form_of(marit.get(at_home), press="accept"))
    marit.submit(form_of(marit.get(link), press="accept"))
    assert sorted(counting_roles(ids["lindewijk"], MARIT.name)) == ["adviser", "manager"]
    stan = Pages(app, STAN)
    stan.submit(form_of(stan.get(f"/organisaties/{ids['steunpunt']}/mensen/{ids[MARIT.email]}/beeindigen")))
    assert counting_roles(ids["lindewijk"], MARIT.name) == ["manager"]
