"""Letting people in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from workbench.accounts.models import KeptTyping, SignInSession, SignInTry
from workbench.accounts.queries import seconds_to_wait
from workbench.accounts.rules import KEPT_FOR, new_token, token_hash
from workbench.accounts.rules.limits import TRIES_WITHIN
from workbench.kit.audit import Event, acting_as, record, request_id
from workbench.kit.storage import session
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import uuid


SIGNED_IN = Event("person.signed_in", keys=("by",))
SIGN_IN_REFUSED = Event("person.sign_in_refused", keys=("reason",))
SIGNED_OUT = Event("person.signed_out")


def count_try(*, key: str) -> int:
    """Count one try for an account; returns 0, or the seconds to wait after too many (then nothing is counted)."""
    session().execute(delete(SignInTry).where(SignInTry.at <= now() - TRIES_WITHIN))
    wait = seconds_to_wait(key)
    if wait == 0:
        session().add(SignInTry(key=key, at=now()))
        session().flush()
    return wait


def open_session(*, person_id: uuid.UUID, try_key: str, by: str) -> str:
    """Sign a person in and return the new token of their browser.

    Their tries are forgotten, and of everybody what has been over for a week: sessions, and typing that was kept.
    """
    token, moment = new_token(), now()
    session().execute(delete(SignInTry).where(SignInTry.key == try_key))
    session().execute(delete(SignInSession).where(SignInSession.started_at < moment - KEPT_FOR))
    session().execute(delete(KeptTyping).where(KeptTyping.kept_at < moment - KEPT_FOR))
    session().add(SignInSession(id=token_hash(token), person_id=person_id, started_at=moment, seen_at=moment))
    session().flush()
    with acting_as(person_id, request_id()):
        record(SIGNED_IN, organisation_id=None, object_type="person", object_id=str(person_id), by=by)
    return token


def refuse_sign_in(*, key: str, reason: str) -> None:
    """Write down that somebody was not let in; under the keyed hash, so that known and unknown look alike."""
    record(SIGN_IN_REFUSED, organisation_id=None, object_type="sign_in", object_id=key[:16], reason=reason)


def touch_session(*, token: str) -> None:
    """Keep that a session was used just now."""
    session().execute(update(SignInSession).where(SignInSession.id == token_hash(token)).values(seen_at=now()))


def forget_session(*, token: str) -> None:
    """End a session whose browser just got another one."""
    session().execute(delete(SignInSession).where(SignInSession.id == token_hash(token)))


def end_session(*, token: str, person_id: uuid.UUID) -> None:
    """Sign out one browser; a copy of its cookie is worthless from now on."""
    forget_session(token=token)
    record(SIGNED_OUT, organisation_id=None, object_type="person", object_id=str(person_id))
