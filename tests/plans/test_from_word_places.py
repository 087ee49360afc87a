"""A place is proposed by the words of a heading, and columns by those of a table."""

from __future__ import annotations

import time

import pytest

from tests.make import example
from workbench.plans.rules.from_word import columns_for, pieces_of, places_of, proposed
from workbench.plans.rules.from_word.pieces import Cells, Piece, Sort
from workbench.plans.rules.from_word.terms import terms


def place_of(*headings: str, above: tuple[str, ...] = ()) -> str:
    piece = Piece(1, Sort.TEXT, headings, above, "Tekst.")
    return proposed([piece], example())[1]


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("Missie", "q:mission"),
        ("2.1 Onze missie", "q:mission"),
        ("MANAGEMENTSAMENVATTING", "q:summary"),
        ("4.4 Sociale kaart", "q:network"),
        ("Wat doet de wijkmanager?", "q:manager_role"),
        ("Bijlage B: Risico’s", ""),
        ("Voorwoord van de wethouder", ""),
        ("2024", ""),
    ],
)
def test_a_heading_points_to_the_question_it_is_like(heading: str, place: str) -> None:
    assert place_of(heading) == place


def test_a_piece_under_a_list_of_the_template_becomes_a_row_of_it() -> None:
    assert place_of("Wandelen met de praktijk", above=("6. Activiteiten",)) == "s:activities"


def test_text_without_a_heading_of_its_own_goes_where_the_heading_above_points() -> None:
    assert place_of(above=("Missie",)) == "q:mission"


def test_a_heading_in_the_plural_or_with_accents_is_the_same() -> None:
    assert terms("Mijlpalen") == terms("de mijlpaal")
    assert terms("financiën") == terms("Financien")


TABLE: Cells = (("Wat", "Trekker", "Gereed", "Kleur"), ("Wandelgroep", "An", "1 mei 2027", "groen"))


def test_a_table_points_to_the_list_whose_columns_it_has() -> None:
    piece = Piece(1, Sort.TABLE, ("Wat gaan wij doen?",), ("Activiteiten",), rows=TABLE)
    assert proposed([piece], example())[1] == "s:activities"


def test_columns_are_found_by_their_headings_each_once() -> None:
    part = example().set_parts["activities"]
    found = columns_for((("Activiteit", "Wat", "Trekker"),), part)
    assert [column.id if column else None for column in found.columns] == ["name", None, "lead"]


def test_a_table_of_something_else_has_no_place() -> None:
    piece = Piece(1, Sort.TABLE, (), (), rows=(("Maandag", "Dinsdag"), ("9 uur", "10 uur")))
    assert proposed([piece], example()) == {1: ""}


def test_every_text_and_every_list_of_the_template_is_a_place() -> None:
    places, definition = places_of(example()), example()
    assert {f"s:{name}" for name in definition.set_parts} <= set(places)
    assert {f"q:{key}" for key, one in definition.questions.items() if one.kind == "text"} <= set(places)


def test_an_empty_file_has_no_pieces() -> None:
    assert proposed(pieces_of([]), example()) == {}


def test_hundreds_of_wide_tables_are_placed_within_five_seconds() -> None:
    wide = tuple(
        tuple(f"Trekker naam {chr(97 + n % 26)}{chr(97 + m % 26)} activiteit {m}" for m in range(60)) for n in range(2)
    )
    tables = [Piece(n, Sort.TABLE, (), (), "", ((*wide[0][:-1], f"Doel {n}"), wide[1])) for n in range(250)]
    began = time.perf_counter()
    proposed(tables, example())
    assert time.perf_counter() - began < 5


def test_of_a_very_wide_table_the_first_forty_headings_are_compared() -> None:
    part = places_of(example())["s:activities"].part
    found = columns_for(((*["Grijs"] * 40, "Activiteit"),), part)
    assert (len(found.columns), found.matched) == (41, 0)
