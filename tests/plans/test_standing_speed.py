"""How long a standing takes: short on the big demo plan, and ten times as long on a plan ten times as big.

``pytest -rP tests/plans/test_standing_speed.py`` prints the figures.
"""

from __future__ import annotations

import gc
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, Any

from tests import make
from tests.papers.papers import demo
from workbench.definitions.catalogue import REFERENCES
from workbench.plans.content import SETS, PlanContent
from workbench.plans.rules.standing import standing

if TYPE_CHECKING:
    from types import FrameType

TraceFunction = Any  # what ``sys.settrace`` takes: a function that returns one like itself
TEMPLATE = make.example()
TIMES = 10
# The goal is 30 ms on one core that does nothing else; a test shares its core with others.
GENEROUS_MS = 120
MOST_GROWTH = 13
MOST_MORE = 4.2  # of a plan four times as big


def grown(content: PlanContent, times: int) -> PlanContent:
    """Return a content with every row so many times, each copy referring to the rows of its own copy."""
    data: dict[str, Any] = content.model_dump(mode="json", exclude_none=True)
    for name in SETS:
        rows = data.get(name, [])
        data[name] = [_copy(name, row, copy) for copy in range(times) for row in rows]
    return PlanContent.model_validate(data)


def _copy(name: str, row: dict[str, Any], copy: int) -> dict[str, Any]:
    made = {**row, "id": f"{row['id'][:34]}-{copy}"}
    for column in REFERENCES.get(name, {}):
        if to := row.get(column):
            made[column] = [f"{one[:34]}-{copy}" for one in to] if isinstance(to, list) else f"{to[:34]}-{copy}"
    return made


def milliseconds(content: PlanContent, rounds: int) -> list[float]:
    """Return what each of so many standings costs, in ms of this process alone."""
    return [_taken(content, 1) for _ in range(rounds)]


def _taken(content: PlanContent, times: int) -> float:
    """Return what so many standings in a row cost, in ms; without what is collected of other tests."""
    gc.freeze()
    gc.disable()
    try:
        began = time.process_time()
        for _ in range(times):
            standing(content, TEMPLATE)
        return (time.process_time() - began) * 1000
    finally:
        gc.enable()
        gc.unfreeze()


def steps(content: PlanContent) -> int:
    """Return how many steps of Python a standing takes: the same on every machine, however busy."""
    standing(content, TEMPLATE)  # what a content keeps of itself is made the first time
    made = 0

    def count(frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal made
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        made += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        standing(content, TEMPLATE)
    finally:
        sys.settrace(before)
    return made


def test_the_standing_of_the_big_demo_plan_is_quick() -> None:
    taken = milliseconds(demo("merenwijk"), 15)
    sys.stdout.write(f"standing of the big demo plan: median {median(taken):.1f} ms, least {min(taken):.1f} ms\n")
    assert median(taken) < GENEROUS_MS


def test_the_standing_grows_with_the_plan_and_no_faster() -> None:
    # Ten small standings in a row last as long as one large one, so a busy machine hinders both alike.
    one = demo("merenwijk")
    ten = grown(one, TIMES)
    rounds = [(_taken(one, TIMES), _taken(ten, 1)) for _ in range(6)]
    small, large = min(one[0] for one in rounds) / TIMES, min(one[1] for one in rounds)
    sys.stdout.write(f"a plan {TIMES} times as big takes {large / small:.1f} times as long ({large:.0f} ms)\n")
    assert len(ten.activities) == TIMES * len(one.activities)
    assert large <= MOST_GROWTH * small


def test_no_check_looks_through_all_rows_for_each_row() -> None:
    few, more = grown(demo("merenwijk"), 2), grown(demo("merenwijk"), 8)
    assert steps(more) <= MOST_MORE * steps(few)


def test_a_count_of_an_insurer_is_found_among_many_without_looking_at_each() -> None:
    def income(years: int) -> PlanContent:
        counts = [
            {"id": f"count-{at}", "insurer": "Zilver", "patients": 9000, "reference_date": f"{2000 + at}-01-01"}
            for at in range(years)
        ]
        lines = [
            {"id": f"line-{at}", "basis": "insured", "tariff": "5.10", "per": "year", "year": 2000 + at}
            for at in range(years)
        ]
        return make.content(insured=counts, cover_lines=lines)

    assert steps(income(80)) <= MOST_MORE * steps(income(20))
