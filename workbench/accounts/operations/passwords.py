"""Hashing passwords, and comparing with a hash."""

from __future__ import annotations

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError

from workbench.accounts.rules import LONGEST_PASSWORD, new_token, normal_password

# OWASP's smallest setting: 41 ms here; the library's default takes 250 ms on two cores.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, type=Type.ID)
# Unknown people cost as much time as known ones: this hash is checked in their place.
_NOBODY = _hasher.hash(new_token())


def password_hash_of(typed: str) -> str:
    """Return what is stored of a password (argon2id, 41 ms)."""
    return _hasher.hash(normal_password(typed))


def password_fits(password_hash: str | None, typed: str) -> bool:
    """Compare a typed password with a hash, as slowly for unknown people as for known ones (41 ms; no database)."""
    password = normal_password(typed)[: LONGEST_PASSWORD + 1].encode("utf-8", "replace")
    try:
        _hasher.verify(password_hash or _NOBODY, password)
    except (Argon2Error, InvalidHashError):
        return False
    return password_hash is not None and len(password) > 0
