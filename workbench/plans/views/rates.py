"""The rates of a collaboration, and taking one over in a line of costs."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from workbench.kit.storage import FieldRefused
from workbench.kit.values.errors import Conflict, Forbidden, NotFound
from workbench.kit.values.messages import Message
from workbench.kit.values.money import money, money_typed
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import in_dutch, translate
from workbench.organisations.queries import organisations_by_id
from workbench.plans import operations, queries
from workbench.plans.access import PlanPermission, allowed, can
from workbench.plans.forms.rates import RateForm
from workbench.plans.operations import RowInput
from workbench.plans.rules.rates import rate_of
from workbench.plans.rules.reading import Reading
from workbench.plans.views.blueprint import blueprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Part
    from workbench.plans.models import Plan, Rate

COSTS = "budget_lines"
TAKE = "take_rate"
CLASHED, UNREADABLE = 409, 422
MOST_DIGITS = 9


@blueprint.get("/tarieven")
@requires(PlanPermission.VIEW_WORK)
def rates() -> ResponseReturnValue:
    """Show what the actor's collaborations pay, with a form to add a rate; for who only reads there is no such page."""
    if not _readable():
        raise NotFound
    return _page(RateForm(), uuid.uuid4())


@blueprint.post("/tarieven")
@requires(PlanPermission.CREATE)
def add_rate() -> ResponseReturnValue:
    """Add a rate; sending the form twice adds one."""
    return _kept(RateForm(request.form), _request_key(), None)


@blueprint.get("/tarieven/<uuid:rate_id>")
@requires(PlanPermission.CREATE)
def rate(rate_id: uuid.UUID) -> ResponseReturnValue:
    """Show a rate to change it."""
    found = queries.rate_for(rate_id, who=actor())
    typed = {"role": found.role, "year": str(found.year), "amount": money_typed(found.amount), "source": found.source}
    return _page(RateForm(data=typed | {"organisation": str(found.organisation_id)}), rate_id, changing=found)


@blueprint.post("/tarieven/<uuid:rate_id>")
@requires(PlanPermission.CREATE)
def save_rate(rate_id: uuid.UUID) -> ResponseReturnValue:
    """Change a rate; plans that took it over keep theirs."""
    return _kept(RateForm(request.form), rate_id, queries.rate_for(rate_id, who=actor()))


@blueprint.post("/tarieven/<uuid:rate_id>/verwijderen")
@requires(PlanPermission.CREATE)
def remove_rate(rate_id: uuid.UUID) -> ResponseReturnValue:
    """Remove a rate; plans that took it over keep theirs."""
    found = queries.rate_for(rate_id, who=actor())
    try:
        operations.remove_rate(found, version=_seen_version())
    except Conflict as conflict:
        return _changed(found, conflict)
    flash(translate(Message("The rate is removed. Budgets that use it keep it.")), "done")
    return redirect(url_for("plans.rates"), 303)


def rates_for(plan: Plan, part: Part) -> list[dict[str, str]]:
    """Return the rates to choose from in a line of costs; nothing for other lists."""
    if part.set != COSTS or part.column("rate") is None or not can(actor(), PlanPermission.VIEW_WORK, plan):
        return []
    return [
        {
            "id": str(one.id),
            "role": one.role,
            "text": f"{one.role}, {one.year}: {money(one.amount)}",
            "amount": money_typed(one.amount),
            "source": _source(one),
        }
        for one in queries.rates_of([plan.organisation_id])
    ]


def sent_row(plan: Plan, part: Part) -> MultiDict[str, str]:
    """Return the row that was sent, with the chosen rate in it when that was asked for."""
    if TAKE not in request.form or part.set != COSTS:
        return request.form
    chosen = next((one for one in rates_for(plan, part) if one["id"] == request.form.get("rate_choice")), None)
    sent = MultiDict(request.form)
    if chosen is not None:
        sent["role"], sent["rate"], sent["rate_source"] = chosen["role"], chosen["amount"], chosen["source"]
    return sent


