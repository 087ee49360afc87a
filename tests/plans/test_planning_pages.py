"""The pages of the planning: drawn, told, filled in by two people at once, and on a whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import BO, LOTTE, MARIT
from tests.plans.test_planning_drawn import large
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Plan

if TYPE_CHECKING:
    import uuid

    from flask import Flask

FORM = "form[data-form='plans.planning']"


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan with four activities, each after the one before."""
    with transaction(write=True):
        return make.plan(ids["lindewijk"], large(4)).id


def activity(plan_id: uuid.UUID, row_id: str) -> Any:
    """Return an activity as it stands."""
    with transaction(write=False) as session:
        plan = session.get(Plan, plan_id)
        assert plan is not None
        return queries.plan_content(plan).row("activities", row_id)


def test_a_writer_gets_links_to_the_rows_and_a_reader_to_the_words_below(app: Flask, plan_id: uuid.UUID) -> None:
    url = f"/plannen/{plan_id}/planning"
    mine = Pages(app, MARIT).get(url)
    assert next(str(one["href"]) for one in mine.html.select("svg a")) == (
        f"/plannen/{plan_id}/onderdeel/activities/regels/a0"
    )
    theirs = Pages(app, LOTTE).get(url)
    assert [one["href"] for one in theirs.html.select("svg a")] == [f"#activiteit-a{at}" for at in range(4)]
    assert not theirs.html.select(FORM)


def test_the_words_say_what_the_drawing_shows(app: Flask, plan_id: uuid.UUID) -> None:
    told = Pages(app, LOTTE).get(f"/plannen/{plan_id}/planning").one("#activiteit-a1").get_text(" ", strip=True)
    for fact in ("3.1 Activiteit 1", "16 januari – 30 januari 2027", "1.1", "30 januari 2027"):
        assert fact in told


def test_days_quarters_and_order_are_saved_from_the_table(app: Flask, plan_id: uuid.UUID) -> None:
    pages = Pages(app, MARIT)
    form = form_of(pages.get(f"/plannen/{plan_id}/planning"), FORM)
    changes = {"row_a3_start": "Q2 2028", "row_a3_end": "Q2 2028", "row_a3_after": "1.1; 5.1", "row_a3_lead": "Fysio"}
    assert pages.submit(form, changes).location.endswith("/planning")
    row = activity(plan_id, "a3")
    assert (row.start.isoformat(), row.end.isoformat()) == ("2028-04-01", "2028-06-30")
    assert (row.after, row.lead) == (("a0", "a2"), "Fysio")
    assert activity(plan_id, "a1").after == ("a0",)


def test_what_cannot_be_read_is_kept_and_told_at_its_field(app: Flask, plan_id: uuid.UUID) -> None:
    pages = Pages(app, MARIT)
    form = form_of(pages.get(f"/plannen/{plan_id}/planning"), FORM)
    page = pages.submit(form, {"row_a3_start": "straks", "row_a3_after": "9.9"}, status=422)
    assert set(page.errors) == {"row_a3_start", "row_a3_after"}
    assert "9.9" in page.errors["row_a3_after"]
    assert activity(plan_id, "a3").unread == {"start": "straks", "after": "9.9"}
    again = pages.get(f"/plannen/{plan_id}/planning")
    assert again.one("#row_a3_after")["value"] == "9.9"


def test_a_circle_is_saved_and_told_in_words(app: Flask, plan_id: uuid.UUID) -> None:
    pages = Pages(app, MARIT)
    form = form_of(pages.get(f"/plannen/{plan_id}/planning"), FORM)
    pages.submit(form, {"row_a0_after": "3.1"})
    assert activity(plan_id, "a0").after == ("a1",)
    assert "1.1 → 3.1 → 1.1" in pages.get(f"/plannen/{plan_id}/planning").text


def test_two_people_who_change_the_same_day_see_both(app: Flask, plan_id: uuid.UUID) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    mine, theirs = (form_of(pages.get(f"/plannen/{plan_id}/planning"), FORM) for pages in (marit, bo))
    bo.submit(theirs, {"row_a3_start": "1-5-2027", "row_a2_lead": "Bo leidt"})
    page = marit.submit(mine, {"row_a3_start": "2-5-2027", "row_a1_lead": "Marit leidt"}, status=409)
    assert "1 mei 2027" in page.text
    assert page.one("#row_a3_start")["value"] == "2-5-2027"
    assert (activity(plan_id, "a2").lead, activity(plan_id, "a1").lead) == ("Bo leidt", "Marit leidt")
    marit.submit(form_of(page, FORM))
    assert activity(plan_id, "a3").start.isoformat() == "2027-05-02"


