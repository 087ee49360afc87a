"""Removing what was kept long enough: one table of rules, which the manual and the dry run read too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, or_, select

from workbench.accounts.models import (
    HalfSignIn,
    Invitation,
    KeptTyping,
    KnownDevice,
    Notification,
    OneTimeToken,
    SignInSession,
    SignInTry,
)
from workbench.accounts.operations.erasure import erase_person
from workbench.accounts.operations.own_account import MAIL_NEW_ADDRESS
from workbench.accounts.operations.ways_in import MAIL_WAY_IN
from workbench.accounts.queries.erasure import people_without_role
from workbench.accounts.rules import ABSOLUTE_LIMIT, KEPT_FOR
from workbench.kit.audit import Event, record
from workbench.kit.jobs import Job, State
from workbench.kit.mail import OutgoingMail, write
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import ColumnElement

    from workbench.kit.storage import Base

KEPT_LONG_ENOUGH = Event(
    "retention.applied", keys=("removed",), words=Message("removed what had been kept long enough")
)
YEAR, MONTH, DAY = timedelta(days=365), timedelta(days=30), timedelta(days=1)
WITHOUT_ROLE = YEAR
WARNED_BEFORE = MONTH


@dataclass(frozen=True)
class Rule:
    """What is removed after how long; ``over`` gets the moment before which rows have been kept long enough."""

    name: str
    table: type[Base]
    keeps: timedelta
    over: Callable[[datetime], ColumnElement[bool]]


def _ended(column: Any, other: Any) -> Callable[[datetime], ColumnElement[bool]]:  # noqa: ANN401 - mapped columns
    return lambda before: or_(column < before, other < before)


RULES: tuple[Rule, ...] = (
    # A session stays known for as long as what was typed in it can be kept.
    Rule("sessions", SignInSession, KEPT_FOR + ABSOLUTE_LIMIT, lambda before: SignInSession.started_at < before),
    Rule("sign-ins that were not finished", HalfSignIn, DAY, lambda before: HalfSignIn.expires_at < before),
    Rule("tries to sign in", SignInTry, DAY, lambda before: SignInTry.at < before),
    Rule("remembered devices", KnownDevice, DAY, lambda before: KnownDevice.expires_at < before),
    Rule("mailed secrets", OneTimeToken, MONTH, _ended(OneTimeToken.expires_at, OneTimeToken.used_at)),
    Rule("invitations", Invitation, MONTH, _ended(Invitation.expires_at, Invitation.closed_at)),
    Rule("text of ended sessions", KeptTyping, KEPT_FOR, lambda before: KeptTyping.kept_at < before),
    Rule("news", Notification, YEAR, lambda before: Notification.made_at < before),
    Rule("sent mails (without text)", OutgoingMail, YEAR, lambda before: OutgoingMail.made_at < before),
    # Their payload is the address that somebody typed.
    Rule(
        "asked mails",
        Job,
        DAY,
        lambda before: Job.kind.in_((MAIL_WAY_IN, MAIL_NEW_ADDRESS)) & (Job.finished_at < before),
    ),
    Rule(
        "finished jobs",
        Job,
        MONTH,
        lambda before: Job.state.in_((State.DONE, State.FAILED)) & (Job.finished_at < before),
    ),
)


def remove_what_is_over(*, ledger: Path, dry: bool = False) -> dict[str, int]:
    """Remove what was kept long enough and return how many of each; ``dry`` only counts. A second run finds nothing."""
    moment = now()
    found = {rule.name: _of(rule, moment, dry=dry) for rule in RULES}
    found["accounts without a role"] = _accounts(moment, ledger, dry=dry)
    if not dry and any(found.values()):
        record(
            KEPT_LONG_ENOUGH,
            organisation_id=None,
            object_type="installation",
            object_id="retention",
            removed={name: count for name, count in found.items() if count},
        )
    return found


def warn_who_will_be_removed() -> int:
    """Mail who has had no role for eleven months, once; returns how many mails were written."""
    nearly = people_without_role(before=now() - WITHOUT_ROLE + WARNED_BEFORE)
    written = 0
    for person in nearly:
        last = person.signed_in_at or person.created_at
        key = f"unused-account:{person.id}:{last:%Y-%m-%d}"
        written += _warned(person.email, person.name, key)
    return written


def _warned(email: str, name: str, key: str) -> bool:
    if session().scalar(select(OutgoingMail.id).where(OutgoingMail.key == key)) is not None:
        return False
    write("unused_account", to=email, key=key, name=name, days=WARNED_BEFORE.days)
    return True


def _of(rule: Rule, moment: datetime, *, dry: bool) -> int:
    over = rule.over(moment - rule.keeps)
    if dry:
        return session().scalar(select(func.count()).select_from(rule.table).where(over)) or 0
    return getattr(session().execute(delete(rule.table).where(over)), "rowcount", 0)


def _accounts(moment: datetime, ledger: Path, *, dry: bool) -> int:
    # Only who was warned a month ago: an account never goes unannounced.
    before = moment - WARNED_BEFORE
    warned = set(
        session().scalars(
            select(OutgoingMail.recipient).where(OutgoingMail.kind == "unused_account", OutgoingMail.sent_at < before)
        )
    )
    gone = [person for person in people_without_role(before=moment - WITHOUT_ROLE) if person.email in warned]
    if not dry:
        for person in gone:
            erase_person(person=person, ledger=ledger)
    return len(gone)
