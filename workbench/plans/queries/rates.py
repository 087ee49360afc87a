"""Reading the rates of collaborations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.storage import session
from workbench.kit.values.errors import Forbidden, NotFound
from workbench.plans.access import PlanPermission, allowed
from workbench.plans.models import Rate

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection

    from workbench.plans.access import Who


def rates_of(organisation_ids: Collection[uuid.UUID]) -> list[Rate]:
    """Return the rates of these organisations by role, the newest year first."""
    wanted = select(Rate).where(Rate.organisation_id.in_(list(organisation_ids)))
    return list(session().scalars(wanted.order_by(Rate.role, Rate.year.desc(), Rate.id)))


def rate_for(rate_id: uuid.UUID, *, who: Who) -> Rate:
    """Return a rate to change.

    Raises ``NotFound`` for a rate that the person may not even see, ``Forbidden`` when it may only be read.
    """
    found = session().get(Rate, rate_id)
    if found is None or not allowed(who, PlanPermission.VIEW_WORK, found.organisation_id):
        raise NotFound
    if not allowed(who, PlanPermission.CREATE, found.organisation_id):
        raise Forbidden
    return found
