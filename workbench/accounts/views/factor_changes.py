"""New codes for on paper, switching the second step off, and asking for it in every browser again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts import queries
from workbench.accounts.access import AccountPermission
from workbench.accounts.forms.account import BothForm
from workbench.accounts.operations import devices, factors, tries
from workbench.accounts.rules.tries import CODE, counter
from workbench.accounts.views.asking import again
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.factor import codes_page
from workbench.accounts.views.letting_in import secret_key
from workbench.accounts.views.proof import refusal
from workbench.kit.storage import transaction
from workbench.kit.values.messages import Message
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

WRONG = Message("This code does not fit. Type the code that your telephone shows now, or a recovery code.")
OFF = Message("The second step is switched off. From now on your password is enough.")
FORGOTTEN = Message("From now on every browser asks for the code.")


@blueprint.get("/account/tweede-stap/codes")
@requires(AccountPermission.OWN)
def codes() -> ResponseReturnValue:
    """Ask for password and code before new codes are shown."""
    return _page("accounts/new_codes.html", BothForm(), 200)


@blueprint.post("/account/tweede-stap/codes")
@requires(AccountPermission.OWN)
@manages_own_transactions
def send_codes() -> ResponseReturnValue:
    """Make new codes for on paper, and show them this once."""
    form = BothForm(request.form)
    if status := _refusal(form):
        return _page("accounts/new_codes.html", form, status)
    with transaction(write=True):
        made = factors.replace_codes(person=queries.person_by_id(actor().id), secret=secret_key())
        return codes_page(made)


@blueprint.get("/account/tweede-stap/uit")
@requires(AccountPermission.OWN)
def remove_factor() -> ResponseReturnValue:
    """Ask for password and code before it is switched off."""
    return _page("accounts/remove_factor.html", BothForm(), 200)


@blueprint.post("/account/tweede-stap/uit")
@requires(AccountPermission.OWN)
@manages_own_transactions
def send_remove_factor() -> ResponseReturnValue:
    """Switch the second step off for who has the password and a code."""
    form = BothForm(request.form)
    if status := _refusal(form):
        return _page("accounts/remove_factor.html", form, status)
    with transaction(write=True):
        factors.remove_factor(person=queries.person_by_id(actor().id), by="self")
    flash(translate(OFF), "done")
    return redirect(url_for("accounts.factor"), 303)


@blueprint.post("/account/tweede-stap/apparaten")
@requires(AccountPermission.OWN)
def forget_devices() -> ResponseReturnValue:
    """Ask for the code in every browser again."""
    devices.forget_devices(person_id=actor().id)
    flash(translate(FORGOTTEN), "done")
    return redirect(url_for("accounts.factor"), 303)


def _refusal(form: BothForm) -> int:
    """Return 0 when the form holds one's own password and a code, else the status to answer with."""
    status = refusal(form) if form.validate() else 422
    if status:
        return status
    code, counted = form.code.data or "", counter(CODE, str(actor().id), secret_key())
    with transaction(write=True):
        wait = tries.count_try([counted])
        if wait:
            form.refuse("code", Message("Too many wrong codes. Try again after %(time)s.", time=again(wait)))
            return 429
        person = queries.person_by_id(actor().id)
        used = factors.use_code(person=person, code=code, secret=secret_key())
        if not used and not factors.use_recovery_code(person=person, code=code, secret=secret_key()):
            form.refuse("code", WRONG)
            return 422
        tries.forgive([counted])
    return 0


def _page(template: str, form: BothForm, status: int) -> tuple[str, int]:
    return render_template(template, form=form, errors=form.errors_in_order()), status
