"""Counting tries, in the database, so that a limit holds over all workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from workbench.accounts.models import SignInTry
from workbench.accounts.queries.ways_in import seconds_to_wait
from workbench.accounts.rules.tries import LONGEST_WITHIN
from workbench.kit.storage import db, session
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.accounts.rules.tries import Counter


def count_try(counters: Sequence[Counter]) -> int:
    """Count one try at each of these; returns 0, or the seconds to wait after too many (then nothing is counted)."""
    session().execute(delete(SignInTry).where(SignInTry.at <= now() - LONGEST_WITHIN))
    _one_at_a_time(counters)
    wait = max(seconds_to_wait(counter) for counter in counters)
    if wait == 0:
        session().add_all([SignInTry(key=counter.key, at=now()) for counter in counters])
        session().flush()
    return wait


def forgive(counters: Sequence[Counter]) -> None:
    """Forget the tries that led to the right answer: all of an account or browser, of a network this one."""
    for counter in counters:
        last = select(func.max(SignInTry.id)).where(SignInTry.key == counter.key).scalar_subquery()
        which = SignInTry.id == last if counter.limit.is_shared else SignInTry.key == counter.key
        session().execute(delete(SignInTry).where(which))


def _one_at_a_time(counters: Sequence[Counter]) -> None:
    # SQLite has one writer at a time already. On PostgreSQL many tries at the same moment would all see room.
    if not db.is_sqlite:
        for key in sorted(counter.key for counter in counters):
            session().execute(select(func.pg_advisory_xact_lock(int(key[:15], 16))))
