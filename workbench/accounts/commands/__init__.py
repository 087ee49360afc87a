"""Commands about people, the trail, and what is kept."""

from __future__ import annotations

from workbench.accounts.commands.people import user
from workbench.accounts.commands.retention import retention
from workbench.accounts.commands.trail import audit

__all__ = ["audit", "retention", "user"]
