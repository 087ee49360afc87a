"""The verdict of `make bench`: a goal is missed by time or by queries, and what has no goal is only measured."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tests.bench import Goal, Item, timed, worked

GOAL = Goal(150, 25)


@pytest.mark.parametrize(
    ("taken", "queries", "verdict"),
    [
        ([140.0, 149.0, 900.0], 25, "kept"),
        ([140.0, 150.0, 160.0], 25, "missed"),
        ([10.0], 26, "missed"),
    ],
)
def test_a_goal_is_kept_in_the_middle_and_in_every_query(taken: list[float], queries: int, verdict: str) -> None:
    item = Item("budget page", GOAL, taken, queries)
    assert item.verdict == verdict
    assert item.as_json(2)["verdict"] == verdict
    assert "< 150 ms, at most 25 queries" in item.line()


def test_what_has_no_goal_is_measured_and_what_is_too_large_says_so() -> None:
    assert Item("plan page", None, [1.0], 4).verdict == "measured"
    refused = Item("PDF", Goal(10), refused="too large")
    assert refused.verdict == "refused"
    assert refused.line().endswith("too large")


def test_work_is_counted_and_waiting_is_not() -> None:
    item = Item("work")
    with timed(item):
        began = worked()
        time.sleep(0.2)
        while worked() - began < 0.05:
            pass
    assert 45 < item.taken[0] < 150


def test_the_work_of_a_process_that_goes_on_is_counted() -> None:
    item = Item("work of another")
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as other:
        with timed(item):
            time.sleep(1)
        other.kill()
    assert item.taken[0] > 50
