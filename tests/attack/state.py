"""The rows of the world: whether anything changed, whose it was, and putting everything back."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import psycopg

from tests.attack.actors import LETTERS
from workbench.kit.storage import Base, db

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.attack.world import World

Value = object
# Kept by reading: who looked, when a session was used, what was computed anew; the trail; what waits for the worker.
KEPT_BY_READING = frozenset(
    {"plan_viewing", "plan_standing", "audit_event", "audit_seal", "job", "job_rhythm", "sign_in_try"}
)
# Of people: a row more is news, a mail or a try; a row less or another row is a change.
MAY_GROW = frozenset({"notification", "outgoing_mail", "one_time_token"})
OF_PERSON, OF_ORGANISATION = ("person_id", "by"), ("plan_id", "collaboration_id", "organisation_id")
# Whose a row is when it names a person and a plan or organisation: the person's.
PERSONAL = frozenset({"notification", "calendar_link", "word_upload"})


class Key(NamedTuple):
    """One row: its table and primary key."""

    table: str
    id: tuple[Value, ...]


class Row(NamedTuple):
    """Whose a row is (the letter of an organisation, or the key of a person), and a hash of its cells."""

    owner: str
    digest: int


Rows = dict[Key, Row]


class Store(ABC):
    """The database of the world: ``changed`` is exact and cheap, ``differences`` reads everything."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._seen = self._count()
        self._first = self._tables()

    def changed(self) -> bool:
        """Say whether anything was committed since the last look."""
        before, self._seen = self._seen, self._count()
        return before != self._seen

    def differences(self) -> list[tuple[Key, str, str]]:
        """Return what is not as it was made: the row, whose it is or was, and whether it is new, gone or another."""
        now = self._tables()
        other = [name for name, rows in now.items() if rows != self._first[name]]
        if not other:
            return []
        before, after = (
            owned(self.world, {name: tables[name] for name in other}, plans=tables["plan"])
            for tables in (self._first, now)
        )
        return differences(before, after)

    def restore(self) -> None:
        """Put every row back as it was made."""
        self._restore()
        self.changed()

    def _tables(self) -> dict[str, list[tuple[Value, ...]]]:
        tables = [table.name for table in Base.metadata.sorted_tables if table.name not in KEPT_BY_READING]
        return {name: self._all(_reading(name)) for name in tables}

    @abstractmethod
    def _count(self) -> int:
        """Return a number that moves when something was committed."""

    @abstractmethod
    def _restore(self) -> None:
        """Copy the database as it was made over the one in use."""

    @abstractmethod
    def _all(self, statement: str) -> list[tuple[Value, ...]]:
        """Return the rows of a query."""


class SqliteStore(Store):
    """A world in a file."""

    def __init__(self, world: World) -> None:
        db.close()
        self._pristine = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(world.database)) as made:
            made.backup(self._pristine)
        self._watch = sqlite3.connect(world.database)
        super().__init__(world)

    def _count(self) -> int:
        # SQLite's own count, which moves when another connection committed a change and at nothing else.
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def _restore(self) -> None:
        with closing(sqlite3.connect(self.world.database)) as live:
            self._pristine.backup(live)
            live.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # or the log grows by a whole database each time

    def _all(self, statement: str) -> list[tuple[Value, ...]]:
        return self._watch.execute(statement).fetchall()


class PostgresStore(Store):
    """A world on a server: a copy of its database is kept, and copied back."""

    def __init__(self, world: World) -> None:
        url = db.engine.url
        self._name, self._place = str(url.database), str(url.query["host"])
        self._copy(self._name, f"{self._name}_made")
        super().__init__(world)

    def _count(self) -> int:
        # The number that the next transaction gets that writes; reading takes none.
        return int(str(self._all("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")[0][0]))

    def _restore(self) -> None:
        self._copy(f"{self._name}_made", self._name)

    def _copy(self, made: str, name: str) -> None:
        db.close()
        with psycopg.connect(host=self._place, user="wijk", dbname="postgres", autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            server.execute(f"CREATE DATABASE {name} TEMPLATE {made}")

    def _all(self, statement: str) -> list[tuple[Value, ...]]:
        with db.engine.connect() as connection:
            raw = connection.exec_driver_sql(statement)
            return [tuple(row) for row in raw]


def store_of(world: World) -> Store:
    """Return what watches the database of a world."""
    return SqliteStore(world) if db.is_sqlite else PostgresStore(world)


def _reading(table: str) -> str:
    names = ", ".join(f'"{name}"' for name in read_columns(table))
    keys = ", ".join(f'"{column.name}"' for column in Base.metadata.tables[table].primary_key)
    return f'SELECT {names} FROM "{table}" ORDER BY {keys}'  # noqa: S608 - names of our own tables


def read_columns(table: str) -> list[str]:
    """Return the columns that are looked at: all but the time at which a session was used last."""
    return [column.name for column in Base.metadata.tables[table].columns if column.name != "seen_at"]


def owned(world: World, tables: dict[str, list[tuple[Value, ...]]], *, plans: list[tuple[Value, ...]]) -> Rows:
    """Return the rows of tables by key, each with the organisation or person whose it is."""
    letters = {_plain(made): LETTERS[slug] for slug, made in world.organisations.items()}
    people = {_plain(made): key for key, made in world.people.items()}
    of_plans = {_plain(row[0]): letters.get(_plain(row[1]), "") for row in plans}
    found: Rows = {}
    for name, rows in tables.items():
        columns = read_columns(name)
        keys = [columns.index(column.name) for column in Base.metadata.tables[name].primary_key]
        place = _place_of_owner(columns, name)
        owners = {"plan_id": of_plans, "collaboration_id": letters, "organisation_id": letters}
        for row in rows:
            known = owners.get(columns[place], letters if name == "organisation" else people) if place >= 0 else {}
            owner = known.get(_plain(row[place]), "") if place >= 0 else ""
            found[Key(name, tuple(_plain(row[one]) for one in keys))] = Row(owner, hash(repr(row)))
    return found


def _place_of_owner(columns: list[str], name: str) -> int:
    if name in {"organisation", "person"}:
        return columns.index("id")
    first, second = (OF_PERSON, OF_ORGANISATION) if name in PERSONAL else (OF_ORGANISATION, OF_PERSON)
    return next((columns.index(column) for column in (*first, *second) if column in columns), -1)


def _plain(value: Value) -> str:
    return str(value).replace("-", "")


def differences(before: Rows, after: Rows) -> list[tuple[Key, str, str]]:
    """Return what is different: the row, whose it is or was, and whether it is new, gone or another."""
    found = [(key, row.owner, "gone") for key, row in before.items() if key not in after]
    found += [(key, row.owner, "new") for key, row in after.items() if key not in before]
    both = ((key, row) for key, row in after.items() if key in before and before[key] != row)
    return found + [(key, before[key].owner, "other") for key, _row in both]


def harm(changes: Iterable[tuple[Key, str, str]], owners: frozenset[str]) -> list[str]:
    """Return which changes touch rows of others than ``owners`` (letters and keys of people)."""
    return [
        f"{key.table} {key.id} of {owner or 'nobody'}: {how}"
        for key, owner, how in changes
        if owner not in owners and not (how == "new" and key.table in MAY_GROW)
    ]
