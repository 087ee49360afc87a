"""Reading organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.storage import session
from workbench.organisations.models import Organisation

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Sequence


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
