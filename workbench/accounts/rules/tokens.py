"""Secrets in cookies and mailed addresses, and under which name tries are counted."""

from __future__ import annotations

import hmac
import secrets
from enum import StrEnum
from hashlib import sha256

from workbench.accounts.rules.limits import LONGEST_EMAIL
from workbench.accounts.rules.names import normal


class Purpose(StrEnum):
    """What a mailed secret is for; one for one purpose is worthless for another."""

    SIGN_IN = "sign_in"
    RESET = "reset"
    EMAIL = "email"


def new_token() -> str:
    """Return 256 random bits as text for a cookie or a link."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return what is stored of a token: who reads the database cannot sign in with it."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def try_key(typed_email: str, secret: str) -> str:
    """Return under which name tries to sign in are counted; keyed, since people type a password in that field too."""
    address = normal(typed_email, LONGEST_EMAIL).strip().lower()
    return hmac.new(secret.encode(), b"try:" + address.encode("utf-8", "replace"), sha256).hexdigest()
