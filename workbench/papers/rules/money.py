"""The budget in a paper: the verdict in words, and totals per year, quarter, category, theme and funder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.money import money
from workbench.kit.values.numbers import number
from workbench.papers.rules.answers import NO_BREAK
from workbench.papers.rules.columns import MAIN_WIDTH, WHOLE_WIDTH, least_share, shares
from workbench.papers.rules.tables import Group, Head, Line, Table, derived, room_for
from workbench.plans.rules.budget_groups import costs_by, cover_by, pairs
from workbench.plans.rules.totals import ledger, registered_patients
from workbench.plans.rules.totals.rounding import half_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.budget_groups import Named
    from workbench.plans.rules.numbering import Numbers
    from workbench.plans.rules.totals import Balance, Cover, Ledger, YearBalance

NO_YEAR = "Zonder jaar"
# With more columns of amounts than these a table needs the whole width.
MOST_BESIDE_MARGIN = 4
# Points: a longer table of sums may be divided over two pages.
WHOLE_SUMS = 290.0
NAMELESS = {
    "category": ("Categorie", "Zonder categorie"),
    "theme": ("Thema", "Zonder thema"),
    "funder": ("Financier", "Zonder financier"),
}


def year_label(year: int | None) -> str:
    """Return a year in words, also for lines without one."""
    return str(year) if year else NO_YEAR


def verdict(content: PlanContent) -> str:
    """Return in one or two sentences whether the budget is covered, year by year."""
    if not content.budget_lines and not content.cover_lines:
        return "Er staan nog geen kosten en geen dekking in deze begroting."
    found = ledger(content)
    said = [_of_year(year) for year in found.balance.years if year.cost or year.cover]
    return " ".join([*said, *_unpriced(found)])


def notes(content: PlanContent) -> tuple[str, ...]:
    """Return what else there is to say: per registered patient, with fewer patients, and what is uncertain."""
    found, patients = ledger(content), registered_patients(content)
    fewer = {year.year: year for year in found.with_fewer_patients().balance.years}
    said = [_per_patient(year, patients) for year in found.balance.years if patients and year.year and year.cost]
    said += [
        _with_fewer(year, fewer[year.year]) for year in found.balance.years if year.cover != fewer[year.year].cover
    ]
    return tuple(said)


def uncertain(content: PlanContent) -> str:
    """Return which income is not counted because an insurer may not follow; empty when there is none."""
    told = [
        f"{money(one.amount)} van “{one.line.label}” telt niet mee: van {' en '.join(one.insurers)} is het volgbeleid "
        "nog niet bekend."
        for one in ledger(content).uncertain
    ]
    return " ".join(told)


def not_counted(cover: Cover) -> str:
    """Return why an insurer pays nothing of a line of cover, or may not; empty when each pays."""
    told = []
    if cover.not_following:
        told.append(f"volgt niet: {', '.join(name or 'zonder naam' for name in cover.not_following)}")
    if cover.uncertain:
        names = ", ".join(name or "zonder naam" for name in cover.uncertain_names)
        told.append(f"{money(cover.uncertain)} onzeker, volgbeleid onbekend: {names}")
    return "; ".join(told)


def balance_table(content: PlanContent) -> Table:
    """Return cost, cover and difference per year, with the whole as total."""
    found = ledger(content).balance
    lines = [_amounts(year_label(year.year), year.cost, year.cover, year.difference) for year in found.years]
    total = _amounts("Hele periode", found.cost, found.cover, found.difference) if len(lines) > 1 else None
    return money_table(("Jaar", "Kosten", "Dekking", "Verschil"), (28, 24, 24, 24), lines, total)


def cost_by(content: PlanContent, definition: Definition, numbered: Numbers, grouping: str) -> Table:
    """Return the costs per ``category``, ``theme`` or ``funder``, by year."""
    found = ledger(content)
    return _by_year(costs_by(found, definition, numbered, grouping), found.balance, grouping)


def cover_by_funder(content: PlanContent, definition: Definition, numbered: Numbers) -> Table:
    """Return the cover per funder, by year."""
    found = ledger(content)
    return _by_year(cover_by(found, definition, numbered, "funder"), found.balance, "funder", cover=True)


def by_quarter(content: PlanContent, definition: Definition, numbered: Numbers) -> Table:
    """Return cost beside cover by quarter."""
    found = ledger(content)
    both = [side(found, definition, numbered, "quarter") for side in (costs_by, cover_by)]
    lines = [
        _amounts(f"{pair.name or 'Geen kwartaal'} {year_label(pair.year)}", pair.cost, pair.cover, pair.difference)
        for pair in pairs(both[0], both[1])
    ]
    whole = found.balance
    total = _amounts("Hele periode", whole.cost, whole.cover, whole.difference)
    return money_table(("Kwartaal", "Kosten", "Dekking", "Verschil"), (28, 24, 24, 24), lines, total)


def money_table(labels: Sequence[str], weights: Sequence[int], lines: list[Line], total: Line | None) -> Table:
    """Return a table of a name and amounts."""
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
    return Table(heads, groups, total, wide, room_for(heads, groups, width, WHOLE_SUMS), css_class="sums")


def _of_year(year: YearBalance) -> str:
    name = f"In {year.year}" if year.year else "In de regels zonder jaar"
    if year.difference < 0:
        return f"{name} is er {money(-year.difference)} tekort."
    if year.difference > 0:
        return f"{name} is er {money(year.difference)} over."
    return f"{name} sluit de begroting."


def _per_patient(year: YearBalance, patients: int) -> str:
    cost, cover = (money(half_up(amount, patients)) for amount in (year.cost, year.cover))
    return (
        f"In {year.year} is dat per ingeschreven patiënt {cost} aan kosten en {cover} aan dekking, "
        f"bij {number(patients)} patiënten."
    )


def _with_fewer(year: YearBalance, fewer: YearBalance) -> str:
    name = f"in {year.year} " if year.year else ""
    less, left = money(year.cover - fewer.cover), money(abs(fewer.difference))
    then = (
        f"is er {left} tekort"
        if fewer.difference < 0
        else f"blijft {left} over"
        if fewer.difference
        else "sluit de begroting precies"
    )
    return f"Met één procent minder patiënten komt er {name}{less} minder binnen; dan {then}."


def _unpriced(found: Ledger) -> list[str]:
    cost = sum(one.total is None for one in found.costs)
    cover = sum(one.total is None for one in found.covers)
    return [
        f"Eén regel met {what} heeft nog geen bedrag en telt niet mee."
        if count == 1
        else f"{count} regels met {what} hebben nog geen bedrag en tellen niet mee."
        for count, what in ((cost, "kosten"), (cover, "dekking"))
        if count
    ]


def _amounts(label: str, *amounts: int) -> Line:
    return Line(None, (derived(label), *(derived(money(amount), numeric=True) for amount in amounts)))


def _by_year(sums: Sequence[Named], whole: Balance, grouping: str, *, cover: bool = False) -> Table:
    label, nameless = NAMELESS[grouping]
    years = [year for year in whole.years if (year.cover if cover else year.cost)]
    several = len(years) > 1
    lines = [
        _sum_line(one.name or nameless, [one.by_year.get(year.year, 0) for year in years], several) for one in sums
    ]
    total = _sum_line("Totaal", [year.cover if cover else year.cost for year in years], several)
    heads = (label, *(year_label(year.year) for year in years), *(("Totaal",) if several else ()))
    figures = len(heads) - 1
    each = min(20, 66 // max(1, figures))
    return money_table(heads, (100 - each * figures, *(each for _ in range(figures))), lines, total if lines else None)


def _sum_line(label: str, amounts: list[int], several: bool) -> Line:
    return _amounts(label, *(([*amounts, sum(amounts)]) if several else amounts))
