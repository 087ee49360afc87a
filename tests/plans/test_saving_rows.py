"""One row of a set: added once, joined cell by cell, removed, put back and moved; nothing is lost on the way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from tests.plans.writing import add, content, counted, part, readings, revision, row, save
from workbench.kit.storage import transaction
from workbench.kit.values.errors import NotFound
from workbench.plans import operations
from workbench.plans.models import Change
from workbench.plans.operations import PieceConflict, SetFull

if TYPE_CHECKING:
    from tests.plans.conftest import Ground

ACTIVITY = {"name": "Wandelen", "lead": "Fysio", "start": "1-3-2027"}


def change(ground: Ground, what: str, row_id: str, **more: object) -> bool | None:
    """Call an operation on a row of the activities."""
    with transaction(write=True) as session:
        plan = ground.plan(session)
        operation = partial(getattr(operations, what), plan, part=part("activities"), row_id=row_id, who=ground.marit)
        found: bool | None = operation(**more)
        return found


def order(ground: Ground) -> list[str]:
    """Return the ids of the activities in order."""
    return [one.id for one in content(ground).activities]


def test_a_row_is_added_once_however_often_it_is_sent(stored: Ground) -> None:
    assert add(stored, "activities", "a-1", ACTIVITY)
    before = (revision(stored), counted(stored))
    assert not add(stored, "activities", "a-1", ACTIVITY | {"name": "Anders"})
    assert row(stored, "activities", "a-1").name == "Wandelen"
    assert (revision(stored), counted(stored)) == before


def test_a_row_that_was_removed_is_not_added_by_an_old_form(stored: Ground) -> None:
    add(stored, "activities", "a-1", ACTIVITY)
    change(stored, "remove_row", "a-1", version=1)
    assert not add(stored, "activities", "a-1", ACTIVITY)
    assert order(stored) == []


def test_two_cells_of_one_row_join(stored: Ground) -> None:
    add(stored, "activities", "a-1", ACTIVITY)
    save(stored, "activities", "a-1", ACTIVITY | {"name": "Fietsen"}, 1, stored.marit)
    save(stored, "activities", "a-1", ACTIVITY | {"lead": "Huisarts"}, 1, stored.bo)
    found = row(stored, "activities", "a-1")
    assert (found.name, found.lead) == ("Fietsen", "Huisarts")


def test_the_same_cell_is_a_conflict_that_stores_nothing(stored: Ground) -> None:
    add(stored, "activities", "a-1", ACTIVITY)
    save(stored, "activities", "a-1", {"name": "Fietsen", "lead": "Arts"}, 1, stored.marit)
    with pytest.raises(PieceConflict) as clash:
        save(stored, "activities", "a-1", ACTIVITY | {"name": "Zwemmen"}, 1, stored.bo)
    theirs = clash.value.theirs
    assert (theirs.cells, theirs.versions, theirs.name) == ({"name": ("Fietsen", None)}, {"a-1": 2}, "Marit Manager")
    assert theirs.settled["lead"] == ("Arts", None)
    assert row(stored, "activities", "a-1").name == "Fietsen"


def test_an_equal_decimal_in_another_notation_is_no_change(stored: Ground) -> None:
    add(stored, "budget_lines", "b-1", {"quantity": "2,50"})
    assert not save(stored, "budget_lines", "b-1", {"quantity": "2,5000"}, 1, stored.bo)
    save(stored, "budget_lines", "b-1", {"quantity": "3,5"}, 1, stored.marit)
    assert not save(stored, "budget_lines", "b-1", {"quantity": "3,50"}, 1, stored.bo)


def test_a_cell_that_cannot_be_read_is_kept_and_joined_like_another(stored: Ground) -> None:
    add(stored, "activities", "a-1", ACTIVITY | {"start": "voorjaar"})
    save(stored, "activities", "a-1", {"name": "Fietsen", "start": "voorjaar"}, 1, stored.marit)
    save(stored, "activities", "a-1", {"name": "Wandelen", "start": "1-4-2027"}, 1, stored.bo)
    found = row(stored, "activities", "a-1")
    assert (found.name, str(found.start), found.unread) == ("Fietsen", "2027-04-01", {})


def test_cells_that_were_not_sent_stay(stored: Ground) -> None:
    add(stored, "activities", "a-1", ACTIVITY)
    save(stored, "activities", "a-1", {"name": "Fietsen"}, 1, stored.marit)
    assert row(stored, "activities", "a-1").lead == "Fysio"


def test_a_removed_row_comes_back_whole_and_last(stored: Ground) -> None:
    add(stored, "activities", "a-1", ACTIVITY | {"end": "ooit"})
    add(stored, "activities", "a-2", {"name": "Tuinieren"})
    before = row(stored, "activities", "a-1")
    change(stored, "remove_row", "a-1", version=1)
    assert order(stored) == ["a-2"]
    assert change(stored, "restore_row", "a-1")
    assert order(stored) == ["a-2", "a-1"]
    assert row(stored, "activities", "a-1") == before
    assert not change(stored, "restore_row", "a-1")


def test_a_form_from_before_the_removal_conflicts_after_it(stored: Ground) -> None:
    add(stored, "activities", "a-1", ACTIVITY)
    change(stored, "remove_row", "a-1", version=1)
    with pytest.raises(NotFound):
        save(stored, "activities", "a-1", ACTIVITY | {"name": "Fietsen"}, 1, stored.bo)
    change(stored, "restore_row", "a-1")
    assert save(stored, "activities", "a-1", ACTIVITY | {"name": "Fietsen"}, 1, stored.bo)


def test_a_row_that_somebody_changed_is_not_removed_unseen(stored: Ground) -> None:
    add(stored, "activities", "a-1", ACTIVITY)
    save(stored, "activities", "a-1", {"name": "Fietsen"}, 1, stored.bo)
    with pytest.raises(PieceConflict) as clash:
        change(stored, "remove_row", "a-1", version=1)
    assert clash.value.theirs.name == "Bo Bestuurder"
    assert order(stored) == ["a-1"]


@pytest.mark.parametrize(
    ("what", "more"), [("remove_row", {"version": 1}), ("restore_row", {}), ("move_row", {"up": True})]
)
def test_a_row_that_never_was_is_not_found(on_sqlite: Ground, what: str, more: dict[str, object]) -> None:
    with pytest.raises(NotFound):
        change(on_sqlite, what, "weg", **more)


def test_rows_are_moved_one_place_and_stop_at_the_ends(stored: Ground) -> None:
    for row_id in ("a-1", "a-2", "a-3"):
        add(stored, "activities", row_id, ACTIVITY)
    assert change(stored, "move_row", "a-3", up=True)
    assert order(stored) == ["a-1", "a-3", "a-2"]
    before = (revision(stored), counted(stored))
    assert not change(stored, "move_row", "a-1", up=True)
    assert not change(stored, "move_row", "a-2", up=False)
    assert (revision(stored), counted(stored)) == before


def test_a_move_does_not_disturb_who_is_typing_in_the_row(stored: Ground) -> None:
    add(stored, "activities", "a-1", ACTIVITY)
    add(stored, "activities", "a-2", ACTIVITY)
    change(stored, "move_row", "a-2", up=True)
    assert save(stored, "activities", "a-2", {"name": "Fietsen"}, 1, stored.bo)


def test_a_full_set_takes_no_more_rows(on_sqlite: Ground) -> None:
    small, cells = part("activities").model_copy(update={"max_rows": 1}), readings("activities", ACTIVITY)
    add(on_sqlite, "activities", "a-1", ACTIVITY)
    with transaction(write=True) as session:
        plan = on_sqlite.plan(session)
        with pytest.raises(SetFull, match="at most 1 rows"):
            operations.add_row(plan, part=small, row_id="a-2", readings=cells, who=on_sqlite.marit)
    assert order(on_sqlite) == ["a-1"]


def test_every_change_of_a_row_is_in_the_history_with_one_event(stored: Ground) -> None:
    before, (_, told) = revision(stored), counted(stored)
    add(stored, "activities", "a-1", ACTIVITY)
    save(stored, "activities", "a-1", {"name": "Fietsen"}, 1, stored.bo)
    change(stored, "remove_row", "a-1", version=2)
    change(stored, "restore_row", "a-1")
    with transaction(write=False) as session:
        wanted = select(Change).where(Change.piece == "activities/a-1").order_by(Change.id)
        lines = [(one.version, one.content and one.content["name"], one.person_id) for one in session.scalars(wanted)]
    marit, bo = stored.marit.id, stored.bo.id
    assert lines == [(1, "Wandelen", marit), (2, "Fietsen", bo), (3, None, marit), (4, "Fietsen", marit)]
    assert (revision(stored), counted(stored)[1]) == (before + 4, told + 4)
