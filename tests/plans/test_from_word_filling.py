"""Filling a plan from Word loses nothing: what is not placed is set aside."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.make import example
from tests.plans.test_from_word_pieces import BLOCKS, blocks_of
from tests.plans.word_plan import demo, word_plan
from workbench.definitions.kinds import TEXT_LIMIT
from workbench.kit.documents.word import BlockKind, read_word
from workbench.plans.content import PlanContent
from workbench.plans.rules.from_word import Choice, Filled, Upload, filled, pieces_of, places_of, proposed
from workbench.plans.rules.from_word.pieces import Piece, Sort

TITLES = {"text": "Begin", "table": "Tabel", "margin": "Marge", "contents": "Inhoud", "headings": "Koppen"}
PLACES = places_of(example())


def empty(**sets: Any) -> PlanContent:
    return PlanContent.model_validate({"definition": "voorbeeld-oi-wijk-2026", "definition_version": 1, **sets})


def fill(content: PlanContent, pieces: tuple[Piece, ...], choices: dict[int, str]) -> Filled:
    upload = Upload(pieces, "Uit Wijkplan 2025.docx", "w1", TITLES)
    return filled(content, example(), upload, {number: Choice(place) for number, place in choices.items()})


def piece(text: str = "", *headings: str, rows: tuple[tuple[str, ...], ...] = ()) -> tuple[Piece, ...]:
    return (Piece(1, Sort.TABLE if rows else Sort.TEXT, headings, (), text, rows),)


def everything_in(content: PlanContent) -> str:
    """Return all that a plan says: answers, cells as they would be typed, and the titles that the template prints."""
    said = [str(one) for one in (*content.answers.values(), *(row.text for row in content.set_aside))]
    said += [row.name or "" for row in content.set_aside]
    said += [word for place in PLACES.values() for word in (place.title, place.part.title, place.chapter.title)]
    for part in example().parts:
        said += [column.label for column in part.columns]
        for row in content.rows(part.set) if part.set else ():
            said += row.unread.values()
            cells = [(column.answer_kind, row.cell(column.id)) for column in part.columns]
            said += [kind.typed(value) for kind, value in cells if value]
    return "\n".join(said)


def test_text_goes_below_what_stands_there() -> None:
    found = fill(empty(answers={"mission": "Oud."}), piece("Nieuw.", "Missie"), {1: "q:mission"})
    assert found.content.answers == {"mission": "Oud.\n\nNieuw."}
    assert (found.placed, found.aside) == (1, 0)


def test_a_heading_that_says_more_than_the_question_stays_with_its_text() -> None:
    found = fill(empty(), piece("Wij helpen.", "Hulp bij geldzorgen"), {1: "q:mission"})
    assert found.content.answers == {"mission": "Hulp bij geldzorgen\nWij helpen."}


def test_a_heading_that_says_the_same_is_kept_apart() -> None:
    found = fill(empty(), piece("Wij helpen.", "2.1 Onze missie"), {1: "q:mission"})
    assert found.content.answers == {"mission": "Wij helpen."}
    assert [(row.name, row.text) for row in found.content.set_aside] == [("Koppen", "2.1 Onze missie")]


def test_what_gets_no_place_is_set_aside_with_its_origin() -> None:
    row = fill(empty(), piece("Vrijdag.", "De borrel"), {}).content.set_aside[0]
    assert (row.name, row.origin, row.text) == ("De borrel", "Uit Wijkplan 2025.docx", "Vrijdag.")


def test_text_for_which_there_is_no_room_is_set_aside() -> None:
    full = "x" * TEXT_LIMIT
    found = fill(empty(answers={"mission": full}), piece("Nieuw."), {1: "q:mission"})
    assert found.content.answers == {"mission": full}
    assert found.content.set_aside[0].text == "Nieuw."


def test_a_table_becomes_rows_and_cells_that_cannot_be_read_stay_as_typed() -> None:
    rows = (("Activiteit", "Gereed", "Speerpunt"), ("Wandelgroep", "zodra het kan", "Bewegen"))
    there = empty(priorities=[{"id": "p1", "name": "Bewegen"}])
    row = fill(there, piece(rows=rows), {1: "s:activities"}).content.activities[0]
    assert (row.name, row.priority, row.unread) == ("Wandelgroep", "p1", {"end": "zodra het kan"})


def test_columns_and_totals_without_a_place_are_set_aside_with_their_headings() -> None:
    rows = (("Kostenpost", "Uurtarief", "Kleur"), ("Wijkmanager", "€ 82,50", "rood"), ("Totaal", "€ 82,50", ""))
    found = fill(empty(), piece("", "Kosten", rows=rows), {1: "s:budget_lines"}).content
    assert [(row.description, row.rate) for row in found.budget_lines] == [("Wijkmanager", 8250)]
    assert found.set_aside[0].text == "Kostenpost\tUurtarief\tKleur\nWijkmanager\t\trood\nTotaal\t€ 82,50"


def test_a_heading_with_text_becomes_a_row_of_a_list() -> None:
    row = fill(empty(), piece("Veel mensen vallen.", "Vallen voorkomen"), {1: "s:priorities"}).content.priorities[0]
    assert (row.name, row.signal) == ("Vallen voorkomen", "Veel mensen vallen.")


def test_rows_beyond_what_fits_are_set_aside() -> None:
    most = example().set_parts["risks"].max_rows
    rows = (("Risico", "Maatregel"), *((f"risico{n}", "iets") for n in range(most + 3)))
    found = fill(empty(), piece(rows=rows), {1: "s:risks"}).content
    assert len(found.risks) == most
    assert f"risico{most + 2}" in str(found.set_aside[0].text)


def test_last_years_plan_of_twenty_pages_keeps_every_word() -> None:
    data, said = word_plan()
    pieces = pieces_of(read_word(data))
    found = fill(empty(), pieces, proposed(pieces, example()))
    there = "".join(everything_in(found.content).split())
    assert [text for text in said if "".join(text.split()) not in there] == []
    assert found.placed >= 25
    assert len(found.content.activities) == len(demo()["activities"])


CHOSEN = st.lists(st.sampled_from(["", *PLACES]), min_size=60, max_size=60)


@settings(max_examples=60, deadline=None)
@given(shapes=BLOCKS, chosen=CHOSEN)
def test_placed_and_set_aside_together_are_all_text_of_the_file(
    shapes: list[tuple[BlockKind, int, bool, int]], chosen: list[str]
) -> None:
    blocks = blocks_of(shapes)
    pieces = pieces_of(blocks)
    places = {one.number: chosen[one.number % 60] for one in pieces}
    said = everything_in(fill(empty(answers={"mission": "Stond er al."}), pieces, places).content)
    assert all(word in said for block in blocks for word in block.typed.removeprefix("- ").split())
    assert "Stond er al." in said


def test_a_cell_in_which_nothing_can_be_seen_is_no_answer() -> None:
    rows = (("Signaal", "Cijfer"), ("Veel vallen", "\u200b"))
    found = fill(empty(), piece(rows=rows), {1: "s:signals"})
    assert [(row.name, row.unread) for row in found.content.signals] == [("Veel vallen", {})]
