"""Pages of accounts; each module adds its routes to the one blueprint."""

from __future__ import annotations

from workbench.accounts.views import kept, links, mailbox, news, sign_in
from workbench.accounts.views.blueprint import PUBLIC, blueprint
from workbench.accounts.views.kept import KEPT

__all__ = ["KEPT", "PUBLIC", "blueprint", "kept", "links", "mailbox", "news", "sign_in"]
