"""How people hear of news."""

from __future__ import annotations

from enum import StrEnum


class Delivery(StrEnum):
    """How somebody hears of news."""

    DIRECT = "direct"
    DAILY = "daily"
    NEVER = "never"
