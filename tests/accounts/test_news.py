"""News reaches the start page and the post box of those it is for, as they chose, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from tests.people import ANNA, MARIT
from workbench.accounts.models import Notification, Person
from workbench.accounts.operations import choose_news, notify, tell_of_security
from workbench.accounts.rules.news import Delivery
from workbench.kit.mail import OutgoingMail
from workbench.kit.storage import session, transaction
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid


def tell(ids: dict[str, uuid.UUID], kind: str = "activity_assigned", *, to: str = MARIT.email) -> None:
    """Tell one person something of the collaboration of Lindewijk."""
    with transaction(write=True):
        notify(
            person_ids=[ids[to]],
            kind=kind,
            organisation_id=ids["lindewijk"],
            path="/plannen/1/",
            plan="Samen gezond",
            organisation="Samenwerking Lindewijk",
            role=Message("Manager"),
        )


def mails() -> list[OutgoingMail]:
    """Return the outbox, in the order in which it was written."""
    with transaction(write=False):
        return list(session().scalars(select(OutgoingMail).order_by(OutgoingMail.made_at)))


def news() -> list[Notification]:
    """Return all news there is."""
    with transaction(write=False):
        return list(session().scalars(select(Notification).order_by(Notification.made_at)))


def test_direct_news_is_mailed_at_once(ids: dict[str, uuid.UUID]) -> None:
    tell(ids)
    (mail,) = mails()
    assert mail.recipient == MARIT.email
    assert "Samen gezond" in mail.subject
    assert "http://localhost/plannen/1/" in (mail.body or "")
    assert "http://localhost/account/berichten" in (mail.body or "")
    assert news()[0].mailed_at is not None


def test_daily_news_waits_for_the_digest(ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "role_given")
    assert not mails()
    assert news()[0].mailed_at is None


def test_who_wants_no_mail_still_finds_the_news_on_the_start_page(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        choose_news(person_id=ids[MARIT.email], chosen={"activity_assigned": Delivery.NEVER})
    tell(ids)
    assert not mails()
    assert len(news()) == 1


def test_news_for_safety_cannot_be_silenced(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        choose_news(person_id=ids[ANNA.email], chosen={"password_changed": Delivery.NEVER})
        person = session().get(Person, ids[ANNA.email])
        assert person is not None
        tell_of_security(person=person, kind="password_changed")
    (mail,) = mails()
    assert (mail.kind, mail.recipient) == ("security", ANNA.email)


def test_news_that_misses_a_detail_is_refused(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True), pytest.raises(ValueError, match="plan"):
        notify(person_ids=[ids[MARIT.email]], kind="plan_opened", organisation_id=None, path="/", organisation="A")
