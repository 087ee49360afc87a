"""Work of accounts that a page does not wait for; importing this joins it."""

from __future__ import annotations

from workbench.accounts.jobs.digests import write_digests
from workbench.accounts.jobs.retention import retention
from workbench.accounts.jobs.trail import trail
from workbench.accounts.jobs.ways_in import mail_new_address, mail_way_in

__all__ = ["mail_new_address", "mail_way_in", "retention", "trail", "write_digests"]
