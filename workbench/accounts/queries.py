"""Reading people and their sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from workbench.accounts.models import KeptTyping, Membership, OneTimeToken, Person, SignInSession, SignInTry
from workbench.accounts.rules import (
    ABSOLUTE_LIMIT,
    IDLE_LIMIT,
    KEPT_FOR,
    SEEN_STEP,
    TRIES,
    TRIES_WITHIN,
    normal_email,
    token_hash,
)
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Refused
from workbench.organisations.rules import Role

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from workbench.accounts.rules import Purpose


@dataclass(frozen=True)
class SignedIn:
    """The person who acts, as the gate knows them; read in one query and free of the database afterwards."""

    id: uuid.UUID
    name: str
    email: str
    is_operator: bool
    memberships: tuple[tuple[uuid.UUID, str, str], ...]
    has_factor: bool = False
    session_handle: uuid.UUID | None = None
    must_be_touched: bool = False

    @property
    def organisation_ids(self) -> frozenset[uuid.UUID]:
        """The organisations of which the person is a member."""
        return frozenset(organisation_id for organisation_id, _, _ in self.memberships)

    @property
    def is_administrator(self) -> bool:
        """Whether the person administers an organisation, or the installation."""
        return self.is_operator or any(role == Role.ADMINISTRATOR for _, role, _ in self.memberships)

    def roles_in(self, organisation_id: uuid.UUID) -> frozenset[str]:
        """Return the person's roles there; empty for a stranger."""
        return frozenset(role for found, role, _ in self.memberships if found == organisation_id)


def person_by_email(typed: str) -> Person | None:
    """Return the person with this address, or nothing; also for what is no address."""
    try:
        email = normal_email(typed)
    except Refused:
        return None
    return session().scalar(select(Person).where(Person.email == email))


def membership(person_id: uuid.UUID, organisation_id: uuid.UUID, role: Role) -> Membership | None:
    """Return that a person has this role in an organisation, or nothing."""
    return session().scalar(
        select(Membership).where(
            Membership.person_id == person_id,
            Membership.organisation_id == organisation_id,
            Membership.role == role.value,
        )
    )


def signed_in_by_token(token: str) -> SignedIn | None:
    """Return who is signed in with a cookie, or nothing when it is unknown, idle for long, or old."""
    found = session().scalar(
        select(SignInSession)
        .options(joinedload(SignInSession.person).joinedload(Person.memberships).joinedload(Membership.organisation))
        .where(SignInSession.id == token_hash(token), SignInSession.ended_at.is_(None)),
    )
    moment = now()
    if found is None or moment - found.seen_at > IDLE_LIMIT or moment - found.started_at > ABSOLUTE_LIMIT:
        return None
    if found.person.deactivated_at is not None:
        return None
    return signed_in(found.person, session_handle=found.handle, must_be_touched=moment - found.seen_at > SEEN_STEP)


def sessions_known(*, token: str, person_id: uuid.UUID | None) -> Sequence[SignInSession]:
    """Return the sessions of a person, ended or not; without a person the one of this cookie."""
    mine = SignInSession.person_id == person_id if person_id else SignInSession.id == token_hash(token)
    return session().scalars(select(SignInSession).where(mine, SignInSession.started_at > now() - KEPT_FOR)).all()


def kept_typing(person_id: uuid.UUID) -> Sequence[KeptTyping]:
    """Return what waits for a person, the last first."""
    return (
        session()
        .scalars(
            select(KeptTyping)
            .where(KeptTyping.person_id == person_id, KeptTyping.kept_at > now() - KEPT_FOR)
            .order_by(KeptTyping.kept_at.desc(), KeptTyping.id)
        )
        .all()
    )


def signed_in(person: Person, *, session_handle: uuid.UUID | None = None, must_be_touched: bool = False) -> SignedIn:
    """Return a person as an actor, with the roles that count now: ended ones and closed organisations give nothing."""
    moment = now()
    counting = (
        one
        for one in person.memberships
        if (one.until is None or one.until > moment) and one.organisation.closed_at is None
    )
    return SignedIn(
        id=person.id,
        name=person.name,
        email=person.email,
        is_operator=person.is_operator,
        memberships=tuple(sorted((one.organisation_id, one.role, one.function or "") for one in counting)),
        has_factor=person.totp_secret is not None,
        session_handle=session_handle,
        must_be_touched=must_be_touched,
    )


def seconds_to_wait(key: str) -> int:
    """Return how long an account must rest after too many tries, in seconds; 0 when it may try."""
    moment = now()
    count, first = (
        session()
        .execute(
            select(func.count(), func.min(SignInTry.at)).where(
                SignInTry.key == key, SignInTry.at > moment - TRIES_WITHIN
            ),
        )
        .one()
    )
    if count < TRIES or not isinstance(first, datetime):
        return 0
    return max(1, int((first + TRIES_WITHIN - moment).total_seconds()) + 1)


def token_for_purpose(token: str, purpose: Purpose) -> OneTimeToken | None:
    """Return a mailed secret that may still be used for this purpose, or nothing."""
    return session().scalar(
        select(OneTimeToken)
        .options(joinedload(OneTimeToken.person).joinedload(Person.memberships).joinedload(Membership.organisation))
        .where(
            OneTimeToken.id == token_hash(token),
            OneTimeToken.purpose == purpose.value,
            OneTimeToken.used_at.is_(None),
            OneTimeToken.expires_at > now(),
        ),
    )
