"""Bringing a workbook in, on both databases: one event, a line of history for each line, or nothing at all."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.plans.spreadsheets import PLAN, Edited, exported
from tests.plans.writing import add, content, counted, revision, row, save
from workbench.kit.documents.spreadsheets import read_workbook
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Refused
from workbench.plans.operations.spreadsheet import Looked, OtherNow, import_spreadsheet
from workbench.plans.rules.sheets import digest, own_changes
from workbench.plans.rules.sheets.layout import FIRST_ROW

if TYPE_CHECKING:
    from tests.plans.conftest import Ground
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.sheets import SetChanges


def begun(ground: Ground) -> Edited:
    """Add two costs and a line of cover; returns the workbook of the plan, open in another program."""
    add(ground, "budget_lines", "b-1", {"description": "Zaalhuur", "quantity": "12", "rate": "125"})
    add(ground, "budget_lines", "b-2", {"description": "Trainer"})
    add(ground, "cover_lines", "c-1", {"description": "Gemeente", "amount": "1000", "quarters": "q1; q2"})
    return Edited(exported(content(ground)))


def bring_in(ground: Ground, data: bytes, looked_at: PlanContent | None = None) -> int:
    """Bring a workbook in, as it was looked at beside this content."""
    book, definition = read_workbook(data), make.example()

    def compare(now: PlanContent) -> tuple[SetChanges, ...]:
        return own_changes(book, now, definition, plan_id=PLAN)

    expected = digest(compare(looked_at or content(ground)))
    with transaction(write=True) as session:
        return import_spreadsheet(ground.plan(session), compare=compare, expected=expected, who=ground.marit)


def test_both_lists_change_in_one_event_with_history_for_each_line(stored: Ground) -> None:
    book = begun(stored).set("b-1", "quantity", 13).remove("b-2").set(FIRST_ROW + 5, "description", "Drukwerk")
    book.set("c-1", "amount", 1200, "Dekking")
    history, events = counted(stored)
    before = revision(stored)
    assert bring_in(stored, book.saved()) == 4
    assert counted(stored) == (history + 4, events + 1)
    assert revision(stored) == before + 1
    assert [line.description for line in content(stored).budget_lines] == ["Zaalhuur", "Drukwerk"]
    assert (row(stored, "cover_lines", "c-1").amount, row(stored, "cover_lines", "c-1").quarters) == (
        120_000,
        ("q1", "q2"),
    )


def test_a_workbook_without_edits_leaves_no_trace(stored: Ground) -> None:
    data = begun(stored).saved()
    before = (*counted(stored), revision(stored))
    assert bring_in(stored, data) == 0
    assert (*counted(stored), revision(stored)) == before


def test_a_plan_that_changed_after_the_look_stores_nothing(stored: Ground) -> None:
    book = begun(stored).set("b-1", "quantity", 13)
    looked_at = content(stored)
    save(stored, "budget_lines", "b-1", {"quantity": "14"}, 1, stored.bo)
    with pytest.raises(OtherNow):
        bring_in(stored, book.saved(), looked_at)
    assert str(row(stored, "budget_lines", "b-1").quantity) == "14"


def test_one_cell_that_cannot_be_read_holds_up_all_of_it(stored: Ground) -> None:
    book = begun(stored).set("b-1", "quantity", 13).set("c-1", "amount", "veel", "Dekking")
    with pytest.raises(Refused):
        bring_in(stored, book.saved())
    assert str(row(stored, "budget_lines", "b-1").quantity) == "12"


def test_what_was_found_before_is_stored_without_comparing_again(stored: Ground) -> None:
    book = read_workbook(begun(stored).set("b-1", "quantity", 13).saved())
    found = own_changes(book, content(stored), make.example(), plan_id=PLAN)

    def compare(now: PlanContent) -> tuple[SetChanges, ...]:
        compared.append(now)
        return own_changes(book, now, make.example(), plan_id=PLAN)

    for behind, times in ((1, 1), (0, 0)):
        compared: list[PlanContent] = []
        looked = Looked(revision(stored) - behind, found)
        with transaction(write=True) as session:
            plan = stored.plan(session)
            expected = "else" if behind else digest(found)
            with pytest.raises(OtherNow) if behind else nullcontext():
                import_spreadsheet(plan, compare=compare, expected=expected, who=stored.marit, looked=looked)
        assert len(compared) == times
    assert str(row(stored, "budget_lines", "b-1").quantity) == "13"
