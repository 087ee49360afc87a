"""Cleaning up every day: what was sent and not used, and bytes that no plan names; safe to run twice."""

from __future__ import annotations

from datetime import timedelta

from workbench.kit.jobs import every, register
from workbench.kit.storage import transaction
from workbench.plans.operations.from_word import drop_old_pieces
from workbench.plans.operations.spreadsheet import incoming
from workbench.plans.operations.uploads import drop_unnamed
from workbench.plans.queries.uploads import named_hashes

CLEAN = "plans.clean"
every(CLEAN, timedelta(days=1))


@register(CLEAN)
def clean_uploads(_payload: object) -> int:
    """Remove what is no longer needed; return how many files without a plan went."""
    incoming.clear_out()
    with transaction(write=True):
        drop_old_pieces()
    with transaction(write=False):
        named = named_hashes()
    return drop_unnamed(named)
