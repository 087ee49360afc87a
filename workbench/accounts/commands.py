"""Commands about people; the way in for whoever runs the server."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from workbench.accounts import operations, queries
from workbench.accounts.rules import LONGEST_PASSWORD
from workbench.kit import audit as kit_audit
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.organisations.operations import ensure_organisation
from workbench.organisations.queries import organisation_by_slug
from workbench.organisations.rules import Function, Kind, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.accounts.models import Person
    from workbench.config import Settings


MOST_FAULTS = 20  # the first tells where to look
LONGEST_SEAL = 64


@click.group()
def user() -> None:
    """Make people and let them in."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="The name that others see.")
@click.option("--operator", is_flag=True, help="May run this installation.")
@click.pass_obj
def create(open_workbench: Callable[[], Settings], email: str, name: str, operator: bool) -> None:
    """Make a person; the password comes on standard input, at least 15 characters."""
    open_workbench()
    password = sys.stdin.readline(LONGEST_PASSWORD + 2).removesuffix("\n").removesuffix("\r")
    with transaction(write=True):
        made = operations.create_person(email=email, name=name.strip(), password=password, is_operator=operator)
    click.echo(f"{made.email} {made.id}")


@user.command()
@click.argument("email")
@click.pass_obj
def link(open_workbench: Callable[[], Settings], email: str) -> None:
    """Print an address that lets a person in once, within the hour."""
    settings = open_workbench()
    with transaction(write=True):
        token = operations.issue_link(person=_person(email))
    click.echo(f"{settings.public_url}/inloggen/link/{token}")


@user.command()
@click.argument("email")
@click.argument("organisation")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option(
    "--function", type=click.Choice([function.value for function in Function]), help="For a member of the board."
)
@click.option("--organisation-name", help="Makes the organisation when there is none with this slug.")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in Kind]), default=Kind.COLLABORATION.value, show_default=True
)
@click.pass_obj
def role(
    open_workbench: Callable[[], Settings],
    email: str,
    organisation: str,
    role: str,
    function: str | None,
    organisation_name: str | None,
    kind: str,
) -> None:
    """Give a person a role in an organisation (its slug), in place of the one they had there."""
    open_workbench()
    if function and role != Role.BOARD:
        raise click.UsageError("--function is for a member of the board")
    with transaction(write=True):
        person = _person(email)
        if organisation_name:
            ensure_organisation(slug=organisation, name=organisation_name, kind=Kind(kind))
        found = organisation_by_slug(organisation)
        if found is None:
            raise Refused(
                Message("There is no organisation %(slug)s; --organisation-name makes it.", slug=organisation)
            )
        operations.give_membership(
            person_id=person.id,
            organisation_id=found.id,
            role=Role(role),
            function=Function(function) if function else None,
        )
    click.echo(f"{person.email} {role} {organisation}")


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


def _person(email: str) -> Person:
    found = queries.person_by_email(email)
    if found is None:
        raise Refused(Message("There is nobody with the address %(email)s.", email=email))
    return found
