"""Removing what was kept long enough, every day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from workbench.accounts.operations.erasure import LEDGER
from workbench.accounts.operations.retention import remove_what_is_over, warn_who_will_be_removed
from workbench.kit.jobs import every, register
from workbench.kit.storage import transaction

if TYPE_CHECKING:
    from pathlib import Path


class Retention:
    """The folder in which erasures are written down; set once, at the start of the application."""

    folder: Path | None = None

    def set_up(self, *, folder: Path) -> None:
        """Give the folder, and let the job return."""
        self.folder = folder
        every("retention.apply", timedelta(days=1))


retention = Retention()


@register("retention.apply")
def apply(_payload: object) -> dict[str, int]:
    """Warn whose account is nearly over, and remove what was kept long enough; returns how many of each."""
    if retention.folder is None:
        return {}
    with transaction(write=True):
        warn_who_will_be_removed()
    with transaction(write=True):
        return remove_what_is_over(ledger=retention.folder / LEDGER)
