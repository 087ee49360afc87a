"""How an income from registered patients is computed: by line and insurer, with each number's date and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.dates import date_long
from workbench.kit.values.money import money, tariff
from workbench.kit.values.numbers import number
from workbench.papers.rules.answers import NO_BREAK
from workbench.papers.rules.columns import WHOLE_WIDTH, least_share, shares
from workbench.papers.rules.tables import Group, Head, Line, Table, derived, room_for
from workbench.plans.rules.totals import QUARTERS, ledger
from workbench.plans.rules.totals.cover import UNIT, is_by_patients, quarters_counted
from workbench.plans.rules.totals.rounding import half_up, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Definition
    from workbench.papers.rules.answers import Answer
    from workbench.plans.content import Insured, PlanContent
    from workbench.plans.rules.totals import Cover, Term

HEADS = ("Verzekeraar", "Patiënten", "Peildatum", "Bron van het aantal", "Bedrag")
WEIGHTS = (24, 11, 18, 31, 16)


def income_table(content: PlanContent, definition: Definition) -> Table | None:
    """Return each line of income per patient with its insurers; None while there is none."""
    part = definition.set_parts.get("cover_lines")
    title = part.column("payment_title") if part else None
    titles = {option.key: option.label for option in title.options} if title else {}
    groups = tuple(
        Group(tuple(_lines(cover)), derived(_heading(cover, titles)), _total(cover))
        for cover in ledger(content).covers
        if cover.total is not None and (cover.terms or is_by_patients(cover.line))
    )
    if not groups:
        return None
    every = [line for group in groups for line in (*group.lines, group.total) if line]
    least = [
        least_share([label, *(line.cells[at].words.replace(NO_BREAK, "_") for line in every)], WHOLE_WIDTH)
        for at, label in enumerate(HEADS)
    ]
    heads = tuple(
        Head(label, share, at in {1, 4})
        for at, (label, share) in enumerate(zip(HEADS, shares(WEIGHTS, least), strict=True))
    )
    return Table(heads, groups, None, wide=True, room=room_for(heads, groups, WHOLE_WIDTH), css_class="sums")


def _heading(cover: Cover, titles: dict[str, str]) -> str:
    """Return what the line is, and of which tariff; nothing twice that its name says already."""
    line, counted = cover.line, quarters_counted(cover.line)
    title = titles.get(line.payment_title or "", "")
    period = "kwartaal" if line.per == "quarter" else "jaar"
    facts = (
        title if title.casefold() not in line.label.casefold() else "",
        str(line.year) if line.year and str(line.year) not in line.label else "",
        f"{tariff(line.tariff)} per patiënt per {period}" if line.tariff is not None else "",
        f"alleen {', '.join(one.upper() for one in counted)}" if counted != QUARTERS else "",
    )
    told = f"{line.label or 'Zonder naam'}: {', '.join(fact for fact in facts if fact)}."
    dated = f", {date_long(line.tariff_date)}" if line.tariff_date else ""
    return f"{told} Bron van het tarief: {line.tariff_source}{dated}." if line.tariff_source else told


def _lines(cover: Cover) -> Iterator[Line]:
    """Yield one line for each count of an insurer; of a typed number of patients one."""
    if not cover.terms:
        patients = derived(number(cover.line.patients or 0), numeric=True)
        name = next((key for key in cover.insurers if key), None)
        blank = derived("–", quiet=True)
        yield Line(None, (derived(name or "Zoals ingevuld"), patients, blank, blank, _amount(cover.total or 0)))
        return
    counted: dict[tuple[str, str], list[Term]] = {}
    for term in cover.terms:
        counted.setdefault((term.insurer.name, term.row.id), []).append(term)
    amounts = _rounded(cover, counted)
    for key, terms in counted.items():
        yield _line(terms, amounts.get(key))


def _rounded(cover: Cover, counted: dict[tuple[str, str], list[Term]]) -> dict[tuple[str, str], int]:
    """Return whole cents of each counted line, that sum to the line of cover."""
    sure = {key: sum(term.units for term in terms) for key, terms in counted.items() if terms[0].counted}
    return dict(zip(sure, parts_of(cover.total or 0, list(sure.values()), UNIT), strict=True))


def _line(terms: list[Term], amount: int | None) -> Line:
    first = terms[0]
    row: Insured = first.row
    quarters = [term.quarter.upper() for term in terms]
    name = first.insurer.name or "Zonder naam"
    day = date_long(row.reference_date) if row.reference_date else "geen peildatum"
    told = f"{day} ({quarters[0]}–{quarters[-1]})" if 1 < len(quarters) < len(QUARTERS) else day
    money_cell = _amount(amount) if amount is not None else derived(_uncertain(terms), numeric=True, quiet=True)
    cells = (derived(name), derived(number(first.patients), numeric=True), derived(told), derived(row.source or "–"))
    return Line(None, (*cells, money_cell))


def _uncertain(terms: list[Term]) -> str:
    return f"onzeker: {money(half_up(sum(term.units for term in terms), UNIT))}"


def _total(cover: Cover) -> Line | None:
    if len(cover.insurers) < 2:  # noqa: PLR2004 - one line is its own total
        return None
    return Line(None, (derived("Samen"), derived(""), derived(""), derived(""), _amount(cover.total or 0)))


def _amount(cents: int) -> Answer:
    return derived(money(cents), numeric=True)
