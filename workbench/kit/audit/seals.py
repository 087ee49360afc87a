"""Keyed hashes of events, and the chain over them; pure."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.kit.audit.models import AuditEvent

FIRST = "0" * 64


def key_from(secret: str) -> bytes:
    """Return the key of the trail, which stands in no database."""
    return hmac.new(secret.encode(), b"audit trail", sha256).digest()


def mac_of(event: AuditEvent, key: bytes) -> str:
    """Return the keyed hash of what an event tells; its number is not known yet when it is made."""
    return hmac.new(key, b"event:" + _told(event), sha256).hexdigest()


def seal_of(event: AuditEvent, *, position: int, before: str, key: bytes) -> str:
    """Return the seal of an event at a place in the chain, over the seal before it."""
    told = f"seal:{position}:{event.seq}:{event.mac or ''}:{before}:".encode() + _told(event)
    return hmac.new(key, told, sha256).hexdigest()


def _told(event: AuditEvent) -> bytes:
    told = {
        "at": event.at.isoformat(),
        "event": event.event,
        "actor": event.actor_id and str(event.actor_id),
        "request": event.request_id,
        "organisation": event.organisation_id and str(event.organisation_id),
        "object": [event.object_type, event.object_id],
        "details": event.details,
        "origin": [event.roles, event.session_ref, event.address, event.client],
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
