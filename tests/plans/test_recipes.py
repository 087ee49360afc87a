"""Recipes of activities: offered by the template, filled in once, and compared with their variants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import LOTTE, MARIT
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.queries.recipes import recipes
from workbench.plans.rules.standing import standing
from workbench.plans.rules.variants import compared, fields_of, offered

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from workbench.definitions.schema import Part

RECIPE = recipes()["welzijn_op_recept"]
FORM = "form[data-form='plans.begin_with_recipe']"


def activities() -> Part:
    """Return the part of the activities of the shipped template."""
    return make.example().set_parts["activities"]


@pytest.fixture
def url(ids: dict[str, uuid.UUID]) -> str:
    """Store an empty plan; returns the address of its recipes."""
    with transaction(write=True):
        return f"/plannen/{make.plan(ids['lindewijk'], slug='recept').id}/recepten"


def stored() -> tuple[Any, ...]:
    """Return the activities of the plan."""
    with transaction(write=False):
        plan = queries.plan_by_name("recept")
        assert plan is not None
        return queries.plan_content(plan).activities


def test_every_recipe_that_the_template_offers_is_there() -> None:
    column = activities().column("recipe")
    assert column is not None
    assert {one.key for one in offered(activities(), recipes())} == {one.key for one in column.options}


def test_an_activity_begins_with_the_texts_of_the_recipe_and_remembers_it(app: Flask, url: str) -> None:
    pages = Pages(app, MARIT)
    form = form_of(pages.get(f"{url}/{RECIPE.key}"), FORM)
    assert pages.submit(form).location.split("/regels/")[1]
    pages.submit(form)  # sent again
    (row,) = stored()
    assert (row.name, row.recipe, row.unread) == (RECIPE.name, RECIPE.key, {})
    assert {key: row.cell(key) for key, _label, _text in fields_of(activities(), RECIPE)} == {
        key: text for key, _label, text in fields_of(activities(), RECIPE)
    }


@pytest.mark.parametrize("key", sorted(recipes()))
def test_what_the_neighbourhood_must_say_stays_empty_and_is_missed(app: Flask, url: str, key: str) -> None:
    pages = Pages(app, MARIT)
    pages.submit(form_of(pages.get(f"{url}/{key}"), FORM))
    (row,) = stored()
    assert (row.result, row.lead, row.partners) == (None, None, None)
    with transaction(write=False):
        plan = queries.plan_by_name("recept")
        assert plan is not None
        missed = {one.question for one in queries.standing_of(plan).findings if one.row == row.id and one.missing}
    assert {"result", "lead"} <= missed


def test_the_hints_of_a_recipe_stand_beside_the_fields(app: Flask, url: str) -> None:
    pages = Pages(app, MARIT)
    page = pages.follow(pages.submit(form_of(pages.get(f"{url}/{RECIPE.key}"), FORM)))
    for name, hint in RECIPE.hints.model_dump().items():
        assert hint in page.one(f"#{name}-help").get_text()
        assert f"{name}-help" in str(page.one(f"#{name}")["aria-describedby"])
    assert hint not in Pages(app, MARIT).get(url.replace("recepten", "onderdeel/activities/regels/nieuw")).text


def test_the_hints_stand_on_the_page_of_the_recipe(app: Flask, url: str) -> None:
    page = Pages(app, MARIT).get(f"{url}/{RECIPE.key}")
    said = page.one("section[aria-labelledby='recipe-hints']").get_text()
    assert all(hint in said for hint in RECIPE.hints.in_order())


@pytest.mark.parametrize("key", sorted(recipes()))
def test_the_texts_of_every_recipe_can_be_read_by_the_template(app: Flask, url: str, key: str) -> None:
    pages = Pages(app, MARIT)
    pages.submit(form_of(pages.get(f"{url}/{key}"), FORM))
    (row,) = stored()
    assert not row.unread


def test_variants_stand_beside_the_recipe_and_say_what_differs() -> None:
    cells = RECIPE.cells
    rows = [
        {
            "id": "a",
            **{key: cells[key] for key in ("name", "recipe", "goal")},
            "referral": "Anders",
            "variant": "Hier wel",
        },
        {"id": "b", "name": "Los"},
    ]
    found = compared(make.content(activities=rows), activities(), RECIPE)
    assert [(one.id, one.change) for one in found.variants] == [("a", "Hier wel")]
    how = {field.key: [cell[1] for cell in field.cells] for field in found.fields}
    assert (how["goal"], how["referral"], how["feedback"]) == (["same"], ["different"], ["empty"])


def test_a_reader_reads_recipes_and_begins_nothing(app: Flask, url: str) -> None:
    lotte = Pages(app, LOTTE)
    assert RECIPE.name in lotte.get(url).text
    page = lotte.get(f"{url}/{RECIPE.key}")
    assert not page.html.select(FORM)
    token = str(page.html.select("input[name=csrf_token]")[0]["value"])
    lotte.post(f"{url}/{RECIPE.key}", {"csrf_token": token}, status=403)


def test_a_recipe_that_is_not_offered_does_not_exist(app: Flask, url: str) -> None:
    Pages(app, MARIT).get(f"{url}/bestaat_niet", status=404)


def test_the_activities_lead_to_the_recipes(app: Flask, url: str) -> None:
    page = Pages(app, MARIT).get(url.replace("recepten", "onderdeel/activities"))
    assert page.html.select(f"a[href='{url}']")


def test_an_instruction_that_an_earlier_recipe_left_is_no_answer() -> None:
    left = "Vul in hoeveel ouderen per jaar meedoen."
    rows = [
        {"id": "a", "name": "Valcursus", "recipe": "valpreventie", "result": left},
        {"id": "b", "name": "Los", "result": left},
        {"id": "c", "name": "Wandelen", "recipe": "valpreventie", "result": "Tachtig ouderen vullen de lijst in."},
    ]
    found = standing(make.content(activities=rows), make.example()).findings
    assert [(one.row, one.question, one.blocking) for one in found if one.rule == "instruction_left"] == [
        ("a", "result", True)
    ]
