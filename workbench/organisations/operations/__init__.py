"""Writing organisations, their practices, their neighbourhoods and those beside them."""

from __future__ import annotations

from workbench.organisations.operations.areas import add_area, remove_area
from workbench.organisations.operations.links import ensure_link, link, unlink
from workbench.organisations.operations.organisations import (
    change_organisation,
    close_organisation,
    create_organisation,
    ensure_organisation,
    reopen_organisation,
)
from workbench.organisations.operations.practices import add_practice, change_practice, remove_practice

__all__ = [
    "add_area",
    "add_practice",
    "change_organisation",
    "change_practice",
    "close_organisation",
    "create_organisation",
    "ensure_link",
    "ensure_organisation",
    "link",
    "remove_area",
    "remove_practice",
    "reopen_organisation",
    "unlink",
]
