"""The process that does the jobs."""

from __future__ import annotations

import logging
import signal
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

from huey import crontab
from sqlalchemy.exc import SQLAlchemyError

from workbench.kit.jobs.operations import resend
from workbench.kit.jobs.queue import opened
from workbench.kit.jobs.rhythm import ask_for_what_is_due

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

_log = logging.getLogger(__name__)

DRAIN_SECONDS = 25
HEALTH_SECONDS = 10
TICK_SECONDS = 0.2


def consume(
    *, alone: bool, workers: int = 2, around: Callable[[], AbstractContextManager[object]] = nullcontext
) -> None:
    """Do jobs in this process until TERM or INT; then finish those in hand, for at most 25 seconds.

    ``alone``: no other process works on these jobs (SQLite), so what is unfinished at the start was lost and is sent at
    once. ``around`` makes the context that handlers run in. To be called from the main thread.
    """
    queue = opened()
    queue.around = around
    queue.huey.periodic_task(crontab(minute="*"), name="resend")(_every_minute)
    # huey knows a task only once it has been made.
    _ = queue.task
    consumer = queue.huey.create_consumer(
        workers=workers, initial_delay=0.05, max_delay=0.5, shutdown_timeout=DRAIN_SECONDS
    )
    consumer.start()
    _resend(restarted=alone)
    _wait_for_the_end(consumer.check_worker_health)
    consumer.stop(graceful=True)


def _every_minute() -> None:
    _resend()
    try:
        ask_for_what_is_due()
    except SQLAlchemyError as error:
        _log.error("returning work could not be asked for: %s", type(error).__name__)


def _resend(*, restarted: bool = False) -> None:
    try:
        resend(restarted=restarted)
    except SQLAlchemyError as error:
        # The database may be away for a moment; the next minute asks again.
        _log.error("lost jobs could not be looked up: %s", type(error).__name__)


def _wait_for_the_end(check: Callable[[], object]) -> None:
    # Our own handlers over huey's: a signal to the whole group and one from the parent together are still one.
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _frame: asked.append(got))
    next_check = time.monotonic() + HEALTH_SECONDS
    while not asked:
        time.sleep(TICK_SECONDS)
        if time.monotonic() >= next_check:
            check()
            next_check = time.monotonic() + HEALTH_SECONDS