def with_rates(plan: Plan, part: Part, rows: Sequence[RowInput]) -> list[RowInput]:
    """Return the lines of a table, with the rate of their role where a role was typed just now, and no rate."""
    wanting = {row.row_id for row in rows if part.set == COSTS and _wants_rate(row)}
    if wanting:
        # A line that has this role already was left without a rate on purpose, or by somebody else.
        stored = {now.row.id: now.row.cell("role") for now in queries.rows_now(plan.id, COSTS)}
        wanting -= {row.row_id for row in rows if stored.get(row.row_id, "") == row.readings["role"].value}
    known = queries.rates_of([plan.organisation_id]) if wanting else []
    return [_filled(row, part, known) if row.row_id in wanting else row for row in rows]


def _wants_rate(row: RowInput) -> bool:
    role, amount = row.readings.get("role"), row.readings.get("rate")
    return bool(role and role.value and amount and not amount.typed.strip())


def _filled(row: RowInput, part: Part, known: Sequence[Rate]) -> RowInput:
    year = row.readings["year"].value if "year" in row.readings else None
    found = rate_of(known, str(row.readings["role"].value), year if isinstance(year, int) else None)
    if found is None:
        return row
    filled = dict(row.readings) | {"rate": Reading(money_typed(found.amount), value=found.amount)}
    if part.column("rate_source") is not None:
        filled["rate_source"] = Reading(_source(found), value=_source(found))
    return RowInput(row.row_id, row.version, filled)


def _source(found: Rate) -> str:
    # It becomes part of the plan, which is Dutch whatever the language of the screens.
    return found.source or in_dutch(Message("Rates of the collaboration, %(year)s", year=str(found.year)))


def _kept(form: RateForm, rate_id: uuid.UUID, changing: Rate | None) -> ResponseReturnValue:
    writable = _writable()
    form.offer([(str(one), "") for one in writable])
    if not form.validate():
        return _page(form, rate_id, UNREADABLE, changing=changing)
    try:
        if changing:
            operations.change_rate(changing, version=_seen_version(), **form.values())
        else:
            owner = uuid.UUID(str(form.organisation.data))
            operations.add_rate(rate_id=rate_id, organisation_id=owner, **form.values())
    except Conflict as conflict:
        form.refuse("amount", conflict.message)
        return _page(form, rate_id, CLASHED, changing=changing)
    except FieldRefused as refusal:
        form.refuse("role", refusal.message)
        return _page(form, rate_id, UNREADABLE, changing=changing)
    flash(translate(Message("The rate is saved.")), "done")
    return redirect(url_for("plans.rates"), 303)


def _changed(found: Rate, conflict: Conflict) -> ResponseReturnValue:
    """Show the rate as somebody else left it, before it may be removed."""
    flash(translate(conflict.message), "attention")
    return redirect(url_for("plans.rate", rate_id=found.id), 303)


def _seen_version() -> int:
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def _readable() -> list[uuid.UUID]:
    """Return the collaborations whose rates the actor may see."""
    return [one for one in actor().organisation_ids if allowed(actor(), PlanPermission.VIEW_WORK, one)]


def _writable() -> list[uuid.UUID]:
    """Return the collaborations whose rates the actor may change; raises ``Forbidden`` when there are none."""
    found = [one for one in sorted(actor().organisation_ids) if allowed(actor(), PlanPermission.CREATE, one)]
    if not found and request.method == "POST":
        raise Forbidden
    return found


def _page(
    form: RateForm, rate_id: uuid.UUID, status: int = 200, *, changing: Rate | None = None
) -> ResponseReturnValue:
    names = {one.id: one.name for one in organisations_by_id(_readable())}
    writable = set(_writable())
    form.offer([(str(key), name) for key, name in names.items() if key in writable])
    known = queries.rates_of(names)
    page = render_template(
        "plans/rates.html",
        form=form,
        errors=form.errors_in_order(),
        request_key=rate_id,
        shown=[(name, [one for one in known if one.organisation_id == key]) for key, name in names.items()],
        changing=changing,
        may_edit=bool(writable),
    )
    return page, status


def _request_key() -> uuid.UUID:
    try:
        return uuid.UUID(request.form.get("request_key", ""))
    except ValueError:
        return uuid.uuid4()
