"""One mail a day with a person's news: what happened in which plan of which organisation, and where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.accounts.models import Person
from workbench.accounts.queries.news import choices_of, unmailed
from workbench.accounts.queries.people import signed_in
from workbench.accounts.rules.news import DIGEST_LISTS, Delivery, delivery_of, told
from workbench.kit import mail
from workbench.kit.storage import session
from workbench.kit.values.clock import local, now
from workbench.kit.values.dates import date_long

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import datetime

    from workbench.accounts.models import Notification


def write_digest(*, person_id: uuid.UUID, until: datetime) -> bool:
    """Write the digest of one person over their news from before a moment; returns whether there was anything to tell.

    There is one a person a day: what is late for it waits for tomorrow.
    """
    # On PostgreSQL a second worker waits here, and finds it done.
    person = session().get(Person, person_id, with_for_update=True)
    key = f"digest:{person_id}:{local(until).date().isoformat()}"
    if person is None or person.deactivated_at is not None or mail.mail_by_key(key) is not None:
        return False
    chosen = choices_of([person_id])[person_id]
    found = unmailed(person_id, signed_in(person).organisation_ids, until)
    wanted = [one for one in found if delivery_of(one.kind, chosen) is not Delivery.NEVER]
    if not wanted:
        return False
    _write(person, key, wanted, until)
    for one in wanted:
        one.mailed_at = now()
    session().flush()
    return True


def _write(person: Person, key: str, news: Sequence[Notification], until: datetime) -> None:
    mail.write(
        "digest",
        to=person.email,
        key=key,
        name=person.name,
        day=date_long(local(until).date()),
        news=[(told(one.kind, one.details, mail.in_dutch), one.path) for one in news[:DIGEST_LISTS]],
        count=len(news),
        more=len(news) > DIGEST_LISTS,
    )
