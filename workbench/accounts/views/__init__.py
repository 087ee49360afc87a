"""Pages of accounts; each module adds its routes to the one blueprint."""

from __future__ import annotations

from workbench.accounts.views import (
    account,
    address,
    asking,
    code,
    demand,
    erasing,
    factor,
    factor_changes,
    kept,
    links,
    log,
    mailbox,
    news,
    own_data,
    password,
    reset,
    sessions,
    sign_in,
)
from workbench.accounts.views.blueprint import PUBLIC, blueprint
from workbench.accounts.views.kept import KEPT

__all__ = [
    "KEPT",
    "PUBLIC",
    "account",
    "address",
    "asking",
    "blueprint",
    "code",
    "demand",
    "erasing",
    "factor",
    "factor_changes",
    "kept",
    "links",
    "log",
    "mailbox",
    "news",
    "own_data",
    "password",
    "reset",
    "sessions",
    "sign_in",
]
