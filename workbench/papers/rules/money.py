"""The budget in a paper: the verdict in words, and totals per year, category, theme and funder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.money import money
from workbench.papers.rules.answers import NO_BREAK
from workbench.papers.rules.columns import MAIN_WIDTH, WHOLE_WIDTH, least_share, shares
from workbench.papers.rules.tables import Group, Head, Line, Table, derived, room_for
from workbench.plans.rules.totals import balance, cover_by, line_total, row_totals, totals_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.numbering import Numbers
    from workbench.plans.rules.totals import Balance, YearBalance
    from workbench.plans.rules.totals import Group as Sum

NO_YEAR = "Zonder jaar"
# With more columns of amounts than these a table needs the whole width.
MOST_BESIDE_MARGIN = 4


def year_label(year: int | None) -> str:
    """Return a year in words, also for lines without one."""
    return str(year) if year else NO_YEAR


def verdict(content: PlanContent) -> str:
    """Return in one or two sentences whether the budget is covered, year by year."""
    found = balance(content)
    if not content.budget_lines and not content.cover_lines:
        return "Er staan nog geen kosten en geen dekking in deze begroting."
    said = [_of_year(year) for year in found.years if year.cost or year.cover]
    return " ".join([*said, *_unpriced(content)])


def balance_table(content: PlanContent) -> Table:
    """Return cost, cover and difference per year, with the whole as total."""
    found = balance(content)
    lines = [_balance_line(year_label(year.year), year.cost, year.cover, year.difference) for year in found.years]
    total = _balance_line("Hele periode", found.cost, found.cover, found.difference) if len(lines) > 1 else None
    return _table(("Jaar", "Kosten", "Dekking", "Verschil"), (28, 24, 24, 24), lines, total)


def cost_by(content: PlanContent, definition: Definition, numbered: Numbers, grouping: str) -> Table:
    """Return the costs per ``category`` or per ``theme``, by year."""
    if grouping == "theme":
        sums = sorted(totals_by(content, "theme"), key=lambda group: _theme_order(numbered, group.key))
        names = {theme.id: f"{numbered.theme(theme.id)} {theme.label}" for theme in content.themes}
        return _by_year("Thema", sums, names, "Zonder thema", balance(content))
    names = _labels(definition, "budget_lines", "category")
    places = {key: place for place, key in enumerate(names)}
    sums = sorted(totals_by(content, "category"), key=lambda group: places.get(group.key or "", len(places)))
    return _by_year(
        "Categorie", sums, _labels(definition, "budget_lines", "category"), "Zonder categorie", balance(content)
    )


def cover_by_funder(content: PlanContent, definition: Definition) -> Table:
    """Return the cover per funder, by year."""
    return _by_year(
        "Financier",
        list(cover_by(content, "funder")),
        _labels(definition, "cover_lines", "funder"),
        "Zonder financier",
        balance(content),
        cover=True,
    )


def _of_year(year: YearBalance) -> str:
    name = f"In {year.year}" if year.year else "In de regels zonder jaar"
    if year.difference < 0:
        return f"{name} is er {money(-year.difference)} tekort."
    if year.difference > 0:
        return f"{name} is er {money(year.difference)} over."
    return f"{name} sluit de begroting."


def _unpriced(content: PlanContent) -> list[str]:
    cost = sum(1 for row in content.budget_lines if line_total(row) is None)
    cover = sum(total is None for total in row_totals(content, "cover_lines").values())
    return [
        f"Eén regel met {what} heeft nog geen bedrag en telt niet mee."
        if count == 1
        else f"{count} regels met {what} hebben nog geen bedrag en tellen niet mee."
        for count, what in ((cost, "kosten"), (cover, "dekking"))
        if count
    ]


def _balance_line(label: str, cost: int, cover: int, difference: int) -> Line:
    return Line(None, (derived(label), *(derived(money(amount), numeric=True) for amount in (cost, cover, difference))))


def _by_year(
    label: str, sums: Sequence[Sum], names: dict[str, str], nameless: str, whole: Balance, *, cover: bool = False
) -> Table:
    years = [year for year in whole.years if (year.cover if cover else year.cost)]
    several = len(years) > 1
    lines = [
        _sum_line(
            names.get(group.key, group.key) if group.key else nameless,
            [group.by_year.get(year.year, 0) for year in years],
            several,
        )
        for group in sums
    ]
    total = _sum_line("Totaal", [year.cover if cover else year.cost for year in years], several)
    heads = (label, *(year_label(year.year) for year in years), *(("Totaal",) if several else ()))
    figures = len(heads) - 1
    each = min(20, 66 // max(1, figures))
    return _table(heads, (100 - each * figures, *(each for _ in range(figures))), lines, total if lines else None)


def _sum_line(label: str, amounts: list[int], several: bool) -> Line:
    figures = [*amounts, sum(amounts)] if several else amounts
    return Line(None, (derived(label), *(derived(money(amount), numeric=True) for amount in figures)))


def _table(labels: Sequence[str], weights: Sequence[int], lines: list[Line], total: Line | None) -> Table:
    wide = len(labels) > MOST_BESIDE_MARGIN
    width = WHOLE_WIDTH if wide else MAIN_WIDTH
    every = [*lines, total] if total else lines
    least = [
        least_share([label, *(line.cells[at].words.replace(NO_BREAK, "_") for line in every)], width)
        for at, label in enumerate(labels)
    ]
    heads = tuple(
        Head(label, share, at > 0) for at, (label, share) in enumerate(zip(labels, shares(weights, least), strict=True))
    )
    groups = (Group(tuple(lines)),)
    return Table(heads, groups, total, wide, room_for(heads, groups, width), css_class="sums")


def _labels(definition: Definition, name: str, column: str) -> dict[str, str]:
    part = definition.set_parts.get(name)
    question = part.column(column) if part else None
    return {option.key: option.label for option in question.options} if question else {}


def _theme_order(numbered: Numbers, key: str | None) -> int:
    number = numbered.theme(key)
    return int(number) if number.isdigit() else 10**6
