"""Changing one's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts import queries
from workbench.accounts.access import AccountPermission
from workbench.accounts.forms.account import PasswordForm
from workbench.accounts.operations.passwords import change_password, password_hash_of
from workbench.accounts.rules import check_new_password
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.proof import refusal
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from workbench.accounts.queries import SignedIn

CHANGED = Message("Your password was changed. Everywhere else you were signed out.")


@blueprint.get("/account/wachtwoord")
@requires(AccountPermission.OWN)
def password() -> ResponseReturnValue:
    """Show the fields of the password."""
    return _page(PasswordForm(), 200)


@blueprint.post("/account/wachtwoord")
@requires(AccountPermission.OWN)
@manages_own_transactions
def send_password() -> ResponseReturnValue:
    """Change the password of who knows the one of now."""
    form, who = PasswordForm(request.form), cast("SignedIn", actor())
    if not form.validate():
        return _page(form, 422)
    if status := refusal(form):
        return _page(form, status)
    chosen = form.password.data or ""
    with transaction(write=False):
        words = queries.organisation_names(who.id)
    try:
        check_new_password(chosen, email=who.email, name=who.name, words=words)
    except Refused as refused:
        form.refuse("password", refused.message)
        return _page(form, 422)
    made = password_hash_of(chosen)
    with transaction(write=True):
        person = queries.person_by_id(who.id)
        change_password(person=person, password_hash=made, by="self", but=who.session_handle)
    flash(translate(CHANGED), "done")
    return redirect(url_for("accounts.account"), 303)


def _page(form: PasswordForm, status: int) -> tuple[str, int]:
    page = render_template("accounts/password.html", form=form, errors=form.errors_in_order(), email=actor().email)
    return page, status
