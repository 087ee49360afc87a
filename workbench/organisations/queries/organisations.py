"""Finding organisations; the loader of one is also the check of who may see it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.storage import session
from workbench.kit.values.errors import Forbidden, NotFound
from workbench.kit.values.messages import Message
from workbench.organisations.access import can
from workbench.organisations.models import Organisation

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Sequence

    from workbench.organisations.access import OrganisationPermission, Who

LONGEST_SLUG = 60
ASK = Message("Do you need this? Ask an administrator of your organisation.")


def organisation_for(organisation_id: uuid.UUID, *, who: Who, permission: OrganisationPermission) -> Organisation:
    """Return the organisation when the person may do this with it.

    Raises ``NotFound`` for a stranger, and while it is closed; ``Forbidden`` for a member whose roles do not give it.
    """
    organisation = session().get(Organisation, organisation_id) if who.roles_in(organisation_id) else None
    if organisation is None:
        raise NotFound
    if not can(who, permission, organisation):
        raise Forbidden(ASK)
    return organisation


def organisation_by_id(organisation_id: uuid.UUID) -> Organisation:
    """Return an organisation, closed or not; raises ``NotFound``. Whoever asks has checked who may know of it."""
    found = session().get(Organisation, organisation_id)
    if found is None:
        raise NotFound
    return found


def organisation_by_slug(slug: str) -> Organisation | None:
    """Return the organisation with this slug, or nothing."""
    return session().scalar(select(Organisation).where(Organisation.slug == slug))


def organisations_by_id(ids: Collection[uuid.UUID]) -> Sequence[Organisation]:
    """Return these organisations by name."""
    if not ids:
        return []
    return (
        session()
        .scalars(
            select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.name, Organisation.id),
        )
        .all()
    )


def all_organisations() -> Sequence[Organisation]:
    """Return every organisation of the installation, by kind and name: for its operator only."""
    return session().scalars(select(Organisation).order_by(Organisation.kind, Organisation.name, Organisation.id)).all()


def free_slug(name: str) -> str:
    """Return a short name for an organisation that none has yet: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    wanted = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: LONGEST_SLUG - 4].strip("-") or "organisatie"
    taken = set(session().scalars(select(Organisation.slug).where(Organisation.slug.startswith(wanted))))
    numbered = (f"{wanted}-{number}" for number in range(2, 1000))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)
