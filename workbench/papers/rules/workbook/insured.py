"""The sheet of insured patients: what each insurer counts in each quarter, for the formulas of the cover."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.kit.documents.spreadsheets import OutSheet, column_letters
from workbench.plans.rules.totals import QUARTERS
from workbench.plans.rules.totals.patients import FOLLOWING
from workbench.plans.rules.totals.quarters import first_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.kit.documents.spreadsheets import Content, Look
    from workbench.plans.content import Insured
    from workbench.plans.rules.totals import Insurer, Ledger

NAME = "Verzekerden"
NO_YEAR = "zonder jaar"
HEADINGS = ("Verzekeraar", "Eerste regel", "Jaar", "Kwartaal 1", "Kwartaal 2", "Kwartaal 3", "Kwartaal 4", "Telt mee")
HEADING_ROW, FIRST_ROW = 4, 5
LABEL, FIRST, YEAR = 1, 2, 3
WIDTHS = {1: 34, 2: 12, 3: 12, 4: 13, 5: 13, 6: 13, 7: 13, 8: 16}
HINT = (
    "Zoveel ingeschreven verzekerden telt de dekking per kwartaal. Dit blad komt uit het plan en gaat niet terug: "
    "wijzig de aantallen in het plan zelf."
)


@dataclass(frozen=True)
class Patients:
    """The patients that count, by insurer, year and quarter; ``labels`` are the names to choose an insurer by."""

    money: Ledger
    labels: Mapping[str, str]

    @cached_property
    def lines(self) -> tuple[tuple[Content, ...], ...]:
        """The rows of the sheet."""
        years = (*self.money.content.years, None)
        return tuple(line for insurer in self.money.insurers for line in self._of(insurer, years))

    def range(self, column: int) -> str:
        """Return the cells of a column, counted from 1."""
        letters = column_letters(column)
        return f"{NAME}!${letters}${FIRST_ROW}:${letters}${FIRST_ROW + max(1, len(self.lines)) - 1}"

    def quarter(self, place: int) -> str:
        """Return the cells with the patients of a quarter, 1 to 4."""
        return self.range(YEAR + place)

    @property
    def sheet(self) -> OutSheet:
        """The sheet as it is written."""
        cells: dict[tuple[int, int], tuple[Content, Look]] = {(1, 1): (NAME, "title"), (2, 1): (HINT, "hint")}
        cells |= {(HEADING_ROW, place): (words, "heading") for place, words in enumerate(HEADINGS, start=1)}
        for row, line in enumerate(self.lines, start=FIRST_ROW):
            for column, content in enumerate(line, start=1):
                cells[row, column] = (content, "sum_text" if isinstance(content, str) else "sum_count")
        return OutSheet(
            NAME,
            cells,
            widths=WIDTHS,
            hidden_columns=frozenset({FIRST}),
            frozen=(FIRST_ROW, 2),
            top=(HEADING_ROW, HEADING_ROW),
        )

    def _of(self, insurer: Insurer, years: tuple[int | None, ...]) -> Iterator[tuple[Content, ...]]:
        for place, row in enumerate(insurer.rows):
            for year in years:
                counts = [insurer.row_on(first_day(year, quarter) if year else None) for quarter in QUARTERS]
                patients = [_counted(insurer, one) for one in counts]
                key = str(year) if year else NO_YEAR
                yield (self.labels.get(row.id, ""), int(place == 0), key, *patients, _said(counts[-1]))


def _counted(insurer: Insurer, row: Insured) -> int:
    return (insurer.patients[row.id] or 0) if row.follows in FOLLOWING else 0


def _said(row: Insured) -> str:
    if row.follows in FOLLOWING:
        return "ja"
    return "nee" if row.follows == "does_not_follow" else "nog niet zeker"
