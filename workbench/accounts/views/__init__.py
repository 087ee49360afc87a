"""Pages of accounts; each module adds its routes to the one blueprint."""

from __future__ import annotations

from workbench.accounts.views import (  # noqa: F401 - importing them adds their routes
    account,
    address,
    advisers,
    answering,
    asking,
    code,
    demand,
    erasing,
    factor,
    factor_changes,
    hats,
    installation,
    invitations,
    kept,
    links,
    log,
    mailbox,
    members,
    news,
    own_data,
    password,
    people,
    reset,
    sessions,
    sign_in,
)
from workbench.accounts.views.blueprint import PUBLIC, blueprint
from workbench.accounts.views.kept import KEPT

__all__ = ["KEPT", "PUBLIC", "blueprint"]
