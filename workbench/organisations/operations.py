"""Making organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.organisations.models import Organisation
from workbench.organisations.queries import organisation_by_slug

if TYPE_CHECKING:
    from workbench.organisations.rules import Kind

ORGANISATION_CREATED = Event("organisation.created", keys=("slug", "kind"))


def ensure_organisation(*, slug: str, name: str, kind: Kind) -> Organisation:
    """Return the organisation with this slug, made when it is not there; one that is there stays as it is."""
    found = organisation_by_slug(slug)
    if found is not None:
        return found
    made = Organisation(slug=slug, name=name, kind=kind.value)
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
