"""Work that returns: a kind of job that is asked for again every so often, over all workers once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from workbench.kit.jobs.models import Job, Rhythm, State
from workbench.kit.jobs.operations import enqueue
from workbench.kit.storage import session, transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_rhythms: dict[str, dt.timedelta] = {}


def every(kind: str, interval: dt.timedelta) -> None:
    """Let a kind of job be asked for at every interval (a minute at least); its payload is empty (``{}``)."""
    _rhythms[kind] = interval


def rhythms() -> Mapping[str, dt.timedelta]:
    """Return what returns, with its interval."""
    return dict(_rhythms)


def ask_for_what_is_due() -> list[str]:
    """Ask for the jobs whose interval has passed and return their kinds; opens its own transactions."""
    return [kind for kind, interval in sorted(_rhythms.items()) if _ask(kind, interval)]


def _ask(kind: str, interval: dt.timedelta) -> bool:
    moment = now()
    with transaction(write=True):
        if not _begins(kind, interval, moment):
            return False
        # Of work that returns each minute the last is enough; a failed one stays for who looks into it.
        session().execute(delete(Job).where(Job.kind == kind, Job.key.is_(None), Job.state == State.DONE))
        enqueue(kind, {})
    return True


def _begins(kind: str, interval: dt.timedelta, moment: dt.datetime) -> bool:
    # One statement, so that of two workers only one goes on.
    moved = session().execute(
        update(Rhythm).where(Rhythm.name == kind, Rhythm.begun_at <= moment - interval).values(begun_at=moment)
    )
    if getattr(moved, "rowcount", 0) == 1:
        return True
    if session().get(Rhythm, kind) is not None:
        return False
    try:
        with session().begin_nested():
            session().add(Rhythm(name=kind, begun_at=moment))
    except IntegrityError:
        return False
    return True
