"""Two people in the pages of one plan: nothing typed is lost, and nobody overwrites what he did not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import BO, MARIT
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Plan

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.page_forms import Form
    from workbench.plans.content import PlanContent

RISKS = [{"id": f"r-{place}", "name": f"Risico {place}", "owner": "Bestuur"} for place in (1, 2, 3)]
QUESTIONS, ROW, TABLE = (f"form[data-form='plans.{kind}']" for kind in ("part", "row", "table"))


class Pair:
    """Marit and Bo, each with a browser, in one plan."""

    def __init__(self, app: Flask, plan_id: uuid.UUID) -> None:
        self.plan_id = plan_id
        self.marit, self.bo = Pages(app, MARIT), Pages(app, BO)
        self.base = f"/plannen/{plan_id}/onderdeel"

    def open(self, where: str, selector: str) -> tuple[Form, Form]:
        """Let both open a page; returns their forms."""
        url = f"{self.base}/{where}"
        return form_of(self.marit.get(url), selector), form_of(self.bo.get(url), selector)

    def content(self) -> PlanContent:
        """Return the plan as it stands."""
        with transaction(write=False) as session:
            plan = session.get(Plan, self.plan_id)
            assert plan is not None
            return queries.plan_content(plan)

    def risk(self, row_id: str) -> tuple[str | None, str | None]:
        """Return name and owner of a risk."""
        found = next(row for row in self.content().risks if row.id == row_id)
        return found.name, found.owner


@pytest.fixture
def pair(app: Flask, ids: dict[str, uuid.UUID]) -> Pair:
    """Store a plan with three risks."""
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"], make.content(risks=RISKS)).id
    return Pair(app, plan_id)


def test_on_two_questions_both_survive(pair: Pair) -> None:
    first, second = pair.open("contact", QUESTIONS)
    pair.marit.submit(first, contact_name="Marit")
    pair.bo.submit(second, adviser="Steunpunt")
    assert (pair.content().text("contact_name"), pair.content().text("adviser")) == ("Marit", "Steunpunt")


def test_on_one_question_the_second_sees_both_texts_and_saves_the_combination(pair: Pair) -> None:
    first, second = pair.open("mission", QUESTIONS)
    pair.marit.submit(first, answer="Van Marit\r\n\r\n- punt")
    page = pair.bo.submit(second, answer="Van Bo", status=409)
    assert [body.get_text() for body in page.html.select(".conflict__body")] == ["Van Bo", "Van Marit\n\n- punt"]
    assert "Marit Manager" in page.text
    assert pair.content().text("mission") == "Van Marit\n\n- punt"
    pair.bo.submit(form_of(page, QUESTIONS), answer="Van Marit en Bo")
    assert pair.content().text("mission") == "Van Marit en Bo"


def test_a_third_text_meanwhile_is_seen_too(pair: Pair) -> None:
    first, second = pair.open("mission", QUESTIONS)
    pair.marit.submit(first, answer="Van Marit")
    page = pair.bo.submit(second, answer="Van Bo", status=409)
    again = form_of(pair.marit.get(f"{pair.base}/mission"), QUESTIONS)
    pair.marit.submit(again, answer="Nog eens van Marit")
    assert "Nog eens van Marit" in pair.bo.submit(form_of(page, QUESTIONS), answer="Samen", status=409).text


def test_a_conflict_on_one_question_keeps_what_the_other_wrote_in_the_rest(pair: Pair) -> None:
    first, second = pair.open("contact", QUESTIONS)
    pair.marit.submit(first, contact_name="Marit", adviser="Steunpunt", contact_phone="010")
    page = pair.bo.submit(second, contact_name="Bo", agb_code="0123", status=409)
    pair.bo.submit(form_of(page, QUESTIONS), contact_name="Marit en Bo")
    found = pair.content().answers
    assert (found["contact_name"], found["adviser"], found["contact_phone"]) == ("Marit en Bo", "Steunpunt", "010")
    assert found["agb_code"] == "0123"


def test_a_page_with_a_mistake_shows_what_the_other_wrote_meanwhile(pair: Pair) -> None:
    first, second = pair.open("plan_data", QUESTIONS)
    pair.marit.submit(first, municipality="Linde")
    page = pair.bo.submit(second, period_end="ooit", status=422)
    assert page.one("#municipality")["value"] == "Linde"
    pair.bo.submit(form_of(page, QUESTIONS), period_end="31-12-2028")
    assert pair.content().text("municipality") == "Linde"


def test_in_one_row_cells_join_and_the_same_cell_shows_both(pair: Pair) -> None:
    first, second = pair.open("risks/regels/r-1", ROW)
    pair.marit.submit(first, name="Griep", owner="Arts")
    page = pair.bo.submit(second, name="Verkoudheid", status=409)
    assert page.one("#owner")["value"] == "Arts"
    pair.bo.submit(form_of(page, ROW), name="Griep en verkoudheid")
    assert pair.risk("r-1") == ("Griep en verkoudheid", "Arts")


def test_a_row_with_a_mistake_shows_what_the_other_wrote_meanwhile(pair: Pair) -> None:
    url = "budget_lines/regels/nieuw"
    page = pair.marit.submit(
        form_of(pair.marit.get(f"{pair.base}/{url}"), ROW), description="Zaal", rate="veel", status=422
    )
    row_url = form_of(page, ROW).action
    other = form_of(pair.bo.get(row_url), ROW)
    pair.bo.submit(other, description="Zaal en koffie", status=422)
    page = pair.marit.submit(form_of(page, ROW), rate="nog meer", status=422)
    assert page.one("#description")["value"] == "Zaal en koffie"


def test_a_row_that_was_removed_meanwhile_is_given_back_to_be_added_again(pair: Pair) -> None:
    first, second = pair.open("risks/regels/r-2", ROW)
    asked = pair.marit.get(f"{pair.base}/risks/regels/r-2/verwijderen")
    pair.marit.submit(form_of(asked, "form[data-form='plans.remove_row']"))
    page = pair.bo.submit(second, name="Toch belangrijk", status=409)
    assert page.one("#name").get_text().strip() == "Toch belangrijk"
    pair.bo.submit(form_of(page, ROW))
    assert [risk.name for risk in pair.content().risks] == ["Risico 1", "Risico 3", "Toch belangrijk"]
    assert first.action == second.action


def test_a_new_row_that_is_corrected_with_the_back_button_is_changed(pair: Pair) -> None:
    form = form_of(pair.bo.get(f"{pair.base}/risks/regels/nieuw"), ROW)
    pair.bo.submit(form, name="Gelt")
    pair.bo.submit(form, name="Geld")
    pair.bo.submit(form, name="Geld")
    assert [risk.name for risk in pair.content().risks][3:] == ["Geld"]


def test_a_row_is_removed_unless_the_other_changed_it(pair: Pair) -> None:
    asked = pair.marit.get(f"{pair.base}/risks/regels/r-1/verwijderen")
    form = form_of(pair.bo.get(f"{pair.base}/risks/regels/r-1"), ROW)
    pair.bo.submit(form, name="Griep")
    page = pair.marit.submit(form_of(asked, "form[data-form='plans.remove_row']"), status=409)
    assert "Bo Bestuurder" in page.text
    pair.marit.submit(form_of(page, "form[data-form='plans.remove_row']"))
    assert [risk.id for risk in pair.content().risks] == ["r-2", "r-3"]


def test_in_a_table_one_clash_leaves_the_other_rows_saved_and_nothing_overwritten(pair: Pair) -> None:
    first, second = pair.open("risks/tabel", TABLE)
    pair.marit.submit(first, {"row_r-1_name": "Griep", "row_r-1_owner": "Arts", "row_r-2_owner": "Arts"})
    page = pair.bo.submit(
        second, {"row_r-1_name": "Koorts", "row_r-2_name": "Geld", "row_r-3_name": "Tijd"}, status=409
    )
    assert (pair.risk("r-2"), pair.risk("r-3")) == (("Geld", "Arts"), ("Tijd", "Bestuur"))
    assert "Griep" in page.text
    pair.bo.submit(form_of(page, TABLE), {"row_r-1_name": "Griep en koorts"})
    assert pair.risk("r-1") == ("Griep en koorts", "Arts")
    assert pair.risk("r-2") == ("Geld", "Arts")


def test_a_table_with_a_mistake_overwrites_nothing_when_it_is_sent_again(pair: Pair) -> None:
    first, second = pair.open("risks/tabel", TABLE)
    pair.marit.submit(first, {"row_r-2_owner": "Arts"})
    page = pair.bo.submit(second, {"row_r-2_name": "Geld", "row_r-3_chance": "soms"}, status=422)
    pair.bo.submit(form_of(page, TABLE), {"row_r-3_chance": "low"})
    assert pair.risk("r-2") == ("Geld", "Arts")


def test_a_row_of_a_table_that_was_removed_meanwhile_comes_back_as_a_new_one(pair: Pair) -> None:
    _, second = pair.open("risks/tabel", TABLE)
    asked = pair.marit.get(f"{pair.base}/risks/regels/r-2/verwijderen")
    pair.marit.submit(form_of(asked, "form[data-form='plans.remove_row']"))
    page = pair.bo.submit(second, {"row_r-2_name": "Toch"}, status=409)
    pair.bo.submit(form_of(page, TABLE))
    assert [(risk.name, risk.owner) for risk in pair.content().risks][1:] == [
        ("Risico 3", "Bestuur"),
        ("Toch", "Bestuur"),
    ]


def test_a_new_row_of_a_table_that_is_corrected_with_the_back_button_is_changed(pair: Pair) -> None:
    form = form_of(pair.bo.get(f"{pair.base}/risks/tabel"), TABLE)
    name = next(name for name in form.fields if name.startswith("row_n") and name.endswith("_name"))
    pair.bo.submit(form, {name: "Gelt"})
    pair.bo.submit(form, {name: "Geld"})
    assert [risk.name for risk in pair.content().risks][3:] == ["Geld"]
