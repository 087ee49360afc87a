"""The budget as a workbook: formulas that give the cents of the plan, text that stays text, and nothing left out."""

from __future__ import annotations

import io
import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests import make
from tests.papers.formulas import Computed
from tests.papers.papers import DEMOS, demo, meta
from tests.plans.test_totals_reconcile import random_budget
from workbench.kit.documents.spreadsheets import read_workbook
from workbench.papers.rules.workbook import workbook_of
from workbench.plans.content import PlanContent
from workbench.plans.rules.sheets.layout import FIRST_ROW, HEADING_ROW, MARK_ROW, ORIGIN
from workbench.plans.rules.totals import ledger

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition

PLAN = "6c1f3c2e-0000-4000-8000-000000000001"
STEPS = ("~by_patient", "~in", "~patients", "~exact", "~left")


def made(content: PlanContent, definition: Definition | None = None) -> bytes:
    """Return the workbook of a content."""
    return workbook_of(content, definition or make.example(), meta(content), plan_id=PLAN)


def columns(book: Computed, sheet: str) -> dict[str, int]:
    """Return the columns of a sheet of lines by their id."""
    return {str(value): column for (row, column), value in book.sheets[sheet].items() if row == MARK_ROW and value}


def column_of(book: Computed, sheet: str, key: str, rows: int) -> list[Any]:
    """Return a column of a sheet of lines, computed."""
    return [book.value(sheet, FIRST_ROW + place, columns(book, sheet)[key]) for place in range(rows)]


def cents(value: Any) -> int:
    """Return an amount of a sheet in cents; nothing is none."""
    return int((Decimal(str(value or 0)) * 100).to_integral_value())


def of_lines(book: Computed, content: PlanContent) -> None:
    """Fail unless the formulas of every line give the cents of the plan, in total and in each quarter."""
    found = ledger(content)
    for sheet, lines in (("Kosten", found.costs), ("Dekking", found.covers)):
        totals = [cents(one) for one in column_of(book, sheet, "~total", len(lines))]
        assert totals == [line.total or 0 for line in lines]
        for place, quarter in enumerate(("q1", "q2", "q3", "q4"), start=1):
            computed = [cents(one) for one in column_of(book, sheet, f"~quarter{place}", len(lines))]
            assert computed == [line.quarters.get(quarter, 0) if line.total is not None else 0 for line in lines]


def is_a_step(book: Computed, sheet: str, column: int) -> bool:
    """Say whether a hidden column is a step of a calculation, of which no value is stored."""
    return str(book.sheets[sheet].get((MARK_ROW, column), "")).startswith(STEPS)


@pytest.mark.parametrize("name", DEMOS)
def test_every_formula_of_a_demo_plan_gives_what_is_stored_beside_it(name: str) -> None:
    content = demo(name)
    book = Computed(made(content))
    of_lines(book, content)
    for sheet, row, column in book.formulas():
        computed, stored = book.value(sheet, row, column), book.stored[sheet].get((row, column))
        if isinstance(stored, int | float):
            assert cents(computed) == cents(stored), (sheet, row, column)
        elif not (row >= FIRST_ROW and is_a_step(book, sheet, column)):
            assert (computed or "") == (stored or ""), (sheet, row, column)


def test_the_formulas_of_random_budgets_give_the_cents_of_the_plan() -> None:
    dice = random.Random(7)  # noqa: S311 - dice that fall the same way every time
    lines = [random_budget(dice) for _ in range(30)]
    for counted in lines[::10]:  # the counts of the insurers of a few, under the lines of all
        content = PlanContent.model_construct(
            **dict(counted)
            | {
                "definition": make.EXAMPLE,
                "budget_lines": _renamed([row for one in lines for row in one.budget_lines]),
                "cover_lines": _renamed([row for one in lines for row in one.cover_lines]),
            }
        )
        of_lines(Computed(made(content)), content)


def _renamed(rows: list[Any]) -> tuple[Any, ...]:
    return tuple(row.model_copy(update={"id": f"r-{place}"}) for place, row in enumerate(rows))


