"""The pages of a plan say at a glance what is needed, and where; who may only read is shown no way to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ADRI, ANNA, LOTTE, MARIT
from workbench.kit.storage import transaction

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.people import Someone

LINES = [
    {"id": "line-a", "description": "Zaal en koffie", "year": 2027, "quantity": "4", "rate": 12550},
    {"id": "line-b", "description": "Drukwerk", "unread": {"rate": "1.5050"}, "quantity": "2"},
]


@pytest.fixture
def address(ids: dict[str, uuid.UUID]) -> str:
    """Store a plan with a mission and two budget lines, one of which cannot be read; returns its address."""
    stored = make.content(budget_lines=LINES)
    stored = stored.model_copy(update={"answers": {**stored.answers, "mission": "Samen gezond."}})
    with transaction(write=True):
        return f"/plannen/{make.plan(ids['lindewijk'], stored).id}"


@pytest.fixture
def marit(app: Flask) -> Pages:
    """Open the browser of the manager."""
    return Pages(app, MARIT)


def test_a_question_is_the_heading_of_its_page_and_help_stands_beside(marit: Pages, address: str) -> None:
    page = marit.get(f"{address}/onderdeel/mission")
    assert page.heading == make.example().part("mission").title  # type: ignore[union-attr]  # the shipped template has this part
    assert page.one("h1 label")["for"] == page.one("main textarea")["id"]
    assert page.one(".page__aside .unfold[open] .prose")


def test_the_check_names_the_row_and_leads_to_its_field(marit: Pages, address: str) -> None:
    page = marit.get(f"{address}/controle")
    point = next(item for item in page.html.select(".point") if "Drukwerk" in item.get_text() and "1.5050" in str(item))
    link = point.select_one("a")
    assert link is not None
    assert str(link["href"]).endswith("/regels/line-b#rate")


def test_the_check_leads_to_the_field_of_a_page_with_one_question(marit: Pages, address: str) -> None:
    page = marit.get(f"{address}/controle")
    links = {str(link["href"]) for link in page.html.select(".point a")}
    assert f"{address}/onderdeel/vision#answer" in links
    assert marit.get(f"{address}/onderdeel/vision").one("#answer")


def test_a_point_stands_at_its_row_in_the_list(marit: Pages, address: str) -> None:
    page = marit.get(f"{address}/onderdeel/budget_lines")
    assert "1.5050" in page.one("#row-line-b").get_text()
    assert "1.5050" not in page.one("#row-line-a").get_text()


@pytest.mark.parametrize("where", ["onderdeel/budget_lines", "onderdeel/budget_lines/tabel", "lezen"])
def test_the_amount_of_a_line_and_the_sum_are_counted_for_the_reader(marit: Pages, address: str, where: str) -> None:
    assert marit.get(f"{address}/{where}").text.count("€ 502,00") >= 2


def test_an_error_in_a_table_names_its_row(marit: Pages, address: str) -> None:
    form = form_of(marit.get(f"{address}/onderdeel/budget_lines/tabel"), "form[data-form='plans.table']")
    page = marit.submit(form, {"row_line-a_year": "ooit"}, status=422)
    assert any(link.get_text().startswith("Zaal en koffie: ") for link in page.html.select(".error-summary a"))


def test_a_conflict_shows_both_texts_above_their_own_field(app: Flask, address: str) -> None:
    mine, theirs = Pages(app, MARIT), Pages(app, ANNA)
    url = f"{address}/onderdeel/contact"
    forms = [form_of(one.get(url), "form[data-form='plans.part']") for one in (theirs, mine)]
    theirs.submit(forms[0], contact_name="de secretaris", adviser="Steunpunt A")
    page = mine.submit(forms[1], contact_name="de wijkmanager", adviser="Steunpunt B", status=409)
    blocks = {block.select_one("input")["name"]: block.get_text() for block in page.html.select(".conflict")}  # type: ignore[index]  # a block without a field must fail here
    assert sorted(blocks) == ["adviser", "contact_name"]
    assert "de secretaris" in blocks["contact_name"]
    assert page.one("#contact_name")["value"] == "de wijkmanager"


def test_a_choice_in_a_conflict_is_read_by_its_label(app: Flask, address: str) -> None:
    mine, theirs = Pages(app, MARIT), Pages(app, ANNA)
    url = f"{address}/onderdeel/budget_lines/regels/line-a"
    forms = [form_of(one.get(url), "form[data-form='plans.row']") for one in (theirs, mine)]
    theirs.submit(forms[0], category="training")
    page = mine.submit(forms[1], category="communication", status=409)
    assert [body.get_text(strip=True) for body in page.html.select(".conflict__body")] == [
        "Communicatie",
        "Scholing en kwaliteit",
    ]


@pytest.mark.parametrize("someone", [ADRI, LOTTE], ids=lambda one: one.name)
@pytest.mark.parametrize("where", ["", "lezen", "controle", "hoofdstuk/budget", "hoofdstuk/summary"])
def test_who_may_only_read_is_shown_no_way_to_write(app: Flask, address: str, someone: Someone, where: str) -> None:
    page = Pages(app, someone).get(f"{address}/{where}")
    assert not page.html.select("main a[href*='/onderdeel/'], main form")


def test_whole_plan_pages_ask_no_more_when_the_plan_is_larger(marit: Pages, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        small, large = (make.plan(ids["lindewijk"], make.filled(rows=rows)).id for rows in (1, 12))
    for where in ("", "controle", "lezen", "hoofdstuk/budget", "onderdeel/activities", "onderdeel/budget_lines/tabel"):
        costs = []
        for plan in (small, large):
            marit.get(f"/plannen/{plan}/{where}")  # the first reader stores the standing
            costs.append(marit.get(f"/plannen/{plan}/{where}").queries)
        assert costs[0] == costs[1] <= 25, where


@pytest.mark.parametrize("where", ["/", "/plannen/"])
def test_a_plan_on_an_earlier_version_of_a_concept_template_is_still_listed(
    marit: Pages, ids: dict[str, uuid.UUID], where: str
) -> None:
    with transaction(write=True):
        make.plan(ids["lindewijk"], make.content()).definition_version = 7
    assert "Samen gezond in de Lindewijk" in marit.get(where).text
