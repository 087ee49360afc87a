"""What was kept long enough goes by itself; a dry run says what, and a second run finds nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.house_rules.project import ROOT
from tests.people import MARIT
from workbench.accounts.models import Notification, OneTimeToken, Person, SignInSession
from workbench.accounts.operations.erasure import NAME_REMOVED
from workbench.accounts.operations.retention import RULES, remove_what_is_over, warn_who_will_be_removed
from workbench.accounts.operations.tokens import issue_link
from workbench.accounts.queries import person_by_email
from workbench.kit.mail import OutgoingMail
from workbench.kit.storage import session, transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def removed(folder: Path, *, dry: bool = False) -> dict[str, int]:
    """Return what a run removes, without what there was nothing of."""
    with transaction(write=not dry):
        found = remove_what_is_over(ledger=folder / "erasures.jsonl", dry=dry)
    return {name: count for name, count in found.items() if count}


def leave_traces() -> None:
    with transaction(write=True):
        person = person_by_email(MARIT.email)
        assert person is not None
        issue_link(person=person)
        session().add(SignInSession(id="0" * 64, person_id=person.id, started_at=now(), seen_at=now()))
        session().add(Notification(person_id=person.id, kind="role_given", details={}, path="/", made_at=now()))


@pytest.mark.usefixtures("ids")
def test_each_thing_goes_when_its_time_is_over_and_not_before(tmp_path: Path) -> None:
    with time_machine.travel(BEGIN, tick=False):
        leave_traces()
        assert removed(tmp_path) == {}
    with time_machine.travel(BEGIN + timedelta(days=9), tick=False):
        assert removed(tmp_path, dry=True) == {"sessions": 1}
        assert removed(tmp_path) == {"sessions": 1}
        assert removed(tmp_path) == {}
    with time_machine.travel(BEGIN + timedelta(days=32), tick=False):
        assert removed(tmp_path) == {"mailed secrets": 1}
    with time_machine.travel(BEGIN + timedelta(days=366), tick=False):
        assert removed(tmp_path) == {"news": 1}


@pytest.mark.usefixtures("ids")
def test_a_dry_run_removes_nothing(tmp_path: Path) -> None:
    with time_machine.travel(BEGIN, tick=False):
        leave_traces()
    with time_machine.travel(BEGIN + timedelta(days=400), tick=False):
        counted = removed(tmp_path, dry=True)
        with transaction(write=False):
            assert session().get(SignInSession, "0" * 64) is not None
            assert session().query(OneTimeToken).count() == counted["mailed secrets"]


def test_an_account_without_a_role_is_warned_and_a_month_later_removed(
    ids: dict[str, uuid.UUID], tmp_path: Path
) -> None:
    with transaction(write=True):
        lonely = Person(email="lies@lonely.example", name="Lies Los", created_at=now())
        session().add(lonely)
        session().flush()
        number = lonely.id
    with time_machine.travel(now() + timedelta(days=340), tick=False):
        with transaction(write=True):
            assert (warn_who_will_be_removed(), warn_who_will_be_removed()) == (1, 0)
            session().query(OutgoingMail).filter_by(recipient="lies@lonely.example").update(
                {"state": "sent", "sent_at": now(), "body": None}
            )
        assert removed(tmp_path) == {}
    with time_machine.travel(now() + timedelta(days=375), tick=False):
        assert removed(tmp_path)["accounts without a role"] == 1
    with transaction(write=False):
        gone, marit = session().get(Person, number), session().get(Person, ids[MARIT.email])
        assert gone is not None
        assert marit is not None
        assert (gone.name, marit.name) == (NAME_REMOVED, MARIT.name)


def test_the_manual_names_every_rule() -> None:
    manual = (ROOT / "docs" / "beheer" / "bewaartermijnen.md").read_text(encoding="utf-8")
    assert [rule.name for rule in RULES if f"`{rule.name}`" not in manual] == []
