"""A PostgreSQL server of our own for the tests: in a temporary folder, reached by a socket, thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

# Debian keeps initdb off the PATH. Newest version first.
PLACES = [
    *sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin_: -int(bin_.parent.name)),
    Path("/usr/local/bin"),
]
SETTINGS = (
    "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c unix_socket_directories="
)


def _program(name: str) -> str | None:
    return next((str(place / name) for place in PLACES if (place / name).exists()), shutil.which(name))


@contextmanager
def serving() -> Iterator[str]:
    """Start a server and yield the folder of its socket; root hands it to ``postgres``, which may not be root.

    Raises ``FileNotFoundError`` where PostgreSQL is not installed.
    """
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if not initdb or not pg_ctl:
        raise FileNotFoundError("PostgreSQL is not installed: apt install postgresql")
    as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    folder = _folder(owned=bool(as_owner))
    data, log = folder / "data", folder / "log"

    def run(*words: str) -> None:
        subprocess.run([*as_owner, *words], check=True, capture_output=True, cwd="/")

    try:
        run(initdb, "--pgdata", str(data), "--username", "wijk", "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        run(pg_ctl, "--pgdata", str(data), "--log", str(log), "--wait", "--options", f"{SETTINGS}{folder}", "start")
        yield str(folder)
    finally:
        if (data / "postmaster.pid").exists():
            run(pg_ctl, "--pgdata", str(data), "--mode", "immediate", "--wait", "stop")
        shutil.rmtree(folder)


def _folder(*, owned: bool) -> Path:
    # Not pytest's tmp_path: the name of a socket may have 107 characters, and `postgres` must be able to enter.
    made = Path(tempfile.mkdtemp(prefix="wijk-pg-"))
    if owned:
        shutil.chown(made, "postgres")
    return made


@contextmanager
def fresh(place: str) -> Iterator[str]:
    """Make a fresh, empty database on the server at this folder; yields its address."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(host=place, user="wijk", dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield f"postgresql+psycopg://wijk@/{name}?host={place}"
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Yield the folder of the socket of a server; tests are skipped where there is none."""
    try:
        with serving() as place:
            yield place
    except FileNotFoundError as missing:
        pytest.skip(str(missing))


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Yield the address of a fresh, empty database."""
    with fresh(postgres_server) as url:
        yield url
