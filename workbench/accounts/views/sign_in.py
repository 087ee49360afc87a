"""Signing in with a password, and out."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import current_app, redirect, render_template, request, url_for

from workbench.accounts import operations, queries
from workbench.accounts.access import AccountPermission
from workbench.accounts.forms.sign_in import SignInForm
from workbench.accounts.operations import tries
from workbench.accounts.operations.passwords import keep_hash, renewed_hash
from workbench.accounts.queries.ways_in import WayIn
from workbench.accounts.rules import DEMO_PASSWORD, DEMO_PEOPLE
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.letting_in import counters, let_in, wanted
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.cookies import drop_session_token, sent_token
from workbench.kit.web.gate import actor, actor_or_none, requires
from workbench.kit.web.pages import time_short, within_site

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

WRONG = Message("This e-mail address and password do not belong together. Check both and try again.")
NOBODY = uuid.UUID(int=0)


@blueprint.get("/inloggen")
def sign_in() -> ResponseReturnValue:
    """Show the form; who is signed in goes on."""
    if actor_or_none() is not None:
        return redirect(wanted(), 303)
    return _page(SignInForm(), 200)


@blueprint.post("/inloggen")
@manages_own_transactions
def send_sign_in() -> ResponseReturnValue:
    """Let in who knows the password; the slow comparison stands between two transactions, so nobody waits for it."""
    form = SignInForm(request.form)
    if not form.validate():
        return _page(form, 422)
    email, password = form.email.data or "", form.password.data or ""
    with transaction(write=True):
        found = person_to_let_in(email)
        counted = counters(email, found.person_id or NOBODY)
        wait = tries.count_try(counted)
    if wait:
        return _too_many(form, counted[0].key, wait)
    if operations.password_fits(found.password_hash, password) and found.person_id:
        _renew(found, password)
        with transaction(write=True):
            return let_in(person_id=found.person_id, by="password")
    with transaction(write=True):
        operations.refuse_sign_in(key=counted[0].key, reason="password")
    form.refuse("email", WRONG)
    return _page(form, 422)


@blueprint.post("/inloggen/als")
def sign_in_as() -> ResponseReturnValue:
    """Let in as one of the demo people, without typing; exists in the demo only."""
    email = request.form.get("email", "")
    found = queries.way_in(email)
    if not current_app.config["DEMO"] or not found.person_id or email not in {one.email for one in DEMO_PEOPLE}:
        raise NotFound
    return let_in(person_id=found.person_id, by="demo")


@blueprint.post("/uitloggen")
@requires(AccountPermission.SIGN_OUT)
def sign_out() -> ResponseReturnValue:
    """End the session on the server, and clear what the browser keeps."""
    operations.end_session(token=sent_token() or "", person_id=actor().id)
    drop_session_token()
    response = redirect(url_for("accounts.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def person_to_let_in(email: str) -> WayIn:
    """Return what lets in who has this address, when they may sign in here at all."""
    found = queries.way_in(email)
    # Their password is public: a database that was once a demo lets nobody in with it where others can reach it.
    is_demo = found.email in {one.email for one in DEMO_PEOPLE}
    return WayIn() if is_demo and not current_app.config["SETTINGS"].is_local else found


def _renew(found: WayIn, password: str) -> None:
    old = found.password_hash or ""
    new = renewed_hash(old, password)
    if new and found.person_id:
        with transaction(write=True):
            keep_hash(person_id=found.person_id, old=old, new=new)


def _too_many(form: SignInForm, key: str, wait: int) -> ResponseReturnValue:
    with transaction(write=True):
        operations.refuse_sign_in(key=key, reason="limit")
    form.refuse(
        "email",
        Message(
            "Too many tries with this e-mail address. Try again after %(time)s, or ask for a link by mail below.",
            time=time_short(now() + timedelta(seconds=wait + 60)),
        ),
    )
    page, status = _page(form, 429)
    return page, status, {"Retry-After": str(wait)}


def _page(form: SignInForm, status: int) -> tuple[str, int]:
    demo = current_app.config["DEMO"]
    page = render_template(
        "accounts/sign_in.html",
        form=form,
        errors=form.errors_in_order(),
        next=within_site(request.values.get("volgende", ""), ""),
        people=DEMO_PEOPLE if demo else (),
        password=DEMO_PASSWORD if demo else "",
    )
    return page, status
