"""Who did what: one event in the past tense for each request that changes something; nobody can alter it afterwards."""

from __future__ import annotations

from workbench.kit.audit.events import Event, acting_as, add_detail, enter, folded, leave, record, request_id
from workbench.kit.audit.models import AuditEvent, AuditSeal, append_only
from workbench.kit.audit.queries import events

__all__ = [
    "AuditEvent",
    "AuditSeal",
    "Event",
    "acting_as",
    "add_detail",
    "append_only",
    "enter",
    "events",
    "folded",
    "leave",
    "record",
    "request_id",
]
