"""Signing in and out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import current_app, redirect, render_template, request, url_for

from workbench.accounts import operations, queries
from workbench.accounts.access import AccountPermission
from workbench.accounts.forms.sign_in import SignInForm
from workbench.accounts.rules import DEMO_PASSWORD, DEMO_PEOPLE
from workbench.accounts.rules.tokens import try_key
from workbench.accounts.views.blueprint import blueprint
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.cookies import drop_session_token, put_session_token, sent_token
from workbench.kit.web.gate import actor, actor_or_none, requires
from workbench.kit.web.pages import time_short, within_site

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.accounts.models import Person

WRONG = Message("This e-mail address and password do not belong together. Check both and try again.")


@blueprint.get("/inloggen")
def sign_in() -> ResponseReturnValue:
    """Show the form; who is signed in goes on."""
    if actor_or_none() is not None:
        return redirect(_next(), 303)
    return _page(SignInForm(), 200)


@blueprint.post("/inloggen")
@manages_own_transactions
def send_sign_in() -> ResponseReturnValue:
    """Let in who knows the password; the slow comparison stands between two transactions, so nobody waits for it."""
    form = SignInForm(request.form)
    if not form.validate():
        return _page(form, 422)
    key = try_key(form.email.data or "", current_app.config["SECRET_KEY"])
    with transaction(write=True):
        wait = operations.count_try(key=key)
        person = person_to_let_in(form.email.data or "")
    if wait:
        return _too_many(form, key, wait)
    if operations.password_fits(person.password_hash if person else None, form.password.data or "") and person:
        return _let_in(person.id, key, "password")
    with transaction(write=True):
        operations.refuse_sign_in(key=key, reason="password")
    form.refuse("email", WRONG)
    return _page(form, 422)


@blueprint.post("/inloggen/als")
@manages_own_transactions
def sign_in_as() -> ResponseReturnValue:
    """Let in as one of the demo people, without typing; exists in the demo only."""
    email = request.form.get("email", "")
    with transaction(write=False):
        person = queries.person_by_email(email)
    if not current_app.config["DEMO"] or person is None or email not in {one.email for one in DEMO_PEOPLE}:
        raise NotFound
    return _let_in(person.id, try_key(email, current_app.config["SECRET_KEY"]), "demo")


@blueprint.post("/uitloggen")
@requires(AccountPermission.SIGN_OUT)
def sign_out() -> ResponseReturnValue:
    """End the session on the server, and clear what the browser keeps."""
    operations.end_session(token=sent_token() or "", person_id=actor().id)
    drop_session_token()
    response = redirect(url_for("accounts.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def person_to_let_in(email: str) -> Person | None:
    """Return the person with this address, when they may sign in here at all."""
    person = queries.person_by_email(email)
    # Their password is public: a database that was once a demo lets nobody in with it where others can reach it.
    is_demo = person is not None and person.email in {one.email for one in DEMO_PEOPLE}
    return None if is_demo and not current_app.config["SETTINGS"].is_local else person


def _let_in(person_id: uuid.UUID, key: str, by: str) -> ResponseReturnValue:
    with transaction(write=True):
        # A new token always: one that somebody planted before is worth nothing after.
        put_session_token(operations.open_session(person_id=person_id, try_key=key, by=by))
        old = sent_token()
        if old and actor_or_none() is not None:
            operations.forget_session(token=old)
    return redirect(onward(person_id, _next()), 303)


def onward(person_id: uuid.UUID, wanted: str) -> str:
    """Return where somebody who was let in goes: to what waits for them, else where they wanted."""
    # What was typed comes first: whoever sent it believes it is saved.
    with transaction(write=False):
        return url_for("accounts.kept") if queries.kept_typing(person_id) else wanted


def _too_many(form: SignInForm, key: str, wait: int) -> ResponseReturnValue:
    with transaction(write=True):
        operations.refuse_sign_in(key=key, reason="limit")
    again = time_short(now() + timedelta(seconds=wait + 60))
    form.refuse("email", Message("Too many tries with this e-mail address. Try again after %(time)s.", time=again))
    page, status = _page(form, 429)
    return page, status, {"Retry-After": str(wait)}


def _next() -> str:
    return within_site(request.values.get("volgende", ""), url_for("home.start"))


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
