"""The one database of this process, and how a connection to it must behave."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from workbench.kit.storage.base import Base
from workbench.kit.storage.tally import watch
from workbench.kit.values.errors import WorkbenchError
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, MetaData

BUSY_MILLISECONDS = 5000
FULL = 2  # SQLite's number for synchronous=FULL: a commit is on the disk before it is acknowledged


class StorageError(WorkbenchError):
    """The database cannot be used as it is; commands end with exit code 3."""


class Database:
    """Engines for one URL; a process has one, ``db``, bound once at its start."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._reader: Engine | None = None
        self._writer: Engine | None = None

    @property
    def engine(self) -> Engine:
        """Return the bound engine; raises ``StorageError`` before ``bind``."""
        if self._engine is None:
            raise StorageError(Message("The database is not open yet."))
        return self._engine

    @property
    def reader(self) -> Engine:
        """Return the engine of transactions that may only read."""
        return self._reader or self.engine

    @property
    def writer(self) -> Engine:
        """Return the engine of transactions that write."""
        return self._writer or self.engine

    @property
    def metadata(self) -> MetaData:
        """Return the tables of all models that were imported."""
        return Base.metadata

    @property
    def is_sqlite(self) -> bool:
        """Say whether this is SQLite (the default) rather than PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    def bind(self, url: str) -> None:
        """Use this URL from now on; raises ``StorageError`` for one that means nothing."""
        self.close()
        target = read_url(url)
        engine = _sqlite_engine(target) if target.get_backend_name() == "sqlite" else _postgresql_engine(target)
        watch(engine)
        self._engine = engine
        # Two views on one pool: which kind of transaction begins is decided when the first statement comes.
        self._reader = engine.execution_options(**_options(engine, write=False))
        self._writer = engine.execution_options(**_options(engine, write=True))

    def close(self) -> None:
        """Close all connections; also needed in a child process before its first query."""
        if self._engine is not None:
            self._engine.dispose()
        self._engine = self._reader = self._writer = None

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


def _options(engine: Engine, *, write: bool) -> dict[str, Any]:
    if engine.dialect.name == "sqlite":
        return {"workbench_write": write}
    return {"postgresql_readonly": not write}


def _postgresql_engine(url: URL) -> Engine:
    # pool_pre_ping: after a restart of the server no request fails. hide_parameters: logs hold no texts of plans.
    return create_engine(url, pool_pre_ping=True, hide_parameters=True)


def _sqlite_engine(url: URL) -> Engine:
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    except OSError as error:
        raise StorageError(Message("The database file %(path)s cannot be made or opened.", path=str(path))) from error
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


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
    options = connection.get_execution_options()
    write = bool(options.get("workbench_write", True))
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("not an SQLite connection")
    # A migration copies tables: with foreign keys on, dropping the old copy would delete the rows that point at it.
    raw.execute(f"PRAGMA foreign_keys={'OFF' if options.get('workbench_migrating') else 'ON'}")
    raw.execute(f"PRAGMA query_only={'OFF' if write else 'ON'}")
    raw.execute("BEGIN IMMEDIATE" if write else "BEGIN")
