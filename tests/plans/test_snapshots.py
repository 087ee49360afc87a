"""What is frozen, and what is kept beside a plan: snapshots and standings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from tests import make
from tests.plans.writing import answer, content, counted
from workbench.kit.storage import count_queries, transaction
from workbench.plans import operations, queries
from workbench.plans.content import PlanContent
from workbench.plans.models import StoredStanding
from workbench.plans.rules.standing import PartState

if TYPE_CHECKING:
    import pytest

    from tests.plans.conftest import Ground
    from workbench.plans.models import Snapshot
    from workbench.plans.rules.standing import Standing


def frozen(ground: Ground) -> Snapshot:
    """Take a snapshot."""
    with transaction(write=True) as session:
        return operations.take_snapshot(ground.plan(session), definition=make.example(), who=ground.marit)


def judged(ground: Ground) -> Standing:
    """Return the standing as a page gets it."""
    with transaction(write=False) as session:
        return queries.standing_of(ground.plan(session))


def test_equal_content_gives_the_same_snapshot(stored: Ground) -> None:
    first = frozen(stored)
    _, told = counted(stored)
    assert frozen(stored).id == first.id
    assert counted(stored)[1] == told


def test_other_words_in_the_template_make_another_snapshot(stored: Ground) -> None:
    first = frozen(stored)
    reworded = make.example().model_copy(update={"title": "Andere titel"})
    with transaction(write=True) as session:
        second = operations.take_snapshot(stored.plan(session), definition=reworded, who=stored.marit)
    assert (second.number, second.sha256) == (first.number + 1, first.sha256)


def test_a_snapshot_holds_the_canonical_content_its_hash_and_the_template(stored: Ground) -> None:
    taken, now = frozen(stored), content(stored)
    assert (taken.content, taken.sha256) == (now.canonical(), now.sha256)
    assert PlanContent.model_validate_json(taken.content) == now
    assert json.loads(taken.definition)["key"] == now.definition


def test_a_changed_content_gives_the_next_snapshot_and_leaves_the_first(stored: Ground) -> None:
    first = frozen(stored)
    answer(stored, "mission", {"mission": "Gezond"}, 0, stored.marit)
    second = frozen(stored)
    assert (first.number, second.number) == (1, 2)
    assert b"Gezond" not in first.content
    assert b"Gezond" in second.content


def test_a_locked_plan_can_be_frozen(on_sqlite: Ground) -> None:
    with transaction(write=True) as session:
        on_sqlite.plan(session).locked = True
    assert frozen(on_sqlite).number == 1


def test_a_standing_is_computed_once_for_each_revision(stored: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    first = judged(stored)
    with monkeypatch.context() as patched:
        patched.setattr("workbench.plans.queries.standing.standing", None)  # to compute it again would fail
        with count_queries() as tally:
            assert judged(stored) == first
    assert tally.queries == 2
    answer(stored, "mission", {"mission": "Gezond"}, 0, stored.marit)
    assert first.state("mission") is PartState.NOT_STARTED
    assert judged(stored).state("mission") is PartState.DONE


def test_a_standing_of_an_older_revision_never_takes_the_place_of_a_newer(on_sqlite: Ground) -> None:
    judged(on_sqlite)
    with transaction(write=True) as session:
        kept = session.scalars(select(StoredStanding)).one()
        late = StoredStanding(plan_id=kept.plan_id, revision=kept.revision - 1, rules="old", standing={})
        queries.keep_standing(late)
    with transaction(write=False) as session:
        assert session.scalars(select(StoredStanding)).one().rules != "old"


def test_a_standing_under_other_rules_is_computed_again(on_sqlite: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(on_sqlite)
    with transaction(write=True) as session:
        session.scalars(select(StoredStanding)).one().standing = {"states": {}, "findings": []}
    assert judged(on_sqlite).asked == 0
    monkeypatch.setattr("workbench.plans.queries.standing.RULES", "later")
    assert judged(on_sqlite).asked == len(make.example().parts)
