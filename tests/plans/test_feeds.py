"""Calendars: what they hold, who reads them, and how an address is made and revoked. Read back by the parser."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from sqlalchemy import delete, select, update

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import LOTTE, MARIT, STRANGER
from workbench.accounts.models import Membership, Person
from workbench.definitions.schema import Definition
from workbench.kit.storage import transaction
from workbench.plans.models import CalendarLink, Plan
from workbench.plans.rules.agenda import PlannedPlan, calendar

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.pages import Page

MOMENT = datetime(2026, 11, 3, 13, 3, tzinfo=UTC)
ROWS: dict[str, Any] = {
    "themes": [{"id": "t", "name": "Thema"}],
    "activities": [
        {"id": "a", "name": "Wandelen, samen; \\ of niet", "theme": "t", "start": "2027-01-01", "end": "2027-06-30"}
        | {"lead": "Jannie Geheim, 06-00000000"}
    ],
    "milestones": [
        {"id": "m", "name": "Begonnen\\nBEGIN:VALARM", "activity": "a", "due": "2027-03-28", "responsible": "Jannie"}
    ],
}


def planned(**changes: object) -> PlannedPlan:
    """Return a plan as a calendar knows it."""
    content = make.content(**ROWS)
    given = {"id": "p1", "title": "Plan", "address": "https://wijkplan.example/p", "revision": 3, "changed_at": MOMENT}
    return PlannedPlan(**{**given, "content": content, "definition": make.example(), **changes})  # type: ignore[arg-type]  # what a test changes


def events(data: bytes) -> dict[str, Any]:
    """Return the events of a calendar by their uid."""
    found = Calendar.from_ical(data.decode())
    return {str(event["uid"]): event for event in found.walk("VEVENT")}


def test_milestones_and_both_ends_of_activities_are_whole_days() -> None:
    found = events(calendar("Planning", [planned()]))
    days = {uid.removesuffix("@wijkplan"): event["dtstart"].dt for uid, event in found.items()}
    assert days["p1-activity-a-start"] == date(2027, 1, 1)
    assert days["p1-activity-a-end"] == date(2027, 6, 30)
    assert days["p1-milestone-m"] == date(2027, 3, 28)  # the night in which the clock changes
    assert all((event["dtend"].dt - event["dtstart"].dt).days == 1 for event in found.values())


def test_the_deadlines_of_the_template_are_in_it() -> None:
    source = {"id": "s", "title": "Kalender", "publisher": "-"}
    deadline = {"id": "indienen", "label": "Indienen", "date": "2026-09-30", "time": "17:00", "source": "s"}
    definition = make.small_definition(sources=[source], deadlines=[deadline])
    event = events(calendar("Planning", [planned(definition=definition)]))["p1-deadline-indienen@wijkplan"]
    assert (str(event["summary"]), event["dtstart"].dt) == (
        "Termijn: Indienen (uiterlijk 17.00 uur)",
        date(2026, 9, 30),
    )


def test_the_same_plan_gives_the_same_bytes_with_the_time_of_its_content() -> None:
    data = calendar("Planning", [planned()])
    assert data == calendar("Planning", [planned()])
    assert {event["dtstamp"].dt for event in events(data).values()} == {MOMENT}
    assert b"DTSTAMP:20261103T130300Z" in data


def test_text_of_the_plan_is_escaped_and_lines_are_folded() -> None:
    data = calendar("Planning " + "é" * 200, [planned(title="Plan\nEND:VCALENDAR\r\nX:1")])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    found = events(data)
    assert str(found["p1-activity-a-start@wijkplan"]["summary"]) == "Begin: 1.1 Wandelen, samen; \\ of niet"
    assert len(found) == 3
    assert data.count(b"END:VCALENDAR\r\n") == 1


def test_nobody_is_named() -> None:
    assert b"Jannie" not in calendar("Planning", [planned()])


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan with one activity and one milestone."""
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.content(**ROWS)).id


def made(app: Flask, plan_id: uuid.UUID, plans: str = "one") -> str:
    """Make an address as Lotte; returns its path."""
    lotte = Pages(app, LOTTE)
    page = lotte.post(f"/plannen/{plan_id}/agenda", {"csrf_token": _csrf(lotte, plan_id), "plans": plans}, status=201)
    address = str(page.one("#address")["value"])
    return re.sub(r"^https?://[^/]+", "", address)


def _csrf(pages: Pages, plan_id: uuid.UUID) -> str:
    page = pages.get(f"/plannen/{plan_id}/agenda")
    return str(page.html.select("main input[name=csrf_token]")[0]["value"])


def read(app: Flask, path: str, status: int = 200) -> Page:
    """Read an address as a calendar program does: nobody is signed in."""
    return Pages(app).get(path, status=status)


def test_an_address_is_shown_once_and_only_its_hash_is_stored(app: Flask, plan_id: uuid.UUID) -> None:
    path = made(app, plan_id)
    token = path.removeprefix("/agenda/").removesuffix(".ics")
    assert len(token) >= 40
    with transaction(write=False) as session:
        assert token not in {link.id for link in session.scalars(select(CalendarLink))}
    assert token not in Pages(app, LOTTE).get(f"/plannen/{plan_id}/agenda").text


