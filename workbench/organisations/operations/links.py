"""Who stands beside a collaboration: who helps it, who funds it, who stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.organisations.models import Organisation, OrganisationLink
from workbench.organisations.queries import can_stand_beside
from workbench.organisations.signals import organisation_unlinked

if TYPE_CHECKING:
    import uuid

ORGANISATION_LINKED = Event(
    "organisation.linked", keys=("other",), words=Message("put an organisation beside a collaboration")
)
ORGANISATION_UNLINKED = Event(
    "organisation.unlinked",
    keys=("other", "ended"),
    words=Message("took an organisation away from beside a collaboration"),
)


def ensure_link(*, collaboration_id: uuid.UUID, other_id: uuid.UUID) -> None:
    """Put an organisation beside a collaboration, unless it stands there."""
    if session().get(OrganisationLink, (collaboration_id, other_id)) is None:
        session().add(OrganisationLink(collaboration_id=collaboration_id, other_id=other_id, since=now()))
        _tell(ORGANISATION_LINKED, collaboration_id, other_id)


def link(*, collaboration_id: uuid.UUID, other_id: uuid.UUID) -> Organisation:
    """Put an organisation beside a collaboration, and return it.

    Raises ``NotFound`` for one that is not there, is closed, or is a collaboration itself: those never see each other.
    """
    other = session().get(Organisation, other_id)
    if other is None or not can_stand_beside(other):
        raise NotFound
    ensure_link(collaboration_id=collaboration_id, other_id=other_id)
    return other


def unlink(*, collaboration_id: uuid.UUID, other_id: uuid.UUID) -> None:
    """Take an organisation away from beside a collaboration: whom it sent loses their roles there at once.

    Raises ``NotFound`` when it does not stand there.
    """
    # Who sends an adviser at this moment waits, and then finds that the organisation stands there no longer.
    session().get(Organisation, collaboration_id, with_for_update=True)
    found = session().get(OrganisationLink, (collaboration_id, other_id))
    if found is None:
        raise NotFound
    session().delete(found)
    organisation_unlinked.send(None, collaboration_id=collaboration_id, other_id=other_id)
    _tell(ORGANISATION_UNLINKED, collaboration_id, other_id)


def _tell(event: Event, collaboration_id: uuid.UUID, other_id: uuid.UUID) -> None:
    session().flush()
    record(
        event,
        organisation_id=collaboration_id,
        object_type="organisation",
        object_id=str(collaboration_id),
        other=str(other_id),
    )
