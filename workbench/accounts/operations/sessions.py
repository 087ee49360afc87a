"""Ending sessions from elsewhere; the browser that had one may still give its text back after sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from workbench.accounts.models import HalfSignIn, SignInSession
from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid

SESSION_ENDED = Event("person.session_ended", keys=("session",), words=Message("ended a session in another browser"))
SESSIONS_ENDED = Event("person.sessions_ended", keys=("sessions",), words=Message("ended all other sessions"))


def end_one(*, person_id: uuid.UUID, handle: uuid.UUID) -> None:
    """End one session of a person; raises ``NotFound`` for one that is not theirs or is over."""
    mine = SignInSession.person_id == person_id, SignInSession.handle == handle, SignInSession.ended_at.is_(None)
    ended = session().execute(update(SignInSession).where(*mine).values(ended_at=now()))
    if getattr(ended, "rowcount", 0) != 1:
        raise NotFound
    told = str(handle)
    record(SESSION_ENDED, organisation_id=None, object_type="person", object_id=str(person_id), session=told)


def end_sessions(*, person_id: uuid.UUID, but: uuid.UUID | None = None) -> int:
    """End all sessions of a person, halves too, but the one with this handle; returns how many.

    An operation that calls this tells of it itself.
    """
    open_ones = SignInSession.person_id == person_id, SignInSession.ended_at.is_(None)
    others = open_ones if but is None else (*open_ones, SignInSession.handle != but)
    ended = session().execute(update(SignInSession).where(*others).values(ended_at=now()))
    session().execute(delete(HalfSignIn).where(HalfSignIn.person_id == person_id))
    return int(getattr(ended, "rowcount", 0))


def end_others(*, person_id: uuid.UUID, but: uuid.UUID | None) -> int:
    """End all sessions of a person but the one with this handle, and tell of it; returns how many."""
    ended = end_sessions(person_id=person_id, but=but)
    record(SESSIONS_ENDED, organisation_id=None, object_type="person", object_id=str(person_id), sessions=ended)
    return ended
