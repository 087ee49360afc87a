"""The lists to choose from, on a hidden sheet: each label with its key, so that formulas and the import know both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.kit.documents.spreadsheets import OutSheet, column_letters
from workbench.plans.rules.numbering import numbers
from workbench.plans.rules.sheets.layout import COMPUTED, LISTS, list_name
from workbench.plans.rules.sheets.words import labels_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Part
    from workbench.kit.documents.spreadsheets import Content, Look
    from workbench.plans.content import PlanContent

FIRST = 2
ACTIVITY_LIST = list_name("budget_lines", "activity")
THEME_OF_ACTIVITY, THEMES = f"{COMPUTED}thema van activiteit", f"{COMPUTED}thema"


@dataclass(frozen=True)
class Lists:
    """The lists of a plan by name, each a label by key; ``theme_of`` gives the theme of each activity, as listed."""

    labels: Mapping[str, Mapping[str, str]]
    theme_of: Mapping[str, str]

    @property
    def themes(self) -> Mapping[str, str]:
        """The themes by id."""
        return self.labels[THEMES]

    def source(self, name: str) -> str | None:
        """Return the range of a list's labels, to choose from; None while it is empty."""
        found = self.range(name)
        return found and f"={found}"

    def range(self, name: str) -> str | None:
        """Return the range of a list's labels for a formula; None while it is empty."""
        found = self.labels.get(name)
        return self._range(self._columns[name], len(found)) if found else None

    def option(self, name: str, key: str) -> str | None:
        """Return the cell that holds the label of a key; None when the list does not have it."""
        keys = list(self.labels.get(name, ()))
        return f"{LISTS}!${column_letters(self._columns[name])}${FIRST + keys.index(key)}" if key in keys else None

    @property
    def theme_range(self) -> str:
        """The range with the theme of each activity, in the order of the activities."""
        return self._range(2 * len(self.labels) + 1, len(self.theme_of))

    @cached_property
    def sheet(self) -> OutSheet:
        """The sheet that holds them."""
        cells: dict[tuple[int, int], tuple[Content, Look]] = {}
        for name, column in self._columns.items():
            cells[1, column] = (name, "grey")
            for row, (key, label) in enumerate(self.labels[name].items(), start=FIRST):
                cells[row, column], cells[row, column + 1] = (label, "plain"), (key, "grey")
        column = 2 * len(self.labels) + 1
        cells[1, column] = (THEME_OF_ACTIVITY, "grey")
        cells |= {(row, column): (label, "plain") for row, label in enumerate(self.theme_of.values(), start=FIRST)}
        return OutSheet(LISTS, cells, shown="hidden")

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {name: 2 * place + 1 for place, name in enumerate(self.labels)}

    def _range(self, column: int, length: int) -> str:
        letters = column_letters(column)
        return f"{LISTS}!${letters}${FIRST}:${letters}${FIRST + max(1, length) - 1}"


def lists_of(parts: Mapping[str, Part], content: PlanContent) -> Lists:
    """Return the lists of the sheets of these sets."""
    labels = {
        list_name(name, column): found
        for name, part in parts.items()
        for column, found in labels_of(part, content).items()
    }
    numbered = numbers(content)
    themes = {row.id: f"{numbered.theme(row.id)} {row.label or '…'}" for row in content.themes}
    theme_of = {row.id: themes.get(row.theme or "", "") for row in content.activities}
    listed = {key: theme_of.get(key, "") for key in labels.get(ACTIVITY_LIST, ())}
    return Lists(labels | {THEMES: themes}, listed)
