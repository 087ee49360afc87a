"""The choice to keep a text that seems to hold something of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.audit import add_detail

if TYPE_CHECKING:
    from collections.abc import Sequence


def keep_personal_data(kinds: Sequence[str]) -> None:
    """Let the event of the save that follows tell what was kept after a warning: the kinds, never the text."""
    add_detail(personal_data=list(kinds))
