"""A plan moves to another template without losing an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings

from tests.make import example, small_definition
from tests.plans.templates_to_move import content, definition, moves, question
from workbench.plans.content import PlanContent
from workbench.plans.rules.moving import changes_between, default_decisions, move, moved
from workbench.plans.rules.moving.cells import Cell, answered, said

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition
    from workbench.plans.rules.moving import Change

NAME = question("name", "line", "Naam")


def cells(plan: PlanContent, template: Definition) -> dict[str, Cell]:
    return {cell.piece: cell for part in template.parts for cell in answered(plan, part)}


def only_change(plan: PlanContent, old: Definition, new: Definition) -> Change:
    (found,) = [change for change in changes_between(plan, old, new) if change.asks]
    return found


def aside(plan: PlanContent) -> list[tuple[str | None, str | None]]:
    return [(row.name, row.text) for row in plan.set_aside]


def test_a_move_to_the_same_template_changes_nothing() -> None:
    old = definition([question("aim", "text", "Doel")], [NAME])
    assert changes_between(content(old), old, old) == ()
    assert moved(content(old), old, old, {}) == content(old)


def test_an_answer_to_a_question_that_is_gone_goes_where_the_words_point_or_aside() -> None:
    old = definition([question("aim", "text", "Doel van de wijk")], [NAME])
    new = definition([question("goal", "text", "Doelen van de wijk")], [NAME], version=2)
    change = only_change(content(old), old, new)
    assert change.proposed == "to:goal"
    assert moved(content(old), old, new, {}).answers["goal"] == "a-aim staat hier"
    made = moved(content(old), old, new, {change.id: "aside"}, "Uit versie 1")
    assert [(row.name, row.origin, row.text) for row in made.set_aside] == [
        ("Doel van de wijk", "Uit versie 1", "a-aim staat hier")
    ]


def test_text_goes_below_an_answer_that_is_itself_set_aside_without_going_with_it() -> None:
    old = definition([question("aim", "text", "Een"), question("more", "text", "Twee")], [NAME])
    new = definition([question("more", "text", "Twee", max_words=1)], [NAME], version=2)
    made = moved(content(old), old, new, {"removed.aim": "to:more", "limit.more": "aside"})
    assert made.answers["more"] == "a-aim staat hier"
    assert aside(made) == [("Twee", "a-more staat hier")]


def test_an_answer_of_another_kind_is_read_again_or_kept_as_it_was_typed() -> None:
    old = definition([question("since", "date", "Sinds"), question("hue", "number", "Kleur")], [NAME])
    new = definition([question("since", "line", "Sinds"), question("hue", "choice", "Kleur")], [NAME], version=2)
    made = moved(content(old), old, new, {})
    assert made.answers["since"] == "3 mei 2027"
    assert made.unread == {"hue": "41"}


def test_an_option_that_is_gone_asks_for_another_one() -> None:
    old = definition([question("hue", "choice", "Kleur"), question("hues", "choices", "Kleuren")], [NAME])
    new = definition([question("hue", "choice", "Kleur"), question("hues", "choices", "Kleuren", 1)], [NAME], version=2)
    change = only_change(content(old), old, new)
    assert (change.texts, [way.key for way in change.ways]) == (("Blauw",), ["option:red", "aside"])
    assert moved(content(old), old, new, {change.id: "option:red"}).answers["hues"] == ("red",)
    made = moved(content(old), old, new, {change.id: "aside"})
    assert (made.answers["hues"], aside(made)) == (("red",), [("Kleuren", "Blauw")])


def test_a_column_that_is_gone_is_set_aside_with_the_names_of_its_rows() -> None:
    old = definition([], [NAME, question("location", "line", "Locatie")])
    made = moved(content(old), old, definition([], [NAME], version=2), {})
    assert aside(made) == [
        ("Leden: Locatie", "\n".join(f"m{n}-name staat hier: m{n}-location staat hier" for n in (1, 2)))
    ]
    assert [row.location for row in made.members] == [None, None]


def test_a_list_that_is_gone_is_set_aside_row_by_row() -> None:
    old, new = definition([], [NAME]), definition([], [NAME], version=2, partners=False)
    made = moved(content(old), old, new, {})
    assert aside(made) == [("Partners: Welzijn", "Partner: Welzijn\nRol: p-role helpt mee")]
    assert made.partners == ()


def test_a_question_in_other_words_or_another_chapter_is_told_and_asks_nothing() -> None:
    old = definition([question("aim", "text", "Doel")], [NAME])
    part = {"id": "other", "title": "Anders", "questions": [question("aim", "text", "Uw doel")]}
    fixed = {"id": "first", "title": "Wie", "questions": [question("fixed", "text", "Vast")]}
    chapters = [{"id": "all", "title": "Alles", "parts": [fixed]}, {"id": "later", "title": "Later", "parts": [part]}]
    new = small_definition(version=2, chapters=chapters)
    told = [(one.sort, one.now) for one in changes_between(content(old), old, new) if one.label == "Doel"]
    assert told == [("moved", "Later"), ("reworded", "Uw doel")]


def test_a_part_that_must_now_be_filled_in_applies_again() -> None:
    old, new = definition([], [NAME]), definition([], [NAME], version=2)
    plan = content(old).model_copy(update={"not_applicable": ("with",)})
    assert [change.sort for change in changes_between(plan, old, new)] == ["applies"]
    assert moved(plan, old, new, {}).not_applicable == ()


def test_rows_that_the_new_template_prescribes_are_added() -> None:
    old = definition([], [NAME])
    part = {"id": "who", "title": "Leden", "set": "members", "columns": [NAME], "rows": [{"id": "gp", "name": "Arts"}]}
    new = small_definition(version=2, chapters=[{"id": "all", "title": "Alles", "parts": [part]}])
    assert [row.name for row in moved(content(old), old, new, {}).members][-1] == "Arts"


def test_a_long_column_is_set_aside_in_texts_that_fit() -> None:
    old = definition([], [NAME, question("note", "text", "Notitie")])
    rows = [{"id": f"r{n}", "name": f"Lid {n}", "extra": {"note": f"n{n} " + "x" * 15_000}} for n in range(4)]
    plan = PlanContent.model_validate({"definition": old.key, "definition_version": 1, "members": rows})
    texts = [str(text) for _, text in aside(moved(plan, old, definition([], [NAME], version=2), {}))]
    assert sum(text.count("x") for text in texts) == 60_000


def test_the_example_moves_to_itself_unchanged() -> None:
    plan = PlanContent.model_validate(
        {"definition": example().key, "definition_version": 1, "answers": {"mission": "Langer thuis."}}
    )
    assert moved(plan, example(), example(), {}).answers == plan.answers


@settings(max_examples=200, deadline=None)
@given(moves())
def test_kept_changed_and_set_aside_are_all_old_answers(
    drawn: tuple[PlanContent, Definition, Definition, dict[str, str]],
) -> None:
    plan, old, new, decisions = drawn
    made = move(plan, old, new, decisions)
    before, after = cells(plan, old), cells(made.content, new)
    assert {*made.kept, *made.changed, *made.aside} == set(before)
    loose = "\n".join(str(row.text) for row in made.content.set_aside)
    there = "\n".join([loose, *(said(cell, made.content) for cell in after.values())])
    for piece in made.kept:
        assert (after[piece].value, after[piece].unread) == (before[piece].value, before[piece].unread) or (
            piece == "fixed" and str(after[piece].value).startswith(str(before[piece].value))
        )
    for piece in {*made.aside} - {*made.changed}:
        labels = said(before[piece], plan).split(", ")
        assert all(label in there for label in labels)
    for piece in {*made.changed} - {*made.aside}:
        assert said(before[piece], plan) in there or before[piece].question.options


@given(moves())
def test_what_is_proposed_for_a_change_is_one_of_its_ways(
    drawn: tuple[PlanContent, Definition, Definition, dict[str, str]],
) -> None:
    plan, old, new, _ = drawn
    changes = changes_between(plan, old, new)
    assert all(change.proposed in {way.key for way in change.ways} for change in changes if change.asks)
    assert set(default_decisions(changes)) == {change.id for change in changes if change.asks}
