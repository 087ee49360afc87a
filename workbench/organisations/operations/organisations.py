"""Making organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.organisations.models import Organisation, OrganisationLink
from workbench.organisations.queries import organisation_by_slug

if TYPE_CHECKING:
    import uuid

    from workbench.organisations.rules import FunderKind, Kind

ORGANISATION_CREATED = Event("organisation.created", keys=("slug", "kind"))
ORGANISATION_LINKED = Event("organisation.linked", keys=("other",))


def ensure_organisation(*, slug: str, name: str, kind: Kind, funder_kind: FunderKind | None = None) -> Organisation:
    """Return the organisation with this slug, made when it is not there; one that is there stays as it is."""
    found = organisation_by_slug(slug)
    if found is not None:
        return found
    made = Organisation(
        slug=slug, name=name, kind=kind.value, funder_kind=funder_kind.value if funder_kind else None, version=1
    )
    session().add(made)
    session().flush()
    record(
        ORGANISATION_CREATED,
        organisation_id=made.id,
        object_type="organisation",
        object_id=str(made.id),
        slug=slug,
        kind=kind.value,
    )
    return made


def ensure_link(*, collaboration_id: uuid.UUID, other_id: uuid.UUID) -> None:
    """Put an organisation beside a collaboration, unless it stands there."""
    if session().get(OrganisationLink, (collaboration_id, other_id)) is not None:
        return
    session().add(OrganisationLink(collaboration_id=collaboration_id, other_id=other_id, since=now()))
    session().flush()
    record(
        ORGANISATION_LINKED,
        organisation_id=collaboration_id,
        object_type="organisation",
        object_id=str(collaboration_id),
        other=str(other_id),
    )
