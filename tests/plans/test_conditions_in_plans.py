"""What does not apply by the answers: kept, told, and left out of checks, progress, papers and the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.papers.papers import meta
from tests.people import MARIT
from tests.plans.complete import TEMPLATE, complete, findings_of
from workbench.definitions.conditions import Condition
from workbench.kit.storage import transaction
from workbench.papers.rules.document import document_html
from workbench.papers.rules.proof import proof_of
from workbench.plans import queries
from workbench.plans.content import PlanContent
from workbench.plans.models import Plan
from workbench.plans.rules.applicable import scope_of, seen_content
from workbench.plans.rules.deciding import deciding
from workbench.plans.rules.standing import PartState, standing
from workbench.plans.rules.visible import answered
from workbench.plans.views.conditions import applicable_now

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from workbench.definitions.schema import Definition

QUESTIONS = "form[data-form='plans.part']"


def question(key: str, **more: object) -> dict[str, object]:
    """Return the data of a question that every plan must answer."""
    return {"id": key, "kind": "line", "label": key.title(), "required": True} | more


def template(**parts: object) -> Definition:
    """Return a template of one chapter: parts by id, each with its questions or the fields of a set."""
    made = [
        {"id": key, "title": key.title(), **(part if isinstance(part, dict) else {"questions": part})}
        for key, part in parts.items()
    ]
    return make.small_definition(chapters=[{"id": "one", "title": "Een", "parts": made}])


SHAPES = [{"key": one, "label": one.upper()} for one in "abc"]
CHOICE = {"id": "shape", "kind": "choice", "label": "Vorm", "options": SHAPES}
FILLED = {"question": "second", "filled": True}
IS_A = {"question": "shape", "is": "a"}


def chain() -> Definition:
    """Return a template in which one answer decides on a second, and the second on a third."""
    when_second = {"question": "second", "filled": True}
    return template(first=[CHOICE], second=[question("second", when=IS_A)], third=[question("third", when=when_second)])


def states(definition: Definition, **answers: str) -> dict[str, PartState]:
    """Return the states of a plan with these answers."""
    return dict(standing(make.content(definition, answers=answers), definition).states)


def missing(definition: Definition, **answers: str) -> list[str | None]:
    """Return which questions are found to be missing."""
    return [one.question for one in standing(make.content(definition, answers=answers), definition).findings]


def test_while_it_is_unknown_nothing_is_required_and_all_is_shown() -> None:
    found = scope_of(make.content(chain(), answers={}), chain())
    assert [part.id for part in found.asked.parts] == ["first", "second"]
    assert not missing(chain())


def test_what_applies_is_required() -> None:
    assert missing(chain(), shape="a") == ["second"]
    assert missing(chain(), shape="a", second="Ja") == ["third"]


def test_what_does_not_apply_is_not_asked_and_counts_as_done() -> None:
    assert not missing(chain(), shape="b", second="Ja")
    found = states(chain(), shape="b", second="Ja", third="Ook")
    assert [found[key] for key in ("second", "third")] == [PartState.NOT_APPLICABLE] * 2


def test_an_answer_that_does_not_apply_decides_nothing() -> None:
    """Hidden answers come back as ghosts when they go on deciding about others."""
    content = make.content(chain(), answers={"shape": "b", "second": "Ja", "third": "Ook"})
    assert [ref.question for ref in answered(content, chain())] == ["shape"]


def test_a_hidden_column_is_left_out_of_every_row() -> None:
    columns = [question("name"), question("year", kind="year", when=IS_A)]
    made = template(first=[CHOICE], figures={"set": "figures", "columns": columns})
    rows = [{"id": "r-1", "name": "Inwoners", "year": 2027}, {"id": "r-2", "name": "Huishoudens"}]
    shown = make.content(made, answers={"shape": "a"}, figures=rows)
    hidden = make.content(made, answers={"shape": "b"}, figures=rows)
    assert [one.rule for one in standing(shown, made).findings] == ["figure_without_year"]
    assert not standing(hidden, made).findings
    assert "figures/r-1/year" not in [ref.key for ref in answered(hidden, made)]


def test_a_condition_on_rows_counts_only_rows_that_apply() -> None:
    columns = [question("name")]
    made = template(
        first=[CHOICE],
        roles={"set": "roles", "columns": columns, "when": IS_A},
        tasks={"set": "tasks", "columns": columns, "min_rows": 1, "when": {"rows": "roles", "at_least": 1}},
    )
    roles = [{"id": "r-1", "name": "Bestuur"}]
    given = {shape: make.content(made, answers={"shape": shape}, roles=roles) for shape in "ab"}
    found = {shape: standing(content, made).state("tasks") for shape, content in given.items()}
    assert found == {"a": PartState.NOT_STARTED, "b": PartState.NOT_APPLICABLE}


def test_what_applies_of_what_applies_is_the_same() -> None:
    content = make.content(chain(), answers={"shape": "b", "second": "Ja"})
    once = scope_of(content, chain()).asked
    assert scope_of(content, once).asked == once


@pytest.mark.parametrize("form", ["foundation", "agreement"])
def test_the_paper_and_its_proof_agree_on_what_applies(form: str) -> None:
    data: dict[str, Any] = complete()
    data["answers"] |= {"legal_form": form, "kvk": "01234567", "legal_form_other": "Gilde van de wijk"}
    content = PlanContent.model_validate(data)
    html = document_html(content, TEMPLATE, meta(content))
    assert proof_of(html, content, TEMPLATE).is_whole
    assert "Gilde van de wijk" not in html
    assert ("KvK-nummer" in html) == (form == "foundation")


def test_what_is_counted_elsewhere_leaves_out_what_does_not_apply() -> None:
    data = complete() | {"not_applicable": ["changes"]}
    content = PlanContent.model_validate(data)
    seen = seen_content(content, scope_of(content, TEMPLATE))
    assert content.text("changes")
    assert not seen.text("changes")


@pytest.mark.parametrize(
    ("when", "lead", "told"),
    [
        (IS_A, "only when:", ["“Vorm” is: A."]),
        ({"question": "shape", "in": ["a", "b"]}, "only when:", ["“Vorm” is one of these: A, B."]),
        ({"not": IS_A}, "only when:", ["“Vorm” is not: A."]),
        ({"question": "shape", "is_not": "a"}, "only when:", ["“Vorm” is not: A."]),
        ({"not": {"question": "shape", "is_not": "a"}}, "only when:", ["“Vorm” is: A."]),
        ({"question": "second", "filled": False}, "only when:", ["“Second” is not filled in."]),
        ({"not": {"question": "second", "filled": False}}, "only when:", ["“Second” is filled in."]),
        ({"all": [IS_A, FILLED]}, "all of this", ["“Vorm” is: A.", "“Second” is filled in."]),
        ({"not": {"all": [IS_A, IS_A]}}, "at least one", ["“Vorm” is not: A.", "“Vorm” is not: A."]),
        ({"any": [IS_A, {"all": [IS_A]}]}, "depends on", ["“Vorm”"]),
    ],
)
def test_a_condition_is_told_in_words(when: dict[str, Any], lead: str, told: list[str]) -> None:
    found = deciding(Condition.model_validate(when), chain())
    assert lead in found.lead.english()
    assert [one.message.english() for one in found.answers] == told


@pytest.fixture
def legal(app: Flask, ids: dict[str, uuid.UUID]) -> tuple[Pages, uuid.UUID]:
    """Return Marit, and a complete plan of a foundation with a number."""
    data = complete()
    data["answers"] |= {"legal_form": "foundation"}
    with transaction(write=True):
        made = make.plan(ids["lindewijk"], PlanContent.model_validate(data)).id
    return Pages(app, MARIT), made


def test_toggled_twice_nothing_is_lost_and_nothing_haunts(legal: tuple[Pages, uuid.UUID]) -> None:
    marit, plan_id = legal
    page = f"/plannen/{plan_id}/onderdeel/legal_form"

    def choose(form: str) -> list[str]:
        marit.submit(form_of(marit.get(page), QUESTIONS), legal_form=form)
        with transaction(write=False) as session:
            content = queries.plan_content(session.get_one(Plan, plan_id))
        assert content.text("kvk") == "01234567"
        return [ref.question for ref in answered(content, TEMPLATE)]

    before = choose("foundation")
    assert "kvk" in before
    assert "kvk" not in choose("agreement")
    assert choose("foundation") == before


def test_the_page_says_what_decides_and_keeps_the_field(legal: tuple[Pages, uuid.UUID]) -> None:
    marit, plan_id = legal
    page = marit.get(f"/plannen/{plan_id}/onderdeel/legal_form")
    marit.submit(form_of(page, QUESTIONS), legal_form="agreement")
    page = marit.get(f"/plannen/{plan_id}/onderdeel/legal_form")
    assert page.one("#kvk")["value"] == "01234567"
    told = [one.get_text(" ", strip=True) for one in page.html.select(".condition")]
    assert len(told) == 2
    assert all("Rechtsvorm" in one for one in told)
    assert "Niet van toepassing" in marit.get(f"/plannen/{plan_id}/lezen").one("#legal_form").get_text()


def test_a_part_that_does_not_apply_says_so_and_is_passed_over(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    tasks = TEMPLATE.part("tasks")
    assert tasks
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"])
        plan_id = plan.id
        assert not applicable_now(plan, TEMPLATE, tasks)
    page = Pages(app, MARIT).get(f"/plannen/{plan_id}/onderdeel/tasks")
    assert "Rollen in de samenwerking" in page.one(".condition").get_text()


def test_a_complete_plan_of_another_form_has_no_findings() -> None:
    data = complete()
    data["answers"] |= {"legal_form": "agreement"}
    assert not findings_of(data)
