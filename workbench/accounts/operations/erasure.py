"""Taking a person's name and ways in away, while what they did stays somebody's."""

from __future__ import annotations

import json
import os
import uuid
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from workbench.accounts.models import (
    HalfSignIn,
    Invitation,
    KeptTyping,
    KnownDevice,
    Membership,
    Notification,
    NotificationChoice,
    OneTimeToken,
    Person,
    RecoveryCode,
    SignInSession,
)
from workbench.accounts.queries.erasure import organisations_left_alone
from workbench.kit.audit import Event, record
from workbench.kit.mail import OutgoingMail
from workbench.kit.storage import afterwards, session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PERSON_ERASED = Event("person.erased", keys=("memberships",), words=Message("removed an account and its name"))
NAME_REMOVED = "(naam verwijderd)"  # Dutch: it is printed in plans
LEDGER = "erasures.jsonl"  # in DATA_DIR, not in the database: a restore of an older copy applies it again
OWNED = (
    *(HalfSignIn, KeptTyping, KnownDevice, Notification, NotificationChoice),
    *(OneTimeToken, RecoveryCode, SignInSession, Membership),
)

_also: list[Callable[[uuid.UUID], None]] = []


def also_erase(work: Callable[[uuid.UUID], None]) -> None:
    """Let a feature above take away what it keeps about a person, in the same transaction."""
    if work not in _also:
        _also.append(work)


def erase_person(*, person: Person, ledger: Path) -> None:
    """Remove a person's name, address, ways in and roles at once; what they wrote and did stays, without a name.

    Raises ``Refused`` while they are the last administrator of an organisation.
    """
    if left_alone := organisations_left_alone(person.id):
        raise Refused(
            Message(
                "You are the only administrator of %(names)s. Make somebody else administrator first.",
                names=", ".join(left_alone),
            )
        )
    held = len(person.memberships)
    _forget(person)
    for work in _also:
        work(person.id)
    record(PERSON_ERASED, organisation_id=None, object_type="person", object_id=str(person.id), memberships=held)
    erased = str(person.id)
    afterwards(lambda: write_down(ledger, erased))


def erase_again(*, ledger: Path) -> int:
    """Erase who was erased before, in a database that came back from an older copy; returns how many."""
    wanted = [json.loads(line)["person"] for line in _lines(ledger)]
    found = session().scalars(select(Person).where(Person.id.in_(_ids(wanted)), Person.erased_at.is_(None))).all()
    for person in found:
        _forget(person)
        for work in _also:
            work(person.id)
    return len(found)


def write_down(ledger: Path, person_id: str) -> None:
    """Keep beside the database that a person was erased: the number only, never the name."""
    with ledger.open("a", encoding="ascii") as file:
        file.write(json.dumps({"person": person_id, "at": now().isoformat()}) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _forget(person: Person) -> None:
    session().execute(delete(OutgoingMail).where(OutgoingMail.recipient == person.email))
    still_open = (Invitation.email == person.email) & Invitation.closed_at.is_(None)
    session().execute(delete(Invitation).where(still_open))
    nobody = f"{person.id.hex}@verwijderd.invalid"
    session().execute(update(Invitation).where(Invitation.email == person.email).values(email=nobody))
    for table in OWNED:
        session().execute(delete(table).where(table.person_id == person.id))
    session().expire(person, ["memberships"])
    person.email, person.name = nobody, NAME_REMOVED
    person.password_hash = person.totp_secret = person.totp_step = person.totp_pending = None
    person.is_operator = False
    person.erased_at = person.deactivated_at = now()
    session().flush()


def _lines(ledger: Path) -> list[str]:
    return [line for line in ledger.read_text(encoding="ascii").splitlines() if line] if ledger.exists() else []


def _ids(wanted: list[str]) -> list[uuid.UUID]:
    return [uuid.UUID(one) for one in wanted]
