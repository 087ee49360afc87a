"""Mailing ways in and new addresses, away from the page that asked for it."""

from __future__ import annotations

import uuid
from typing import Any

from workbench.accounts.operations import own_account, ways_in
from workbench.accounts.rules.tokens import Purpose
from workbench.kit.jobs import register
from workbench.kit.storage import transaction


@register(ways_in.MAIL_WAY_IN)
def mail_way_in(payload: dict[str, Any]) -> None:
    """Mail somebody a link to sign in or to choose a password."""
    with transaction(write=True):
        ways_in.mail_way_in(typed=payload["email"], purpose=Purpose(payload["purpose"]))


@register(own_account.MAIL_NEW_ADDRESS)
def mail_new_address(payload: dict[str, Any]) -> None:
    """Mail a link to the address that somebody wants to have."""
    with transaction(write=True):
        own_account.mail_new_address(person_id=uuid.UUID(payload["person"]), email=payload["email"])
