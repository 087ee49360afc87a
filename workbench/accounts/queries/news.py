"""Reading news, and how people want to hear of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from workbench.accounts.models import Notification, NotificationChoice, Person
from workbench.accounts.rules.news import DIGEST_REACHES, KINDS, NEWS_KEPT, NEWS_LISTED
from workbench.kit.storage import session
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

# What is told of an organisation to its members only.
_FOR_MEMBERS = [kind for kind, news in KINDS.items() if news.for_members]


def news_of(
    person_id: uuid.UUID, organisation_ids: Collection[uuid.UUID], *, unread: bool = False, limit: int = NEWS_LISTED
) -> Sequence[Notification]:
    """Return what a person was told lately, the last first; of organisations they left only that they left."""
    wanted = select(Notification).where(_mine(person_id, organisation_ids), Notification.made_at > now() - NEWS_KEPT)
    if unread:
        wanted = wanted.where(Notification.read_at.is_(None))
    return session().scalars(wanted.order_by(Notification.made_at.desc(), Notification.id).limit(limit)).all()


def choices_of(person_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Mapping[str, str]]:
    """Return for each of these people what they chose, by kind; of who chose nothing an empty mapping."""
    found: dict[uuid.UUID, dict[str, str]] = {one: {} for one in person_ids}
    rows = session().scalars(select(NotificationChoice).where(NotificationChoice.person_id.in_(list(person_ids))))
    for row in rows:
        found[row.person_id][row.kind] = row.delivery
    return found


def reachable(person_ids: Collection[uuid.UUID]) -> Sequence[Person]:
    """Return those of these people who can be told something, by id."""
    here = Person.id.in_(list(person_ids)), Person.deactivated_at.is_(None), Person.erased_at.is_(None)
    return session().scalars(select(Person).where(*here).order_by(Person.id)).all()


def waiting_for_digest(until: datetime) -> Sequence[uuid.UUID]:
    """Return the people who have news, made before a moment, that was neither mailed nor read."""
    wanted = select(Notification.person_id).where(*_unmailed(until)).distinct().order_by(Notification.person_id)
    return session().scalars(wanted).all()


def unmailed(person_id: uuid.UUID, organisation_ids: Collection[uuid.UUID], until: datetime) -> Sequence[Notification]:
    """Return a person's news, made before a moment, that was neither mailed nor read; the oldest first."""
    wanted = select(Notification).where(_mine(person_id, organisation_ids), *_unmailed(until))
    return session().scalars(wanted.order_by(Notification.made_at, Notification.id)).all()


def _mine(person_id: uuid.UUID, organisation_ids: Collection[uuid.UUID]) -> ColumnElement[bool]:
    here = or_(
        Notification.organisation_id.is_(None),
        Notification.organisation_id.in_(list(organisation_ids)),
        Notification.kind.not_in(_FOR_MEMBERS),
    )
    return (Notification.person_id == person_id) & Notification.kind.in_(list(KINDS)) & here


def _unmailed(until: datetime) -> tuple[ColumnElement[bool], ...]:
    late = Notification.made_at > until - DIGEST_REACHES
    return Notification.mailed_at.is_(None), Notification.read_at.is_(None), Notification.made_at < until, late
