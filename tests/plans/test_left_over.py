"""What was typed for a question that the plan no longer has comes back, and can be kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import MARIT
from tests.plans.templates_to_move import definition, question
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Plan
from workbench.plans.rules.left_over import LeftOver, renamed, typed_apart, typed_for_nothing

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from workbench.plans.content import PlanContent

CZ, OTHER, EXPERIMENT = "cz-2026", make.EXAMPLE, "experiment-hecht-wijkverband-2026"
TYPED = "Twee uur getypt.\n\n- en een punt"
OLD = definition(
    [question("hue", "choice", "Kleur")], [question("name", "line", "Naam"), question("note", "text", "Noot")]
)
NEW = definition([], [question("name", "line", "Naam")], version=2, partners=False)


@pytest.fixture
def marit(app: Flask) -> Pages:
    return Pages(app, MARIT)


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan that follows the template of CZ."""
    with transaction(write=True):
        chosen = queries.definitions()[CZ]
        return make.plan(ids["lindewijk"], make.content(chosen), slug="verhuisd").id


def move(plan_id: uuid.UUID, key: str) -> None:
    """Let the plan follow another template, as somebody else's move does."""
    with transaction(write=True) as session:
        session.get_one(Plan, plan_id).definition_key = key


def content(plan_id: uuid.UUID) -> PlanContent:
    with transaction(write=False) as session:
        return queries.plan_content(session.get_one(Plan, plan_id))


def test_an_answer_to_a_question_that_is_gone_comes_back_and_is_kept(marit: Pages, plan_id: uuid.UUID) -> None:
    form = form_of(marit.get(f"/plannen/{plan_id}/onderdeel/region_contribution"), "form[data-form='plans.part']")
    move(plan_id, OTHER)
    page = marit.submit(form, region_contribution=TYPED, status=404)
    assert "Twee uur getypt." in page.text
    kept = marit.follow(marit.submit(form_of(page, "form[data-form='plans.keep_apart']")))
    assert "Twee uur getypt." in kept.text
    assert [row.text for row in content(plan_id).set_aside] == [TYPED]


def test_keeping_it_twice_keeps_it_once(marit: Pages, plan_id: uuid.UUID) -> None:
    form = form_of(marit.get(f"/plannen/{plan_id}/onderdeel/region_contribution"), "form[data-form='plans.part']")
    move(plan_id, OTHER)
    keep = form_of(marit.submit(form, region_contribution=TYPED, status=404), "form[data-form='plans.keep_apart']")
    for _ in range(2):
        marit.submit(keep)
    assert len(content(plan_id).set_aside) == 1


def test_a_row_of_a_list_that_is_gone_comes_back_in_one_piece(marit: Pages, plan_id: uuid.UUID) -> None:
    form = form_of(marit.get(f"/plannen/{plan_id}/onderdeel/insured/regels/nieuw"), "form[data-form='plans.row']")
    move(plan_id, EXPERIMENT)
    page = marit.submit(form, insurer="Zilver", patients="4 000", status=404)
    marit.submit(form_of(page, "form[data-form='plans.keep_apart']"))
    (row,) = content(plan_id).set_aside
    assert "Zilver" in (row.text or "")
    assert "4 000" in (row.text or "")


def test_pasted_rows_for_a_list_that_is_gone_come_back(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.get(f"/plannen/{plan_id}/onderdeel/insured/plakken")
    form = form_of(page, "form[data-form='plans.paste']")
    move(plan_id, EXPERIMENT)
    assert "Zilver" in marit.submit(form, pasted="Zilver\t4000", status=404).text


def test_who_typed_nothing_is_told_that_the_part_is_gone(marit: Pages, plan_id: uuid.UUID) -> None:
    move(plan_id, OTHER)
    assert not marit.get(f"/plannen/{plan_id}/onderdeel/region_contribution", status=404).html.select("main form")


def test_a_column_that_is_gone_is_set_aside_and_the_row_is_saved(marit: Pages, plan_id: uuid.UUID) -> None:
    part = queries.definitions()[CZ].set_parts["cover_lines"]
    form = form_of(marit.get(f"/plannen/{plan_id}/onderdeel/{part.id}/regels/nieuw"), "form[data-form='plans.row']")
    move(plan_id, EXPERIMENT)
    marit.submit(form, description="Subsidie", tariff_source="Brief van mei")
    found = content(plan_id)
    assert [row.description for row in found.cover_lines] == ["Subsidie"]
    assert ["Brief van mei" in (row.text or "") for row in found.set_aside] == [True]


def test_a_number_of_a_person_is_asked_about_before_it_is_kept(marit: Pages, plan_id: uuid.UUID) -> None:
    form = form_of(marit.get(f"/plannen/{plan_id}/onderdeel/region_contribution"), "form[data-form='plans.part']")
    move(plan_id, OTHER)
    page = marit.submit(form, region_contribution="Mevrouw 111222333 valt.", status=404)
    page = marit.submit(form_of(page, "form[data-form='plans.keep_apart']"), status=422)
    assert not content(plan_id).set_aside
    marit.submit(form_of(page, "form[data-form='plans.keep_apart']", press="keep"))
    assert len(content(plan_id).set_aside) == 1


@pytest.mark.parametrize("columns", ["name.note", ""], ids=["named", "unnamed"])
def test_cells_of_a_table_are_named_after_their_columns(columns: str) -> None:
    sent = [("asks", columns), ("row_lid-1_version", "2"), ("row_lid-1_name", "Bo"), ("row_lid-1_note", "Hm")]
    assert typed_apart(sent, "who", [OLD]) == (LeftOver("Leden: Bo", "Naam: Bo\nNoot: Hm"),)


def test_only_what_is_no_longer_asked_is_left_over() -> None:
    sent = [("asks", "fixed.hue"), ("fixed", "Blijft"), ("hue", "red"), ("next", "on")]
    assert typed_for_nothing(sent, NEW.parts[0], [NEW, OLD]) == (LeftOver("Kleur", "Rood"),)
    assert typed_for_nothing(sent, OLD.parts[0], [OLD]) == ()


def test_fields_are_read_by_the_question_they_were_asked_as() -> None:
    sent = [("asks", "fixed.hue"), ("fixed", "Blijft"), ("hue", "red"), ("version", "3.1")]
    assert dict(renamed(sent, NEW.parts[0])) == {"answer": "Blijft", "hue": "red", "version": "3"}
    back = [("asks", "fixed"), ("answer", "Blijft"), ("version", "3")]
    assert dict(renamed(back, OLD.parts[0])) == {"fixed": "Blijft", "version": "3.0"}
