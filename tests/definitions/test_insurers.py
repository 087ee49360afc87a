"""Templates of insurers: every demand has its source or is unknown, and another insurer needs no code."""

from __future__ import annotations

import re
import shlex
import shutil
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.definitions.make import SHIPPED_FOLDER, shipped
from tests.definitions.texts import all_texts
from tests.pages import Pages
from tests.people import MARIT
from workbench.cli import workbench
from workbench.definitions.loader import load_folder
from workbench.kit.storage import transaction
from workbench.plans import queries

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from workbench.definitions.schema import Definition

ROOT = SHIPPED_FOLDER.parent
INSURERS = ("cz-2026", "zilveren-kruis-2026", "zorg-en-zekerheid-2026")
REGIONS = ("cz-2026", "zilveren-kruis-2026")
EXPERIMENT = "experiment-hecht-wijkverband-2026"
TOPICS = {"titles", "contracting", "billing", "calendar", "policy", "terms"}
TOLD_BY = re.compile(r"cz_|zk_|zz_|ineen_|chamber_|nza_")
each = pytest.mark.parametrize("definition", shipped(), ids=lambda definition: definition.key)


def of(key: str) -> Definition:
    """Return a template that ships."""
    return load_folder(SHIPPED_FOLDER)[key]


def told(definition: Definition) -> Iterator[str]:
    """Yield every text of a template that is no invented example."""
    examples = {part.example for part in definition.parts}
    yield from (text for text in all_texts(definition) if text not in examples)
    yield from (fact.text for fact in definition.facts)
    yield from (rule.text or "" for rule in definition.rules)
    yield from (one.label for one in definition.deadlines)
    yield from (one.label for one in definition.income)
    yield from (f"{source.title} {source.note}" for source in definition.sources)
    yield from (f"{row.name} {row.help}" for part in definition.parts for row in part.rows)


def test_these_insurers_and_the_experiment_ship() -> None:
    assert {*INSURERS, EXPERIMENT, "voorbeeld-oi-wijk-2026"} <= set(load_folder(SHIPPED_FOLDER))
    assert {of(key).applicant for key in REGIONS} == {"regio"}
    assert of("zorg-en-zekerheid-2026").applicant == of(EXPERIMENT).applicant == "wijk"


@each
def test_every_rule_and_fact_has_a_source_or_is_unknown(definition: Definition) -> None:
    bare = [rule.id for rule in definition.rules if rule.source is None and not rule.is_unknown]
    bare += [fact.text for fact in definition.facts if fact.source is None and not fact.unknown]
    assert bare == []


@each
def test_every_rule_says_in_words_what_it_asks(definition: Definition) -> None:
    assert [rule.id for rule in definition.rules if not rule.text] == []


@each
def test_every_source_that_is_listed_is_used(definition: Definition) -> None:
    named = definition.model_dump_json()
    unused = [source.id for source in definition.sources if f'"source":"{source.id}"' not in named]
    # The experiment removes what its base says of the insurer's experiment; the source stays with the base.
    assert set(unused) <= {"nza_experiment"}


@each
def test_every_source_says_when_it_was_published_or_that_it_does_not(definition: Definition) -> None:
    assert [source.id for source in definition.sources if not (source.date or source.note)] == []


@each
def test_no_amount_and_no_tariff_stands_in_a_template(definition: Definition) -> None:
    amount = re.compile(r"€|[0-9] euro\b|[0-9],[0-9]{2}\b")
    assert [text for text in told(definition) if amount.search(text.replace("1.234,56", ""))] == []


@each
def test_amounts_in_examples_say_that_they_are_invented(definition: Definition) -> None:
    cells = [line for part in definition.parts if part.is_set for line in (part.example or "").splitlines()]
    amounts = [line for line in cells if re.match(r"[^:]+: € ", line)]
    assert all(line.endswith("(verzonnen)") for line in amounts), amounts


@each
def test_each_topic_of_the_explanation_is_told(definition: Definition) -> None:
    assert {fact.topic for fact in definition.facts} == TOPICS


@pytest.mark.parametrize("key", REGIONS)
def test_a_demand_on_the_region_never_blocks_a_neighbourhood(key: str) -> None:
    regional = [rule for rule in of(key).rules if rule.regional]
    assert regional
    assert {rule.level for rule in regional} == {"advice"}
    own = [rule for rule in of(key).rules if TOLD_BY.match(rule.source or "")]
    assert [rule.id for rule in own if rule.level == "blocking"] == []


@pytest.mark.parametrize("key", [*INSURERS, EXPERIMENT])
def test_what_is_not_publicly_known_is_said(key: str) -> None:
    unknown = [rule for rule in of(key).rules if rule.is_unknown]
    assert len(unknown) >= 3
    assert {rule.level for rule in unknown} == {"advice"}
    assert any(fact.unknown for fact in of(key).facts)


def test_the_conditions_of_cz_are_those_that_were_read() -> None:
    rules = {rule.check: rule.least for rule in of("cz-2026").rules if rule.source == "cz_conditions"}
    assert (rules["min_patients"], rules["mandate_share"], rules["other_domains"]) == (100_000, 85, 2)


def test_the_calendar_of_zilveren_kruis_is_that_of_its_page() -> None:
    days = [(one.date.month, one.date.day) for one in of("zilveren-kruis-2026").deadlines]
    assert days == [(4, 1), (8, 31), (9, 30), (11, 12)]


def test_the_experiment_is_not_linked_to_patients() -> None:
    assert {one.kind for one in of(EXPERIMENT).income} == {"granted"}
    assert "insured" not in of(EXPERIMENT).set_parts
    cover = of(EXPERIMENT).set_parts["cover_lines"]
    assert not {"patients", "tariff", "per", "insurer"} & {column.id for column in cover.columns}


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates, in use by the application."""
    folder = tmp_path / "plan_templates"
    shutil.copytree(SHIPPED_FOLDER, folder)
    # The package has a function of the same name as the module.
    installed = import_module("workbench.plans.queries.definitions")
    monkeypatch.setattr(installed, "template_folder", lambda: folder)
    return folder


def steps() -> list[list[str]]:
    """Return the commands of the README's recipe for another insurer, as words."""
    readme = (ROOT / "README.md").read_text("utf-8")
    recipe = readme.partition("**A template for another insurer.**")[2].partition("\n**")[0]
    return [shlex.split(line, comments=True) for line in recipe.splitlines() if line.startswith("    ")]


def test_the_recipe_of_the_readme_makes_a_template_that_a_plan_can_follow(
    app: Flask, ids: dict[str, uuid.UUID], templates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for step in steps():
        if step[0] == "cp":
            shutil.copy(ROOT / step[1], templates.parent / step[2])
        else:
            words = [str(ROOT / word) if "/" in word else word for word in step[1:]]
            assert not workbench(args=words, standalone_mode=False)
    assert "voorzorg-2027  version 1" in capsys.readouterr().out
    marit = Pages(app, MARIT)
    assert "Verzekeraar Voorzorg 2027" in marit.get("/sjablonen/").text
    assert "uiterlijk op 1 oktober 2026" in marit.get("/sjablonen/voorzorg-2027/uitleg").text
    with transaction(write=False):
        assert queries.definitions()["voorzorg-2027"].questions["summary"].max_words == 250
    del ids
