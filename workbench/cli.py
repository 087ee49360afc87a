"""The `workbench` command: collects the commands of the features, and ends with the exit codes of the contract."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from workbench.accounts.commands import audit, retention, user
from workbench.config import Settings, SettingsError, resource_root, settings_from_environment
from workbench.definitions.loader import TemplateError
from workbench.kit import mail
from workbench.kit.storage import StorageError, db, migrations, transaction
from workbench.kit.values.errors import WorkbenchError
from workbench.kit.values.messages import Message
from workbench.neighbourhoods.commands import figures
from workbench.plans.commands import demo, plan, schema, template

if TYPE_CHECKING:
    from flask import Flask

FINE, REFUSED, USAGE, SETTINGS, FAULT = 0, 1, 2, 3, 70
MIGRATIONS = resource_root() / "migrations"
WAL_RESET_FIXED = (3, 51, 3)


def open_app() -> Flask:
    """Read the settings and compose the application on its database; raises what `main` makes exit 3 of."""
    from workbench.app import create_app  # noqa: PLC0415 - --help and a usage error need no web framework

    return create_app(settings_from_environment())


def open_workbench() -> Settings:
    """Open the database with all features joined, so that what one does the others hear; for commands."""
    settings: Settings = open_app().config["SETTINGS"]
    return settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def workbench(context: click.Context) -> None:
    """Write a neighbourhood plan together and hand it to the insurer."""
    context.obj = open_workbench


@workbench.command()
def serve() -> int:
    """Serve pages and run jobs in the foreground, until TERM."""
    settings = open_workbench()
    if migrations.current_revision() != migrations.head_revision(MIGRATIONS):
        raise StorageError(Message("The database is not up to date. Run: workbench migrate"))
    db.close()  # connections do not survive the fork into workers

    from workbench.serving import serve as serve_until_told  # noqa: PLC0415 - gunicorn is for this command only

    return serve_until_told(settings)


@workbench.command()
@click.option("--draft", metavar="MESSAGE", help="For developers: write a migration from the models instead.")
def migrate(draft: str | None) -> None:
    """Bring the tables of the database to this version; all or nothing."""
    open_workbench()
    if draft:
        migrations.draft(MIGRATIONS, draft)
        return
    migrations.migrate(MIGRATIONS)
    click.echo(f"database at {migrations.current_revision() or 'no revision'}", err=True)


@workbench.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def routes(as_json: bool) -> None:
    """List every route with its permission."""
    from workbench.app import routes as routes_of  # noqa: PLC0415 - see open_app

    table = routes_of(open_app())
    if as_json:
        click.echo(json.dumps(table, indent=2))
        return
    for row in table:
        click.echo(f"{row['rule']}  {row['methods']}  {row['endpoint']}  {row['permission']}")


@workbench.command()
def doctor() -> int:
    """Check settings, database, migrations and mail; exit 1 when something needs attention."""
    settings = open_workbench()
    click.echo(f"settings      fine; {settings.public_url}, demo {'on' if settings.demo else 'off'}")
    click.echo(f"database      {'SQLite' if db.is_sqlite else 'PostgreSQL'} {db.server_version()}")
    current, head = migrations.current_revision(), migrations.head_revision(MIGRATIONS)
    click.echo(
        f"migration     {current or 'none'}" + ("" if current == head else f"; run: workbench migrate (to {head})")
    )
    version = tuple(int(part) for part in db.server_version().split()[0].split("."))
    if db.is_sqlite and version < WAL_RESET_FIXED:
        click.echo(
            "warning       this SQLite can, very rarely, lose the end of its log when a checkpoint meets a write; "
            "keep backups, or use PostgreSQL"
        )
    if current != head:
        return REFUSED
    with transaction(write=False):
        outbox = mail.health()
    click.echo(f"mail          {outbox.line()}")
    return FINE if outbox.is_fine else REFUSED


for command in (user, audit, retention, plan, template, schema, figures, demo):
    workbench.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code; never with a traceback."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        result = workbench.main(arguments, prog_name="workbench", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return USAGE if isinstance(error, click.UsageError) else REFUSED
    except Exception as error:  # noqa: BLE001 - the last net: a person at a terminal gets a sentence, not a traceback
        code, sentence = _told(error)
        click.echo(sentence, err=True)
        return code
    return result if isinstance(result, int) else FINE


def _told(error: Exception) -> tuple[int, str]:
    """Return the exit code and the sentence for what went wrong."""
    match error:
        case click.Abort():
            return REFUSED, "Stopped."
        case SettingsError() | StorageError() | TemplateError():
            return SETTINGS, str(error)
        case WorkbenchError():
            return REFUSED, str(error)
        case OperationalError() | ProgrammingError() if _lacks_tables(error):
            return SETTINGS, "The database is not up to date. Run: workbench migrate"
        case OperationalError():
            return SETTINGS, f"The database does not answer: {error.orig}"
        case _:
            return FAULT, f"A fault in the workbench itself: {type(error).__name__}: {error}"


def _lacks_tables(error: DBAPIError) -> bool:
    return any(sign in str(error.orig) for sign in ("no such table", "no such column", "does not exist"))
