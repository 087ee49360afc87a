"""What of a form was typed by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def typed_values(fields: Sequence[tuple[str, str]]) -> list[str]:
    """Return what a person typed in a form, without what forms say among themselves (``contract.md`` names it)."""
    unseen = {
        "version",
        "request_key",
        "next",
        "batch",
        "confirmed",
        "applies",
        "direction",
        "asks",
        "personal",
        "column",
    }
    return [value for name, value in fields if name not in unseen and not name.endswith("_version") and value.strip()]
