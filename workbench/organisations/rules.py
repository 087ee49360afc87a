"""What kinds of organisation there are."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an organisation does here."""

    COLLABORATION = "collaboration"
    SUPPORT = "support"
    FUNDER = "funder"
