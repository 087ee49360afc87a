"""What the pages of a budget of 300 lines cost: little time at a glance, and little work for each line to fill in."""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING

from tests import make
from tests.browser import Browser
from tests.papers.papers import demo
from tests.people import MARIT
from workbench.kit.storage import transaction
from workbench.plans.content import PlanContent

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from flask import Flask

LINES = 300
# The goal is 150 ms on one core that does nothing else; a test shares its core with others.
GOAL_MS, GENEROUS = 150, 2
# Twelve cells with what can be chosen in them, and five buttons; 4,600 before what all lines share was drawn once.
MOST_CALLS_A_LINE = 3000


def big(lines: int) -> PlanContent:
    """Return the big demo plan with so many budget lines."""
    data = demo("merenwijk").model_dump(mode="json", exclude_none=True)
    rows = data["budget_lines"]
    data["budget_lines"] = [
        rows[place % len(rows)] | {"id": f"line-{place}", "description": f"Post {place}"} for place in range(lines)
    ]
    return PlanContent.model_validate(data)


def page_of(app: Flask, ids: dict[str, uuid.UUID], lines: int, where: str) -> Callable[[], None]:
    """Store a plan with so many lines; return what opens one of its pages. It was opened once already."""
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"], big(lines)).id
    browser = Browser(app).sign_in(MARIT)

    def visit() -> None:
        assert browser.get(f"/plannen/{plan}/{where}").status_code == 200

    visit()
    return visit


def milliseconds(visit: Callable[[], None]) -> float:
    """Return what a visit costs, in ms of this process alone."""
    gc.collect()
    began = time.process_time()
    visit()
    return (time.process_time() - began) * 1000


def calls(visit: Callable[[], None]) -> int:
    """Return how many functions a visit calls: about the same on every machine, however busy."""
    made = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        visit()
    finally:
        sys.setprofile(before)
    return made


def test_a_budget_of_three_hundred_lines_is_seen_at_once(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    visit = page_of(app, ids, LINES, "begroting")
    least = min(milliseconds(visit) for _ in range(7))
    sys.stdout.write(f"the budget of {LINES} lines: {least:.0f} ms\n")
    assert least < GENEROUS * GOAL_MS


def test_a_line_to_fill_in_costs_little(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    few, many = (calls(page_of(app, ids, lines, "onderdeel/budget_lines/tabel")) for lines in (100, LINES))
    a_line = (many - few) / (LINES - 100)
    sys.stdout.write(f"a line of the table: {a_line:.0f} calls\n")
    assert a_line < MOST_CALLS_A_LINE
