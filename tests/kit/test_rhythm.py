"""Work that returns is asked for when its time has come, by one worker, and leaves one row behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from sqlalchemy import func, select

from workbench.kit.jobs import Job, State, every, register
from workbench.kit.jobs.rhythm import _rhythms, ask_for_what_is_due
from workbench.kit.storage import session, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGIN = datetime(2026, 5, 4, 9, tzinfo=UTC)
KIND = "test.returns"
DONE: list[object] = []


@register(KIND)
def work(payload: object) -> None:
    """Note that the work was done."""
    DONE.append(payload)


@pytest.fixture(autouse=True)
def returning(ids: dict[str, object]) -> Iterator[None]:
    """Let only this work return, every hour."""
    del ids
    kept = dict(_rhythms)
    _rhythms.clear()
    every(KIND, timedelta(hours=1))
    yield
    _rhythms.clear()
    _rhythms.update(kept)


def asked_after(**passed: int) -> list[str]:
    with time_machine.travel(BEGIN + timedelta(**passed), tick=False):
        return ask_for_what_is_due()


def rows() -> int:
    with transaction(write=False):
        return session().scalar(select(func.count()).select_from(Job).where(Job.kind == KIND)) or 0


def test_it_is_asked_for_at_once_and_again_after_its_interval() -> None:
    assert [asked_after(), asked_after(minutes=59), asked_after(minutes=60), asked_after(minutes=61)] == [
        [KIND],
        [],
        [KIND],
        [],
    ]


def test_a_day_of_it_leaves_one_row() -> None:
    for hour in range(24):
        asked_after(hours=hour)
        with transaction(write=True):
            for job in session().scalars(select(Job).where(Job.kind == KIND)):
                job.state, job.finished_at = State.DONE, BEGIN
    assert rows() == 1


def test_one_that_failed_stays() -> None:
    asked_after()
    with transaction(write=True):
        for job in session().scalars(select(Job).where(Job.kind == KIND)):
            job.state, job.finished_at = State.FAILED, BEGIN
    asked_after(hours=2)
    assert rows() == 2
