"""The second step of signing in: a code of the telephone, or one on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts import operations, queries
from workbench.accounts.forms.sign_in import CodeForm
from workbench.accounts.operations import factors, sign_in, tries
from workbench.accounts.operations.news import tell_of_security
from workbench.accounts.rules.limits import CODE_TRIES
from workbench.accounts.rules.tokens import device_hash
from workbench.accounts.rules.tries import CODE, CODE_FROM_DEVICE, Counter, counter
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.letting_in import let_in_with_factor, secret_key
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message
from workbench.kit.web.cookies import DEVICE, drop_session_token, sent_token
from workbench.kit.web.language import translate
from workbench.kit.web.pages import time_short, within_site

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from workbench.accounts.models import HalfSignIn

WRONG = Message("This code does not fit. Type the code that your telephone shows now; each code works once.")
AGAIN = Message("Type your e-mail address and password again. The code was not typed in time, or was wrong too often.")


@blueprint.get("/inloggen/code")
def code() -> ResponseReturnValue:
    """Ask for the code; who did not give a password begins there."""
    if queries.half_sign_in(sent_token() or "") is None:
        return redirect(url_for("accounts.sign_in"), 303)
    return _page(CodeForm(), 200)


@blueprint.post("/inloggen/code")
def send_code() -> ResponseReturnValue:
    """Let in who has the code; after a few wrong ones the password is asked again."""
    half, form = queries.half_sign_in(sent_token() or ""), CodeForm(request.form)
    if half is None:
        return _from_the_start()
    if not form.validate():
        return _page(form, 422)
    counted = _counter(half)
    if wait := tries.count_try([counted]):
        return _too_many(form, counted, wait)
    tried = sign_in.count_code(half)
    factor = _proof(half, form)
    if factor is None:
        return _wrong(half, form, counted, tried)
    tries.forgive([counted])
    sign_in.close_half(half)
    return let_in_with_factor(person_id=half.person_id, by=half.by, factor=factor, remember=form.remember.data)


def _proof(half: HalfSignIn, form: CodeForm) -> str | None:
    code, paper = form.code.data or "", form.recovery_code.data or ""
    if code and factors.use_code(person=half.person, code=code, secret=secret_key()):
        return "totp"
    if paper and factors.use_recovery_code(person=half.person, code=paper, secret=secret_key()):
        return "recovery"
    return None


def _counter(half: HalfSignIn) -> Counter:
    own = sent_token(DEVICE)
    if own and queries.known_device(own, half.person_id):
        return counter(CODE_FROM_DEVICE, device_hash(own, half.person_id), secret_key())
    return counter(CODE, str(half.person_id), secret_key())


def _wrong(half: HalfSignIn, form: CodeForm, counted: Counter, tried: int) -> ResponseReturnValue:
    operations.refuse_sign_in(key=counted.key, reason="code")
    if tried < CODE_TRIES:
        form.refuse("recovery_code" if form.recovery_code.data and not form.code.data else "code", WRONG)
        return _page(form, 422)
    # Whoever came so far knows the password: the owner should hear of it.
    tell_of_security(person=half.person, kind="codes_tried")
    sign_in.close_half(half)
    return _from_the_start()


def _too_many(form: CodeForm, counted: Counter, wait: int) -> ResponseReturnValue:
    operations.refuse_sign_in(key=counted.key, reason="limit")
    again = time_short(now() + timedelta(seconds=wait + 60))
    form.refuse("code", Message("Too many wrong codes. Try again after %(time)s.", time=again))
    page, status = _page(form, 429)
    return page, status, {"Retry-After": str(wait)}


def _from_the_start() -> ResponseReturnValue:
    drop_session_token()
    flash(translate(AGAIN), "attention")
    return redirect(url_for("accounts.sign_in"), 303)


def _page(form: CodeForm, status: int) -> tuple[str, int]:
    page = render_template(
        "accounts/code.html",
        form=form,
        errors=form.errors_in_order(),
        next=within_site(request.values.get("volgende", ""), ""),
    )
    return page, status
