"""A table with a column for each year, as lists hold it: a line for each year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.plans.rules.from_word.terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.definitions.schema import Part
    from workbench.plans.rules.from_word.pieces import Cells

# Set -> the column that holds what stands below a year. A cost is a number of times a rate: here once, a year.
AMOUNTS = {"budget_lines": "rate", "cover_lines": "amount", "figures": "value"}
MOST_YEARS = 12
YEAR = "year"
_ONCE = {"quantity": "1", "unit": "jaar"}
_HEADING = re.compile(
    r"(?:[^\W\d]+\.?\s+){0,2}((?:19|20)\d\d)\s*(?:\(?\s*(?:€|euro|in euro|in €)\s*\)?)?", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:sub|eind)?tota(?:al|len)\b", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "\u2013", "\u2014"})


def by_year(table: Cells, part: Part) -> Cells:
    """Return a table with a line for each year where it has a column for each, else as it is.

    The first cell stays first; the year and what it stands for come next, so that they win from columns of the same
    name. A line without any amount stays one line; the cell of a total stays with the first of its years.
    """
    years = year_columns(table, part)
    if not years:
        return table
    made = _made(part)
    rest = [at for at in range(1, len(table[0])) if at not in years]
    lines = [(table[0][0], *(label for label, _cell in made), *(table[0][at] for at in rest))]
    for cells in table[1:]:
        for number, (year, amount) in enumerate(_amounts(cells, years)):
            own = [{"": amount, YEAR: year}.get(key, key) for _label, key in made]
            others = ["" if number and _TOTAL.match(table[0][at].strip()) else _cell(cells, at) for at in rest]
            lines.append((_cell(cells, 0), *(own if amount else [""] * len(own)), *others))
    return tuple(lines)


def year_columns(table: Cells, part: Part) -> dict[int, str]:
    """Return which columns of a table are years that a list can hold a line for; empty when there is a doubt."""
    amount, year = AMOUNTS.get(part.set or ""), part.column(YEAR)
    if not table or amount is None or part.column(amount) is None or year is None:
        return {}
    headings = enumerate(table[0])
    found = {at: match[1] for at, heading in headings if at and (match := _HEADING.fullmatch(heading.strip()))}
    named = any(terms(heading) == terms(year.label) for heading in table[0])
    return {} if named or len(set(found.values())) != len(found) or len(found) > MOST_YEARS else found


def headings_with_more(table: Cells, part: Part) -> list[str]:
    """Return the headings of years that say more than the year."""
    return [table[0][at] for at, year in year_columns(table, part).items() if table[0][at].strip() != year]


def _made(part: Part) -> list[tuple[str, str]]:
    """Return the columns that are made, each its label and what stands in it: the year, the amount, or a text."""
    wanted = {YEAR: YEAR, AMOUNTS[part.set or ""]: "", **(_ONCE if part.set == "budget_lines" else {})}
    return [(column.label, cell) for key, cell in wanted.items() if (column := part.column(key))]


def _amounts(cells: Sequence[str], years: dict[int, str]) -> list[tuple[str, str]]:
    found = [(year, _cell(cells, at)) for at, year in years.items()]
    return [(year, cell) for year, cell in found if cell.strip() not in _NOTHING] or [("", "")]


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
