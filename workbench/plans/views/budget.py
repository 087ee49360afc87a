"""The budget of a plan at a glance: the verdict, what is uncertain, groups that reconcile, what is not right yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for

from workbench.kit.values.messages import Message
from workbench.kit.values.money import money
from workbench.kit.web.gate import requires
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.rules.budget_groups import (
    COSTS,
    COVER,
    costs_by,
    cover_by,
    groupings,
    groups_costs,
    groups_cover,
    pairs,
)
from workbench.plans.rules.findings import field_path
from workbench.plans.rules.money_sentences import share_of_others, uncertain
from workbench.plans.rules.numbering import numbers
from workbench.plans.rules.totals import ledger
from workbench.plans.views.blueprint import blueprint, load
from workbench.plans.views.drawing import may_edit
from workbench.plans.views.money import told_of, verdicts

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition, Part
    from workbench.plans.content import PlanContent, Row
    from workbench.plans.models import Plan
    from workbench.plans.rules.budget_groups import Named, Pair
    from workbench.plans.rules.findings import Finding
    from workbench.plans.rules.totals import Balance, Ledger

INSURED = "insured"
# Each grouping with its name, and what a group without a key is called.
NAMES = {
    "category": (Message("Category"), Message("Without a category")),
    "theme": (Message("Theme"), Message("Without a theme")),
    "activity": (Message("Activity"), Message("Without an activity")),
    "funder": (Message("Who pays"), Message("Nobody named yet")),
    "insurer": (Message("Insurer"), Message("Not of one insurer")),
    "payment_title": (Message("Payment title"), Message("Without a payment title")),
    "quarter": (Message("Quarter"), Message("In no quarter")),
    "status": (Message("State"), Message("State not filled in")),
}
COST_HEAD, COVER_HEAD, DIFFERENCE = Message("Costs"), Message("Funding"), Message("Difference")
LEFT = Message("Left so far this year")
NO_YEAR, NAMELESS = Message("No year"), Message("Without a name")
# Money that is not right although its finding stands at another list.
ELSEWHERE = frozenset({"activity_without_budget_line"})


@blueprint.get("/<uuid:plan_id>/begroting")
@requires(PlanPermission.VIEW)
def budget(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show whether the money of the plan is enough, grouped as the address asks."""
    plan, definition = load(plan_id)
    judged, found = queries.standing_of(plan), ledger(queries.plan_content(plan))
    offered = groupings(definition)
    asked = request.args.get("per", "")
    grouping = asked if asked in offered else next(iter(offered), "")
    years = [year for year in found.balance.years if year.cost or year.cover]
    return render_template(
        "plans/budget/page.html",
        plan=plan,
        may_edit=may_edit(plan),
        years=[one | {"told": told_of(found, year)} for one, year in zip(verdicts(found), years, strict=True)],
        others=_others(found),
        uncertain=[_uncertain(plan, definition, one.line.id, uncertain(one)) for one in found.uncertain],
        switch=[_way(plan, one, grouping) for one in offered],
        groups=_groups(found, definition, grouping) if grouping and years else None,
        points=_points(plan, found.content, definition, judged.findings),
        parts={name: definition.set_parts.get(name) for name in (COSTS, COVER, INSURED)},
    )


def _way(plan: Plan, grouping: str, chosen: str) -> dict[str, Any]:
    address = url_for("plans.budget", plan_id=plan.id, per=grouping, _anchor="groups")
    return {"label": translate(NAMES[grouping][0]), "url": address, "current": grouping == chosen}


def _groups(found: Ledger, definition: Definition, grouping: str) -> dict[str, Any]:
    """Return the table of a grouping: ``columns``, ``rows``, ``total``; ``bars`` are the cents to draw beside a row."""
    numbered, of_costs, of_cover = (
        numbers(found.content),
        groups_costs(definition, grouping),
        groups_cover(definition, grouping),
    )
    costs = costs_by(found, definition, numbered, grouping) if of_costs else ()
    cover = cover_by(found, definition, numbered, grouping) if of_cover else ()
    if of_costs and of_cover:
        return _paired(pairs(costs, cover), found.balance, grouping)
    return _alone(costs or cover, found.balance, grouping, of_costs=of_costs)


