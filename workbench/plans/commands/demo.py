"""`workbench demo`: the people and plans to try the workbench with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import workbench
from workbench.accounts.queries import person_by_email
from workbench.config import SettingsError, resource_root
from workbench.kit.storage import migrations, transaction
from workbench.neighbourhoods.operations import load_shipped
from workbench.neighbourhoods.rules.shipped import read_shipped
from workbench.plans import operations, queries
from workbench.plans.commands.demo_organisation import tell_of_collaboration
from workbench.plans.commands.demo_people import bring_in_people, give_first_day
from workbench.plans.queries.definitions import template_of
from workbench.plans.rules.interchange import read_plan_file

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from workbench.config import Settings
    from workbench.plans.content import PlanFile

FOLDER = Path(workbench.__file__).parent / "demo"
# Each plan is told to have been brought in by the manager of its collaboration.
MANAGERS = {"merenwijk": "manager@demo.example", "zuidrand": "anders@demo.example"}


@click.command()
@click.pass_obj
def demo(open_workbench: Callable[[], Settings]) -> None:
    """Bring in the demo people and plans; what is there already stays as it is."""
    if not open_workbench().is_local:
        # The passwords of the demo are public: on a server that others reach they would let everybody in.
        raise SettingsError("PUBLIC_URL: the demo only comes to an address on this machine")
    migrations.migrate(resource_root() / "migrations")
    with transaction(write=True):
        owners, new = bring_in_people()
    with transaction(write=True):
        loaded = load_shipped(read_shipped(FOLDER / "neighbourhoods"))
    click.echo(f"figures of neighbourhoods: {'brought in' if loaded else 'there already'}", err=True)
    for file in sorted(FOLDER.glob("*.json")):
        found = read_plan_file(file.read_bytes(), name=file.name, library=queries.library())
        with transaction(write=True):
            made = _bring_in(found, owners[found.organisation.slug])
        click.echo(f"{found.slug}: {'brought in' if made else 'there already'}", err=True)
    with transaction(write=True):
        give_first_day(new, owners)
    with transaction(write=True):
        tell_of_collaboration()


def _bring_in(found: PlanFile, owner: uuid.UUID) -> bool:
    if queries.slug_taken(found.slug):
        return False
    operations.import_plan(
        organisation_id=owner,
        slug=found.slug,
        definition=template_of(found.content),
        content=found.content,
        who=person_by_email(MANAGERS[found.organisation.slug]),
    )
    return True
