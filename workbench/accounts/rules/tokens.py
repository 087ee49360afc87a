"""Secrets in cookies and mailed addresses."""

from __future__ import annotations

import secrets
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uuid


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


def device_hash(token: str, person_id: uuid.UUID) -> str:
    """Return what is stored of a browser's own cookie: another for each person who uses that browser."""
    return token_hash(f"{person_id}:{token}")
