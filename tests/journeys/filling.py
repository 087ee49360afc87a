"""A whole plan typed in: a sensible value for every kind, and the three ways to fill a set."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from tests.journeys.steps import at_page, follow, press, see

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from workbench.definitions.schema import Definition, Part, Question

IN_A_TABLE = {"figures", "indicators", "budget_lines", "cover_lines"}
PASTED = {"insured", "milestones", "risks"}
# What another answer depends on: the period, the balance of the budget, the same patients counted twice.
AGREED = {
    "title": "Wijkplan van niets tot PDF",
    "period_start": "1-1-2027",
    "period_end": "31 december 2028",
    "contact_email": "wijkmanager@lindewijk.example",
    "members.patients": "1250",
    "insured.patients": "2500",
    "activities.start": "1-3-2027",
    "activities.end": "31 december 2027",
    "milestones.due": "1 juni 2027",
    "budget_lines.quantity": "12,5",
    "budget_lines.rate": "1.234,56",
    "figures.key": "",  # the name of a published figure: kept for the application, not printed
    "cover_lines.patients": "",
    "cover_lines.tariff": "",
    "cover_lines.per": "",
    "cover_lines.amount": "15.432,00",
}
# Asked only of who chooses another legal form: what is typed there would be left out of the document.
HIDDEN = "legal_form_other"
OF_A_KIND = {
    "number": "12",
    "year": "2027",
    "decimal": "12,5",
    "tariff": "1,26",
    "money": "1.234,56",
    "date": "3 mei 2027",
}


class Typist:
    """Fills a plan part by part and remembers a mark of every text, to find it back in the document."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.marks: list[str] = []
        self._numbers = count(101)
        self.first_rows: dict[str, str] = {}  # by set: what a reference in pasted rows can name

    def fill_everything(self, definition: Definition) -> None:
        """Walk through all parts, from the page of the first one on."""
        for part in definition.parts:
            if part.set is None:
                self._answer(part)
                press(self.page, "Opslaan en verder")
                continue
            at_page(self.page, part.title)
            if not part.optional:
                self._fill_set(part)
                at_page(self.page, part.title)
            if part is not definition.parts[-1]:
                self.page.locator("a[rel=next]").click()

    def _answer(self, part: Part) -> None:
        single = len(part.questions) == 1
        at_page(self.page, re.compile(f"^{re.escape(part.title)}"))
        for question in part.questions:
            if question.id == HIDDEN:
                continue
            self._type(question, part.title if single else question.label, self.value(question))

    def _fill_set(self, part: Part) -> None:
        columns = part.table_columns if part.set in IN_A_TABLE | PASTED else part.columns
        rows = [[self.value(column, part.set or "") for column in columns] for _ in range(max(1, part.min_rows))]
        way = self._as_table if part.set in IN_A_TABLE else self._pasted if part.set in PASTED else self._row_by_row
        way(part, rows)

    def _row_by_row(self, part: Part, rows: list[list[str]]) -> None:
        for place, row in enumerate(rows, start=1):
            if place == 1:
                follow(self.page, f"{part.row.capitalize()} toevoegen")
            at_page(self.page, f"{part.row.capitalize()} toevoegen")
            for column, value in zip(part.columns, row, strict=True):
                self._type(column, column.label, value)
            press(self.page, "Opslaan" if place == len(rows) else "Opslaan en nog een toevoegen")

    def _as_table(self, part: Part, rows: list[list[str]]) -> None:
        follow(self.page, "Als tabel invullen")
        for place, row in enumerate(rows, start=1):
            for column, value in zip(part.table_columns, row, strict=True):
                cell = self.page.get_by_label(f"{column.label}, rij {place}", exact=True)
                if column.set and value:
                    cell.select_option(index=1)
                elif column.options:
                    cell.select_option(label=value or "–")
                else:
                    cell.fill(value)
        press(self.page, "Opslaan en terug naar de lijst")

    def _pasted(self, part: Part, rows: list[list[str]]) -> None:
        """Copy rows to the clipboard, as Excel does, and paste them in the first cell of the table."""
        follow(self.page, "Als tabel invullen")
        lines = [[column.label for column in part.table_columns], *rows]
        text = "\r\n".join("\t".join(line) for line in lines)
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.get_by_label(f"{part.columns[0].label}, rij 1", exact=True).focus()
        self.page.keyboard.press("Control+V")
        see(self.page, "Er komt 1 rij bij" if len(rows) == 1 else f"Er komen {len(rows)} rijen bij")
        press(self.page, "Deze rijen toevoegen")

    def _type(self, question: Question, label: str, value: str) -> None:
        name = re.compile(rf"^{re.escape(label)}( \(niet verplicht\))?$")
        group = self.page.get_by_role("group", name=name)
        if question.options and group.count():
            if value:
                group.get_by_label(value, exact=True).check()
            return
        field = self.page.get_by_role("combobox" if question.set or question.options else "textbox", name=name)
        if question.answer_kind.many:
            if (boxes := group.get_by_role("checkbox")).count():
                boxes.first.check()
        elif question.kind == "file":
            return
        elif question.set:
            field.select_option(index=1)
        elif question.options:
            field.select_option(label=value)
        else:
            field.fill(value)

    def value(self, question: Question, name: str = "") -> str:
        """Return what a person would type; a text has a mark of its own, a reference names the row that was pasted."""
        agreed = AGREED.get(f"{name}.{question.id}" if name else question.id)
        if agreed is not None:
            return agreed
        if question.options:
            return question.options[0].label
        if question.kind in OF_A_KIND:
            return OF_A_KIND[question.kind]
        if question.set:
            return self.first_rows.get(question.set, "")
        mark = f"kenmerk{next(self._numbers)}"
        self.marks.append(mark)
        text = f"{question.label} met {mark}"
        if name and name not in self.first_rows:
            self.first_rows[name] = text
        return text
