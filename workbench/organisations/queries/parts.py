"""Reading what belongs to one organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.storage import session
from workbench.kit.values.errors import NotFound
from workbench.organisations.models import OrganisationArea, Practice

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence


def practices_of(organisation_id: uuid.UUID) -> Sequence[Practice]:
    """Return the practices and partners of a collaboration, by discipline and name."""
    wanted = select(Practice).where(Practice.organisation_id == organisation_id)
    return session().scalars(wanted.order_by(Practice.discipline, Practice.name, Practice.id)).all()


def practice_of(organisation_id: uuid.UUID, practice_id: uuid.UUID) -> Practice:
    """Return one practice of a collaboration; raises ``NotFound``, also for one of another collaboration."""
    found = session().get(Practice, practice_id)
    if found is None or found.organisation_id != organisation_id:
        raise NotFound
    return found


def areas_of(organisation_id: uuid.UUID) -> Sequence[OrganisationArea]:
    """Return the neighbourhoods of a collaboration by name."""
    wanted = select(OrganisationArea).where(OrganisationArea.organisation_id == organisation_id)
    return session().scalars(wanted.order_by(OrganisationArea.name, OrganisationArea.code)).all()
