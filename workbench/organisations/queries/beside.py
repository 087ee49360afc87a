"""Reading who stands beside a collaboration, from both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.storage import session
from workbench.organisations.models import Organisation, OrganisationLink
from workbench.organisations.rules import Kind

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select


@dataclass(frozen=True)
class Beside:
    """One organisation beside another, and since when."""

    organisation: Organisation
    since: datetime

    @property
    def sends_advisers(self) -> bool:
        """Whether it is a support organisation that is not closed."""
        return self.organisation.kind == Kind.SUPPORT and self.organisation.closed_at is None


def beside(collaboration_id: uuid.UUID) -> list[Beside]:
    """Return who helps, funds or stands above a collaboration, by kind and name."""
    wanted = (
        select(Organisation, OrganisationLink.since)
        .join(OrganisationLink, OrganisationLink.other_id == Organisation.id)
        .where(OrganisationLink.collaboration_id == collaboration_id)
    )
    return _read(wanted.order_by(Organisation.kind, Organisation.name, Organisation.id))


def collaborations_of(other_id: uuid.UUID) -> list[Beside]:
    """Return the collaborations that chose an organisation, by name; their names are all that it may see of them."""
    wanted = (
        select(Organisation, OrganisationLink.since)
        .join(OrganisationLink, OrganisationLink.collaboration_id == Organisation.id)
        .where(OrganisationLink.other_id == other_id, Organisation.closed_at.is_(None))
    )
    return _read(wanted.order_by(Organisation.name, Organisation.id))


def is_beside(*, collaboration_id: uuid.UUID, other_id: uuid.UUID) -> bool:
    """Say whether a collaboration chose an organisation."""
    return session().get(OrganisationLink, (collaboration_id, other_id)) is not None


def choosable(collaboration_id: uuid.UUID) -> Sequence[Organisation]:
    """Return the organisations that a collaboration can still put beside it; never another collaboration."""
    chosen = select(OrganisationLink.other_id).where(OrganisationLink.collaboration_id == collaboration_id)
    wanted = select(Organisation).where(
        Organisation.kind != Kind.COLLABORATION.value, Organisation.closed_at.is_(None), Organisation.id.not_in(chosen)
    )
    return session().scalars(wanted.order_by(Organisation.kind, Organisation.name, Organisation.id)).all()


def can_stand_beside(organisation: Organisation) -> bool:
    """Say whether a collaboration may put this organisation beside it."""
    return organisation.kind != Kind.COLLABORATION.value and organisation.closed_at is None


def _read(wanted: Select[Organisation, datetime]) -> list[Beside]:
    return [Beside(organisation, since) for organisation, since in session().execute(wanted)]
