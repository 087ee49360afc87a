"""The guided pages: a draft always saves, what is wrong is said at the field, and the way leads on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import MARIT
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Plan

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.pages import Page
    from workbench.plans.content import PlanContent

QUESTIONS, ROW, TABLE, NEW = (f"form[data-form='plans.{kind}']" for kind in ("part", "row", "table", "new"))
PARTS = [part.id for part in make.example().parts]


class Guided:
    """Marit in one plan."""

    def __init__(self, app: Flask, plan_id: uuid.UUID) -> None:
        self.pages, self.plan_id, self.base = Pages(app, MARIT), plan_id, f"/plannen/{plan_id}"

    def fill(self, where: str, selector: str, typed: dict[str, str], *, status: int = 303, press: str = "") -> Page:
        """Open a page, type in its form, and send it."""
        page = self.pages.get(f"{self.base}/onderdeel/{where}")
        return self.pages.submit(form_of(page, selector, press=press), typed, status=status)

    def content(self) -> PlanContent:
        """Return the plan as it stands."""
        with transaction(write=False) as session:
            return queries.plan_content(session.get_one(Plan, self.plan_id))


@pytest.fixture
def guided(app: Flask, ids: dict[str, uuid.UUID]) -> Guided:
    """Store a plan with a title and a period."""
    with transaction(write=True):
        made = make.plan(ids["lindewijk"]).id
    return Guided(app, made)


def test_a_plan_begins_once_however_often_the_form_is_sent(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    marit = Pages(app, MARIT)
    form = form_of(marit.get("/plannen/nieuw"), NEW)
    typed = {"title": "Gezond Lindewijk", "period_start": "1 januari 2027", "period_end": "31-12-2028"}
    first = marit.submit(form, typed)
    assert marit.submit(form, typed).location == first.location
    assert marit.follow(first).heading
    with transaction(write=False):
        (plan,) = queries.all_plans()
        found = queries.plan_content(plan)
    assert (plan.slug, plan.title, plan.organisation_id) == ("gezond-lindewijk", "Gezond Lindewijk", ids["lindewijk"])
    assert found.answers == {
        "title": "Gezond Lindewijk",
        "period_start": "2027-01-01",
        "period_end": "2028-12-31",
        "collaboration": "Samenwerking Lindewijk",
    }


def test_the_cover_is_filled_with_what_the_choice_of_a_template_told(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    marit = Pages(app, MARIT)
    typed = {"title": "Plan", "period_start": "1-1-2027", "period_end": "31-12-2028", "definition": "cz-2026"}
    marit.submit(form_of(marit.get("/plannen/nieuw"), NEW), typed)
    with transaction(write=False):
        (plan,) = queries.all_plans()
        found = queries.plan_content(plan)
    del ids
    assert found.text("collaboration") == "Samenwerking Lindewijk"
    assert found.text("preferred_insurer") == "CZ"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": " \u200b "}, "title"),
        ({"period_start": "1-1-27"}, "period_start"),
        ({"period_end": ""}, "period_end"),
        ({"period_end": "31-12-2026"}, "period_end"),
    ],
)
def test_a_plan_that_cannot_begin_says_why_and_keeps_what_was_typed(
    guided: Guided, typed: dict[str, str], field: str
) -> None:
    form = form_of(guided.pages.get("/plannen/nieuw"), NEW)
    whole = {"title": "Plan", "period_start": "1-1-2027", "period_end": "31-12-2028"} | typed
    page = guided.pages.submit(form, whole, status=422)
    assert list(page.errors) == [field]
    others = {name: page.one(f"#{name}")["value"] for name in whole if name != field}
    assert others == {name: text for name, text in whole.items() if name != field}


def test_every_page_leads_to_the_next_and_the_last_to_the_tasks(guided: Guided) -> None:
    for here, following in zip(PARTS, [*PARTS[1:], None], strict=True):
        page = guided.pages.get(f"{guided.base}/onderdeel/{here}")
        if page.html.select_one(QUESTIONS):
            answer = guided.pages.submit(form_of(page, QUESTIONS, press="on"))
            expected = f"{guided.base}/onderdeel/{following}" if following else f"{guided.base}/"
            assert answer.location == expected


def test_saving_for_later_leads_to_the_tasks(guided: Guided) -> None:
    answer = guided.fill("mission", QUESTIONS, {"answer": "Gezond"}, press="later")
    assert answer.location == f"{guided.base}/"
    assert guided.content().text("mission") == "Gezond"


def test_a_draft_with_an_unreadable_answer_is_kept_and_told(guided: Guided) -> None:
    page = guided.fill("plan_data", QUESTIONS, {"period_end": "ooit", "municipality": "Linde"}, status=422)
    assert list(page.errors) == ["period_end"]
    assert page.one("#period_end")["value"] == "ooit"
    assert guided.content().unread == {"period_end": "ooit"}
    assert guided.content().text("municipality") == "Linde"
    again = guided.pages.get(f"{guided.base}/onderdeel/plan_data")
    assert again.one("#period_end")["value"] == "ooit"
    guided.pages.submit(form_of(page, QUESTIONS), period_end="31-12-2028")
    assert not guided.content().unread


def test_a_text_that_is_too_long_for_the_insurer_still_saves(guided: Guided) -> None:
    guided.fill("mission", QUESTIONS, {"answer": "woord " * 200})
    assert len(guided.content().text("mission").split()) == 200


@pytest.mark.parametrize("typed", ["1.2345", "1,234.56", "NaN", "1e999", "1_000", "12 50"])
def test_an_unclear_amount_is_kept_as_typed_and_asked_back(guided: Guided, typed: str) -> None:
    page = guided.fill("budget_lines/regels/nieuw", ROW, {"description": "Zaal", "rate": typed}, status=422)
    assert list(page.errors) == ["rate"]
    assert page.one("#rate")["value"] == typed
    (line,) = guided.content().budget_lines
    assert (line.rate, line.unread) == (None, {"rate": typed})
    guided.pages.submit(form_of(page, ROW), rate="12,50")
    (line,) = guided.content().budget_lines
    assert (line.rate, line.unread) == (1250, {})


def test_rows_are_added_one_after_another(guided: Guided) -> None:
    answer = guided.fill("risks/regels/nieuw", ROW, {"name": "Ziekte"}, press="another")
    assert answer.location == f"{guided.base}/onderdeel/risks/regels/nieuw"
    answer = guided.fill("risks/regels/nieuw", ROW, {"name": "Geld"})
    assert answer.location == f"{guided.base}/onderdeel/risks"
    assert [risk.name for risk in guided.content().risks] == ["Ziekte", "Geld"]


def test_a_row_is_removed_after_asking_and_put_back(guided: Guided) -> None:
    guided.fill("risks/regels/nieuw", ROW, {"name": "Ziekte"})
    (risk,) = guided.content().risks
    answer = guided.fill(f"risks/regels/{risk.id}/verwijderen", "form[data-form='plans.remove_row']", {})
    assert guided.content().risks == ()
    page = guided.pages.follow(answer)
    guided.pages.submit(form_of(page, "form[action$='/herstellen']"))
    assert guided.content().risks == (risk,)


def test_a_row_with_a_long_name_leaves_no_large_cookie(guided: Guided) -> None:
    name = " ".join(f"{number:x}" for number in range(10**6, 10**6 + 2000))
    answers = [guided.fill("risks/regels/nieuw", ROW, {"name": "Kort"})]
    (risk,) = guided.content().risks
    answers.append(guided.fill(f"risks/regels/{risk.id}", ROW, {"name": name}))
    answers.append(guided.fill(f"risks/regels/{risk.id}/verwijderen", "form[data-form='plans.remove_row']", {}))
    cookies = [cookie for answer in answers for cookie in answer.response.headers.getlist("Set-Cookie")]
    assert max(map(len, cookies)) < 1000


def test_rows_are_moved_by_their_buttons(guided: Guided) -> None:
    for name in ("Eerst", "Dan"):
        guided.fill("risks/regels/nieuw", ROW, {"name": name})
    second = guided.content().risks[1].id
    page = guided.pages.get(f"{guided.base}/onderdeel/risks")
    guided.pages.submit(form_of(page, f"form[action$='/{second}/verplaatsen']", press="up"))
    assert [risk.name for risk in guided.content().risks] == ["Dan", "Eerst"]


def test_a_table_fills_in_many_rows_and_passes_over_blank_ones(guided: Guided) -> None:
    page = guided.pages.get(f"{guided.base}/onderdeel/risks/tabel")
    form = form_of(page, TABLE)
    names = [name for name in form.fields if name.endswith("_name")]
    guided.pages.submit(form, {names[0]: "Ziekte", names[2]: "Geld"})
    assert [risk.name for risk in guided.content().risks] == ["Ziekte", "Geld"]


def test_a_table_of_far_more_rows_than_fit_is_refused_at_once(guided: Guided) -> None:
    form = form_of(guided.pages.get(f"{guided.base}/onderdeel/risks/tabel"), TABLE)
    rows = {f"row_z-{place}_version": "new" for place in range(1100)}
    guided.pages.submit(form, rows | {"row_z-1_name": "Ziekte"}, status=422)
    assert guided.content().risks == ()


def test_a_part_is_set_aside_and_back(guided: Guided) -> None:
    guided.fill("changes", QUESTIONS, {"answer": "Alles anders"})
    url = f"{guided.base}/onderdeel/changes"
    guided.pages.submit(form_of(guided.pages.get(url), "form[action$='/toepassing']"))
    assert guided.content().not_applicable == ("changes",)
    guided.pages.submit(form_of(guided.pages.get(url), "form[action$='/toepassing']"))
    assert guided.content().not_applicable == ()
    assert guided.content().text("changes") == "Alles anders"


def test_the_first_page_of_a_set_shows_zero_rows_and_three_ways_in(guided: Guided) -> None:
    page = guided.pages.get(f"{guided.base}/onderdeel/risks")
    links = {str(link["href"]).rsplit("/", 1)[-1] for link in page.html.select("main .actions a")}
    assert {"nieuw", "tabel", "plakken"} <= links


def test_all_answers_are_read_back_as_json(guided: Guided) -> None:
    guided.fill("mission", QUESTIONS, {"answer": "<b>Gezond</b> & wel\r\n\r\n- {{7*7}}"})
    data = json.loads(guided.content().canonical())
    assert data["answers"]["mission"] == "<b>Gezond</b> & wel\n\n- {{7*7}}"
