"""Changing one's own e-mail address: the new one must prove that it is read by the same person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts import queries
from workbench.accounts.access import AccountPermission
from workbench.accounts.forms.account import AddressForm
from workbench.accounts.operations import own_account, tries
from workbench.accounts.rules import Purpose
from workbench.accounts.rules.tries import MAIL_TO_ADDRESS, address_counter
from workbench.accounts.views.asking import TOO_MANY, again
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.letting_in import secret_key
from workbench.accounts.views.proof import refusal
from workbench.kit.storage import transaction
from workbench.kit.values.messages import Message
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

ASKED = Message(
    "We mailed a link to the new address. Press the button in it within the hour; until then nothing changes."
)
CHANGED = Message("Your e-mail address was changed. Sign in with it from now on.")


@blueprint.get("/account/adres")
@requires(AccountPermission.OWN)
def address() -> ResponseReturnValue:
    """Show the fields of the address."""
    return _page(AddressForm(), 200)


@blueprint.post("/account/adres")
@requires(AccountPermission.OWN)
@manages_own_transactions
def send_address() -> ResponseReturnValue:
    """Let the new address be mailed; the page says the same when somebody has it already."""
    form = AddressForm(request.form)
    if not form.validate():
        return _page(form, 422)
    if status := refusal(form):
        return _page(form, status)
    typed = form.email.data or ""
    with transaction(write=True):
        wait = tries.count_try([address_counter(MAIL_TO_ADDRESS, typed, secret_key())])
        if not wait:
            own_account.ask_address(person_id=actor().id, typed=typed)
    if wait:
        form.refuse("email", Message(TOO_MANY.text, time=again(wait)))
        return _page(form, 429)
    flash(translate(ASKED), "info")
    return redirect(url_for("accounts.account"), 303)


@blueprint.get("/account/adres/<token>")
@requires(AccountPermission.OWN)
def open_address(token: str) -> ResponseReturnValue:
    """Show a button: a mail scanner that opens the link changes nothing."""
    found = queries.token_for_purpose(token, Purpose.EMAIL)
    fits = found is not None and found.person_id == actor().id
    return _confirmation((found.email or "") if found and fits else "")


@blueprint.post("/account/adres/<token>")
@requires(AccountPermission.OWN)
def confirm_address(token: str) -> ResponseReturnValue:
    """Change the address of who is signed in and holds the link."""
    if own_account.change_address(person_id=actor().id, token=token) is None:
        return _confirmation("")
    flash(translate(CHANGED), "done")
    return redirect(url_for("accounts.account"), 303)


def _page(form: AddressForm, status: int) -> tuple[str, int]:
    page = render_template("accounts/address.html", form=form, errors=form.errors_in_order(), email=actor().email)
    return page, status


def _confirmation(email: str) -> ResponseReturnValue:
    page = render_template("accounts/confirm_address.html", email=email)
    # The page's own address holds a secret: it goes nowhere as a referrer.
    return page, 200 if email else 410, {"Referrer-Policy": "no-referrer"}
