"""The second factor: six digits that change every half minute, and who must have it."""

from __future__ import annotations

import hmac
from enum import StrEnum

import pyotp

ISSUER = "Wijkplan"
SECONDS = 30


class Demand(StrEnum):
    """Who must have a second factor in this installation."""

    OPTIONAL = "optional"
    ADMINISTRATORS = "administrators"
    EVERYONE = "everyone"


def is_demanded(demand: str, *, administers: bool) -> bool:
    """Say whether somebody must have a second factor."""
    return demand == Demand.EVERYONE or (demand == Demand.ADMINISTRATORS and administers)


def new_secret() -> str:
    """Return 160 random bits in the letters that people can type."""
    return pyotp.random_base32()


def setup_address(secret: str, email: str) -> str:
    """Return what the square picture says to a telephone."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def spoken(secret: str) -> str:
    """Return a secret in groups of four, for who types it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def step_of(code: str, secret: str, *, at: float) -> int | None:
    """Return the half minute of which this is the code: now, the one before or after; nothing for a wrong code.

    ``at`` is in seconds since 1970. Whether that half minute was used before, the database knows.
    """
    digits = "".join(char for char in code[:20] if char.isdigit() and char.isascii())
    now = int(at) // SECONDS
    maker = pyotp.TOTP(secret, interval=SECONDS)
    fitting = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(maker.generate_otp(step), digits)]
    return fitting[-1] if fitting else None
