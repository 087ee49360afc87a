"""One's own account on one page, and the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts import queries
from workbench.accounts.access import AccountPermission
from workbench.accounts.forms.account import NameForm
from workbench.accounts.operations import own_account
from workbench.accounts.views.blueprint import blueprint
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

RENAMED = Message("Your name was changed.")


@blueprint.get("/account")
@requires(AccountPermission.OWN)
def account() -> ResponseReturnValue:
    """Show what we know of somebody to themselves, with the way to change each thing."""
    who = actor()
    person = queries.person_by_id(who.id)
    return render_template(
        "accounts/account.html",
        person=person,
        has_factor=person.totp_secret is not None,
        has_password=person.password_hash is not None,
        codes_left=queries.recovery_codes_left(who.id),
        sessions=len(queries.open_sessions(who.id)),
    )


@blueprint.get("/account/naam")
@requires(AccountPermission.OWN)
def name() -> ResponseReturnValue:
    """Show the field of the name."""
    return _page(NameForm(data={"name": actor().name}), 200)


@blueprint.post("/account/naam")
@requires(AccountPermission.OWN)
def send_name() -> ResponseReturnValue:
    """Change the name that others see."""
    form = NameForm(request.form)
    if not form.validate():
        return _page(form, 422)
    try:
        own_account.rename(person_id=actor().id, typed=form.name.data or "")
    except Refused as refused:
        form.refuse("name", refused.message)
        return _page(form, 422)
    flash(translate(RENAMED), "done")
    return redirect(url_for("accounts.account"), 303)


def _page(form: NameForm, status: int) -> tuple[str, int]:
    return render_template("accounts/name.html", form=form, errors=form.errors_in_order()), status
