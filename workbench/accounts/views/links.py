"""The mailed link that lets somebody in once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, url_for

from workbench.accounts import operations, queries
from workbench.accounts.rules import Purpose
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.sign_in import onward
from workbench.kit.storage import transaction
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.cookies import put_session_token

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/inloggen/link/<token>")
def open_link(token: str) -> ResponseReturnValue:
    """Show a button: a mail scanner that opens the link uses nothing up."""
    return _link_page(fits=queries.token_for_purpose(token, Purpose.SIGN_IN) is not None)


@blueprint.post("/inloggen/link/<token>")
@manages_own_transactions
def send_link(token: str) -> ResponseReturnValue:
    """Let in once who holds the link."""
    with transaction(write=True):
        person = operations.use_link(token=token)
        if person is not None:
            put_session_token(operations.open_session(person_id=person.id, try_key="", by="link"))
    return redirect(onward(person.id, url_for("home.start")), 303) if person else _link_page(fits=False)


def _link_page(*, fits: bool) -> ResponseReturnValue:
    page = render_template("accounts/link.html", fits=fits, minutes=60)
    # The address holds a secret: it goes nowhere as a referrer.
    return page, 200 if fits else 410, {"Referrer-Policy": "no-referrer"}
