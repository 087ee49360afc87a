"""Reading tries to sign in, what lets people in, and mailed secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from workbench.accounts.models import (
    HalfSignIn,
    KnownDevice,
    Membership,
    OneTimeToken,
    Person,
    RecoveryCode,
    SignInTry,
)
from workbench.accounts.rules.names import normal_email
from workbench.accounts.rules.tokens import device_hash, token_hash
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Refused

if TYPE_CHECKING:
    import uuid

    from workbench.accounts.rules import Purpose
    from workbench.accounts.rules.tries import Counter


@dataclass(frozen=True)
class WayIn:
    """What lets somebody in; without a ``person_id`` nobody has the address, or may sign in with it."""

    person_id: uuid.UUID | None = None
    email: str = ""
    password_hash: str | None = None


def way_in(typed: str) -> WayIn:
    """Return what lets in who has this address. It costs the same for an address that nobody has."""
    try:
        email = normal_email(typed)
    except Refused:
        return WayIn()
    found = (
        session()
        .execute(
            select(Person.id, Person.email, Person.password_hash).where(
                Person.email == email, Person.deactivated_at.is_(None), Person.erased_at.is_(None)
            )
        )
        .first()
    )
    return WayIn(*found) if found else WayIn()


def seconds_to_wait(counter: Counter) -> int:
    """Return how long to rest after too many tries, in seconds; 0 when it may be tried."""
    moment, limit = now(), counter.limit
    count, first = (
        session()
        .execute(
            select(func.count(), func.min(SignInTry.at)).where(
                SignInTry.key == counter.key, SignInTry.at > moment - limit.within
            ),
        )
        .one()
    )
    if count < limit.tries or not isinstance(first, datetime):
        return 0
    return max(1, int((first + limit.within - moment).total_seconds()) + 1)


def known_device(token: str, person_id: uuid.UUID) -> KnownDevice | None:
    """Return that this browser is one in which the person signed in before, or nothing."""
    return session().scalar(
        select(KnownDevice).where(KnownDevice.id == device_hash(token, person_id), KnownDevice.expires_at > now())
    )


def remembered_devices(person_id: uuid.UUID) -> int:
    """Return in how many browsers a person is not asked for the second factor."""
    skipping = select(func.count()).where(
        KnownDevice.person_id == person_id, KnownDevice.expires_at > now(), KnownDevice.skips_factor_until > now()
    )
    return session().scalar(skipping) or 0


def half_sign_in(token: str) -> HalfSignIn | None:
    """Return who proved the first factor in this browser and not yet the second, or nothing."""
    return session().scalar(
        select(HalfSignIn)
        .options(joinedload(HalfSignIn.person))
        .where(HalfSignIn.id == token_hash(token), HalfSignIn.expires_at > now())
    )


def recovery_codes_left(person_id: uuid.UUID) -> int:
    """Return how many codes on paper may still be used."""
    left = select(func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return session().scalar(left) or 0


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
