"""Commands about the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.kit import audit as kit_audit
from workbench.kit.storage import transaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.config import Settings

MOST_FAULTS = 20  # the first tells where to look
LONGEST_SEAL = 64


@click.group()
def audit() -> None:
    """Follow the trail of who did what."""


@audit.command()
@click.option(
    "--anchor", "noted", metavar="PLACE:SEAL", multiple=True, help="A code that was written down elsewhere; may repeat."
)
@click.pass_obj
def verify(open_workbench: Callable[[], Settings], noted: tuple[str, ...]) -> int:
    """Follow the chain over all events and compare it with its anchors; exit 1 when something was altered."""
    settings = open_workbench()
    with transaction(write=False):
        known = [*kit_audit.anchors(settings.data_dir / kit_audit.ANCHORS), *(_anchor(one) for one in noted)]
        found = kit_audit.verify(key=kit_audit.key_from(settings.secret_key), known=known)
        last = kit_audit.last_seal()
    for fault in found.faults[:MOST_FAULTS]:
        click.echo(fault)
    click.echo(
        f"{found.events} events, {found.sealed} sealed, {len(known)} anchors, {len(found.faults)} faults", err=True
    )
    if last is not None:
        click.echo(f"code: {last.position}:{last.seal}", err=True)
    return 1 if found.faults else 0


def _anchor(typed: str) -> kit_audit.Anchor:
    place, _, seal = typed.partition(":")
    if not place.isdecimal() or len(seal) != LONGEST_SEAL:
        raise click.UsageError(f"{typed} is no code of the trail; it looks like 812:3f0a...")
    return kit_audit.Anchor(int(place), seal)
