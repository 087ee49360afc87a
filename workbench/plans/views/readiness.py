"""The page that says whether a plan is ready to be handed in: what blocks, what would help, what the insurer asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for

from workbench.kit.values.clock import today
from workbench.kit.values.dates import date_long
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import requires
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.rules.applied_rules import Verdict
from workbench.plans.rules.findings import SET_ASIDE, WHOLE_PLAN
from workbench.plans.rules.wanted import wanted
from workbench.plans.views.blueprint import blueprint, load
from workbench.plans.views.conditions import applying
from workbench.plans.views.drawing import drawn_point, may_edit, open_points, standing_seen
from workbench.plans.views.template_words import rule_words

if TYPE_CHECKING:
    import uuid
    from datetime import date

    from flask.typing import ResponseReturnValue

    from workbench.definitions.demands import Deadline, Source
    from workbench.definitions.rules import Rule
    from workbench.definitions.schema import Definition, Part
    from workbench.plans.content import PlanContent
    from workbench.plans.models import Plan
    from workbench.plans.rules.findings import Finding
    from workbench.plans.rules.standing import Standing

UNKNOWN_DEMAND = "unknown_demand"
# The two filters, as they stand in the address.
BLOCKING, ADVICE = "blokkerend", "advies"
STATES = {
    Verdict.MET: ("done", Message("Met")),
    Verdict.NOT_MET: ("not_started", Message("Not met yet")),
    Verdict.UNKNOWN: ("in_progress", Message("Demand unknown")),
    Verdict.REGION: ("in_progress", Message("Your contribution to the regional plan")),
    Verdict.BY_HAND: ("in_progress", Message("Check this yourself")),
    Verdict.LATER: ("in_progress", Message("Not known yet")),
}


@blueprint.get("/<uuid:plan_id>/controle")
@requires(PlanPermission.VIEW)
def findings(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show everything that is still open, what blocks first, each with its field; and what the insurer asks."""
    plan, definition = load(plan_id)
    judged, content = standing_seen(plan), queries.plan_content(plan)
    chosen = request.args.get("toon", "")
    return render_template(
        "plans/findings.html",
        plan=plan,
        judged=judged,
        advice=len(judged.findings) - judged.blocking,
        may_edit=may_edit(plan),
        chosen=chosen if chosen in {BLOCKING, ADVICE} else "",
        blocking_points=[] if chosen == ADVICE else _grouped(plan, definition, judged, content, blocking=True),
        advice_points=[] if chosen == BLOCKING else _grouped(plan, definition, judged, content, blocking=False),
        demands=_demands(plan, definition, judged),
        deadlines=_deadlines(definition, today()),
        pages=_pages(plan, definition),
    )


def _grouped(
    plan: Plan, definition: Definition, judged: Standing, content: PlanContent, *, blocking: bool
) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return the open points of one level by chapter, as (id, title, parts for the component points)."""
    of_level = replace(judged, findings=tuple(one for one in judged.findings if one.blocking is blocking))
    found = [
        (chapter.id, chapter.title, open_points(plan, of_level, chapter, content)) for chapter in definition.chapters
    ]
    whole = _loose(plan, of_level, WHOLE_PLAN, translate(Message("The plan as a whole")), {})
    aside = {row.id: row.label for row in content.set_aside}
    texts = _loose(plan, of_level, SET_ASIDE, translate(Message("Texts without a place")), aside)
    return [one for one in [whole, *found, texts] if one[2]]


def _loose(
    plan: Plan, judged: Standing, part: str, title: str, labels: dict[str, str]
) -> tuple[str, str, list[dict[str, Any]]]:
    """Return the points that belong to no part of the template."""
    rows = [
        {"label": labels.get(one.row or "", ""), "points": [drawn_point(plan, None, one) | _explained(plan, one)]}
        for one in judged.of_part(part)
    ]
    return part or "whole", title, [{"title": "", "url": "", "rows": rows}] if rows else []


def _explained(plan: Plan, finding: Finding) -> dict[str, str]:
    """Return for a demand that nobody knows where its insurer is told about: this page has no field that settles it."""
    if finding.rule != UNKNOWN_DEMAND:
        return {}
    return {"url": url_for("templates.explanation", key=plan.definition_key)}


def _demands(plan: Plan, definition: Definition, judged: Standing) -> list[dict[str, Any]]:
    """Return what the template asks, in its order, each with where it stands and its source."""
    shown = [rule for rule in definition.rules if judged.verdicts.get(rule.id) in STATES]
    return [_demand(plan, definition, judged, rule) for rule in shown]


def _demand(plan: Plan, definition: Definition, judged: Standing, rule: Rule) -> dict[str, Any]:
    state, label = STATES[judged.verdicts[rule.id]]
    own = [one for one in judged.findings if one.demand == rule.id]
    first = drawn_point(plan, definition.part(own[0].part), own[0]) if own else None
    return {
        "id": f"demand-{rule.id}",
        "text": rule_words(definition, rule),
        "blocking": rule.level == "blocking",
        "regional": rule.regional,
        "state": state,
        "label": translate(label),
        "points": len(own),
        "url": first["url"] if first and own[0].part else "",
        "source": _source(definition.source_named(rule.source or "")),
    }


def _source(found: Source | None) -> dict[str, str] | None:
    return None if found is None else {"title": f"{found.publisher}: {found.title}", "url": found.url or ""}


def _deadlines(definition: Definition, day: date) -> list[dict[str, Any]]:
    """Return the days of the template in order; the first that is not past is the next."""
    shown = [
        _deadline(definition, one, day)
        for one in sorted(definition.deadlines, key=lambda one: (one.date, one.time or ""))
    ]
    coming = next((one for one in shown if not one["past"]), None)
    return [one | {"next": one is coming} for one in shown]


def _deadline(definition: Definition, one: Deadline, day: date) -> dict[str, Any]:
    left = (one.date - day).days
    if left > 1:
        told = Message("%(n)s days left", n=left)
    else:
        told = {1: Message("tomorrow"), 0: Message("today")}.get(left, Message("past"))
    time = f", {one.time} uur" if one.time else ""
    return {
        "label": one.label,
        "day": f"{date_long(one.date)}{time}",
        "left": translate(told),
        "past": left < 0,
        "source": _source(definition.source_named(one.source)),
    }


def _pages(plan: Plan, definition: Definition) -> dict[str, Any] | None:
    """Return what is known of the number of pages, for a template that limits it."""
    if definition.max_pages is None:
        return None
    last = queries.last_rendered(plan.id)
    return {"most": definition.max_pages, "last": last, "changed": last is not None and last.revision != plan.revision}


def about_page(plan: Plan, part: Part, row_id: str | None = "") -> dict[str, Any]:
    """Return what a page to write on is about, and what it says beside its fields.

    As ``plan``, ``part``, ``applies``, ``conditions``, open ``points``, and as ``wanted`` the fields on which a rule
    blocks. ``row_id`` is the row of that page, None for a new one, empty for a page of questions.
    """
    definition = queries.definition_of(plan)
    found = [one for one in queries.standing_of(plan).of_part(part.id) if (one.row or "") == row_id]
    points = [drawn_point(plan, part, one) for one in sorted(found, key=lambda one: not one.blocking)]
    shown = [{"title": "", "url": "", "rows": [{"label": "", "points": points}]}] if points else []
    blocked = {one.question for one in found if one.blocking}
    return {
        "plan": plan,
        "part": part,
        "points": shown,
        "wanted": wanted(definition, part) | blocked,
        **applying(plan, definition, part),
    }
