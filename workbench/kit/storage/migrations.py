"""Migrations: from the tables that are there to the tables that the code needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from workbench.kit.storage.database import StorageError, db
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

    from alembic.config import Config
    from sqlalchemy import Connection

# Any number, the same in every version: two processes that migrate one PostgreSQL wait for each other.
LOCK = 58_2031


def head_revision(folder: Path) -> str | None:
    """Return the newest revision in the migration folder; nothing when it is empty."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - alembic costs 0.2 s that serving does not need

    return ScriptDirectory.from_config(_config(folder)).get_current_head()


def current_revision() -> str | None:
    """Return the revision of the database; nothing when no migration ran."""
    from alembic.migration import MigrationContext  # noqa: PLC0415 - see above

    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(folder: Path, revision: str = "head") -> None:
    """Bring the database to a revision; on both databases all steps are stored or none.

    Raises ``StorageError`` when rows would point at nothing afterwards.
    """
    from alembic import command  # noqa: PLC0415 - see above

    with db.engine.execution_options(workbench_migrating=True).begin() as connection:
        if not db.is_sqlite:
            connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config = _config(folder)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        _refuse_loose_ends(connection)
    db.engine.dispose()


def draft(folder: Path, message: str) -> None:
    """Write a migration from the difference between database and models, for a developer to read and mend."""
    from alembic import command  # noqa: PLC0415 - see above

    with db.engine.connect() as connection:
        config = _config(folder)
        config.attributes["connection"] = connection
        command.revision(config, message=message, autogenerate=True)


def _config(folder: Path) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(rev)s_%%(slug)s")
    return config


def _refuse_loose_ends(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StorageError(Message("The migration would leave rows that point at nothing; nothing was changed."))
