"""The server as an operator meets it: one process to start, to ask and to stop."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMMAND = [sys.executable, "-c", "from workbench.cli import main; main()"]
PATIENCE = 60


class Server(NamedTuple):
    """A started server, once it said READY."""

    process: subprocess.Popen[str]
    url: str


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def settings(folder: Path, port: int) -> dict[str, str]:
    own = {"DATA_DIR": str(folder), "PORT": str(port), "SECRET_KEY": "uY7-kd02Lq_mmZr84TnBv0wYc5HsPfUe", "DEMO": "1"}
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | own


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serving")
    subprocess.run([*COMMAND, "migrate"], env=settings(folder, 8000), check=True, capture_output=True)
    return folder


@pytest.fixture
def start(migrated: Path) -> Iterator[Callable[[], Server]]:
    started: list[subprocess.Popen[str]] = []

    def start_one() -> Server:
        port = free_port()
        process = subprocess.Popen(
            [*COMMAND, "serve"], env=settings(migrated, port), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == f"READY http://127.0.0.1:{port}\n"
        return Server(process, f"http://127.0.0.1:{port}")

    yield start_one
    for process in started:
        process.kill()
        process.communicate()


def family_of(parent: int) -> set[int]:
    """Return the process ids of all that descend from this one."""
    children = {
        int(word)
        for tasks in Path(f"/proc/{parent}/task").glob("*/children")
        for word in tasks.read_text(encoding="ascii").split()
    }
    return children.union(*(family_of(child) for child in children))


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return False


def lives(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def words_of(process_id: int) -> str:
    return Path(f"/proc/{process_id}/cmdline").read_text(encoding="utf-8").replace("\0", " ")


def test_a_started_server_is_healthy_and_names_the_demo_people(start: Callable[[], Server]) -> None:
    server = start()
    with urllib.request.urlopen(f"{server.url}/health", timeout=PATIENCE) as answer:  # noqa: S310 - our own server
        assert {"version", "revision", "sqlite_version"} <= set(json.load(answer))
    server.process.terminate()
    # Not communicate(): it would overlook what came in the same breath as READY.
    assert server.process.stdout is not None
    assert "manager@demo.example" in server.process.stdout.read()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_ends_cleanly_with_all_its_children(
    start: Callable[[], Server], number: signal.Signals
) -> None:
    server = start()
    family = family_of(server.process.pid)
    assert len(family) >= 4
    server.process.send_signal(number)
    _, messages = server.process.communicate(timeout=PATIENCE)
    assert server.process.returncode == 0
    assert messages == ""
    assert not any(lives(one) for one in family)


def test_children_die_with_a_parent_that_is_killed(start: Callable[[], Server]) -> None:
    server = start()
    family = family_of(server.process.pid)
    server.process.kill()
    assert eventually(lambda: not any(lives(one) for one in family))


def test_a_job_worker_that_dies_is_replaced(start: Callable[[], Server]) -> None:
    server = start()

    def workers() -> list[int]:
        return [one for one in family_of(server.process.pid) if "child jobs" in words_of(one)]

    (first,) = workers()
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: workers() not in ([], [first]))
    assert server.process.poll() is None


def test_a_server_ends_when_its_web_server_does(start: Callable[[], Server]) -> None:
    server = start()
    os.kill(min(one for one in family_of(server.process.pid) if "child web" in words_of(one)), signal.SIGKILL)
    assert server.process.wait(PATIENCE) == 70


def test_a_taken_port_is_a_sentence_and_exit_3(migrated: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        ended = subprocess.run(
            [*COMMAND, "serve"],
            env=settings(migrated, port),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert ended.returncode == 3
    assert ended.stderr == f"PORT: cannot listen on 127.0.0.1:{port}: Address already in use\n"


def test_a_web_worker_loads_no_heavy_library(migrated: Path) -> None:
    code = """
import sys
from workbench.config import settings_from_environment
from workbench.serving.child import build_app
build_app(settings_from_environment())
print(*sorted({"weasyprint", "pikepdf", "fontTools", "alembic", "openpyxl", "docx"} & set(sys.modules)))
"""
    environment = settings(migrated, 8000)
    loaded = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    assert loaded.stdout.split() == []


def test_headers_of_a_request_change_no_address_and_each_page_leaves_a_line_without_it(
    start: Callable[[], Server],
) -> None:
    server = start()
    for name in ("Script_Name", "SCRIPT_NAME", "PATH_INFO"):
        asked = urllib.request.Request(f"{server.url}/inloggen/link/no-token", headers={name: "/elsewhere"})  # noqa: S310 - http, ours
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(asked)  # noqa: S310 - http, ours
        assert refused.value.code == 410
        refused.value.close()
    server.process.terminate()
    _out, told = server.process.communicate(timeout=PATIENCE)
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert [line["rule"] for line in lines if line["status"] == 410] == ["/inloggen/link/<token>"] * 3
    assert "no-token" not in told