def test_a_calendar_program_reads_it_without_signing_in(app: Flask, plan_id: uuid.UUID) -> None:
    page = read(app, made(app, plan_id))
    assert page.response.mimetype == "text/calendar"
    assert len(events(page.response.data)) == 3


@pytest.mark.parametrize("way", ["new", "revoked"])
def test_an_address_that_was_replaced_or_revoked_is_gone(app: Flask, plan_id: uuid.UUID, way: str) -> None:
    path, lotte = made(app, plan_id), Pages(app, LOTTE)
    if way == "new":
        made(app, plan_id)
    else:
        page = lotte.get(f"/plannen/{plan_id}/agenda")
        lotte.submit(form_of(page, "form[action$='intrekken']"))
    read(app, path, status=404)


@pytest.mark.parametrize("plans", ["one", "all"])
def test_who_may_not_sign_in_any_more_reads_nothing(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID], plans: str
) -> None:
    path = made(app, plan_id, plans)
    with transaction(write=True) as session:
        session.execute(update(Person).where(Person.id == ids[LOTTE.email]).values(deactivated_at=MOMENT))
    read(app, path, status=404)


@pytest.mark.parametrize("plans", ["one", "all"])
def test_who_leaves_the_collaboration_reads_nothing_any_more(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID], plans: str
) -> None:
    path = made(app, plan_id, plans)
    read(app, path)
    with transaction(write=True) as session:
        session.execute(delete(Membership).where(Membership.person_id == ids[LOTTE.email]))
    read(app, path, status=404)


def test_the_address_for_all_plans_holds_those_that_the_person_may_see(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    with transaction(write=True):
        second = make.plan(ids["lindewijk"], make.content(**ROWS)).id
        other = make.plan(ids["zeekant"], make.content(**ROWS)).id
    found = events(read(app, made(app, plan_id, "all")).response.data)
    plans = {uid[:36] for uid in found}
    assert plans == {str(plan_id), str(second)}
    assert str(other) not in plans
    assert len(events(read(app, made(app, plan_id)).response.data)) == 3


def test_a_calendar_asks_the_same_of_the_database_however_many_plans_there_are(
    app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]
) -> None:
    path = made(app, plan_id, "all")
    before = read(app, path).queries
    with transaction(write=True):
        for _ in range(5):
            make.plan(ids["lindewijk"], make.content(**ROWS))
    assert read(app, path).queries == before <= 12


def test_a_part_that_does_not_apply_is_not_in_it(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        aside = make.plan(ids["lindewijk"], make.content(**ROWS, not_applicable=["milestones"])).id
    found = events(read(app, made(app, aside)).response.data)
    assert not [uid for uid in found if "milestone" in uid]


def without_milestones() -> Definition:
    """Return the example in which milestones are asked only of a plan with roles."""
    made: dict[str, Any] = make.example().model_dump(exclude_defaults=True, by_alias=True)
    parts = (part for chapter in made["chapters"] for part in chapter["parts"])
    next(part for part in parts if part.get("set") == "milestones")["when"] = {"rows": "roles", "at_least": 1}
    return Definition.model_validate(made)


def test_a_part_whose_condition_is_false_is_not_in_it(
    app: Flask, ids: dict[str, uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.plans.queries.calendars.followed_by", lambda _plan: without_milestones())
    with transaction(write=True):
        plain = make.plan(ids["lindewijk"], make.content(**ROWS)).id
        roles = make.plan(ids["lindewijk"], make.content(**ROWS, roles=[{"id": "r", "name": "Bestuur"}])).id
    told = [
        [uid for uid in events(read(app, made(app, one)).response.data) if "milestone" in uid] for one in (plain, roles)
    ]
    assert [bool(found) for found in told] == [False, True]


def test_a_part_whose_condition_is_false_is_not_drawn(
    app: Flask, ids: dict[str, uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.plans.queries.definition_of", lambda _plan: without_milestones())
    with transaction(write=True):
        plain = make.plan(ids["lindewijk"], make.content(**ROWS)).id
    for page in ("planning", "planning/scherm"):
        assert "28 maart" not in Pages(app, LOTTE).get(f"/plannen/{plain}/{page}").text


def test_a_stranger_makes_no_address_for_a_plan_and_guesses_none(app: Flask, plan_id: uuid.UUID) -> None:
    vera = Pages(app, STRANGER)
    vera.get(f"/plannen/{plan_id}/agenda", status=404)
    for guess in ("x", "a" * 43, "æ", str(plan_id)):
        assert Pages(app).get(f"/agenda/{guess}.ics", status=0).status in {400, 404}


def test_reading_changes_nothing(app: Flask, plan_id: uuid.UUID) -> None:
    path = made(app, plan_id)
    read(app, path)
    with transaction(write=False) as session:
        plan = session.get(Plan, plan_id)
        assert plan is not None
        assert plan.revision == 1
    Pages(app, MARIT).get(f"/plannen/{plan_id}/agenda")
