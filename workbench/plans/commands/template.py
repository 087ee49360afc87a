"""`workbench template` and `workbench schema`: the plan templates, and the JSON Schemas of both formats."""

from __future__ import annotations

import json
from pathlib import Path

import click

from workbench.definitions.loader import TemplateError, load_definition
from workbench.definitions.schema import Definition
from workbench.plans import queries
from workbench.plans.content import PlanFile

WRONG = 1


@click.group()
def template() -> None:
    """Look at plan templates."""


@template.command("list")
def list_templates() -> None:
    """List the templates of this installation."""
    for one in queries.definitions().values():
        click.echo(f"{one.key}  version {one.version}  {one.status}  {one.title}")


@template.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Check a template; every mistake is told with its line."""
    try:
        found = load_definition(file)
    except TemplateError as error:
        click.echo(str(error))
        return WRONG
    click.echo(
        f"{found.key}: {len(found.chapters)} chapters, {len(found.parts)} parts, {len(found.questions)} questions, "
        f"{len(found.set_parts)} sets"
    )
    return 0


@template.command("schema")
def template_schema() -> None:
    """Print the JSON Schema of a template."""
    click.echo(json.dumps(Definition.model_json_schema(), indent=2))


@click.command()
def schema() -> None:
    """Print the JSON Schema of a plan file."""
    click.echo(json.dumps(PlanFile.model_json_schema(), indent=2))
