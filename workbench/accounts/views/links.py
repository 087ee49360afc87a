"""The mailed link that lets somebody in once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from workbench.accounts import operations, queries
from workbench.accounts.rules import Purpose
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.letting_in import let_in

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/inloggen/link/<token>")
def open_link(token: str) -> ResponseReturnValue:
    """Show a button: a mail scanner that opens the link uses nothing up."""
    return _link_page(fits=queries.token_for_purpose(token, Purpose.SIGN_IN) is not None)


@blueprint.post("/inloggen/link/<token>")
def send_link(token: str) -> ResponseReturnValue:
    """Let in once who holds the link; whoever has a second factor is asked for it."""
    person = operations.use_link(token=token)
    return let_in(person_id=person.id, by="link") if person else _link_page(fits=False)


def _link_page(*, fits: bool) -> ResponseReturnValue:
    page = render_template("accounts/link.html", fits=fits)
    # The address holds a secret: it goes nowhere as a referrer.
    return page, 200 if fits else 410, {"Referrer-Policy": "no-referrer"}
