"""Counting queries: for the Server-Timing header and for tests that hold a page to its number."""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

_open: ContextVar[tuple[Tally, ...]] = ContextVar("open_tallies", default=())


@dataclass
class Tally:
    """What went to the database since the counting began; ``seconds`` is the time spent there."""

    statements: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def queries(self) -> int:
        """Number of statements, without BEGIN, COMMIT and PRAGMA."""
        return len(self.statements)


@contextmanager
def count_queries() -> Iterator[Tally]:
    """Count the statements of this thread while the block runs; blocks may stand inside each other."""
    tally = Tally()
    token = _open.set((*_open.get(), tally))
    try:
        yield tally
    finally:
        _open.reset(token)


class RequestTally(Tally):
    """The tally of one request."""


def start_tally() -> Tally:
    """Start the tally of a request; it takes the place of the one before in this thread."""
    tally = RequestTally()
    _open.set((*(one for one in _open.get() if not isinstance(one, RequestTally)), tally))
    return tally


def watch(engine: Engine) -> None:
    """Let an engine report its statements."""

    def before(connection: Connection, *_: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event arguments
        connection.info["statement_began"] = time.perf_counter()

    def after(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:  # noqa: ANN401
        spent = time.perf_counter() - connection.info["statement_began"]
        for tally in _open.get():
            tally.statements.append(statement)
            tally.seconds += spent

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
