"""A whole plan typed in: a sensible value for every kind, and the three ways to fill a set."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from tests.journeys.steps import at_page, follow, press, see
from workbench.plans.forms.tables import MOST_NAME

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from workbench.definitions.schema import Definition, Part, Question

IN_A_TABLE = {"figures", "indicators", "budget_lines", "appendices", "criteria"}
# The other sets are pasted from Excel.
ROW_BY_ROW = {"partners", "board", "tasks", "priorities", "themes", "activities", "cover_lines"}
# As many as the template advises, where it asks for more than one.
ROWS = {"members": 3, "figures": 3, "signals": 3, "risks": 3}
# What another answer depends on: the period, the same patients counted twice, a budget that what comes in just covers
# (12,5 x 1.234,56 = 3.750 x 4,1152), who is known by name, and how something is proven.
AGREED = {
    "title": "Wijkplan van niets tot PDF",
    "period_start": "1-1-2027",
    "period_end": "31 december 2028",
    "contact_email": "wijkmanager@lindewijk.example",
    "agb_code": "00000000",
    "kvk": "00000000",
    "members.patients": "1250",
    "insured.patients": "3750",
    "insured.share": "",  # asked of who does not know the number
    "board.role": "Voorzitter van het bestuur",
    "activities.lead": "Voorzitter van het bestuur",
    "activities.start": "1-3-2027",
    "activities.end": "31 december 2027",
    "milestones.responsible": "Voorzitter van het bestuur",
    "milestones.due": "1 juni 2027",
    "budget_lines.quantity": "12,5",
    "budget_lines.hours": "",  # what is counted by the hour has no number of pieces
    "budget_lines.weeks": "",
    "budget_lines.rate": "1.234,56",
    "figures.key": "",  # the name of a published figure: kept for the application, not printed
    "cover_lines.patients": "",  # those of the insurer count
    "cover_lines.tariff": "4,1152",
    "cover_lines.per": "Per jaar",
    "cover_lines.amount": "",
    "cover_lines.quarters": "",  # all of them
    "cover_lines.spread": "",
    **{f"cover_lines.{quarter}": "" for quarter in ("q1", "q2", "q3", "q4")},
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
        name = part.set or ""
        way = self._as_table if name in IN_A_TABLE else self._row_by_row if name in ROW_BY_ROW else self._pasted
        columns = part.columns if name in ROW_BY_ROW else part.table_columns[bool(part.rows) :]  # those have a name
        many = len(part.rows) or ROWS.get(name) or max(1, part.min_rows)
        way(part, [[self.value(column, name) for column in columns] for _ in range(many)])

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
        names = [row.name[:MOST_NAME] for row in part.rows] or [
            f"rij {place}" for place, _row in enumerate(rows, start=1)
        ]
        for name, row in zip(names, rows, strict=True):
            for column, value in zip(part.table_columns[bool(part.rows) :], row, strict=True):
                cell = self.page.get_by_label(f"{column.label}, {name}", exact=True)
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
            for box in group.get_by_role("checkbox").all():
                box.check()
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
