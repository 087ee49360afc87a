"""What was handed to other organisations; the loader of one share is also the check of who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from workbench.accounts.models import Person
from workbench.definitions.schema import Definition
from workbench.kit.storage import session
from workbench.kit.values.errors import Forbidden, NotFound
from workbench.organisations.models import Organisation, OrganisationLink
from workbench.organisations.rules import Kind
from workbench.plans.access import SharedPermission, can_see_shared
from workbench.plans.content import PlanContent
from workbench.plans.models import Plan, Share, Snapshot

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Select

    from workbench.plans.access import Who

RECEIVERS = (Kind.REGION, Kind.FUNDER)


@dataclass(frozen=True)
class Handed:
    """What was handed to whom, without its content; ``number`` and ``made_at`` are those of the frozen content."""

    id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    collaboration: str
    title: str
    number: int
    made_at: datetime
    shared_at: datetime
    by: str | None
    ended_at: datetime | None
    ended_by: str | None


@dataclass(frozen=True)
class Frozen:
    """A content as it was handed over, with the template in its words of that moment."""

    content: PlanContent
    definition: Definition
    number: int
    revision: int
    made_at: datetime


def receivers_beside(collaboration_id: uuid.UUID) -> Sequence[Organisation]:
    """Return the organisations beside a collaboration that something can be handed to, by name."""
    wanted = (
        select(Organisation)
        .join(OrganisationLink, OrganisationLink.other_id == Organisation.id)
        .where(
            OrganisationLink.collaboration_id == collaboration_id,
            Organisation.kind.in_(RECEIVERS),
            Organisation.closed_at.is_(None),
        )
        .order_by(Organisation.name, Organisation.id)
    )
    return session().scalars(wanted).all()


def share_for(share_id: uuid.UUID, *, who: Who, permission: SharedPermission) -> Share:
    """Return what was handed to an organisation when the person may do this with it.

    Raises ``NotFound`` for what was handed to others, was taken back or is not there; ``Forbidden`` for less.
    """
    found = session().get(Share, share_id)
    if (
        found is None
        or found.ended_at is not None
        or not can_see_shared(who, SharedPermission.VIEW, found.organisation_id)
    ):
        raise NotFound
    if not can_see_shared(who, permission, found.organisation_id):
        raise Forbidden
    return found


def shared_with(who: Who, organisation_ids: Iterable[uuid.UUID]) -> list[Handed]:
    """Return what stands open to the person in these organisations, the last first; no query without such a role."""
    mine = [one for one in organisation_ids if can_see_shared(who, SharedPermission.LIST, one)]
    if not mine:
        return []
    return _handed(_shares().where(Share.organisation_id.in_(mine), Share.ended_at.is_(None)))


def shares_of(plan_id: uuid.UUID) -> list[Handed]:
    """Return everything of a plan that was ever handed over, the last first."""
    return _handed(_shares().where(Share.plan_id == plan_id))


def share_of(plan: Plan, share_id: uuid.UUID) -> Share | None:
    """Return one thing of this plan that was handed over, taken back or not; nothing for that of another plan."""
    found = session().get(Share, share_id)
    return found if found is not None and found.plan_id == plan.id else None


def standing_share(snapshot_id: uuid.UUID, organisation_id: uuid.UUID) -> Share | None:
    """Return the share by which an organisation sees a frozen content now, or nothing."""
    wanted = select(Share).where(
        Share.snapshot_id == snapshot_id, Share.organisation_id == organisation_id, Share.ended_at.is_(None)
    )
    return session().scalar(wanted)


def frozen_of(share: Share) -> Frozen:
    """Return the content that was handed over; nothing of it comes from the plan as it stands now."""
    taken = session().get_one(Snapshot, share.snapshot_id)
    return Frozen(
        content=PlanContent.model_validate_json(taken.content),
        definition=Definition.model_validate_json(taken.definition),
        number=taken.number,
        revision=taken.revision,
        made_at=taken.made_at,
    )


def last_snapshot(plan_id: uuid.UUID) -> tuple[int, str] | None:
    """Return number and hash of the content of a plan that was frozen last, or nothing."""
    wanted = select(Snapshot.number, Snapshot.sha256).where(Snapshot.plan_id == plan_id)
    found = session().execute(wanted.order_by(Snapshot.number.desc()).limit(1)).first()
    return (found[0], found[1]) if found else None


def share_by_id(share_id: uuid.UUID) -> Share | None:
    """Return what was handed over, without asking who wants it: for the job that makes its document."""
    return session().get(Share, share_id)


def _shares() -> Select[Any]:
    owner, by, ended_by = aliased(Organisation), aliased(Person), aliased(Person)
    cells: list[Any] = [Share.id, Share.organisation_id, Organisation.name, owner.name, Share.title]
    cells += [Snapshot.number, Snapshot.made_at, Share.shared_at, by.name, Share.ended_at, ended_by.name]
    return (
        select(*cells)
        .join(Organisation, Organisation.id == Share.organisation_id)
        .join(Snapshot, Snapshot.id == Share.snapshot_id)
        .join(Plan, Plan.id == Share.plan_id)
        .join(owner, owner.id == Plan.organisation_id)
        .outerjoin(by, by.id == Share.shared_by)
        .outerjoin(ended_by, ended_by.id == Share.ended_by)
        .order_by(Share.shared_at.desc(), Share.id)
    )


def _handed(wanted: Select[Any]) -> list[Handed]:
    return [Handed(*found) for found in session().execute(wanted)]
