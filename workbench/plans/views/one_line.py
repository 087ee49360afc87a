"""Where the script of a table sends one line: its pieces come back to the script, a whole page to everybody else.

A line that was kept because a session had ended is sent again from an ordinary page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request, url_for

from workbench.kit.web.gate import requires
from workbench.plans.access import PlanPermission
from workbench.plans.views.blueprint import blueprint, load_set
from workbench.plans.views.lines import pieces_of_line
from workbench.plans.views.tables import save_table

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

BY_SCRIPT = "HX-Request"


@blueprint.get("/<uuid:plan_id>/onderdeel/<part_id>/tabel/regel")
@requires(PlanPermission.EDIT)
def line(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Lead to the table: a text that was kept after a session ended knows only where it was sent."""
    plan, _definition, found = load_set(plan_id, part_id)
    return redirect(url_for("plans.table", plan_id=plan.id, part_id=found.id), 303)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/tabel/regel")
@requires(PlanPermission.EDIT)
def save_line(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Save one line: for the script the pieces of its page that change, for a browser as a table of one line."""
    if BY_SCRIPT in request.headers:
        return pieces_of_line(plan_id, part_id)
    answer: ResponseReturnValue = save_table(plan_id, part_id)
    return answer
