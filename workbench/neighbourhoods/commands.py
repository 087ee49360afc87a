"""`workbench figures`: bring in published figures, boundaries and postcodes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.kit.storage import transaction
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.neighbourhoods import operations
from workbench.neighbourhoods.rules.reading import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.config import Settings

OLDEST, NEWEST = 2000, 2100


@click.group()
def figures() -> None:
    """Bring in figures of wijken and buurten."""


@figures.command("import")
@click.argument("file", metavar="FILE")
@click.option("--year", type=click.IntRange(OLDEST, NEWEST), required=True, help="The year of the figures.")
@click.pass_obj
def import_(open_workbench: Callable[[], Settings], file: str, year: int) -> None:
    """Store an official file of figures, boundaries or postcodes, as CSV or JSON; .gz is unpacked.

    A second import of the same file changes nothing. A file that cannot be read changes nothing either.
    """
    open_workbench()
    data, began = _read(Path(file)), time.monotonic()
    with transaction(write=True):
        outcome = operations.import_figures(data, name=Path(file).name, year=year)
    click.echo(
        f"{outcome.kind} {year}: {outcome.pieces} in the file, {outcome.added} new, {outcome.changed} changed, "
        f"{outcome.pieces - outcome.added - outcome.changed} as they were"
    )
    click.echo(f"{time.monotonic() - began:.1f} s", err=True)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            data = source.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(
            Message("%(file)s cannot be read: %(why)s.", file=str(path), why=error.strerror or "unknown")
        ) from None
    if not data:
        raise Refused(Message("%(file)s is empty.", file=str(path)))
    return data
