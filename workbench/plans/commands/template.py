"""`workbench template` and `workbench schema`: the plan templates, and the JSON Schemas of both formats."""

from __future__ import annotations

import json
from pathlib import Path

import click
from pydantic import TypeAdapter

from workbench.definitions.inheritance import Extension
from workbench.definitions.loader import TemplateError, load_definition
from workbench.definitions.published import publish as publish_definition
from workbench.definitions.schema import Definition
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.plans import queries
from workbench.plans.content import PlanFile
from workbench.plans.queries.definitions import template_folder

WRONG = 1


@click.group()
def template() -> None:
    """Look at plan templates, check one, publish one."""


@template.command("list")
def list_templates() -> None:
    """List the templates of this installation, with the earlier versions that plans may follow."""
    newest = queries.definitions()
    for one in sorted(queries.library().versions.values(), key=lambda one: (one.key, -one.version)):
        standing = one.status if newest.get(one.key) is one else "earlier"
        click.echo(f"{one.key}  version {one.version}  {standing}  {one.title}")


@template.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Check a template; every mistake is told with its file and line.

    What it extends is looked for in its own folder, then among the templates of this installation.
    """
    try:
        found = load_definition(file, template_folder())
    except TemplateError as error:
        click.echo(str(error))
        return WRONG
    click.echo(
        f"{found.key}: {len(found.chapters)} chapters, {len(found.parts)} parts, {len(found.questions)} questions, "
        f"{len(found.set_parts)} sets, {len(found.rules)} rules, {len(found.sources)} sources"
    )
    return 0


@template.command()
@click.argument("key")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where the templates are.")
def publish(key: str, folder: Path | None) -> int:
    """Keep a template as it is from now on: write its hash into PUBLISHED."""
    place = folder or template_folder()
    file = place / f"{key}.yaml"
    if not file.is_file():
        raise Refused(Message("There is no template %(key)s in %(folder)s.", key=key, folder=place.name))
    try:
        click.echo(publish_definition(place, load_definition(file)))
    except TemplateError as error:
        click.echo(str(error))
        return WRONG
    return 0


@template.command("schema")
def template_schema() -> None:
    """Print the JSON Schema of a template: a whole one, or one that extends another."""
    made = TypeAdapter(Definition | Extension).json_schema()
    click.echo(json.dumps({"title": "Definition"} | made, indent=2))


@click.command()
def schema() -> None:
    """Print the JSON Schema of a plan file."""
    click.echo(json.dumps(PlanFile.model_json_schema(), indent=2))