def test_a_screen_shows_a_part_and_leads_to_the_next(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"], large(60)).id
    pages = Pages(app, LOTTE)
    first = pages.get(f"/plannen/{plan_id}/planning/scherm")
    assert len(first.html.select("svg text")) > 20
    second = pages.get(str(first.one("a[rel=next]")["href"]))
    assert second.one("svg").get_text() != first.one("svg").get_text()
    for odd in ("0", "99", "-1", "x", "99999999999999999999"):
        pages.get(f"/plannen/{plan_id}/planning/scherm?deel={odd}")


def test_an_empty_plan_has_a_planning_that_says_what_to_do(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"]).id
    for someone in (MARIT, LOTTE):
        assert not Pages(app, someone).get(f"/plannen/{plan_id}/planning").html.select("main svg.gantt")
        Pages(app, someone).get(f"/plannen/{plan_id}/planning/scherm")


def test_the_planning_asks_the_same_of_the_database_however_long_it_is(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    found = []
    for count in (2, 60):
        with transaction(write=True):
            plan_id = make.plan(ids["lindewijk"], large(count)).id
        found.append(Pages(app, MARIT).get(f"/plannen/{plan_id}/planning").queries)
    assert found[0] == found[1] <= 12


def test_numbers_mean_what_they_meant_on_the_page(app: Flask, plan_id: uuid.UUID) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    form = form_of(marit.get(f"/plannen/{plan_id}/planning"), FORM)
    move(bo, plan_id, "a0", theme="t2")
    assert bo.get(f"/plannen/{plan_id}/planning").one("[name=row_a0_number]")["value"] != "1.1"
    marit.submit(form)
    assert [activity(plan_id, f"a{at}").after for at in range(4)] == [(), ("a0",), ("a1",), ("a2",)]


def test_a_clash_shows_the_numbers_of_now_and_what_only_the_other_changed(app: Flask, plan_id: uuid.UUID) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    mine, theirs = (form_of(pages.get(f"/plannen/{plan_id}/planning"), FORM) for pages in (marit, bo))
    bo.submit(theirs, {"row_a1_start": "1-5-2027", "row_a1_lead": "Bo leidt"})
    move(bo, plan_id, "a0", theme="t2")
    page = marit.submit(mine, {"row_a1_start": "2-5-2027"}, status=409)
    assert page.one("#row_a1_after")["value"] == page.one("[name=row_a0_number]")["value"]
    marit.submit(form_of(page, FORM))
    assert (activity(plan_id, "a1").after, activity(plan_id, "a1").lead) == (("a0",), "Bo leidt")


@pytest.mark.parametrize("unseen", ["\u202e", "\u200b \u202e", ","])
def test_what_nobody_can_see_is_no_order(app: Flask, plan_id: uuid.UUID, unseen: str) -> None:
    pages = Pages(app, MARIT)
    pages.submit(form_of(pages.get(f"/plannen/{plan_id}/planning"), FORM), {"row_a1_after": unseen})
    assert (activity(plan_id, "a1").after, activity(plan_id, "a1").unread) == ((), {})


def test_what_was_typed_for_a_removed_activity_is_given_back(app: Flask, plan_id: uuid.UUID) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    form = form_of(marit.get(f"/plannen/{plan_id}/planning"), FORM)
    asked = bo.get(f"/plannen/{plan_id}/onderdeel/activities/regels/a3/verwijderen")
    bo.submit(form_of(asked, "form[data-form='plans.remove_row']"))
    page = marit.submit(form, {"row_a3_lead": "Marit leidt", "row_a1_lead": "Bo leidt"}, status=409)
    told = page.one("section[aria-labelledby=gone-title]").get_text(" ")
    assert "Marit leidt" in told
    assert "Activiteit 3" in told
    assert activity(plan_id, "a1").lead == "Bo leidt"


def move(pages: Pages, plan_id: uuid.UUID, row_id: str, theme: str) -> None:
    """Put an activity under another theme, so that numbers change."""
    row = pages.get(f"/plannen/{plan_id}/onderdeel/activities/regels/{row_id}")
    pages.submit(form_of(row, "form[data-form='plans.row']"), theme=theme)
