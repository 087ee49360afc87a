"""What was typed when its session had ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from workbench.accounts.models import KeptTyping
from workbench.accounts.queries import kept_typing
from workbench.accounts.rules.limits import MOST_KEPT
from workbench.kit.audit import Event, acting_as, record, request_id
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid


TYPING_KEPT = Event("person.typing_kept", words=Message("kept a text of a session that had ended"))
TYPING_DISCARDED = Event("person.typing_discarded", words=Message("threw a kept text away"))


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
