"""News reaches the start page and the post box of those it is for, as they chose, and nobody else."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

import pytest

from tests.accounts.news import mails, news, tell
from tests.people import ANNA, MARIT
from workbench.accounts.models import Person
from workbench.accounts.operations import choose_news, notify, tell_of_security
from workbench.accounts.rules.news import CHOSEN, KINDS, Delivery, delivery_of, told
from workbench.kit.audit import events
from workbench.kit.storage import session, transaction
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid


def person(person_id: uuid.UUID) -> Person:
    """Return a person, in the running transaction."""
    return session().get_one(Person, person_id)


def test_direct_news_is_mailed_at_once(ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "activity_assigned")
    (mail,) = mails()
    assert mail.recipient == MARIT.email
    assert "Samen gezond" in mail.subject
    assert "http://localhost/plannen/activity_assigned/" in (mail.body or "")
    assert "http://localhost/account/berichten" in (mail.body or "")
    assert news()[0].mailed_at is not None


def test_daily_news_waits_for_the_digest(ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "role_given")
    assert not mails()
    assert news()[0].mailed_at is None


def test_who_wants_no_mail_is_told_on_the_start_page_only(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        choose_news(person_id=ids[MARIT.email], chosen={"activity_assigned": Delivery.NEVER})
    tell(ids, "activity_assigned")
    assert not mails()
    assert len(news()) == 1


def test_daily_news_comes_at_once_to_who_chose_so(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        choose_news(person_id=ids[MARIT.email], chosen={"role_given": Delivery.DIRECT})
    tell(ids, "role_given")
    assert [mail.kind for mail in mails()] == ["news"]


def test_news_for_safety_cannot_be_silenced(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        choose_news(person_id=ids[ANNA.email], chosen={"password_changed": Delivery.NEVER})
        tell_of_security(person=person(ids[ANNA.email]), kind="password_changed")
    (mail,) = mails()
    assert (mail.kind, mail.recipient) == ("security", ANNA.email)
    assert "http://localhost/account/sessies" in (mail.body or "")
    assert not {"password_changed", "new_device"} & set(CHOSEN)
    assert delivery_of("password_changed", {"password_changed": "never"}) is Delivery.DIRECT


def test_a_change_of_address_is_told_at_the_old_address(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        tell_of_security(person=person(ids[ANNA.email]), kind="email_changed", to="oud@lindewijk.example")
    assert [mail.recipient for mail in mails()] == ["oud@lindewijk.example"]


def test_who_may_not_sign_in_any_more_is_told_nothing(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        person(ids[MARIT.email]).deactivated_at = now()
    tell(ids, "activity_assigned")
    assert not mails()
    assert not news()


def test_news_that_misses_a_detail_is_refused(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True), pytest.raises(ValueError, match="plan"):
        notify(person_ids=[ids[MARIT.email]], kind="plan_opened", organisation_id=None, path="/", organisation="A")
    with transaction(write=True), pytest.raises(ValueError, match="plan"):
        notify(person_ids=[ids[MARIT.email]], kind="plan_opened", organisation_id=None, path="/")
    with transaction(write=True), pytest.raises(LookupError):
        notify(person_ids=[ids[MARIT.email]], kind="plan_openned", organisation_id=None, path="/")


def test_a_choice_is_one_event_and_none_when_nothing_changed(ids: dict[str, uuid.UUID]) -> None:
    for _ in range(2):
        with transaction(write=True):
            choose_news(person_id=ids[ANNA.email], chosen={"role_given": Delivery.NEVER})
    with transaction(write=False):
        found = events(object_type="person", object_id=str(ids[ANNA.email]))
        told_of = [one.details for one in found if one.event == "person.news_chosen"]
    assert told_of == [{"chosen": {"role_given": "never"}}]


def test_a_detail_that_is_a_message_is_read_in_the_language_of_the_reader() -> None:
    stored = {"organisation": "Lindewijk", "role": {"message": "Manager"}}
    assert told("role_given", stored, lambda one: one.filled(f"[{one.text}]")) == (
        "[You have a role at Lindewijk: [Manager].]"
    )


def test_no_sentence_names_more_than_plans_people_and_organisations() -> None:
    allowed = {"plan", "organisation", "owner", "person", "role", "device", "deadline", "date"}
    for kind, one in KINDS.items():
        blanks = {name for _, name, _, _ in Formatter().parse(one.sentence.text.replace("%(", "{").replace(")s", "}"))}
        assert {name for name in blanks if name} <= allowed, kind
        assert isinstance(one.label, Message)
