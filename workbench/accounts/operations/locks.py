"""One at a time: who changes the people of an organisation waits for who does so already, and then looks again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.accounts.queries.members import counting_administrators, lasting_administrators
from workbench.kit.storage import session
from workbench.kit.values.errors import Forbidden, NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.organisations.models import Organisation

if TYPE_CHECKING:
    import uuid

LAST = Message("An organisation needs an administrator without an end date. Make somebody else administrator first.")


def lock(organisation_id: uuid.UUID) -> Organisation:
    """Return the organisation, held until the transaction ends; raises ``NotFound``.

    On SQLite a transaction that writes is alone anyway; on PostgreSQL the second of two waits here.
    """
    found = session().get(Organisation, organisation_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def check_administers(person_id: uuid.UUID, organisation_id: uuid.UUID) -> None:
    """Look again, behind the lock, whether somebody administers an organisation still; raises ``Forbidden``.

    Two administrators who end each other at once are both let in by the gate: the second is refused here.
    """
    if person_id not in counting_administrators(organisation_id):
        raise Forbidden(Message("You are no administrator of this organisation any more."))


def keep_an_administrator(organisation_id: uuid.UUID, *, without: uuid.UUID) -> None:
    """Raise ``Refused`` when nobody but this person administers an organisation for as long as it lasts."""
    lasting = lasting_administrators(organisation_id)
    if lasting == {without}:
        raise Refused(LAST)
