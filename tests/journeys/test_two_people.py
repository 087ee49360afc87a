"""Two people who write in one plan at the same time."""

from __future__ import annotations

import re
import sqlite3
import uuid
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import sign_in
from tests.journeys.steps import begin_plan, press, see

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
FIRST = "Hulp dicht bij huis."
SECOND = "Gezond oud worden in de eigen buurt."
SAVED = re.compile("^Opgeslagen om ")
BOTH = "Hulp dicht bij huis, en gezond oud worden in de eigen buurt."


@pytest.fixture
def two(windows: Callable[..., Page]) -> tuple[Page, Page]:
    """Open the windows of the manager and of the chair."""
    manager, chair = windows(), windows()
    sign_in(manager, "manager")
    sign_in(chair, "voorzitter")
    return manager, chair


def test_answers_to_different_questions_both_survive(two: tuple[Page, Page]) -> None:
    manager, chair = two
    plan = begin_plan(manager, "Plan van twee schrijvers")
    # Two questions of one page, and two pages.
    for window in two:
        window.goto(f"{plan}/onderdeel/contact")
    manager.get_by_label("Aanspreekpunt").fill("Wijkmanager")
    chair.get_by_label("Telefoonnummer").fill("070 000 00 00")
    for window in two:
        press(window, "Opslaan en verder")
        see(window, "Opgeslagen: Contactgegevens")
    manager.goto(f"{plan}/onderdeel/contact")
    expect(manager.get_by_label("Aanspreekpunt")).to_have_value("Wijkmanager")
    expect(manager.get_by_label("Telefoonnummer")).to_have_value("070 000 00 00")


def test_on_one_question_the_second_sees_both_texts_and_combines_them(
    two: tuple[Page, Page], demo_folder: Path
) -> None:
    manager, chair = two
    plan = begin_plan(manager, "Plan met twee missies")
    for window, text in ((manager, FIRST), (chair, SECOND)):
        window.goto(f"{plan}/onderdeel/mission")
        window.get_by_label("Wat is uw missie?").fill(text)
    press(manager, "Opslaan en verder")
    see(manager, "Opgeslagen: Wat is uw missie?")
    with chair.expect_response(lambda response: response.request.method == "POST") as answer:
        press(chair, "Opslaan en verder")
    assert answer.value.status == 409
    expect(chair.get_by_role("group", name="Uw tekst")).to_contain_text(SECOND)
    expect(chair.get_by_role("group", name=f"Tekst van {_name(manager)}")).to_contain_text(FIRST)
    field = chair.get_by_label("Zo komt het in het plan")
    expect(field).to_have_value(SECOND)
    assert _asks_before_it_leaves(chair)
    press(chair, "Met deze tekst beginnen")
    expect(field).to_have_value(FIRST)
    field.fill(BOTH)
    press(chair, "Opslaan en verder")
    see(chair, "Opgeslagen: Wat is uw missie?")
    manager.goto(f"{plan}/onderdeel/mission")
    expect(manager.get_by_label("Wat is uw missie?")).to_have_value(BOTH)
    kept = _history(demo_folder, plan, "mission")
    assert [any(text in one for one in kept) for text in (FIRST, BOTH)] == [True, True], kept


def test_lines_of_one_table_that_two_people_fill_in_both_stay(two: tuple[Page, Page]) -> None:
    manager, chair = two
    _open_table_of_two(two, "Plan met een tabel voor twee")
    _write_and_leave(manager, "Inleiding, Valpreventie", FIRST)
    see(manager, SAVED)
    _write_and_leave(chair, "Inleiding, Slapen", SECOND)
    see(chair, SAVED)
    for window in two:
        window.reload()
        expect(window.get_by_label("Inleiding, Valpreventie")).to_have_value(FIRST)
        expect(window.get_by_label("Inleiding, Slapen")).to_have_value(SECOND)


