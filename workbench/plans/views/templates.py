"""Pages of plan templates, by URL: the list, one as its writers will see it, and what its insurer asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from workbench.kit.values.errors import NotFound
from workbench.kit.web.gate import requires
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.views.template_words import (
    drawn_chapters,
    drawn_dates,
    drawn_facts,
    drawn_heading,
    drawn_income,
    drawn_rules,
)

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition
    from workbench.plans.queries import TemplateGoneError

blueprint = Blueprint("templates", __name__, url_prefix="/sjablonen")


@blueprint.get("/")
@requires(PlanPermission.LIST)
def index() -> ResponseReturnValue:
    """Show all templates that a plan can follow."""
    found = sorted(queries.definitions().values(), key=lambda one: (-one.year, one.insurer or "", one.title))
    return render_template("plans/templates/index.html", templates=[drawn_heading(one) for one in found])


@blueprint.get("/<key>")
@requires(PlanPermission.LIST)
def show(key: str) -> ResponseReturnValue:
    """Show a template as its writers will see it; ``?versie=1`` shows an earlier version."""
    definition = _asked(key)
    return render_template(
        "plans/templates/show.html",
        definition=definition,
        heading=drawn_heading(definition),
        chapters=drawn_chapters(definition),
        rules=drawn_rules(definition),
        dates=drawn_dates(definition),
        income=drawn_income(definition),
        is_newest=queries.definitions().get(key) == definition,
    )


@blueprint.get("/<key>/uitleg")
@requires(PlanPermission.LIST)
def explanation(key: str) -> ResponseReturnValue:
    """Show what O&I is and what this insurer asks, as a handout."""
    definition = _asked(key)
    return render_template(
        "plans/templates/explanation.html",
        definition=definition,
        heading=drawn_heading(definition),
        topics=drawn_facts(definition),
        rules=drawn_rules(definition),
        dates=drawn_dates(definition),
        income=drawn_income(definition),
    )


def template_gone(error: TemplateGoneError) -> ResponseReturnValue:
    """Show, in place of any page of a plan, that its template is not installed."""
    return render_template("plans/template_gone.html", error=error), 404


def _asked(key: str) -> Definition:
    version = request.args.get("versie", type=int)
    found = queries.library().of(key, version) if version else queries.definitions().get(key)
    if found is None:
        raise NotFound
    return found
