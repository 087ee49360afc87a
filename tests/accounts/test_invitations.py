"""An invitation works once, for one address, for a week, and gives what its row says."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from sqlalchemy import delete, select

from tests.accounts.letters import invited, letters, link_to, roles_of
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import BEA, LOTTE, MARIT, STRANGER, ZINA
from workbench.accounts.models import Invitation
from workbench.accounts.operations.invitations import Offered, TooMany, invite
from workbench.accounts.queries import person_by_email
from workbench.accounts.rules.invitations import MOST_SENT
from workbench.kit.audit import AuditEvent
from workbench.kit.storage import count_queries, session, transaction
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Refused
from workbench.organisations.rules import Function, Role

if TYPE_CHECKING:
    import uuid

    from flask import Flask

NEW = "nel@lindewijk.example"
PASSWORD = "vijf stille lantaarns"  # of somebody invented


@pytest.fixture
def link(ids: dict[str, uuid.UUID]) -> str:
    """Invite a newcomer to the board of Lindewijk, and return the mailed path."""
    return invited(ids, NEW, Role.BOARD, by=BEA, function=Function.SECRETARY)


def accept(app: Flask, link: str, status: int = 303, **more: str) -> Pages:
    """Accept as a newcomer, and return their browser."""
    pages = Pages(app)
    form = form_of(pages.get(link), press="accept")
    pages.submit(form, {"name": "Nel Nieuw", "password": PASSWORD, **more}, status=status)
    return pages


def outcomes() -> list[str | None]:
    """Return how each invitation stands, the oldest first."""
    with transaction(write=False):
        return list(session().scalars(select(Invitation.outcome).order_by(Invitation.made_at)))


def test_a_newcomer_makes_an_account_and_is_in(app: Flask, ids: dict[str, uuid.UUID], link: str) -> None:
    pages = accept(app, link)
    home = pages.get(f"/organisaties/{ids['lindewijk']}")
    assert home.heading == "Samenwerking Lindewijk"
    assert roles_of(NEW) == {(ids["lindewijk"], "board")}


def test_a_newcomer_comes_in_where_it_says_what_to_do(app: Flask, link: str) -> None:
    pages = Pages(app)
    typed = {"name": "Nel Nieuw", "password": PASSWORD}
    came = pages.submit(form_of(pages.get(link), press="accept"), typed)
    assert came.location == "/"
    start = pages.follow(came)
    assert start.heading == "Wat vraagt nu uw aandacht?"
    assert "U hebt nu een rol bij Samenwerking Lindewijk: " in start.text


def test_opening_it_uses_nothing_up(app: Flask, link: str) -> None:
    stranger = app.test_client()
    for _ in range(3):
        assert stranger.get(link).headers["Referrer-Policy"] == "no-referrer"
        assert stranger.head(link).status_code == 200
    assert outcomes() == [None]
    accept(app, link)


def test_it_works_once(app: Flask, link: str) -> None:
    accept(app, link)
    Pages(app).get(link, status=410)
    again = Pages(app)
    again.get("/inloggen")
    token = form_of(again.get("/inloggen")).fields["csrf_token"]
    again.post(link, {"csrf_token": token, "answer": "accept", "name": "X", "password": PASSWORD}, status=410)


def test_inviting_asks_the_database_the_same_whether_or_not_there_is_an_account(ids: dict[str, uuid.UUID]) -> None:
    def asked(email: str) -> list[str]:
        with transaction(write=True), count_queries() as tally:
            invite(organisation_id=ids["lindewijk"], email=email, offered=Offered(Role.READER), by=ids[BEA.email])
        return tally.statements

    asked("eerst@lindewijk.example")  # the first of an organisation reads more
    assert asked(STRANGER.email) == asked(NEW)


def test_a_higher_role_in_the_form_is_worth_nothing(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    link = invited(ids, NEW, Role.READER, by=BEA)
    accept(app, link, role="administrator", organisation_id=str(ids["zeekant"]), is_operator="1", until="")
    assert roles_of(NEW) == {(ids["lindewijk"], "reader")}


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), ("Nel", "kort"), ("Nel", ""), ("Nel\0", PASSWORD)])
def test_a_bad_name_or_password_changes_nothing(app: Flask, link: str, name: str, password: str) -> None:
    accept(app, link, 422, name=name, password=password)
    assert roles_of(NEW) == set()
    assert outcomes() == [None]


def test_who_has_an_account_must_sign_in_as_that_person_first(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    link = invited(ids, STRANGER.email, Role.COMMENTER, by=BEA)
    somebody = Pages(app)
    page = somebody.get(link)
    assert STRANGER.name not in page.text
    assert not page.html.select("input[type=password]")
    token = form_of(page).fields["csrf_token"]
    somebody.post(link, {"csrf_token": token, "answer": "accept", "name": "X", "password": PASSWORD}, status=409)
    assert roles_of(STRANGER.email) == {(ids["zeekant"], "manager")}
    vera = Pages(app, STRANGER)
    vera.submit(form_of(vera.get(link), press="accept"))
    assert roles_of(STRANGER.email) == {(ids["zeekant"], "manager"), (ids["lindewijk"], "commenter")}


def test_somebody_else_who_is_signed_in_learns_nothing(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    link = invited(ids, STRANGER.email, Role.COMMENTER, by=BEA)
    marit = Pages(app, MARIT)
    page = marit.get(link, status=403)
    for word in (STRANGER.email, STRANGER.name, "Samenwerking Lindewijk", BEA.name):
        assert word not in page.text
    token = form_of(page).fields["csrf_token"]
    for answer in ("accept", "refuse"):
        marit.post(link, {"csrf_token": token, "answer": answer}, status=403)
    assert outcomes() == [None]


def test_it_can_be_refused_without_an_account(app: Flask, link: str) -> None:
    pages = Pages(app)
    pages.submit(form_of(pages.get(link), press="refuse"), status=200)
    assert outcomes() == ["refused"]
    pages.get(link, status=410)


def test_it_expires_after_a_week(app: Flask, link: str) -> None:
    with time_machine.travel(now() + timedelta(days=7, minutes=1), tick=False):
        Pages(app).get(link, status=410)


def test_a_withdrawn_one_is_worthless(app: Flask, link: str, ids: dict[str, uuid.UUID]) -> None:
    bea = Pages(app, BEA)
    way = f"/organisaties/{ids['lindewijk']}/uitnodigingen"
    bea.submit(form_of(bea.get(way), 'form[data-form="members.withdraw"]'))
    Pages(app).get(link, status=410)
    assert outcomes() == ["withdrawn"]


def test_sending_it_again_makes_the_earlier_mail_worthless(app: Flask, link: str, ids: dict[str, uuid.UUID]) -> None:
    bea = Pages(app, BEA)
    way = f"/organisaties/{ids['lindewijk']}/uitnodigingen"
    with time_machine.travel(now() + timedelta(days=8), tick=False):
        bea.sign_in(BEA)
        bea.submit(form_of(bea.get(way), 'form[data-form="members.send_again"]'))
        assert link_to(NEW) != link
        Pages(app).get(link, status=410)
        accept(app, link_to(NEW))


def test_it_is_mailed_and_its_secret_stands_nowhere_else(app: Flask, link: str, ids: dict[str, uuid.UUID]) -> None:
    assert len(letters(NEW)) == 1
    secret = link.rpartition("/")[2]
    page = Pages(app, BEA).get(f"/organisaties/{ids['lindewijk']}/uitnodigingen")
    assert secret not in str(page.html)
    with transaction(write=False):
        assert secret not in str([vars(one) for one in session().scalars(select(Invitation))])
        assert secret not in str([one.details for one in session().scalars(select(AuditEvent))])


def words_after_inviting(app: Flask, ids: dict[str, uuid.UUID], email: str) -> str:
    """Invite an address, and return what the inviter reads then, without the address and the time; then forget it."""
    pages = Pages(app, BEA)
    way = f"/organisaties/{ids['lindewijk']}/uitnodigingen"
    sent = pages.submit(form_of(pages.get(way), 'form[data-form="members.invite"]'), email=email, role="reader")
    words = re.sub(r"\d+-\d+-\d{4}, \d\d:\d\d", "TIME", pages.follow(sent).text.replace(email, "ADDRESS"))
    with transaction(write=True):
        session().execute(delete(Invitation))
    return words


def test_the_inviter_reads_the_same_whether_or_not_there_is_an_account(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    unknown = words_after_inviting(app, ids, NEW)
    assert "ADDRESS" in unknown
    assert words_after_inviting(app, ids, STRANGER.email) == unknown
    with transaction(write=True):
        person = person_by_email(STRANGER.email)
        assert person is not None
        person.deactivated_at = now()
    assert words_after_inviting(app, ids, STRANGER.email) == unknown


@pytest.mark.parametrize("role", ["funder_reader", "regional_reviewer", "operator", ""])
def test_a_role_that_does_not_fit_is_refused(app: Flask, ids: dict[str, uuid.UUID], role: str) -> None:
    pages = Pages(app, BEA)
    way = f"/organisaties/{ids['lindewijk']}/uitnodigingen"
    form = form_of(pages.get(way), 'form[data-form="members.invite"]')
    assert "role" in pages.submit(form, email=NEW, role=role, status=422).errors
    assert letters(NEW) == []


def test_an_invitation_that_waits_or_a_member_is_not_invited_again(ids: dict[str, uuid.UUID], link: str) -> None:
    assert link
    for email, role in ((NEW, Role.BOARD), (LOTTE.email, Role.READER)):
        with pytest.raises(Refused):
            invited(ids, email, role, by=BEA)
    invited(ids, LOTTE.email, Role.GROUP_MEMBER, by=BEA)


def test_an_organisation_sends_at_most_fifty_a_day(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        for number in range(MOST_SENT):
            invite(
                organisation_id=ids["lindewijk"],
                email=f"n{number}@lindewijk.example",
                offered=Offered(Role.READER),
                by=ids[BEA.email],
            )
    pages = Pages(app, BEA)
    form = form_of(pages.get(f"/organisaties/{ids['lindewijk']}/uitnodigingen"), 'form[data-form="members.invite"]')
    refused = pages.submit(form, email=NEW, role="reader", status=429)
    assert int(refused.response.headers["Retry-After"]) > 86_000
    invited(ids, NEW, Role.READER, by=ZINA)
    with pytest.raises(TooMany):
        invited(ids, NEW, Role.READER, by=BEA)
    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=False):
        invited(ids, NEW, Role.READER, by=BEA)


def test_only_administrators_invite(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    way = f"/organisaties/{ids['lindewijk']}/uitnodigingen"
    Pages(app, MARIT).get(way, status=403)
    Pages(app, STRANGER).get(way, status=404)
    Pages(app, ZINA).get(way, status=404)


def test_another_organisation_cannot_touch_it(app: Flask, ids: dict[str, uuid.UUID], link: str) -> None:
    assert link
    with transaction(write=False):
        mine = session().scalars(select(Invitation.id)).one()
    zina = Pages(app, ZINA)
    token = form_of(zina.get(f"/organisaties/{ids['zeekant']}/uitnodigingen"), 'form[data-form="members.invite"]')
    for organisation in ("zeekant", "lindewijk"):
        for what in ("opnieuw", "intrekken"):
            way = f"/organisaties/{ids[organisation]}/uitnodigingen/{mine}/{what}"
            zina.post(way, {"csrf_token": token.fields["csrf_token"]}, status=404)
    assert outcomes() == [None]


def test_each_step_is_one_event(app: Flask, link: str) -> None:
    accept(app, link)
    with transaction(write=False):
        told = [one.event for one in session().scalars(select(AuditEvent).order_by(AuditEvent.seq))]
    assert told[-3:] == ["invitation.made", "invitation.accepted", "person.signed_in"]
