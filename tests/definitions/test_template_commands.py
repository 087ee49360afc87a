"""The commands of templates: publishing keeps one, checking finds its base elsewhere, the schema knows both forms."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.definitions.make import SMALL, template_file
from workbench.definitions.loader import load_library
from workbench.kit.values.errors import Refused
from workbench.plans.commands import template

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = SMALL.replace("status: concept", "status: published")


def told(*words: str) -> str:
    """Run a command and return what it says."""
    return CliRunner().invoke(template, words, catch_exceptions=False).output


def test_publishing_writes_the_line_that_the_start_asks_for(tmp_path: Path) -> None:
    template_file(tmp_path, PUBLISHED)

    assert "klein-2026@1 is published" in told("publish", "klein-2026", "--folder", str(tmp_path))
    assert load_library(tmp_path).of("klein-2026", 1) is not None


def test_a_concept_is_not_published_and_the_line_is_named(tmp_path: Path) -> None:
    template_file(tmp_path)

    assert "klein-2026.yaml:3: status: published" in told("publish", "klein-2026", "--folder", str(tmp_path))


def test_a_key_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no template weg-2026"):
        told("publish", "weg-2026", "--folder", str(tmp_path))


def test_a_template_is_checked_with_its_base_among_those_that_ship(tmp_path: Path) -> None:
    text = "key: eigen-2026\nversion: 1\nstatus: concept\nyear: 2026\ntitle: Eigen\nextends: voorbeeld-oi-wijk-2026@1\n"
    file = template_file(tmp_path, text + "changes:\n  - remove: parts/changes\n", "eigen-2026.yaml")
    wrong = template_file(tmp_path, text + "changes:\n  - remove: parts/nergens\n", "fout-2026.yaml")

    assert told("check", str(file)).startswith("eigen-2026: 15 chapters")
    assert "fout-2026.yaml:8: changes[0].remove: there is no parts/nergens" in told("check", str(wrong))


def test_earlier_versions_are_listed_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "earlier").mkdir()
    file = template_file(tmp_path, PUBLISHED)
    told("publish", "klein-2026", "--folder", str(tmp_path))
    file.rename(tmp_path / "earlier" / "klein-2026@1.yaml")
    template_file(tmp_path, SMALL.replace("version: 1", "version: 2"))
    monkeypatch.setattr(import_module("workbench.plans.queries.definitions"), "template_folder", lambda: tmp_path)

    assert told("list").splitlines() == [
        "klein-2026  version 2  concept  Klein",
        "klein-2026  version 1  earlier  Klein",
    ]


def test_the_schema_knows_a_whole_template_and_one_that_extends() -> None:
    made = json.loads(told("schema"))

    assert [one["$ref"] for one in made["anyOf"]] == ["#/$defs/Definition", "#/$defs/Extension"]
    assert {"is", "is_not", "in", "all", "any", "not"} <= set(made["$defs"]["Condition"]["properties"])
    assert "unknown_demand" in made["$defs"]["Rule"]["properties"]["check"]["enum"]
