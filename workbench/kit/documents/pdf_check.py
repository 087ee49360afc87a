"""Looking into a PDF that somebody sent, in a process of its own: 2 kB of it may unpack to gigabytes.

The parent calls ``state_of``; the child runs ``main`` and imports nothing of ours but this module.
"""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import threading
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).parents[3]
MEGABYTE = 1024 * 1024
MOST_MEMORY = 512 * MEGABYTE
MOST_CPU = 5  # seconds of work
MOST_SECONDS = 20  # on the clock: the machine may be busy with others
MOST_WAITING = 10.0  # seconds for a turn
# So many at once: each child may take half a gigabyte, and all threads of a server could be sent a file together.
TURNS = threading.BoundedSemaphore(2)


class State(StrEnum):
    """What a PDF is: sound, locked with a password, or broken, of which one that costs too much is one.

    Busy is none of these: others are looked into, and nobody looked into this one.
    """

    SOUND = "sound"
    LOCKED = "locked"
    BROKEN = "broken"
    BUSY = "busy"


def state_of(data: bytes) -> State:
    """Return what a PDF is, within 20 seconds and 512 MiB of the child's memory; ``BUSY`` after 10 without a turn."""
    if not TURNS.acquire(timeout=MOST_WAITING):
        return State.BUSY
    try:
        return _told_by_child(data)
    finally:
        TURNS.release()


def _told_by_child(data: bytes) -> State:
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from {__name__} import main; main()"
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-c", start],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=False,
            env={name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},  # and no secrets
        )
    except subprocess.TimeoutExpired:
        return State.BROKEN
    said = done.stdout.decode("ascii", "replace").strip()
    return State(said) if done.returncode == 0 and said in set(State) else State.BROKEN


def main() -> None:
    """Read a PDF from stdin and print what it is; the kernel ends this process where it takes too much."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU, MOST_CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.stdout.write(_looked_into(sys.stdin.buffer.read()))


def _looked_into(data: bytes) -> State:
    import pikepdf  # noqa: PLC0415 - heavy, and never wanted in the parent

    try:
        with pikepdf.open(io.BytesIO(data)) as found:
            return State.SOUND if len(found.pages) else State.BROKEN
    except pikepdf.PasswordError:
        return State.LOCKED
    except Exception:  # noqa: BLE001 - whatever a damaged file brings up in the library, it is damaged
        return State.BROKEN
