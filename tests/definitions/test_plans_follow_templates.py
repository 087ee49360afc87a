"""Plans and their templates: an earlier version, a concept that has grown, and a template that is gone."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.definitions.make import SMALL, template_file
from tests.pages import Pages
from tests.people import MARIT, STRANGER
from workbench.definitions.loader import load_definition, load_library
from workbench.definitions.published import publish
from workbench.kit.storage import session, transaction
from workbench.kit.values.errors import Refused
from workbench.plans import operations, queries
from workbench.plans.content import PlanContent
from workbench.plans.models import Plan
from workbench.plans.rules.interchange import read_plan_file, written_plan_file

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from flask import Flask

# By name: the package offers a function that is called as this module.
installed = import_module("workbench.plans.queries.definitions")
TITLE = "        questions:\n          - {id: title, kind: line, label: Titel}\n"
TEMPLATE = SMALL.replace("        questions:\n", TITLE)
OTHER = TEMPLATE.replace("klein-2026", "ander-2026")
SECOND = TEMPLATE.replace("version: 1", "version: 2").replace("Wat is uw missie?", "Waarom?")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder the one with the templates of this installation."""
    made = tmp_path / "plan_templates"
    (made / "earlier").mkdir(parents=True)
    monkeypatch.setattr(installed, "template_folder", lambda: made)
    return made


@pytest.fixture(autouse=True)
def _fresh() -> None:
    load_library.cache_clear()


def install(folder: Path, text: str, name: str = "klein-2026.yaml") -> None:
    """Put a template in the folder, in place of what stood there under that name."""
    template_file(folder, text, name)
    load_library.cache_clear()


def begun(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan with a title on the small template."""
    definition = queries.definitions()["klein-2026"]
    answers = {"title": "Samen gezond in de Lindewijk", "mission": "Gezond oud worden."}
    content = PlanContent.model_validate(
        {"definition": definition.key, "definition_version": definition.version, "answers": answers}
    )
    with transaction(write=True):
        return operations.import_plan(
            organisation_id=ids["lindewijk"], slug="lindewijk", definition=definition, content=content
        ).id


@pytest.fixture
def orphan(folder: Path, ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan, and take its template away."""
    install(folder, TEMPLATE)
    plan_id = begun(ids)
    (folder / "klein-2026.yaml").unlink()
    install(folder, OTHER, "ander-2026.yaml")
    return plan_id


@pytest.mark.parametrize("address", ["/", "/plannen/"])
def test_a_plan_whose_template_is_gone_is_listed_with_words(app: Flask, orphan: uuid.UUID, address: str) -> None:
    page = Pages(app, MARIT).get(address)

    assert page.one(f".plan-list a[href='/plannen/{orphan}/']").get_text() == "Samen gezond in de Lindewijk"
    assert "klein-2026@1" in page.text


@pytest.mark.parametrize(
    "piece", ["", "lezen", "controle", "hoofdstuk/start", "onderdeel/mission", "document.pdf", "document/voortgang"]
)
def test_its_own_pages_say_so_and_offer_its_content(app: Flask, orphan: uuid.UUID, piece: str) -> None:
    page = Pages(app, MARIT).get(f"/plannen/{orphan}/{piece}", status=404)

    assert "klein-2026@1" in page.text
    assert page.one(f"main a[href='/plannen/{orphan}/document.json']")


def test_it_can_still_be_taken_along_as_json(app: Flask, orphan: uuid.UUID) -> None:
    answer = Pages(app, MARIT).get(f"/plannen/{orphan}/document.json").response

    assert json.loads(answer.data)["content"]["answers"]["mission"] == "Gezond oud worden."


def test_a_stranger_hears_nothing_of_it(app: Flask, orphan: uuid.UUID) -> None:
    assert "klein-2026@1" not in Pages(app, STRANGER).get(f"/plannen/{orphan}/", status=404).text


def test_a_plan_on_an_earlier_version_stays_on_it(folder: Path, ids: dict[str, uuid.UUID]) -> None:
    install(folder, TEMPLATE.replace("status: concept", "status: published"))
    publish(folder, load_definition(folder / "klein-2026.yaml"))
    plan_id = begun(ids)
    (folder / "klein-2026.yaml").rename(folder / "earlier" / "klein-2026@1.yaml")
    install(folder, SECOND)

    with transaction(write=False):
        plan = session().get_one(Plan, plan_id)
        content = queries.plan_content(plan)
        assert queries.definition_of(plan).parts[0].title == "Wat is uw missie?"
    file = written_plan_file(content, slug="kopie", organisation=("lindewijk", "Lindewijk"))

    found = read_plan_file(file, name="kopie.json", library=queries.library())
    followed = queries.library().followed(found.content.definition, found.content.definition_version)

    assert found.content == content
    assert followed is not None
    assert followed.version == 1


def test_a_plan_on_a_concept_that_has_grown_is_shown_under_the_current_one(
    folder: Path, ids: dict[str, uuid.UUID]
) -> None:
    install(folder, TEMPLATE)
    plan_id = begun(ids)
    install(folder, SECOND)

    with transaction(write=False):
        plan = session().get_one(Plan, plan_id)
        content = queries.plan_content(plan)
        assert queries.definition_of(plan).parts[0].title == "Waarom?"
    file = written_plan_file(content, slug="kopie", organisation=("lindewijk", "Lindewijk"))

    assert read_plan_file(file, name="kopie.json", library=queries.library()).content == content


def test_a_file_of_a_version_that_is_not_installed_is_refused(folder: Path) -> None:
    install(folder, TEMPLATE)
    content = PlanContent(definition="klein-2026", definition_version=2)
    file = written_plan_file(content, slug="kopie", organisation=("lindewijk", "Lindewijk"))

    with pytest.raises(Refused, match=r"kopie\.json: content\.definition_version: expected 1"):
        read_plan_file(file, name="kopie.json", library=queries.library())
