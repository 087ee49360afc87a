"""Two real threads on one plan: nobody's text is lost, nobody gets an error, every change is counted."""

from __future__ import annotations

import uuid
from functools import partial
from threading import Barrier, Thread
from typing import TYPE_CHECKING

from sqlalchemy import select

from tests import make
from tests.plans.writing import add, answer, content, part, revision
from workbench.kit.storage import FieldRefused, session, transaction
from workbench.plans import operations
from workbench.plans.models import Answer, Plan
from workbench.plans.operations import PieceConflict

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.plans.conftest import Ground

ROUNDS = 5


def together(*works: Callable[[], object]) -> list[object]:
    """Run pieces of work in threads that begin at the same moment; returns what each returned or raised."""
    barrier = Barrier(len(works))
    results: dict[int, object] = {}

    def run(place: int) -> None:
        barrier.wait(5)
        try:
            results[place] = works[place]()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test looks at it
            results[place] = error

    threads = [Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [results.get(place, "still running") for place in range(len(works))]


def test_of_two_first_answers_at_once_one_wins_and_the_other_sees_it(stored: Ground) -> None:
    for one in ("mission", "vision", "population", "bottlenecks", "mandate"):
        outcomes = together(
            partial(answer, stored, one, {one: "Van Marit"}, 0, stored.marit),
            partial(answer, stored, one, {one: "Van Bo"}, 0, stored.bo),
        )
        lost = [error for error in outcomes if isinstance(error, PieceConflict)]
        assert [one] in outcomes, outcomes
        assert len(lost) == 1, outcomes
        assert lost[0].theirs.cells[one][0] == content(stored).text(one)


def test_without_the_lock_the_test_above_would_fail(on_postgres: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: two first answers at once, without ``hold``, end in an error that nobody foresaw."""
    meet = Barrier(2)
    monkeypatch.setattr("workbench.plans.operations.answers.hold", lambda _plan: meet.wait(5))
    outcomes = together(
        partial(answer, on_postgres, "mission", {"mission": "Van Marit"}, 0, on_postgres.marit),
        partial(answer, on_postgres, "mission", {"mission": "Van Bo"}, 0, on_postgres.bo),
    )
    assert [type(one).__name__ for one in outcomes if one != ["mission"]] == ["IntegrityError"]


def test_two_questions_at_once_both_survive_and_both_count(stored: Ground) -> None:
    before = revision(stored)
    for place in range(ROUNDS):
        outcomes = together(
            partial(answer, stored, "mission", {"mission": f"m{place}"}, place, stored.marit),
            partial(answer, stored, "vision", {"vision": f"v{place}"}, place, stored.bo),
        )
        assert outcomes == [["mission"], ["vision"]]
    assert revision(stored) == before + 2 * ROUNDS
    assert (content(stored).text("mission"), content(stored).text("vision")) == ("m4", "v4")


def test_a_row_sent_twice_at_once_is_added_once(stored: Ground) -> None:
    for place in range(ROUNDS):
        send = partial(add, stored, "risks", f"r-{place}", {"name": "Ziekte"})
        assert sorted(map(str, together(send, send))) == ["False", "True"]
    assert len(content(stored).risks) == ROUNDS


def test_two_snapshots_at_once_are_one(stored: Ground) -> None:
    def freeze() -> str:
        with transaction(write=True) as session:
            plan = stored.plan(session)
            return str(operations.take_snapshot(plan, definition=make.example(), who=stored.marit).id)

    first, second = together(freeze, freeze)
    assert first == second


def test_setting_a_part_aside_at_once_is_one_change(stored: Ground) -> None:
    def aside() -> bool:
        with transaction(write=True) as session:
            plan = stored.plan(session)
            return operations.set_applicable(plan, part=part("results"), applicable=False, who=stored.marit)

    assert sorted(map(str, together(aside, aside))) == ["False", "True"]


def test_a_new_plan_sent_twice_at_once_begins_one(stored: Ground) -> None:
    key = uuid.uuid4()
    outcomes = together(partial(begin, stored, key), partial(begin, stored, key))
    refused = [one for one in outcomes if isinstance(one, FieldRefused | NotBegun)]
    assert len(refused) == 1, outcomes
    with transaction(write=False):
        assert session().get(Plan, key) is not None


def test_who_reads_sees_one_moment_of_a_plan(stored: Ground) -> None:
    with transaction(write=False):
        before = mission_now(stored)
        writer = Thread(target=partial(answer, stored, "mission", {"mission": "Later"}, 0, stored.bo))
        writer.start()
        writer.join(10)
        assert mission_now(stored) == before
    assert content(stored).text("mission") == "Later"


class NotBegun(Exception):  # noqa: N818 - it is an outcome of the test, not an error
    """What the view does when the plan of this form stands already."""


def begin(ground: Ground, key: uuid.UUID) -> object:
    """Begin a plan as the view does: not again when it stands already."""
    with transaction(write=True) as opened:
        if opened.get(Plan, key) is not None:
            raise NotBegun
        return operations.create_plan(
            plan_id=key,
            organisation_id=ground.plan(opened).organisation_id,
            slug=f"nieuw-{uuid.uuid4().hex[:8]}",
            definition=make.example(),
            answers={"title": "Nieuw"},
            who=ground.marit,
        ).id


def mission_now(ground: Ground) -> object:
    """Return the mission as the database has it for this transaction."""
    wanted = select(Answer.value).where(Answer.plan_id == ground.plan_id, Answer.question == "mission")
    return session().scalar(wanted)
