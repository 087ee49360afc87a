"""The red thread: every row hangs where it belongs, what hangs loose is told, and the picture fits its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from tests import make
from tests.pages import Pages
from tests.papers.papers import html_of
from tests.people import LOTTE, MARIT
from tests.plans.breakages import BREAKAGES
from tests.plans.complete import broken, complete
from workbench.kit.storage import transaction
from workbench.plans.content import PlanContent
from workbench.plans.rules.red_thread import ORPHANS, red_thread_of
from workbench.plans.rules.thread_drawing import ROOM, pictures_of, whole_picture

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from workbench.plans.rules.red_thread import RedThread


def thread(**changes: Any) -> RedThread:
    """Return the thread of the complete plan with other sets."""
    return red_thread_of(PlanContent.model_validate(complete() | changes))


def test_every_row_hangs_on_the_thread_once() -> None:
    data, found = complete(), thread()
    strands = [strand for band in found.bands for strand in band.strands]
    for name, knots in (
        ("activities", [strand.activity for strand in strands]),
        ("milestones", [knot for strand in strands for knot in strand.milestones]),
        ("indicators", [knot for strand in strands for knot in strand.indicators]),
        ("budget_lines", [knot for strand in strands for knot in strand.lines]),
    ):
        assert sorted(knot.id for knot in knots) == sorted(row["id"] for row in data[name])


def test_a_signal_hangs_on_each_priority_that_cites_it() -> None:
    cited = {band.priority.id: [knot.id for knot in band.signals] for band in thread().bands if band.priority}
    assert cited == {row["id"]: sorted(row["signals"]) for row in complete()["priorities"]}


def test_what_belongs_to_no_priority_comes_last() -> None:
    alone = {"id": "los", "name": "Alleen"}
    found = thread(
        signals=[*complete()["signals"], alone],
        activities=[*complete()["activities"], alone],
        milestones=[alone],
        indicators=[alone],
        budget_lines=[{"id": "los", "description": "Alleen"}],
    )
    last = found.bands[-1]
    assert (last.priority, [knot.id for knot in last.signals]) == (None, ["los"])
    assert [strand.activity.id for strand in last.strands] == ["los"]
    assert [[knot.id for knot in knots] for knots in (found.milestones, found.indicators, found.lines)] == [["los"]] * 3


def test_an_indicator_of_a_priority_alone_hangs_on_that() -> None:
    found = thread(indicators=[{"id": "i-1", "name": "Hoe vaak", "priority": "priorities-2"}])
    assert [knot.id for knot in found.bands[1].indicators] == ["i-1"]


def many(count: int) -> RedThread:
    """Return the thread of a plan with so many activities on three priorities."""
    activities = [
        {"id": f"a-{n}", "name": f"Activiteit {n}", "priority": f"priorities-{n % 3 + 1}"} for n in range(count)
    ]
    return thread(activities=activities, milestones=[], indicators=[], budget_lines=[])


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (28, 1), (60, 3), (200, 6)])
def test_each_page_of_the_picture_fits_on_its_side_of_paper(count: int, pages: int) -> None:
    found = pictures_of(many(count))
    assert len(found) <= pages
    assert all(picture.height <= ROOM + 21 for picture in found)
    drawn = [words for picture in found for words in BeautifulSoup(picture.drawing, "html.parser").find_all("text")]
    assert sum(words.get_text().startswith(("0.", "1.", "2.", "3.")) for words in drawn) == count


def test_a_page_shows_one_picture_and_an_empty_plan_none() -> None:
    assert whole_picture(many(60))
    assert whole_picture(red_thread_of(make.content())) is None


def test_the_picture_is_read_aloud_and_marks_each_gap() -> None:
    data = broken({"milestones": [], "activities.0.lead": None})
    (picture,) = pictures_of(red_thread_of(PlanContent.model_validate(data)))
    drawing = BeautifulSoup(picture.drawing, "html.parser")
    assert "geen mijlpalen" in drawing.title.get_text()  # type: ignore[union-attr]  # a drawing has a title
    assert [words.get_text() for words in drawing.find_all("text")].count("geen") == len(data["activities"]) + 1


@pytest.mark.parametrize("kind", sorted(kind for kind in BREAKAGES if kind.partition(" ")[0] in ORPHANS))
def test_every_kind_of_orphan_is_listed_with_its_link(app: Flask, ids: dict[str, uuid.UUID], kind: str) -> None:
    changes, (_part, row, _question) = BREAKAGES[kind]
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"], PlanContent.model_validate(broken(changes))).id
    page = Pages(app, MARIT).get(f"/plannen/{plan_id}/rode-draad")
    (link,) = page.html.select(".beside .point a")
    assert f"/regels/{row}#" in str(link["href"])


def test_nothing_hangs_loose_in_a_complete_plan_and_each_knot_leads_to_its_row(
    app: Flask, ids: dict[str, uuid.UUID]
) -> None:
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"], PlanContent.model_validate(complete())).id
    page = Pages(app, MARIT).get(f"/plannen/{plan_id}/rode-draad")
    assert not page.html.select(".point")
    links = {str(link["href"]).rpartition("/")[2] for link in page.html.select(".bands a")}
    named = {row["id"] for name in ("priorities", "signals", "activities", "milestones") for row in complete()[name]}
    assert named <= links


def test_a_reader_sees_the_thread_and_is_led_to_what_reads(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"], PlanContent.model_validate(complete())).id
    page = Pages(app, LOTTE).get(f"/plannen/{plan_id}/rode-draad")
    assert all("/lezen#" in str(link["href"]) for link in page.html.select(".bands a"))


def test_the_paper_holds_the_thread_and_the_checklist() -> None:
    paper = BeautifulSoup(html_of(PlanContent.model_validate(complete())), "html.parser")
    assert paper.select_one("#h-thread")
    states = {cell.get_text() for cell in paper.select(".checklist tr:not(.group) th[scope=row]")}
    assert states == {"Voldaan"}


def test_own_advice_stays_out_of_the_paper_that_is_handed_in() -> None:
    paper = html_of(PlanContent.model_validate(complete()), draft=False)
    assert 'id="h-thread"' in paper
    assert 'id="h-checklist"' not in paper
