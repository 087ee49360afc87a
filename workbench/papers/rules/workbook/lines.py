"""A sheet of lines: every column that the template asks, then what is computed from them by formulas."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.kit.documents.spreadsheets import Choices, Formula, OutSheet, column_letters
from workbench.plans.rules.sheets.layout import (
    FIRST_COLUMN,
    FIRST_ROW,
    HEADING_ROW,
    HINT_ROW,
    KEY_COLUMN,
    MARK_ROW,
    SPARE_ROWS,
    TITLE_ROW,
    TITLES,
    TOTAL_ROW,
    Origin,
    list_name,
    mark,
)
from workbench.plans.rules.sheets.words import content_of, held, sheet_columns, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbench.definitions.schema import Part, Question
    from workbench.kit.documents.spreadsheets import Content, Look
    from workbench.papers.rules.workbook.lists import Lists
    from workbench.plans.content import Row

HINT = (
    "Vul de witte cellen in. Het werkblad rekent de grijze cellen uit. "
    "Een nieuwe regel typt u onder de laatste. Lees het blad Toelichting voordat u het bestand terugzet."
)
LOOKS: dict[str, Look] = {
    "money": "money",
    "tariff": "tariff",
    "decimal": "decimal",
    "number": "count",
    "year": "year",
    "date": "date",
}
WIDTHS = {"money": 14, "tariff": 12, "decimal": 9, "number": 11, "year": 7, "date": 12, "line": 22, "text": 40}
ZERO = Decimal(0)
FIRST_WIDTH, CHOICE_WIDTH, SUM_WIDTH, KEY_WIDTH = 38, 20, 14, 6


class Refs:
    """The cells of one row by the id of their column; ``has`` says which columns the sheet has."""

    def __init__(self, columns: Mapping[str, int], row: int) -> None:
        self._columns, self._row = columns, row

    def has(self, *keys: str) -> bool:
        """Say whether the sheet has all of these columns."""
        return all(key in self._columns for key in keys)

    def __getitem__(self, key: str) -> str:
        return f"${column_letters(self._columns[key])}{self._row}"


@dataclass(frozen=True)
class Computed:
    """A column that the sheet computes: its formula for a row, and the value that it has for each stored line."""

    key: str
    label: str
    formula: Callable[[Refs], str]
    values: Mapping[str, Decimal | str]
    look: Look = "sum_money"
    hidden: bool = False
    summed: bool = True


@dataclass(frozen=True)
class LineSheet:
    """The sheet of a set: its part, its lines, and what it computes."""

    part: Part
    rows: Sequence[Row]
    lists: Lists
    computed: Sequence[Computed]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return TITLES[self.part.set or ""]

    @cached_property
    def columns(self) -> dict[str, int]:
        """The place of each column, typed and computed, by its id."""
        keys = [column.id for column in sheet_columns(self.part)] + [one.key for one in self.computed]
        return {key: place for place, key in enumerate(keys, start=FIRST_COLUMN)}

    @property
    def last_row(self) -> int:
        """The last row that formulas look at: room for as many lines as the list may hold."""
        return FIRST_ROW + max(self.part.max_rows, len(self.rows)) + SPARE_ROWS

    def range(self, key: str) -> str:
        """Return the cells of a column over all lines, for a formula on any sheet."""
        letters = column_letters(self.columns[key])
        return f"{self.name}!${letters}${FIRST_ROW}:${letters}${self.last_row}"

    def origins(self) -> dict[str, dict[str, Origin]]:
        """Return every filled cell as it is exported, by line and column, for the buried sheet."""
        found: dict[str, dict[str, Origin]] = {}
        for row in self.rows:
            cells = found.setdefault(row.id, {})
            for column in sheet_columns(self.part):
                value, unread = held(row, column)
                if value is not None or unread is not None:
                    cells[column.id] = Origin(written(content_of(row, column, self.labels)), value, unread)
        return found

    def sheet(self, title: str, plan_id: str) -> OutSheet:
        """Return the sheet as it is written."""
        cells = self._head(title, plan_id)
        for place, row in enumerate(self.rows):
            number = FIRST_ROW + place
            cells[number, KEY_COLUMN] = (row.id, "grey")
            cells |= self._typed(row, number)
            cells |= self._computed(number, row.id)
        for number in range(FIRST_ROW + len(self.rows), FIRST_ROW + len(self.rows) + SPARE_ROWS):
            cells |= {(number, self.columns[column.id]): (None, _look(column)) for column in sheet_columns(self.part)}
            cells |= self._computed(number, "")
        hidden = {self.columns[one.key] for one in self.computed if one.hidden}
        return OutSheet(
            self.name,
            cells,
            widths=self._widths(),
            hidden_columns=frozenset({KEY_COLUMN, *hidden}),
            folded_columns=self._unused(),
            hidden_rows=frozenset({MARK_ROW}),
            frozen=(FIRST_ROW, FIRST_COLUMN + 1),
            top=(HEADING_ROW, HEADING_ROW),
            choices=self._choices(),
        )

    def _unused(self) -> frozenset[int]:
        """Return the columns that nobody uses in this plan: folded away, so that a page of paper holds the others."""
        if not self.rows:
            return frozenset()
        typed = {
            self.columns[column.id]
            for column in sheet_columns(self.part)
            if not column.required and all(held(row, column) == (None, None) for row in self.rows)
        }
        computed = {self.columns[one.key] for one in self.computed if not one.hidden and not any(one.values.values())}
        return frozenset(typed | computed)

    def _head(self, title: str, plan_id: str) -> dict[tuple[int, int], tuple[Content, Look]]:
        cells: dict[tuple[int, int], tuple[Content, Look]] = {
            (TITLE_ROW, FIRST_COLUMN): (f"{self.name}: {title}", "title"),
            (HINT_ROW, FIRST_COLUMN): (HINT, "hint"),
            (TOTAL_ROW, FIRST_COLUMN): ("Totaal", "total_text"),
            (MARK_ROW, KEY_COLUMN): (mark(self.part.set or "", plan_id), "grey"),
        }
        named = [(one.id, one.label) for one in sheet_columns(self.part)]
        for key, label in [*named, *((one.key, one.label) for one in self.computed)]:
            place = self.columns[key]
            cells[MARK_ROW, place], cells[HEADING_ROW, place] = (key, "grey"), (label, "heading")
            cells.setdefault((TOTAL_ROW, place), (None, "total_text"))
        for one in self.computed:
            if one.summed:
                total = sum((value for value in one.values.values() if not isinstance(value, str)), start=ZERO)
                cells[TOTAL_ROW, self.columns[one.key]] = (
                    Formula(f"=SUM({self.range(one.key)})", total),
                    "total_money",
                )
        return cells

    def _typed(self, row: Row, number: int) -> dict[tuple[int, int], tuple[Content, Look]]:
        return {
            (number, self.columns[column.id]): (content_of(row, column, self.labels), _look(column))
            for column in sheet_columns(self.part)
        }

    def _computed(self, number: int, row_id: str) -> dict[tuple[int, int], tuple[Content, Look]]:
        refs = Refs(self.columns, number)
        return {
            (number, self.columns[one.key]): (Formula(f"={one.formula(refs)}", one.values.get(row_id, "")), one.look)
            for one in self.computed
        }

    def _widths(self) -> dict[int, int]:
        widths = {KEY_COLUMN: KEY_WIDTH}
        for column in sheet_columns(self.part):
            place = self.columns[column.id]
            widths[place] = FIRST_WIDTH if place == FIRST_COLUMN else WIDTHS.get(column.kind, CHOICE_WIDTH)
        return widths | {
            self.columns[one.key]: CHOICE_WIDTH if one.look == "sum_text" else SUM_WIDTH for one in self.computed
        }

    def _choices(self) -> tuple[Choices, ...]:
        sources = {
            column.id: self.lists.source(list_name(self.part.set or "", column.id))
            for column in sheet_columns(self.part)
            if column.kind in {"choice", "reference"}
        }
        return tuple(
            Choices(FIRST_ROW, self.last_row, self.columns[key], source) for key, source in sources.items() if source
        )


def _look(column: Question) -> Look:
    return LOOKS.get(column.kind, "text")
