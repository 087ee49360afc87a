"""Asking for a way in by mail: the page says and takes the same for everybody, known here or not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from workbench.accounts.forms.sign_in import AskForm
from workbench.accounts.operations import tries, ways_in
from workbench.accounts.rules import Purpose
from workbench.accounts.rules.tries import MAIL_FROM_NETWORK, MAIL_TO_ADDRESS, address_counter
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.letting_in import network_counters, secret_key
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message
from workbench.kit.web.pages import time_short

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

TEMPLATES = {Purpose.SIGN_IN: "accounts/ask_link.html", Purpose.RESET: "accounts/forgot.html"}
TOO_MANY = Message("Too many mails were asked for. Look in your mailbox, or try again after %(time)s.")


@blueprint.get("/inloggen/link-vragen")
def ask_link() -> ResponseReturnValue:
    """Ask for the address to mail a link to."""
    return _page(AskForm(), Purpose.SIGN_IN, 200)


@blueprint.post("/inloggen/link-vragen")
def send_ask_link() -> ResponseReturnValue:
    """Let a link be mailed, if this is somebody's address."""
    return _asked(Purpose.SIGN_IN, "accounts.ask_link")


@blueprint.get("/inloggen/wachtwoord-vergeten")
def forgot() -> ResponseReturnValue:
    """Ask for the address of who forgot their password."""
    return _page(AskForm(), Purpose.RESET, 200)


@blueprint.post("/inloggen/wachtwoord-vergeten")
def send_forgot() -> ResponseReturnValue:
    """Let a link to choose a password be mailed, if this is somebody's address."""
    return _asked(Purpose.RESET, "accounts.forgot")


def again(wait: int) -> str:
    """Return the clock after which it may be tried again."""
    return time_short(now() + timedelta(seconds=wait + 60))


def _asked(purpose: Purpose, endpoint: str) -> ResponseReturnValue:
    form = AskForm(request.form)
    if not form.validate():
        return _page(form, purpose, 422)
    typed = form.email.data or ""
    to_address = address_counter(MAIL_TO_ADDRESS, typed, secret_key())
    wait = tries.count_try([to_address, *network_counters(MAIL_FROM_NETWORK)])
    if wait:
        form.refuse("email", Message(TOO_MANY.text, time=again(wait)))
        page, status = _page(form, purpose, 429)
        return page, status, {"Retry-After": str(wait)}
    ways_in.ask_way_in(typed=typed, purpose=purpose, key=to_address.key)
    return redirect(url_for(endpoint, gevraagd="ja"), 303)


def _page(form: AskForm, purpose: Purpose, status: int) -> tuple[str, int]:
    page = render_template(
        TEMPLATES[purpose], form=form, errors=form.errors_in_order(), asked=request.args.get("gevraagd") == "ja"
    )
    return page, status
