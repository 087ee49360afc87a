"""Reading tries to sign in, and mailed secrets."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from workbench.accounts.models import Membership, OneTimeToken, Person, SignInTry
from workbench.accounts.rules.limits import TRIES, TRIES_WITHIN
from workbench.accounts.rules.tokens import token_hash
from workbench.kit.storage import session
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from workbench.accounts.rules import Purpose


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
