"""Who looked at a plan between two days, also at what was handed over of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import render_template, request

from workbench.kit.values.clock import today
from workbench.kit.values.dates import date_short
from workbench.kit.web.gate import requires
from workbench.kit.web.language import translate
from workbench.organisations.rules.names import role_name
from workbench.plans.access import PlanPermission
from workbench.plans.forms.around import PeriodForm
from workbench.plans.queries.people import viewers
from workbench.plans.views.blueprint import blueprint, load

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.plans.queries.people import Viewer

SHOWN_FIRST = timedelta(days=30)


@blueprint.get("/<uuid:plan_id>/bekeken")
@requires(PlanPermission.SEE_VIEWERS)
def seen_by(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show who looked at the plan, the last month first."""
    plan, _definition = load(plan_id)
    form = PeriodForm(request.args)
    fine = form.validate()
    first, last = form.days(today() - SHOWN_FIRST, today()) if fine else (today(), today())
    page = render_template(
        "plans/viewers/page.html",
        plan=plan,
        form=form,
        errors=form.errors_in_order(),
        first=form.van.data or date_short(first),
        last=form.tot.data or date_short(last),
        period=(first, last) if fine else None,
        found=[(one, _as(one)) for one in viewers(plan, first, last)] if fine else [],
    )
    return page, 200 if fine else 422


def _as(viewer: Viewer) -> str:
    """Return as who somebody looked: for the organisation to which it was handed, or by their roles here."""
    return viewer.through or ", ".join(sorted(translate(role_name(role)) for role in viewer.roles))
