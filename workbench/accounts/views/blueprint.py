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
        "accounts.code",
        "accounts.send_code",
        "accounts.ask_link",
        "accounts.send_ask_link",
        "accounts.forgot",
        "accounts.send_forgot",
        "accounts.open_reset",
        "accounts.send_reset",
        "accounts.invitation",
        "accounts.answer",
    }
)
