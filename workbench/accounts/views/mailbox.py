"""The post box of the demonstration: what would have been mailed, on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, render_template

from workbench.accounts.views.blueprint import blueprint
from workbench.kit.mail.mailbox import folder, opened_mail, opened_mails
from workbench.kit.values.errors import NotFound

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue


@blueprint.get("/postbus")
def mailbox() -> str:
    """List the mails; outside the demonstration there is no such page."""
    _in_the_demo()
    return render_template("accounts/mailbox.html", mails=opened_mails(), is_sent=folder() is None)


@blueprint.get("/postbus/<uuid:mail_id>")
def mailbox_mail(mail_id: uuid.UUID) -> ResponseReturnValue:
    """Show one mail; its links can be followed."""
    _in_the_demo()
    mail = opened_mail(mail_id)
    if mail is None:
        raise NotFound
    # A line that is an address of ours is a link; a mail program would make it one too.
    own = current_app.config["SETTINGS"].public_url
    lines = [(line, line.strip() if line.strip().startswith(f"{own}/") else "") for line in mail.body.splitlines()]
    page = render_template("accounts/mailbox_mail.html", mail=mail, lines=lines)
    return page, 200, {"Referrer-Policy": "no-referrer"}


def _in_the_demo() -> None:
    if not current_app.config["DEMO"]:
        raise NotFound
