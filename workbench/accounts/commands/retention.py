"""The command that removes what was kept long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.accounts.operations.erasure import LEDGER
from workbench.accounts.operations.retention import remove_what_is_over
from workbench.kit.storage import transaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.config import Settings


@click.command()
@click.option("--dry-run", "dry", is_flag=True, help="Only count what would be removed.")
@click.pass_obj
def retention(open_workbench: Callable[[], Settings], dry: bool) -> None:
    """Remove what was kept long enough: ended sessions, old invitations, mails, jobs, accounts without a role."""
    settings = open_workbench()
    with transaction(write=not dry):
        found = remove_what_is_over(ledger=settings.data_dir / LEDGER, dry=dry)
    for name, count in found.items():
        click.echo(f"{count:6} {name}")
