"""The way of a job's id from the web process to the worker: a file beside an SQLite database, or PostgreSQL itself."""

from __future__ import annotations

import logging
import uuid
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any

from huey import Huey, PostgresHuey, SqliteHuey
from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_log = logging.getLogger(__name__)


class Queue:
    """Carries ids; may lose one or bring one twice, which ``operations`` makes up for."""

    def __init__(self, *, database_url: str, data_dir: Path, immediate: bool = False) -> None:
        self._url = make_url(database_url)
        self._data_dir = data_dir
        self._immediate = immediate
        # What handlers run in: the worker sets the application's context here.
        self.around: Callable[[], AbstractContextManager[object]] = nullcontext

    @cached_property
    def huey(self) -> Huey:
        """Return huey's own object; the file or the tables are made at the first use."""
        if self._immediate:
            return SqliteHuey("workbench", immediate=True, results=False)
        if self._url.get_backend_name().startswith("postgres"):
            dsn = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
            return PostgresHuey("workbench", dsn=dsn, results=False)
        self._data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._data_dir / "queue.db"
        path.touch(mode=0o600)
        return SqliteHuey("workbench", filename=str(path), results=False)

    @cached_property
    def task(self) -> Any:  # noqa: ANN401 - huey has no types
        """Return the one task there is: run the job with this id."""
        return self.huey.task(name="run_job")(_run)


_opened: list[Queue] = []
_work: list[Callable[[uuid.UUID], None]] = []


def open_queue(*, database_url: str, data_dir: Path, immediate: bool = False) -> Queue:
    """Send jobs this way from now on. ``immediate``: run each at once, in this process, after its commit (tests)."""
    close_queue()
    _opened.append(Queue(database_url=database_url, data_dir=data_dir, immediate=immediate))
    return _opened[0]


def close_queue() -> None:
    """Send nothing from now on; rows are kept, and wait for the next worker."""
    while _opened:
        queue = _opened.pop()
        # Only what was opened is closed: asking for it would open it.
        if "huey" in vars(queue):
            queue.huey.storage.close()


def opened() -> Queue:
    """Return the queue; raises ``RuntimeError`` when none is open."""
    if not _opened:
        raise RuntimeError("no queue is open")
    return _opened[0]


def send(job_id: uuid.UUID) -> None:
    """Bring the id to a worker. Without an open queue, or when it fails, the row waits until it is sent again."""
    if not _opened:
        return
    try:
        _opened[0].task(str(job_id))
    except Exception:  # noqa: BLE001 - the change is stored; no queue may undo that
        _log.exception("job %s could not be sent; it will be sent again", job_id)


def deliver_to(work: Callable[[uuid.UUID], None]) -> None:
    """Say what is done with an id that arrives; the operations do, since they send through this module."""
    _work[:] = [work]


def _run(job_id: str) -> None:
    with opened().around():
        _work[0](uuid.UUID(job_id))
