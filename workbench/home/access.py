"""Who may see a start page: everybody who is signed in, their own."""

from __future__ import annotations

from enum import StrEnum


class HomePermission(StrEnum):
    """Permissions of this feature."""

    START = "home.start"
