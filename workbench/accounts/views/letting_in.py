"""Letting somebody in who proved who they are; every way in ends here, so that all are equally strong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, redirect, request, url_for

from workbench.accounts import operations, queries
from workbench.accounts.operations import devices, sign_in, tries
from workbench.accounts.operations.news import tell_of_security
from workbench.accounts.rules.limits import DEVICE_KNOWN_FOR
from workbench.accounts.rules.tokens import device_hash
from workbench.accounts.rules.tries import ACCOUNT, DEVICE, NETWORK, Counter, Limit, address_counter, counter
from workbench.config import is_loopback
from workbench.kit.values.clock import now
from workbench.kit.web import origin
from workbench.kit.web.cookies import DEVICE as DEVICE_COOKIE
from workbench.kit.web.cookies import put_device_token, put_session_token, sent_token
from workbench.kit.web.gate import actor_or_none
from workbench.kit.web.pages import within_site

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue


def secret_key() -> str:
    """Return the key of the installation, under which tries are counted and second factors are kept."""
    return str(current_app.config["SECRET_KEY"])


def wanted() -> str:
    """Return where somebody wanted to go before they had to sign in; the start page when they said nothing."""
    return within_site(request.values.get("volgende", ""), url_for("home.start"))


def counters(typed: str, person_id: uuid.UUID) -> list[Counter]:
    """Return where tries for a typed address are counted: at the browser when it is a known one of this person.

    For an address that nobody has, ``person_id`` is anything: the look-up is made all the same.
    """
    own = sent_token(DEVICE_COOKIE)
    if own and queries.known_device(own, person_id):
        return [counter(DEVICE, device_hash(own, person_id), secret_key())]
    return [address_counter(ACCOUNT, typed, secret_key()), *network_counters(NETWORK)]


def network_counters(limit: Limit) -> list[Counter]:
    """Return where tries from the network that asks are counted; nowhere when everybody comes from one address.

    So it is behind a proxy on this machine that ``TRUSTED_PROXIES`` does not name: one guesser would stop all.
    """
    behind_a_proxy = is_loopback(request.remote_addr or "") and not current_app.config["SETTINGS"].is_local
    return [] if behind_a_proxy else [counter(limit, origin.coarse_address(), secret_key())]


def let_in(*, person_id: uuid.UUID, by: str) -> ResponseReturnValue:
    """Let in who proved the first factor (``by`` says how), or ask for the second; in a running write transaction."""
    person, own = queries.person_by_id(person_id), sent_token(DEVICE_COOKIE)
    if person.totp_secret is None:
        return _open(person_id, by, factor=None)
    device = queries.known_device(own, person_id) if own else None
    if device and device.skips_factor_until and device.skips_factor_until > now():
        return _open(person_id, by, factor="remembered")
    _forget_before()
    put_session_token(sign_in.open_half(person_id=person_id, by=by))
    target = within_site(request.values.get("volgende", ""), "")
    return redirect(url_for("accounts.code", volgende=target or None), 303)


def let_in_with_factor(*, person_id: uuid.UUID, by: str, factor: str, remember: bool) -> ResponseReturnValue:
    """Let in who proved both; with ``remember`` this browser is not asked for the second for a month."""
    return _open(person_id, by, factor=factor, remember=remember)


def onward(person_id: uuid.UUID, target: str) -> str:
    """Return where somebody who was let in goes: to what waits for them, else where they wanted."""
    # What was typed comes first: whoever sent it believes it is saved.
    return url_for("accounts.kept") if queries.kept_typing(person_id) else target


def _open(person_id: uuid.UUID, by: str, *, factor: str | None, remember: bool = False) -> ResponseReturnValue:
    browser = sign_in.Browser(client=origin.client(), address=origin.coarse_address())
    person, own = queries.person_by_id(person_id), sent_token(DEVICE_COOKIE)
    tries.forgive(counters(person.email, person_id))
    is_new = person.signed_in_at is not None and not (own and queries.known_device(own, person_id))
    if is_new and by != "demo":
        tell_of_security(person=person, kind="new_device", device=browser.client)
    put_device_token(devices.know_device(token=own, person_id=person_id, skips_factor=remember), DEVICE_KNOWN_FOR)
    _forget_before()
    # A new token always: one that somebody planted before is worth nothing after.
    put_session_token(operations.open_session(person_id=person_id, by=by, factor=factor, browser=browser))
    return redirect(onward(person_id, wanted()), 303)


def _forget_before() -> None:
    old = sent_token()
    if old and actor_or_none() is not None:
        operations.forget_session(token=old)
