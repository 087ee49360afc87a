"""`workbench plan`: list, check, import and export plans."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.kit.storage import transaction
from workbench.kit.values.errors import NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.language import in_dutch
from workbench.organisations.operations import ensure_organisation
from workbench.organisations.rules import Kind
from workbench.plans import operations, queries
from workbench.plans.queries.definitions import template_of
from workbench.plans.queries.exported import exported_json
from workbench.plans.rules.findings import field_path
from workbench.plans.rules.interchange import MOST_BYTES, read_plan_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.config import Settings
    from workbench.plans.models import Plan

FOUND = 1
# Papers stand above plans, so they bring their writer here themselves (papers.wiring).
EXPORTERS: dict[str, Callable[[Plan], bytes]] = {}


@click.group()
def plan() -> None:
    """List, check, import and export plans. PLAN is a slug or an id."""


@plan.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_plans(open_workbench: Callable[[], Settings], as_json: bool) -> None:
    """List all plans of this installation."""
    open_workbench()
    with transaction(write=False):
        rows = [
            {
                "slug": one.slug,
                "id": str(one.id),
                "title": one.title,
                "state": one.state,
                "revision": one.revision,
                "template": one.definition_key,
                "changed_at": one.changed_at.isoformat(),
            }
            for one in queries.all_plans()
        ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['slug']}  {row['title']}  {row['state']}  revision {row['revision']}")


@plan.command()
@click.argument("name", metavar="PLAN")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def check(open_workbench: Callable[[], Settings], name: str, as_json: bool) -> int:
    """Say what the plan still needs; exit 1 when something blocks."""
    open_workbench()
    with transaction(write=False):
        found = _plan(name)
        judged, definition, address = queries.standing_of(found), queries.definition_of(found), f"/plannen/{found.id}/"
    rows = [
        {
            "rule": one.rule,
            "level": "blocking" if one.blocking else "advice",
            "part": one.part,
            "row": one.row,
            "question": one.question,
            "sentence": in_dutch(one.message),
            "path": address + field_path(one, definition.part(one.part)),
        }
        for one in judged.findings
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for one in rows:
            place = "/".join(piece for piece in (one["part"], one["row"], one["question"]) if piece)
            click.echo(f"{one['level']:<8} {place}: {one['sentence']}")
        click.echo(f"{judged.done} of {judged.asked} parts done", err=True)
    return FOUND if judged.blocking else 0


@plan.command("import")
@click.argument("file", metavar="FILE|-")
@click.option("--as", "as_slug", metavar="SLUG", help="Store it under another slug.")
@click.pass_obj
def import_(open_workbench: Callable[[], Settings], file: str, as_slug: str | None) -> None:
    """Store a plan from its JSON file; a file that is not right changes nothing."""
    open_workbench()
    data = _read(file)
    found = read_plan_file(data, name=file, library=queries.library(), as_slug=as_slug)
    with transaction(write=True):
        if queries.slug_taken(found.slug):
            raise Refused(Message("There is already a plan %(slug)s; choose another name with --as.", slug=found.slug))
        owner = ensure_organisation(slug=found.organisation.slug, name=found.organisation.name, kind=Kind.COLLABORATION)
        made = operations.import_plan(
            organisation_id=owner.id,
            slug=found.slug,
            definition=template_of(found.content),
            content=found.content,
        )
    click.echo(f"{made.slug} {made.id}")


@plan.command()
@click.argument("name", metavar="PLAN")
@click.option("--format", "kind", type=click.Choice(["pdf", "xlsx", "json"]), required=True)
@click.option("--output", metavar="FILE|-", required=True)
@click.pass_obj
def export(open_workbench: Callable[[], Settings], name: str, kind: str, output: str) -> None:
    """Write a plan's document."""
    open_workbench()
    with transaction(write=False):
        found = _plan(name)
        data = exported_json(found) if kind == "json" else EXPORTERS[kind](found)
    _write(output, data)


def _plan(name: str) -> Plan:
    found = queries.plan_by_name(name)
    if found is None:
        raise NotFound(Message("There is no plan %(name)s.", name=name))
    return found


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(file).open("rb") as source:
            return source.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(
            Message("%(file)s cannot be read: %(why)s.", file=file, why=error.strerror or "unknown")
        ) from None


def _write(output: str, data: bytes) -> None:
    if output == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise Refused(
            Message("%(file)s cannot be written: %(why)s.", file=output, why=error.strerror or "unknown")
        ) from None
