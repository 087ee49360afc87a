"""HTML to PDF in a process of its own, bounded in time, memory and pages; the process stays warm between documents."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from workbench.kit.values.errors import WorkbenchError
from workbench.kit.values.messages import Message

ENGINE = "workbench.kit.documents.engine"
ROOT = Path(__file__).parents[3]
# Memory that many documents leave behind is given back by starting anew.
DOCUMENTS_A_PROCESS = 50


@dataclass(frozen=True)
class Limits:
    """What one document may cost: seconds on the clock, megabytes of address space, pages."""

    seconds: int = 60
    megabytes: int = 1024
    pages: int = 250


@dataclass(frozen=True)
class Rendered:
    """A PDF, its number of pages, and what the renderer complained about (nothing, in a sound document)."""

    pdf: bytes
    pages: int
    messages: tuple[str, ...]


class RenderFailed(WorkbenchError):  # noqa: N818 - a sentence for a person, like the others
    """No PDF could be made within the limits."""


TOO_LONG = Message("Making the PDF took too long and was stopped. Shorten the longest texts and try again.")
TOO_LARGE = Message("The PDF became too large to make. Shorten the longest texts and try again.")
TOO_MANY = Message("The PDF would get too many pages. Shorten the longest texts and try again.")
BROKEN = Message("The PDF could not be made. Try again; tell your administrator if it happens twice.")
REASONS = (TOO_LONG, TOO_LARGE, TOO_MANY, BROKEN)


def render_pdf(html: str, css: str, *, limits: Limits | None = None) -> bytes:
    """Return the tagged PDF of a document; raise ``RenderFailed`` when it goes over a limit or cannot be made."""
    return render(html, css, limits=limits).pdf


def render(html: str, css: str, *, limits: Limits | None = None) -> Rendered:
    """Return the PDF with its pages and the renderer's complaints; raise ``RenderFailed`` when there is none."""
    return _engine.ask(html, css, limits or Limits())


class _Engine:
    """One warm process, one document at a time; a process that failed is replaced by the next question."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._made = 0

    def ask(self, html: str, css: str, limits: Limits) -> Rendered:
        with self._lock:
            process = self._running()
            overdue = threading.Event()
            watch = threading.Timer(limits.seconds, partial(_stop, process, overdue))
            watch.daemon = True
            watch.start()
            try:
                head, pdf = _exchange(process, html.encode(), css.encode(), limits)
            except (OSError, ValueError):
                self._end()
                raise RenderFailed(TOO_LONG if overdue.is_set() else TOO_LARGE) from None
            finally:
                watch.cancel()
            if not head["ok"]:
                self._end()
                raise RenderFailed(_reason(head))
            self._made += 1
            if self._made >= DOCUMENTS_A_PROCESS:
                self._end()
            return Rendered(pdf, int(str(head["pages"])), tuple(str(said) for said in _list(head["messages"])))

    def end(self) -> None:
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        # After a fork the pipes are shared with the parent: a child starts its own.
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._end()
            self._process, self._owner, self._made = _start(), os.getpid(), 0
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if self._owner == os.getpid():
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
        if self._owner == os.getpid():
            process.wait()


def _stop(process: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    process.kill()


def _start() -> subprocess.Popen[bytes]:
    # No secrets of the server's environment reach the process that handles what people typed.
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR", "XDG_CACHE_HOME") if name in os.environ
    }
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); from {ENGINE} import main; main()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept,
    )


def _exchange(
    process: subprocess.Popen[bytes], html: bytes, css: bytes, limits: Limits
) -> tuple[dict[str, object], bytes]:
    """Send one request and return the reply; raise ``OSError`` or ``ValueError`` when the process is gone."""
    if process.stdin is None or process.stdout is None:
        raise OSError("the engine has no pipes")
    head = {
        "html": len(html),
        "css": len(css),
        "seconds": limits.seconds,
        "megabytes": limits.megabytes,
        "pages": limits.pages,
    }
    process.stdin.write(json.dumps(head).encode() + b"\n" + html + css)
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise OSError("the engine ended")
    reply: dict[str, object] = json.loads(line)
    size = int(str(reply["pdf"]))
    pdf = process.stdout.read(size)
    if len(pdf) != size:
        raise OSError("the engine ended")
    return reply, pdf


def _reason(head: dict[str, object]) -> Message:
    return {"pages": TOO_MANY, "memory": TOO_LARGE}.get(str(head["why"]), BROKEN)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


_engine = _Engine()
atexit.register(_engine.end)
