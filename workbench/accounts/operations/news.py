"""Telling people news: on their start page, and by mail as they chose."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, update

from workbench.accounts.models import Notification, NotificationChoice, Person
from workbench.accounts.queries.news import choices_of, reachable
from workbench.accounts.rules.news import CHOSEN, KINDS, Delivery, checked, delivery_of, told
from workbench.kit import mail
from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


NEWS_CHOSEN = Event("person.news_chosen", keys=("chosen",), words=Message("chose how to hear of news"))
NEWS_READ = Event("person.news_read", keys=("count",), words=Message("read the news"))


def notify(
    *,
    person_ids: Collection[uuid.UUID],
    kind: str,
    organisation_id: uuid.UUID | None,
    path: str,
    **details: str | int | Message,
) -> None:
    """Tell people something in the running write transaction; leave out who did it themselves.

    ``kind`` is one of ``rules.news.KINDS``, ``details`` fill the blanks of its sentence (names, never text of a plan; a
    ``Message`` without blanks is translated). ``organisation_id`` is that in which they have the role for which they
    hear this: who lost it is told nothing more of it. ``path`` is where to look. Raises ``LookupError`` for another
    kind, ``ValueError`` for a blank without a detail.
    """
    stored = checked(kind, details)
    people = reachable(set(person_ids))
    chosen = choices_of([one.id for one in people])
    for person in people:
        is_direct = delivery_of(kind, chosen[person.id]) is Delivery.DIRECT
        news = _told(person.id, kind, stored, path, organisation_id, mailed=is_direct)
        if is_direct:
            _mail(person, news)


def tell_of_security(*, person: Person, kind: str, to: str | None = None, **details: str | int | Message) -> None:
    """Tell a person what happened to their account: always mailed at once, and on their start page.

    ``kind`` is one that is ``for_safety`` (password_changed, email_changed, factor_added, factor_removed,
    codes_replaced, code_used, new_device with ``device``). ``to`` is another address than the person's own: the one
    they had before.
    """
    if not KINDS[kind].for_safety:
        raise ValueError(f"{kind} is no news for somebody's safety")
    stored = checked(kind, details)
    _told(person.id, kind, stored, "/account", None, mailed=True)
    sentence = told(kind, stored, mail.in_dutch)
    mail.write("security", to=to or person.email, name=person.name, what=KINDS[kind].label, sentence=sentence)


def read_news(*, person_id: uuid.UUID, ids: Collection[uuid.UUID]) -> None:
    """Mark what a person was told as read; somebody else's stays as it is."""
    mine = Notification.person_id == person_id, Notification.id.in_(list(ids)), Notification.read_at.is_(None)
    changed = session().execute(update(Notification).where(*mine).values(read_at=now()))
    if count := getattr(changed, "rowcount", 0):
        record(NEWS_READ, organisation_id=None, object_type="person", object_id=str(person_id), count=count)


def choose_news(*, person_id: uuid.UUID, chosen: Mapping[str, Delivery]) -> None:
    """Keep how a person wants to hear of each kind of news; what is as it always was is not kept."""
    own = {kind: chosen[kind] for kind in CHOSEN if chosen.get(kind, KINDS[kind].delivery) != KINDS[kind].delivery}
    if own == choices_of([person_id])[person_id]:
        return
    session().execute(delete(NotificationChoice).where(NotificationChoice.person_id == person_id))
    for kind, delivery in own.items():
        session().add(NotificationChoice(person_id=person_id, kind=kind, delivery=delivery.value))
    session().flush()
    told_of = {kind: delivery.value for kind, delivery in own.items()}
    record(NEWS_CHOSEN, organisation_id=None, object_type="person", object_id=str(person_id), chosen=told_of)


def _told(
    person_id: uuid.UUID,
    kind: str,
    details: dict[str, Any],
    path: str,
    organisation_id: uuid.UUID | None,
    *,
    mailed: bool,
) -> Notification:
    moment = now()
    made = Notification(
        id=uuid.uuid4(),
        person_id=person_id,
        organisation_id=organisation_id,
        kind=kind,
        details=details,
        path=path,
        made_at=moment,
        mailed_at=moment if mailed else None,
    )
    session().add(made)
    session().flush()
    return made


def _mail(person: Person, news: Notification) -> None:
    mail.write(
        "news",
        to=person.email,
        key=f"news:{news.id}",
        name=person.name,
        sentence=told(news.kind, news.details, mail.in_dutch),
        path=news.path,
    )
