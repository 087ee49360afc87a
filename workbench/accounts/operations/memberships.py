"""What people are in organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.accounts.models import Membership
from workbench.accounts.queries import membership
from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import uuid
    from datetime import datetime

    from workbench.organisations.rules import Function, Role

MEMBERSHIP_GIVEN = Event("membership.given", keys=("role", "function", "until"))


def ensure_membership(
    *, person_id: uuid.UUID, organisation_id: uuid.UUID, role: Role, function: Function | None = None
) -> None:
    """Give a person a role in an organisation, unless they have that role there."""
    if membership(person_id, organisation_id, role) is None:
        give_membership(person_id=person_id, organisation_id=organisation_id, role=role, function=function)


def give_membership(
    *,
    person_id: uuid.UUID,
    organisation_id: uuid.UUID,
    role: Role,
    function: Function | None = None,
    via_id: uuid.UUID | None = None,
    until: datetime | None = None,
) -> Membership:
    """Give a person a role in an organisation beside the others they have there; one they have is renewed."""
    held = membership(person_id, organisation_id, role)
    if held is None:
        held = Membership(person_id=person_id, organisation_id=organisation_id, role=role.value, since=now())
        session().add(held)
    held.function = function.value if function else None
    held.via_id, held.until = via_id, until
    session().flush()
    record(
        MEMBERSHIP_GIVEN,
        organisation_id=organisation_id,
        object_type="person",
        object_id=str(person_id),
        role=role.value,
        function=function.value if function else None,
        until=until.isoformat() if until else None,
    )
    return held
