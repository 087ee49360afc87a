"""What plans keep about a person besides what they wrote: it goes when their name goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from workbench.kit.storage import session
from workbench.plans.models import Assignment, CalendarLink, WordUpload

if TYPE_CHECKING:
    import uuid


def forget_person(person_id: uuid.UUID) -> None:
    """Remove a person's tasks, calendar addresses and waiting Word files; who looked at a plan stays a number."""
    for table in (Assignment, CalendarLink, WordUpload):
        session().execute(delete(table).where(table.person_id == person_id))
