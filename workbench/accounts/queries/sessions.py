"""Reading who is signed in, and what waits for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workbench.accounts.models import KeptTyping, Membership, Person, SignInSession
from workbench.accounts.queries.people import signed_in
from workbench.accounts.rules.limits import ABSOLUTE_LIMIT, IDLE_LIMIT, KEPT_FOR, SEEN_STEP
from workbench.accounts.rules.tokens import token_hash
from workbench.kit.storage import session
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from workbench.accounts.queries.people import SignedIn


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
    last = found.started_at + ABSOLUTE_LIMIT
    return replace(
        signed_in(found.person),
        session_handle=found.handle,
        must_be_touched=moment - found.seen_at > SEEN_STEP,
        session_ends=min(found.seen_at + IDLE_LIMIT, last),
        session_ends_at_last=last,
    )


def open_sessions(person_id: uuid.UUID) -> Sequence[SignInSession]:
    """Return in which browsers somebody is signed in now, the last used first."""
    moment = now()
    return (
        session()
        .scalars(
            select(SignInSession)
            .where(
                SignInSession.person_id == person_id,
                SignInSession.ended_at.is_(None),
                SignInSession.seen_at >= moment - IDLE_LIMIT,
                SignInSession.started_at >= moment - ABSOLUTE_LIMIT,
            )
            .order_by(SignInSession.seen_at.desc(), SignInSession.handle)
        )
        .all()
    )


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
