"""The shape of a template: what a question, a part and a definition may be."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workbench.definitions.catalogue import CHOICES, QUESTIONS, REFERENCES, SETS
from workbench.definitions.kinds import KINDS
from workbench.definitions.schema import Definition, Part, Question

MISSION = {"id": "mission", "kind": "text", "label": "Missie"}
NAME = {"id": "name", "kind": "line", "label": "Naam"}


def definition(*parts: dict[str, object]) -> dict[str, object]:
    return {
        "key": "klein-2026",
        "version": 1,
        "status": "concept",
        "year": 2026,
        "title": "Klein",
        "document_title": "Plan",
        "description": "Klein.",
        "source": "Verzonnen.",
        "chapters": [{"id": "start", "title": "Begin", "parts": list(parts)}],
    }


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ({"kind": "choice"}, "a choice needs options"),
        ({"options": [{"key": "a", "label": "A"}]}, "only a choice has them"),
        ({"kind": "reference"}, "a reference needs a set"),
        ({"set": "members"}, "only a reference has one"),
        ({"kind": "date", "max_words": 10}, "only text has a number of words"),
        ({"label": "  "}, "at least 1 character"),
        ({"id": "Missie"}, "should match pattern"),
        ({"id": "a" * 41}, "should match pattern"),
        ({"max_words": 0}, "greater than or equal to 1"),
    ],
)
def test_a_question_that_does_not_fit_its_kind_is_refused(question: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Question.model_validate(MISSION | {"id": "own"} | question)


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ({}, "a part has either questions or a set"),
        ({"questions": [MISSION], "set": "themes", "columns": [NAME]}, "a part has either questions or a set"),
        ({"questions": [MISSION], "columns": [NAME]}, "only a set has them"),
        ({"set": "themes"}, "a set needs columns"),
        ({"set": "straten", "columns": [NAME]}, "there is no set straten; known are members"),
    ],
)
def test_a_part_is_one_thing(part: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Part.model_validate({"id": "part", "title": "Deel"} | part)


def test_a_reference_goes_to_the_set_it_knows() -> None:
    column = {"id": "activity", "kind": "reference", "label": "Activiteit", "set": "themes"}

    with pytest.raises(ValidationError, match="column activity cannot refer to themes"):
        Part.model_validate({"id": "part", "title": "Deel", "set": "milestones", "columns": [column]})


def test_a_template_may_add_a_column_and_a_question_of_its_own() -> None:
    own = {"id": "colour", "kind": "choice", "label": "Kleur", "options": [{"key": "red", "label": "Rood"}]}
    made = Definition.model_validate(
        definition(
            {"id": "own", "title": "Eigen", "questions": [own]},
            {"id": "themes", "title": "Thema's", "set": "themes", "columns": [NAME, own]},
        )
    )

    assert made.questions["colour"].options[0].label == "Rood"
    assert made.set_parts["themes"].column("colour") is not None


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        ({"id": "first", "title": "Tweede", "questions": [NAME]}, "part first stands twice"),
        ({"id": "second", "title": "Tweede", "questions": [MISSION]}, "question mission stands twice"),
    ],
)
def test_names_stand_once_in_the_whole_template(second: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Definition.model_validate(definition({"id": "first", "title": "Eerste", "questions": [MISSION]}, second))


def test_a_set_stands_once_in_the_whole_template() -> None:
    themes: dict[str, object] = {"title": "Thema's", "set": "themes", "columns": [NAME]}

    with pytest.raises(ValidationError, match="set themes stands twice"):
        Definition.model_validate(definition({"id": "first"} | themes, {"id": "second"} | themes))


def test_parts_and_chapters_are_found_by_their_id() -> None:
    made = Definition.model_validate(definition({"id": "first", "title": "Eerste", "questions": [MISSION]}))
    part, chapter = made.part("first"), made.chapter("start")

    assert part is not None
    assert made.chapter_of(part) is chapter
    assert (made.part("second"), made.chapter("end"), part.column("name")) == (None, None, None)


def test_the_catalogue_speaks_of_kinds_columns_and_sets_that_exist() -> None:
    kinds = {*QUESTIONS.values(), *(kind for columns in SETS.values() for kind in columns.values())}

    assert kinds <= set(KINDS)
    assert all(SETS[name][column] in {"choice", "choices"} for name, column in CHOICES)
    references = {
        (name, column)
        for name, columns in SETS.items()
        for column, kind in columns.items()
        if kind in {"reference", "references"}
    }
    assert references == {(name, column) for name, columns in REFERENCES.items() for column in columns}
    assert {target for columns in REFERENCES.values() for target in columns.values()} <= set(SETS)