def test_every_grouping_says_that_it_adds_up_and_sees_when_it_does_not() -> None:
    book = Computed(made(demo("merenwijk")))
    verdicts = [place for place, value in book.sheets["Totalen"].items() if "Klopt" in str(value)]
    assert len(verdicts) >= 8
    assert {book.value("Totalen", *place) for place in verdicts} == {"Klopt"}
    book = Computed(made(demo("merenwijk")))
    book.sheets["Kosten"][FIRST_ROW, columns(book, "Kosten")["year"]] = 2099
    assert "Let op: telt niet op" in {book.value("Totalen", *place) for place in verdicts}


def test_changing_a_cell_changes_the_line_and_the_totals() -> None:
    content = demo("merenwijk")
    place = next(place for place, line in enumerate(content.budget_lines) if line.quantity and not line.hours)
    before, after = Computed(made(content)), Computed(made(content))
    row = FIRST_ROW + place
    after.sheets["Kosten"][row, columns(after, "Kosten")["quantity"]] += 1
    rate = after.sheets["Kosten"][row, columns(after, "Kosten")["rate"]]
    year = 2 + content.years.index(content.budget_lines[place].year or 0)
    assert cents(after.value("Totalen", 4, year)) == cents(before.value("Totalen", 4, year)) + cents(rate)


def test_every_column_of_the_template_stands_in_the_sheet_under_its_label() -> None:
    content = make.filled()
    book = openpyxl.load_workbook(io.BytesIO(made(content)))
    for name, sheet in (("budget_lines", "Kosten"), ("cover_lines", "Dekking")):
        labels = [cell.value for cell in book[sheet][HEADING_ROW]]
        for column in make.example().set_parts[name].columns:
            assert column.label in labels


def test_text_that_begins_like_a_formula_stays_text() -> None:
    odd = ["=1+1", "+31 6", "-5", "@naam", "=cmd|'/c calc'!A1", '=HYPERLINK("http://a.example")']
    rows = [{"id": f"r-{place}", "description": text} for place, text in enumerate(odd)]
    data = made(make.content(budget_lines=rows))
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Kosten"]
    cells = [sheet.cell(FIRST_ROW + place, 2) for place in range(len(odd))]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in odd]


def test_the_same_content_gives_the_same_bytes_and_another_does_not() -> None:
    assert made(make.filled()) == made(make.filled())
    assert made(make.filled(rows=1)) != made(make.filled())


def test_a_template_with_few_columns_gives_a_small_sheet() -> None:
    definition = make.small_definition()
    rows = [{"id": "r-1", "description": "Zaal", "year": 2027, "quantity": "3", "rate": 1250}]
    book = Computed(made(make.content(definition, budget_lines=rows), definition))
    assert column_of(book, "Kosten", "~total", 1) == [37.5]
    assert "Dekking" not in book.sheets


def test_an_empty_plan_has_a_workbook_to_begin_with() -> None:
    book = read_workbook(made(make.content()))
    assert [sheet.name for sheet in book.sheets if not sheet.hidden] == ["Toelichting", "Kosten", "Dekking", "Totalen"]
    assert book.sheet(ORIGIN) is not None


def test_a_list_that_does_not_apply_is_in_no_workbook() -> None:
    mission = {"id": "mission", "title": "Missie", "questions": [make.MISSION]}
    applies = {"question": "mission", "filled": True}
    lines = {"id": "lines", "title": "Begroting", "set": "budget_lines", "columns": make.LINES, "when": applies}
    definition = make.small_definition(chapters=[{"id": "one", "title": "Een", "parts": [mission, lines]}])
    for answers, shown in (({"mission": "Samen"}, True), ({}, False)):
        content = make.content(definition, answers=answers, budget_lines=[{"id": "b-1", "description": "Zaal"}])
        sheets = {sheet.name for sheet in read_workbook(made(content, definition)).sheets}
        assert ("Kosten" in sheets) is shown
