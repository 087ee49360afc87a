"""Browsers in which people signed in before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from workbench.accounts.models import KnownDevice
from workbench.accounts.queries.ways_in import known_device
from workbench.accounts.rules.limits import DEVICE_KNOWN_FOR, DEVICE_SKIPS_FOR
from workbench.accounts.rules.tokens import device_hash, new_token
from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid

DEVICES_FORGOTTEN = Event("person.devices_forgotten", words=Message("is asked for the code in every browser again"))


def know_device(*, token: str | None, person_id: uuid.UUID, skips_factor: bool) -> str:
    """Know this browser from now on and return its own token: the one it has, or a new one.

    With ``skips_factor`` it is not asked for the second factor for a month; without, that stays as it was.
    """
    moment = now()
    session().execute(delete(KnownDevice).where(KnownDevice.expires_at <= moment))
    own = token or new_token()
    device = known_device(own, person_id)
    if device is None:
        device = KnownDevice(id=device_hash(own, person_id), person_id=person_id, made_at=moment)
        session().add(device)
    device.expires_at = moment + DEVICE_KNOWN_FOR
    if skips_factor:
        device.skips_factor_until = moment + DEVICE_SKIPS_FOR
    session().flush()
    return own


def ask_everywhere(person_id: uuid.UUID) -> None:
    """Ask for the second factor again in every browser of a person; the caller tells of it."""
    session().execute(update(KnownDevice).where(KnownDevice.person_id == person_id).values(skips_factor_until=None))


def forget_devices(*, person_id: uuid.UUID) -> None:
    """Ask for the second factor again in every browser of a person, because they want it."""
    ask_everywhere(person_id)
    record(DEVICES_FORGOTTEN, organisation_id=None, object_type="person", object_id=str(person_id))
