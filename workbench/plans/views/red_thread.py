"""The red thread: from what was seen in the neighbourhood to who does what, for how much; and what hangs loose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, url_for

from workbench.kit.values.messages import Message
from workbench.kit.web.gate import requires
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.rules.applicable import scope_of, seen_content
from workbench.plans.rules.red_thread import ORPHANS, red_thread_of
from workbench.plans.rules.thread_drawing import whole_picture
from workbench.plans.views.blueprint import blueprint, load
from workbench.plans.views.drawing import drawn_point, may_edit

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent
    from workbench.plans.models import Plan
    from workbench.plans.rules.red_thread import Band, Knot, Strand

ENDPOINT = "plans.red_thread"


@blueprint.get("/<uuid:plan_id>/rode-draad")
@requires(PlanPermission.VIEW)
def red_thread(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the thread as a picture, then knot by knot with links, then what hangs loose."""
    plan, definition = load(plan_id)
    content = queries.plan_content(plan)
    thread = red_thread_of(seen_content(content, scope_of(content, definition)))
    address = _addresses(plan, definition)
    return render_template(
        "plans/red_thread.html",
        plan=plan,
        picture=whole_picture(thread),
        bands=[_band(band, address) for band in thread.bands],
        loose=_loose(plan, definition, content),
        may_edit=may_edit(plan),
    )


def _addresses(plan: Plan, definition: Definition) -> Callable[[Knot], str]:
    """Return what gives the page of a row: to change it, or to read it for who may not."""
    parts = {name: part.id for name, part in definition.set_parts.items()}
    edit = may_edit(plan)

    def address(knot: Knot) -> str:
        if edit:
            return url_for("plans.row", plan_id=plan.id, part_id=parts[knot.set], row_id=knot.id)
        return url_for("plans.read", plan_id=plan.id, _anchor=parts[knot.set])

    return address


def _band(band: Band, address: Callable[[Knot], str]) -> dict[str, Any]:
    return {
        "priority": _knot(band.priority, address) if band.priority else None,
        "goal": band.goal,
        "signals": [_knot(one, address) for one in band.signals],
        "indicators": [_knot(one, address) for one in band.indicators],
        "strands": [_strand(one, address) for one in band.strands],
    }


def _strand(strand: Strand, address: Callable[[Knot], str]) -> dict[str, Any]:
    return {
        "activity": _knot(strand.activity, address),
        "lead": strand.lead,
        "milestones": [_knot(one, address) for one in strand.milestones],
        "indicators": [_knot(one, address) for one in strand.indicators],
        "lines": [_knot(one, address) for one in strand.lines],
        "amount": strand.amount,
    }


def _knot(knot: Knot, address: Callable[[Knot], str]) -> dict[str, str]:
    name = f"{knot.number} {knot.name or translate(Message('Without a name'))}".strip()
    return {"name": name, "fact": knot.fact, "url": address(knot)}


def _loose(plan: Plan, definition: Definition, content: PlanContent) -> list[dict[str, Any]]:
    """Return what hangs loose by part and row, for the component points."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in queries.standing_of(plan).findings:
        part = definition.part(one.part)
        if part is not None and one.rule in ORPHANS:
            row = content.row(part.set, one.row) if part.set else None
            label = (row.label or translate(Message("Without a name"))) if row else ""
            point = {"label": label, "points": [drawn_point(plan, part, one)]}
            found.setdefault(part.id, []).append(point)
    return [
        {"title": part.title, "url": url_for("plans.findings", plan_id=plan.id), "rows": found[part.id]}
        for part in definition.parts
        if part.id in found
    ]
