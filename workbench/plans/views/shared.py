"""What was handed to my organisation: the list, and one frozen version to read. Nothing here looks at the live plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from workbench.kit.web.gate import actor, permission, requires
from workbench.organisations.queries import organisations_by_id
from workbench.plans.access import SharedPermission, can_see_shared
from workbench.plans.queries import shares
from workbench.plans.queries.plans import plan_in_hand
from workbench.plans.rules.raci import matrix_of
from workbench.plans.views.drawing import chapters_below
from workbench.plans.views.reading import read_chapters
from workbench.plans.views.viewing import note_opened

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition
    from workbench.kit.web.gate import Actor
    from workbench.plans.content import PlanContent
    from workbench.plans.models import Plan, Share
    from workbench.plans.rules.raci import Matrix

blueprint = Blueprint("shared", __name__, url_prefix="/gedeeld")


@blueprint.get("/")
@requires(SharedPermission.LIST)
def index() -> ResponseReturnValue:
    """Show what was handed to each of the actor's organisations."""
    found = shares.shared_with(actor(), actor().organisation_ids)
    return render_template("plans/shared/index.html", handed=found)


@blueprint.get("/<uuid:share_id>")
@requires(SharedPermission.VIEW)
def show(share_id: uuid.UUID) -> ResponseReturnValue:
    """Show a version as it was handed over, by the template in its words of that moment."""
    share, plan = load_share(share_id)
    frozen = shares.frozen_of(share)
    return render_template(
        "plans/shared/read.html",
        share=share,
        frozen=frozen,
        organisation=organisations_by_id([share.organisation_id])[0].name,
        chapters=chapters_below(frozen.definition),
        shown=read_chapters(frozen.content, plan, frozen.definition.chapters, frozen.definition, frozen=True),
        matrix_in=lambda _plan, part_id: _matrix(frozen.content, frozen.definition, part_id),
        may_export=can_see_shared(actor(), SharedPermission.EXPORT, share.organisation_id),
    )


def load_share(share_id: uuid.UUID) -> tuple[Share, Plan]:
    """Return what was handed over, and the plan that it is of, when the actor may do what the endpoint names."""
    share = shares.share_for(share_id, who=actor(), permission=SharedPermission(permission()))
    plan = plan_in_hand(share.plan_id)
    if plan is None:
        raise LookupError("a share outlived its plan")
    note_opened(plan, share)
    return share, plan


def sees_shared(who: Actor) -> bool:
    """Say whether somebody has a role in which things are handed to them."""
    return any(can_see_shared(who, SharedPermission.LIST, one) for one in who.organisation_ids)


def _matrix(content: PlanContent, definition: Definition, part_id: str) -> Matrix | None:
    part = definition.part(part_id)
    found = matrix_of(content) if part is not None and part.set == "tasks" else None
    return found if found is not None and found.roles and found.rows else None
