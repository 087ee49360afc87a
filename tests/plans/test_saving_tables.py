"""Many rows at once: what can be stored is stored, what clashes is told, and pasting twice adds once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans.writing import add, content, counted, part, readings, revision, row, save
from workbench.kit.audit import events
from workbench.kit.storage import count_queries, transaction
from workbench.plans import operations
from workbench.plans.operations import RowInput, SetFull, TableOutcome

if TYPE_CHECKING:
    from tests.plans.conftest import Ground, Writer

# row id -> (version, or None for a new row, and what was typed)
Typed = dict[str, tuple[int | None, dict[str, str]]]


def rows(typed: Typed) -> list[RowInput]:
    """Return the rows of a table of risks as they were sent."""
    return [RowInput(row_id, version, readings("risks", cells)) for row_id, (version, cells) in typed.items()]


def table(ground: Ground, typed: Typed, who: Writer, *, most: int = 500) -> TableOutcome:
    """Save a table of risks."""
    with transaction(write=True) as session:
        chosen = part("risks").model_copy(update={"max_rows": most})
        return operations.save_table(ground.plan(session), part=chosen, rows=rows(typed), who=who)


def paste(ground: Ground, typed: Typed, *, most: int = 500) -> int:
    """Add pasted risks."""
    with transaction(write=True) as session:
        chosen = part("risks").model_copy(update={"max_rows": most})
        return operations.add_rows(ground.plan(session), part=chosen, rows=rows(typed), who=ground.marit)


def names(ground: Ground) -> dict[str, str | None]:
    """Return the names of the risks by id, in order."""
    return {risk.id: risk.name for risk in content(ground).risks}


def test_a_table_changes_and_adds_rows_in_one_revision_and_one_event(stored: Ground) -> None:
    add(stored, "risks", "r-1", {"name": "Ziekte"})
    before, (lines, told) = revision(stored), counted(stored)
    outcome = table(stored, {"r-1": (1, {"name": "Griep"}), "r-2": (None, {"name": "Geld"})}, stored.marit)
    assert outcome == TableOutcome(stored=["r-1", "r-2"])
    assert names(stored) == {"r-1": "Griep", "r-2": "Geld"}
    assert (revision(stored), counted(stored)) == (before + 1, (lines + 2, told + 1))
    with transaction(write=False):
        details = events(object_type="plan", object_id=str(stored.plan_id))[0].details
    assert details == {"part": "risks", "pieces": ["risks/r-1", "risks/r-2"], "change": "table_saved"}


def test_an_unchanged_table_leaves_no_trace(stored: Ground) -> None:
    add(stored, "risks", "r-1", {"name": "Ziekte"})
    before = (revision(stored), counted(stored))
    assert table(stored, {"r-1": (1, {"name": "Ziekte"})}, stored.bo) == TableOutcome()
    assert (revision(stored), counted(stored)) == before


def test_one_clash_does_not_keep_the_other_rows_from_being_saved(stored: Ground) -> None:
    for row_id in ("r-1", "r-2"):
        add(stored, "risks", row_id, {"name": "Ziekte", "owner": "Bestuur"})
    save(stored, "risks", "r-1", {"name": "Griep", "owner": "Arts"}, 1, stored.marit)
    mine = {"name": "Verkoudheid", "owner": "Bestuur"}
    outcome = table(stored, {"r-1": (1, mine), "r-2": (1, mine)}, stored.bo)
    assert outcome.stored == ["r-2"]
    assert outcome.clashing["r-1"].cells == {"name": ("Griep", None)}
    assert outcome.clashing["r-1"].settled["owner"] == ("Arts", None)
    assert names(stored) == {"r-1": "Griep", "r-2": "Verkoudheid"}


def test_cells_that_two_people_changed_apart_join(stored: Ground) -> None:
    add(stored, "risks", "r-1", {"name": "Ziekte", "owner": "Bestuur"})
    save(stored, "risks", "r-1", {"name": "Ziekte", "owner": "Arts"}, 1, stored.marit)
    table(stored, {"r-1": (1, {"name": "Griep", "owner": "Bestuur"})}, stored.bo)
    found = row(stored, "risks", "r-1")
    assert (found.name, found.owner) == ("Griep", "Arts")


def test_a_row_removed_meanwhile_is_told_and_stays_removed(stored: Ground) -> None:
    add(stored, "risks", "r-1", {"name": "Ziekte"})
    with transaction(write=True) as session:
        plan = stored.plan(session)
        operations.remove_row(plan, part=part("risks"), row_id="r-1", version=1, who=stored.marit)
    outcome = table(stored, {"r-1": (1, {"name": "Griep"}), "r-2": (None, {"name": "Geld"})}, stored.bo)
    assert (outcome.gone, outcome.stored) == (["r-1"], ["r-2"])
    assert names(stored) == {"r-2": "Geld"}


def test_a_table_sent_twice_adds_its_new_rows_once(stored: Ground) -> None:
    table(stored, {"r-1": (None, {"name": "Ziekte"})}, stored.marit)
    assert table(stored, {"r-1": (None, {"name": "Ziekte"})}, stored.marit) == TableOutcome()
    assert names(stored) == {"r-1": "Ziekte"}


def test_rows_for_which_there_is_no_room_are_told(on_sqlite: Ground) -> None:
    add(on_sqlite, "risks", "r-1", {"name": "Ziekte"})
    typed: Typed = {"r-1": (1, {"name": "Griep"}), "r-2": (None, {"name": "Geld"}), "r-3": (None, {"name": "Tijd"})}
    outcome = table(on_sqlite, typed, on_sqlite.marit, most=2)
    assert (outcome.stored, outcome.full) == (["r-1", "r-2"], ["r-3"])


def test_pasted_rows_are_added_in_order_once_with_one_event(stored: Ground) -> None:
    add(stored, "risks", "r-1", {"name": "Ziekte"})
    lines, told = counted(stored)
    pasted: Typed = {f"p-{place}": (None, {"name": f"Risico {place}", "chance": "soms"}) for place in (1, 2, 3)}
    assert paste(stored, pasted) == 3
    assert paste(stored, pasted) == 0
    assert list(names(stored)) == ["r-1", "p-1", "p-2", "p-3"]
    assert row(stored, "risks", "p-2").unread == {"chance": "soms"}
    assert counted(stored) == (lines + 3, told + 1)


def test_pasted_rows_are_added_all_or_none(on_sqlite: Ground) -> None:
    with pytest.raises(SetFull):
        paste(on_sqlite, {f"p-{place}": (None, {"name": "x"}) for place in range(3)}, most=2)
    assert names(on_sqlite) == {}


def test_a_table_of_many_rows_asks_no_more_of_the_database(on_sqlite: Ground) -> None:
    queries: list[int] = []
    for count in (10, 100):
        fresh: Typed = {f"r{count}-{place}": (None, {"name": f"Risico {place}"}) for place in range(count)}
        changed: Typed = {row_id: (1, {"name": "Anders"}) for row_id in fresh}
        for typed in (fresh, changed):
            with count_queries() as tally:
                table(on_sqlite, typed, on_sqlite.marit)
            queries.append(tally.queries)
    assert queries[2:] == queries[:2]
    assert max(queries) <= 12
