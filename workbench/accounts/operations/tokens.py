"""Secrets in mailed addresses: made for one purpose, used once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from workbench.accounts.models import OneTimeToken, Person
from workbench.accounts.queries import token_for_purpose
from workbench.accounts.rules.limits import LINK_LIMIT
from workbench.accounts.rules.tokens import Purpose, new_token, token_hash
from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid
    from datetime import timedelta


LINK_ISSUED = Event("person.link_issued", words=Message("got a link to sign in"))


def issue_link(*, person: Person) -> str:
    """Make a link that lets a person in once, within the hour; returns its token. Earlier links end."""
    token = new_token_for(person, Purpose.SIGN_IN, LINK_LIMIT)
    record(LINK_ISSUED, organisation_id=None, object_type="person", object_id=str(person.id))
    return token


def use_link(*, token: str) -> Person | None:
    """Use up a link and return whose it is; nothing when it is unknown, old, used or of who may not sign in."""
    used = use_token(token=token, purpose=Purpose.SIGN_IN)
    return used.person if used and used.person.deactivated_at is None else None


def use_token(*, token: str, purpose: Purpose) -> OneTimeToken | None:
    """Use up a mailed secret and return it; nothing when it is unknown, old, used or for something else."""
    found = token_for_purpose(token, purpose)
    if found is None:
        return None
    used = session().execute(
        update(OneTimeToken).where(OneTimeToken.id == found.id, OneTimeToken.used_at.is_(None)).values(used_at=now())
    )
    # Two clicks at once: the second update finds nothing, on PostgreSQL too.
    return found if getattr(used, "rowcount", 0) == 1 else None


def end_tokens(person_id: uuid.UUID, *purposes: Purpose) -> None:
    """End the mailed secrets of a person for these purposes, or for all when none is named."""
    mine = OneTimeToken.person_id == person_id, OneTimeToken.used_at.is_(None)
    named = OneTimeToken.purpose.in_([purpose.value for purpose in purposes or Purpose])
    session().execute(update(OneTimeToken).where(*mine, named).values(used_at=now()))


def new_token_for(person: Person, purpose: Purpose, limit: timedelta, *, email: str | None = None) -> str:
    """Make a secret for one purpose and return it; earlier ones of that purpose end."""
    token, moment = new_token(), now()
    mine = (OneTimeToken.person_id == person.id) & (OneTimeToken.purpose == purpose.value)
    session().execute(delete(OneTimeToken).where(mine, OneTimeToken.used_at.is_(None)))
    session().add(
        OneTimeToken(
            id=token_hash(token),
            purpose=purpose.value,
            person_id=person.id,
            email=email,
            made_at=moment,
            expires_at=moment + limit,
        )
    )
    session().flush()
    return token