def test_on_one_line_the_second_sees_both_texts_and_combines_them(two: tuple[Page, Page], demo_folder: Path) -> None:
    manager, chair = two
    plan = _open_table_of_two(two, "Plan met twee tabellen")
    _write_and_leave(manager, "Inleiding, Valpreventie", FIRST)
    see(manager, SAVED)
    with chair.expect_response(lambda response: response.request.method == "POST") as answer:
        _write_and_leave(chair, "Inleiding, Valpreventie", SECOND)
    assert answer.value.status == 409
    see(chair, f"{_name(manager)} schreef hier “{FIRST}”.")
    mine = chair.get_by_label("Inleiding, Valpreventie")
    expect(mine).to_have_value(SECOND)
    assert _asks_before_it_leaves(chair), "what the chair typed would be gone"
    _write_and_leave(chair, "Inleiding, Slapen", "Rust in de nacht.")
    see(chair, SAVED)
    assert _asks_before_it_leaves(chair), "a line that was saved hides the one that was not"
    _write_and_leave(chair, "Inleiding, Valpreventie", BOTH)
    expect(chair.locator("[data-cell] [id$='-error']")).to_have_count(0)
    assert not _asks_before_it_leaves(chair)
    manager.reload()
    expect(manager.get_by_label("Inleiding, Valpreventie")).to_have_value(BOTH)
    expect(manager.get_by_label("Inleiding, Slapen")).to_have_value("Rust in de nacht.")
    kept = _history(demo_folder, plan, _row_of(manager, "Valpreventie"))
    assert [any(text in one for one in kept) for text in (FIRST, BOTH)] == [True, True], kept


def test_the_second_keeps_the_own_text_of_a_line_with_the_button(two: tuple[Page, Page]) -> None:
    manager, chair = two
    _open_table_of_two(two, "Plan met een besluit")
    _write_and_leave(manager, "Inleiding, Valpreventie", FIRST)
    see(manager, SAVED)
    _write_and_leave(chair, "Inleiding, Valpreventie", SECOND)
    see(chair, f"{_name(manager)} schreef hier “{FIRST}”.")
    press(chair, "Tabel opslaan")
    see(chair, "De tabel is opgeslagen.")
    manager.reload()
    expect(manager.get_by_label("Inleiding, Valpreventie")).to_have_value(SECOND)


def test_a_line_that_the_other_changed_is_shown_before_it_is_removed(two: tuple[Page, Page]) -> None:
    manager, chair = two
    _open_table_of_two(two, "Plan met een verwijderde regel")
    _write_and_leave(manager, "Inleiding, Valpreventie", FIRST)
    see(manager, SAVED)
    press(chair, "Valpreventie verwijderen")
    see(chair, re.compile("^Iemand anders heeft deze regel gewijzigd"))
    expect(chair.get_by_label("Inleiding, Valpreventie")).to_have_value(FIRST)
    press(chair, "Valpreventie verwijderen")
    see(chair, "De regel is verwijderd.")
    press(chair, "Zet terug")
    expect(chair.get_by_label("Inleiding, Valpreventie")).to_have_value(FIRST)


def _open_table_of_two(two: tuple[Page, Page], title: str) -> str:
    """Begin a plan with two themes, and open their table in both windows; returns the address of the plan."""
    plan = begin_plan(two[0], title)
    two[0].goto(f"{plan}/onderdeel/themes/plakken")
    two[0].get_by_label("Geplakte rijen").fill("Valpreventie\nSlapen")
    press(two[0], "Rijen bekijken")
    press(two[0], "Deze rijen toevoegen")
    for window in two:
        window.goto(f"{plan}/onderdeel/themes/tabel")
    return plan


def _write_and_leave(window: Page, cell: str, text: str) -> None:
    """Type in a cell and go on in the empty line at the end: that saves the line."""
    window.get_by_label(cell, exact=True).fill(text)
    window.locator("tr[data-line] .cell").last.focus()


def _name(window: Page) -> str:
    """Return the name of who is signed in."""
    return window.locator(".person-menu__name").inner_text().rpartition(":")[2].strip()


def _row_of(window: Page, name: str) -> str:
    """Return the id of the line that stands in the table under this name."""
    line = window.locator("tr[data-line]").filter(has=window.get_by_label(f"Thema, {name}", exact=True))
    return line.get_attribute("data-line") or ""


def _asks_before_it_leaves(page: Page) -> bool:
    """Say whether the page keeps hold of what is not saved yet."""
    return bool(page.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))"))


def _history(folder: Path, plan: str, piece: str) -> list[str]:
    """Return everything that was ever saved of an answer, oldest first, as it is stored."""
    wanted = "SELECT content FROM plan_change WHERE plan_id = ? AND piece LIKE ? ORDER BY id"
    with closing(sqlite3.connect(f"file:{folder}/workbench.db?mode=ro", uri=True)) as database:
        found = database.execute(wanted, (uuid.UUID(plan.rsplit("/", 1)[1]).hex, f"%{piece}")).fetchall()
    return [content or "" for (content,) in found]
