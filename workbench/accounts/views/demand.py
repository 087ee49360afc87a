"""Who must have a second factor and has none is led to the page that sets one up."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app, make_response, redirect, request, url_for

from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.entrance import keep
from workbench.accounts.views.factor import has_to_have_factor
from workbench.kit.web.application import READING
from workbench.kit.web.gate import actor_or_none, is_public

if TYPE_CHECKING:
    from flask import Response

    from workbench.accounts.queries import SignedIn

# The way to set one up, and the way out.
OPEN = frozenset(
    {
        "accounts.factor",
        "accounts.begin_factor",
        "accounts.connect",
        "accounts.send_connect",
        "accounts.sign_out",
        "accounts.session_state",
        "accounts.stay",
    }
)


@blueprint.before_app_request
def lead_to_setup() -> Response | None:
    """Answer with the way to the setup page; what was typed in a form comes back after it."""
    who, endpoint = cast("SignedIn | None", actor_or_none()), request.endpoint
    if who is None or who.has_factor or endpoint is None or endpoint in OPEN or is_public(current_app, endpoint):
        return None
    if not has_to_have_factor():
        return None
    if request.method not in READING:
        keep()
    where = url_for("accounts.factor")
    if request.headers.get("HX-Request") == "true":
        response = make_response("", 401)
        response.headers["HX-Redirect"] = where
        return response
    return cast("Response", redirect(where, 303))
