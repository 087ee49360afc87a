"""The second step of signing in: what it is, and setting it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import segno
from flask import current_app, flash, redirect, render_template, request, url_for

from workbench.accounts import queries
from workbench.accounts.access import AccountPermission
from workbench.accounts.forms.account import FirstCodeForm, ProofForm
from workbench.accounts.operations import factors
from workbench.accounts.rules.factors import is_demanded, setup_address, spoken
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.letting_in import onward, secret_key
from workbench.accounts.views.proof import refusal
from workbench.kit.storage import transaction
from workbench.kit.values.messages import Message
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from workbench.accounts.queries import SignedIn

WRONG = Message("This code does not fit. Does the clock of your telephone run right? Type the code that it shows now.")
TOO_LATE = Message("Begin again with your password: more than a quarter of an hour went by.")


@blueprint.get("/account/tweede-stap")
@requires(AccountPermission.OWN)
def factor() -> ResponseReturnValue:
    """Show whether there is a second step, and what can be done about it."""
    return _page(ProofForm(), 200)


@blueprint.post("/account/tweede-stap")
@requires(AccountPermission.OWN)
@manages_own_transactions
def begin_factor() -> ResponseReturnValue:
    """Begin to set it up, after the password; whoever has one switches that off first, which takes a code."""
    form, who = ProofForm(request.form), _who()
    status = refusal(form) if form.validate() else 422
    if status:
        return _page(form, status)
    if not who.has_factor:
        with transaction(write=True):
            person = queries.person_by_id(who.id)
            factors.begin_factor(person=person, handle=who.session_handle, secret=secret_key())
    return redirect(url_for("accounts.connect"), 303)


@blueprint.get("/account/tweede-stap/koppelen")
@requires(AccountPermission.OWN)
def connect() -> ResponseReturnValue:
    """Show the picture for the telephone, and ask for its first code."""
    return _connect_page(FirstCodeForm(), 200)


@blueprint.post("/account/tweede-stap/koppelen")
@requires(AccountPermission.OWN)
def send_connect() -> ResponseReturnValue:
    """Set it up with the first code, and show the codes for on paper this once."""
    form, who = FirstCodeForm(request.form), _who()
    if not form.validate():
        return _connect_page(form, 422)
    codes = factors.add_factor(
        person=queries.person_by_id(who.id),
        code=form.code.data or "",
        handle=who.session_handle,
        secret=secret_key(),
    )
    if codes is None:
        form.refuse("code", WRONG)
        return _connect_page(form, 422)
    # Who had to have it was stopped on the way in, and goes on from there.
    return codes_page(codes, "home.start" if has_to_have_factor() else "accounts.account")


def codes_page(codes: list[str], after: str = "accounts.account") -> str:
    """Show codes for on paper, the only time that they can be read; ``after`` is the endpoint that comes next."""
    return render_template("accounts/codes.html", codes=codes, onward=onward(actor().id, url_for(after)))


def has_to_have_factor() -> bool:
    """Say whether the person who acts must have a second factor in this installation."""
    return is_demanded(current_app.config["SETTINGS"].second_factor, administers=_who().is_administrator)


def _who() -> SignedIn:
    return cast("SignedIn", actor())


def _page(form: ProofForm, status: int) -> tuple[str, int]:
    with transaction(write=False):
        page = render_template(
            "accounts/factor.html",
            form=form,
            errors=form.errors_in_order(),
            has_factor=_who().has_factor,
            is_demanded=has_to_have_factor(),
            codes_left=queries.recovery_codes_left(actor().id),
            devices=queries.remembered_devices(actor().id),
        )
    return page, status


def _connect_page(form: FirstCodeForm, status: int) -> ResponseReturnValue:
    who = _who()
    person = queries.person_by_id(who.id)
    made = factors.pending_factor(person=person, handle=who.session_handle, secret=secret_key())
    if made is None:
        flash(translate(TOO_LATE), "attention")
        return redirect(url_for("accounts.factor"), 303)
    link = setup_address(made, person.email)
    picture = segno.make(link, error="m")
    page = render_template(
        "accounts/connect.html",
        form=form,
        errors=form.errors_in_order(),
        picture=picture.svg_data_uri(scale=5, border=2),
        size=picture.symbol_size(scale=5, border=2)[0],
        link=link,
        spoken=spoken(made),
    )
    return page, status