def _paired(found: Sequence[Pair], whole: Balance, grouping: str) -> dict[str, Any]:
    """Return cost beside cover; of quarters also what is left as the year goes on."""
    several, by_quarter = len({pair.year for pair in found}) > 1, grouping == "quarter"
    name, nameless = (translate(one) for one in NAMES[grouping])
    left: dict[int | None, int] = {}
    rows = []
    for pair in found:
        left[pair.year] = left.get(pair.year, 0) + pair.difference
        label, year = pair.name or nameless, str(pair.year or translate(NO_YEAR))
        if several:
            label = f"{label} {year}" if by_quarter else f"{year}: {label}"
        amounts = [pair.cost, pair.cover, pair.difference, *([left[pair.year]] if by_quarter else ())]
        rows.append([label, *(money(amount) for amount in amounts)])
    heads = [translate(one) for one in (COST_HEAD, COVER_HEAD, DIFFERENCE, *([LEFT] if by_quarter else ()))]
    total = [money(whole.cost), money(whole.cover), money(whole.difference), *([""] if by_quarter else ())]
    return _table(Message("Costs and funding: %(group)s", group=name), name, heads, rows, total)


def _alone(found: Sequence[Named], whole: Balance, grouping: str, *, of_costs: bool) -> dict[str, Any]:
    """Return costs, or cover, by year."""
    name, nameless = (translate(one) for one in NAMES[grouping])
    by_year = {year.year: year.cost if of_costs else year.cover for year in whole.years}
    years = [year for year, amount in by_year.items() if amount]
    several = len(years) > 1
    rows = [
        [one.name or nameless, *(money(one.by_year.get(year, 0)) for year in years), *([money(one.total)] * several)]
        for one in found
    ]
    heads = [str(year) if year else translate(NO_YEAR) for year in years]
    total = [*(money(by_year[year]) for year in years), *([money(sum(by_year.values()))] * several)]
    title = Message("Costs: %(group)s", group=name) if of_costs else Message("Funding: %(group)s", group=name)
    made = _table(title, name, [*heads, *([translate(Message("Total"))] * several)], rows, total)
    return made | {"bars": [one.total for one in found]}


def _table(
    title: Message, name: str, heads: Sequence[str], rows: list[list[str]], total: Sequence[str]
) -> dict[str, Any]:
    columns = [{"label": name}, *({"label": head, "numeric": True} for head in heads)]
    whole = [translate(Message("Total")), *total]
    return {"title": translate(title), "columns": columns, "rows": rows, "total": whole, "bars": []}


def _others(found: Ledger) -> str:
    share = found.share_of_others()
    return translate(share_of_others(share)) if share else ""


def _uncertain(plan: Plan, definition: Definition, row_id: str, message: Message) -> dict[str, str]:
    part = definition.set_parts.get(INSURED) or definition.set_parts[COVER]
    return {"text": translate(message), "url": url_for("plans.part", plan_id=plan.id, part_id=part.id), "row": row_id}


def _points(
    plan: Plan, content: PlanContent, definition: Definition, findings: Sequence[Finding]
) -> list[dict[str, Any]]:
    """Return what is not right in the lists of money: each sentence once, with the lines it is said of.

    What else is said of one line stands under the first as ``more``.
    """
    parts = {part.id: part for name in (COSTS, COVER, INSURED) if (part := definition.set_parts.get(name))}
    home = url_for("plans.overview", plan_id=plan.id)
    told: dict[str, dict[str, Any]] = {}
    for one in findings:
        if one.part in parts or one.rule in ELSEWHERE:
            part = definition.part(one.part)
            row = content.row(part.set, one.row) if part and part.set else None
            point = told.setdefault(translate(one.message), {"blocking": one.blocking, "places": []})
            point["places"].append(_place(part, row) | {"url": home + field_path(one, part)})
    points = [{"text": text, "more": []} | point for text, point in told.items()]
    return _once_a_line(sorted(points, key=lambda point: not point["blocking"]))


def _once_a_line(points: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    of_line: dict[str, dict[str, Any]] = {}
    for point in points:
        line = point["places"][0]["url"].partition("#")[0] if len(point["places"]) == 1 else ""
        if "/regels/" in line and line in of_line:
            of_line[line]["more"].append(point)
        else:
            of_line.setdefault(line, point)
            kept.append(point)
    return kept


def _place(part: Part | None, row: Row | None) -> dict[str, str]:
    """Return the ``name`` of what a point is said of, and the words of a ``link`` to it."""
    if row is not None:
        return {"name": row.label, "link": row.label or translate(NAMELESS)}
    title = part.title if part else ""
    return {"name": title, "link": translate(Message("Fill in “%(part)s”", part=title))}
