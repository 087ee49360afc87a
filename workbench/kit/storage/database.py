"""The one database of this process, and how a connection to it must behave."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from flask import has_app_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from workbench.kit.storage.base import Base
from workbench.kit.storage.tally import watch
from workbench.kit.values.errors import WorkbenchError
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import URL, Connection

BUSY_MILLISECONDS = 5000
FULL = 2  # SQLite's number for synchronous=FULL: a commit is on the disk before it is acknowledged


class StorageError(WorkbenchError):
    """The database cannot be used as it is; commands end with exit code 3."""


# Whether the transaction that begins now may write; set by `transactions`, read when the connection begins.
writing: ContextVar[bool] = ContextVar("writing", default=True)
# Which transaction a session belongs to: two that run at once in two threads or contexts never share one.
current: ContextVar[int] = ContextVar("current_transaction", default=0)


class Database(SQLAlchemy):
    """Flask-SQLAlchemy with one engine, on which every connection is safe; also usable outside a request.

    ``session`` is the scoped session of the running transaction; ``kit.storage.transaction`` opens and ends it.
    """

    def __init__(self) -> None:
        super().__init__(
            metadata=Base.metadata,
            session_options={"scopefunc": current.get, "expire_on_commit": False},
            # Logs hold no texts of plans; after a restart of the server no request fails.
            engine_options={"hide_parameters": True, "pool_pre_ping": True},
            add_models_to_shell=False,
        )
        self._home: Flask | None = None

    def open(self, app: Flask, url: str) -> None:
        """Give an application its database; raises ``StorageError`` for an address that means nothing."""
        self.close()
        app.config["SQLALCHEMY_DATABASE_URI"] = _usable(url)
        self.init_app(app)
        self._home = app
        _make_safe(self.engine)

    def bind(self, url: str, app: Flask | None = None) -> None:
        """Let an application, else the one in use, work on another database from now on."""
        self.close()
        self._home = app or self._home
        engine = create_engine(_usable(url), **self._engine_options)
        _make_safe(engine)
        with self.context():
            cast("dict[str | None, Engine]", self.engines)[None] = engine

    def context(self) -> AbstractContextManager[object]:
        """Return the application's context: the one that runs, or that of the application opened last."""
        if has_app_context():
            return nullcontext()
        if self._home is None:
            raise StorageError(Message("The database is not open yet."))
        return self._home.app_context()

    @property
    def engine(self) -> Engine:
        """Return the engine; raises ``StorageError`` before ``open``."""
        with self.context():
            return super().engine

    @property
    def is_sqlite(self) -> bool:
        """Say whether this is SQLite (the default) rather than PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Close all connections; also needed before the process forks."""
        if self._home is not None or has_app_context():
            self.engine.dispose()

    def server_version(self) -> str:
        """Return the version of SQLite or of the PostgreSQL server."""
        if self.is_sqlite:
            return sqlite3.sqlite_version
        with self.engine.connect() as connection:
            return str(connection.execute(text("show server_version")).scalar_one())


db = Database()


def read_url(url: str) -> URL:
    """Return a URL of SQLite or PostgreSQL (by psycopg 3); raises ``StorageError`` for others."""
    try:
        target = make_url(url)
    except ArgumentError as error:
        raise StorageError(Message("DATABASE_URL is not a database address.")) from error
    if target.get_backend_name() in {"postgres", "postgresql"}:
        return target.set(drivername="postgresql+psycopg")
    if target.drivername == "sqlite" and target.database not in {None, "", ":memory:"}:
        return target
    raise StorageError(Message("DATABASE_URL must be sqlite:///FILE or postgresql://USER@HOST/NAME."))


def _usable(url: str) -> URL:
    target = read_url(url)
    if target.get_backend_name() == "sqlite":
        path = Path(str(target.database)).absolute()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
        except OSError as error:
            raise StorageError(
                Message("The database file %(path)s cannot be made or opened.", path=str(path))
            ) from error
        return target.set(database=str(path))
    return target


def _make_safe(engine: Engine) -> None:
    watch(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "begin", _begin_on_postgresql)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own BEGIN comes too late for read-change-write and loses updates; we say BEGIN ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {setting}")
    verify(cursor)
    cursor.close()


def verify(cursor: sqlite3.Cursor) -> None:
    """Refuse a connection on which an acknowledged save could be lost; raises ``StorageError``."""
    for setting, wanted in (("synchronous", {FULL, FULL + 1}), ("journal_mode", {"wal"}), ("foreign_keys", {1})):
        found = cursor.execute(f"PRAGMA {setting}").fetchone()[0]
        if found not in wanted:
            raise StorageError(
                Message(
                    "SQLite refuses a setting that keeps saves safe: %(setting)s is %(found)s.",
                    setting=setting,
                    found=str(found),
                )
            )


def _begin(connection: Connection) -> None:
    migrating = bool(connection.get_execution_options().get("workbench_migrating"))
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("not an SQLite connection")
    # A migration copies tables: with foreign keys on, dropping the old copy would delete the rows that point at it.
    raw.execute(f"PRAGMA foreign_keys={'OFF' if migrating else 'ON'}")
    raw.execute(f"PRAGMA query_only={'OFF' if writing.get() else 'ON'}")
    raw.execute("BEGIN IMMEDIATE" if writing.get() else "BEGIN")


def _begin_on_postgresql(connection: Connection) -> None:
    from psycopg import IsolationLevel  # noqa: PLC0415 - an installation on SQLite starts without the driver

    raw: Any = connection.connection.driver_connection
    # Costs nothing: psycopg sends it along with its BEGIN. A reader sees one moment, as on SQLite: a paper that is
    # made while somebody saves never mixes two revisions. Writers wait for each other's rows and see what is there.
    raw.read_only = not writing.get()
    raw.isolation_level = IsolationLevel.READ_COMMITTED if writing.get() else IsolationLevel.REPEATABLE_READ
