"""Choosing a password with a mailed link; it lets nobody in, so the second factor is still asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts import operations, queries
from workbench.accounts.forms.sign_in import NewPasswordForm
from workbench.accounts.operations.passwords import change_password, password_hash_of
from workbench.accounts.rules import Purpose, check_new_password
from workbench.accounts.views.blueprint import blueprint
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

CHANGED = Message("Your password was changed. Sign in with the new one.")


@dataclass(frozen=True)
class _Holder:
    email: str
    name: str
    words: tuple[str, ...]


@blueprint.get("/wachtwoord/<token>")
def open_reset(token: str) -> ResponseReturnValue:
    """Show the field for a new password; opening the link uses nothing up."""
    return _page(NewPasswordForm(), _holder(token), 200)


@blueprint.post("/wachtwoord/<token>")
@manages_own_transactions
def send_reset(token: str) -> ResponseReturnValue:
    """Store the new password of who holds the link; a password that is refused does not use it up."""
    form, holder = NewPasswordForm(request.form), _holder(token)
    if holder is None or not form.validate():
        return _page(form, holder, 422)
    chosen = form.password.data or ""
    try:
        check_new_password(chosen, email=holder.email, name=holder.name, words=holder.words)
    except Refused as refused:
        form.refuse("password", refused.message)
        return _page(form, holder, 422)
    made = password_hash_of(chosen)
    with transaction(write=True):
        used = operations.use_token(token=token, purpose=Purpose.RESET)
        if used is not None:
            change_password(person=used.person, password_hash=made, by="reset")
    if used is None:
        return _page(form, None, 410)
    flash(translate(CHANGED), "done")
    return redirect(url_for("accounts.sign_in"), 303)


def _holder(token: str) -> _Holder | None:
    with transaction(write=False):
        found = queries.token_for_purpose(token, Purpose.RESET)
        if found is None or found.person.deactivated_at is not None:
            return None
        words = tuple(one.organisation.name for one in found.person.memberships)
        return _Holder(found.person.email, found.person.name, words)


def _page(form: NewPasswordForm, holder: _Holder | None, status: int) -> ResponseReturnValue:
    page = render_template(
        "accounts/reset.html", form=form, errors=form.errors_in_order() if holder else [], holder=holder
    )
    # The address holds a secret: it goes nowhere as a referrer.
    return page, status if holder else 410, {"Referrer-Policy": "no-referrer"}
