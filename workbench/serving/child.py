"""What a child of the server is: gunicorn with its web workers, or the job worker."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from gunicorn.app.base import BaseApplication

from workbench.app import create_app
from workbench.config import Settings, SettingsError, settings_from_environment
from workbench.kit import jobs
from workbench.kit.storage import db
from workbench.kit.values.errors import WorkbenchError
from workbench.kit.web.log import log_to_stderr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask

UNUSABLE, OWN_FAULT = 3, 70
SET_PARENT_DEATH_SIGNAL = 1
THREADS = 4
# A worker whose threads all hang is replaced after this; documents are made by the job worker, so no page takes long.
HANG_SECONDS = 60
DRAIN_SECONDS = 20
MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn makes a nameless file there, for the beat of its workers


def die_with(parent: int) -> None:
    """Ask the kernel for TERM when the parent dies, in whatever way; end at once when it is gone already."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit(OWN_FAULT)


def build_app(settings: Settings) -> Flask:
    """Return the application, with a queue for what its pages ask."""
    app = create_app(settings)
    log_to_stderr()
    jobs.open_queue(database_url=settings.database_url, data_dir=settings.data_dir)
    return app


class WebServer(BaseApplication):
    """gunicorn on a socket that the parent opened; each worker loads the application for itself."""

    def __init__(self, settings: Settings, descriptor: int) -> None:
        self._settings = settings
        self._descriptor = descriptor
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn's options; neither a file nor the environment adds any."""
        options: dict[str, Any] = {
            "bind": f"fd://{self._descriptor}",
            "workers": self._settings.web_workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": HANG_SECONDS,
            "graceful_timeout": DRAIN_SECONDS,
            "keepalive": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
            # Nobody's headers change addresses: PUBLIC_URL alone says where the workbench is.
            "forwarded_allow_ips": "",
            "forwarder_headers": "",
            "proc_name": "workbench",
            "worker_tmp_dir": str(MEMORY) if os.access(MEMORY, os.W_OK) else None,
            "post_fork": _born,
            "when_ready": _leave_interrupts_to_the_parent,
            "post_worker_init": _leave_interrupts_to_the_parent,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application in a worker; a refusal ends the server with its sentence."""
        try:
            return build_app(self._settings)
        except WorkbenchError as error:
            click.echo(str(error), err=True)
            sys.exit(UNUSABLE)


def _born(arbiter: Any, worker: Any) -> None:  # noqa: ANN401 - gunicorn has no types
    del worker
    die_with(arbiter.pid)


def _leave_interrupts_to_the_parent(server: Any) -> None:  # noqa: ANN401 - gunicorn has no types
    # Ctrl-C reaches the whole group. The parent hears it too and sends TERM, which lets requests end.
    del server
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_jobs(settings: Settings) -> None:
    """Do jobs until TERM or INT."""
    app = build_app(settings)
    # Beside an SQLite file there is one server; on PostgreSQL others may be at work.
    jobs.consume(alone=db.is_sqlite, around=app.app_context)


def main(words: Sequence[str]) -> int:
    """Be the child of this role: ``web`` or ``jobs``, the parent's process id, the descriptor of the socket."""
    role, parent, descriptor = words
    die_with(int(parent))
    try:
        settings = settings_from_environment()
        if role == "web":
            WebServer(settings, int(descriptor)).run()
        else:
            run_jobs(settings)
    except (SettingsError, WorkbenchError) as error:
        click.echo(str(error), err=True)
        return UNUSABLE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
