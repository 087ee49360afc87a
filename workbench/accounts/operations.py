"""Making people, letting them in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import delete, update

from workbench.accounts.models import KeptTyping, Membership, Person, SignInLink, SignInSession, SignInTry
from workbench.accounts.queries import kept_typing, link_by_token, person_by_email, seconds_to_wait
from workbench.accounts.rules import (
    KEPT_FOR,
    LINK_LIMIT,
    LONGEST_PASSWORD,
    MOST_KEPT,
    TRIES_WITHIN,
    check_new_password,
    new_token,
    normal_email,
    normal_password,
    person_name,
    token_hash,
)
from workbench.kit.audit import Event, acting_as, record, request_id
from workbench.kit.storage import constraint_fields, session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid

    from workbench.accounts.rules import Function, Role

PERSON_CREATED = Event("person.created", keys=("is_operator",))
MEMBERSHIP_GIVEN = Event("membership.given", keys=("role", "function"))
SIGNED_IN = Event("person.signed_in", keys=("by",))
SIGN_IN_REFUSED = Event("person.sign_in_refused", keys=("reason",))
SIGNED_OUT = Event("person.signed_out")
LINK_ISSUED = Event("person.link_issued")
TYPING_KEPT = Event("person.typing_kept")
TYPING_DISCARDED = Event("person.typing_discarded")

# OWASP's smallest setting: 41 ms here; the library's default takes 250 ms on two cores.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, type=Type.ID)
# Unknown people cost as much time as known ones: this hash is checked in their place.
_NOBODY = _hasher.hash(new_token())


def create_person(*, email: str, name: str, password: str, is_operator: bool = False) -> Person:
    """Make a person; raises ``Refused`` for a bad address, name or password, ``FieldRefused`` for an address in use."""
    address, name = normal_email(email), person_name(name)
    check_new_password(password, email=address, name=name)
    made = Person(
        email=address,
        name=name,
        password_hash=_hasher.hash(normal_password(password)),
        is_operator=is_operator,
        created_at=now(),
    )
    with constraint_fields(
        {"uq_person_email": ("email", Message("Somebody with this e-mail address has an account already."))}
    ):
        session().add(made)
    record(PERSON_CREATED, organisation_id=None, object_type="person", object_id=str(made.id), is_operator=is_operator)
    return made


def ensure_person(*, email: str, name: str, password: str) -> Person:
    """Return the person with this address, made when they are not there; one who is there stays as they are."""
    return person_by_email(email) or create_person(email=email, name=name, password=password)


def ensure_membership(
    *, person_id: uuid.UUID, organisation_id: uuid.UUID, role: Role, function: Function | None = None
) -> None:
    """Give a person a role in an organisation, unless they have one there."""
    if session().get(Membership, (person_id, organisation_id)) is None:
        give_membership(person_id=person_id, organisation_id=organisation_id, role=role, function=function)


def give_membership(
    *, person_id: uuid.UUID, organisation_id: uuid.UUID, role: Role, function: Function | None = None
) -> None:
    """Give a person a role in an organisation, in place of the one they had there."""
    session().merge(
        Membership(
            person_id=person_id,
            organisation_id=organisation_id,
            role=role.value,
            function=function.value if function else None,
        )
    )
    session().flush()
    record(
        MEMBERSHIP_GIVEN,
        organisation_id=organisation_id,
        object_type="person",
        object_id=str(person_id),
        role=role.value,
        function=function.value if function else None,
    )


def count_try(*, key: str) -> int:
    """Count one try for an account; returns 0, or the seconds to wait after too many (then nothing is counted)."""
    session().execute(delete(SignInTry).where(SignInTry.at <= now() - TRIES_WITHIN))
    wait = seconds_to_wait(key)
    if wait == 0:
        session().add(SignInTry(key=key, at=now()))
        session().flush()
    return wait


def password_fits(password_hash: str | None, typed: str) -> bool:
    """Compare a typed password with a hash, as slowly for unknown people as for known ones (41 ms; no database)."""
    password = normal_password(typed)[: LONGEST_PASSWORD + 1].encode("utf-8", "replace")
    try:
        _hasher.verify(password_hash or _NOBODY, password)
    except (Argon2Error, InvalidHashError):
        return False
    return password_hash is not None and len(password) > 0


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


def keep_typing(*, person_id: uuid.UUID, path: str, fields: list[tuple[str, str]]) -> None:
    """Keep a form that came after its session had ended; of many the oldest goes."""
    for oldest in kept_typing(person_id)[MOST_KEPT - 1 :]:
        session().delete(oldest)
    session().add(KeptTyping(person_id=person_id, path=path, fields=fields, kept_at=now()))
    session().flush()
    with acting_as(person_id, request_id()):
        record(TYPING_KEPT, organisation_id=None, object_type="person", object_id=str(person_id))


def discard_typing(*, person_id: uuid.UUID, kept_id: uuid.UUID) -> None:
    """Throw away what was kept, when it is this person's."""
    if forget_typing(person_id=person_id, kept_id=kept_id):
        record(TYPING_DISCARDED, organisation_id=None, object_type="person", object_id=str(person_id))


def forget_typing(*, person_id: uuid.UUID, kept_id: uuid.UUID) -> bool:
    """Remove what was kept without an event of its own; return whether it was there, and this person's."""
    gone = session().execute(delete(KeptTyping).where(KeptTyping.id == kept_id, KeptTyping.person_id == person_id))
    return getattr(gone, "rowcount", 0) == 1


def issue_link(*, person: Person) -> str:
    """Make a link that lets a person in once, within the hour; returns its token. Earlier links end."""
    token = new_token()
    session().execute(delete(SignInLink).where(SignInLink.person_id == person.id, SignInLink.used_at.is_(None)))
    session().add(SignInLink(id=token_hash(token), person_id=person.id, expires_at=now() + LINK_LIMIT))
    session().flush()
    record(LINK_ISSUED, organisation_id=None, object_type="person", object_id=str(person.id))
    return token


def use_link(*, token: str) -> Person | None:
    """Use up a link and return whose it is; nothing when it is unknown, old or used."""
    link = link_by_token(token)
    if link is None:
        return None
    used = session().execute(
        update(SignInLink).where(SignInLink.id == link.id, SignInLink.used_at.is_(None)).values(used_at=now())
    )
    # Two clicks at once: the second update finds nothing, on PostgreSQL too.
    return link.person if getattr(used, "rowcount", 0) == 1 else None
