"""Removing one's own account: first what goes and what stays, then one's password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, redirect, render_template, request, url_for

from workbench.accounts import queries
from workbench.accounts.access import AccountPermission
from workbench.accounts.forms.account import ProofForm
from workbench.accounts.operations.erasure import LEDGER, erase_person
from workbench.accounts.queries.erasure import organisations_left_alone
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.proof import refusal
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Refused
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.cookies import drop_session_token
from workbench.kit.web.gate import actor, requires

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/account/verwijderen")
@requires(AccountPermission.ERASE)
def ask_to_erase() -> ResponseReturnValue:
    """Say what goes, what stays and why, before anything goes."""
    return _page(ProofForm(), 200)


@blueprint.post("/account/verwijderen")
@requires(AccountPermission.ERASE)
@manages_own_transactions
def erase() -> ResponseReturnValue:
    """Remove the account of who knows its password."""
    form = ProofForm(request.form)
    status = refusal(form) if form.validate() else 422
    if status:
        return _page(form, status)
    try:
        with transaction(write=True):
            person = queries.person_by_id(actor().id)
            erase_person(person=person, ledger=current_app.config["SETTINGS"].data_dir / LEDGER)
    except Refused as refused:
        form.refuse("current", refused.message)
        return _page(form, 422)
    drop_session_token()
    response = redirect(url_for("accounts.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _page(form: ProofForm, status: int) -> ResponseReturnValue:
    with transaction(write=False):
        alone = organisations_left_alone(actor().id)
    return render_template("accounts/erase.html", form=form, errors=form.errors_in_order(), alone=alone), status
