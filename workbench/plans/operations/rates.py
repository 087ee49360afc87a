"""Keeping the rates that a collaboration agreed; plans keep a copy of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.audit import Event, record
from workbench.kit.storage import constraint_fields, session
from workbench.kit.values.errors import Conflict, NotFound
from workbench.kit.values.messages import Message
from workbench.plans.models import Rate

if TYPE_CHECKING:
    import uuid

RATE_KEPT = Event("rate.kept", keys=("role", "year"), words=Message("kept a rate"))
RATE_REMOVED = Event("rate.removed", keys=("role", "year"), words=Message("removed a rate"))

_TAKEN = {
    "uq_rate_organisation_id_role_year": (
        "role",
        Message("This role has a rate for this year already. Change that one."),
    )
}


CHANGED = Message("Somebody else changed this rate while you were typing. Look at it, and save or remove it again.")


def add_rate(
    *, rate_id: uuid.UUID, organisation_id: uuid.UUID, role: str, year: int, amount: int, source: str | None
) -> Rate:
    """Add a rate (cents) under an id that the form chose; a form that is sent again changes nothing.

    Raises ``FieldRefused`` when the role has a rate for that year already.
    """
    known = session().get(Rate, rate_id)
    if known is not None:
        if known.organisation_id != organisation_id:
            raise NotFound  # an id that another collaboration uses
        return known
    rate = Rate(id=rate_id, organisation_id=organisation_id, version=1)
    return _store(rate, role, year, amount, source)


def change_rate(rate: Rate, *, version: int, role: str, year: int, amount: int, source: str | None) -> Rate:
    """Change a rate (cents) as it stood at ``version``.

    Raises ``Conflict`` when somebody changed it since, ``FieldRefused`` when the role has a rate for that year already.
    """
    if rate.version != version:
        raise Conflict(CHANGED)
    rate.version += 1
    return _store(rate, role, year, amount, source)


def _store(rate: Rate, role: str, year: int, amount: int, source: str | None) -> Rate:
    with constraint_fields(_TAKEN):
        rate.role, rate.year, rate.amount, rate.source = role, year, amount, source
        session().add(rate)
    _tell(RATE_KEPT, rate)
    return rate


def remove_rate(rate: Rate, *, version: int) -> None:
    """Remove a rate as it stood at ``version``; plans that took it over keep it.

    Raises ``Conflict`` when somebody changed it since.
    """
    if rate.version != version:
        raise Conflict(CHANGED)
    session().delete(rate)
    session().flush()
    _tell(RATE_REMOVED, rate)


def _tell(event: Event, rate: Rate) -> None:
    record(
        event,
        organisation_id=rate.organisation_id,
        object_type="rate",
        object_id=str(rate.id),
        role=rate.role,
        year=rate.year,
    )
