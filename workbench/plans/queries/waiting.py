"""The folder of workbooks that were sent and not yet brought in: where they stand, and what they weigh."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uuid
    from pathlib import Path


class WaitingFolder:
    """The folder, set once at the start; in it one for each plan, and in that one for each person."""

    path: Path | None = None


waiting = WaitingFolder()


def waiting_bytes(plan_id: uuid.UUID) -> int:
    """Return how many bytes of workbooks wait for a plan."""
    found = 0
    for file in (waiting.path / str(plan_id)).glob("*/*") if waiting.path else ():
        with suppress(FileNotFoundError):  # brought in, or cleaned away, just now
            found += file.stat().st_size
    return found
