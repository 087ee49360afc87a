"""Writing people, their roles and their ways in."""

from __future__ import annotations

from workbench.accounts.operations.kept import discard_typing, forget_typing, keep_typing
from workbench.accounts.operations.memberships import ensure_membership, give_membership
from workbench.accounts.operations.news import choose_news, notify, read_news, tell_of_security
from workbench.accounts.operations.passwords import password_fits
from workbench.accounts.operations.people import create_person, ensure_person
from workbench.accounts.operations.sign_in import (
    end_session,
    forget_session,
    open_session,
    refuse_sign_in,
    touch_session,
)
from workbench.accounts.operations.tokens import issue_link, use_link, use_token

__all__ = [
    "choose_news",
    "create_person",
    "discard_typing",
    "end_session",
    "ensure_membership",
    "ensure_person",
    "forget_session",
    "forget_typing",
    "give_membership",
    "issue_link",
    "keep_typing",
    "notify",
    "open_session",
    "password_fits",
    "read_news",
    "refuse_sign_in",
    "tell_of_security",
    "touch_session",
    "use_link",
    "use_token",
]
