"""What is kept of a second factor, readable only with the key of the installation."""

from __future__ import annotations

import base64
import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    import uuid
    from datetime import timedelta

PURPOSE = b"wijkplan: second factor"
# Without signs that look alike on paper; twelve of them are 59 bits.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
CODES = 10


def seal(text: str, secret: str) -> str:
    """Return a text that only this installation can read."""
    return _box(secret).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, secret: str, *, within: timedelta | None = None) -> str | None:
    """Return what was sealed; nothing when it is of another installation, or older than ``within``."""
    try:
        opened = _box(secret).decrypt(sealed, ttl=int(within.total_seconds()) if within else None)
    except InvalidToken:
        return None
    return opened.decode()


def new_recovery_codes() -> list[str]:
    """Return ten codes for on paper: ``abcd-efgh-jkmn``."""
    return ["-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(3)) for _ in range(CODES)]


def recovery_hash(code: str, person_id: uuid.UUID, secret: str) -> str:
    """Return what is stored of a code on paper, however it was typed; keyed, since it is short."""
    bare = "".join(char for char in code[:100].lower() if char.isalnum())
    told = f"recovery:{person_id}:{bare}".encode("utf-8", "replace")
    return hmac.new(_key(secret), told, sha256).hexdigest()


def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())


def _box(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key(secret)))
