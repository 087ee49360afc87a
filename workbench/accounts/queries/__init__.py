"""Reading people, their sessions and their ways in."""

from __future__ import annotations

from workbench.accounts.queries.people import (
    SignedIn,
    membership,
    organisation_names,
    person_by_email,
    person_by_id,
    signed_in,
)
from workbench.accounts.queries.sessions import kept_typing, open_sessions, sessions_known, signed_in_by_token
from workbench.accounts.queries.ways_in import (
    half_sign_in,
    known_device,
    recovery_codes_left,
    remembered_devices,
    token_for_purpose,
    way_in,
)

__all__ = [
    "SignedIn",
    "half_sign_in",
    "kept_typing",
    "known_device",
    "membership",
    "open_sessions",
    "organisation_names",
    "person_by_email",
    "person_by_id",
    "recovery_codes_left",
    "remembered_devices",
    "sessions_known",
    "signed_in",
    "signed_in_by_token",
    "token_for_purpose",
    "way_in",
]
