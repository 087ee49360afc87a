"""Letting people in and out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from workbench.accounts.models import HalfSignIn, KeptTyping, Person, SignInSession
from workbench.accounts.operations.tokens import end_tokens
from workbench.accounts.rules.limits import HALF_LIMIT, KEPT_FOR
from workbench.accounts.rules.tokens import Purpose, new_token, token_hash
from workbench.kit.audit import Event, acting_as, record, request_id
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid

SIGNED_IN = Event("person.signed_in", keys=("by", "factor"), words=Message("signed in"))
HALF_SIGNED_IN = Event("person.half_signed_in", keys=("by",), words=Message("gave the password, not yet the code"))
SIGN_IN_REFUSED = Event("person.sign_in_refused", keys=("reason",), words=Message("was not let in"))
SIGNED_OUT = Event("person.signed_out", words=Message("signed out"))


@dataclass(frozen=True)
class Browser:
    """What is told of a browser on the list of sessions: ``Firefox, Windows`` and a coarse part of the net."""

    client: str = ""
    address: str = ""


UNSEEN = Browser()


def open_session(*, person_id: uuid.UUID, by: str, factor: str | None = None, browser: Browser = UNSEEN) -> str:
    """Sign a person in and return the new token of their browser; ``factor`` says what proved the second factor.

    Links that were mailed before end. Of everybody what has been over for a week goes: sessions, typing that was kept.
    """
    token, moment = new_token(), now()
    session().execute(delete(SignInSession).where(SignInSession.started_at < moment - KEPT_FOR))
    session().execute(delete(KeptTyping).where(KeptTyping.kept_at < moment - KEPT_FOR))
    session().execute(delete(HalfSignIn).where(HalfSignIn.expires_at < moment))
    session().execute(update(Person).where(Person.id == person_id).values(signed_in_at=moment))
    end_tokens(person_id, Purpose.RESET, Purpose.SIGN_IN)
    session().add(
        SignInSession(
            id=token_hash(token),
            person_id=person_id,
            started_at=moment,
            seen_at=moment,
            with_factor=factor is not None,
            client=browser.client,
            address=browser.address,
        )
    )
    session().flush()
    with acting_as(person_id, request_id()):
        record(SIGNED_IN, organisation_id=None, object_type="person", object_id=str(person_id), by=by, factor=factor)
    return token


def open_half(*, person_id: uuid.UUID, by: str) -> str:
    """Keep that somebody proved the first factor and return the new token of their browser; it opens nothing yet."""
    token = new_token()
    session().add(HalfSignIn(id=token_hash(token), person_id=person_id, by=by, expires_at=now() + HALF_LIMIT))
    session().flush()
    with acting_as(person_id, request_id()):
        record(HALF_SIGNED_IN, organisation_id=None, object_type="person", object_id=str(person_id), by=by)
    return token


def count_code(half: HalfSignIn) -> int:
    """Count one code that was typed and return how many it are now."""
    counted = update(HalfSignIn).where(HalfSignIn.id == half.id).values(tries=HalfSignIn.tries + 1)
    return session().scalars(counted.returning(HalfSignIn.tries)).one()


def close_half(half: HalfSignIn) -> None:
    """Forget that the first factor was proved."""
    session().execute(delete(HalfSignIn).where(HalfSignIn.id == half.id))


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
