"""Tables as people really make them: percentages, a column for each year, and what stands in a table and below it."""

from __future__ import annotations

import pytest

from tests.make import example
from tests.plans.test_from_word_filling import TITLES, empty, everything_in, fill, piece
from workbench.plans.rules.from_word import Choice, Upload, filled, proposed
from workbench.plans.rules.from_word.names import unnumbered
from workbench.plans.rules.from_word.pieces import Piece, Sort

BUDGET = (
    ("Kostenpost", "Begroting 2025", "2026", "2027", "Totaal"),
    ("Wijkmanager", "€ 40.000", "€ 41.000", "€ 42.000", "€ 123.000"),
    ("Scholing", "-", "€ 1.500,50", "", "€ 1.500,50"),
    ("Totaal", "€ 40.000", "€ 42.500,50", "€ 42.000", "€ 124.500,50"),
)


def test_a_percentage_is_a_figure_with_its_unit() -> None:
    rows = (("Kenmerk", "Wijk", "Gemeente", "Jaar"), ("65-plussers", "24,1%", "21 %", "2024"))
    (row,) = fill(empty(), piece(rows=rows), {1: "s:figures"}).content.figures
    assert (str(row.value), str(row.comparison), row.unit, row.unread) == ("24.1", "21", "%", {})


def test_a_percentage_stays_as_typed_beside_another_unit() -> None:
    rows = (("Kenmerk", "Wijk", "Eenheid"), ("Inwoners", "24,1%", "inwoners"))
    (row,) = fill(empty(), piece(rows=rows), {1: "s:figures"}).content.figures
    assert (row.value, row.unread) == (None, {"value": "24,1%"})


def test_a_share_of_the_patients_is_read_with_its_sign() -> None:
    rows = (("Verzekeraar", "Marktaandeel"), ("Zilveren Kruis", "56,5%"))
    (row,) = fill(empty(), piece(rows=rows), {1: "s:insured"}).content.insured
    assert str(row.share) == "56.5"


def test_a_budget_with_a_column_a_year_becomes_a_line_a_year() -> None:
    found = fill(empty(), piece("", "Begroting", rows=BUDGET), {1: "s:budget_lines"}).content
    lines = [(row.description, row.year, str(row.quantity), row.rate) for row in found.budget_lines]
    assert lines == [
        ("Wijkmanager", 2025, "1", 4_000_000),
        ("Wijkmanager", 2026, "1", 4_100_000),
        ("Wijkmanager", 2027, "1", 4_200_000),
        ("Scholing", 2026, "1", 150_050),
    ]
    assert all(cell.strip("€ ") in everything_in(found) for row in BUDGET[3:] for cell in row)
    assert "Begroting 2025" in everything_in(found)


def test_income_by_year_becomes_a_line_a_year() -> None:
    rows = (("Bron", "2026 (€)", "2027 (€)"), ("Gemeente", "5.000", "6.000"))
    found = fill(empty(), piece(rows=rows), {1: "s:cover_lines"}).content
    assert [(row.description, row.year, row.amount) for row in found.cover_lines] == [
        ("Gemeente", 2026, 500_000),
        ("Gemeente", 2027, 600_000),
    ]


def test_hours_and_rate_beside_the_years_do_not_count_twice() -> None:
    rows = (("Kostenpost", "Uren", "Tarief", "2026"), ("Manager", "10", "€ 80", "€ 800"))
    found = fill(empty(), piece(rows=rows), {1: "s:budget_lines"}).content
    assert [(str(row.quantity), row.rate) for row in found.budget_lines] == [("1", 80_000)]
    assert "€ 80" in str(found.set_aside[0].text)


def test_two_columns_of_one_year_stay_as_they_are() -> None:
    rows = (("Kostenpost", "Begroot 2026", "Realisatie 2026"), ("Manager", "€ 80", "€ 70"))
    found = fill(empty(), piece(rows=rows), {1: "s:budget_lines"}).content
    assert [row.year for row in found.budget_lines] == [None]
    assert "€ 70" in str(found.set_aside[0].text)


def test_a_budget_by_year_is_proposed_as_budget() -> None:
    table = Piece(1, Sort.TABLE, ("9. Begroting",), (), "", BUDGET)
    counts = Piece(2, Sort.TABLE, ("Bijlage",), (), "", (("Straat", "2024", "2025"), ("Linde", "4", "5")))
    assert proposed((table, counts), example()) == {1: "s:budget_lines", 2: ""}


ACTIVITIES = (("Activiteit", "Trekker"), ("3.2 Wandelgroep", "Bo"), ("Eetclub", "Marit"))


def both(first: str) -> tuple[Piece, ...]:
    """Return an activity as a row of a table and as a paragraph, in either order."""
    table = Piece(1, Sort.TABLE, ("Activiteiten",), (), "", ACTIVITIES)
    told = Piece(2, Sort.TEXT, ("3.2 Wandelgroep",), ("Activiteiten",), "Elke week een uur.")
    return (table, told) if first == "table" else (told, table)


@pytest.mark.parametrize("first", ["table", "text"])
def test_an_activity_in_a_table_and_as_a_paragraph_is_one(first: str) -> None:
    choices = {1: Choice("s:activities"), 2: Choice("s:activities")}
    upload = Upload(both(first), "Uit Word", "w1", TITLES)
    done = filled(empty(), example(), upload, choices)
    found = done.content.activities
    assert sorted(row.label for row in found) == ["Eetclub", "Wandelgroep"]
    walk = next(row for row in found if row.label == "Wandelgroep")
    assert (walk.lead, "Elke week een uur." in str(walk.model_dump())) == ("Bo", True)
    assert done.rows == 2


def test_a_paragraph_joins_an_activity_that_the_plan_has() -> None:
    there = empty(activities=[{"id": "a1", "name": "wandelgroep", "lead": "Bo"}])
    done = fill(there, piece("Elke week.", "4. Wandelgroep"), {1: "s:activities"})
    (row,) = done.content.activities
    assert (row.id, row.lead, "Elke week." in str(row.model_dump()), done.rows) == ("a1", "Bo", True, 0)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("3.2 Wandelgroep", "Wandelgroep"),
        ("4. Wandelgroep", "Wandelgroep"),
        ("b) Wandelgroep", "Wandelgroep"),
        ("Activiteit 3: Wandelgroep", "Wandelgroep"),
        ("65 plus in beweging", "65 plus in beweging"),
        ("24-uurszorg", "24-uurszorg"),
        ("1.000 stappen", "1.000 stappen"),
        ("3.2", "3.2"),
    ],
)
def test_a_name_has_no_number_before_it(heading: str, name: str) -> None:
    assert unnumbered(heading) == name
