"""The pages of templates: what a writer reads before writing, and the handout of what an insurer asks."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.definitions.make import template_file
from tests.definitions.test_demands import WHOLE
from tests.pages import Pages
from tests.people import LOTTE, MARIT
from workbench.definitions.conditions import Condition
from workbench.definitions.loader import load_definition, load_library
from workbench.definitions.rules import CHECKS
from workbench.kit.storage import transaction
from workbench.kit.values.messages import Message
from workbench.plans.views import template_words
from workbench.plans.views.template_words import condition_words, rule_words

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from flask import Flask

    from workbench.definitions.schema import Definition

# By name: the package offers a function that is called as this module.
installed = import_module("workbench.plans.queries.definitions")


@pytest.fixture
def whole(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Definition:
    """Make a template with everything in it the only one."""
    del app
    folder = tmp_path / "plan_templates"
    folder.mkdir()
    monkeypatch.setattr(installed, "template_folder", lambda: folder)
    load_library.cache_clear()
    return load_definition(template_file(folder, WHOLE))


def test_the_list_leads_to_each_template_and_its_explanation(app: Flask, whole: Definition) -> None:
    page = Pages(app, LOTTE).get("/sjablonen/")

    assert page.one(".template-list a[href='/sjablonen/klein-2026']").get_text() == whole.title
    assert page.one(".template-list a[href='/sjablonen/klein-2026/uitleg']")
    assert "Zorgverzekeraar De Brug" in page.text


def test_the_page_of_a_template_shows_everything_that_it_asks(app: Flask, whole: Definition) -> None:
    page = Pages(app, LOTTE).get("/sjablonen/klein-2026")

    for part in whole.parts:
        assert part.title in page.text
        assert all(question.label in page.text for question in part.columns or part.questions)
    assert "Begroting" in page.one("#appendices").get_text()
    assert [one["href"] for one in page.html.select("#appendices a")] == ["#source-policy"]
    assert page.one("#source-policy a")["href"] == "https://brug.example/beleid"


@pytest.mark.parametrize("kind", ["blocking", "regional", "unknown"])
@pytest.mark.usefixtures("whole")
def test_rules_stand_apart_by_what_they_mean(app: Flask, kind: str) -> None:
    page = Pages(app, MARIT).get("/sjablonen/klein-2026")
    wanted = {"blocking": 2, "regional": 1, "unknown": 1}

    assert len(page.html.select(f"section[aria-labelledby='rules-{kind}'] li")) == wanted[kind]


@pytest.mark.usefixtures("whole")
def test_the_explanation_tells_each_fact_with_its_source_or_that_it_is_not_known(app: Flask) -> None:
    page = Pages(app, MARIT).get("/sjablonen/klein-2026/uitleg")
    known, unknown = (page.one(f"section[aria-labelledby='topic-{topic}']") for topic in ("titles", "billing"))

    assert known.select_one("a[href='#source-policy']")
    assert unknown.select_one("strong")
    assert "30 september 2026" in page.one("section[aria-labelledby='topic-calendar']").get_text()


def test_a_new_plan_and_a_plan_lead_to_the_templates(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"])
    pages = Pages(app, MARIT)

    assert pages.get("/plannen/nieuw").one("form a[href='/sjablonen/']")
    [link] = pages.get(f"/plannen/{plan.id}/").html.select(".page-header a")
    assert pages.get(str(link["href"])).heading


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"question": "kind_of_plan", "is": "first"}, "“Soort plan” is Eerste"),
        ({"question": "kind_of_plan", "is_not": "first"}, "“Soort plan” is not Eerste"),
        ({"question": "kind_of_plan", "in": ["first", "next"]}, "“Soort plan” is Eerste or Vervolg"),
        ({"question": "size", "filled": True}, "“Omvang” is filled in"),
        ({"question": "size", "filled": False}, "“Omvang” is empty"),
        ({"question": "size", "at_least": 3}, "“Omvang” is 3 or more"),
        ({"question": "size", "at_most": 3}, "“Omvang” is 3 or less"),
        ({"rows": "risks", "at_least": 2}, "“Risico's” has 2 rows or more"),
        ({"rows": "risks", "at_most": 2}, "“Risico's” has 2 rows or fewer"),
        ({"not": {"rows": "risks", "at_most": 2}}, "it is not so that “Risico's” has 2 rows or fewer"),
        (
            {
                "any": [
                    {"question": "size", "is": 1},
                    {"all": [{"question": "size", "is": 2}, {"rows": "risks", "at_least": 2}]},
                ]
            },
            "“Omvang” is 1 or (“Omvang” is 2 and “Risico's” has 2 rows or more)",
        ),
    ],
)
def test_a_condition_reads_as_a_sentence(
    whole: Definition, monkeypatch: pytest.MonkeyPatch, condition: dict[str, object], words: str
) -> None:
    monkeypatch.setattr(template_words, "translate", Message.english)

    assert condition_words(whole, Condition.model_validate(condition)) == f"Only when {words}."


def test_every_check_has_words() -> None:
    assert set(template_words.RULES) == set(CHECKS)


@pytest.mark.parametrize("place", range(3))
def test_a_rule_reads_as_a_sentence(whole: Definition, monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    monkeypatch.setattr(template_words, "translate", Message.english)
    words = (
        "The document has at most 30 pages.",
        "At least 85% of the general practitioners have given their mandate.",
        "The appendix “Begroting” is included.",
    )

    assert rule_words(whole, whole.rules[place]) == words[place]


def test_the_templates_that_ship_have_their_pages(app: Flask) -> None:
    pages = Pages(app, MARIT)

    for key in installed.definitions():
        assert pages.get(f"/sjablonen/{key}").queries <= 3
        assert pages.get(f"/sjablonen/{key}/uitleg").queries <= 3


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("address", ["weg-2026", "klein-2026?versie=7", "weg-2026/uitleg"])
def test_a_template_that_is_not_there_is_not_found(app: Flask, address: str) -> None:
    Pages(app, MARIT).get(f"/sjablonen/{address}", status=404)
