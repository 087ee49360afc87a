"""Saving the answers of a page: versions, what two people type at once, history and audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans.writing import answer, content, counted, revision
from workbench.kit.audit import events
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Forbidden
from workbench.plans.operations import PieceConflict

if TYPE_CHECKING:
    from tests.plans.conftest import Ground


def test_an_answer_is_stored_as_it_was_read(stored: Ground) -> None:
    assert answer(stored, "plan_data", {"title": " Samen ", "period_start": "3 mei 2027"}, 1, stored.marit)
    assert content(stored).text("title") == "Samen"
    assert content(stored).answers["period_start"] == "2027-05-03"


def test_what_cannot_be_read_is_kept_as_typed_and_read_later(stored: Ground) -> None:
    answer(stored, "plan_data", {"period_start": "straks"}, 1, stored.marit)
    assert "period_start" not in content(stored).answers
    assert content(stored).unread == {"period_start": "straks"}
    answer(stored, "plan_data", {"period_start": "1-1-2027"}, 2, stored.marit)
    assert not content(stored).unread


def test_an_answer_can_be_emptied(stored: Ground) -> None:
    answer(stored, "mission", {"mission": "Gezond"}, 0, stored.marit)
    answer(stored, "mission", {"mission": "  "}, 1, stored.marit)
    assert "mission" not in content(stored).answers


def test_the_title_of_the_plan_follows_its_answer(stored: Ground) -> None:
    answer(stored, "plan_data", {"title": "Een nieuwe naam"}, 1, stored.marit)
    with transaction(write=False) as session:
        assert stored.plan(session).title == "Een nieuwe naam"
    answer(stored, "plan_data", {"title": ""}, 2, stored.marit)
    with transaction(write=False) as session:
        assert stored.plan(session).title == "lindewijk"


def test_two_people_on_two_questions_both_survive(stored: Ground) -> None:
    answer(stored, "plan_data", {"title": "Van Marit", "municipality": ""}, {"title": 1}, stored.marit)
    answer(
        stored, "plan_data", {"title": "Samen gezond in de Lindewijk", "municipality": "Linde"}, {"title": 1}, stored.bo
    )
    assert content(stored).text("title") == "Van Marit"
    assert content(stored).text("municipality") == "Linde"


def test_two_texts_for_one_question_are_a_conflict_that_stores_nothing(stored: Ground) -> None:
    answer(stored, "mission", {"mission": "Van Marit"}, 0, stored.marit)
    before = content(stored)
    with pytest.raises(PieceConflict) as clash:
        answer(stored, "mission", {"mission": "Van Bo"}, 0, stored.bo)
    theirs = clash.value.theirs
    assert (theirs.cells, theirs.versions) == ({"mission": ("Van Marit", None)}, {"mission": 1})
    assert (theirs.name, theirs.at is not None) == ("Marit Manager", True)
    assert content(stored) == before


def test_a_conflict_tells_what_the_other_questions_become(stored: Ground) -> None:
    versions = {"title": 1, "municipality": 0, "neighbourhood": 0}
    answer(stored, "plan_data", {"title": "Van Marit", "municipality": "Linde"}, versions, stored.marit)
    typed = {"title": "Van Bo", "municipality": "", "neighbourhood": "Oost"}
    with pytest.raises(PieceConflict) as clash:
        answer(stored, "plan_data", typed, versions, stored.bo)
    assert clash.value.theirs.settled == {"municipality": ("Linde", None), "neighbourhood": ("Oost", None)}


def test_the_same_text_twice_is_no_conflict(stored: Ground) -> None:
    answer(stored, "mission", {"mission": "Gezond oud worden"}, 0, stored.marit)
    assert answer(stored, "mission", {"mission": "Gezond oud worden "}, 0, stored.bo) == []


def test_the_combination_is_saved_on_the_new_version(stored: Ground) -> None:
    answer(stored, "mission", {"mission": "Van Marit"}, 0, stored.marit)
    assert answer(stored, "mission", {"mission": "Van Marit en Bo"}, 1, stored.bo)
    assert content(stored).text("mission") == "Van Marit en Bo"


def test_a_version_that_never_was_is_a_conflict(stored: Ground) -> None:
    answer(stored, "mission", {"mission": "Van Marit"}, 0, stored.marit)
    with pytest.raises(PieceConflict):
        answer(stored, "mission", {"mission": "Van Bo"}, 99, stored.bo)


def test_every_change_is_one_revision_one_event_and_a_line_of_history_each(stored: Ground) -> None:
    before, (lines, told) = revision(stored), counted(stored)
    answer(stored, "plan_data", {"title": "A", "municipality": "B"}, {"title": 1}, stored.marit)
    assert revision(stored) == before + 1
    assert counted(stored) == (lines + 2, told + 1)
    with transaction(write=False):
        assert events(object_type="plan", object_id=str(stored.plan_id))[0].details == {
            "part": "plan_data",
            "pieces": ["title", "municipality"],
            "change": "answered",
        }


def test_nothing_changed_leaves_no_trace(stored: Ground) -> None:
    answer(stored, "mission", {"mission": "Gezond"}, 0, stored.marit)
    before = (revision(stored), counted(stored))
    assert answer(stored, "mission", {"mission": "Gezond"}, 1, stored.marit) == []
    assert (revision(stored), counted(stored)) == before


def test_a_locked_plan_is_not_changed(on_sqlite: Ground) -> None:
    with transaction(write=True) as session:
        on_sqlite.plan(session).locked = True
    with pytest.raises(Forbidden):
        answer(on_sqlite, "mission", {"mission": "Toch"}, 0, on_sqlite.marit)
