"""The parent of a running server: starts the web server and the job worker, watches over them, and ends them."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from workbench.accounts.rules import DEMO_PASSWORD, DEMO_PEOPLE

if TYPE_CHECKING:
    from workbench.config import Settings

OK, UNUSABLE, OWN_FAULT = 0, 3, 70
START_SECONDS = 60
# Longer than gunicorn and the job worker take to finish what they have in hand.
DRAIN_SECONDS = 30
TICK_SECONDS = 0.1
# A job worker that died is started again, but not in a tight circle.
PAUSE_SECONDS = 2
BACKLOG = 512


def serve(settings: Settings) -> int:
    """Serve in the foreground until TERM or INT and return the exit code.

    ``READY <url>`` goes to stdout once /health answers, and in a demo its people. A port that is taken: 3.
    """
    try:
        listener = _listen(settings.host, settings.port)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error
        _say(f"PORT: cannot listen on {settings.host}:{settings.port}: {reason}")
        return UNUSABLE
    with listener:
        return _Supervisor(settings, listener).run()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # It sets SO_REUSEADDR, so that a restart need not wait for old connections.
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


class _Supervisor:
    """Starts the two children, keeps them, and ends them."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self._settings = settings
        self._listener = listener
        self._asked_to_stop = False
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._restart_at = 0.0

    def run(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        try:
            self._start("web")
            code = self._wait_until_ready()
            if code is None and not self._asked_to_stop:
                # Not before: on two cores it would hold up the first page, and nobody can have asked for a job yet.
                self._start("jobs")
                _announce(self._settings)
            return self._watch() if code is None else code
        finally:
            self._end()

    def _stop(self, _number: int, _frame: object) -> None:
        self._asked_to_stop = True

    def _start(self, role: str) -> None:
        # A fresh interpreter, so that a child holds nothing that a command had opened or imported.
        words = [sys.executable, "-m", "workbench.serving.child", role, str(os.getpid()), str(self._listener.fileno())]
        shared = [self._listener.fileno()] if role == "web" else []
        # Ctrl-C reaches the whole group; a child that ignores it from its first moment hears from us in good order.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._children[role] = subprocess.Popen(words, env=_environment(self._settings), pass_fds=shared)  # noqa: S603 - our own module
        signal.signal(signal.SIGINT, self._stop)

    def _wait_until_ready(self) -> int | None:
        """Return nothing once /health answers or a stop was asked for, else the exit code."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and not self._asked_to_stop:
            code = self._children["web"].poll()
            if code is not None:
                return code if code == UNUSABLE else OWN_FAULT
            if _answer(self._settings, "/health") is not None:
                return self._check_database()
            time.sleep(TICK_SECONDS)
        if self._asked_to_stop:
            return None
        _say(f"The server did not answer within {START_SECONDS} seconds.")
        return OWN_FAULT

    def _check_database(self) -> int | None:
        """Return nothing when the tables are those of this version, else the exit code."""
        answer = _answer(self._settings, "/ready") or {}
        if answer.get("ready"):
            return None
        if answer.get("reason") == "migration":
            _say("DATABASE_URL: the tables are not those of this version. Run: workbench migrate")
        else:
            _say("DATABASE_URL: the database does not answer.")
        return UNUSABLE

    def _watch(self) -> int:
        while not self._asked_to_stop:
            if self._children["web"].poll() is not None:
                _say("The web server ended by itself.")
                return OWN_FAULT
            self._mend_jobs()
            time.sleep(TICK_SECONDS)
        return OK

    def _mend_jobs(self) -> None:
        if self._children["jobs"].poll() is None:
            return
        if not self._restart_at:
            _say("The job worker ended by itself; it starts again.")
            self._restart_at = time.monotonic() + PAUSE_SECONDS
        elif time.monotonic() >= self._restart_at:
            self._restart_at = 0.0
            self._start("jobs")

    def _end(self) -> None:
        for child in self._children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + DRAIN_SECONDS
        for role, child in self._children.items():
            try:
                child.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _say(f"The {role} process did not end in time; it was stopped.")
                child.kill()
                child.wait()


def _environment(settings: Settings) -> dict[str, str]:
    """Return this process's environment with these settings, for the children to read."""
    given = {name.upper(): value for name, value in json.loads(settings.model_dump_json()).items()}
    return os.environ | {name: str(int(value) if isinstance(value, bool) else value) for name, value in given.items()}


def _answer(settings: Settings, path: str) -> dict[str, Any] | None:
    """Return the JSON of one of our own status pages, or nothing as long as the server does not answer."""
    # At the address we listen on, by the name that we answer to. 0.0.0.0 is reached at this machine itself.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(host, settings.port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": urlsplit(settings.public_url).netloc})
        found = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()
    return found if isinstance(found, dict) else None


def _announce(settings: Settings) -> None:
    click.echo(f"READY {settings.public_url}")
    if settings.demo:
        click.echo(f'\nDemo people; the password of all is "{DEMO_PASSWORD}":')
        for person in DEMO_PEOPLE:
            click.echo(f"  {person.email:<30} {person.function or person.role or 'operator':<17} {person.organisation}")


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
