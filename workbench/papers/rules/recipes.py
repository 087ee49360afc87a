"""What a set's table has beside its columns: numbers, computed columns, groups and totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from markupsafe import Markup

from workbench.kit.values.money import money
from workbench.kit.values.numbers import number
from workbench.papers.rules.answers import Answer
from workbench.papers.rules.charts import pair_of_bars, risk_square
from workbench.papers.rules.money import not_counted
from workbench.papers.rules.tables import Extra, Recipe, derived
from workbench.plans.rules.numbering import milestones_of
from workbench.plans.rules.totals import ledger, line_total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.definitions.schema import Part
    from workbench.plans.content import BudgetLine, Figure, PlanContent, Risk, Row
    from workbench.plans.rules.numbering import Numbers
    from workbench.plans.rules.totals import Cover


def recipe_for(part: Part, content: PlanContent, numbered: Numbers) -> Recipe:
    """Return the recipe of a set; a set without a special one is a plain table."""
    match part.set:
        case "members" | "insured":
            return Recipe(total=_people(part, content))
        case "figures" | "risks":
            return Recipe(extras=[_drawn(part)])
        case "signatures":
            # Room to sign by hand.
            return Recipe(extras=[Extra("Handtekening", 22, lambda _row: derived(""))], css_class="signed")
        case "budget_lines":
            return _budget(part, content)
        case "cover_lines":
            return _cover(content)
        case _:
            number = _numbers(part, content, numbered)
            return Recipe(number=number, css_class="numbered" if number else "")


def _drawn(part: Part) -> Extra:
    if part.set == "figures":
        return Extra("Vergeleken", 14, _bars, after="unit", least=76)
    return Extra("Kans × effect", 8, _risk(part), after="effect", least=44)


def _numbers(part: Part, content: PlanContent, numbered: Numbers) -> Callable[[str], str] | None:
    place = {row.id: str(at) for at, row in enumerate(content.rows(part.set or ""), start=1)}
    return {
        "priorities": numbered.priority,
        "themes": numbered.theme,
        "milestones": numbered.milestone,
        "appendices": lambda row_id: place[row_id],
    }.get(part.set or "")


def rows_in_order(part: Part, content: PlanContent, numbered: Numbers) -> tuple[Row, ...]:
    """Return a set's rows as the paper reads them: milestones by activity, budget lines by category."""
    if part.set == "milestones":
        return tuple(row for activity in [*numbered.activities, None] for row in milestones_of(content, activity))
    if part.set == "budget_lines" and part.column("category"):
        return tuple(row for _heading, rows in _by_category(part)(content.rows("budget_lines")) for row in rows)
    return content.rows(part.set or "")


def _people(part: Part, content: PlanContent) -> dict[str, str]:
    rows = content.rows(part.set or "")
    sums = {key: sum(_count(row, key) for row in rows) for key in ("professionals", "patients")}
    return {key: number(value) for key, value in sums.items() if value}


def _count(row: Row, key: str) -> int:
    value = row.cell(key)
    return value if isinstance(value, int) else 0


def _bars(row: Row) -> Answer:
    figure = cast("Figure", row)
    if figure.value is None or figure.comparison is None or min(figure.value, figure.comparison) < 0:
        return derived("")
    other = figure.compared_with or "de vergelijking"
    title = f"{figure.label}: {number(figure.value)} tegenover {number(figure.comparison)} in {other}"
    return derived("", body=pair_of_bars(figure.value, figure.comparison, title))


def _risk(part: Part) -> Callable[[Row], Answer]:
    labels = {
        key: {option.key: option.label for option in column.options}
        for key in ("chance", "effect")
        if (column := part.column(key))
    }

    def square(row: Row) -> Answer:
        risk = cast("Risk", row)
        if not risk.chance or not risk.effect:
            return derived("")
        chance = labels.get("chance", {}).get(risk.chance, risk.chance)
        effect = labels.get("effect", {}).get(risk.effect, risk.effect)
        title = f"Kans {chance}, effect {effect}"
        return derived("", body=risk_square(risk.chance, risk.effect, title))

    return square


def _cover(content: PlanContent) -> Recipe:
    covers = {cover.line.id: cover for cover in ledger(content).covers}
    total = {"+Totaal": money(sum(cover.total or 0 for cover in covers.values()))} if covers else {}
    return Recipe(extras=[Extra("Totaal", 14, lambda row: _covered(covers[row.id]), numeric=True)], total=total)


def _covered(cover: Cover) -> Answer:
    """Return what a line brings in, and under it why an insurer pays nothing of it."""
    amount, why = _amount(cover.total), not_counted(cover)
    if not why:
        return amount
    body = Markup('{}<div class="stacked">{}</div>').format(amount.body, why)
    return derived(f"{amount.words}\n{why}", numeric=True, body=body)


def _budget(part: Part, content: PlanContent) -> Recipe:
    grouped, vat = part.column("category") is not None, {one.line.id: one.vat for one in ledger(content).costs}
    taxed = [Extra("Btw", 11, lambda row: _amount(vat[row.id] or None), numeric=True)] if any(vat.values()) else []

    def sums(rows: tuple[Row, ...]) -> dict[str, str]:
        return {"+Btw": money(sum(vat[row.id] for row in rows)), "+Totaal": money(_cost(rows))}

    return Recipe(
        extras=[*taxed, Extra("Totaal", 14, _cost_amount, numeric=True)],
        hidden=frozenset({"category"}) if grouped else frozenset(),
        group=_by_category(part) if grouped else None,
        subtotal=sums,
        total=sums(content.budget_lines) if content.budget_lines else {},
        narrow={"activity": "Act."},
        css_class="lines",
    )


def _by_category(part: Part) -> Callable[[tuple[Row, ...]], list[tuple[Answer | None, tuple[Row, ...]]]]:
    column = part.column("category")
    options = [option.key for option in column.options] if column else []
    labels = {option.key: option.label for option in column.options} if column else {}

    def groups(rows: tuple[Row, ...]) -> list[tuple[Answer | None, tuple[Row, ...]]]:
        found: dict[str, list[Row]] = {key: [] for key in options}
        for row in rows:
            found.setdefault(str(row.unread.get("category") or row.cell("category") or ""), []).append(row)
        return [(_heading(key, labels, members), tuple(members)) for key, members in found.items() if members]

    return groups


def _heading(key: str, labels: dict[str, str], rows: list[Row]) -> Answer:
    if not key:
        return Answer(None, Markup("Zonder categorie"), "Zonder categorie", quiet=True)
    words = labels.get(key, key)
    unread = any("category" in row.unread for row in rows)
    body = Markup("{}{}").format(
        words, Markup(' <span class="unread">(nog niet leesbaar als keuze)</span>') if unread else ""
    )
    # One visible heading answers for every line under it.
    return Answer(" ".join(f"budget_lines/{row.id}/category" for row in rows), body, words)


def _cost(rows: Iterable[Row]) -> int:
    return sum(line_total(cast("BudgetLine", row)) or 0 for row in rows)


def _cost_amount(row: Row) -> Answer:
    return _amount(line_total(cast("BudgetLine", row)))


def _amount(total: int | None) -> Answer:
    return derived("–", quiet=True, numeric=True) if total is None else derived(money(total), numeric=True)
