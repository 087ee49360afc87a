"""The start page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from workbench.home.access import HomePermission
from workbench.kit.web.gate import actor, requires
from workbench.organisations.queries import organisations_by_id

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@requires(HomePermission.START)
def start() -> ResponseReturnValue:
    """Show where somebody can go on."""
    return render_template("home/start.html", organisations=organisations_by_id(actor().organisation_ids))
