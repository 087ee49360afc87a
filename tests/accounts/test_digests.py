"""One mail a day, soon after seven in the morning, with what was neither mailed nor read; nothing when nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine
from sqlalchemy import delete

from tests.accounts.news import mails, news, tell
from tests.people import ANNA, MARIT
from workbench.accounts.jobs.digests import write_digests
from workbench.accounts.models import Membership
from workbench.accounts.operations import choose_news, notify, read_news
from workbench.accounts.rules.news import DIGEST_LISTS, Delivery, digest_ends
from workbench.kit.storage import session, transaction

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

EVENING = datetime(2027, 1, 4, 20, 0, tzinfo=UTC)
EARLY = datetime(2027, 1, 5, 5, 59, tzinfo=UTC)  # 6:59 in Amsterdam
MORNING = datetime(2027, 1, 5, 6, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def evening(ids: object) -> Iterator[time_machine.Traveller]:
    """Begin on an evening."""
    del ids
    with time_machine.travel(EVENING, tick=False) as moved:
        yield moved


def written(moment: datetime = MORNING) -> int:
    """Let the job run at a moment, and return how many mails it wrote."""
    with time_machine.travel(moment, tick=False):
        return int(write_digests({}))


def test_the_digest_names_plan_and_organisation_and_where_to_look(ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "role_given")
    tell(ids, "plan_opened")
    assert written() == 1
    (mail,) = mails()
    assert mail.recipient == MARIT.email
    assert mail.subject == "2 nieuwe berichten op 5 januari 2027"
    for words in ("Samen gezond", "Samenwerking Lindewijk", "http://localhost/plannen/plan_opened/"):
        assert words in (mail.body or "")


def test_it_comes_after_seven_and_once_a_day(ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "role_given")
    assert written(EARLY) == 0
    assert written() == 1
    assert written() == 0
    tell(ids, "plan_opened")
    with transaction(write=True):
        news()[-1].mailed_at = None
    assert written(datetime(2027, 1, 5, 22, 0, tzinfo=UTC)) == 0, "late for today's: it waits for tomorrow's"
    assert written(datetime(2027, 1, 6, 6, 5, tzinfo=UTC)) == 1
    assert [mail.subject for mail in mails()][-1] == "Eén nieuw bericht op 6 januari 2027"


def test_there_is_no_mail_when_there_is_no_news(ids: dict[str, uuid.UUID]) -> None:
    del ids
    assert written() == 0
    assert not mails()


def test_what_was_read_or_mailed_already_is_left_out(ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "activity_assigned")
    tell(ids, "role_given")
    with transaction(write=True):
        read_news(person_id=ids[MARIT.email], ids=[one.id for one in news()])
    assert written() == 0
    assert [mail.kind for mail in mails()] == ["news"]


def test_what_somebody_does_not_want_is_left_out(ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "role_given")
    with transaction(write=True):
        choose_news(person_id=ids[MARIT.email], chosen={"role_given": Delivery.NEVER})
    assert written() == 0


def test_who_left_an_organisation_hears_no_more_of_it_but_that_they_left(ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "plan_opened")
    tell(ids, "role_ended")
    with transaction(write=True):
        session().execute(delete(Membership).where(Membership.person_id == ids[MARIT.email]))
    assert written() == 1
    body = mails()[0].body or ""
    assert "/plannen/role_ended/" in body
    assert "/plannen/plan_opened/" not in body


def test_each_person_gets_their_own(ids: dict[str, uuid.UUID]) -> None:
    tell(ids, "role_given")
    tell(ids, "plan_opened", to=ANNA.email)
    assert written() == 2
    bodies = {mail.recipient: mail.body or "" for mail in mails()}
    assert "plan_opened" not in bodies[MARIT.email]
    assert "role_given" not in bodies[ANNA.email]


def test_a_long_digest_says_that_there_is_more(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        for number in range(DIGEST_LISTS + 1):
            notify(
                person_ids=[ids[MARIT.email]],
                kind="role_ended",
                organisation_id=None,
                path=f"/nieuws/{number}/",
                organisation="Lindewijk",
                role="Manager",
            )
    assert written() == 1
    body = mails()[0].body or ""
    assert body.count("/nieuws/") == DIGEST_LISTS
    assert "Er is nog meer." in body


def test_seven_is_seven_in_amsterdam_in_summer_and_winter() -> None:
    assert digest_ends(EARLY) is None
    assert digest_ends(MORNING) == datetime(2027, 1, 5, 6, 0, tzinfo=UTC)
    assert digest_ends(datetime(2027, 7, 5, 5, 1, tzinfo=UTC)) == datetime(2027, 7, 5, 5, 0, tzinfo=UTC)
