"""Reading people, their sessions and their ways in."""

from __future__ import annotations

from workbench.accounts.queries.people import SignedIn, membership, person_by_email, signed_in
from workbench.accounts.queries.sessions import kept_typing, sessions_known, signed_in_by_token
from workbench.accounts.queries.ways_in import seconds_to_wait, token_for_purpose

__all__ = [
    "SignedIn",
    "kept_typing",
    "membership",
    "person_by_email",
    "seconds_to_wait",
    "sessions_known",
    "signed_in",
    "signed_in_by_token",
    "token_for_purpose",
]
