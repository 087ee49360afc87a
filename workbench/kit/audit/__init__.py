"""Who did what: one event in the past tense for each request that changes something; nobody can alter it afterwards."""

from __future__ import annotations

from workbench.kit.audit.events import (
    Event,
    Origin,
    acting_as,
    add_detail,
    declared,
    enter,
    folded,
    leave,
    record,
    request_id,
    use_key,
)
from workbench.kit.audit.models import AuditEvent, AuditSeal, append_only
from workbench.kit.audit.queries import events, events_of_organisation
from workbench.kit.audit.sealing import ANCHORS, Anchor, anchor, anchors, last_seal, seal_new_events, verify
from workbench.kit.audit.seals import key_from

__all__ = [
    "ANCHORS",
    "Anchor",
    "AuditEvent",
    "AuditSeal",
    "Event",
    "Origin",
    "acting_as",
    "add_detail",
    "anchor",
    "anchors",
    "append_only",
    "declared",
    "enter",
    "events",
    "events_of_organisation",
    "folded",
    "key_from",
    "last_seal",
    "leave",
    "record",
    "request_id",
    "seal_new_events",
    "use_key",
    "verify",
]
