"""One transaction at a time, shared by everything that one request, command or job does."""

from __future__ import annotations

import logging
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from itertools import count
from typing import TYPE_CHECKING

from workbench.kit.storage.database import current, db, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.orm import Session

_numbers = count(1)
_log = logging.getLogger(__name__)
_running: ContextVar[Transaction | None] = ContextVar("running_transaction", default=None)


class Transaction:
    """A session that is committed or abandoned as one; the database hears of it at the first statement."""

    def __init__(self, *, write: bool) -> None:
        self.write = write
        self._context = ExitStack()
        self._context.enter_context(db.context())
        writing.set(write)
        current.set(next(_numbers))
        self.session: Session = db.session()
        self._after: list[Callable[[], None]] = []

    def complete(self) -> None:
        """Commit, then run what was put off; raises what the commit raises, and then nothing was stored."""
        try:
            self.session.commit()
        finally:
            self._end()
        for work in self._after:
            _run_apart(work)

    def abandon(self) -> None:
        """Undo everything."""
        self._end()

    def put_off(self, work: Callable[[], None]) -> None:
        """Keep work for after a commit that went well."""
        self._after.append(work)

    def _end(self) -> None:
        if _running.get() is not self:
            return  # ended already
        _running.set(None)
        db.session.remove()
        writing.set(True)
        current.set(0)
        self._context.close()


def begin(*, write: bool) -> Transaction:
    """Start a transaction that the caller completes or abandons; raises ``RuntimeError`` when one is running."""
    if _running.get() is not None:
        raise RuntimeError("a transaction is running already")
    begun = Transaction(write=write)
    _running.set(begun)
    return begun


def running() -> Transaction | None:
    """Return the running transaction, or nothing."""
    return _running.get()


@contextmanager
def transaction(*, write: bool) -> Iterator[Session]:
    """Run a block as one transaction; inside another it joins that one.

    Raises ``RuntimeError`` for a write inside a reading transaction.
    """
    outer = _running.get()
    if outer is not None:
        if write and not outer.write:
            raise RuntimeError("this transaction may only read")
        yield outer.session
        return
    begun = begin(write=write)
    try:
        yield begun.session
    except BaseException:
        begun.abandon()
        raise
    begun.complete()


def session() -> Session:
    """Return the session of the running transaction; raises ``RuntimeError`` when there is none."""
    found = _running.get()
    if found is None:
        raise RuntimeError("no transaction is running; use `with transaction(write=...)`")
    return found.session


def afterwards(work: Callable[[], None]) -> None:
    """Run ``work`` in a write transaction of its own once the running one has ended well.

    For rows that follow from others (cached progress, read events): when it fails, that is logged and no more is lost.
    """
    found = _running.get()
    if found is None:
        raise RuntimeError("no transaction is running; nothing to wait for")
    found.put_off(work)


def _run_apart(work: Callable[[], None]) -> None:
    try:
        with transaction(write=True):
            work()
    except Exception:  # noqa: BLE001 - what went before is stored and stays so, whatever this was
        _log.exception("work after the transaction failed")
