"""Rows pasted from Word or Excel: a preview first, and then added."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import operations, queries
from workbench.plans.access import PlanPermission
from workbench.plans.forms import pasted_rows
from workbench.plans.operations import RowInput
from workbench.plans.views.blueprint import blueprint, load_set
from workbench.plans.views.privacy import FREE, asked_of_texts, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Part
    from workbench.plans.forms.pasted import Pasted
    from workbench.plans.models import Plan


@blueprint.get("/<uuid:plan_id>/onderdeel/<part_id>/plakken")
@requires(PlanPermission.EDIT)
def paste(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Show where rows from Word or Excel can be pasted."""
    plan, _definition, found = load_set(plan_id, part_id)
    return _page(plan, found, "", told(None))


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/plakken")
@requires(PlanPermission.EDIT)
def preview_paste(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Show what the pasted rows would become; add them when that was confirmed."""
    plan, _definition, found = load_set(plan_id, part_id)
    text = request.form.get("pasted", "")
    try:
        pasted = pasted_rows(found, text, queries.reference_options(plan, found))
        confirmed = request.form.get("confirmed") == "yes" and all(row.storable for row in pasted.rows)
        asked = asked_of_texts(_texts(pasted)) if confirmed else None
        if confirmed and not asked:
            return _add_pasted(plan, found, pasted)
    except Refused as refusal:
        return _page(plan, found, text, told(None), error=translate(refusal.message)), 422
    return _page(plan, found, text, told(asked), pasted), 422 if asked else 200


def _texts(pasted: Pasted) -> Iterator[tuple[str, str]]:
    """Yield the free texts of a paste, each with the heading of its column."""
    columns = [column for column in pasted.columns if column.kind in FREE]
    for row in pasted.rows:
        yield from ((column.label, row.readings[column.id].typed) for column in columns if column.id in row.readings)


def _page(
    plan: Plan, found: Part, text: str, asked: Mapping[str, Any], pasted: Pasted | None = None, *, error: str = ""
) -> str:
    batch = _batch() if pasted else ""
    return render_template(
        "plans/paste.html", plan=plan, part=found, text=text, error=error, pasted=pasted, batch=batch, **asked
    )


def _batch() -> str:
    """Return the name that the form gave to these rows, so that they are added once; or a new one."""
    sent = "".join(char for char in request.form.get("batch", "") if char in "0123456789abcdef")[:12]
    return sent or uuid.uuid4().hex[:12]


def _add_pasted(plan: Plan, found: Part, pasted: Pasted) -> ResponseReturnValue:
    batch = _batch()
    rows = [RowInput(f"p{batch}-{place}", None, row.readings) for place, row in enumerate(pasted.rows, start=1)]
    added = operations.add_rows(plan, part=found, rows=rows, who=actor())
    flash(translate(Message("%(n)s rows added. Look them over below.", n=added)), "done")
    return redirect(url_for("plans.part", plan_id=plan.id, part_id=found.id), 303)
