"""A template that extends another: what each change does, and where a mistake in a change is told."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

import pytest

from tests.definitions.make import SMALL, template_file
from workbench.definitions.loader import TemplateError, load_definition

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.definitions.loader import Mistake
    from workbench.definitions.schema import Definition

HEADING = """\
key: brug-2026
version: 1
status: concept
year: 2026
title: De Brug
extends: klein-2026@1
insurer: Zorgverzekeraar De Brug
sources:
  - {id: policy, title: Inkoopbeleid, publisher: De Brug}
"""
BASE = SMALL.replace(
    "chapters:\n",
    "sources:\n  - {id: own, title: Eigen, publisher: Wij}\nrules:\n"
    "  - {id: risky, check: min_rows, set: risks, least: 1, level: advice, source: own}\nchapters:\n",
    1,
)


def written(folder: Path, changes: str = "", heading: str = HEADING) -> Path:
    """Write the base and a template that extends it with these changes; return the file of the second."""
    template_file(folder, BASE)
    text = heading + ("changes:\n" + indent(changes, "  ") if changes else "")
    return template_file(folder, text, "brug-2026.yaml")


def extended(folder: Path, changes: str = "") -> Definition:
    return load_definition(written(folder, changes))


def mistakes_of(folder: Path, changes: str = "", heading: str = HEADING) -> list[Mistake]:
    with pytest.raises(TemplateError) as caught:
        load_definition(written(folder, changes, heading))
    return caught.value.mistakes


def test_the_heading_replaces_and_its_lists_are_added(tmp_path: Path) -> None:
    made = extended(tmp_path)

    assert (made.key, made.title, made.insurer) == ("brug-2026", "De Brug", "Zorgverzekeraar De Brug")
    assert (made.document_title, made.extends) == ("Plan", "klein-2026@1")
    assert [source.id for source in made.sources] == ["own", "policy"]
    assert [part.id for part in made.parts] == ["mission", "risks"]


def test_a_field_is_changed_added_and_taken_away(tmp_path: Path) -> None:
    made = extended(
        tmp_path,
        "- {change: parts/mission, with: {title: Waarom?, why: Daarom., optional: true}}\n"
        "- {change: parts/mission, with: {why: null}}\n"
        "- {change: parts/risks/columns/name, with: {label: Gevaar, required: true}}\n"
        "- {change: rules/risky, with: {least: 3, level: blocking}}\n"
        "- {change: chapters/start, with: {title: Eerst}}\n".replace("Waarom?", "Waarom dan"),
    )
    name = made.set_parts["risks"].column("name")

    assert (made.parts[0].title, made.parts[0].why, made.parts[0].optional) == ("Waarom dan", None, True)
    assert name is not None
    assert (name.label, name.required) == ("Gevaar", True)
    assert (made.rules[0].least, made.rules[0].level, made.chapters[0].title) == (3, "blocking", "Eerst")


def test_what_is_removed_is_gone(tmp_path: Path) -> None:
    made = extended(tmp_path, "- remove: parts/risks/columns/chance\n- remove: parts/mission\n")

    assert [part.id for part in made.parts] == ["risks"]
    assert [column.id for column in made.parts[0].columns] == ["name"]


@pytest.mark.parametrize(
    ("after", "order"),
    [
        ("", ["mission", "risks", "new"]),
        (", after: mission", ["mission", "new", "risks"]),
        (", after: null", ["new", "mission", "risks"]),
    ],
)
def test_an_addition_stands_last_first_or_behind_another(tmp_path: Path, after: str, order: list[str]) -> None:
    part = "{id: new, title: Nieuw, questions: [{id: own, kind: text, label: Eigen}]}"

    made = extended(tmp_path, f"- {{add: {{part: {part}}}, to: chapters/start{after}}}\n")

    assert [one.id for one in made.parts] == order


def test_everything_can_be_added(tmp_path: Path) -> None:
    made = extended(
        tmp_path,
        "- {add: {chapter: {id: end, title: Slot, parts: [{id: last, title: Laatst, questions: "
        "[{id: own, kind: line, label: Eigen}]}]}}, after: start}\n"
        "- {add: {question: {id: vision, kind: text, label: Visie}}, to: parts/last, after: own}\n"
        "- {add: {column: {id: measure, kind: text, label: Maatregel}}, to: parts/risks, after: name}\n"
        "- {add: {row: {id: rain, name: Regen, source: law}}, to: parts/risks}\n"
        "- {add: {source: {id: law, title: Wet, publisher: Rijk}}, after: null}\n"
        "- {add: {fact: {topic: titles, text: Drie., source: law}}}\n"
        "- {add: {deadline: {id: portal, label: Dicht, date: 2026-09-30, source: law}}}\n"
        "- {add: {income: {id: wijk, label: Wijk, kind: granted, source: law}}}\n"
        "- {add: {rule: {id: late, check: deadline, deadline: portal, level: advice, source: law}}}\n",
    )

    assert [column.id for column in made.set_parts["risks"].columns] == ["name", "measure", "chance"]
    assert [question.id for question in made.chapters[1].parts[0].questions] == ["own", "vision"]
    assert [source.id for source in made.sources] == ["law", "own", "policy"]
    assert (len(made.facts), len(made.deadlines), len(made.income), len(made.rules)) == (1, 1, 1, 2)
    assert [row.name for row in made.set_parts["risks"].rows] == ["Regen"]


@pytest.mark.parametrize(
    ("change", "path", "expected"),
    [
        ("{remove: parts/visie}", "changes[1].remove", "there is no parts/visie in the base, or it was removed"),
        ("{remove: parts/risks/columns/hue}", "changes[1].remove", "there is no parts/risks/columns/hue"),
        ("{change: rules/none, with: {least: 2}}", "changes[1].change", "there is no rules/none"),
        ("{change: parts/mission}", "changes[1]", "say in `with` what becomes different"),
        ("{change: parts/mission, with: {id: other}}", "changes[1]", "an id stays what it is"),
        ("{change: mission, with: {title: T}}", "changes[1].change", "should match pattern"),
        ("{remove: parts/mission, with: {title: T}}", "changes[1]", "one of: change with"),
        ("{replace: parts/mission}", "changes[1].replace", "not permitted"),
        ("{add: {page: {id: a}}}", "changes[1].add", "add one of chapter, part"),
        ("{add: {part: {id: a}}}", "changes[1].add", "a part is added with to: chapters/<id>"),
        ("{add: {rule: {id: a}}, to: parts/risks}", "changes[1].to", "a rule is added with no `to`"),
        ("{add: {column: {id: a}}, to: parts/none}", "changes[1].to", "there is no parts/none"),
        ("{add: {column: {id: a}}, to: parts/risks, after: b}", "changes[1].after", "there is no b to stand after"),
        ("{add: {row: {id: a}}, to: parts/risks}", "chapters[0].parts[1].rows[0].name", "Field required"),
        ("{change: parts/risks, with: {set: dangers}}", "chapters[0].parts[1].set", "there is no set dangers"),
        ("{remove: sources/own}", "changes[1]", "there is no source own; listed are policy (after this change"),
        ("{remove: parts/risks}", "changes[1]", "does not ask the set risks (after this change"),
    ],
)
def test_a_mistake_in_a_change_is_told_at_the_change(tmp_path: Path, change: str, path: str, expected: str) -> None:
    before, after = "{change: parts/mission, with: {title: Waarom}}", "{change: chapters/start, with: {title: Eerst}}"
    told = mistakes_of(tmp_path, f"- {before}\n- {change}\n- {after}\n")
    place = HEADING.count("\n") + 3

    assert [(one.file, one.line, one.path) for one in told if expected in one.expected] == [
        ("brug-2026.yaml", place, path)
    ]


def test_a_rule_of_the_base_that_the_new_heading_breaks_is_told_at_extends(tmp_path: Path) -> None:
    heading = HEADING
    base = BASE.replace(", source: own}", "}")
    file = written(tmp_path, heading=heading)
    template_file(tmp_path, base)

    with pytest.raises(TemplateError) as caught:
        load_definition(file)

    [mistake] = caught.value.mistakes
    assert (mistake.file, mistake.line, mistake.path) == ("brug-2026.yaml", 6, "extends")
    assert "names its source" in mistake.expected


def test_a_mistake_in_the_base_is_told_in_the_base(tmp_path: Path) -> None:
    file = written(tmp_path)
    template_file(tmp_path, BASE.replace("set: risks\n", "set: dangers\n"))

    with pytest.raises(TemplateError, match=r"klein-2026\.yaml:\d+: chapters\[0\]\.parts\[1\]\.set: there is no set"):
        load_definition(file)


@pytest.mark.parametrize(
    ("pinned", "expected"),
    [
        ("groot-2026@1", "the template groot-2026@1 is not there"),
        ("klein-2026@2", "the template klein-2026@2 is not there; there is klein-2026@1, and the version is pinned"),
        ("brug-2026@1", "does not extend itself: brug-2026.yaml extends brug-2026.yaml"),
        ("klein-2026", "should match pattern"),
    ],
)
def test_a_base_that_is_not_there_is_told_at_extends(tmp_path: Path, pinned: str, expected: str) -> None:
    [mistake] = mistakes_of(tmp_path, heading=HEADING.replace("klein-2026@1", pinned))

    assert (mistake.line, mistake.path) == (6, "extends")
    assert expected in mistake.expected


def test_templates_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    file = written(tmp_path)
    template_file(tmp_path, HEADING.replace("brug-2026", "klein-2026").replace("klein-2026@1", "brug-2026@1"))

    with pytest.raises(TemplateError, match=r"brug-2026\.yaml extends klein-2026\.yaml extends brug-2026\.yaml"):
        load_definition(file)


def test_an_extending_template_has_no_chapters_of_its_own(tmp_path: Path) -> None:
    [mistake] = mistakes_of(tmp_path, heading=HEADING + "chapters: []\n")

    assert mistake.path == "chapters"


def test_a_pinned_version_is_found_among_the_earlier_ones(tmp_path: Path) -> None:
    file = written(tmp_path)
    (tmp_path / "earlier").mkdir()
    template_file(tmp_path, BASE.replace("Wat is uw missie?", "Vroeger"), "earlier/klein-2026@1.yaml")
    template_file(tmp_path, BASE.replace("version: 1", "version: 2"))

    assert load_definition(file).parts[0].title == "Vroeger"


def test_a_base_is_looked_for_in_the_own_folder_and_then_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    file = written(tmp_path)
    moved = file.rename(tmp_path / "own" / file.name)

    assert load_definition(moved, tmp_path).parts[0].title == "Wat is uw missie?"
    with pytest.raises(TemplateError, match="is not there"):
        load_definition(moved)


def test_a_template_that_is_extended_twice_over_holds_everything(tmp_path: Path) -> None:
    written(tmp_path, "- {change: parts/mission, with: {title: Tweede}}\n")
    third = HEADING.replace("brug-2026", "derde-2026").replace("klein-2026@1", "brug-2026@1")
    third = third.replace("id: policy", "id: third") + "changes:\n  - {change: parts/risks, with: {title: Derde}}\n"

    made = load_definition(template_file(tmp_path, third, "derde-2026.yaml"))

    assert [part.title for part in made.parts] == ["Tweede", "Derde"]
    assert [source.id for source in made.sources] == ["own", "policy", "third"]
