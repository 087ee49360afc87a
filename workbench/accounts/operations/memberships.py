"""What people are in organisations: given and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.accounts.models import Membership
from workbench.accounts.operations.locks import check_administers, keep_an_administrator, lock
from workbench.accounts.operations.news import notify
from workbench.accounts.queries import membership
from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Conflict, NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.organisations.rules import ROLES_IN, Kind, Role
from workbench.organisations.rules.names import role_name

if TYPE_CHECKING:
    import uuid
    from datetime import datetime

    from workbench.organisations.rules import Function

MEMBERSHIP_GIVEN = Event("membership.given", keys=("role", "function", "until", "via"), words=Message("gave a role"))
MEMBERSHIP_CHANGED = Event(
    "membership.changed", keys=("role", "function", "until", "before"), words=Message("changed a role")
)

UNFIT = Message("This role does not exist in an organisation of this kind.")
CHANGED = Message("Somebody else changed this role after you opened this page. Look at what stands there now.")


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
    """Give a person a role in an organisation beside the others they have there; one they have is renewed.

    Raises ``Refused`` for a role that an organisation of this kind does not have, and for an end date for its last
    administrator.
    """
    if role not in ROLES_IN[Kind(lock(organisation_id).kind)]:
        raise Refused(UNFIT)
    held = membership(person_id, organisation_id, role)
    if held is None:
        held = Membership(person_id=person_id, organisation_id=organisation_id, role=role.value, since=now(), version=0)
        session().add(held)
    elif role is Role.ADMINISTRATOR and until is not None:
        keep_an_administrator(organisation_id, without=person_id)
    held.function = function.value if function else None
    held.via_id, held.until, held.version = via_id, until, held.version + 1
    session().flush()
    _tell(MEMBERSHIP_GIVEN, held, via=str(via_id) if via_id else None)
    return held


def give_role(
    *,
    person_id: uuid.UUID,
    organisation_id: uuid.UUID,
    role: Role,
    function: Function | None,
    until: datetime | None,
    by: uuid.UUID,
) -> None:
    """Let an administrator (``by``) give a member another role, and tell them; one they have is renewed.

    Raises ``Forbidden`` when ``by`` is no administrator any more, and as ``give_membership``.
    """
    lock(organisation_id)
    check_administers(by, organisation_id)
    held = give_membership(
        person_id=person_id, organisation_id=organisation_id, role=role, function=function, until=until
    )
    if person_id != by:
        tell_of_role(held)


def change_role(
    *,
    person_id: uuid.UUID,
    organisation_id: uuid.UUID,
    role: Role,
    version: int,
    function: Function | None,
    until: datetime | None,
    by: uuid.UUID,
) -> None:
    """Let an administrator (``by``) change function or end date of a role as it stood at ``version``.

    Raises ``NotFound`` for a role that they do not have, ``Conflict`` when somebody changed it since, ``Refused`` for
    an end date for the last administrator, ``Forbidden`` when ``by`` is no administrator any more.
    """
    lock(organisation_id)
    check_administers(by, organisation_id)
    held = held_role(person_id, organisation_id, role, version)
    if role is Role.ADMINISTRATOR and until is not None:
        keep_an_administrator(organisation_id, without=person_id)
    before = _told(held)
    held.function, held.until = (function.value if function else None), until
    if _told(held) != before:
        held.version += 1
        session().flush()
        _tell(MEMBERSHIP_CHANGED, held, before=before)


def held_role(person_id: uuid.UUID, organisation_id: uuid.UUID, role: Role, version: int) -> Membership:
    """Return a role as it stood at ``version``; raises ``NotFound``, or ``Conflict`` when somebody changed it since."""
    held = membership(person_id, organisation_id, role)
    if held is None:
        raise NotFound
    session().refresh(held)
    if held.version != version:
        raise Conflict(CHANGED)
    return held


def tell_of_role(held: Membership) -> None:
    """Tell a person that they have a role."""
    notify(
        person_ids=[held.person_id],
        kind="role_given",
        organisation_id=held.organisation_id,
        path=f"/organisaties/{held.organisation_id}",
        organisation=held.organisation.name,
        role=role_name(held.role, held.function),
    )


def _told(held: Membership) -> dict[str, Any]:
    until = held.until.isoformat() if held.until else None
    return {"role": held.role, "function": held.function, "until": until}


def _tell(event: Event, held: Membership, **details: Any) -> None:  # noqa: ANN401 - JSON values
    record(
        event,
        organisation_id=held.organisation_id,
        object_type="person",
        object_id=str(held.person_id),
        **_told(held),
        **details,
    )
