"""For which neighbourhoods a collaboration works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.organisations.models import OrganisationArea
from workbench.organisations.queries import areas_of

if TYPE_CHECKING:
    import uuid

    from workbench.neighbourhoods.content import Area

AREA_ADDED = Event("organisation.area_added", keys=("code",), words=Message("added a neighbourhood"))
AREA_REMOVED = Event("organisation.area_removed", keys=("code",), words=Message("removed a neighbourhood"))

MOST_AREAS = 60


def add_area(*, organisation_id: uuid.UUID, area: Area) -> None:
    """Let a collaboration work for an area, unless it does; raises ``Refused`` when there are very many."""
    known = [one.code for one in areas_of(organisation_id)]
    if area.code in known:
        return
    if len(known) >= MOST_AREAS:
        raise Refused(Message("A collaboration works for at most %(n)s neighbourhoods here.", n=MOST_AREAS))
    session().add(OrganisationArea(organisation_id=organisation_id, code=area.code, name=area.name))
    _tell(AREA_ADDED, organisation_id, area.code)


def remove_area(*, organisation_id: uuid.UUID, code: str) -> None:
    """Let a collaboration work for an area no longer; nothing happens when it did not."""
    found = session().get(OrganisationArea, (organisation_id, code))
    if found is not None:
        session().delete(found)
        _tell(AREA_REMOVED, organisation_id, code)


def _tell(event: Event, organisation_id: uuid.UUID, code: str) -> None:
    session().flush()
    record(
        event,
        organisation_id=organisation_id,
        object_type="organisation",
        object_id=str(organisation_id),
        code=code,
    )
