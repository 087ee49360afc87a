"""Beginning a plan: from nothing or from a file; what is stored is what was given."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.plans.writing import counted
from workbench.kit.storage import FieldRefused, count_queries, transaction
from workbench.plans import operations, queries
from workbench.plans.content import SETS

if TYPE_CHECKING:
    from tests.plans.conftest import Ground
    from workbench.plans.content import PlanContent
    from workbench.plans.models import Plan


def brought_in(ground: Ground, content: PlanContent, slug: str) -> Plan:
    """Store a content as a new plan."""
    with transaction(write=True) as session:
        return operations.import_plan(
            organisation_id=ground.plan(session).organisation_id,
            slug=slug,
            definition=make.example(),
            content=content,
            who=ground.marit,
        )


def test_a_stored_content_comes_back_equal(stored: Ground) -> None:
    content = make.filled(rows=3)
    made = brought_in(stored, content, "kopie")
    with transaction(write=False):
        found = queries.plan_content(made)
    assert found == content
    assert found.canonical() == content.canonical()


def test_what_could_not_be_read_and_what_is_set_aside_come_back(stored: Ground) -> None:
    content = make.content(
        unread={"municipality": "?"},
        not_applicable=["results", "changes"],
        members=[{"id": "m-1", "unread": {"patients": "veel"}}, {"id": "m-2"}],
    )
    made = brought_in(stored, content, "kopie")
    with transaction(write=False):
        assert queries.plan_content(made).canonical() == content.canonical()


def test_every_piece_of_a_new_plan_has_its_history(on_sqlite: Ground) -> None:
    content = make.filled(rows=2)
    before, told = counted(on_sqlite)
    made = brought_in(on_sqlite, content, "kopie")
    with transaction(write=False):
        known = queries.history.known_pieces(made.id, [*content.answers, *(f"{name}/x" for name in SETS)])
        past = queries.last_state_of(made.id, "members/members-1")
    assert known == set(content.answers)
    assert past is not None
    assert (past.version, past.name) == (1, "Marit Manager")
    assert counted(on_sqlite) == (before, told + 1)


def test_a_name_that_is_taken_is_refused_and_the_transaction_goes_on(stored: Ground) -> None:
    with pytest.raises(FieldRefused) as refusal:
        brought_in(stored, make.content(), "lindewijk")
    assert refusal.value.field == "slug"
    with transaction(write=False):
        assert [plan.slug for plan in queries.all_plans()] == ["lindewijk"]


def test_a_plan_has_at_most_one_of_each_short_name(on_sqlite: Ground) -> None:
    for slug in ("lindewijk-2", "lindewijk-3", "lindewijk-oost"):
        brought_in(on_sqlite, make.content(), slug)
    with transaction(write=False):
        assert queries.free_slug("lindewijk") == "lindewijk-4"
        assert queries.free_slug("zuid") == "zuid"


def test_a_plan_is_found_by_slug_or_id(on_sqlite: Ground) -> None:
    with transaction(write=False):
        for name in ("lindewijk", str(on_sqlite.plan_id)):
            found = queries.plan_by_name(name)
            assert found is not None
            assert found.id == on_sqlite.plan_id
        assert queries.plan_by_name("geen") is None
        assert queries.plan_by_name(str(uuid.uuid4())) is None


def test_a_plan_ten_times_as_big_is_stored_in_as_many_statements(on_sqlite: Ground) -> None:
    queries_of: list[int] = []
    for rows in (3, 30):
        with count_queries() as tally:
            brought_in(on_sqlite, make.filled(rows=rows), f"plan-{rows}")
        queries_of.append(tally.queries)
    assert queries_of[0] == queries_of[1] <= 40  # one a set of rows, of which there are twenty-four
