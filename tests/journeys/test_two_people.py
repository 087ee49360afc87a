"""Two people who write in one plan at the same time."""

from __future__ import annotations

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
    name = manager.locator(".person-menu__name").inner_text().removeprefix("Ingelogd als").strip()
    expect(chair.get_by_role("group", name="Uw tekst")).to_contain_text(SECOND)
    expect(chair.get_by_role("group", name=f"Tekst van {name}")).to_contain_text(FIRST)
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


def _asks_before_it_leaves(page: Page) -> bool:
    """Say whether the page keeps hold of what is not saved yet."""
    return bool(page.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))"))


def _history(folder: Path, plan: str, piece: str) -> list[str]:
    """Return everything that was ever saved of an answer, oldest first, as it is stored."""
    wanted = "SELECT content FROM plan_change WHERE plan_id = ? AND piece LIKE ? ORDER BY id"
    with closing(sqlite3.connect(f"file:{folder}/workbench.db?mode=ro", uri=True)) as database:
        found = database.execute(wanted, (uuid.UUID(plan.rsplit("/", 1)[1]).hex, f"%{piece}")).fetchall()
    return [content or "" for (content,) in found]
