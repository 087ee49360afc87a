"""Which answers are visible, in which order, and how each reads."""

from __future__ import annotations

import pytest

from tests import make
from workbench.plans.rules.applicable import scope_of
from workbench.plans.rules.visible import answered, cell_of, shown, value_of


def test_every_filled_cell_is_visible_once_in_the_order_of_the_template() -> None:
    definition, content = make.example(), make.filled(rows=2)
    definition = scope_of(content, definition).asked
    keys = [ref.key for ref in answered(content, definition)]
    expected: list[str] = []
    for part in definition.parts:
        expected += [question.id for question in part.questions]
        rows = content.rows(part.set) if part.set else ()
        cells = [(row, column.id) for row in rows for column in part.columns if row.cell(column.id) is not None]
        expected += [f"{part.set}/{row.id}/{column}" for row, column in cells]
    assert keys == expected
    assert len(set(keys)) == len(keys)


def test_nothing_is_visible_of_an_empty_content_or_row() -> None:
    definition = make.example()
    assert not answered(make.content(answers={}), definition)
    assert not answered(make.content(answers={}, members=[{"id": "m-1"}]), definition)


def test_what_could_not_be_read_is_visible() -> None:
    content = make.content(
        answers={}, unread={"period_start": "straks"}, members=[{"id": "m-1", "unread": {"patients": "veel"}}]
    )
    assert [ref.key for ref in answered(content, make.example())] == ["period_start", "members/m-1/patients"]


def test_zero_is_visible() -> None:
    content = make.content(answers={}, members=[{"id": "m-1", "patients": 0}])
    assert [ref.key for ref in answered(content, make.example())] == ["members/m-1/patients"]


def test_what_does_not_apply_is_hidden_and_comes_back_whole() -> None:
    definition, content = make.example(), make.filled()
    aside = content.model_copy(update={"not_applicable": ("results",)})
    hidden = {ref.key for ref in answered(content, definition)} - {ref.key for ref in answered(aside, definition)}
    assert hidden
    assert all(key.startswith("results/") for key in hidden)
    back = aside.model_copy(update={"not_applicable": ()})
    assert answered(back, definition) == answered(content, definition)


@pytest.mark.parametrize("kind", ["line", "text", "number", "year", "decimal", "tariff", "money", "date", "choice"])
def test_an_answer_of_every_kind_reads_in_words(kind: str) -> None:
    definition, content = make.example(), make.filled()
    columns = [(part, column) for part in definition.set_parts.values() for column in part.columns]
    part, column = next((part, column) for part, column in columns if column.kind == kind)
    row = content.rows(part.set or "")[0]
    assert shown(cell_of(row, column), column, content)
    assert shown(None, column, content) == ""


def test_a_reference_reads_as_number_and_name_of_its_row() -> None:
    content = make.content(
        themes=[{"id": "t-1", "name": "Jeugd"}],
        activities=[{"id": "a-1", "theme": "t-1", "name": "Wandelen"}],
        milestones=[{"id": "m-1", "activity": "a-1"}, {"id": "m-2", "activity": "weg"}],
    )
    column = make.example().set_parts["milestones"].column("activity")
    assert column is not None
    first, second = (shown(cell_of(row, column), column, content) for row in content.milestones)
    assert (first, second) == ("1.1 Wandelen", "")


def test_a_question_without_an_answer_has_no_value() -> None:
    mission = make.example().questions["mission"]
    assert value_of(make.content(answers={}), mission) is None
