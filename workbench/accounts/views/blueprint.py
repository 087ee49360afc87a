"""The blueprint of accounts, and what a stranger may see of it."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
PUBLIC = frozenset(
    {
        "accounts.sign_in",
        "accounts.send_sign_in",
        "accounts.sign_in_as",
        "accounts.open_link",
        "accounts.send_link",
        "accounts.mailbox",
        "accounts.mailbox_mail",
    }
)
