"""What a workbook would change: nothing unedited, one line for one cell, and never another's work."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from tests.plans.odd import KEPT
from tests.plans.spreadsheets import ACTIVITIES, LINES, PLAN, Edited, budget, changes, costs, exported, plain
from workbench.kit.documents.spreadsheets import read_workbook
from workbench.kit.values.errors import Refused
from workbench.kit.values.text import clean_line
from workbench.plans.rules.reading import read
from workbench.plans.rules.sheets import digest, guessed, own_changes, plain_changes
from workbench.plans.rules.sheets.layout import FIRST_ROW, LISTS, MARK_ROW, ORIGIN, SPARE_ROWS

if TYPE_CHECKING:
    from workbench.plans.rules.sheets import SetChanges

END = FIRST_ROW + len(LINES)


def told(found: SetChanges) -> list[tuple[str, str, Any]]:
    """Return each changed cell: line, column, new value."""
    return [(one.row.id, cell.column.id, cell.new[0]) for one in found.changed for cell in one.cells]


def nothing(found: SetChanges) -> bool:
    """Say whether a workbook changes nothing, and has nothing to tell."""
    return not (found.anything or found.clashes or found.refused)


def test_a_workbook_that_nobody_edited_changes_nothing() -> None:
    content = make.filled(rows=6)
    for data in (exported(content), Edited(exported(content)).saved()):
        found = changes(data, content)
        assert all(nothing(one) for one in found.values())
        assert [one.unchanged for one in found.values()] == [6, 6]


@pytest.mark.parametrize("name", KEPT)
def test_odd_text_comes_back_as_it_was(name: str) -> None:
    text = clean_line(KEPT[name], 300)
    content = budget(budget_lines=[{"id": "b-1", "description": text}] if text else [])
    assert nothing(changes(Edited(exported(content)).saved(), content)["budget_lines"])


@pytest.mark.parametrize("amount", ["0.0001", "999999999999", "123456789012.3456", "0.3333", "1234567.1"])
def test_a_quantity_of_any_size_comes_back_to_the_last_figure(amount: str) -> None:
    content = budget(budget_lines=[{"id": "b-1", "quantity": amount, "rate": 99_999_999_999_999}])
    assert nothing(changes(Edited(exported(content)).saved(), content)["budget_lines"])


def test_one_edited_cell_changes_that_line_only() -> None:
    found = costs(lambda book: book.set("b-1", "quantity", 13))
    assert told(found) == [("b-1", "quantity", "13")]
    assert (found.unchanged, found.added, found.removed) == (2, [], [])


@pytest.mark.parametrize(
    ("column", "typed", "stored"),
    [
        ("description", "Zaal", "Zaal"),
        ("description", 2027, "2027"),
        ("description", "", None),
        ("category", "ICT", "ict"),
        ("category", "coördinatie", "coordination"),
        ("activity", "1.1 Wandelen", None),
        ("activity", "0.2 Samen eten", "a-2"),
        ("year", "2028", 2028),
        ("quantity", 7.1, "7.1"),
        ("quantity", "1.234,5", "1234.5"),
        ("rate", 12.34, 1234),
        ("rate", "€ 1.250,-", 125_000),
    ],
)
def test_a_cell_is_read_as_if_it_was_typed_in_the_plan(column: str, typed: object, stored: object) -> None:
    found = costs(lambda book: book.set("b-1", column, typed))
    if column == "activity" and stored is None:
        assert [one.column for one in found.refused] == ["Activiteit"]
    else:
        assert told(found) == [("b-1", column, stored)]


def test_a_date_and_several_choices_are_read() -> None:
    began = budget(cover_lines=[{"id": "c-1", "description": "O&I", "quarters": ["q1"]}])
    book = Edited(exported(began))
    book.set("c-1", "tariff_date", date(2027, 5, 3), "Dekking")
    labels = [option.label for option in make.example().set_parts["cover_lines"].column("quarters").options]  # type: ignore[union-attr]  # the template has it
    book.set("c-1", "quarters", f"{labels[3]}; {labels[1]}", "Dekking")
    found = changes(book.saved(), began)["cover_lines"]
    assert told(found) == [("c-1", "quarters", ("q2", "q4")), ("c-1", "tariff_date", "2027-05-03")]


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        ("year", "volgend jaar"),
        ("year", 27),
        ("quantity", "veel"),
        ("quantity", "1.234"),
        ("quantity", 0.00001),
        ("rate", 12.345),
        ("rate", True),
        ("category", "Feest"),
        ("activity", "Dansen"),
        ("description", "x" * 400),
        ("description", "piep\x07"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_its_place_and_reason(column: str, typed: object) -> None:
    if isinstance(typed, str) and "\x07" in typed:
        typed = "piep_x0007_"  # as Excel writes it
    found = costs(lambda book: book.set("b-1", column, typed))
    assert [(one.sheet, one.address[-1], one.column) for one in found.refused] == [
        ("Kosten", str(FIRST_ROW), next(one.label for one in found.part.columns if one.id == column))
    ]
    assert found.refused[0].reason.english().endswith(".")
    assert not found.changed


def test_what_could_not_be_read_before_is_no_reason_to_refuse_the_line() -> None:
    found = costs(lambda book: book.set("b-3", "quantity", 8))
    assert (told(found), found.refused) == ([("b-3", "quantity", "8")], [])


def test_a_formula_that_came_out_wrong_is_refused() -> None:
    data = Edited(exported(budget())).set("b-1", "quantity", "#DIV/0!")
    data.book["Kosten"].cell(data.row("b-1"), data.column("quantity")).data_type = "e"
    found = changes(data.saved(), budget())["budget_lines"]
    assert len(found.refused) == 1


def test_lines_typed_below_the_last_are_new_and_so_is_a_copy() -> None:
    def edit(book: Edited) -> None:
        book.set(END, "description", "Drukwerk").set(END, "rate", 10)
        book.set(END + 1, "description", "Zaalhuur").set(END + 1, "year", 2028)
        book.book["Kosten"].cell(END + 1, 1, "b-1")  # the hidden id is copied along

    found = costs(edit)
    assert [[cell.new[0] for cell in one.cells] for one in found.added] == [["Drukwerk", 1000], ["Zaalhuur", 2028]]
    assert found.unchanged == 3


@pytest.mark.parametrize("how", ["row", "cells"])
def test_a_line_that_is_taken_out_or_emptied_is_removed(how: str) -> None:
    def edit(book: Edited) -> None:
        if how == "row":
            book.remove("b-2")
        else:
            for key in ("description", "category", "activity", "year", "rate"):
                book.set("b-2", key, None)

    found = costs(edit)
    assert ([row.id for row in found.removed], found.unchanged) == (["b-2"], 2)


def test_a_sheet_or_column_that_is_taken_out_changes_nothing() -> None:
    def edit(book: Edited) -> None:
        del book.book["Dekking"]
        book.book["Kosten"].delete_cols(book.column("rate"))

    began = budget(cover_lines=[{"id": "c-1", "description": "O&I"}])
    book = Edited(exported(began))
    edit(book)
    found = changes(book.saved(), began)
    assert list(found) == ["budget_lines"]
    assert nothing(found["budget_lines"])


def test_columns_and_rows_may_be_moved_and_renamed() -> None:
    def edit(book: Edited) -> None:
        page = book.book["Kosten"]
        page.insert_cols(3)
        page.cell(5, 2, "Waarvoor")
        page.move_range(f"A{FIRST_ROW}:AZ{FIRST_ROW}", rows=10)

    assert nothing(costs(edit))


def with_line(row_id: str, **cells: object) -> Any:
    """Return the content as a colleague left it: a line changed, or gone when there are no cells."""
    rows = [row | cells if row["id"] == row_id else row for row in LINES if cells or row["id"] != row_id]
    return budget(budget_lines=rows)


def test_a_colleagues_change_of_another_cell_is_left_alone() -> None:
    found = costs(lambda book: book.set("b-1", "quantity", 13), now=with_line("b-1", rate=99))
    assert told(found) == [("b-1", "quantity", "13")]
    assert not found.clashes


def test_a_cell_that_both_changed_is_a_clash_and_stays_as_it_is() -> None:
    found = costs(
        lambda book: book.set("b-1", "quantity", 13).set("b-1", "rate", 1), now=with_line("b-1", quantity="14")
    )
    assert [(one.cell.old[0], one.cell.new[0]) for one in found.clashes if one.cell] == [("14", "13")]
    assert told(found) == [("b-1", "rate", 100)]


def test_the_same_change_by_both_is_none() -> None:
    assert nothing(costs(lambda book: book.set("b-1", "quantity", 13), now=with_line("b-1", quantity="13")))


def test_a_line_that_a_colleague_removed_is_told_only_when_the_sheet_changed_it() -> None:
    gone = with_line("b-1")
    assert nothing(costs(lambda _book: None, now=gone))
    found = costs(lambda book: book.set("b-1", "quantity", 13), now=gone)
    assert [(one.gone, one.label) for one in found.clashes] == [(True, "Zaalhuur")]
    assert not found.anything


def test_a_line_that_a_colleague_changed_is_not_removed() -> None:
    found = costs(lambda book: book.remove("b-1"), now=with_line("b-1", quantity="14"))
    assert [(one.gone, one.label) for one in found.clashes] == [(False, "Zaalhuur")]
    assert not found.removed


def test_a_line_that_a_colleague_added_stays() -> None:
    assert nothing(costs(lambda _book: None, now=budget(budget_lines=[*LINES, {"id": "b-9", "description": "Nieuw"}])))


def test_a_workbook_that_is_brought_in_twice_adds_its_lines_once() -> None:
    there = {"id": "w-1", "description": "Drukwerk", "rate": 1000}
    after = budget(budget_lines=[*LINES, there])
    assert nothing(costs(lambda book: book.set(END, "description", "Drukwerk").set(END, "rate", 10), now=after))


def test_an_activity_that_got_another_number_is_still_known() -> None:
    now = budget(activities=[{"id": "a-0", "name": "Nieuw"}, *ACTIVITIES])
    found = costs(lambda book: book.set("b-1", "activity", "0.2 Samen eten"), now=now)
    assert told(found) == [("b-1", "activity", "a-2")]


def test_more_lines_than_fit_are_told() -> None:
    rows = [{"id": f"b-{n}", "description": str(n)} for n in range(500)]
    found = costs(
        lambda book: book.set(FIRST_ROW + 500, "description", "een te veel"), content=budget(budget_lines=rows)
    )
    assert found.full


def test_a_spare_row_that_is_not_filled_in_is_no_line() -> None:
    assert SPARE_ROWS > 0
    assert not costs(lambda _book: None).added


def test_a_workbook_without_its_hidden_sheet_cannot_be_compared() -> None:
    def edit(book: Edited) -> None:
        del book.book[ORIGIN]

    with pytest.raises(Refused):
        costs(edit)


def test_a_damaged_hidden_sheet_is_refused_and_a_lost_list_is_not() -> None:
    book = Edited(exported(budget()))
    book.book[ORIGIN].cell(1, 3, "{")
    with pytest.raises(Refused):
        changes(book.saved(), budget())
    other = Edited(exported(budget()))
    other.book[LISTS].cell(1, 1, "?")
    assert nothing(changes(other.saved(), budget())["budget_lines"])


def test_a_list_that_stands_in_two_sheets_is_refused() -> None:
    book = Edited(exported(budget()))
    book.book.copy_worksheet(book.book["Kosten"])
    with pytest.raises(Refused):
        changes(book.saved(), budget())


def test_a_column_that_the_template_no_longer_has_is_counted_and_left_out() -> None:
    def edit(book: Edited) -> None:
        book.book["Kosten"].cell(MARK_ROW, book.column("rate"), "vervallen")

    assert costs(edit).left_out == ("vervallen",)


def test_two_looks_agree_until_the_plan_changes() -> None:
    data = Edited(exported(budget())).set("b-1", "quantity", 13).saved()
    first, again, later = (
        digest(own_changes(read_workbook(data), content, make.example(), plan_id=PLAN))
        for content in (budget(), budget(), with_line("b-1", quantity="14"))
    )
    assert first == again != later


def test_the_readings_are_those_of_the_plan() -> None:
    found = costs(lambda book: book.set("b-1", "quantity", Decimal("7.5")))
    column = found.part.column("quantity")
    assert column is not None
    assert found.changed[0].readings["quantity"].value == read("7,5", column).value


def test_of_ten_thousand_lines_no_more_are_looked_at_than_fit() -> None:
    lines = [(f"Post {number}", 2027) for number in range(9_990)]
    book = read_workbook(plain(("Omschrijving", "Jaar"), *lines))
    part = make.example().set_parts["budget_lines"]
    began = time.process_time()
    (found,) = plain_changes(book.sheets[0], budget(), part, guessed(book, part))
    assert time.process_time() - began < 1
    assert (found.full, len(found.added), found.removed) == (True, part.max_rows, [])
