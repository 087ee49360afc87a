"""The drawing of the planning: one for page and paper, with what only a page may show."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from tests import make
from tests.papers.papers import html_of
from workbench.plans.content import PlanContent
from workbench.plans.rules.colours import BLOCKING, THEMES
from workbench.plans.rules.gantt import Frame, Lively, divided, page_drawing, rows_of
from workbench.plans.rules.planning import planning_of

FRAME = Frame(1120, 400, 32, 14)
START = date(2027, 1, 1)
STILL = Lively()


def large(count: int = 60) -> PlanContent:
    """Return a plan of three years in eight themes, in which each activity follows the one before."""
    themes = [{"id": f"t{at}", "name": f"Thema {at}"} for at in range(8)]
    rows: list[dict[str, Any]] = []
    for at in range(count):
        begin = START + timedelta(days=15 * at)
        end = begin + timedelta(days=14)
        after = [f"a{at - 1}"] if at else []
        rows.append(
            {"id": f"a{at}", "name": f"Activiteit {at}", "theme": f"t{at * 8 // count}", "after": after}
            | {"start": begin.isoformat(), "end": end.isoformat()}
        )
    due = [{"id": f"m{at}", "name": "M", "activity": f"a{at}", "due": rows[at]["end"]} for at in range(count)]
    answers = {"period_start": "2027-01-01", "period_end": "2029-12-31"}
    return make.content(answers=answers, themes=themes, activities=rows, milestones=due)


def shown(content: PlanContent, lively: Lively = STILL) -> Tag:
    """Return the drawing of a page."""
    found = planning_of(content)
    drawing = BeautifulSoup(page_drawing(found, rows_of(found), FRAME, lively), "html.parser").svg
    assert drawing is not None
    return drawing


def words(drawing: Tag) -> list[str]:
    """Return the texts that are drawn."""
    return [text.get_text() for text in drawing.select("text")]


def test_sixty_activities_over_three_years_are_all_drawn_in_the_colours_of_their_themes() -> None:
    drawing = shown(large())
    assert {rect["fill"] for rect in drawing.select("rect")} >= set(THEMES)
    assert [year for year in words(drawing) if year in {"2027", "2028", "2029"}] == ["2027", "2028", "2029"]
    assert sum(word.startswith("Activiteit") for word in words(drawing)) == 60
    assert len(drawing.select("polygon")) == 60 + 59  # diamonds, and the heads of arrows


def test_dates_stand_over_their_diamonds_where_there_is_room() -> None:
    assert "15-1" in words(shown(large(2)))
    found = planning_of(large(2))
    low = page_drawing(found, rows_of(found), Frame(1120, 400, 16, 14), Lively())
    assert ">15-1<" not in low


def test_an_arrow_against_time_is_dashed_and_red() -> None:
    content = large(2).model_dump(mode="json", exclude_none=True)
    content["activities"][1]["start"] = "2027-01-10"
    paths = shown(PlanContent.model_validate(content)).select("path")
    assert [(path["stroke"], path.has_attr("stroke-dasharray")) for path in paths] == [(BLOCKING, True)]
    assert not shown(large(2)).select("path[stroke-dasharray]")


def test_each_link_gives_its_sentence_and_a_picture_has_none() -> None:
    drawing = shown(large(2), Lively(links={"a0": "/a0", "a1": "/a1"}))
    assert drawing["role"] == "group"
    assert [(link["href"], link["aria-label"]) for link in drawing.select("a")] == [
        ("/a0", "1.1 Activiteit 0: 1 januari – 15 januari 2027 · mijlpaal 15-1-2027"),
        ("/a1", "5.1 Activiteit 1: 16 januari – 30 januari 2027 · na 1.1 · mijlpaal 30-1-2027"),
    ]
    assert shown(large(2))["role"] == "img"


@pytest.mark.parametrize(("day", "seen"), [(START, True), (date(2029, 12, 31), True), (date(2030, 1, 1), False)])
def test_today_is_a_line_as_long_as_it_falls_within(day: date, seen: bool) -> None:
    assert ("vandaag" in words(shown(large(1), Lively(day)))) is seen


def test_a_paper_never_holds_today() -> None:
    html = html_of(large(30))
    assert "vandaag" not in html
    assert 'class="gantt"' in html


def test_text_of_the_plan_is_escaped() -> None:
    row = {"id": "a", "name": "<script>x</script>", "start": "2027-01-01", "end": "2027-01-02"}
    assert not shown(make.content(activities=[row]), Lively(links={"a": "/"})).select("script")


def test_rows_are_divided_evenly_and_a_theme_that_goes_on_has_its_heading_again() -> None:
    pages = divided(rows_of(planning_of(large())), 26)
    assert len(pages) == 3
    assert max(len(page) for page in pages) - min(len(page) for page in pages) <= 3
    assert all(page[0].bar is None for page in pages)
    assert all(page[-1].bar is not None for page in pages)
    assert sum(row.bar is not None for page in pages for row in page) == 60
