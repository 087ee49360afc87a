"""Commands about people; the way in for whoever runs the server."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from workbench.accounts import operations, queries
from workbench.accounts.operations.factors import remove_factor
from workbench.accounts.operations.sessions import end_sessions
from workbench.accounts.rules import LONGEST_PASSWORD
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.organisations.operations import ensure_organisation
from workbench.organisations.queries import organisation_by_slug
from workbench.organisations.rules import Function, FunderKind, Kind, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.accounts.models import Person
    from workbench.config import Settings
    from workbench.organisations.models import Organisation


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


@user.command("reset-factor")
@click.argument("email")
@click.pass_obj
def reset_factor(open_workbench: Callable[[], Settings], email: str) -> None:
    """Take a person's second factor away, when telephone and recovery codes are lost; they are told by mail."""
    open_workbench()
    with transaction(write=True):
        person = _person(email)
        if person.totp_secret is None:
            raise Refused(Message("%(email)s has no second factor.", email=person.email))
        remove_factor(person=person, by="command")
        end_sessions(person_id=person.id)
    click.echo(f"{person.email} signs in without a second factor")


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
@click.option("--funder-kind", type=click.Choice([kind.value for kind in FunderKind]), help="For a funder.")
@click.pass_obj
def role(
    open_workbench: Callable[[], Settings],
    email: str,
    organisation: str,
    role: str,
    function: str | None,
    organisation_name: str | None,
    kind: str,
    funder_kind: str | None,
) -> None:
    """Give a person a role in an organisation (its slug), beside the others they have there."""
    open_workbench()
    if function and role != Role.BOARD:
        raise click.UsageError("--function is for a member of the board")
    if funder_kind and kind != Kind.FUNDER:
        raise click.UsageError("--funder-kind is for a funder")
    with transaction(write=True):
        person = _person(email)
        operations.give_membership(
            person_id=person.id,
            organisation_id=_organisation(organisation, organisation_name, kind, funder_kind).id,
            role=Role(role),
            function=Function(function) if function else None,
        )
    click.echo(f"{person.email} {role} {organisation}")


def _organisation(slug: str, name: str | None, kind: str, funder_kind: str | None) -> Organisation:
    if name:
        funder = FunderKind(funder_kind) if funder_kind else None
        return ensure_organisation(slug=slug, name=name, kind=Kind(kind), funder_kind=funder)
    found = organisation_by_slug(slug)
    if found is None:
        raise Refused(Message("There is no organisation %(slug)s; --organisation-name makes it.", slug=slug))
    return found


def _person(email: str) -> Person:
    found = queries.person_by_email(email)
    if found is None:
        raise Refused(Message("There is nobody with the address %(email)s.", email=email))
    return found
