"""The library: the newest templates, the earlier ones that plans follow, and what was published and may not change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.definitions.make import SMALL, template_file
from workbench.definitions import schema
from workbench.definitions.loader import TemplateError, load_definition, load_library
from workbench.definitions.published import publish

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = SMALL.replace("status: concept", "status: published")
KEY = "klein-2026"


def published(folder: Path) -> Path:
    """Write a template and publish it; return its file."""
    file = template_file(folder, PUBLISHED)
    publish(folder, load_definition(file))
    return file


def refusal(folder: Path) -> str:
    load_library.cache_clear()
    with pytest.raises(TemplateError) as caught:
        load_library(folder)
    return str(caught.value)


def test_a_published_template_loads_as_long_as_it_stays_as_it_is(tmp_path: Path) -> None:
    published(tmp_path)

    assert load_library(tmp_path).current()[KEY].status == "published"
    assert (tmp_path / "PUBLISHED").read_text().split()[0] == "klein-2026@1"


@pytest.mark.parametrize(
    ("old", "new"), [("missie?", "missie!"), ("Risico's", "Risico’s"), ("key: high", "key: medium")]
)
def test_one_changed_letter_stops_the_start_and_names_the_template(tmp_path: Path, old: str, new: str) -> None:
    published(tmp_path)
    template_file(tmp_path, PUBLISHED.replace(old, new))

    told = refusal(tmp_path)

    assert "klein-2026@1 (Klein) was published and has changed since" in told
    assert "raise its version to 2 and keep version 1 as earlier/klein-2026@1.yaml" in told


def test_other_words_for_the_same_leave_it_published(tmp_path: Path) -> None:
    published(tmp_path)
    lines = PUBLISHED.splitlines()
    text = "\n".join(["# a remark", lines[3], *lines[:3], *lines[4:], ""]).replace(
        "kind: text, label: Missie", "label: Missie, required: false, kind: text"
    )
    template_file(tmp_path, text)

    load_library.cache_clear()
    assert load_library(tmp_path).current()[KEY].parts[0].title == "Wat is uw missie?"


def test_the_hash_does_not_see_what_the_schema_gets_later(tmp_path: Path) -> None:
    made = load_definition(template_file(tmp_path))

    class Later(schema.Definition):
        colour: str = "blue"

    assert Later.model_validate(made.model_dump()).sha256 == made.sha256
    assert Later.model_validate(made.model_dump() | {"colour": "red"}).sha256 != made.sha256


def test_a_change_in_the_base_of_a_published_template_is_found(tmp_path: Path) -> None:
    published(tmp_path)
    heading = "key: brug-2026\nversion: 1\nstatus: published\nyear: 2026\ntitle: De Brug\nextends: klein-2026@1\n"
    publish(tmp_path, load_definition(template_file(tmp_path, heading, "brug-2026.yaml")))
    template_file(tmp_path, PUBLISHED.replace("missie?", "missie"))

    assert "brug-2026@1 (De Brug) was published and has changed since" in refusal(tmp_path)


def test_published_without_a_line_is_a_mistake(tmp_path: Path) -> None:
    template_file(tmp_path, PUBLISHED)

    assert "klein-2026.yaml:3: status: a line in PUBLISHED: workbench template publish klein-2026" in refusal(tmp_path)


def test_a_line_without_its_template_is_a_mistake(tmp_path: Path) -> None:
    published(tmp_path)
    template_file(tmp_path, SMALL.replace("version: 1", "version: 2"))

    told = refusal(tmp_path)

    assert "PUBLISHED:1: template: klein-2026@1 was published; keep it as earlier/klein-2026@1.yaml" in told


def test_what_was_published_is_no_concept_again(tmp_path: Path) -> None:
    published(tmp_path)
    template_file(tmp_path, SMALL)

    assert "klein-2026@1 was published, so it is no concept" in refusal(tmp_path)


@pytest.mark.parametrize("line", ["klein-2026", "klein-2026@1 abc", "klein-2026@0 " + "a" * 64, "a b c"])
def test_an_odd_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    template_file(tmp_path)
    (tmp_path / "PUBLISHED").write_text(f"# remark\n\n{line}\n")

    assert "PUBLISHED:3: template: key@version and its hash" in refusal(tmp_path)


def test_a_published_template_does_not_rest_on_a_concept(tmp_path: Path) -> None:
    template_file(tmp_path)
    heading = "key: brug-2026\nversion: 1\nstatus: published\nyear: 2026\ntitle: De Brug\nextends: klein-2026@1\n"
    publish(tmp_path, load_definition(template_file(tmp_path, heading, "brug-2026.yaml")))

    assert "a published template extends a published one, and klein-2026@1 is a concept" in refusal(tmp_path)


def test_an_earlier_version_stands_beside_the_newest(tmp_path: Path) -> None:
    (tmp_path / "earlier").mkdir()
    published(tmp_path).rename(tmp_path / "earlier" / "klein-2026@1.yaml")
    template_file(tmp_path, SMALL.replace("version: 1", "version: 2"))

    library = load_library(tmp_path)

    assert {key: one.version for key, one in library.current().items()} == {KEY: 2}
    assert [library.of(KEY, version) is not None for version in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize(
    ("version", "followed"),
    [(1, 3), (2, 2), (3, 3), (4, None)],
)
def test_a_plan_follows_its_own_version_or_what_a_concept_has_grown_into(
    tmp_path: Path, version: int, followed: int | None
) -> None:
    (tmp_path / "earlier").mkdir()
    file = template_file(tmp_path, PUBLISHED.replace("version: 1", "version: 2"))
    publish(tmp_path, load_definition(file))
    file.rename(tmp_path / "earlier" / "klein-2026@2.yaml")
    template_file(tmp_path, SMALL.replace("version: 1", "version: 3"))

    found = load_library(tmp_path).followed(KEY, version)

    assert (found.version if found else None) == followed
    assert load_library(tmp_path).followed("weg-2026", 1) is None


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (SMALL, "klein-2026@1.yaml", "an earlier version is published"),
        (PUBLISHED, "klein-2026@7.yaml", "the file of klein-2026@1 is called klein-2026@1.yaml"),
        (PUBLISHED.replace("version: 1", "version: 9"), "klein-2026@9.yaml", "a version before 2"),
    ],
)
def test_an_earlier_version_is_published_named_and_earlier(tmp_path: Path, text: str, name: str, expected: str) -> None:
    (tmp_path / "earlier").mkdir()
    template_file(tmp_path, text, f"earlier/{name}")
    template_file(tmp_path, SMALL.replace("version: 1", "version: 2"))

    assert expected in refusal(tmp_path)


def test_publishing_again_says_so_and_writes_nothing(tmp_path: Path) -> None:
    file = published(tmp_path)
    before = (tmp_path / "PUBLISHED").read_text()

    assert publish(tmp_path, load_definition(file)) == "klein-2026@1 is published already, as it stands."
    assert (tmp_path / "PUBLISHED").read_text() == before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SMALL, "write that first"),
        (PUBLISHED.replace("missie?", "missie"), "was published and has changed since"),
        (
            PUBLISHED.replace("version: 1", "version: 2"),
            "klein-2026@1 was published; keep it as earlier/klein-2026@1.yaml",
        ),
    ],
)
def test_what_cannot_be_published_is_refused_with_what_to_do(tmp_path: Path, text: str, expected: str) -> None:
    published(tmp_path)

    with pytest.raises(TemplateError, match=expected):
        publish(tmp_path, load_definition(template_file(tmp_path, text)))
