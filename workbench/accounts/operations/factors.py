"""The second factor of a person: setting it up, using it, and taking it away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, update

from workbench.accounts.models import Person, RecoveryCode, SignInSession
from workbench.accounts.operations.devices import ask_everywhere
from workbench.accounts.operations.news import tell_of_security
from workbench.accounts.operations.sessions import end_sessions
from workbench.accounts.rules.factors import new_secret, step_of
from workbench.accounts.rules.limits import SETUP_LIMIT
from workbench.accounts.rules.secrets import new_recovery_codes, recovery_hash, seal, unseal
from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid

FACTOR_BEGUN = Event("person.factor_begun", words=Message("began to set up the second step"))
FACTOR_ADDED = Event("person.factor_added", words=Message("set up the second step"))
FACTOR_REMOVED = Event("person.factor_removed", keys=("by",), words=Message("switched the second step off"))
CODES_REPLACED = Event("person.recovery_codes_replaced", words=Message("made new recovery codes"))


def begin_factor(*, person: Person, handle: uuid.UUID | None, secret: str) -> None:
    """Make a secret for a telephone; it counts once a code of it was typed in the same session (``handle``)."""
    person.totp_pending = seal(json.dumps([str(handle), new_secret()]), secret)
    session().flush()
    _tell(FACTOR_BEGUN, person)


def pending_factor(*, person: Person, handle: uuid.UUID | None, secret: str) -> str | None:
    """Return the secret that waits for its first code in this session, or nothing; it waits a quarter of an hour."""
    opened = unseal(person.totp_pending, secret, within=SETUP_LIMIT) if person.totp_pending else None
    if opened is None:
        return None
    of, made = json.loads(opened)
    return str(made) if of == str(handle) else None


def add_factor(*, person: Person, code: str, handle: uuid.UUID | None, secret: str) -> list[str] | None:
    """Set up the second factor with its first code; returns the codes for on paper, or nothing for a wrong code.

    All other sessions of the person end: they were opened without it.
    """
    made = pending_factor(person=person, handle=handle, secret=secret)
    step = step_of(code, made, at=now().timestamp()) if made else None
    if made is None or step is None:
        return None
    person.totp_secret, person.totp_step, person.totp_pending = seal(made, secret), step, None
    session().flush()
    end_sessions(person_id=person.id, but=handle)
    session().execute(update(SignInSession).where(SignInSession.handle == handle).values(with_factor=True))
    ask_everywhere(person.id)
    codes = _new_codes(person, secret)
    tell_of_security(person=person, kind="factor_added")
    _tell(FACTOR_ADDED, person)
    return codes


def use_code(*, person: Person, code: str, secret: str) -> bool:
    """Say whether this is a code of the person's telephone that was not used before, and use it up."""
    known = unseal(person.totp_secret, secret) if person.totp_secret else None
    step = step_of(code, known, at=now().timestamp()) if known else None
    if step is None:
        return False
    unused = or_(Person.totp_step.is_(None), Person.totp_step < step)
    used = session().execute(update(Person).where(Person.id == person.id, unused).values(totp_step=step))
    # The same code twice at once: the second update finds nothing.
    return getattr(used, "rowcount", 0) == 1


def use_recovery_code(*, person: Person, code: str, secret: str) -> bool:
    """Say whether this is a code on paper of the person that was not used before, and use it up; they are told."""
    found = RecoveryCode.id == recovery_hash(code, person.id, secret), RecoveryCode.person_id == person.id
    used = session().execute(update(RecoveryCode).where(*found, RecoveryCode.used_at.is_(None)).values(used_at=now()))
    if getattr(used, "rowcount", 0) != 1:
        return False
    tell_of_security(person=person, kind="code_used")
    return True


def replace_codes(*, person: Person, secret: str) -> list[str]:
    """Make new codes for on paper and return them; the old ones end."""
    codes = _new_codes(person, secret)
    tell_of_security(person=person, kind="codes_replaced")
    _tell(CODES_REPLACED, person)
    return codes


def remove_factor(*, person: Person, by: str) -> None:
    """Take the second factor away; ``by`` says who: ``self``, or ``command`` for whoever runs the server."""
    person.totp_secret = person.totp_pending = person.totp_step = None
    session().execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    session().flush()
    ask_everywhere(person.id)
    tell_of_security(person=person, kind="factor_removed")
    record(FACTOR_REMOVED, organisation_id=None, object_type="person", object_id=str(person.id), by=by)


def _new_codes(person: Person, secret: str) -> list[str]:
    codes = new_recovery_codes()
    session().execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    session().add_all([RecoveryCode(id=recovery_hash(code, person.id, secret), person_id=person.id) for code in codes])
    session().flush()
    return codes


def _tell(event: Event, person: Person) -> None:
    record(event, organisation_id=None, object_type="person", object_id=str(person.id))
